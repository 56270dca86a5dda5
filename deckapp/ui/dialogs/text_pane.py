"""Rich text beside a card: of our own making, with links that open only web and mail addresses."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

SHEET = "h4 {{ margin: 12px 0 2px 0; }} p {{ margin: 0 0 4px 0; }} a {{ color: {link}; }} .foot {{ color: {quiet}; }}"

INDENT = 16
"""So far lists are set in, and so far the tab after a bullet reaches, in pixels."""


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

    def _open(self, address: QUrl) -> None:
        if address.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(address)
