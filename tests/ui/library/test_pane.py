"""The library pane as a person uses it: keys, mouse, and files that change underneath."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from deckapp.problem import Problem
from deckapp.ui.document.card_entries import CARDS_MIME
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.library.pane import LibraryPane
from deckapp.ui.library.problems import LibraryProblemsDialog
from deckapp.ui.window.action_set import ActionSet
from deckapp.ui.window.actions import Situation

Key = Qt.Key


@pytest.fixture
def pane(
    library_store: LibraryStore, pictures: Pictures, library_settings: Settings, qtbot: QtBot
) -> Iterator[LibraryPane]:
    """The pane in a window with the actions of the table, showing the garden."""
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = ActionSet(window)
    made = LibraryPane(library_store, pictures, library_settings, window)
    window.setCentralWidget(made)
    window.resize(360, 800)
    actions.attach("library", made)
    actions.update(Situation(has_plan=True, card=True))
    actions["card.place"].triggered.connect(made.place_current)
    actions["card.open"].triggered.connect(made.open_current)
    actions["card.flip"].triggered.connect(made.flip)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_deck("garden")
    yield made
    window.close()


def titles(pane: LibraryPane) -> list[str]:
    return [pane.model.entry(row).card.title for row in range(pane.model.rowCount())]


def test_every_key_narrows_the_wall_at_once(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.focus_search()
    counts = []
    for letter in "edelweiss":
        qtbot.keyClick(pane.head.search, letter)
        counts.append(pane.model.rowCount())
    assert counts[-1] == 1
    assert titles(pane) == ["Edelweiss"]
    assert pane.head.count.text() == "1 card"
    qtbot.keyClick(pane.head.search, Key.Key_Escape)
    assert pane.model.rowCount() == 40


def test_enter_goes_to_the_first_hit_and_enter_again_places_it(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.focus_search()
    qtbot.keyClicks(pane.head.search, "talk 7")
    with qtbot.assertNotEmitted(pane.place_requested):
        qtbot.keyClick(pane.head.search, Key.Key_Return)
    assert pane.wall.hasFocus()
    assert pane.current() == ("garden", "talk-7")
    with qtbot.waitSignal(pane.place_requested) as heard:
        qtbot.keyClick(pane.wall, Key.Key_Return)
    assert heard.args == [[("garden", "talk-7")]]


def test_words_with_spaces_and_f_can_be_typed_into_the_search_box(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.focus_search()
    with qtbot.assertNotEmitted(pane.open_requested):
        qtbot.keyClicks(pane.head.search, "f f")
    assert pane.head.search.text() == "f f"
    assert pane.wall.side == "front"


def test_down_enters_the_wall_and_up_from_its_first_row_leaves_it(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.focus_search()
    qtbot.keyClick(pane.head.search, Key.Key_Down)
    assert pane.wall.hasFocus()
    assert pane.current() == ("garden", "talk-0")
    qtbot.keyClick(pane.wall, Key.Key_Right)
    assert pane.current() == ("garden", "talk-1")
    qtbot.keyClick(pane.wall, Key.Key_Up)
    assert pane.head.search.hasFocus()


def test_space_opens_and_f_flips_from_the_wall(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.show_card("garden", "plant-0")
    pane.wall.setFocus()
    with qtbot.waitSignal(pane.open_requested) as heard:
        qtbot.keyClick(pane.wall, Key.Key_Space)
    assert heard.args == ["garden", "plant-0"]
    qtbot.keyClick(pane.wall, Key.Key_F)
    assert pane.wall.side == "back"
    qtbot.keyClick(pane.wall, Key.Key_F)
    assert pane.wall.side == "front"


def test_space_and_enter_press_a_button_that_has_the_focus(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.show_card("garden", "plant-0")
    chip = pane.head.chips.by_deck["change-management"]
    chip.setFocus()
    with qtbot.assertNotEmitted(pane.open_requested), qtbot.assertNotEmitted(pane.place_requested):
        qtbot.keyClick(chip, Key.Key_Space)
        assert pane.head.chips.chosen == {"garden", "change-management"}
        qtbot.keyClick(chip, Key.Key_Return)
    assert pane.head.chips.chosen == {"garden"}


def test_letters_typed_on_the_wall_begin_a_search(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.wall.setFocus()
    qtbot.keyClick(pane.wall, "e")
    assert pane.head.search.hasFocus()
    qtbot.keyClicks(pane.head.search, "delweiss")
    assert titles(pane) == ["Edelweiss"]


def test_chips_choose_any_decks_and_all_of_them(pane: LibraryPane, qtbot: QtBot) -> None:
    chips = pane.head.chips
    qtbot.mouseClick(chips.by_deck["change-management"], Qt.MouseButton.LeftButton)
    assert {deck for deck, _card in pane.hits()} == {"garden", "change-management"}
    qtbot.mouseClick(chips.all_chip, Qt.MouseButton.LeftButton)
    assert {deck for deck, _card in pane.hits()} > {"garden", "change-management"}
    assert chips.all_chip.isChecked()


def tick(menu: QMenu, text: str, qtbot: QtBot) -> None:
    """Click a line of an open menu."""
    line = next(action for action in menu.actions() if action.text() == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center())


def test_filters_show_their_state_and_are_cleared_together(pane: LibraryPane, qtbot: QtBot) -> None:
    suit = pane.head.filters.suit
    assert not pane.head.clear_button.isVisible()
    qtbot.mouseClick(suit, Qt.MouseButton.LeftButton)
    tick(suit.menu, "Plants", qtbot)
    assert suit.menu.isVisible(), "several suits can be ticked in one go"
    assert titles(pane) == ["Edelweiss", *(f"Plant {n}" for n in range(1, 20))]
    assert suit.text() == "Plants"
    assert suit.isChecked()
    tick(suit.menu, "People", qtbot)
    assert suit.text() == "Suit: 2"
    assert pane.model.rowCount() == 40
    suit.menu.close()
    time = pane.head.filters.time
    qtbot.mouseClick(time, Qt.MouseButton.LeftButton)
    tick(time.menu, "Up to 30 minutes", qtbot)
    assert not time.menu.isVisible()
    assert pane.model.rowCount() == 20
    qtbot.mouseClick(pane.head.clear_button, Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 40
    assert not suit.isChecked()
    assert not pane.head.clear_button.isVisible()


def test_only_suits_and_phases_of_the_chosen_decks_are_offered(pane: LibraryPane) -> None:
    filters = pane.head.filters
    filters.suit.choose({"garden/plants"})
    pane.head.chips.choose({"change-management"})
    assert filters.suit.values == frozenset()
    assert {card for _deck, card in pane.hits()} == set(pane._store.library.deck("change-management").cards)


def test_nothing_found_is_explained_with_a_button_that_helps(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.head.filters.time.choose({30})
    pane.focus_search()
    qtbot.keyClicks(pane.head.search, "edelweiss")
    assert not pane.wall.isVisible()
    assert "the time" in pane.notice.text.text()
    assert pane.notice.button.text() == "Clear the time filter"
    qtbot.mouseClick(pane.notice.button, Qt.MouseButton.LeftButton)
    assert titles(pane) == ["Edelweiss"]
    assert pane.wall.isVisible()


def test_an_empty_library_says_how_to_add_decks(
    make_store: Callable[[], LibraryStore],
    library_settings: Settings,
    pictures: Pictures,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deckapp.deck.library._bundled", lambda name: tmp_path / "none" / name)
    store = make_store()
    pane = LibraryPane(store, pictures, library_settings)
    qtbot.addWidget(pane)
    pane.show()
    assert "Reading" in pane.notice.text.text()
    assert not pane.notice.button.isVisible()
    qtbot.waitUntil(lambda: not store.is_loading)
    assert "deck folder" in pane.notice.text.text()
    assert pane.notice.button.isVisible()


def test_selection_scroll_and_filters_survive_a_changed_file(
    pane: LibraryPane, garden: Path, qtbot: QtBot
) -> None:
    pane.head.filters.phase.choose({"keep"})
    pane.show_card("garden", "plant-12")
    pane.wall.verticalScrollBar().setValue(pane.wall.verticalScrollBar().maximum() - 37)
    top = pane.wall.visualRect(pane.model.index(pane.model.row_of(("garden", "plant-12")), 0)).top()
    deck = json.loads(garden.read_text())
    deck["suits"][1]["cards"][3]["title"] = "Lily"
    with qtbot.waitSignal(pane._store.changed), qtbot.assertNotEmitted(pane.current_changed):
        garden.write_text(json.dumps(deck))
    assert "Lily" in titles(pane)
    assert pane.model.rowCount() == 20
    assert pane.chosen() == [("garden", "plant-12")]
    index = pane.model.index(pane.model.row_of(("garden", "plant-12")), 0)
    assert pane.wall.visualRect(index).top() == top


def test_a_card_that_is_gone_is_current_no_more(pane: LibraryPane, garden: Path, qtbot: QtBot) -> None:
    pane.show_card("garden", "plant-19")
    deck = json.loads(garden.read_text())
    del deck["suits"][1]["cards"][19]
    with qtbot.waitSignal(pane.current_changed) as heard:
        garden.write_text(json.dumps(deck))
    assert heard.args == ["", ""]
    assert pane.current() is None


def test_the_current_card_is_told_once(pane: LibraryPane, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    pane.current_changed.connect(lambda *ids: heard.append(ids))
    pane.show_card("garden", "talk-3")
    pane.focus_search()
    qtbot.keyClicks(pane.head.search, "talk")
    assert heard == [("garden", "talk-3")]


def test_a_card_hidden_by_a_search_can_be_shown(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.focus_search()
    qtbot.keyClicks(pane.head.search, "edelweiss")
    pane.show_card("change-management", "premortem")
    assert pane.current() == ("change-management", "premortem")
    assert pane.head.search.text() == ""


def test_several_cards_are_chosen_with_the_mouse_and_placed_in_order(pane: LibraryPane, qtbot: QtBot) -> None:
    view = pane.wall.viewport()
    for row, modifier in ((3, Qt.KeyboardModifier.NoModifier), (1, Qt.KeyboardModifier.ControlModifier)):
        at = pane.wall.visualRect(pane.model.index(row, 0)).center()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, modifier, at)
    pane.wall.setFocus()
    with qtbot.waitSignal(pane.place_requested) as heard:
        qtbot.keyClick(pane.wall, Key.Key_Return)
    assert heard.args == [[("garden", "talk-1"), ("garden", "talk-3")]]


def test_a_double_click_opens_the_card(pane: LibraryPane, qtbot: QtBot) -> None:
    at = pane.wall.visualRect(pane.model.index(2, 0)).center()
    with qtbot.waitSignal(pane.open_requested) as heard:
        qtbot.mouseClick(pane.wall.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(pane.wall.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == ["garden", "talk-2"]


def test_dragged_cards_are_named_in_the_wall_s_order(pane: LibraryPane) -> None:
    data = pane.model.mimeData([pane.model.index(21, 0), pane.model.index(0, 0)])
    assert json.loads(bytes(data.data(CARDS_MIME).data()).decode()) == [
        ["garden", "talk-0"],
        ["garden", "plant-1"],
    ]
    ghost = pane.wall.drag_pixmap([0, 21])
    assert 80 < ghost.width() / ghost.devicePixelRatio() < 160


def test_the_hint_goes_for_good(
    pane: LibraryPane, library_settings: Settings, pictures: Pictures, qtbot: QtBot
) -> None:
    assert pane.hint.isVisible()
    qtbot.mouseClick(pane.hint.close_button, Qt.MouseButton.LeftButton)
    assert not pane.hint.isVisible()
    other = LibraryPane(pane._store, pictures, library_settings)
    qtbot.addWidget(other)
    other.show()
    assert not other.hint.isVisible()


def test_problems_are_counted_listed_and_can_be_copied(pane: LibraryPane, garden: Path, qtbot: QtBot) -> None:
    deck = json.loads(garden.read_text())
    before = pane.head.chips.problems_chip
    assert before is not None  # the garden's link to nowhere
    assert before.text() == "1 problem"
    deck["suits"][0]["cards"][4]["quesiton"] = "?"
    with qtbot.waitSignal(pane._store.changed):
        garden.write_text(json.dumps(deck, indent=1))
    chip = pane.head.chips.problems_chip
    assert chip is not None
    assert chip.text() == "2 problems"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    dialog = pane.findChild(LibraryProblemsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    rows = [dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount())]
    assert any("quesiton" in row for row in rows)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"{garden}:" in copied
    assert len(copied.splitlines()) == 2
    dialog.table.selectRow(rows.index(next(row for row in rows if "quesiton" in row)))
    qtbot.keyClick(dialog.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "quesiton" in QGuiApplication.clipboard().text()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1
    dialog.close()


def test_the_list_of_problems_fits_on_half_a_small_screen(qtbot: QtBot) -> None:
    dialog = LibraryProblemsDialog([Problem("a.yaml", 1, 1, "unknown key `oops`", "did you mean `title`?")])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.minimumSizeHint().width() <= 480
    assert dialog.findChildren(QLabel)[0].text().startswith("1 problem. The rest")


def test_every_control_has_a_name_for_screen_readers(pane: LibraryPane) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QLineEdit, QScrollBar

    controls = [
        widget
        for kind in (QAbstractButton, QAbstractItemView, QAbstractSlider, QLineEdit)
        for widget in pane.findChildren(kind)
        if widget.isVisible()
        and not isinstance(widget, QScrollBar)
        and widget.parent() is not pane.head.search
    ]
    assert len(controls) > 8
    assert [
        widget for widget in controls if not (widget.accessibleName() or getattr(widget, "text", str)())
    ] == []


def test_the_pane_fits_its_narrowest_width(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.window().resize(240, 700)
    qtbot.waitUntil(lambda: pane.width() == 240)
    for widget in (pane.head.search, pane.head.zoom, pane.head.filters.component, pane.head.chips):
        assert widget.mapTo(pane, QPoint(widget.width(), 0)).x() <= 240
    assert pane.wall.grid().columns >= 1
