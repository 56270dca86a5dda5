"""What the command palette offers: every action, recipe and card, or the answers to one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from deckapp.ui.dialogs.palette import CommandPalette, Entry
from deckapp.ui.dialogs.shortcuts import keys_text
from deckapp.ui.kit.actions import listed, titles
from deckapp.ui.kit.icons import icon

if TYPE_CHECKING:
    from deckapp.plan.plan import Position
    from deckapp.ui.window.window import Window


def open_commands(window: Window) -> None:
    """Offer every action that is enabled, every recipe and every card."""
    by_id = window.actions_by_id
    entries = [
        Entry(
            text=titles(made.text()),
            detail=menu,
            keys=keys_text(action.keys[:1]),
            icon=made.icon(),
            do=made.trigger,
        )
        for menu, action in listed()
        if (made := by_id[action.id]).isEnabled() and action.id != "help.palette"
    ]
    entries += _recipes(window, "New plan: ")
    entries += _cards(window, lambda card: partial(window.commands.open_card, *card))
    CommandPalette(entries, window).open_over(window)


def open_recipes(window: Window) -> None:
    """Ask which recipe a new plan shall start from."""
    CommandPalette(_recipes(window), window, "Which recipe shall the plan start from?").open_over(window)


def open_next_cards(window: Window, source: str, position: Position) -> None:
    """Ask which card comes after an activity, at a position on the board."""
    if (work := window.workspace) is None:
        return
    place = work.board.place
    entries = _cards(window, lambda card: partial(place, [card], at=position, link_from=source))
    CommandPalette(entries, window, "Which card comes next?").open_over(window)


def _recipes(window: Window, prefix: str = "") -> Iterator[Entry]:
    for held in window.services.store.latest().decks:
        for recipe in held.deck.recipes:
            do = partial(window.recipe_wanted.emit, held.deck.id, recipe.id)
            yield Entry(text=prefix + recipe.title, detail=held.deck.title, icon=icon("list-numbers"), do=do)


def _cards(window: Window, doing: Callable[[tuple[str, str]], Callable[[], object]]) -> Iterator[Entry]:
    for held in window.services.store.library.decks:
        for card in held.deck.cards.values():
            do = doing((held.deck.id, card.id))
            yield Entry(text=card.title, detail=held.deck.title, icon=icon("cards"), do=do)
