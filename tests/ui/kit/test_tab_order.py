"""Where Tab leads in a window with a plan: as one reads, also through what came later than the rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from deckapp.deck.search import Facets
from tests.hands import Hands

Key = Qt.Key
MOST = 60


@pytest.fixture(autouse=True)
def _plan(hands: Hands) -> None:
    """An empty plan in the window."""
    hands.app.opener.new_plan(hands.window)
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)


def stops(hands: Hands, start: QWidget) -> list[str]:
    """The names of all that Tab comes by from here on, once round."""
    start.setFocus()
    QApplication.processEvents()
    names: list[str] = []
    while len(names) < MOST:
        widget = hands.window.focusWidget()
        if widget is None or (names and widget is start):
            break
        names.append(widget.accessibleName())
        QTest.keyClick(widget, Key.Key_Tab)
    return names


def test_tab_goes_once_round_the_window_as_one_reads(hands: Hands) -> None:
    names = stops(hands, hands.work.library.head.chips.all_chip)
    wanted = [
        "All decks", "Change Management", "Workshop Craft", "Search the cards", "Filter by suit",
        "Filter by component", "Show the backs", "Cards", "Board", "Phases", "Workstreams", "Inspector",
        "Title", "Definition", "Case for change", "Constraints", "Stakeholders", "Change history",
    ]  # fmt: skip
    assert len(names) < MOST, "it comes round"
    assert [name for name in names if name in wanted] == wanted
    hands.work.library.head.chips.all_chip.setFocus()
    back = []
    for _stop in names:
        QTest.keyClick(hands.window.focusWidget(), Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(hands.window.focusWidget().accessibleName())
    QTest.keyRelease(hands.window, Key.Key_Shift)
    assert back[::-1] == names, "Shift+Tab goes the same way back"


def test_a_table_that_was_opened_later_stands_where_it_is_seen(hands: Hands) -> None:
    page = hands.work.inspector.plan_page
    page.sections["stakeholders"].set_open(True)
    page.tables["stakeholders"].add_row()
    names = stops(hands, page.sections["stakeholders"].head)
    first = names[: names.index("Impacts")]
    assert first[:2] == ["Stakeholders", "Stakeholders"], "the heading, and the table below it"
    assert first.index("Add stakeholder group") < first.index("Delete stakeholder group") < len(first) - 1


def test_a_button_that_comes_and_goes_keeps_its_place(hands: Hands) -> None:
    head = hands.work.library.head
    stops(hands, head.search)
    head.filters.take(Facets(people=4))
    names = stops(hands, head.search)
    assert names.index("Filter by component") + 1 == names.index("Clear filters")
    assert names.index("Clear filters") + 1 == names.index("Show the backs")


def test_the_focus_goes_to_the_search_box_when_clearing_takes_its_button_away(hands: Hands) -> None:
    head = hands.work.library.head
    head.filters.take(Facets(people=4))
    head.clear_button.setFocus()
    QTest.keyClick(head.clear_button, Key.Key_Return)
    assert not head.filters.is_set()
    assert head.search.hasFocus()
