"""The heads at two edges of the board: phases above, workstreams on the left."""
