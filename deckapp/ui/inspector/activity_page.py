"""The fields of one activity, or of many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deckapp.plan.edits import change_activities
from deckapp.plan.plan import Activity, DeckCopy
from deckapp.plan.schedule import finish
from deckapp.ui.document.document import Document
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.inspector.choice_field import ChoiceField
from deckapp.ui.inspector.date_field import DateField
from deckapp.ui.inspector.dates import shown
from deckapp.ui.inspector.faces_row import FacesRow
from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT
from deckapp.ui.inspector.form import Form, labelled
from deckapp.ui.inspector.line_field import LineField
from deckapp.ui.inspector.links_list import LinksList
from deckapp.ui.inspector.number_field import NumberField
from deckapp.ui.inspector.page import Page, heading, quiet
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.inspector.wording import FIELD_WORDS, STATUSES, named
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label

LONGEST_DAYS = 5000
LISTED = 3
"""So many titles of many chosen activities are named."""


class ActivityPage(Page):
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
        self.form = Form(self)
        self.finish = plain_label("", self)
        self.links = LinksList(document, self)
        self._fill_form()
        for part in (self.title, self.summary, self.faces, self.form, self.links):
            self.add(part)
        self.form.set_locked(document.read_only)
        self.form.edited.connect(self._edit)
        self.form.left.connect(lambda _name: document.seal())
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
            self.title.setText(named(plan, ids))
            self.summary.setText(_titles(chosen))
        self.form.show_values({name: _common(chosen, name) for name in self.form.names()})
        self.finish.setText(_finish_words(chosen))

    def forget(self) -> None:
        """Fill all fields anew the next time."""
        self._seen = []

    def focus_fields(self) -> None:
        """Put the cursor into the first field."""
        self.go_to(self.form.field("title"))
        self.form.field("title").selectAll()

    # Helpers.

    def _fill_form(self) -> None:
        form = self.form
        form.add("title", "Title", LineField(self))
        form.add("purpose", "Purpose", TextField(self), "What will be different after it")
        form.add(
            "audience", "Audience", LineField(self, self._audiences, several_names=True), "Who it is for"
        )
        form.add("owner", "Owner", LineField(self, self._owners), "Who sees to it: one name")
        form.add(
            "status", "Status", ChoiceField([(key, text, icon(sign)) for key, text, sign in STATUSES], self)
        )
        form.add("start", "Start", DateField(self), "No date yet", spoken="Start date")
        form.add("duration_days", "Duration in working days", NumberField(LONGEST_DAYS, self), "Not said yet")
        self.finish.setMinimumHeight(self.finish.fontMetrics().lineSpacing())
        form.add_widget(labelled("Finish", self.finish))
        form.add("outcome", "Outcome", TextField(self), "What came of it")
        form.add("note", "Note", TextField(self), "Anything else to remember")

    def _ask_for_card(self) -> None:
        self.card_requested.emit(self._ids[0])

    def _edit(self, name: str, value: Any) -> None:
        document, ids = self._document, self._ids
        after = change_activities(document.plan, ids, **{name: value})
        # While a title is being typed, half of it is no name for the step.
        is_name = name == "title" and len(ids) == 1
        label = "rename activity" if is_name else f"change {FIELD_WORDS[name]} of {named(document.plan, ids)}"
        document.edit(label, after, merge=("field", frozenset(ids), name))

    def _owners(self) -> list[str]:
        plan = self._document.plan
        return _unlike(activity.owner for activity in plan.activities.values())

    def _audiences(self) -> list[str]:
        plan = self._document.plan
        groups = [group.name for group in plan.stakeholders.values()]
        said = [part for activity in plan.activities.values() for part in activity.audience.split(",")]
        return _unlike([*groups, *said])


def _same(some: Sequence[Activity], others: Sequence[Activity]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _common(chosen: Sequence[Activity], name: str) -> Any:
    first = getattr(chosen[0], name)
    return first if all(getattr(activity, name) == first for activity in chosen) else SEVERAL


def _unlike(texts: Iterable[str]) -> list[str]:
    return sorted({text.strip() for text in texts if text.strip()}, key=str.casefold)


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
