"""Keys in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence


def keys_text(keys: Sequence[str]) -> str:
    """The keys as this desktop writes them."""
    return ", ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        for key in keys
        if not (key == "Enter" and "Return" in keys)
    ).replace("Return", "Enter")
