"""What the window remembers: plain values, and none that could harm."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.fitting import place_of, put_back

HOSTILE_PATHS = {
    "a nought": "/tmp/a\0b.deckplan",
    "too long": "/tmp/" + "a" * 5000 + ".deckplan",
    "too many folders": "/a" * 5000,
    "half a letter": os.fsdecode(b"/tmp/\xff.deckplan"),
    "half a pair": "/tmp/\ud800.deckplan",
    "only a dot": ".",
}


def written(tmp_path: Path, **values: object) -> Settings:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(values))
    return Settings(file)


@pytest.mark.parametrize("kind", HOSTILE_PATHS)
def test_no_remembered_path_raises(kind: str, tmp_path: Path) -> None:
    there = tmp_path / "there.deckplan"
    there.write_text("")
    paths = [HOSTILE_PATHS[kind], str(there)]
    settings = written(tmp_path, recent_plans=paths, opened_decks=paths)
    assert there in settings.recent_plans
    assert there in settings.opened_decks
    settings.remember_plan(there)
    settings.remember_deck(there)
    again = Settings(tmp_path / "settings.json")
    assert again.recent_plans[0] == there


def test_a_link_to_itself_can_be_remembered(tmp_path: Path) -> None:
    loop = tmp_path / "loop.deckplan"
    loop.symlink_to(loop.name)
    settings = written(tmp_path, recent_plans=[str(loop)])
    settings.remember_plan(loop)
    assert settings.recent_plans == [loop]


WRONG = {
    "scheme": ["plaid", 5, [], None],
    "wheel_zooms": ["true", 1, {}],
    "card_size": ["1", -1, 10**30, 1.5, True],
    "print_choice": [5, "x" * 30_000],
    "print_folder": [["/"]],
    "recent_plans": ["/a", [1], {"a": "b"}, ["a"] * 5000],
    "opened_decks": [{}, [None]],
    "dismissed": ["yes"],
    "layout/window": [[1, 2, 3, 4]],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in WRONG for value in WRONG[name]])
def test_a_wrong_value_is_ignored_and_named(name: str, value: object, tmp_path: Path) -> None:
    settings = written(tmp_path, **{name: value})
    [problem] = settings.problems
    assert f"`{name}`" in problem.message
    usual = Settings(tmp_path / "none.json")
    for each in (
        "scheme",
        "wheel_zooms",
        "card_size",
        "print_choice",
        "print_folder",
        "recent_plans",
        "opened_decks",
    ):
        assert getattr(settings, each) == getattr(usual, each)


def test_a_hint_that_was_closed_stays_closed(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Settings(file).dismiss("wall")
    assert Settings(file).is_dismissed("wall")
    assert not Settings(file).is_dismissed("board")


PLACES = [
    "", "x", "0 0 0 0", "99999 99999 99999 99999", "-99999 -99999 99999 99999", "10 10 1 1",
    "-5000 20 800 600", "50 -5000 800 600", "0 0 99999 600", "1 2 3", "10 10 800 600 full",
    "99999999999999 0 800 600", "10 10 800 600 maximised", "٣ 10 800 600",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_remembered_place_puts_a_window_out_of_sight(place: str, qapp: object) -> None:
    window = QWidget()
    window.resize(400, 300)
    put_back(window, place)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    area = QRect(window.pos(), window.size())
    if not window.isMaximized():
        assert any(screen.contains(window.geometry()) for screen in screens)
    assert min(area.width(), area.height()) >= 200


def test_a_window_comes_back_where_it_was(qapp: object) -> None:
    window = QWidget()
    window.setGeometry(50, 60, 500, 400)
    other = QWidget()
    put_back(other, place_of(window))
    assert other.geometry() == window.geometry()


def test_what_is_told_of_damaged_settings_reads_as_sentences(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"a')
    [problem] = Settings(file).problems
    aside = tmp_path / "settings.json.damaged-1"
    assert problem.sentences() == (
        f"The settings cannot be read: the file is damaged. "
        f"The usual is taken instead; the file is kept as {aside}."
    )
    [problem] = written(tmp_path, scheme="plaid").problems
    assert problem.sentences() == (
        "Of the settings `scheme` could not be understood. The usual is taken instead; "
        f"the file as it was is kept as {tmp_path / 'settings.json.damaged-2'}."
    )
