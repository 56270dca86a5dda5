"""The fields of one note on the board, or of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from deckapp.counts import several
from deckapp.plan.columns import NOTES, Column
from deckapp.plan.edits import edit_note
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.page import FieldPage, heading


class NotePage(FieldPage):
    """A note's text and colour."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self.title = heading(self)
        self.form = Form(NOTES, lambda: document.plan, self)
        self.form.set_locked(document.read_only)
        self.add(self.title)
        self.add(self.form)
        self.form.edited.connect(self._edit)
        self.form.left.connect(document.seal)

    def show_notes(self, ids: Sequence[str]) -> None:
        """Show these notes (at least one), as they are in the document now."""
        self._ids = tuple(ids)
        notes = [self._document.plan.notes[key] for key in ids]
        self.title.setText(several(len(ids), "Note", "notes"))
        self.form.show_parts(self._document.plan, *notes)

    def focus_fields(self) -> None:
        """Put the cursor into the text."""
        self.go_to(self.form.field("text"))
        self.form.field("text").selectAll()

    def _edit(self, column: Column, value: Any) -> None:
        after = self._document.plan
        for key in self._ids:
            after = edit_note(after, key, **{column.name: value})
        what = several(len(self._ids), "note", "notes")
        merge = ("note", frozenset(self._ids), column.name)
        self._document.edit(f"change {column.words} of {what}", after, merge=merge)
