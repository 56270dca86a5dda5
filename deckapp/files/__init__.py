"""The ground floor: where the user's data lies, one way to write a file, one stamp, one lock."""
