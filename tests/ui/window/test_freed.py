"""Every dialog is freed when it is closed: however often it is opened, no more of them are left."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

import deckapp.app  # noqa: F401  (all dialogs are known once the program is imported)
from deckapp.files.open_mark import OpenMark
from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.file import write_plan
from deckapp.plan.plan import Position
from deckapp.problem import Problem
from deckapp.ui.dialogs.export_dialog import ExportDialog
from deckapp.ui.dialogs.questions import ask_about_owner
from deckapp.ui.library.problems import LibraryProblemsDialog as LibraryProblems
from deckapp.ui.printing.calibration_dialog import CalibrationDialog
from deckapp.ui.printing.print_dialog import PrintDialog
from deckapp.ui.window import palettes
from tests.hands import Hands

TIMES = 2


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.allWidgets() if isinstance(one, QDialog)]


@pytest.fixture(autouse=True)
def _only_what_is_new_is_collected() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def the(hands: Hands, kind: type[QDialog]) -> QDialog:
    [found] = [one for one in dialogs() if isinstance(one, kind) and one.isVisible()]
    return found


def in_dialog(open_it: str, kind: type[QDialog], then: str) -> Callable[[Hands], object]:
    """Open a dialog of the window, and from it another one."""

    def run(hands: Hands) -> None:
        hands.window.actions_by_id[open_it].trigger()
        getattr(the(hands, kind), then)()

    return run


def by_action(action: str) -> Callable[[Hands], object]:
    return lambda hands: hands.window.actions_by_id[action].trigger()


def not_saved(hands: Hands) -> None:
    hands.window.files._write(hands.work.document, Path("/nowhere/at/all.deckplan"), None)


def changed_file(hands: Hands) -> None:
    path = hands.work.document.path
    assert path is not None
    write_plan(change_plan(hands.plan, title=f"{hands.plan.title} and theirs"), path)
    hands.app.opener.open_path(path, hands.window)


def broken_plan(hands: Hands) -> None:
    path = hands.work.document.path
    assert path is not None
    torn = path.with_name("torn.deckplan")
    torn.write_text("{")
    hands.app.opener.open_path(torn, hands.window)


def owner(hands: Hands) -> None:
    path = Path("merger.deckplan")
    ask_about_owner(path, OpenMark(path)._me, hands.window, *[lambda: None] * 3)


OPENERS: dict[str, Callable[[Hands], object]] = {
    "about": by_action("help.about"),
    "shortcuts": by_action("help.shortcuts"),
    "palette": by_action("help.palette"),
    "recipes": by_action("file.new-from-recipe"),
    "next cards": lambda hands: palettes.open_next_cards(hands.window, "", Position()),
    "open": by_action("file.open"),
    "save as": by_action("file.save-as"),
    "versions": by_action("file.versions"),
    "export": by_action("file.export"),
    "export to": in_dialog("file.export", ExportDialog, "_browse_file"),
    "export logo": in_dialog("file.export", ExportDialog, "_browse_logo"),
    "print": by_action("file.print-deck"),
    "print to": in_dialog("file.print-deck", PrintDialog, "_ask_where"),
    "printer": in_dialog("file.print-deck", PrintDialog, "_ask_printer"),
    "calibrate": in_dialog("file.print-deck", PrintDialog, "_calibrate"),
    "card": lambda hands: hands.window.commands.open_card("change-management", "premortem"),
    "close": lambda hands: hands.window.files.ask_to_close(hands.work.document, lambda: None),
    "not saved": not_saved,
    "changed": changed_file,
    "broken": broken_plan,
    "owner": owner,
    "library problems": lambda hands: LibraryProblems([Problem("a", message="wrong")], hands.window).open(),
}


@pytest.fixture
def ready(hands: Hands, tmp_path: Path) -> Hands:
    path = tmp_path / "merger.deckplan"
    write_plan(new_plan("Merger"), path)
    hands.app.opener.open_path(path, hands.window)
    hands.wait(lambda: hands.work.library.hits())
    return hands


def test_no_dialog_is_left_when_it_is_closed(ready: Hands) -> None:
    settle()
    before = len(dialogs())
    seen: set[type] = set()
    for name, open_it in OPENERS.items():
        for _ in range(TIMES):
            open_it(ready)
            opened = [one for one in dialogs() if one.isVisible()]
            assert opened, name
            seen |= {type(one) for one in opened}
            for one in reversed(opened):
                one.reject()
            settle()
            assert len(dialogs()) == before, (name, [type(one) for one in dialogs()])
    ours = {kind for kind in QDialog.__subclasses__() if kind.__module__.startswith("deckapp.")}
    assert ours <= seen, "every kind of dialog is opened by this test"
    assert CalibrationDialog in seen
