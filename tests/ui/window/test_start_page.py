"""What the start page lists."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.deck.gathering import read_library
from deckapp.deck.listing import list_decks
from deckapp.plan.recovery import Recovery
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.row_button import RowButton
from deckapp.ui.window.deck_strip import DeckStrip
from deckapp.ui.window.start_page import StartPage


@pytest.mark.skipif(os.name == "nt", reason="Windows has no short word for the user's folder")
def test_a_recent_plan_says_where_it_lies_as_people_name_it(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings()
    for folder in (tmp_path, Path.home() / "Plans"):
        folder.mkdir(exist_ok=True)
        (folder / "a.deckplan").touch()
        settings.remember_plan(folder / "a.deckplan")
    pictures = Pictures()
    page = StartPage(settings, pictures)
    qtbot.addWidget(page)
    rows = [row.accessibleDescription() for row in page.findChildren(RowButton)]
    assert rows == ["~/Plans", str(tmp_path)]
    pictures.stop()


def test_an_untitled_plan_that_can_be_recovered_is_called_as_its_file(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = Pictures()
    page = StartPage(Settings(), pictures)
    qtbot.addWidget(page)
    moment = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
    in_file = Recovery(
        path=tmp_path / "a", plan_path=tmp_path / "merger.deckplan", title="", last_edit=moment, edits=1
    )
    nowhere = Recovery(path=tmp_path / "b", plan_path=None, title="", last_edit=moment, edits=1)
    page.show_recoveries([in_file, nowhere])
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    local = moment.astimezone()
    assert f"until 2 March at {local:%H:%M}, was not saved" in texts
    assert "1 edit" not in texts
    assert "Recover merger" in names
    assert "Recover Untitled plan" in names
    pictures.stop()


def test_a_second_start_lists_the_decks_before_it_can_read_one(tmp_path: Path) -> None:
    """What is imported before the first window stands is waited for at every start."""
    code = """
import sys
from deckapp.app import begin
app, made = begin()
page = made.windows[0].start_page
while page.listing is None:
    app.processEvents()
loaded = sorted({"msgspec", "yaml", "deckapp.deck.library", "deckapp.face.cards.card_face"} & set(sys.modules))
print("listed", [deck.id for deck in page.listing], loaded)
while not made.services.store.library.decks:
    app.processEvents()
print("library", [held.deck.id for held in made.services.store.library.decks], flush=True)
made.services.store.stop()
import os; os._exit(0)
"""
    environment = dict(os.environ, DECKAPP_HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.splitlines()
        for _ in range(2)
    )
    assert second[1] == first[1]
    assert second[0] == second[1].replace("library", "listed") + " []"


def test_a_deck_keeps_its_place_until_its_cards_are_there(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = Pictures()
    page = StartPage(Settings(), pictures)
    qtbot.addWidget(page)
    page.resize(1200, 4000)
    library = read_library(user=tmp_path)
    page.show_listing(list_decks(library))
    strip = page.findChildren(DeckStrip)[-1]
    name, size = strip.accessibleName(), strip.sizeHint()
    page.show_library(library)
    strip = [strip for strip in page.findChildren(DeckStrip) if not strip.isHidden()][-1]
    assert (strip.accessibleName(), strip.sizeHint()) == (name, size)
    page.show()
    qtbot.waitUntil(lambda: any(pictures.stand_in(key) for key in strip._keys))
    pictures.stop()


def test_each_deck_shows_its_first_recipe_and_the_last_row_leads_to_all(qtbot: QtBot, tmp_path: Path) -> None:
    decks = list_decks(read_library(user=tmp_path))
    pictures = Pictures()
    page = StartPage(Settings(), pictures)
    qtbot.addWidget(page)
    page.show_listing(decks)
    names = [row.accessibleName() for row in page.findChildren(RowButton) if not row.isHidden()]
    assert {deck.recipes[0].title for deck in decks} <= set(names)
    assert names[-1] == f"All {sum(len(deck.recipes) for deck in decks)} recipes…"
    with qtbot.waitSignal(page.recipes_wanted):
        [row for row in page.findChildren(RowButton) if not row.isHidden()][-1].click()
    pictures.stop()


def test_a_recipe_says_what_it_is_of_and_what_it_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    decks = list_decks(read_library(user=tmp_path))
    pictures = Pictures()
    page = StartPage(Settings(), pictures)
    qtbot.addWidget(page)
    page.show_listing(decks)
    rows = {row.accessibleName(): row for row in page.findChildren(RowButton) if not row.isHidden()}
    for deck in decks:
        recipe, row = deck.recipes[0], rows[deck.recipes[0].title]
        assert f"{deck.title}, {recipe.cards} cards" in row.toolTip()
        assert recipe.summary
        assert row.accessibleDescription() == recipe.summary
        with qtbot.waitSignal(page.recipe_wanted) as asked:
            row.click()
        assert asked.args == [deck.id, recipe.id]
    pictures.stop()


def test_who_has_no_plan_yet_sees_recipes_and_cards_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    settings, pictures = Settings(), Pictures()
    page = StartPage(settings, pictures)
    qtbot.addWidget(page)
    page.resize(1280, 680)
    page.show_library(read_library(user=tmp_path))
    page.show()
    strip = page.findChildren(DeckStrip)[0]
    qtbot.waitUntil(lambda: strip.mapTo(page, strip.rect().topLeft()).y() > 0)
    assert strip.mapTo(page, strip.rect().center()).y() < page.height()
    (tmp_path / "a.deckplan").touch()
    settings.remember_plan(tmp_path / "a.deckplan")
    page.refresh()

    def columns() -> list[int]:
        rows = [row for row in page.findChildren(RowButton) if row.isVisible()]
        return [row.mapTo(page, QPoint()).x() for row in rows]

    qtbot.waitUntil(lambda: len(set(columns())) == 2 and columns().count(columns()[0]) == 1)
    pictures.stop()
