"""What the command palette offers: every action, recipe, card and part of the plan, or the answers to one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from deckapp.plan.finding import findable
from deckapp.ui.dialogs.palette import CommandPalette, PaletteLine
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.keys import keys_text
from deckapp.ui.kit.plain import without_mnemonic

if TYPE_CHECKING:
    from deckapp.plan.plan import Position
    from deckapp.ui.window.desk import Desk

_SIGNS = {"activities": "kanban", "notes": "note", "links": "flow-arrow", "definition": "target"}
OpenCard = Callable[[str, str], object]


def open_commands(desk: Desk, actions: Iterable[tuple[str, QAction]], open_card: OpenCard) -> None:
    """Offer these actions (menu, action), every recipe, every card and what the plan says."""
    entries = [
        PaletteLine(
            text=without_mnemonic(made.text()),
            detail=menu,
            keys=keys_text((made.shortcut().toString(),)),
            icon=made.icon(),
            do=made.trigger,
        )
        for menu, made in actions
    ]
    entries += _recipes(desk, "New plan: ")
    entries += _cards(desk, lambda card: partial(open_card, *card))
    entries += _of_the_plan(desk)
    CommandPalette(entries, desk).open_over(desk)


def open_recipes(desk: Desk) -> None:
    """Ask which recipe a new plan shall start from."""
    CommandPalette(_recipes(desk), desk, "Which recipe shall the plan start from?").open_over(desk)


def open_next_cards(desk: Desk, source: str, position: Position) -> None:
    """Ask which card comes after an activity, at a position on the board."""
    if (work := desk.workspace) is None:
        return
    place = work.board.place
    entries = _cards(desk, lambda card: partial(place, [card], at=position, link_from=source))
    CommandPalette(entries, desk, "Which card comes next?").open_over(desk)


def _recipes(desk: Desk, prefix: str = "") -> Iterator[PaletteLine]:
    for held in desk.services.store.latest().decks:
        for recipe in held.deck.recipes:
            do = partial(desk.recipe_wanted.emit, held.deck.id, recipe.id)
            yield PaletteLine(
                text=prefix + recipe.title, detail=held.deck.title, icon=icon("list-numbers"), do=do
            )


def _cards(desk: Desk, doing: Callable[[tuple[str, str]], Callable[[], object]]) -> Iterator[PaletteLine]:
    for held in desk.services.store.library.decks:
        for card in held.deck.cards.values():
            do = doing((held.deck.id, card.id))
            yield PaletteLine(text=card.title, detail=held.deck.title, icon=icon("cards"), do=do)


def _of_the_plan(desk: Desk) -> Iterator[PaletteLine]:
    """All that the plan says, each a way to where it stands."""
    if (work := desk.workspace) is None:
        return
    for found in findable(work.document.plan):
        table = found.table
        yield PaletteLine(
            text=found.title,
            detail=f"{table.noun.capitalize()} of the plan",
            icon=icon(_SIGNS.get(table.collection, "rows")),
            do=partial(work.show_part, table.collection, found.key),
            texts=found.texts,
        )
