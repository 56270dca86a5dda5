"""The left part of the window: decks, search, filters, and the wall of cards."""
