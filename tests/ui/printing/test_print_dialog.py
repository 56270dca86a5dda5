"""Print deck: the preview is the page itself, the words say what will happen, and the file is what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library
from deckapp.face.pdf.raster import render_pdf
from deckapp.printing.calibration import Calibration, Misprint, calibrations_file, keep
from deckapp.printing.deck_pdf import one_page
from deckapp.printing.settings import Correction
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.problems import ProblemsDialog
from deckapp.ui.printing.print_dialog import PrintDialog
from deckapp.ui.printing.system_print import set_up
from tests.pdf import open_pdf, text_of

DECK = """
id: garden
title: Garden
suits:
- id: plants
  title: Plants
  colour: pine
  cards:
  - {id: tulip, title: Tulip, question: When does it bloom?, what: A flower., why: Joy.}
  - {id: rose, title: Rose, question: Who cut it?, what: A thorn., why: Scent.}
- id: tools
  title: Tools
  colour: brick
  cards:
  - {id: spade, title: Spade, question: Where do you dig?, what: A blade., why: Soil.}
"""
CLOSE = QDialogButtonBox.StandardButton.Close


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "garden.yaml").write_text(DECK)
    crowded = DECK.replace("garden", "crowded").replace("A blade.", "A blade. " * 400)
    (folder / "crowded.yaml").write_text(crowded)
    (folder / "damaged.yaml").write_text(
        DECK.replace("garden", "damaged").replace("what: A blade.", "waht: A.")
    )
    bare = DECK.replace("garden", "bare").replace("what: A blade.", "image: gone.png")
    (folder / "bare.yaml").write_text(bare)
    read = read_library(user=folder)
    own = tuple(held for held in read.decks if held.origin == "yours")
    return Library(decks=own)


@pytest.fixture
def opened(library: Library, qtbot: QtBot) -> Iterator[Callable[[], PrintDialog]]:
    """Open a dialog of its own, as the user would one after another."""
    made: list[PrintDialog] = []

    def open_one() -> PrintDialog:
        one = PrintDialog(library, Settings(), "garden", ["rose"])
        one.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(one)
        one.show()
        qtbot.waitUntil(lambda: not one.preview.is_making)
        return one

    yield open_one
    for one in made:
        one.close()


@pytest.fixture
def dialog(opened: Callable[[], PrintDialog]) -> PrintDialog:
    return opened()


def settled(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.is_making and not dialog.run.is_running, timeout=30_000)


def test_the_words_say_what_will_happen(dialog: PrintDialog) -> None:
    assert dialog.run.words.text() == "3 cards, 1 sheet, print on both sides, flip on the long edge."
    dialog.form.which.copies.setValue(4)
    dialog.form.sides.setCurrentIndex(dialog.form.sides.findData("fold"))
    assert dialog.run.words.text().startswith("12 cards, 6 sheets, print on one side")


def test_the_preview_is_the_page_that_will_be_printed(dialog: PrintDialog, qtbot: QtBot) -> None:
    for turn in (0, 1):
        dialog.preview.turn(turn)
        settled(dialog, qtbot)
        shown = dialog.preview.paper.image
        assert shown is not None
        assert dialog.job is not None
        real = render_pdf(one_page(dialog.job, dialog.preview.number), [shown.width()])[0]
        assert shown == real
    assert dialog.preview.label.text() == "Page 4 of 4: backs"


def test_a_change_is_seen_at_once_and_the_last_of_many_wins(dialog: PrintDialog, qtbot: QtBot) -> None:
    before = dialog.preview.paper.image
    for gap in range(1, 9):
        dialog.form.gap.setValue(gap)
    settled(dialog, qtbot)
    shown = dialog.preview.paper.image
    assert shown is not None
    assert shown != before
    assert dialog.job is not None
    assert dialog.job.settings.gap == 8
    assert shown == render_pdf(one_page(dialog.job, dialog.preview.number), [shown.width()])[0]


def test_the_page_keys_turn_the_pages(dialog: PrintDialog, qtbot: QtBot) -> None:
    dialog.preview.paper.setFocus()
    QTest.keyClick(dialog.preview.paper, Qt.Key.Key_Home)
    assert dialog.preview.label.text() == "Page 1 of 4: the guide"
    assert not dialog.preview.back.isEnabled()
    QTest.keyClick(dialog.preview.paper, Qt.Key.Key_PageDown)
    assert dialog.preview.number == 1
    QTest.keyClick(dialog.preview.paper, Qt.Key.Key_End)
    assert not dialog.preview.on.isEnabled()
    settled(dialog, qtbot)


def test_what_is_chosen_is_what_is_written(dialog: PrintDialog, qtbot: QtBot, tmp_path: Path) -> None:
    form = dialog.form
    form.which.suits.item(1).setCheckState(Qt.CheckState.Unchecked)
    form.sheet.setCurrentIndex(form.sheet.findData("letter"))
    form.guide.setChecked(False)
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    with open_pdf(tmp_path / "cards.pdf") as document:
        assert len(document) == 2
        assert document.get_page_size(0) == pytest.approx((612, 792), abs=0.1)
    said = text_of(tmp_path / "cards.pdf")
    assert "Tulip" in said
    assert "Spade" not in said
    assert dialog.run.words.text() == f"Saved as {tmp_path / 'cards.pdf'}."
    assert dialog.open_button.isVisible()


def test_cards_may_be_named_or_taken_from_the_selection(dialog: PrintDialog) -> None:
    dialog.form.which.take_selected.click()
    assert dialog.form.which.cards.text() == "rose"
    assert dialog.run.words.text().startswith("1 card,")
    dialog.form.which.cards.setText("rose x3, spade")
    assert dialog.run.words.text().startswith("4 cards,")
    dialog.form.which.cards.setText("rosa")
    assert "did you mean `rose`?" in dialog.run.words.text()
    assert not dialog.save_button.isEnabled()
    dialog.form.which.cards.clear()
    assert dialog.save_button.isEnabled()


def test_a_size_is_a_name_or_millimetres(dialog: PrintDialog) -> None:
    dialog.form.size_box.setCurrentText("63x88")
    assert dialog.job is not None
    assert (dialog.job.size.width, dialog.job.size.height) == (63, 88)
    dialog.form.size_box.setCurrentText("pokr")
    assert "did you mean `poker`?" in dialog.run.words.text()
    dialog.form.size_box.setCurrentIndex(dialog.form.size_box.findData("bridge"))
    assert dialog.job is not None
    assert dialog.job.size.width == 57.15


def test_a_size_that_is_not_understood_is_told_and_the_field_says_how_one_is_written(
    dialog: PrintDialog,
) -> None:
    assert "millimetres" in dialog.form.size_box.toolTip()
    dialog.form.size_box.setEditText("as large as that")
    assert "as large as that" in dialog.run.words.text()


def test_a_shop_fills_in_its_figures_and_says_where_they_come_from(dialog: PrintDialog) -> None:
    form = dialog.form
    form.shop.setCurrentIndex(form.shop.findData("drivethrucards"))
    form.shop.activated.emit(form.shop.currentIndex())
    assert form.sheet.currentData() == "card"
    assert form.bleed.value() == pytest.approx(3.175)
    assert form.order.currentData() is True
    assert "help.drivethrupartners.com" in form.shop_note.text()
    assert dialog.run.words.text() == "3 cards, 6 pages, each back before its front."


@pytest.mark.parametrize(
    ("deck", "told"), [("crowded", ("Spade", "mm")), ("damaged", ("did you mean `what`?",))]
)
def test_what_cannot_be_printed_is_told_and_written_only_where_that_is_wished(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path, deck: str, told: tuple[str, ...]
) -> None:
    dialog.form.which.deck_box.setCurrentIndex(dialog.form.which.deck_box.findData(deck))
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    assert not (tmp_path / "cards.pdf").exists()
    assert dialog.run.words.text().startswith("Nothing was printed: the cards have a problem.")
    dialog.run.more.click()
    problems = dialog.findChild(ProblemsDialog)
    assert isinstance(problems, ProblemsDialog)
    assert all(part in problems.page.toPlainText() for part in told)
    problems.reject()
    dialog.form.force.setChecked(True)
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    assert (tmp_path / "cards.pdf").exists()
    assert "1 warning" in dialog.run.words.text()


def test_the_preview_marks_a_card_whose_picture_nobody_has(dialog: PrintDialog) -> None:
    dialog.form.which.deck_box.setCurrentIndex(dialog.form.which.deck_box.findData("bare"))
    assert dialog.job is not None
    said = text_of(one_page(dialog.job, dialog.preview.number))
    assert "`gone.png` does not exist" in " ".join(said.split())


def test_cancel_leaves_nothing_and_keeps_the_dialog(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.form.which.copies.setValue(900)
    dialog.save(tmp_path / "cards.pdf")
    close = dialog.buttons.button(CLOSE)
    assert close.text() == "Cancel"
    assert dialog.run.bar.isVisible()
    close.click()
    settled(dialog, qtbot)
    assert dialog.run.words.text() == "Cancelled; nothing was written."
    assert list(tmp_path.glob("cards*")) == []
    assert dialog.isVisible()


def test_a_folder_that_takes_nothing_is_told(dialog: PrintDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.save(tmp_path / "nowhere" / "cards.pdf")
    settled(dialog, qtbot)
    assert dialog.run.words.text().startswith(
        f"Nothing was printed. {tmp_path / 'nowhere' / 'cards.pdf'}: there is no such folder. Make it"
    )


def test_the_next_print_begins_with_the_last_choices(
    dialog: PrintDialog, opened: Callable[[], PrintDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    form = dialog.form
    form.sides.setCurrentIndex(form.sides.findData("duplex-short"))
    form.size_box.setCurrentIndex(form.size_box.findData("poker"))
    form.marks.setCurrentIndex(form.marks.findData("full"))
    form.gap.setValue(2.5)
    form.which.cards.setText("rose")
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    again = opened()
    settled(again, qtbot)
    assert again.job is not None
    chosen = again.job.settings
    assert (chosen.sides, chosen.marks, chosen.gap, chosen.cards) == ("duplex-short", "full", 2.5, ())
    assert chosen.size is not None
    assert chosen.size.width == 63.5


def test_a_printer_s_calibration_is_chosen_once_and_applied_to_the_backs(
    opened: Callable[[], PrintDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    keep(Calibration(printer="Office", misprint=Misprint(x=1.0, y=-0.5)))
    first = opened()
    assert first.job is not None
    assert first.job.settings.correction.x == 0
    first.form.backs.printer.setCurrentIndex(2)
    assert first.job.settings.correction.x == pytest.approx(1.0)
    assert first.job.settings.correction.y == pytest.approx(0.5)
    first.save(tmp_path / "cards.pdf")
    settled(first, qtbot)
    second = opened()
    settled(second, qtbot)
    assert second.form.backs.printer.currentText().startswith("Office")
    assert second.job is not None
    assert second.job.settings.correction.x == pytest.approx(1.0)


def test_backs_may_be_moved_by_hand_and_stay_so(
    dialog: PrintDialog, opened: Callable[[], PrintDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    backs = dialog.form.backs
    assert not backs.by_hand.isVisible()
    backs.printer.setCurrentIndex(backs.printer.findText("Moved by hand"))
    assert backs.by_hand.isVisible()
    backs.across.setValue(-0.4)
    backs.angle.setValue(0.2)
    assert dialog.job is not None
    assert dialog.job.settings.correction == Correction(-0.4, 0.0, 0.2)
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    again = opened()
    settled(again, qtbot)
    assert again.job is not None
    assert again.job.settings.correction == Correction(-0.4, 0.0, 0.2)
    again.form.sides.setCurrentIndex(again.form.sides.findData("fold"))
    assert again.job.settings.correction == Correction()


def test_a_printer_gets_the_pages_in_their_true_size(
    dialog: PrintDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    """The system's printer is here one that prints into a file."""
    assert dialog.job is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(300)
    set_up(printer, dialog.job)
    dialog.save(tmp_path / "cards.pdf")
    settled(dialog, qtbot)
    dialog.send(printer)
    settled(dialog, qtbot)
    assert dialog.run.words.text().startswith("Sent to")
    pages = []
    for name in ("cards.pdf", "paper.pdf"):
        with open_pdf(tmp_path / name) as document:
            assert len(document) == 4
            assert document.get_page_size(2) == pytest.approx((595.28, 841.89), abs=0.8)
            pages.append(document[2].render(scale=150 / 72, grayscale=True).to_pil().resize((1240, 1754)))
    ours, theirs = pages
    dark = [image.point(lambda tone: 255 if tone < 128 else 0).getbbox() for image in (ours, theirs)]
    assert dark[0] is not None
    assert dark[1] == pytest.approx(dark[0], abs=2)


def test_calibrations_that_cannot_be_read_are_told_where_somebody_prints(
    library: Library, qtbot: QtBot
) -> None:
    file = calibrations_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[{")
    dialog = PrintDialog(library, Settings(), "garden")
    qtbot.addWidget(dialog)
    told = dialog.run.words.text()
    assert "3 cards" in told
    aside = file.with_name("calibrations.json.damaged-1")
    assert f"the file is damaged. The file as it was is kept as {aside};" in told
    assert aside.read_text() == "[{"
    dialog.preview.stop()
