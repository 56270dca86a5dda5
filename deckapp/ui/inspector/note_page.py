"""The fields of one note on the board, or of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from deckapp.face.style import SUIT_COLOURS, colour
from deckapp.plan.edits import edit_note
from deckapp.plan.plan import Note
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.choice_field import ChoiceField, Option
from deckapp.ui.inspector.field import SEVERAL
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.page import Page, heading
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.inspector.wording import FIELD_WORDS
from deckapp.ui.kit.colours import swatch


class NotePage(Page):
    """A note's text and colour."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self.title = heading(self)
        self.form = Form(self)
        self.form.add("text", "Text", TextField(self, lines=4), "Anything worth remembering")
        self.form.add("colour", "Colour", ChoiceField([], self))
        self.form.set_locked(document.read_only)
        self.add(self.title)
        self.add(self.form)
        self.form.edited.connect(self._edit)
        self.form.left.connect(lambda _name: document.seal())

    def show_notes(self, ids: Sequence[str]) -> None:
        """Show these notes (at least one), as they are in the document now."""
        self._ids = tuple(ids)
        notes = [self._document.plan.notes[key] for key in ids]
        self.title.setText("Note" if len(ids) == 1 else f"{len(ids)} notes")
        self.form.field("colour").set_options(_colours(notes))
        for name in self.form.names():
            values = {getattr(note, name) for note in notes}
            self.form.show_values({name: values.pop() if len(values) == 1 else SEVERAL})

    def focus_fields(self) -> None:
        """Put the cursor into the text."""
        self.go_to(self.form.field("text"))
        self.form.field("text").selectAll()

    def _edit(self, name: str, value: Any) -> None:
        after = self._document.plan
        for key in self._ids:
            after = edit_note(after, key, **{name: value})
        what = "note" if len(self._ids) == 1 else f"{len(self._ids)} notes"
        merge = ("note", frozenset(self._ids), name)
        self._document.edit(f"change {FIELD_WORDS[name]} of {what}", after, merge=merge)


def _colours(notes: Sequence[Note]) -> list[Option]:
    """The suit colours by name, and such as these notes have besides."""
    others = sorted({note.colour for note in notes} - SUIT_COLOURS.keys())
    return [(name, name.capitalize(), _sign(name)) for name in (*SUIT_COLOURS, *others)]


@cache
def _sign(name: str) -> QIcon:
    return swatch(colour(name))
