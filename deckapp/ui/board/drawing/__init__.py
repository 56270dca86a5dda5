"""What is drawn on the board: cells, tiles and notes, links, and what lies above them."""
