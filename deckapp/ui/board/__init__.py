"""The board: phases across, workstreams down, activities as tiles, notes and links."""
