"""The fields of one link: its two ends, its kind and its label."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deckapp.plan.columns import LINKS, Column
from deckapp.plan.edits import change_link, remove
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.page import FieldPage, heading, quiet
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import without_key
from deckapp.ui.kit.row_button import RowButton


class LinkPage(FieldPage):
    """One link; `reveal_requested` carries the activity at an end."""

    reveal_requested = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._key = ""
        self.title = heading(self)
        self.title.setText("Link")
        ends = QWidget(self)
        self.source = self._end(ends)
        self.target = self._end(ends)
        box = QVBoxLayout(ends)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.source)
        box.addWidget(self.target)
        self.form = Form(LINKS, lambda: document.plan, self)
        self.refusal = quiet(self)
        self.refusal.setForegroundRole(QPalette.ColorRole.BrightText)
        self.refusal.hide()
        self.form.add_below("kind", self.refusal)
        self.delete = QPushButton(icon("trash"), "Remove link", self)
        self.form.set_locked(document.read_only)
        self.delete.setVisible(not document.read_only)
        for part in (self.title, ends, self.form, self.delete):
            self.add(part)
        self._connect()

    def show_link(self, key: str) -> None:
        """Show this link, as it is in the document now."""
        if key != self._key:
            self.refusal.hide()
        self._key = key
        plan = self._document.plan
        link = plan.links[key]
        for button, end, words in (
            (self.source, link.source, "From"),
            (self.target, link.target, "To"),
        ):
            title = plan.activities[end].title if end in plan.activities else ""
            button.show_row(title or "Without a title", words)
        self.form.show_parts(plan, link)

    def focus_fields(self) -> None:
        """Go to the kind."""
        self.go_to(self.form.field("kind"))

    # Helpers.

    def _end(self, parent: QWidget) -> EndButton:
        return EndButton("", "", icon("cards"), parent)

    def _connect(self) -> None:
        document = self._document
        self.form.edited.connect(self._edit)
        self.form.left.connect(document.seal)
        self.source.clicked.connect(
            lambda: self.reveal_requested.emit([document.plan.links[self._key].source])
        )
        self.target.clicked.connect(
            lambda: self.reveal_requested.emit([document.plan.links[self._key].target])
        )
        self.delete.clicked.connect(lambda: document.edit("remove link", remove(document.plan, [self._key])))

    def _edit(self, column: Column, value: Any) -> None:
        document = self._document
        try:
            after = change_link(document.plan, self._key, **{column.name: value})
        except ValueError as error:
            self.refusal.setText(str(error))
            self.refusal.show()
            self.show_link(self._key)
            return
        self.refusal.hide()
        document.edit(f"change {column.words} of link", after, merge=("link", self._key, column.name))


class EndButton(RowButton):
    """An end of the link: the activity's title, and which end it is; a click shows it on the board."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_row(self, title: str, words: str) -> None:
        """Show another activity."""
        self.setText(title)
        without_key(self)
        self._detail = words
        self.setAccessibleName(f"{words} {title}")
        self.setAccessibleDescription("Shows it on the board")
        self.setToolTip("")
        self.update()
