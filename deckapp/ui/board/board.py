"""What the actions ask of the board: each command is one step of the document's history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_X, PITCH_Y, TILE_W, Slots
from deckapp.plan.board.landing import free_place
from deckapp.plan.plan import LinkKind, Note, Plan, Position
from deckapp.problem import NotFoundError, ProblemsError
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.clipboard import from_clipboard, holds_fragment, put_on_clipboard
from deckapp.ui.board.hands.inline import edit_label, edit_note
from deckapp.ui.document import Document
from deckapp.ui.library_store import LibraryStore
from deckapp.ui.pictures import Pictures
from deckapp.ui.selection import Selection
from deckapp.ui.step_words import counted_pieces, short

CardName = tuple[str, str]
"""(deck id, card id)."""
LEAST_LINE = 2 * (CELL_PAD + PITCH_X)
"""How far a line of tiles may make its cell grow, in board units; then a new line begins."""


class Commands(Canvas):
    """A board that can be told what to do."""

    open_requested = Signal(str)
    """An activity is to be edited: its id; empty where nothing is chosen, and the plan itself is."""
    card_wanted = Signal(str, object)
    """A link was dropped on an empty place: the activity it comes from, and the `Position`.

    Whoever lets the user pick a card calls `place([card], at=position, link_from=activity)`.
    """

    def __init__(
        self, document: Document, selection: Selection, pictures: Pictures, store: LibraryStore,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(document, pictures, parent)
        self.selection = selection
        self.store = store
        self.here: QPointF | None = None
        """Where the user last pointed at an empty place: what is pasted or added goes there."""
        self._run = 0

    @property
    def is_locked(self) -> bool:
        """Whether the plan may not be changed."""
        return self.document.read_only

    # Clipboard.

    def copy(self) -> None:
        """Copy what is chosen, for this or any other window."""
        put_on_clipboard(self.document.plan, self.selection.ids)

    def cut(self) -> None:
        """Copy what is chosen and take it off the board."""
        if not self.is_locked and self.contents.pieces(self.selection.ids):
            self.copy()
            self._edit(f"cut {self._chosen_words()}", edits.remove(self.document.plan, self.selection.ids))

    def can_paste(self) -> bool:
        """Whether there is something of a plan on the clipboard."""
        return holds_fragment()

    def paste(self) -> None:
        """Paste where the user last pointed at an empty place, else where the pieces came from."""
        data = from_clipboard()
        if not data or self.is_locked:
            return
        at = None if self.here is None else free_place(self.contents.layout, (self.here.x(), self.here.y()))
        try:
            plan, ids = edits.paste(self.document.plan, data, at)
        except ProblemsError as error:
            self.say(error.problems[0].message.capitalize() + ".")
            return
        self._edit(f"paste {counted_pieces(plan, ids)}", plan, ids)

    def duplicate(self) -> None:
        """Put a second one of everything chosen beside it."""
        plan, ids = edits.duplicate(self.document.plan, self.selection.ids)
        self._edit(f"duplicate {self._chosen_words()}", plan, ids)

    def delete(self) -> None:
        """Take what is chosen off the board."""
        self._edit(f"delete {self._chosen_words()}", edits.remove(self.document.plan, self.selection.ids))

    def select_all(self) -> None:
        """Choose all activities and notes."""
        self.selection.set([*self.document.plan.activities, *self.document.plan.notes])

    # Making things.

    def place(
        self, cards: Sequence[CardName], at: Position | Sequence[Position] | None = None, link_from: str = ""
    ) -> None:
        """Put cards on the board: at a position or each at one, else beside what is chosen, else in the middle.

        With `link_from` the first of them is linked with that activity.
        """
        if self.is_locked or not cards:
            return
        try:
            found = [
                (self.store.library.deck(deck), self.store.library.card(deck, card)) for deck, card in cards
            ]
        except NotFoundError as error:
            self.say(str(error))
            return
        at = at or self._next_place()
        places = [at] * len(found) if isinstance(at, Position) else at
        plan, ids = _placed(self.document.plan, found, places)
        if link_from in plan.activities:
            plan, _link = edits.add_link(plan, link_from, ids[0])
        what = short(found[0][1].title) if len(found) == 1 else f"{len(found)} cards"
        if self._edit(f"place {what}", plan, ids):
            self.ensure_visible(ids)

    def add_note(self) -> None:
        """Add a note where the user last pointed, else beside what is chosen, and let it be written."""
        if self.is_locked:
            return
        plan = self.document.plan
        if self.here is not None:
            at = free_place(self.contents.layout, (self.here.x(), self.here.y()))
        else:
            place = self._next_place()
            slots = Slots(plan, place.phase, place.workstream)
            at = slots.take((place.x, place.y), Note().width, Note().height)
        plan, key = edits.add_note(plan, "", at)
        if not self.document.edit("add note", plan, merge=("note", key)):
            return
        self.selection.set([key])
        self.ensure_visible([key])
        edit_note(self, key, "add note")

    def add_phase(self) -> None:
        """Add a phase after the last one, and let its title be typed."""
        self.phase_heads.add()

    def add_workstream(self) -> None:
        """Add a workstream below the last one, and let its title be typed."""
        self.workstream_heads.add()

    # Links.

    def link(self, source: str, target: str) -> None:
        """Link two activities, or say why that makes no sense."""
        try:
            plan, key = edits.add_link(self.document.plan, source, target)
        except ValueError as error:
            self.say(str(error))
            return
        self._edit("link activities", plan, [key])

    def link_selected(self) -> None:
        """Link the chosen activities, each to the next as one reads."""
        chosen = [
            key
            for key in self.contents.reading_order()
            if key in self.selection.activities(self.document.plan)
        ]
        plan = self.document.plan
        linked = {(link.source, link.target) for link in plan.links.values()}
        try:
            for source, target in pairwise(chosen):
                if (source, target) not in linked:
                    plan, _key = edits.add_link(plan, source, target)
        except ValueError as error:
            self.say(str(error))
            return
        self._edit(f"link {len(chosen)} activities", plan)

    def change_link(self, key: str, kind: LinkKind) -> None:
        """Let a link be of another kind, or say why that makes no sense."""
        try:
            self._edit("change link", edits.change_link(self.document.plan, key, kind=kind))
        except ValueError as error:
            self.say(str(error))

    # Moving things.

    def park(self) -> None:
        """Move what is chosen to the parking lot."""
        plan = self.document.plan
        chosen = [key for key in self.contents.reading_order() if key in self.selection.ids]
        slots = Slots(plan, "", "", ignore=chosen)
        places = {key: slots.take(None, *self._size(key)) for key in chosen}
        self._edit(f"park {counted_pieces(plan, chosen)}", edits.move(plan, places))
        self.ensure_visible(chosen)

    def tidy(self) -> None:
        """Line up the tiles of the cells of what is chosen, or of all cells."""
        self._edit("tidy up", edits.tidy(self.document.plan, self.selection.ids or None))

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is chosen by so many board units; nudges that follow one another are one step."""
        pieces = self.contents.pieces(self.selection.ids)
        if not pieces:
            return
        plan, layout = self.document.plan, self.contents.layout
        moved = {piece.id: layout.position_at(piece.left + dx, piece.top + dy) for piece in pieces}
        label = f"move {counted_pieces(plan, moved)}"
        self.document.edit(label, edits.move(plan, moved), merge=("nudge", self._run))
        self.ensure_visible(moved)

    # Seeing and editing.

    def fit_selection(self) -> None:
        """Show all that is chosen, as large as it goes up to 100 %."""
        self.fit(self.contents.rect_of(self.selection.ids))

    def edit_chosen(self) -> None:
        """Edit what is chosen: a note or a link's label in its place, an activity or else the plan in its fields."""
        chosen = self.selection.ids
        plan = self.document.plan
        activities = self.selection.activities(plan)
        if activities or not chosen:
            self.open_requested.emit(activities[0] if activities else "")
        elif len(chosen) == 1:
            (key,) = chosen
            if key in plan.notes:
                edit_note(self, key, "edit note")
            elif key in plan.links:
                edit_label(self, key)

    def end_run(self) -> None:
        """Let the next nudge be a step of its own."""
        self._run += 1

    def _edit(self, label: str, plan: Plan, ids: Collection[str] | None = None) -> bool:
        """Make the step, and choose `ids` where they are given; whether it was made."""
        done = self.document.edit(label, plan)
        if ids is not None and done:
            self.selection.set(ids)
        return done

    def _chosen_words(self) -> str:
        return counted_pieces(self.document.plan, self.selection.ids)

    def _size(self, key: str) -> tuple[float, float]:
        rect = self.contents.rect_of([key])
        return rect.width(), rect.height()

    def _next_place(self) -> Position:
        """Beside what is chosen; else the cell in the middle of the view; on an empty board the first cell."""
        plan, layout = self.document.plan, self.contents.layout
        pieces = self.contents.pieces(self.selection.ids)
        if pieces:
            last = max(pieces, key=lambda piece: (piece.top, piece.left))
            position = (plan.notes if last.id in plan.notes else plan.activities)[last.id].position
            width = max(layout.cell(position.phase, position.workstream).w, LEAST_LINE)
            if position.x + PITCH_X + TILE_W > width:
                return replace(position, x=CELL_PAD, y=position.y + PITCH_Y)
            return replace(position, x=position.x + PITCH_X)
        if not plan.activities:
            if not (layout.columns and layout.rows):
                return Position()
            return Position(phase=next(iter(layout.columns)), workstream=next(iter(layout.rows)))
        middle = self.point_at(QRectF(self.viewport().rect()).center())
        cell = layout.position_at(middle.x(), middle.y())
        return Position(phase=cell.phase, workstream=cell.workstream)


def _placed(
    plan: Plan, cards: Sequence[tuple[Deck, Card]], places: Sequence[Position]
) -> tuple[Plan, list[str]]:
    ids: list[str] = []
    for (deck, card), place in zip(cards, places, strict=True):
        plan, key = edits.place_card(plan, deck, card, place)
        ids.append(key)
    return plan, ids
