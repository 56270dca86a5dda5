"""The pane as a whole: its tabs, and light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from deckapp.ui.kit import theme


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    yield
    qapp.setPalette(before)


def test_each_tab_is_gone_to_by_its_method(bench: Any) -> None:
    pane = bench.pane
    seen = []
    for go in (pane.show_checks, pane.show_outline, pane.focus_fields):
        go()
        seen.append(pane.tabs.currentIndex())
    assert seen == [1, 2, 0]


def test_every_control_has_a_name(bench: Any) -> None:
    for section in bench.pane.plan_page.sections.values():
        section.set_open(True)
    bench.pane.show_checks()
    for ids in (["a1"], ["l1"]):
        bench.selection.set(ids)
    for kind in (QLineEdit, QTextEdit, QComboBox):
        for widget in bench.pane.findChildren(kind):
            assert widget.accessibleName(), widget
    for page in (bench.pane.fields, bench.pane.checks, bench.pane.outline):
        for button in page.findChildren(QAbstractButton):
            is_ours = (
                not button.objectName().startswith("qt_") and type(button).__module__ != "PySide6.QtWidgets"
            )
            assert button.accessibleName() or button.text() or not is_ours, button


@pytest.mark.usefixtures("light_again")
def test_the_fields_follow_from_light_to_dark(bench: Any, qapp: QApplication, qtbot: QtBot) -> None:
    title = bench.pane.plan_page.form.field("title")

    def ground() -> int:
        return title.grab().toImage().pixelColor(title.width() - 12, title.height() // 2).lightness()

    qapp.setPalette(theme.palette(dark=False))
    qtbot.waitUntil(lambda: ground() > 200)
    qapp.setPalette(theme.palette(dark=True))
    qtbot.waitUntil(lambda: ground() < 60)
    assert title.palette().color(QPalette.ColorRole.Text).lightness() > 200
