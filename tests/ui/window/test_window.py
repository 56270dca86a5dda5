"""The window around a plan: what its status bar says, and what it asks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.files.home import user_folder
from deckapp.plan.edits import new_plan
from deckapp.plan.file import list_versions, write_plan
from deckapp.problem import Problem
from deckapp.ui.board.viewpoint import OPENING_ZOOM, SLACK_PX
from deckapp.ui.dialogs.versions import VersionsDialog
from deckapp.ui.kit.notice import Notice
from deckapp.ui.kit.problems import ProblemsDialog
from deckapp.ui.kit.row_button import RowButton
from deckapp.ui.library.problems import LibraryProblemsDialog
from deckapp.ui.window.workspace import LEAST_BOARD, WIDEST
from tests.hands import Hands


def test_the_first_window_fits_on_a_small_screen(hands: Hands) -> None:
    room = hands.window.screen().availableSize()
    assert hands.window.width() <= room.width()
    assert hands.window.height() < room.height()


def test_the_zoom_is_told_from_the_first_moment_on(hands: Hands) -> None:
    hands.app.opener.new_plan(hands.window)
    zoom = hands.field("Zoom", QLabel)
    assert zoom.text() == f"{hands.view.zoom * 100:.0f} %"
    hands.view.zoom_at(0.5, hands.view.rect().center())
    assert zoom.text() == "50 %"


def test_the_window_knows_the_file_of_its_plan_and_of_none_other(hands: Hands, tmp_path: Path) -> None:
    hands.app.opener.new_plan(hands.window)
    assert hands.window.windowFilePath() == ""
    path = tmp_path / "merger.deckplan"
    write_plan(new_plan("Merger"), path)
    hands.window.close_document()
    hands.window.path_wanted.emit(path)
    hands.wait(lambda: hands.window.windowFilePath() == str(path))
    hands.window.close_document()
    assert hands.window.windowFilePath() == ""


def test_saving_says_where_the_plan_now_lies(hands: Hands, tmp_path: Path) -> None:
    hands.app.opener.new_plan(hands.window)
    path = tmp_path / "kept.deckplan"
    hands.window.document.path = path  # type: ignore[union-attr]
    hands.window.actions_by_id["file.save"].trigger()
    assert path.exists()
    assert str(path) in hands.window.statusBar().currentMessage()


def test_a_damaged_plan_leads_to_its_earlier_versions(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "plan.deckplan"
    for title in ("One", "Two"):
        write_plan(new_plan(title), path)
    path.write_bytes(path.read_bytes()[:100])
    hands.window.path_wanted.emit(path)
    told = hands.window.findChild(ProblemsDialog)
    assert told is not None
    [offer] = [one for one in told.findChildren(QPushButton) if one.text() == "Earlier versions…"]
    offer.click()
    assert not told.isVisible()
    kept = list_versions(path)[0].path
    before = kept.read_bytes()
    versions = hands.window.findChild(VersionsDialog)
    assert versions is not None
    versions.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open).click()
    assert hands.plan.title == "One"
    assert hands.work.document.path is None, "saving asks where to, and leaves what is kept alone"
    assert hands.window.isWindowModified()
    assert kept.read_bytes() == before


def test_enter_closes_what_tells_of_problems_and_copies_nothing(hands: Hands, tmp_path: Path) -> None:
    QApplication.clipboard().setText("mine")
    (tmp_path / "torn.deckplan").write_text("{")
    hands.window.path_wanted.emit(tmp_path / "torn.deckplan")
    told = hands.window.findChild(ProblemsDialog)
    assert told is not None
    told.activateWindow()
    hands.wait(told.isActiveWindow)
    hands.key(Qt.Key.Key_End, on=told.page)
    assert told.page.textCursor().position() > 0, "a cursor shows where the keys are"
    hands.key(Qt.Key.Key_Return, on=told.focusWidget() or told)
    assert not told.isVisible()
    assert QApplication.clipboard().text() == "mine"


@pytest.mark.parametrize("width", [1280, 1440, 1600])
def test_a_plan_opens_at_the_zoom_that_suits_the_boards_own_width(hands: Hands, width: int) -> None:
    hands.window.resize(width, 900)
    hands.app.opener.new_plan(hands.window)
    hands.wait(lambda: hands.work.library.width() >= min(WIDEST[0], width // 4))
    QApplication.processEvents()
    view = hands.view
    fitting = (view.viewport().width() - SLACK_PX - 1) / view.bounds().width()
    assert view.zoom == pytest.approx(max(fitting, OPENING_ZOOM), abs=0.01)


def test_the_library_keeps_its_two_columns_in_a_smaller_window(hands: Hands) -> None:
    hands.window.resize(1600, 900)
    hands.app.opener.new_plan(hands.window)
    work = hands.work
    hands.wait(lambda: work.library.width() == WIDEST[0])
    hands.window.resize(1280, 720)
    hands.wait(lambda: work.width() <= 1280)
    assert (work.library.width(), work.inspector.width()) == WIDEST
    hands.window.resize(960, 700)
    hands.wait(lambda: work.width() <= 960)
    assert work.view.width() >= LEAST_BOARD - 40
    assert work.library.width() < WIDEST[0]
    hands.window.resize(1600, 900)
    hands.wait(lambda: work.width() >= 1600)
    assert (work.library.width(), work.inspector.width()) == WIDEST


def test_a_width_that_was_chosen_by_hand_stays(hands: Hands) -> None:
    hands.window.resize(1600, 900)
    hands.app.opener.new_plan(hands.window)
    work = hands.work
    hands.wait(lambda: work.library.width() == WIDEST[0])
    handle = work.handle(1)
    place = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(handle, place + QPoint(140, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=place + QPoint(140, 0))
    wide = work.library.width()
    assert wide > WIDEST[0] + 100
    hands.window.resize(1500, 900)
    hands.wait(lambda: work.width() <= 1500)
    assert work.library.width() == wide
    work.library.hide()
    hands.window.resize(1600, 900)
    hands.wait(lambda: work.width() >= 1600)
    work.library.show()
    hands.wait(lambda: work.library.width() == wide)
    hands.window.close_document()
    hands.app.opener.new_plan(hands.window)
    hands.wait(lambda: hands.work.library.width() == wide)


def test_enter_presses_the_button_that_has_the_focus(hands: Hands) -> None:
    [new] = [one for one in hands.window.start_page.findChildren(QPushButton) if one.text() == "New plan"]
    new.setFocus()
    hands.key(Qt.Key.Key_Return, on=new)
    assert hands.window.document is not None
    section = hands.work.inspector.plan_page.sections["risks"]
    section.head.setFocus()
    hands.key(Qt.Key.Key_Enter, on=section.head)
    assert section.is_open()


def test_a_recipe_is_begun_by_enter(hands: Hands) -> None:
    row = hands.window.start_page.findChildren(RowButton)[0]
    row.setFocus()
    hands.key(Qt.Key.Key_Return, on=row)
    assert hands.plan.activities


def test_who_goes_to_the_board_by_its_key_sees_where_the_focus_is(hands: Hands) -> None:
    hands.app.opener.new_plan(hands.window)
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)
    viewport = hands.view.viewport()

    def corner() -> QColor:
        return viewport.grab().toImage().pixelColor(1, 1)

    hands.work.library.head.search.setFocus()
    before = corner()
    hands.window.actions_by_id["view.board"].trigger()
    assert hands.view.hasFocus()
    assert corner() == hands.view.look.accent != before


def test_enter_on_the_board_leads_to_the_fields_even_where_they_are_hidden(hands: Hands) -> None:
    hands.app.opener.new_plan(hands.window)
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)
    hands.window.actions_by_id["view.inspector"].trigger()
    assert hands.work.inspector.isHidden()
    hands.view.setFocus()
    hands.key(Qt.Key.Key_Return, on=hands.view)
    assert not hands.work.inspector.isHidden()
    assert hands.window.actions_by_id["view.inspector"].isChecked()
    assert hands.work.inspector.plan_page.form.field("title").hasFocus()


def test_what_an_undo_brings_back_is_chosen_and_in_sight(hands: Hands) -> None:
    hands.app.opener.new_from_recipe("change-management", "first-plan", hands.window)
    hands.wait(lambda: hands.plan.activities)
    hands.wait(lambda: not hands.window.isHidden())
    gone = set(list(hands.plan.activities)[:2])
    hands.work.selection.set(gone)
    hands.board.delete()
    assert not hands.work.selection.ids
    hands.view.zoom_at(4.0, hands.view.rect().center())
    hands.view.pan(100_000, 100_000)
    hands.window.actions_by_id["edit.undo"].trigger()
    assert hands.work.selection.ids == gone
    seen = hands.view.seen(hands.board.contents.rect_of(gone))
    assert hands.view.viewport().rect().intersects(seen)
    hands.window.actions_by_id["edit.redo"].trigger()
    assert not hands.work.selection.ids


@pytest.mark.parametrize("some", [True, False])
def test_what_was_named_and_cannot_be_opened_is_told_in_the_window(
    hands: Hands, tmp_path: Path, some: bool
) -> None:
    good = tmp_path / "good.deckplan"
    write_plan(new_plan("Good"), good)
    bad = [
        Problem(str(tmp_path / f"bad{number}.deckplan"), message="there is no such file")
        for number in range(6)
    ]
    hands.app.start([good] if some else [], bad)
    window = hands.app.windows[-1]
    [notice] = [one for one in window.findChildren(Notice) if one.isVisibleTo(window)]
    assert notice.text.startswith("Not opened: “bad0.deckplan”: there is no such file; “bad1")
    assert notice.text.endswith("and 2 more.")
    assert (window.document is not None) == some


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no name has two lines")
def test_a_strange_name_stands_on_one_line_in_the_title(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.deckplan"
    write_plan(new_plan("Merger"), path)
    hands.window.path_wanted.emit(path)
    assert "\n" not in hands.window.windowTitle()
    assert "two lines" in hands.window.windowTitle()


def test_mistakes_in_the_decks_are_told_on_the_start_page_among_the_chips_and_in_the_menu(
    hands: Hands, qtbot: QtBot
) -> None:
    store, page = hands.app.services.store, hands.window.start_page
    action = hands.window.actions_by_id["file.problems"]
    assert not action.isEnabled()
    assert not [row for row in page.findChildren(RowButton) if "problem" in row.accessibleName()]
    bad = user_folder() / "bad.yaml"
    bad.parent.mkdir(parents=True, exist_ok=True)
    bad.write_text("id: bad\ntitle: Bad\nsuits:\n- id: s\n  title: S\n  colour: nope\n  cards: [{id: a}]\n")
    store.reload()
    qtbot.waitUntil(action.isEnabled, timeout=20_000)
    [row] = [
        row for row in page.findChildren(RowButton) if row.accessibleName().startswith("2 problems in 1 file")
    ]
    for ask in (row.click, action.trigger):
        ask()
        [dialog] = [one for one in hands.window.findChildren(LibraryProblemsDialog) if one.isVisible()]
        assert dialog.table.rowCount() == 2
        dialog.close()
    hands.window.new_wanted.emit()
    chips = hands.work.library.head.chips
    assert chips.problems_chip is not None
    assert chips.problems_chip.y() == chips.all_chip.y(), "it stands where one looks first"
