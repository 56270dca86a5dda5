"""Dates as people write them, read and shown."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QDate, QLocale

SHOWN = "d MMM yyyy"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d]+)\.?[\s./,-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})[\s,]+(\d{4})")
_SHORT_YEAR = re.compile(r"(.+[\s./,-])(\d\d)")
CENTURY = 2000
SHORTEST_MONTH = 3
"""So many letters of a month's name are enough."""


def shown(day: dt.date, form: str = SHOWN) -> str:
    """The date in words, with the month by name, so that nobody takes the month for the day."""
    return QLocale().toString(to_qt(day), form)


def parse(text: str) -> dt.date | None:
    """The date that is written, with its year in full: 2 Mar 2026, 2.3.2026, 2026-03-02; None for anything else.

    Which of two numbers is the day follows the system's habit where slashes stand between them.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_FIRST.fullmatch(text):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _WRITTEN.fullmatch(text):
        if not found[2].isdecimal():
            return _date(int(found[3]), _month(found[2]), int(found[1]))
        first, second = int(found[1]), int(found[2])
        if "/" in text and _is_month_first():
            first, second = second, first
        return _date(int(found[3]), second, first)
    return None


def complete(text: str, today: dt.date) -> dt.date | None:
    """The date that is meant where the century or the year is left out: 2 Mar 26, 2.3.26, 2 Mar, 2.3.

    Without a year it is the next such day. None for anything else.
    """
    text = text.strip()
    if found := _SHORT_YEAR.fullmatch(text):
        day = parse(f"{found[1]}{CENTURY + int(found[2])}")
        if day is not None:
            return day
    days = (parse(f"{text} {year}") for year in (today.year, today.year + 1))
    return next((day for day in days if day is not None and day >= today), None)


def to_qt(day: dt.date) -> QDate:
    """The same day as Qt's."""
    return QDate(day.year, day.month, day.day)


def from_qt(day: QDate) -> dt.date:
    """The same day as Python's."""
    return dt.date(day.year(), day.month(), day.day())


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    wanted = name.casefold()
    if len(wanted) < SHORTEST_MONTH:
        return 0
    for locale in (QLocale(), QLocale.c()):
        for month in range(1, 13):
            if locale.standaloneMonthName(month).casefold().startswith(wanted):
                return month
            if locale.monthName(month, QLocale.FormatType.ShortFormat).casefold().rstrip(".") == wanted:
                return month
    return 0


def _is_month_first() -> bool:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower()
    return form.find("m") < form.find("d")
