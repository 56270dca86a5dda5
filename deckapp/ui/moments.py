"""Moments as people read them: day and time, in their own clock."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDateTime, QLocale

SHOWN = "d MMM yyyy, HH:mm"
EXACT = "ddd, d MMM yyyy, HH:mm:ss"


def moment(when: dt.datetime, form: str = SHOWN) -> str:
    """A moment with its day, the month by name, so that nobody takes the one for the other."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(when.timestamp())), form)
