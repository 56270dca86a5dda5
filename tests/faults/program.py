"""The real program with hands of its own, to be killed: `python -m tests.faults.program SEED`.

It takes what the last start left (by the start page's Recover button, as a user would), then edits for ever
with keys and mouse. It says first `found OFFERS EDITS DIGEST`: how many plans were offered, after how many
edits, and what the plan then is; and after each edit that is painted `did CHANGES DIGEST`: how often the plan
has changed since, and what is on screen.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from deckapp.app import App
from deckapp.plan.file import plan_to_json
from deckapp.plan.recovery import recoverable
from tests.hands import Hands


def digest(hands: Hands) -> str:
    """What the plan is, in few letters."""
    return hashlib.sha256(plan_to_json(hands.plan)).hexdigest()[:16]


def say(*words: object) -> None:
    """Tell the test, at once and in one piece."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def begin(hands: Hands) -> None:
    """Recover the plan if one is offered, else start from a recipe."""
    hands.wait(lambda: not hands.app.recoveries.is_busy)
    page = hands.window.start_page
    edits = sum(found.edits for found in recoverable(hands.app.services.journals))
    offers = [one for one in page.findChildren(QPushButton) if one.text() == "Recover" and one.isVisible()]
    if offers:
        offers[0].click()
        hands.wait(lambda: hands.window.document)
    else:
        hands.window.recipe_wanted.emit("change-management", "first-plan")
    say("found", len(offers), edits, digest(hands))


def edit(hands: Hands, rng: random.Random) -> None:
    """One edit, of any kind; a drag that lands where it began changes nothing."""
    kind = rng.choice(("type", "type", "nudge", "drag", "place", "undo", "delete", "note"))
    activities = list(hands.plan.activities)
    stack = hands.work.document.undo_stack
    if kind == "undo" and stack.canUndo():
        stack.undo()
    elif kind == "place" or len(activities) < 4:
        hands.work.library.wall.setFocus()
        hands.work.library.place_current()
    elif kind == "type":
        hands.work.selection.set([rng.choice(activities)])
        QTest.keyClick(hands.field("Owner", QLineEdit), rng.choice("abcdefg"))
    elif kind == "nudge":
        hands.work.selection.set([rng.choice(activities)])
        hands.key(Qt.Key.Key_Right, on=hands.view)
    elif kind == "drag":
        start = hands.middle(rng.choice(activities))
        hands.drag(start, start + QPoint(rng.randint(-200, 200), rng.randint(-100, 100)))
    elif kind == "delete" and len(activities) > 8:
        hands.work.selection.set([rng.choice(activities)])
        hands.board.delete()
    else:
        hands.work.selection.clear()
        QTest.keyClick(hands.field("Title", QLineEdit), rng.choice("hijklm"))
    hands.window.repaint()
    QApplication.processEvents()


def main(seed: int) -> None:
    """Run until killed."""
    rng = random.Random(seed)
    qt = QApplication([])
    app = App(qt)
    app.start()
    hands = Hands(app, app.windows[0])
    hands.wait(lambda: app.services.store.library.decks)
    begin(hands)
    hands.wait(lambda: hands.work.library.hits())
    hands.work.library.wall.setCurrentIndex(hands.work.library.model.index(0, 0))
    changes: list[object] = []
    hands.work.document.changed.connect(lambda _before, after: changes.append(after))
    say("did", 0, digest(hands))
    while True:
        edit(hands, rng)
        say("did", len(changes), digest(hands))


if __name__ == "__main__":
    main(int(sys.argv[1]))
