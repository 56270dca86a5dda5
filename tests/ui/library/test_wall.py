"""The wall: real faces, few requests, sizes, and the cursor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QDrag, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.deck.search import Facets
from deckapp.ui.document.card_entries import CARDS_MIME
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.library.model import WallModel
from deckapp.ui.library.wall import WIDTHS, Wall

Key = Qt.Key


@pytest.fixture
def wall(library_store: LibraryStore, pictures: Pictures, qtbot: QtBot) -> Wall:
    """A wall of the garden's forty cards."""
    model = WallModel()
    made = Wall(model, pictures)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(360, 700)
    model.show(library_store.library, library_store.index.search("", Facets(decks=frozenset({"garden"}))))
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def wheel(wall: Wall, turned: int, modifiers: Qt.KeyboardModifier) -> None:
    at = QPointF(wall.viewport().rect().center())
    event = QWheelEvent(
        at, wall.viewport().mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(wall.viewport(), event)


def test_faces_come_in_the_suit_s_colour_and_stand_in_shapes_before(
    wall: Wall, pictures: Pictures, qtbot: QtBot
) -> None:
    plum = QColor("#7A3E78")
    at = wall.visualRect(wall.model().index(0, 0))
    spot = at.topLeft() + QPoint(at.width() // 2, 3)
    first = wall.grab().toImage().pixelColor(spot)
    assert first.hue() == pytest.approx(plum.hue(), abs=25)
    qtbot.waitUntil(pictures.is_idle)
    drawn = wall.grab().toImage().pixelColor(spot)
    assert drawn == plum


def test_only_what_shows_is_asked_for(wall: Wall, pictures: Pictures, qtbot: QtBot) -> None:
    qtbot.waitUntil(pictures.is_idle)
    wall.grab()
    qtbot.waitUntil(pictures.is_idle)
    shown = wall.grid().between(0, wall.viewport().height() + 8)
    assert len(shown) < 20
    model = wall.model()
    assert isinstance(model, WallModel)
    made = [row for row in range(40) if pictures.stand_in(model.entry(row).request("front")[0]) is not None]
    assert made == list(shown)


def test_arrows_page_and_end_move_the_cursor_and_keep_it_in_view(wall: Wall, qtbot: QtBot) -> None:
    columns = wall.grid().columns
    wall.setCurrentIndex(wall.model().index(0, 0))
    moves = [
        (Key.Key_Right, 1), (Key.Key_Down, 1 + columns), (Key.Key_Left, columns), (Key.Key_End, 39),
        (Key.Key_Right, 39), (Key.Key_Down, 39), (Key.Key_Home, 0), (Key.Key_Left, 0),
    ]  # fmt: skip
    for key, row in moves:
        qtbot.keyClick(wall, key)
        assert wall.currentIndex().row() == row
        assert wall.viewport().rect().contains(wall.visualRect(wall.currentIndex()))
    qtbot.keyClick(wall, Key.Key_PageDown)
    assert wall.currentIndex().row() > columns


def test_shift_and_arrow_choose_more(wall: Wall, qtbot: QtBot) -> None:
    wall.setCurrentIndex(wall.model().index(0, 0))
    qtbot.keyClick(wall, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(index.row() for index in wall.selectedIndexes()) == [0, 1]
    qtbot.keyClick(wall, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(wall.selectedIndexes()) == 40


def test_ctrl_and_wheel_change_the_size_and_the_bare_wheel_scrolls(wall: Wall, qtbot: QtBot) -> None:
    small = wall.grid().cell_width
    with qtbot.waitSignal(wall.step_changed) as heard:
        wheel(wall, 120, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [2]
    assert wall.grid().cell_width > small
    for _turn in range(9):
        wheel(wall, -120, Qt.KeyboardModifier.ControlModifier)
    assert wall.step == 0
    assert wall.verticalOffset() == 0
    wheel(wall, -120, Qt.KeyboardModifier.NoModifier)
    assert wall.verticalOffset() > 0


@pytest.mark.parametrize("width", [240, 300, 520, 900])
def test_what_stands_at_the_top_stays_when_the_width_changes(wall: Wall, width: int, qtbot: QtBot) -> None:
    wall.scroll_to_row(12)
    top = wall.top_row()
    wall.resize(width, 700)
    qtbot.waitUntil(lambda: wall.viewport().width() <= width)
    reached = wall.grid().columns * ((wall.model().rowCount() - 1) // wall.grid().columns)
    assert wall.top_row() <= top < wall.top_row() + wall.grid().columns or reached - wall.top_row() < 12


def test_dragging_one_of_several_chosen_cards_takes_them_all(wall: Wall, qtbot: QtBot) -> None:
    view = wall.viewport()
    for row, modifier in ((2, Qt.KeyboardModifier.NoModifier), (0, Qt.KeyboardModifier.ControlModifier)):
        at = wall.visualRect(wall.model().index(row, 0)).center()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, modifier, at)
    other = wall.visualRect(wall.model().index(2, 0)).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=other)
    # The platform "offscreen" ends every drag at once; what was dragged lives until the next event.
    for reach in (6, 40):
        at = other + QPoint(reach, 0)
        kind, left = QEvent.Type.MouseMove, Qt.MouseButton.LeftButton
        moved = QMouseEvent(
            kind, at.toPointF(), view.mapToGlobal(at.toPointF()), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, moved)
    drag = wall.findChild(QDrag)
    assert isinstance(drag, QDrag)
    assert bytes(drag.mimeData().data(CARDS_MIME).data()) == b'[["garden","talk-0"],["garden","talk-2"]]'
    assert drag.pixmap().height() > drag.pixmap().width() > 80


def test_small_cards_have_their_titles_below_them(wall: Wall) -> None:
    wall.set_step(0)
    assert wall.grid().below > 0
    wall.set_step(len(WIDTHS) - 1)
    assert wall.grid().below == 0


def test_a_chosen_card_has_a_ring(wall: Wall) -> None:
    at = wall.visualRect(wall.model().index(1, 0))
    beside = QPoint(at.left() - 3, at.center().y())
    before = wall.grab().toImage().pixelColor(beside)
    wall.setCurrentIndex(wall.model().index(1, 0))
    after = wall.grab().toImage().pixelColor(beside)
    assert before != after


def test_the_title_is_the_accessible_name(wall: Wall) -> None:
    index = wall.model().index(20, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Edelweiss"
    assert "Plants" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    interface = QAccessible.queryAccessibleInterface(wall)
    assert interface.text(QAccessible.Text.Name) == "Cards"
    assert interface.childCount() == 40
    assert interface.child(20).text(QAccessible.Text.Name) == "Edelweiss"


def test_a_tool_tip_names_the_card(wall: Wall) -> None:
    assert "Edelweiss" in wall.model().index(20, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_shift_and_arrows_choose_on_over_the_end_of_a_line(wall: Wall, qtbot: QtBot) -> None:
    columns = wall.grid().columns
    assert columns > 1
    wall.setCurrentIndex(wall.model().index(columns - 1, 0))
    qtbot.keyClick(wall, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(index.row() for index in wall.selectedIndexes()) == [columns - 1, columns]
    qtbot.keyClick(wall, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(wall.selectedIndexes()) == columns + 2
    qtbot.keyClick(wall, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert len(wall.selectedIndexes()) == columns + 1
