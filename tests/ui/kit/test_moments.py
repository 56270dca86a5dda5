"""Moments: in no language can the month be taken for the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from deckapp.files.open_mark import Owner
from deckapp.ui.dialogs.questions import by
from deckapp.ui.kit.moments import lately


@pytest.fixture(params=["C", "en_US", "en_GB", "de_DE", "fr_FR"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_the_month_is_written_by_name(language: str) -> None:
    told = lately(dt.datetime(2026, 3, 4, 15, 7).astimezone())
    month = QLocale().monthName(3, QLocale.FormatType.ShortFormat)
    assert told.startswith(f"4 {month} 2026, ")
    assert "07" in told


def test_of_today_the_time_alone_is_said() -> None:
    now = dt.datetime.now().astimezone()
    assert str(now.year) not in lately(now.replace(hour=12, minute=1))


def test_since_when_somebody_has_a_plan_open(language: str) -> None:
    since = dt.datetime(2025, 11, 12, 9, 30, tzinfo=dt.UTC)
    owner = Owner(format="", who="Ann", where="desk", since=since, pid=1, born="", token="")
    assert "2025, " in by(owner)
    assert "12 11" not in by(owner)
