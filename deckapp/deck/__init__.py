"""Cards and decks as values, and how they are read from a user's files."""
