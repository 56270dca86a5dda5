"""The main job, done as a person would, with keys and mouse: from the first letter typed to the printed plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QTextEdit

from deckapp.app import App
from deckapp.plan.file import read_plan
from deckapp.ui.dialogs.card_dialog import CardDialog
from deckapp.ui.dialogs.export_dialog import ExportDialog
from deckapp.ui.dialogs.palette import CommandPalette
from deckapp.ui.kit.problems import ProblemsDialog
from tests.hands import CTRL, SHIFT, Hands, end
from tests.pdf import open_pdf, text_of


@pytest.fixture
def app(qapp: QApplication) -> Iterator[App]:
    made = App(qapp)
    yield made
    for window in list(made.windows):
        if window.document is not None:
            window.document.save(Path(str(window.document.path or Path.home() / "left.deckplan")))
        window.close()
    end(made)


@pytest.fixture
def hands(app: App) -> Hands:
    app.start()
    hands = Hands(app, app.windows[0])
    hands.wait(lambda: app.services.store.library.decks)
    return hands


def test_a_manager_plans_a_change_and_hands_it_over_on_paper(hands: Hands, tmp_path: Path) -> None:
    window = hands.window
    window.activateWindow()

    # A new plan, named.
    window.actions_by_id["file.new"].trigger()
    hands.fill("Title", QLineEdit, "Moving the warehouse")
    assert hands.plan.title == "Moving the warehouse"
    assert "Moving the warehouse" in window.windowTitle()

    # Search, and drag the first hit onto the board.
    window.actions_by_id["edit.find"].trigger()
    hands.type("premrotem")
    hands.key(Qt.Key.Key_Return)
    assert hands.work.library.current() == ("change-management", "premortem")
    hands.drop_card(hands.cell(1))
    (first,) = hands.plan.activities
    assert hands.plan.activities[first].title == "Premortem"
    second_phase = hands.plan.phases_in_order()[1][0]
    assert hands.plan.activities[first].position.phase == second_phase

    # Another by Enter, into the next free slot of the same cell; then dragged to a later phase.
    window.actions_by_id["edit.find"].trigger()
    hands.key(Qt.Key.Key_A, CTRL)
    hands.type("retell")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    second = next(key for key in hands.plan.activities if key != first)
    assert hands.plan.activities[second].title == "Retelling Test"
    window.actions_by_id["view.fit-all"].trigger()
    hands.wait(lambda: hands.view.zoom > 0)
    hands.drag(hands.middle(second), hands.cell(3))
    fourth_phase = hands.plan.phases_in_order()[3][0]
    assert hands.plan.activities[second].position.phase == fourth_phase
    assert window.actions_by_id["edit.undo"].text() == "&Undo move Retelling Test"

    # A link, pulled from the first one's edge.
    hands.click(hands.middle(first))
    hands.drag(hands.edge_dot(first), hands.middle(second))
    (link,) = hands.plan.links.values()
    assert (link.source, link.target, link.kind) == (first, second, "finish-start")

    # Fields of one activity, then of both at once.
    hands.click(hands.middle(first))
    hands.fill("Purpose", QTextEdit, "Find what could stop us")
    hands.click(hands.middle(second), SHIFT)
    hands.fill("Owner", QLineEdit, "Ada")
    assert {one.owner for one in hands.plan.activities.values()} == {"Ada"}
    assert hands.plan.activities[first].purpose == "Find what could stop us"

    # Undo and redo by name, as far as it goes.
    hands.work.view.setFocus()
    undo, redo = window.actions_by_id["edit.undo"], window.actions_by_id["edit.redo"]
    done = hands.plan
    assert "owner" in undo.text()
    steps = 0
    while undo.isEnabled():
        undo.trigger()
        steps += 1
    assert hands.plan.activities == {}
    assert hands.plan.title == ""
    while redo.isEnabled():
        redo.trigger()
        steps -= 1
    assert steps == 0
    assert hands.plan == done

    # Save, close, reopen: the same plan.
    path = tmp_path / "warehouse.deckplan"
    window.actions_by_id["file.save"].trigger()
    hands.choose_file("save-as", path)
    assert not window.isWindowModified()
    assert read_plan(path) == (done, ())
    window.actions_by_id["file.start"].trigger()
    assert window.document is None
    window.path_wanted.emit(path)
    assert hands.plan == done

    # Export, and read what a board of directors would.
    window.actions_by_id["file.export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    exported: list[Path] = []
    dialog.exported.connect(exported.append)
    hands.fill("File", QLineEdit, str(tmp_path / "warehouse.pdf"))
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Export").click()
    hands.wait(lambda: exported, 60)
    dialog.close()
    text = text_of(tmp_path / "warehouse.pdf")
    for wanted in ("Moving the warehouse", "Premortem", "Retelling Test", "Ada", "Find what could stop us"):
        assert wanted in text
    with open_pdf(tmp_path / "warehouse.pdf") as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    dark = sum(picture.histogram()[:128])
    assert 0.005 < dark / (picture.width * picture.height) < 0.5


def question(hands: Hands) -> QMessageBox:
    """The one question that is open."""
    boxes = [box for box in hands.window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def test_closing_with_unsaved_edits_asks_once_in_plain_words(hands: Hands) -> None:
    hands.window.actions_by_id["file.new"].trigger()
    hands.fill("Title", QLineEdit, "Reorganisation")
    hands.window.close()
    box = question(hands)
    assert "Reorganisation" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert hands.window.isVisible()
    assert hands.plan.title == "Reorganisation"
    hands.window.close()
    question(hands).button(QMessageBox.StandardButton.Discard).click()
    assert not hands.window.isVisible()
    assert hands.app.windows == []


def test_a_plan_without_edits_closes_without_a_question(hands: Hands) -> None:
    hands.window.actions_by_id["file.new"].trigger()
    hands.window.close()
    assert not hands.window.isVisible()


def test_a_damaged_plan_says_what_is_wrong_and_stays_as_it_is(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "torn.deckplan"
    path.write_text('{"format": "deckapp-plan", "version": 1, "title": ')
    hands.window.path_wanted.emit(path)
    dialog = hands.window.findChild(ProblemsDialog)
    assert dialog is not None
    assert f"{path}:1:" in dialog.page.toPlainText()
    dialog.close()
    assert hands.window.document is None
    assert path.read_text().endswith('"title": ')


def test_a_newer_plan_opens_to_read_only(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "newer.deckplan"
    path.write_text('{"format": "deckapp-plan", "version": 99, "title": "From the future"}')
    hands.window.path_wanted.emit(path)
    assert hands.plan.title == "From the future"
    assert not hands.window.actions_by_id["board.add-phase"].isEnabled()
    assert "read only" in hands.window.windowTitle()
    for dialog in hands.window.findChildren(ProblemsDialog):
        dialog.close()
    hands.window.close_document()


def test_a_recipe_starts_a_plan_that_counts_as_unsaved(hands: Hands) -> None:
    hands.window.recipe_wanted.emit("change-management", "first-plan")
    assert len(hands.plan.activities) == 12
    assert hands.window.isWindowModified()


def test_cards_copied_in_one_window_are_pasted_in_another(hands: Hands) -> None:
    app = hands.app
    hands.window.recipe_wanted.emit("change-management", "first-plan")
    copied = hands.plan
    hands.view.setFocus()
    hands.window.actions_by_id["edit.select-all"].trigger()
    hands.window.actions_by_id["edit.copy"].trigger()
    app.opener.new_plan(hands.window)
    other = Hands(app, app.windows[1])
    other.view.setFocus()
    other.window.actions_by_id["edit.paste"].trigger()
    titles = {one.title for one in copied.activities.values()}
    assert {one.title for one in other.plan.activities.values()} == titles
    assert len(other.plan.links) == len(copied.links)


def test_a_deck_opened_from_anywhere_joins_the_library(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("id: own\ntitle: My own\nsuits:\n- id: s\n  title: S\n  cards:\n  - {id: c, title: C}\n")
    hands.window.path_wanted.emit(path)
    store = hands.app.services.store
    hands.wait(lambda: any(held.deck.id == "own" for held in store.library.decks))
    path.write_text(path.read_text().replace("title: C", "title: Changed"))
    hands.wait(lambda: store.library.card("own", "c").title == "Changed")


def test_an_activitys_card_opens_large_as_the_plan_holds_it(hands: Hands) -> None:
    hands.window.recipe_wanted.emit("change-management", "first-plan")
    first = next(iter(hands.plan.activities))
    hands.work.inspector.card_requested.emit(first)
    dialog = hands.window.findChild(CardDialog)
    assert dialog is not None
    assert dialog.windowTitle() == hands.plan.activities[first].card.title
    assert not dialog.place_button.isVisible()
    hands.wait(hands.app.services.pictures.is_idle)
    dialog.close()


def test_a_link_let_go_on_empty_space_asks_which_card_comes_next(hands: Hands) -> None:
    hands.window.actions_by_id["file.new"].trigger()
    hands.board.place([("change-management", "premortem")])
    (first,) = hands.plan.activities
    hands.click(hands.middle(first))
    hands.drag(hands.edge_dot(first), hands.cell(2))
    palette = hands.window.findChild(CommandPalette)
    assert palette is not None
    QTest.keyClicks(palette.field, "retelling")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    second = next(key for key in hands.plan.activities if key != first)
    assert hands.plan.activities[second].title == "Retelling Test"
    assert [(link.source, link.target) for link in hands.plan.links.values()] == [(first, second)]
    assert hands.plan.activities[second].position.phase == hands.plan.phases_in_order()[2][0]
