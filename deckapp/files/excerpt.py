"""What stands at a place of a text, for a line so long that its number and a column lead nobody there."""

from __future__ import annotations

FAR = 400
"""So many letters of a line somebody may still count, or scroll through."""
AROUND = 30
"""So many letters are shown before and after a place."""


def excerpt(text: str, at: int) -> str:
    """The letters around a place of a text, in one line, to be looked for with an editor's search."""
    before, after = text[max(0, at - AROUND) : at], text[at : at + AROUND]
    shown = f"{'…' if at > AROUND else ''}{before}{after}{'…' if at + AROUND < len(text) else ''}"
    return f"`{' '.join(shown.split())}`"


def excerpt_of_bytes(data: bytes, at: int) -> str:
    """The same of bytes in UTF-8; what is no text of it is left out."""
    before = data[max(0, at - 4 * AROUND) : at].decode("utf-8", "ignore")
    after = data[at : at + 4 * AROUND].decode("utf-8", "ignore")
    shown = excerpt(before + after, len(before))
    return f"`…{shown[1:].lstrip('…')}" if at > 4 * AROUND else shown
