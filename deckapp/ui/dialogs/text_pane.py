"""Rich text beside a card: of our own making, with links that open only web and mail addresses."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QLinearGradient, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from deckapp.ui.kit.guard import guarded

SHEET = "h4 {{ margin: 12px 0 2px 0; }} p {{ margin: 0 0 4px 0; }} a {{ color: {link}; }} .foot {{ color: {quiet}; }}"

INDENT = 16
"""So far lists are set in, and so far the tab after a bullet reaches, in pixels."""


FADE = 28
"""So high is the veil over the last line while more text follows below, in pixels."""


@guarded
class TextPane(QTextBrowser):
    """Rich text of our own making; opens web and mail addresses and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("More about the card")

    def show_html(self, html: str, direction: Qt.LayoutDirection) -> None:
        """Show this text, to be read in this direction."""
        link = self.palette().color(QPalette.ColorRole.Link).name()
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.document().setDefaultStyleSheet(SHEET.format(link=link, quiet=quiet))
        option = self.document().defaultTextOption()
        option.setTextDirection(direction)
        option.setTabStopDistance(INDENT)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(0)
        self.setHtml(html)

    def loadResource(self, kind: int, name: QUrl | str) -> bytes:
        """Nothing is ever loaded: the text is all there is."""
        # Where it is given nothing at all, the document looks for a file of this name.
        return b" "

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return
        area = self.viewport().rect()
        area.setTop(area.bottom() - FADE)
        ground = self.palette().color(QPalette.ColorRole.Window)
        clear = QColor(ground)
        clear.setAlpha(0)
        veil = QLinearGradient(area.topLeft(), area.bottomLeft())
        veil.setColorAt(0, clear)
        veil.setColorAt(1, ground)
        painter = QPainter(self.viewport())
        painter.fillRect(area, veil)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What is scrolled is copied, the veil with it.
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def _open(self, address: QUrl) -> None:
        if address.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(address)
