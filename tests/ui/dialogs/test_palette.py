"""The command palette: a few letters and Enter do what is listed first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.ui.dialogs.palette import CommandPalette, PaletteLine


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, done: list[str]) -> Iterator[CommandPalette]:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    names = ("Export PDF", "Add phase", "Explain the plan", "Premortem")
    made = CommandPalette(
        [PaletteLine(text=name, icon=QIcon(), do=lambda n=name: done.append(n)) for name in names], window
    )
    made.open_over(window)
    yield made
    window.close()


def shown(palette: CommandPalette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_everything_is_listed_at_first(palette: CommandPalette) -> None:
    assert shown(palette) == ["Export PDF", "Add phase", "Explain the plan", "Premortem"]


def test_the_best_answer_comes_first_and_enter_does_it(
    palette: CommandPalette, qtbot: QtBot, done: list[str]
) -> None:
    qtbot.keyClicks(palette.field, "exp")
    assert shown(palette)[:2] == ["Export PDF", "Explain the plan"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Export PDF"]


def test_arrows_choose_while_the_field_keeps_the_focus(
    palette: CommandPalette, qtbot: QtBot, done: list[str]
) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Add phase"]


def test_what_nothing_answers_to_is_said_and_enter_does_nothing(
    palette: CommandPalette, qtbot: QtBot, done: list[str]
) -> None:
    qtbot.keyClicks(palette.field, "zzz")
    assert shown(palette) == ["Nothing answers to that. Esc closes."]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []


def test_a_line_ends_with_its_keys_and_tells_them(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pictures = []
    for keys in ("", "Ctrl+E"):
        entries = [PaletteLine(text="Export PDF", detail="File", keys=keys, icon=QIcon(), do=list)]
        made = CommandPalette(entries, window)
        made.open_over(window)
        pictures.append(made.list.grab().toImage())
        told = made.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        made.close()
    assert told == "Export PDF, File, Ctrl+E"
    assert pictures[0] != pictures[1]


def test_the_palette_has_an_edge_against_the_window_below_it(palette: CommandPalette) -> None:
    picture = palette.grab().toImage()
    edge = palette.palette().color(QPalette.ColorRole.Dark)
    assert picture.pixelColor(0, picture.height() // 2).rgb() == edge.rgb()
    assert picture.pixelColor(picture.width() // 2, picture.height() - 1).rgb() == edge.rgb()


def test_a_text_answers_below_titles_and_shows_where_it_does(qtbot: QtBot, done: list[str]) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    texts = (("Owner", "Ada Lovelace"), ("Purpose", "So that all of the *many* people can see the budget"))
    made = CommandPalette(
        [
            PaletteLine(text="Kick-off", icon=QIcon(), do=lambda: done.append("kick"), texts=texts),
            PaletteLine(text="Budget", icon=QIcon(), do=lambda: done.append("budget")),
            PaletteLine(text="Ask Dana", icon=QIcon(), do=lambda: done.append("ask")),
        ],
        window,
    )
    details = {}
    for query in ("budget", "ADA", "lace", "nobody"):
        made.field.setText(query)
        item = made.list.item(0).data(Qt.ItemDataRole.UserRole)
        details[query] = [shown(made), item.detail if item else None]
    assert details["budget"][0] == ["Budget", "Kick-off"]
    assert details["ADA"] == [["Kick-off", "Ask Dana"], "Owner: Ada Lovelace"]
    assert details["lace"] == [["Kick-off"], "Owner: Ada Lovelace"]
    assert details["nobody"] == [["Nothing answers to that. Esc closes."], None]
    made.field.setText("the budget")
    assert made.list.item(0).data(Qt.ItemDataRole.UserRole).detail == "Purpose: …people can see the budget"
    made.close()
