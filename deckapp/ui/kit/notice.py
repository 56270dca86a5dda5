"""A line across the window that tells one thing calmly, until it is closed or no longer so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

MOST = 4
"""More notices at a time would hide the work; the oldest goes."""


Still = Callable[[], bool]
"""Whether what a notice tells is still so."""


def _for_good() -> bool:
    return True


class Notices(QWidget):
    """The notices of a window, one below the other; none takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Notice] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self.hide()

    def add(
        self, text: str, button: str = "", do: Callable[[], object] | None = None, *, still: Still = _for_good
    ) -> None:
        """Tell this while it is `still` so; the button does something and closes the notice.

        What is told already is not told again.
        """
        if any(notice.text == text for notice in self.shown):
            return
        if len(self.shown) == MOST:
            self._close(self.shown[0])
        made = Notice(text, button, still, self)
        self.shown.append(made)
        self._box.addWidget(made)
        made.close_button.clicked.connect(lambda: self._close(made))
        made.button.clicked.connect(lambda: self._close(made))
        if do is not None:
            made.button.clicked.connect(do)
        self.show()

    def review(self) -> None:
        """Take away what is no longer so."""
        for notice in [one for one in self.shown if not one.still()]:
            self._close(notice)

    def _close(self, notice: Notice) -> None:
        if notice in self.shown:
            self.shown.remove(notice)
            self._box.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self.shown))


class Notice(QFrame):
    """One sentence or two, a button where something can be done about it, and one that closes it."""

    def __init__(self, text: str, button: str, still: Still, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        self.still = still
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        label = plain_label(text, self)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton(button, self)
        self.button.setVisible(bool(button))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName("Close this notice")
        self.close_button.setToolTip("Close this notice")
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE // 2, SPACE // 2, SPACE // 2)
        box.setSpacing(SPACE)
        box.addWidget(label, 1)
        box.addWidget(self.button)
        box.addWidget(self.close_button)
