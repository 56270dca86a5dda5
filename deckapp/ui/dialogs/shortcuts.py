"""The shortcut sheet: what all keys do, and what hands do on the board."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from deckapp.ui.kit.theme import SPACE

KEYS_WIDTH = 150
SIZE = (1180, 660)
"""All of it on one page of the smallest usual screen, 1280 x 720."""


Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Titles, and under each what keys do: the keys and the words for it."""


def sheet_html(groups: Groups) -> str:
    """The sheet as rich text."""
    cells = [
        "".join((f"<h3>{escape(menu)}</h3><table>", *map(_row, rows), "</table>")) for menu, rows in groups
    ]
    first, second = _cuts([len(rows) + 2 for _menu, rows in groups])
    columns = ("".join(part) for part in (cells[:first], cells[first:second], cells[second:]))
    made = "".join(
        f"<td width='33%' style='padding-right: {2 * SPACE}px'>{column}</td>" for column in columns
    )
    return f"<table width='100%'><tr>{made}</tr></table>"


def _cuts(lengths: Sequence[int]) -> tuple[int, int]:
    """Where to begin the second and the third column, so that the longest is as short as can be."""
    return min(
        combinations(range(1, len(lengths)), 2),
        key=lambda cut: max(sum(lengths[: cut[0]]), sum(lengths[cut[0] : cut[1]]), sum(lengths[cut[1] :])),
    )


def _row(pair: tuple[str, str]) -> str:
    keys, text = pair
    first = f"<td width='{KEYS_WIDTH}' style='padding: 2px 16px 2px 0'><b>{escape(keys)}</b></td>"
    return f"<tr>{first}<td style='padding: 2px 0'>{escape(text)}</td></tr>"


class ShortcutSheet(QDialog):
    """All keys on one page."""

    def __init__(self, groups: Groups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(*SIZE)
        self.page = QTextBrowser(self)
        self.page.setAccessibleName("Keyboard shortcuts")
        self.page.setHtml(sheet_html(groups))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.addWidget(self.page)
        box.addWidget(buttons)
