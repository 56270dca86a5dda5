"""The board for those who listen: drawn things appear to screen readers as the items of a list.

What is drawn is no widget, so Qt knows nothing of it. A factory gives every `Listed` widget an interface
whose children are its things, each with a name in words, a place and a state.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol, runtime_checkable

import PySide6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QWidget

from deckapp.ui.kit.guard import guarded


@runtime_checkable
class Listed(Protocol):
    """A widget that draws a list of things."""

    def listed_ids(self) -> Sequence[str]:
        """The things, in order."""

    def listed_name(self, key: str) -> str:
        """What a thing is, in words."""

    def listed_rect(self, key: str) -> QRect:
        """Where it is seen, in the widget's pixels."""

    def listed_state(self, key: str) -> tuple[bool, bool]:
        """Whether it has the focus, and whether it is chosen."""

    def listed_widgets(self) -> Sequence[QWidget]:
        """Real widgets that belong to the list."""


SINCE = (6, 11)
"""Before this version PySide frees an interface that Qt still holds, which ends the program."""


def is_safe() -> bool:
    """Whether this PySide can be given interfaces of our own."""
    return PySide6.__version_info__[:2] >= SINCE


@cache
def install() -> None:
    """Teach Qt to make these interfaces, where it is safe; once a process."""
    if is_safe():
        QAccessible.installFactory(_make)


def announce(widget: QWidget, key: str) -> None:
    """Tell screen readers that a thing of a `Listed` widget has the focus now."""
    if QAccessible.isActive() and isinstance(widget, Listed) and widget.hasFocus():
        ids = widget.listed_ids()
        if key in ids:
            event = QAccessibleEvent(widget, QAccessible.Event.Focus)
            event.setChild(ids.index(key))
            QAccessible.updateAccessibility(event)


_lists: dict[int, ListInterface] = {}
"""Interfaces by their widgets' addresses: Qt keeps only pointers to them, so they must not go before it does."""


@guarded
class ItemInterface(QAccessibleInterface):
    """One thing of a list."""

    def __init__(self, widget: QWidget, key: str) -> None:
        super().__init__()
        self._widget = widget
        self.key = key

    def isValid(self) -> bool:
        return self.key in _listed(self._widget).listed_ids()

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        place = _listed(self._widget).listed_rect(self.key)
        return QRect(self._widget.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        focused, chosen = _listed(self._widget).listed_state(self.key)
        state.focusable = state.selectable = state.multiSelectable = True
        state.focused, state.selected = focused, chosen
        state.offscreen = not self._widget.rect().intersects(_listed(self._widget).listed_rect(self.key))
        return state

    def text(self, kind: QAccessible.Text) -> str:
        named = kind == QAccessible.Text.Name and self.isValid()
        return _listed(self._widget).listed_name(self.key) if named else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are made of the plan; they are changed there."""


@guarded
class ListInterface(QAccessibleInterface):
    """The list: its drawn things first, then the widgets that belong to it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self._items: dict[str, ItemInterface] = {}

    def drop_items(self) -> None:
        """Take the items out of Qt's keeping; the widget is going."""
        for item in self._items.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._items.clear()

    def isValid(self) -> bool:
        return True

    def object(self) -> QObject:
        return self._widget

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        holder = self._widget.parentWidget()
        return QAccessible.queryAccessibleInterface(holder) if holder is not None else None

    def childCount(self) -> int:
        listed = _listed(self._widget)
        return len(listed.listed_ids()) + len(listed.listed_widgets())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        listed = _listed(self._widget)
        ids, widgets = listed.listed_ids(), listed.listed_widgets()
        if 0 <= index < len(ids):
            return self._items.setdefault(ids[index], ItemInterface(self._widget, ids[index]))
        if 0 <= index - len(ids) < len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - len(ids)])
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802  (Qt's name)
        listed = _listed(self._widget)
        for index, key in enumerate(listed.listed_ids()):
            if listed.listed_state(key)[0]:
                return self.child(index)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        listed = _listed(self._widget)
        ids, widgets = listed.listed_ids(), listed.listed_widgets()
        if isinstance(child, ItemInterface):
            return ids.index(child.key) if child.key in ids else -1
        owner = child.object()
        return len(ids) + widgets.index(owner) if isinstance(owner, QWidget) and owner in widgets else -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def rect(self) -> QRect:
        return QRect(self._widget.mapToGlobal(self._widget.rect().topLeft()), self._widget.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._widget.hasFocus()
        state.invisible = not self._widget.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._widget.accessibleName()
        return self._widget.accessibleDescription() if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """The list's name is the widget's, and is set there."""


def _make(_class_name: str, owner: QObject) -> QAccessibleInterface | None:
    if not isinstance(owner, QWidget) or not isinstance(owner, Listed):
        return None
    address = id(owner)
    if address not in _lists:
        _lists[address] = ListInterface(owner)
        owner.destroyed.connect(lambda: _forget(address))
    return _lists[address]


def _forget(address: int) -> None:
    gone = _lists.pop(address, None)
    if gone is not None:
        gone.drop_items()


def _listed(widget: Any) -> Listed:
    assert isinstance(widget, Listed)
    return widget
