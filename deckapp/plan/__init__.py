"""The plan as a value, the edits that make a new one of it, and its file."""

PLAN_ENDING = ".deckplan"
"""What the name of a plan's file ends with."""
