"""Hostile plans, decks and user's folders in the real window, looked at everywhere, and then on paper."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deckapp.problem import DeckappError
from tests.faults.fuzz import fresh_home, keep_input
from tests.faults.hostile import lay_out
from tests.faults.kinds import KINDS, home, mutated, prepare
from tests.faults.rounds import SECONDS, Say, Tally, in_turn, report_to, spread
from tests.faults.session import preload

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.hands import Hands

ABOUT = "mutated plans, decks and users' folders in the window, with every dialog and tooltip, and to PDF"
USUAL = 5_000
SHARES = {
    "plan": 0.5,
    "deck": 0.3,
    "card": 0.05,
    "settings": 0.05,
    "journal": 0.05,
    "versions": 0.02,
    "calibrations": 0.03,
}
"""Of all rounds. The last four are found at a start, which costs a process each."""
CHUNK = 40
WHOLE = 40.0
"""So many seconds for all that is done with an input: some hundred gestures."""
MOST_SEEN = 30
"""So many widgets are hovered over in a window."""

Chunk = tuple[str, int, int]


def main(count: int) -> int:
    """Look at so many files; 1 if any goal was missed."""
    prepare()
    preload()
    tally = Tally("window")
    chunks: list[Chunk] = []
    for kind, share in SHARES.items():
        number = max(1, round(count * share))
        size = CHUNK if kind in ("plan", "deck", "card") else 1
        chunks += [(kind, at, min(at + size, number)) for at in range(0, number, size)]
    random.Random(1).shuffle(chunks)
    spread(chunks, _do, tally)
    return tally.report()


def again(word: str) -> int:
    """The one round that a report names, as KIND/NUMBER."""
    prepare()
    preload()
    kind, _, number = word.partition("/")
    tally = Tally("window")
    spread([(kind, int(number), int(number) + 1)], _do, tally)
    return tally.report()


def _do(chunk: Chunk, tally: Tally, folder: Path) -> None:
    kind, first, last = chunk
    fresh_home(folder)
    watcher = Watcher(kind, folder / "files")
    rounds = in_turn(range(first, last), watcher.look_at, seconds=3 * WHOLE, start=watcher.start, slow=WHOLE)
    for number, fault, seconds, megabytes in rounds:
        tally.see(seconds, megabytes)
        if fault:
            path = keep_input("window", kind, number)
            tally.fault(*fault, f"python -m tests.faults window {kind}/{number}   # {path}")


class Watcher:
    """Shows one input after another to whoever looks at everything."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.hands: Hands | None = None

    def start(self) -> None:
        """Start the program, in a process of its own, unless it is to start on the input."""
        if self.kind in ("plan", "deck", "card"):
            (home() / "decks").mkdir(exist_ok=True)
            if self.kind != "plan" and not (home() / "decks" / "ok.png").exists():
                lay_out(home() / "decks")
            self._begin()

    def look_at(self, number: int, say: Say) -> None:
        """One input."""
        data = mutated(self.kind, number)
        say("begin", number)
        if self.kind == "plan":
            self._plan(data, say)
        elif self.kind in ("deck", "card"):
            self._deck(data, say)
        else:
            self._start_on(data, say)

    def _begin(self, *files: Path) -> None:
        from deckapp.app import begin
        from tests.hands import Hands

        _qt, app = begin(files)
        self.hands = Hands(app, app.windows[0])
        settle(self.hands)

    def _plan(self, data: bytes, say: Say) -> None:
        from deckapp.plan.file import read_plan
        from deckapp.report.options import PARTS, ReportOptions
        from deckapp.report.plan_pdf import export_plan_pdf

        assert self.hands is not None
        hands = self.hands
        path, saved, printed = (self.folder / name for name in ("p.deckplan", "saved.deckplan", "out.pdf"))
        path.write_bytes(data)
        with in_time(say, "opening"):
            hands.app.opener.open_path(path, hands.window)
            settle(hands)
        look(hands.window)
        close_dialogs()
        if hands.window.document is None:
            return
        walk(hands)
        plan = hands.work.document.plan
        if not hands.work.document.read_only:
            hands.work.document.save(saved)
            if read_plan(saved)[0] != plan:
                say("fault", "lost", "what was saved is not what was shown")
        hands.window.close_document()
        settle(hands)
        with contextlib.suppress(DeckappError, OSError), in_time(say, "export"):
            export_plan_pdf(plan, printed, ReportOptions(parts=PARTS))
            check_pdf(printed, say)

    def _deck(self, data: bytes, say: Say) -> None:
        from deckapp.cli.program import main as deckapp

        assert self.hands is not None
        hands, store = self.hands, self.hands.app.services.store
        path = home() / "decks" / "deck.yaml"
        path.write_bytes(data)
        with in_time(say, "reading the deck"):
            store.reload()
            hands.wait(lambda: not store.is_loading, 6 * SECONDS)
        look(hands.window)
        if hands.window.document is None:
            hands.app.opener.new_plan(hands.window)
        settle(hands)
        library = hands.work.library
        for entry in store.library.decks:
            if entry.path == path:
                library.show_deck(entry.deck.id)
        settle(hands)
        for hit in library.hits()[:3]:
            hands.window.commands.open_hit(*hit)
            settle(hands)
            look_at_dialogs()
        if library.hits():
            library.wall.setCurrentIndex(library.model.index(0, 0))
            library.place_current()
        hands.window.actions_by_id["card.flip"].trigger()
        look(hands.window)
        hands.window.actions_by_id["file.print-deck"].trigger()
        settle(hands)
        look_at_dialogs()
        close_dialogs()
        output = self.folder / "out.pdf"
        with in_time(say, "check"):
            deckapp(["check", str(path)])
        for more in ((), ("--sides", "fold", "--proof")):
            with in_time(say, "print"):
                deckapp(["print", str(path), "-o", str(output), "--force", *more])

    def _start_on(self, data: bytes, say: Say) -> None:
        """A start on a user's folder in which one kind of file is hostile."""
        from deckapp.cli.program import main as deckapp
        from deckapp.plan.edits import new_plan
        from deckapp.plan.file import write_plan

        path = self.folder / "p.deckplan"
        for title in ("one", "two"):
            write_plan(new_plan(title), path)
        with contextlib.suppress(DeckappError, OSError):
            KINDS[self.kind].read(self.folder, data)
        if self.kind == "settings":
            # Reading them has written some, too.
            for file in home().glob("settings.*"):
                file.write_bytes(data)
        self._begin()
        # The program has hooks of its own, which tell an error once.
        report_to(say)
        assert self.hands is not None
        hands = self.hands
        look(hands.window)
        for word in ("Recover", "Throw away"):
            press(hands.window, word)
            settle(hands)
            look_at_dialogs()
            close_dialogs()
        hands.app.opener.open_path(path, hands.window)
        settle(hands)
        for action in ("file.versions", "file.print-deck", "file.export"):
            hands.window.actions_by_id[action].trigger()
            settle(hands)
            look_at_dialogs()
            close_dialogs()
        look(hands.window)
        deckapp(["calibrate", "--list"])
        hands.app.quit()


