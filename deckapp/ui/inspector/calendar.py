"""A month to choose a day from."""

from __future__ import annotations

import datetime as dt
from typing import cast

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from deckapp.ui.inspector.dates import from_qt, to_qt
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.theme import SPACE

DAYS, WEEKS = 7, 6
_TURNS = {"qt_calendar_prevmonth": "caret-left", "qt_calendar_nextmonth": "caret-right"}
_SHEET = """
QWidget#qt_calendar_navigationbar { background: palette(window); }
QToolButton { color: palette(window-text); background: transparent; font-weight: 600; }
QToolButton:hover { background: palette(midlight); }
"""


class CalendarPopup(QFrame):
    """Opens below a field and closes with the choice; `chosen` carries the date."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setGridVisible(False)
        for name, sign in _TURNS.items():
            cast(QToolButton, self.calendar.findChild(QToolButton, name)).setIcon(icon(sign))
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.today_button = QPushButton("&Today", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        box.setSpacing(SPACE // 2)
        box.addWidget(self.calendar)
        box.addWidget(self.today_button)
        self.calendar.clicked.connect(lambda day: self._choose(from_qt(day)))
        self.calendar.activated.connect(lambda day: self._choose(from_qt(day)))
        self.today_button.clicked.connect(lambda: self._choose(dt.date.today()))

    def show_at(self, place: QPoint, day: dt.date) -> None:
        """Open with this day chosen, the corner at a place on the screen or as near as the screen allows."""
        self._dress()
        self._make_room()
        self.calendar.setSelectedDate(to_qt(day))
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.calendar.setFocus()

    def _choose(self, day: dt.date) -> None:
        if self.isVisible():
            self.close()
            self.chosen.emit(day)

    def _make_room(self) -> None:
        """Room for every weekday's name and six weeks: of itself a calendar cuts them off in our font."""
        metrics = self.calendar.fontMetrics()
        names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, DAYS + 1)]
        wide = max(metrics.horizontalAdvance(name) for name in names) + 2 * SPACE
        high = metrics.height() + SPACE
        # Week numbers stand left of the days, weekdays above the weeks, the month above all.
        self.calendar.setMinimumSize((DAYS + 1) * wide, (WEEKS + 1) * high + 6 * SPACE)

    def _dress(self) -> None:
        """Weekends are no working days: they step back, in the palette of the moment."""
        self.calendar.setStyleSheet(_SHEET)
        quiet = QTextCharFormat()
        quiet.setForeground(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, quiet)
