"""A card large: flipping, going on, links, texts, placing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Style
from deckapp.ui.dialogs.card_dialog import CardDialog
from deckapp.ui.dialogs.card_texts import texts_html
from deckapp.ui.dialogs.text_pane import INDENT
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.chip import Chip

Key = Qt.Key


@pytest.fixture
def dialog(
    library_store: LibraryStore, pictures: Pictures, library_settings: Settings, qtbot: QtBot
) -> Iterator[CardDialog]:
    """The rose's card, large, with the board listening."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = CardDialog(library_store, pictures, library_settings, owner)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.place_requested.connect(lambda cards: owner.setWindowTitle(str(cards)))
    made.show_card("garden", "plant-0")
    with qtbot.waitExposed(made):
        made.open()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    owner.close()


def links(dialog: CardDialog) -> dict[str, Chip]:
    return {chip.text(): chip for chip in dialog.links.findChildren(Chip) if chip.isVisible()}


def test_the_dialog_leaves_the_window_alone_and_names_the_card(dialog: CardDialog) -> None:
    assert not dialog.isModal()
    assert dialog.windowTitle() == "Edelweiss"
    assert dialog.face.accessibleName() == "Front of Edelweiss"
    assert dialog.face.accessibleDescription() == "What grows 0?"


def test_f_turns_the_card_over_and_its_other_face_is_drawn(
    dialog: CardDialog, pictures: Pictures, qtbot: QtBot
) -> None:
    qtbot.waitUntil(pictures.is_idle)
    front = dialog.face.grab().toImage()
    qtbot.keyClick(dialog, Key.Key_F)
    assert dialog.face.side == "back"
    assert dialog.face.accessibleName() == "Back of Edelweiss"
    dialog.face.grab()
    qtbot.waitUntil(pictures.is_idle)
    assert dialog.face.grab().toImage() != front
    qtbot.mouseClick(dialog.face, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.face.grab().toImage() == front)


class Moving(QProxyStyle):
    """A desktop whose animations take so many milliseconds; 0 for one that wants none."""

    def __init__(self, duration: int, parent: QWidget) -> None:
        super().__init__("fusion")
        self.setParent(parent)
        self._duration = duration

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return self._duration
        return super().styleHint(hint, option, widget, data)


def test_only_a_left_click_that_ends_on_the_card_turns_it(dialog: CardDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.face, Qt.MouseButton.RightButton)
    assert dialog.face.side == "front"
    qtbot.mousePress(dialog.face, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(dialog.face, Qt.MouseButton.LeftButton, pos=QPoint(-5, -5))
    assert dialog.face.side == "front"
    qtbot.mouseClick(dialog.face, Qt.MouseButton.LeftButton)
    assert dialog.face.side == "back"


def test_the_flip_moves_only_where_the_desktop_likes_motion_and_then_briefly(
    dialog: CardDialog, qtbot: QtBot
) -> None:
    turning = dialog.face._flip
    dialog.face.setStyle(Moving(0, dialog))
    dialog.flip()
    assert turning.state() == turning.State.Stopped
    dialog.face.setStyle(Moving(1000, dialog))
    dialog.flip()
    assert turning.state() == turning.State.Running
    assert turning.duration() < 150
    qtbot.waitUntil(lambda: turning.state() == turning.State.Stopped)
    assert dialog.face.side == "front"


def test_left_and_right_go_through_the_deck_and_stop_at_its_ends(dialog: CardDialog, qtbot: QtBot) -> None:
    assert dialog.place.text() == "21 of 40"
    qtbot.keyClick(dialog, Key.Key_Right)
    assert dialog.current == ("garden", "plant-1")
    qtbot.keyClick(dialog, Key.Key_Left)
    qtbot.keyClick(dialog, Key.Key_Left)
    assert dialog.current == ("garden", "talk-19")
    dialog.show_card("garden", "talk-0")
    assert not dialog.previous_button.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Left)
    assert dialog.current == ("garden", "talk-0")


def test_left_and_right_go_through_the_hits_where_there_are_some(dialog: CardDialog, qtbot: QtBot) -> None:
    hits = [("garden", "talk-4"), ("change-management", "premortem"), ("garden", "plant-0")]
    dialog.show_card("garden", "talk-4", hits)
    qtbot.keyClick(dialog, Key.Key_Right)
    assert dialog.current == ("change-management", "premortem")
    assert dialog.place.text() == "2 of 3"


def test_links_lead_on_and_those_to_nowhere_are_grey(dialog: CardDialog, qtbot: QtBot) -> None:
    shown = links(dialog)
    assert list(shown) == ["Talk 1", "Talk 2", "nowhere", "Plant 3"]
    assert not shown["nowhere"].isEnabled()
    qtbot.mouseClick(shown["Talk 2"], Qt.MouseButton.LeftButton)
    assert dialog.current == ("garden", "talk-2")
    assert links(dialog) == {}


def test_enter_on_a_link_follows_it_and_places_nothing(dialog: CardDialog, qtbot: QtBot) -> None:
    chip = links(dialog)["Plant 3"]
    chip.setFocus()
    with qtbot.assertNotEmitted(dialog.place_requested):
        qtbot.keyClick(chip, Key.Key_Return)
    assert dialog.current == ("garden", "plant-3")


def test_texts_that_no_face_shows_stand_beside_it(dialog: CardDialog) -> None:
    text = dialog.texts.toPlainText()
    assert "Please come in" in text
    assert "Because" not in text


