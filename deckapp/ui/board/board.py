"""The board as a thing, without a widget: a plan's contents, what is chosen, and each command one step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, Signal

from deckapp.counts import counted
from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import Slots, places, size_of
from deckapp.plan.board.landing import free_place, next_place
from deckapp.plan.plan import LinkKind, Note, Plan, Position
from deckapp.problem import NotFoundError, ProblemsError
from deckapp.ui.board.clipboard import from_clipboard, holds_fragment, put_on_clipboard
from deckapp.ui.board.contents import Contents
from deckapp.ui.document.document import Document
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.step_words import counted_pieces, short

CardName = tuple[str, str]
"""(deck id, card id)."""


class Board(QObject):
    """A plan's board. Whatever has to be seen or typed is asked for by signal; canvas, heads and hands answer.

    `contents` are what lies where, `current` is the piece that keys go on from: the one chosen last.
    """

    changed = Signal(object, object, object)
    """The plan before and after, and the rectangles (board units) that look different now."""
    current_changed = Signal(str)
    """The piece that keys go on from is another one, by a hand's choice."""
    reveal_requested = Signal(object)
    """These ids are to be brought into sight."""
    writing_requested = Signal(str, str)
    """A note's text or a link's label is to be written in its place: its id, and what the step is called."""
    title_requested = Signal(str, str)
    """The title of a phase or workstream is to be written in its place: its id, and what the step is called."""
    open_requested = Signal(str)
    """An activity is to be edited: its id; empty where nothing is chosen, and the plan itself is."""
    card_wanted = Signal(str, object)
    """A link was dropped on an empty place: the activity it comes from, and the `Position`.

    Whoever lets the user pick a card calls `place([card], at=position, link_from=activity)`.
    """
    message = Signal(str)
    """One sentence for the user."""

    def __init__(self, document: Document, store: LibraryStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.selection = document.selection
        self.store = store
        self.contents = Contents(document.plan)
        self.current = ""
        self.here: QPointF | None = None
        """Where the user last pointed at an empty place: what is pasted or added goes there."""
        self.middle_of_sight: Callable[[], QPointF] = QPointF
        """The point of the board in the middle of what is seen; whoever shows the board knows it."""
        self._run = 0
        document.changed.connect(self._follow)
        self.selection.changed.connect(self._chosen_changed)

    @property
    def is_locked(self) -> bool:
        """Whether the plan may not be changed."""
        return self.document.read_only

    @property
    def is_empty(self) -> bool:
        """Whether no tile and no note lies on the board."""
        return not (self.contents.tiles or self.contents.notes)

    def say(self, text: str) -> None:
        """Tell the user something in one sentence."""
        self.message.emit(text)

    def reveal(self, ids: Iterable[str]) -> None:
        """Bring activities, notes and links into sight."""
        self.reveal_requested.emit(list(ids))

    def choose(self, key: str, besides: Iterable[str] = ()) -> None:
        """Choose one tile or note, alone or besides others, go on from it, and show it."""
        self.selection.set([*besides, key])
        self.set_current(key)
        self.reveal([key])

    def set_current(self, key: str) -> None:
        """Let keys go on from this piece."""
        self.current = key
        self.current_changed.emit(key)

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
        what = short(found[0][1].title) if len(found) == 1 else counted(len(found), "card")
        if self._edit(f"place {what}", plan, ids):
            self.reveal(ids)

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
        if not self.document.edit("add note", plan, merge=("note", key), chooses=[key]):
            return
        self.reveal([key])
        self.writing_requested.emit(key, "add note")

    def add_phase(self, before: str = "") -> None:
        """Add a phase, before another one or last, and let its title be typed."""
        if not self.is_locked:
            plan, key = edits.add_phase(self.document.plan, "New phase", before=before or None)
            self._add_lane("add phase", plan, key)

    def add_workstream(self, before: str = "") -> None:
        """Add a workstream, before another one or last, and let its title be typed."""
        if not self.is_locked:
            plan, key = edits.add_workstream(self.document.plan, "New workstream", before=before or None)
            self._add_lane("add workstream", plan, key)

    def _add_lane(self, label: str, plan: Plan, key: str) -> None:
        if self.document.edit(label, plan, merge=("rename", key)):
            self.title_requested.emit(key, label)

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
        plan = self.document.plan
        chosen = [
            key
            for key in self.contents.reading_order()
            if key in self.selection.ids and key in plan.activities
        ]
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
        taken = {key: slots.take(None, *size_of(plan, key)) for key in chosen}
        self._edit(f"park {counted_pieces(plan, chosen)}", edits.move(plan, taken))
        self.reveal(chosen)

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
        self.reveal(moved)

    # Editing.

    def edit_chosen(self) -> None:
        """Edit what is chosen: a note or a link's label in its place, an activity or else the plan in its fields."""
        chosen = self.selection.ids
        activities = self.selection.activities(self.document.plan)
        if activities or not chosen:
            self.open_requested.emit(activities[0] if activities else "")
        elif len(chosen) == 1:
            self.write(next(iter(chosen)))

    def write(self, key: str) -> None:
        """Let a note's text or a link's label be written in its place."""
        plan = self.document.plan
        if key in plan.notes or key in plan.links:
            self.writing_requested.emit(key, "edit note" if key in plan.notes else "label link")

    # Helpers.

    def _follow(self, before: Plan, after: Plan) -> None:
        is_gone = bool(self.current) and not (self.current in after.activities or self.current in after.notes)
        order = self.contents.reading_order() if is_gone else []
        dirty = self.contents.show(after)
        self.changed.emit(before, after, dirty)
        if is_gone:
            # Whoever goes on by keys goes on from there, not from the board's beginning.
            here = order.index(self.current) if self.current in order else 0
            left = (key for key in (*order[here:], *reversed(order[:here])) if self.contents.piece(key))
            self.current = next(left, "")

    def _chosen_changed(self, ids: frozenset[str]) -> None:
        # The next nudge is a step of its own.
        self._run += 1
        if len(ids) == 1:
            (self.current,) = ids
        elif ids and self.current not in ids:
            self.current = next((key for key in self.contents.reading_order() if key in ids), self.current)

    def _edit(self, label: str, plan: Plan, ids: Collection[str] | None = None) -> bool:
        """Make the step, and choose `ids` where they are given; whether it was made."""
        return self.document.edit(label, plan, chooses=ids)

    def _chosen_words(self) -> str:
        return counted_pieces(self.document.plan, self.selection.ids)

    def _next_place(self) -> Position:
        plan, middle = self.document.plan, self.middle_of_sight()
        pieces = self.contents.pieces(self.selection.ids)
        last = max(pieces, key=lambda piece: (piece.top, piece.left)) if pieces else None
        beside = places(plan)[last.id] if last else None
        return next_place(plan, self.contents.layout, beside, (middle.x(), middle.y()))


def _placed(
    plan: Plan, cards: Sequence[tuple[Deck, Card]], places: Sequence[Position]
) -> tuple[Plan, list[str]]:
    ids: list[str] = []
    for (deck, card), place in zip(cards, places, strict=True):
        plan, key = edits.place_card(plan, deck, card, place)
        ids.append(key)
    return plan, ids
