"""The plan as a tree: phases with their activities in reading order, and the parking lot."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from deckapp.plan.board import reading_order
from deckapp.plan.columns import STATUSES
from deckapp.plan.plan import Activity, Plan
from deckapp.ui.inspector.dates import shown
from deckapp.ui.inspector.rows import difference
from deckapp.ui.kit.plain import tip

KEY = Qt.ItemDataRole.UserRole + 1
DETAIL = Qt.ItemDataRole.UserRole + 2
SIGN = Qt.ItemDataRole.UserRole + 3
"""An activity's status, a phase's colour."""
ISOLATE, END = "\u2068", "\u2069"
PARKING_LOT = "\0parking"
_STATUS_WORDS = {choice.value: choice.label for choice in STATUSES}
_NOT_EDITABLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class OutlineModel(QStandardItemModel):
    """Follows a plan and touches only the rows that differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: Plan | None = None
        self._items: dict[str, QStandardItem] = {}

    def follow(self, plan: Plan) -> list[str]:
        """Show this plan; gives the phases that have come."""
        seen, self._seen = self._seen, plan
        if seen is not None and (changed := _changed_in_place(seen, plan)) is not None:
            for key in changed:
                _show_activity(self._items[key], plan, plan.activities[key])
            return []
        tree = outline(plan)
        fresh = self._sync(self.invisibleRootItem(), list(tree))
        for phase, activities in tree.items():
            self._sync(self._items[phase], activities)
            self._show_phase(plan, phase, len(activities))
        same_streams = seen is not None and seen.workstreams is plan.workstreams
        for key, activity in plan.activities.items():
            item = self._items[key]
            if not (same_streams and seen and seen.activities.get(key) is activity and item.text()):
                _show_activity(item, plan, activity)
        return fresh

    def item_of(self, key: str) -> QStandardItem | None:
        """The row of an activity or a phase."""
        return self._items.get(key)

    def _sync(self, parent: QStandardItem, wanted: list[str]) -> list[str]:
        """Let a parent have exactly these children, in this order; gives those that have come."""
        held = [parent.child(row).data(KEY) for row in range(parent.rowCount())]
        start, old_end, new_end = difference(held, wanted)
        if old_end > start:
            for key in held[start:old_end]:
                self._drop(key, parent)
            parent.removeRows(start, old_end - start)
        fresh = wanted[start:new_end]
        if fresh:
            parent.insertRows(start, [self._make(key) for key in fresh])
        return fresh

    def _make(self, key: str) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(_NOT_EDITABLE)
        item.setData(key, KEY)
        self._items[key] = item
        return item

    def _drop(self, key: str, parent: QStandardItem) -> None:
        """Forget a row that goes, unless it has come elsewhere meanwhile."""
        item = self._items.get(key)
        if item is None or (item.parent() or self.invisibleRootItem()) is not parent:
            return
        for row in range(item.rowCount()):
            self._drop(item.child(row).data(KEY), item)
        del self._items[key]

    def _show_phase(self, plan: Plan, key: str, count: int) -> None:
        item = self._items[key]
        phase = plan.phases.get(key)
        title = phase.title if phase else "Parking lot"
        _put(item, title, str(count), phase.colour if phase else "", f"{title}, {count} activities")


def outline(plan: Plan) -> dict[str, list[str]]:
    """Activities in reading order by phase; those in no phase are in the parking lot, where there are any."""
    tree: dict[str, list[str]] = {key: [] for key, _phase in plan.phases_in_order()}
    parked: list[str] = []
    for key in reading_order(plan):
        activity = plan.activities.get(key)
        if activity is not None:
            tree.get(plan.cell_of(activity.position)[0], parked).append(key)
    return {**tree, PARKING_LOT: parked} if parked else tree


def _changed_in_place(seen: Plan, plan: Plan) -> list[str] | None:
    """The activities that changed where no row comes, goes or moves; else None."""
    old = seen.activities
    same = seen.phases is plan.phases and seen.workstreams is plan.workstreams
    if not same or old.keys() != plan.activities.keys():
        return None
    changed = [key for key, activity in plan.activities.items() if old[key] is not activity]
    still = all(old[key].position == plan.activities[key].position for key in changed)
    return changed if still else None


def _show_activity(item: QStandardItem, plan: Plan, activity: Activity) -> None:
    stream = plan.workstreams.get(plan.cell_of(activity.position)[1])
    parts = [
        stream.title if stream and len(plan.workstreams) > 1 else "",
        activity.owner,
        shown(activity.start) if activity.start else "",
    ]
    # Each part is isolated: a date after a name written from right to left would be torn apart.
    detail = " · ".join(f"{ISOLATE}{part}{END}" for part in parts if part)
    title = activity.title or activity.card.title
    spoken = ", ".join(part for part in (title, _STATUS_WORDS[activity.status], *parts) if part)
    _put(item, title, detail, activity.status, spoken)


def _put(item: QStandardItem, title: str, detail: str, sign: str, spoken: str) -> None:
    roles = Qt.ItemDataRole
    for role, value in (
        (roles.DisplayRole, title),
        (DETAIL, detail),
        (SIGN, sign),
        (roles.AccessibleTextRole, spoken),
        (roles.ToolTipRole, tip(spoken)),
    ):
        if item.data(role) != value:
            item.setData(value, role)
