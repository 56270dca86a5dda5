"""What all fields of the inspector share, whatever widget they are."""

from __future__ import annotations

from typing import Any, Final, Protocol

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence

from deckapp.ui.kit.guard import guarded


class Several:
    """Stands for the value of a field in which the chosen things differ."""


SEVERAL: Final = Several()
SEVERAL_TEXT = "Several values"


class Field(Protocol):
    """A widget for one value.

    `edited` carries the value at each change by hand, never when `show_value` sets it; `left` says that the
    focus went elsewhere.
    """

    edited: SignalInstance
    left: SignalInstance

    def show_value(self, value: Any) -> None:
        """Show a value or `SEVERAL`, without touching the cursor where it is shown already."""

    def set_locked(self, locked: bool) -> None:
        """Whether the value may only be read."""

    def set_hint(self, hint: str) -> None:
        """What to show while there is no value."""


@guarded
class PlanUndo(QObject):
    """Keeps a widget's own undo out of the way: the keys pass on to the window, which undoes the plan's edit."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and is_undo_key(event):
            event.ignore()
            return True
        return False


def is_undo_key(event: QEvent) -> bool:
    """Whether the key means undo or redo."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )
