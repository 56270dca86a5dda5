"""The links of one activity: what comes before it, what after, each a way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from deckapp.plan.columns import LINK_ICONS
from deckapp.plan.edits import remove
from deckapp.plan.plan import Link, Plan
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.form import LABEL_GAP, labelled
from deckapp.ui.inspector.page import quiet
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.row_button import RowButton


class LinkRow(QWidget):
    """One link: a button that leads to the other activity, one to the link's own fields, one that removes it."""

    def __init__(self, words: str, other: str, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self.go = RowButton(other or "an activity without a title", words, icon(LINK_ICONS[link.kind]), self)
        self.go.setAccessibleName(f"{words} {other}")
        self.go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.edit = self._button(
            "pencil-simple", "Kind and label of this link", f"Edit the link: {words} {other}"
        )
        self.delete = self._button("x", "Remove this link", f"Remove the link: {words} {other}")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.go, 1)
        box.addWidget(self.edit)
        box.addWidget(self.delete)

    def _button(self, sign: str, tip: str, spoken: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon(sign))
        made.setIconSize(QSize(16, 16))
        made.setAutoRaise(True)
        made.setToolTip(tip)
        made.setAccessibleName(spoken)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made


class LinksList(QWidget):
    """Lists the links that begin or end at an activity; `reveal_requested` carries the other one's id.

    `edit_requested` carries the link whose fields are wanted.
    """

    reveal_requested = Signal(object)
    edit_requested = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen: object = None
        self.rows: dict[str, LinkRow] = {}
        self._list = QWidget(self)
        self._list.setAccessibleName("Links")
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._none = quiet(self, "None. Drag from a tile's edge to another tile, or choose both and press L.")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(LABEL_GAP)
        box.addWidget(labelled("Links", self._list))
        box.addWidget(self._none)

    def show_links(self, plan: Plan, here: str) -> None:
        """Show the links of this activity, those that lead to it first."""
        found = [(key, link) for key, link in plan.links.items() if here in (link.source, link.target)]
        found.sort(key=lambda item: (item[1].target != here, item[1].kind))
        lines = [
            (key, link, _link_words(link, here), plan.activities.get(_other(link, here)))
            for key, link in found
        ]
        seen = (here, [(key, link, words, other.title if other else "") for key, link, words, other in lines])
        if seen == self._seen:
            return
        self._seen = seen
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {}
        for key, link, words, other in lines:
            detail = f"{words} · {link.label}" if link.label else words
            row = LinkRow(detail, other.title if other else "", link, self._list)
            row.go.clicked.connect(self._reveal(_other(link, here)))
            row.edit.clicked.connect(lambda _checked=False, link_id=key: self.edit_requested.emit(link_id))
            row.delete.clicked.connect(self._remover(key))
            row.delete.setVisible(not self._document.read_only)
            self.rows[key] = row
            self._rows.addWidget(row)
        self._none.setVisible(not lines)

    def _reveal(self, other: str) -> Callable[[], None]:
        return lambda: self.reveal_requested.emit([other])

    def _remover(self, key: str) -> Callable[[], object]:
        return lambda: self._document.edit("remove link", remove(self._document.plan, [key]))


def _other(link: Link, here: str) -> str:
    return link.source if link.target == here else link.target


def _link_words(link: Link, here: str) -> str:
    """What the link at this activity says of the other one, which follows."""
    if link.target == here:
        return "After" if link.kind == "finish-start" else "Informed by"
    return "Before" if link.kind == "finish-start" else "Informs"
