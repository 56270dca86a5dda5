"""The fields of one activity, or of many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deckapp.plan.columns import ACTIVITIES, Column
from deckapp.plan.edits import change_activities
from deckapp.plan.plan import Activity, DeckCopy
from deckapp.plan.schedule import finish
from deckapp.ui.document.document import Document
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.step_words import counted_pieces
from deckapp.ui.inspector.dates import shown
from deckapp.ui.inspector.faces_row import FacesRow
from deckapp.ui.inspector.field import SEVERAL_TEXT
from deckapp.ui.inspector.form import Form, labelled
from deckapp.ui.inspector.links_list import LinksList
from deckapp.ui.inspector.page import FieldPage, heading, quiet
from deckapp.ui.kit.plain import plain_label

LISTED = 3
"""So many titles of many chosen activities are named."""


class ActivityPage(FieldPage):
    """What is planned with the chosen cards. Typing goes into the plan at each key, one step a spell.

    `reveal_requested` carries ids to show on the board, `card_requested` the activity whose card is wanted,
    `link_requested` the link whose fields are.
    """

    reveal_requested = Signal(object)
    link_requested = Signal(str)
    card_requested = Signal(str)

    def __init__(self, document: Document, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self._seen: list[Activity] = []
        self._decks: Mapping[str, DeckCopy] = {}
        self.title = heading(self)
        self.summary = quiet(self)
        self.faces = FacesRow(pictures, self)
        self.form = Form(ACTIVITIES, lambda: document.plan, self)
        self.finish = plain_label("", self)
        self.finish.setMinimumHeight(self.finish.fontMetrics().lineSpacing())
        self.form.add_below("duration_days", labelled(ACTIVITIES.column("finish").label, self.finish))
        self.links = LinksList(document, self)
        for part in (self.title, self.summary, self.faces, self.form, self.links):
            self.add(part)
        self.form.set_locked(document.read_only)
        self.form.edited.connect(self._edit)
        self.form.left.connect(document.seal)
        self.links.reveal_requested.connect(self.reveal_requested)
        self.links.edit_requested.connect(self.link_requested)
        self.faces.card_requested.connect(self._ask_for_card)

    def show_activities(self, ids: Sequence[str]) -> None:
        """Show these activities (at least one), as they are in the document now."""
        plan = self._document.plan
        chosen = [plan.activities[key] for key in ids]
        one = len(ids) == 1
        self.links.show_links(plan, ids[0] if one else "")
        if self._ids == tuple(ids) and self._decks is plan.decks and _same(chosen, self._seen):
            return
        self._ids, self._decks, self._seen = tuple(ids), plan.decks, chosen
        for part in (self.faces, self.links):
            part.setVisible(one)
        for label in (self.title, self.summary):
            label.setVisible(not one)
        if one:
            self.faces.show_faces(plan, chosen[0])
        else:
            self.title.setText(counted_pieces(plan, ids))
            self.summary.setText(_titles(chosen))
        self.form.show_parts(plan, *chosen)
        self.finish.setText(_finish_words(chosen))

    def forget(self) -> None:
        """Fill all fields anew the next time."""
        self._seen = []

    def focus_fields(self) -> None:
        """Put the cursor into the first field."""
        self.go_to(self.form.field("title"))
        self.form.field("title").selectAll()

    # Helpers.

    def _ask_for_card(self) -> None:
        self.card_requested.emit(self._ids[0])

    def _edit(self, column: Column, value: Any) -> None:
        document, ids = self._document, self._ids
        after = change_activities(document.plan, ids, **{column.name: value})
        # While a title is being typed, half of it is no name for the step.
        is_name = column is ACTIVITIES.columns[0] and len(ids) == 1
        label = (
            "rename activity" if is_name else f"change {column.words} of {counted_pieces(document.plan, ids)}"
        )
        document.edit(label, after, merge=("field", frozenset(ids), column.name))


def _same(some: Sequence[Activity], others: Sequence[Activity]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _titles(chosen: Sequence[Activity]) -> str:
    more = len(chosen) - LISTED
    titles = ", ".join(activity.title for activity in chosen[:LISTED])
    return f"{titles} and {more} more" if more > 0 else titles


def _finish_words(chosen: Sequence[Activity]) -> str:
    days = {finish(activity) for activity in chosen}
    if len(days) > 1:
        return SEVERAL_TEXT
    day = days.pop()
    return shown(day, "dddd, d MMM yyyy") if day else "Needs a start and a duration"
