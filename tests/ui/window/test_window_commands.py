"""What the actions of a window do, by the actions themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from deckapp import __version__
from deckapp.ui.dialogs.export_dialog import ExportDialog
from deckapp.ui.dialogs.shortcuts import ShortcutSheet
from deckapp.ui.dialogs.versions import VersionsDialog
from deckapp.ui.printing.print_dialog import PrintDialog
from tests.hands import Hands


def do(hands: Hands, action: str) -> None:
    made = hands.window.actions_by_id[action]
    assert made.isEnabled(), action
    made.trigger()


def shown(hands: Hands, kind: type[QWidget]) -> QWidget:
    (found,) = [one for one in hands.window.findChildren(kind) if one.isVisible()]
    return found


@pytest.fixture
def planning(hands: Hands) -> Hands:
    """A window with an empty plan, begun as anybody would."""
    do(hands, "file.new")
    hands.wait(lambda: hands.window.workspace)
    return hands


def test_a_new_plan_is_begun_and_left_for_the_start_page(planning: Hands) -> None:
    assert planning.plan.activities == {}
    do(planning, "file.start")
    assert planning.window.workspace is None


@pytest.mark.parametrize("action", ["edit.find"])
def test_who_looks_for_cards_on_the_start_page_gets_a_plan_to_place_them_in(
    hands: Hands, action: str
) -> None:
    do(hands, action)
    hands.wait(lambda: hands.window.workspace)
    assert not hands.work.library.isHidden()
    focused = hands.window.focusWidget()
    assert focused is not None
    assert hands.work.library.isAncestorOf(focused)


def test_library_and_inspector_are_put_away_and_shown_again(planning: Hands) -> None:
    for action, part in (
        ("view.library", planning.work.library),
        ("view.inspector", planning.work.inspector),
    ):
        for hidden in (True, False):
            do(planning, action)
            assert part.isHidden() is hidden
            assert planning.window.actions_by_id[action].isChecked() is not hidden


@pytest.mark.parametrize("action", ["view.checks", "view.outline"])
def test_checks_and_outline_are_shown_even_where_the_inspector_was_put_away(
    planning: Hands, action: str
) -> None:
    do(planning, "view.inspector")
    before = planning.work.inspector.tabs.currentIndex()
    do(planning, action)
    assert not planning.work.inspector.isHidden()
    assert planning.work.inspector.tabs.currentIndex() != before


def test_the_wheel_zooms_or_pans_as_was_chosen(planning: Hands) -> None:
    settings = planning.app.services.settings
    for wheel_zooms in (True, False):
        do(planning, "view.wheel-zooms")
        assert settings.wheel_zooms is wheel_zooms
        assert planning.window.actions_by_id["view.wheel-zooms"].isChecked() is wheel_zooms


def test_light_dark_and_the_systems_way_are_kept_and_seen(hands: Hands, qapp: QApplication) -> None:
    settings, seen = hands.app.services.settings, {}
    for scheme in ("dark", "light"):
        do(hands, f"view.{scheme}")
        assert settings.scheme == scheme
        assert hands.window.actions_by_id[f"view.{scheme}"].isChecked()
        seen[scheme] = qapp.palette().window().color().lightness()
    assert seen["dark"] < 128 < seen["light"]
    do(hands, "view.system")
    assert settings.scheme == "system"


@pytest.mark.parametrize(
    ("action", "kind", "says"),
    [
        ("help.shortcuts", ShortcutSheet, ""),
        ("help.about", QMessageBox, __version__),
        ("file.print-deck", PrintDialog, ""),
        ("file.export", ExportDialog, ""),
        ("file.versions", VersionsDialog, ""),
    ],
)
def test_dialogs_open_in_the_window_and_close_with_esc(
    planning: Hands, action: str, kind: type[QDialog], says: str, tmp_path: Path
) -> None:
    if action == "file.versions":
        planning.work.document.save(tmp_path / "a.deckplan")
        planning.window.refresh()
    do(planning, action)
    dialog = shown(planning, kind)
    assert isinstance(dialog, QDialog)
    if isinstance(dialog, QMessageBox):
        assert says in dialog.text()
    dialog.reject()
    planning.wait(lambda: not [one for one in planning.window.findChildren(kind) if one.isVisible()])


def test_an_export_is_proposed_beside_the_plan_and_under_its_name(planning: Hands, tmp_path: Path) -> None:
    planning.work.document.save(tmp_path / "merger.deckplan")
    do(planning, "file.export")
    dialog = shown(planning, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.file.edit.text() == str(tmp_path / "merger.pdf")
    dialog.exported.emit(tmp_path / "merger.pdf")
    assert str(tmp_path / "merger.pdf") in planning.window.statusBar().currentMessage()
    dialog.reject()


def test_the_last_of_all_windows_ends_the_program_when_it_is_told_to_quit(planning: Hands) -> None:
    asked: list[bool] = []
    planning.window.quit_wanted.disconnect()
    planning.window.quit_wanted.connect(lambda: asked.append(True))
    do(planning, "file.quit")
    assert asked == [True]
