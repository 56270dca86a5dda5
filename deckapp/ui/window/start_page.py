"""The start page: go on with a plan, start from a recipe, look into a deck; and recover what a crash left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deckapp.counts import counted
from deckapp.deck import listing
from deckapp.files.home import documents_folder
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.recents import Recents
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import bold_label, plain_label, tip
from deckapp.ui.kit.row_button import RowButton
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.window import recovery_rows
from deckapp.ui.window.deck_strip import DeckStrip

if TYPE_CHECKING:
    from deckapp.deck.library import Library
    from deckapp.deck.listing import ListedDeck, ListedRecipe, Listing
    from deckapp.plan.recovery import Recovery
    from deckapp.problem import Problem

COLUMN = 300
RECIPES = 6
"""So many are listed, a deck's first ones first; behind the last row stand all."""


class StartPage(QWidget):
    """Says what the user wants to open; opens nothing itself."""

    new_wanted = Signal()
    open_wanted = Signal()
    path_wanted = Signal(object)
    recipe_wanted = Signal(str, str)
    recipes_wanted = Signal()
    deck_wanted = Signal(str)
    problems_wanted = Signal()
    recovery_wanted = Signal(object)
    recovery_refused = Signal(object)
    set_aside_wanted = Signal(object)

    def __init__(self, settings: Settings, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.recents = Recents(settings, self)
        self.recents.changed.connect(self._list_plans)
        self.listing: Listing | None = None
        self._library: Library | None = None
        self._recoveries: Sequence[Recovery] = ()
        self._unread: Sequence[Problem] = ()
        inner = QWidget(self)
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        self._box.setSpacing(3 * SPACE)
        self._box.addWidget(self._head())
        self._banner = QWidget(inner)
        self._banner_box = QVBoxLayout(self._banner)
        self._banner_box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._banner)
        columns = QHBoxLayout()
        columns.setSpacing(4 * SPACE)
        self._plans, self._recipes, self._decks = (
            _Part(title) for title in ("Go on", "Start from a recipe", "Decks")
        )
        columns.addWidget(self._plans, 1, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self._recipes, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(columns)
        self._box.addWidget(self._decks, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.refresh()

    def show_listing(self, decks: Listing) -> None:
        """List the decks and their recipes; their cards are shown once there is a library."""
        self.listing = decks
        self._library = None
        self.refresh()

    def show_library(self, library: Library) -> None:
        """List the library's decks and recipes, and show the decks' cards."""
        self.listing = listing.list_decks(library)
        self._library = library
        self.refresh()

    def show_recoveries(self, recoveries: Sequence[Recovery], unread: Sequence[Problem] = ()) -> None:
        """Offer plans that were open when the application or the machine stopped; name journals that can't be read."""
        self._recoveries, self._unread = recoveries, unread
        self._fill_banner()

    def refresh(self) -> None:
        """List everything anew; recent plans may have come or gone."""
        self._fill_banner()
        self.recents.look()
        self._list_plans()
        if self.listing is None:
            self._decks.fill([], "Reading the decks…")
        else:
            self._decks.fill(self._deck_rows(self.listing), "No decks yet. Open one with Ctrl+O.")

    def _list_plans(self) -> None:
        """List the recent plans that are not known to be gone, and beside them the recipes."""
        recent = self.recents.paths
        # Who has no plan yet is shown the ways to one, and below them the cards themselves.
        self._plans.setVisible(bool(recent))
        self._plans.fill([self._plan_row(path) for path in recent], "")
        if self.listing is None:
            self._recipes.fill([], "Reading the decks…")
        else:
            rows = self._recipe_rows(self.listing)
            self._recipes.fill(rows, "No deck has a recipe yet.", beside=1 if recent else 2)

    def _head(self) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE, 0, 0, 0)
        row.setSpacing(SPACE)
        texts = QVBoxLayout()
        title = plain_label("Plan a change, card by card", head)
        font = QFont("Source Serif 4", 26)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        line = plain_label("Find the right methods, place them in phases, hand over a plan on paper.", head)
        texts.addWidget(title)
        texts.addWidget(line)
        row.addLayout(texts, 1)
        for text, name, wanted in (
            ("New plan", "file-plus", self.new_wanted), ("Open…", "folder-open", self.open_wanted),
        ):  # fmt: skip
            button = QPushButton(icon(name), text, head)
            button.setMinimumHeight(5 * SPACE)
            button.clicked.connect(lambda _checked=False, signal=wanted: signal.emit())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _fill_banner(self) -> None:
        while item := self._banner_box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        rows = recovery_rows.rows(self._recoveries, self._unread, self._banner)
        self._banner.setVisible(bool(rows))
        for row in rows:
            self._banner_box.addWidget(row)
            row.recovery_wanted.connect(self.recovery_wanted)
            row.recovery_refused.connect(self.recovery_refused)
            row.set_aside_wanted.connect(self.set_aside_wanted)

    def _plan_row(self, path: Path) -> RowButton:
        row = RowButton(path.stem, _shortened(path.parent), icon("kanban"))
        row.clicked.connect(lambda: self.path_wanted.emit(path))
        return row

    def _recipe_rows(self, decks: Listing) -> list[RowButton]:
        turns = zip_longest(*([(deck, recipe) for recipe in deck.recipes] for deck in decks))
        found = [pair for turn in turns for pair in turn if pair is not None]
        rows = [self._recipe_row(deck, recipe) for deck, recipe in found[:RECIPES]]
        if len(found) > RECIPES:
            titles = ", ".join(recipe.title for _deck, recipe in found[RECIPES:])
            rows.append(RowButton(f"All {len(found)} recipes…", titles, icon("cards-three")))
            rows[-1].clicked.connect(self.recipes_wanted)
        return rows

    def _recipe_row(self, deck: ListedDeck, recipe: ListedRecipe) -> RowButton:
        cards = counted(recipe.cards, "card")
        row = RowButton(recipe.title, recipe.summary or f"{deck.title}, {cards}", icon("list-numbers"))
        row.setToolTip(tip(f"{deck.title}, {cards}", recipe.summary))
        row.clicked.connect(lambda: self.recipe_wanted.emit(deck.id, recipe.id))
        return row

    def _deck_rows(self, decks: Listing) -> list[QWidget]:
        rows: list[QWidget] = []
        held = self._library.decks if self._library else ()
        if problems := self._library.all_problems if self._library else ():
            files = counted(len({problem.path for problem in problems}), "file")
            row = RowButton(
                f"{counted(len(problems), 'problem')} in {files}", "What is wrong, and what to do about it",
                icon("warning"),
            )  # fmt: skip
            row.clicked.connect(self.problems_wanted)
            rows.append(row)
        for number, deck in enumerate(decks):
            strip = DeckStrip(deck, self._pictures)
            strip.clicked.connect(lambda _checked=False, d=deck.id: self.deck_wanted.emit(d))
            if held:
                strip.show_cards(held[number].deck)
            rows.append(strip)
        return rows


class _Part(QWidget):
    """A headed part of the page: rows, so many beside each other."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setMinimumWidth(COLUMN - 100)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        label = bold_label(title)
        label.setContentsMargins(SPACE, 0, 0, 4)
        box.addWidget(label)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(4 * SPACE)
        self._rows.setVerticalSpacing(2)
        box.addLayout(self._rows)
        box.addStretch(1)

    def fill(self, rows: Sequence[QWidget], empty: str, beside: int = 1) -> None:
        """Show these rows in the place of all before, or a sentence where there are none."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not rows:
            label = plain_label(empty)
            label.setWordWrap(True)
            label.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
            rows = [label]
        for number, row in enumerate(rows):
            self._rows.addWidget(row, number // beside, number % beside)
        for number in range(2):
            self._rows.setColumnStretch(number, 1 if number < beside else 0)


def _shortened(folder: Path) -> str:
    """The folder as people name it: from their own folder on where it lies in there."""
    own = documents_folder()
    if os.name == "nt" or not folder.is_relative_to(own):
        return str(folder)
    return str("~" / folder.relative_to(own))