@contextlib.contextmanager
def in_time(say: Say, what: str) -> Iterator[None]:
    """It is a fault where this takes too long."""
    begun = time.process_time()
    try:
        yield
    finally:
        if (took := time.process_time() - begun) > SECONDS:
            say("fault", "slow", f"{what} took {took:.1f} s")


def settle(hands: Hands, seconds: float = 5.0) -> None:
    """Let the program come to rest."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    calm = 0
    while calm < 3 and time.monotonic() < end:
        QApplication.processEvents()
        calm = calm + 1 if hands.app.services.pictures.is_idle() else 0
        time.sleep(0.002)


_tips: set[str] = set()
"""The tool tips that this process has shown."""


def look(window: QWidget) -> None:
    """Grab a window and hover over what is in it."""
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget
    from shiboken6 import isValid

    window.grab()
    seen = [one for one in window.findChildren(QWidget) if one.isVisible()]
    areas = [one.viewport() for one in seen if isinstance(one, QAbstractScrollArea)]
    tips = {one.toolTip() for one in seen if one.toolTip()}
    for widget in [*seen[:MOST_SEEN], *areas]:
        # A list that is filled anew lets its rows go meanwhile.
        if not isValid(widget):
            continue
        spots = [widget.rect().center()]
        if widget in areas:
            wide, high = widget.width(), widget.height()
            spots = [QPoint(wide * x // 6, high * y // 6) for x in (1, 3, 5) for y in (1, 3, 5)]
        for spot in spots:
            if not isValid(widget):
                break
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, spot, widget.mapToGlobal(spot)))
            if QToolTip.isVisible():
                QApplication.processEvents()
                QToolTip.hideText()
    # What stands on a widget is shown where it is hovered over long enough; once is enough for each text.
    for tip in tips - _tips:
        _tips.add(tip)
        QToolTip.showText(QPoint(1, 1), tip, window)
        QApplication.processEvents()
        QToolTip.hideText()


def look_at_dialogs() -> None:
    """Look at every dialog that is open."""
    from PySide6.QtWidgets import QApplication, QDialog

    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            look(dialog)


def close_dialogs() -> None:
    """Close every dialog, the topmost first."""
    from PySide6.QtWidgets import QApplication, QDialog

    for _ in range(5):
        open_ones = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        for dialog in reversed(open_ones):
            dialog.reject()
        QApplication.processEvents()
        if not open_ones:
            return


def press(window: QWidget, text: str) -> None:
    """Press the first visible button that says so."""
    from PySide6.QtWidgets import QPushButton

    for button in window.findChildren(QPushButton):
        if button.text() == text and button.isVisible():
            button.click()
            return


def walk(hands: Hands) -> None:
    """Go through an open plan: choose things, look at all tabs and dialogs, press keys, undo."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    work, key, ctrl = hands.work, Qt.Key, Qt.KeyboardModifier.ControlModifier
    plan = work.document.plan
    chosen: list[list[Any]] = [
        list(plan.activities)[:1],
        list(plan.notes)[:1],
        list(plan.links)[:1],
        list(plan.activities)[:3],
    ]
    for ids in chosen:
        work.selection.set(ids)
        settle(hands)
        look(work.inspector)
    for action in ("view.checks", "view.outline", "view.fit-all", "view.zoom-100", "view.fit-selection"):
        hands.window.actions_by_id[action].trigger()
        settle(hands)
        look(work)
    for activity in list(plan.activities)[:2]:
        hands.window.commands.open_activity(activity)
        settle(hands)
        look_at_dialogs()
        close_dialogs()
    before, steps = work.document.plan, work.document.undo_stack.index()
    for one, keys in (
        (key.Key_A, ctrl), (key.Key_Right, NONE()), (key.Key_N, NONE()), (key.Key_Escape, NONE()),
        (key.Key_Tab, NONE()),
        (key.Key_D, ctrl), (key.Key_T, NONE()), (key.Key_P, NONE()), (key.Key_L, NONE()), (key.Key_F2,
        NONE()), (key.Key_A, ctrl),
        (key.Key_C, ctrl), (key.Key_V, ctrl), (key.Key_A, ctrl), (key.Key_Delete, NONE()),
    ):  # fmt: skip
        QTest.keyClick(hands.view, one, keys)
    settle(hands)
    look(hands.window)
    work.document.undo_stack.setIndex(steps)
    settle(hands)
    assert work.document.plan == before, "undone, the plan is another one"
    hands.window.commands.open_palette()
    look_at_dialogs()
    close_dialogs()
    hands.window.actions_by_id["file.export"].trigger()
    settle(hands)
    look_at_dialogs()
    close_dialogs()


def NONE() -> Any:  # noqa: N802
    """No key held."""
    from PySide6.QtCore import Qt

    return Qt.KeyboardModifier.NoModifier


def check_pdf(path: Path, say: Say) -> None:
    """A PDF that was written can be opened."""
    from tests.pdf import open_pdf

    with open_pdf(path) as document:
        if len(document) == 0:
            say("fault", "half", "a PDF without a page")