def test_the_shown_card_is_placed(dialog: CardDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.place_requested) as heard:
        qtbot.keyClick(dialog.face, Key.Key_Return)
    assert heard.args == [[("garden", "plant-0")]]


def test_without_a_board_there_is_nothing_to_place_on(
    library_store: LibraryStore, pictures: Pictures, library_settings: Settings, qtbot: QtBot
) -> None:
    made = CardDialog(library_store, pictures, library_settings)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show_card("garden", "plant-0")
    made.open()
    assert not made.place_button.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Space])
def test_escape_and_space_close_it_and_the_size_is_remembered(
    dialog: CardDialog,
    library_store: LibraryStore,
    pictures: Pictures,
    library_settings: Settings,
    qtbot: QtBot,
    key: Qt.Key,
) -> None:
    dialog.resize(710, 650)
    qtbot.keyClick(dialog.face, key)
    assert not dialog.isVisible()
    other = CardDialog(library_store, pictures, library_settings)
    qtbot.addWidget(other)
    assert (other.width(), other.height()) == (710, 650)


def test_an_edited_card_is_shown_as_it_now_is(
    dialog: CardDialog, library_store: LibraryStore, garden: Path, qtbot: QtBot
) -> None:
    deck = json.loads(garden.read_text())
    deck["suits"][1]["cards"][0]["title"] = "Tulip"
    with qtbot.waitSignal(library_store.changed):
        garden.write_text(json.dumps(deck))
    assert dialog.title.text() == "Tulip"
    with qtbot.waitSignal(library_store.changed):
        garden.unlink()
    assert dialog.title.text() == "Tulip"


def test_texts_are_escaped_and_links_kept() -> None:
    card = Card(
        id="a",
        title="A",
        invitation="Read [this](https://example.org/x) & <img src=x>",
        materials=("Pens\n\n- red\n- green",),
        steps=(Step("Go *on*", 5),),
    )
    html = texts_html(card, Style(back=("what",)), "en")
    assert "<a href='https://example.org/x'>this</a> &amp; &lt;img src=x&gt;" in html
    assert html.count("•") == 3
    assert "1. Go <i>on</i> <i>(5 min)</i>" in html
    assert texts_html(Card(id="a", title="A"), Style(), "en") == ""


@pytest.mark.parametrize(
    ("language", "text", "side"), [("en", "thick pens ", "left"), ("ar", "أقلام عريضة ", "right")]
)
def test_the_lines_of_a_list_begin_under_one_another_beside_the_bullet(
    dialog: CardDialog, language: str, text: str, side: str
) -> None:
    card = Card(id="a", title="A", materials=(text * 12,))
    dialog.texts.resize(300, 400)
    dialog.texts.show_html(texts_html(card, Style(), language), QLocale(language).textDirection())
    document = dialog.texts.document()
    block = document.find("•").block()
    width = document.documentLayout().blockBoundingRect(block).width()
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    first = lines[0].cursorToX(len("•\t"))
    begins = [first[0] if isinstance(first, tuple) else first]
    begins += [line.x() if side == "left" else line.x() + line.width() for line in lines[1:]]
    assert len(begins) > 1
    assert max(begins) - min(begins) < 1.5
    assert 0 < begins[0] < width
    assert getattr(block.blockFormat(), f"{side}Margin")() == INDENT


def test_right_to_left_cards_are_set_from_the_right(
    dialog: CardDialog, garden: Path, library_store: LibraryStore, qtbot: QtBot
) -> None:
    deck = json.loads(garden.read_text())
    deck["suits"][1]["cards"][0].update(title="وردة", language="ar")
    with qtbot.waitSignal(library_store.changed):
        garden.write_text(json.dumps(deck))
    assert dialog.title.layoutDirection() == Qt.LayoutDirection.RightToLeft
    option = dialog.texts.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft


def test_a_placed_card_is_said_to_be_placed_until_another_is_shown(dialog: CardDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Key.Key_Return)
    assert dialog.place_button.text() == "Placed on the board"
    qtbot.keyClick(dialog, Key.Key_Right)
    assert dialog.place_button.text() == "&Place on the board"


def test_the_last_line_fades_while_more_text_follows_below(dialog: CardDialog, qtbot: QtBot) -> None:
    pane = dialog.texts
    pane.show_html("<p>Words and more words</p>" * 80, Qt.LayoutDirection.LeftToRight)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 0)

    def darkest_at_the_edge() -> int:
        picture = pane.viewport().grab().toImage()
        rows = range(picture.height() - 3, picture.height())
        return min(picture.pixelColor(x, y).lightness() for y in rows for x in range(picture.width()))

    bar = pane.verticalScrollBar()
    ground = pane.palette().color(QPalette.ColorRole.Window).lightness()
    for value in range(0, 40, 3):
        bar.setValue(value)
        assert darkest_at_the_edge() > ground - 40


def test_tab_comes_by_the_links_where_they_are_seen_whatever_card_shows(
    dialog: CardDialog, qtbot: QtBot
) -> None:
    for card in ("plant-1", "plant-0"):
        dialog.show_card("garden", card)
    dialog.flip_button.setFocus()
    names = []
    for _stop in range(4):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
        names.append(dialog.focusWidget().accessibleName())
    assert names == ["Talk 1", "Talk 2", "Plant 3", dialog.texts.accessibleName()]
