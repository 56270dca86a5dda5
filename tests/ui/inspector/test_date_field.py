"""A date field: written, stepped, chosen in a calendar, and emptied."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.face.type.interface_fonts import load_interface_fonts
from deckapp.ui.inspector.date_field import DateField
from deckapp.ui.inspector.dates import complete, parse, shown
from deckapp.ui.inspector.field import SEVERAL
from deckapp.ui.inspector.pane import SHEET
from deckapp.ui.kit import theme

KEYS = Qt.Key
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def date(qtbot: QtBot) -> Any:
    made = DateField()
    qtbot.addWidget(made)
    made.show_value(DAY)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    made.seen = []
    made.edited.connect(made.seen.append)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "2 Mar 2026",
        "2 March 2026",
        "2. mar. 2026",
        "2.3.2026",
        "02.03.2026",
        "2-3-2026",
        "2026-03-02",
        "March 2, 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert parse(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "2 Mar", "2 Mar 26", "31.2.2026", "2 M 2026", "soon", "2026-3", "0.0.2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["2 Mar 26", "2.3.26", "2 Mar", "2.3.", "2.3", "Mar 2", "mar. 2, 26"])
def test_a_date_may_lack_its_century_or_year(text: str) -> None:
    assert complete(text, dt.date(2025, 11, 22)) == DAY
    assert complete(text, DAY) == DAY


@pytest.mark.parametrize("text", ["", "soon", "31.2.", "2026-3", "12", "0.0.26"])
def test_what_is_no_date_cannot_be_completed(text: str) -> None:
    assert complete(text, DAY) is None


def test_a_date_without_its_century_is_taken_when_one_leaves(date: Any, qtbot: QtBot) -> None:
    date.selectAll()
    qtbot.keyClicks(date, "5.10.27")
    assert date.seen == []
    date.clearFocus()
    assert date.seen == [dt.date(2027, 10, 5)]
    assert date.text() == "5 Oct 2027"


def test_between_slashes_the_system_says_which_is_the_day() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("en_GB"))
        assert parse("2/3/2026") == DAY
        QLocale.setDefault(QLocale("en_US"))
        assert parse("3/2/2026") == DAY
        QLocale.setDefault(QLocale("de_DE"))
        assert parse("2. März 2026") == DAY
        assert parse(shown(DAY)) == DAY
    finally:
        QLocale.setDefault(before)


def test_the_date_is_taken_as_soon_as_it_is_whole(date: Any, qtbot: QtBot) -> None:
    date.selectAll()
    qtbot.keyClicks(date, "5.10.2027")
    assert date.seen == [dt.date(2027, 10, 5)]


def test_what_is_no_date_is_marked_and_gives_way_when_one_leaves(date: Any, qtbot: QtBot) -> None:
    usual = date.palette().text().color()
    date.selectAll()
    qtbot.keyClicks(date, "nonsense")
    assert date.palette().text().color() != usual
    assert date.seen == []
    date.clearFocus()
    assert date.text() == "2 Mar 2026"
    assert date.palette().text().color() == usual


def test_leaving_what_is_no_date_says_what_becomes_of_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    field, other = DateField(), QLineEdit()
    holder = QWidget()
    box = QVBoxLayout(holder)
    for one in (field, other):
        box.addWidget(one)
    window.setCentralWidget(holder)
    window.statusBar()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    for day, stays in ((None, "there is none"), (DAY, "it stays 2 Mar 2026")):
        field.show_value(day)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "31.02.2027")
        other.setFocus()
        assert window.statusBar().currentMessage() == f"“31.02.2027” is no date: {stays}."
        assert field.text() == (shown(day) if day else "")


def test_an_emptied_field_is_no_date(date: Any, qtbot: QtBot) -> None:
    date.selectAll()
    qtbot.keyClick(date, KEYS.Key_Delete)
    assert date.seen == [None]
    assert not date.clear_action.isVisible()


def test_the_clear_button_empties_it(date: Any) -> None:
    date.clear_action.trigger()
    assert (date.text(), date.seen) == ("", [None])


def test_the_arrow_keys_step_by_a_day(date: Any, qtbot: QtBot) -> None:
    qtbot.keyClick(date, KEYS.Key_Up)
    qtbot.keyClick(date, KEYS.Key_PageDown)
    assert date.seen == [dt.date(2026, 3, 3), dt.date(2026, 2, 3)]
    assert date.text() == "3 Feb 2026"


def test_a_day_is_chosen_in_the_calendar_with_the_keys(date: Any, qtbot: QtBot) -> None:
    qtbot.keyClick(date, KEYS.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = date.popup.calendar
    assert date.popup.isVisible()
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-03-02"
    table = calendar.findChild(object, "qt_calendar_calendarview")
    qtbot.keyClick(table, KEYS.Key_Right)
    qtbot.keyClick(table, KEYS.Key_Return)
    assert not date.popup.isVisible()
    assert date.seen == [dt.date(2026, 3, 3)]
    assert date.text() == "3 Mar 2026"


def test_a_day_is_chosen_in_the_calendar_with_the_mouse(date: Any, qtbot: QtBot) -> None:
    date.calendar_action.trigger()
    date.popup.today_button.click()
    assert date.seen == [dt.date.today()]


def test_a_locked_field_opens_no_calendar(date: Any, qtbot: QtBot) -> None:
    date.set_locked(True)
    date.open_calendar()
    qtbot.keyClick(date, KEYS.Key_Up)
    assert date.popup is None
    assert date.seen == []
    assert not date.clear_action.isVisible()


def test_the_calendar_shows_every_weekday_and_six_weeks_in_full(
    date: Any, qtbot: QtBot, qapp: QApplication
) -> None:
    load_interface_fonts()
    theme.apply(qapp, "light")
    date.setStyleSheet(SHEET)
    qtbot.keyClick(date, KEYS.Key_Down, Qt.KeyboardModifier.AltModifier)
    days = date.popup.calendar.findChild(QTableView)
    metrics = days.fontMetrics()
    names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    assert days.columnWidth(1) >= max(metrics.horizontalAdvance(name) for name in names) + 4
    assert days.rowHeight(1) >= metrics.height()
    last = days.visualRect(days.model().index(6, 7))
    assert days.viewport().rect().contains(last)
    date.popup.close()


def test_an_empty_date_can_be_meant_where_there_are_several(date: Any) -> None:
    date.show_value(SEVERAL)
    date.clear_action.trigger()
    assert date.seen == [None]
    date.clear_action.trigger()
    assert date.seen == [None]


def test_the_date_that_one_of_several_has_is_taken_once(date: Any, qtbot: QtBot) -> None:
    date.show_value(SEVERAL)
    assert date.text() == ""
    qtbot.keyClicks(date, "2.3.2026")
    assert date.seen == [DAY]
    qtbot.keyClicks(date, " ")
    assert date.seen == [DAY]
