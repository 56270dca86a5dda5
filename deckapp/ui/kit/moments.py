"""Moments as people read them: day and time, in their own clock."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QDateTime, QLocale

SHOWN = "d MMM yyyy, HH:mm"
EXACT = "ddd, d MMM yyyy, HH:mm:ss"
TODAY = "HH:mm"


def moment(when: dt.datetime, form: str = SHOWN) -> str:
    """A moment with its day, the month by name, so that nobody takes the one for the other."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(when.timestamp())), form)


def lately(when: dt.datetime) -> str:
    """A moment that is most likely of today, and then the time alone."""
    is_today = QDateTime.fromSecsSinceEpoch(int(when.timestamp())).date() == QDate.currentDate()
    return moment(when, TODAY if is_today else SHOWN)
