"""The plan as a value, the edits that make a new one of it, and its file."""
