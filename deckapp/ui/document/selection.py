"""What is chosen on the board: ids of activities, notes and links."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from deckapp.plan.plan import Plan


class Selection(QObject):
    """The chosen ids, shared by board, inspector and actions; `changed` carries them."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: frozenset[str] = frozenset()

    def set(self, ids: Iterable[str]) -> None:
        """Choose exactly these."""
        chosen = frozenset(ids)
        if chosen != self.ids:
            self.ids = chosen
            self.changed.emit(chosen)

    def clear(self) -> None:
        """Choose nothing."""
        self.set(())

    def activities(self, plan: Plan) -> list[str]:
        """The chosen activities, in the plan's order."""
        held = [key for key in self.ids if key in plan.activities]
        return held if len(held) < 2 else [key for key in plan.activities if key in self.ids]


def still_there(ids: Iterable[str], plan: Plan) -> frozenset[str]:
    """Those of the ids that a plan holds on its board."""
    held = plan.activities, plan.notes, plan.links
    return frozenset(key for key in ids if any(key in part for part in held))
