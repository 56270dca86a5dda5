"""Numbers with their nouns, singular or plural, as people read them."""

from __future__ import annotations


def counted(number: int, one: str, more: str = "") -> str:
    """`1 card`, `2,000 cards`; `more` is the plural where that is not the singular with an s."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def several(number: int, one: str, more: str) -> str:
    """`note`, `3 notes`: what is chosen or changed, with its number only where it is not one."""
    return one if number == 1 else counted(number, one, more)
