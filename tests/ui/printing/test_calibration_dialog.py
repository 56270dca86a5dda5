"""Calibration: a sheet to print, readings that are drawn as one sees them, and a result that is kept by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from deckapp.printing.calibration import calibrations_file, read_calibrations
from deckapp.ui.printing.calibration_dialog import CalibrationDialog
from tests.pdf import open_pdf

KEEP = QDialogButtonBox.StandardButton.Save


@pytest.fixture
def dialog(qtbot: QtBot) -> CalibrationDialog:
    made = CalibrationDialog("a4")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def read(dialog: CalibrationDialog, **shifts: tuple[float, float]) -> None:
    for name, (across, up) in shifts.items():
        dialog.marks[name].across.setValue(across)
        dialog.marks[name].up.setValue(up)


def test_nothing_is_kept_before_something_was_read_and_named(dialog: CalibrationDialog) -> None:
    keep = dialog.buttons.button(KEEP)
    dialog.printer.setText("Office")
    assert dialog.words.text() == "There are no readings."
    assert not keep.isEnabled()
    read(dialog, A=(0.5, 0.5))
    assert keep.isEnabled()
    dialog.printer.setText("  ")
    assert not keep.isEnabled()


def test_what_was_read_is_told_in_words_and_kept(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    read(dialog, A=(1.0, -0.5), B=(1.0, -0.5), C=(1.0, -0.5), D=(1.0, -0.5))
    assert dialog.words.text().startswith(
        "The backs come out 1.0 mm to the right and 0.5 mm down, turned 0.00°"
    )
    for line, text in ((dialog.printer, "Office"), (dialog.tray, "Tray 2"), (dialog.paper, "Card 250 g")):
        line.setText(text)
    with qtbot.waitSignal(dialog.kept) as heard:
        dialog.buttons.button(KEEP).click()
    assert heard.args == ["Office, Tray 2, Card 250 g"]
    (kept,) = read_calibrations().calibrations
    assert (kept.printer, kept.tray, kept.paper) == ("Office", "Tray 2", "Card 250 g")
    assert [kept.misprint.x, kept.misprint.y] == pytest.approx([1.0, -0.5])


def test_a_mark_that_was_not_read_does_not_count(dialog: CalibrationDialog) -> None:
    read(dialog, A=(0.4, 0.2), B=(3.0, 3.0))
    dialog.marks["B"].is_read.setChecked(False)
    assert dialog.readings() == {"A": (0.4, 0.2)}
    assert "one mark tells no angle" in dialog.words.text()


def test_the_picture_shows_the_cross_where_it_was_read(dialog: CalibrationDialog) -> None:
    picture = dialog.marks["A"].picture

    def red_column() -> float:
        image = picture.grab().toImage()
        row = 12
        red = [x for x in range(image.width()) if _is_red(image.pixelColor(x, row))]
        return sum(red) / len(red) if red else -1

    assert red_column() == -1
    read(dialog, A=(0.0, 0.0))
    dialog.marks["A"].is_read.setChecked(True)
    at_zero = red_column()
    read(dialog, A=(2.0, 0.0))
    assert red_column() > at_zero + 15
    read(dialog, A=(-2.0, 0.0))
    assert red_column() < at_zero - 15


def _is_red(colour: QColor) -> bool:
    return colour.red() > colour.green() + 60


def test_the_sheet_is_written_for_the_paper_and_the_flip(dialog: CalibrationDialog, tmp_path: Path) -> None:
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("letter"))
    dialog.write_sheet(tmp_path / "sheet.pdf")
    with open_pdf(tmp_path / "sheet.pdf") as document:
        assert len(document) == 2
        assert document.get_page_size(0) == pytest.approx((612, 792), abs=0.1)
    assert str(tmp_path / "sheet.pdf") in dialog.words.text()


def test_a_calibration_can_be_made_anew_or_forgotten(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    read(dialog, A=(1.0, 1.0))
    dialog.printer.setText("Office")
    dialog.keep()
    again = CalibrationDialog("a4")
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(again)
    again.known_box.setCurrentIndex(1)
    assert again.printer.text() == "Office"
    read(again, A=(0.2, 0.0))
    again.keep()
    assert [one.misprint.x for one in read_calibrations().calibrations] == [pytest.approx(0.2)]
    last = CalibrationDialog("a4")
    qtbot.addWidget(last)
    last.known_box.setCurrentIndex(1)
    last.drop.click()
    assert read_calibrations().calibrations == ()


def test_a_long_result_takes_no_room_from_the_pictures(dialog: CalibrationDialog) -> None:
    dialog.resize(dialog.minimumSizeHint())
    QApplication.processEvents()
    before = [mark.y() for mark in dialog.marks.values()]
    read(dialog, A=(1.2, 0.5), B=(1.0, 0.4), C=(1.2, 0.5), D=(1.1, 0.0))
    dialog.words.setText(dialog.words.text().replace(",", ", as far as four readings tell,", 1))
    QApplication.processEvents()
    assert dialog.words.heightForWidth(dialog.words.width()) > dialog.words.fontMetrics().height(), (
        "two lines"
    )
    assert [mark.y() for mark in dialog.marks.values()] == pytest.approx(before, abs=2)


def test_the_dialog_fits_on_a_small_laptop(dialog: CalibrationDialog) -> None:
    panel_and_title = 56
    assert dialog.height() <= 768 - panel_and_title


def test_a_file_that_cannot_be_read_is_said_kept_and_in_nobodys_way(qtbot: QtBot) -> None:
    file = calibrations_file()
    file.mkdir(parents=True)
    dialog = CalibrationDialog("a4")
    qtbot.addWidget(dialog)
    aside = file.with_name("calibrations.json.damaged-1")
    told = dialog.words.text()
    assert told.startswith("What is known of printers cannot be read: this is a folder, not a file. ")
    assert f"is kept as {aside}" in told
    dialog.printer.setText("Office")
    dialog.marks["A"].across.setValue(0.5)
    dialog.keep()
    assert [one.printer for one in read_calibrations().calibrations] == ["Office"]
    assert aside.is_dir()
