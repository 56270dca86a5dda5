"""Deckapp: decks of method cards, change plans on a board, and their print."""

__version__ = "0.1.0"
