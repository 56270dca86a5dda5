"""A text in every field of a deck and of a plan, and the program run over both in a process of its own.

`python -m tests.faults.everywhere FOLDER STEP ...` takes the steps (`STEPS`) one after the other and says for
each, as one line of JSON, what came of it.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import msgspec

from deckapp.cli.program import main
from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Suit
from deckapp.plan.file import write_plan
from deckapp.plan.plan import (
    COLLECTIONS,
    Activity,
    Approval,
    Change,
    Decision,
    DeckCopy,
    Definition,
    Impact,
    Link,
    Measure,
    Note,
    Phase,
    Plan,
    Position,
    Risk,
    Stakeholder,
    Workstream,
)

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("check", "print", "export", "window")
DECK, PLAN = "deck.yaml", "plan.deckplan"
MOST_SECONDS, MOST_MIB = 10.0, 1024.0
"""What no input of at most 64 MB may take."""
_NAMES = {"id", "language", "licence", "phase", "author", "tags"}
"""The fields of a card that are no texts, or short ones."""
_TITLE, _TEXT, _PHASE = 200, 4_000, 80
"""The longest title, text and phase of a card."""
_FIELDS = ("what", "why", "when", "when_not", "steps", "output", "invitation", "materials", "preparation",
           "tips", "pitfalls", "variations", "example", "source", "follow_ups")  # fmt: skip


class Outcome(msgspec.Struct, frozen=True):
    """What came of a step: its exit code (below 0: the program crashed), seconds of work, MiB, what was said."""

    step: str
    code: int
    seconds: float = 0.0
    mib: float = 0.0
    said: str = ""

    @property
    def fault(self) -> str:
        """What is wrong with it; "" where nothing is."""
        if self.code < 0:
            return f"crashed ({self.code})"
        if "Traceback" in self.said:
            return "a traceback"
        if self.seconds > MOST_SECONDS:
            return f"took {self.seconds:.1f} s"
        return f"took {self.mib:.0f} MiB" if self.mib > MOST_MIB else ""


# What a deck and a plan are made of


def card(number: int, text: str) -> Card:
    """A card with a text in every field, as far as the field may hold it."""
    short, long = text.strip()[:_TITLE] or "-", text[:_TEXT]
    texts: dict[str, Any] = {}
    for field in msgspec.structs.fields(Card):
        if field.name in _NAMES:
            continue
        if field.default == "" and field.name not in {"image", "alt"}:
            texts[field.name] = long
        elif field.default == () and field.name not in {"before", "after", "related", "component", "steps"}:
            texts[field.name] = (long,)
    texts["steps"] = (Step(long, 5), Step(long))
    return Card(id=f"c{number}", title=short, phase=text[:_PHASE], duration="30", **texts)


def write_deck(path: Path, texts: Iterable[str]) -> None:
    """A deck with a card for each text."""
    cards = [msgspec.to_builtins(card(number, text)) for number, text in enumerate(texts)]
    title = cards[0]["title"]
    suit = {"id": "s", "title": title, "colour": "ocean", "cards": cards}
    style = {"back": list(_FIELDS)}
    path.write_text(_json({"id": "d", "title": title, "style": style, "suits": [suit]}), "utf-8")


def _json(value: Any) -> str:
    """JSON that is YAML too: what YAML may not hold as it is, is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        char if " " <= char <= "~" or char == "\n" or char.isalnum() else f"\\U{ord(char):08X}"
        for char in text
    )


def whole_plan(texts: Sequence[str]) -> Plan:
    """A plan in which each text stands in every field of one of each of its parts."""
    numbered = list(enumerate(texts))
    first = texts[0]

    def where(number: int) -> Position:
        return Position(phase=f"p{number % 4}", workstream=f"w{number % 4}", x=10.0 + number, y=10.0)

    return Plan(
        title=first,
        organisation=first,
        author=first,
        definition=Definition(**dict.fromkeys(_texts_of(Definition), first)),
        phases={f"p{n}": Phase(title=text, order=n) for n, text in numbered[:4]},
        workstreams={f"w{n}": Workstream(title=text, order=n) for n, text in numbered[:4]},
        activities={
            f"a{n}": Activity(
                card=card(n, text), deck="d", suit="s", position=where(n), **_filled(Activity, text)
            )
            for n, text in numbered
        },
        notes={f"n{n}": Note(text=text, position=where(n)) for n, text in numbered},
        links={
            f"l{n}": Link(source=f"a{n}", target=f"a{n + 1}", label=text)
            for n, text in numbered[: len(texts) - 1]
        },
        decks={"d": DeckCopy(title=first, suits=(Suit(id="s", title=first.strip()[:_TITLE] or "-"),))},
        **{
            name: {f"x{n}": kind(**_filled(kind, text)) for n, text in numbered}
            for name, kind in _LISTS.items()
        },
    )


_LISTS: Mapping[str, Any] = {
    "stakeholders": Stakeholder,
    "impacts": Impact,
    "risks": Risk,
    "measures": Measure,
    "decisions": Decision,
    "approvals": Approval,
    "history": Change,
}
assert set(_LISTS) < set(COLLECTIONS)


def _texts_of(kind: Any) -> list[str]:
    return [
        field.name
        for field in msgspec.structs.fields(kind)
        if field.type in {str, "str"} and field.name not in {"deck", "suit"}
    ]


def _filled(kind: Any, text: str) -> dict[str, Any]:
    return dict.fromkeys(_texts_of(kind), text)


def write_both(folder: Path, texts: Sequence[str]) -> None:
    """A deck and a plan of these texts in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_deck(folder / DECK, texts)
    write_plan(whole_plan(texts), folder / PLAN)


# The program over them


def run(
    folder: Path, steps: Sequence[str] = STEPS, fonts: Path | None = None, seconds: float = 300.0
) -> list[Outcome]:
    """Take the steps in a new process, with the fonts that a fontconfig file names."""
    home = folder / "home"
    (home / "decks").mkdir(parents=True, exist_ok=True)
    if "window" in steps:
        (home / "decks" / DECK).write_bytes((folder / DECK).read_bytes())
    env = dict(os.environ, DECKAPP_HOME=str(home), HOME=str(home), QT_QPA_PLATFORM="offscreen")
    if fonts is not None:
        env["FONTCONFIG_FILE"] = str(fonts)
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.faults.everywhere", str(folder), *steps]
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=seconds, check=False)
        out, err, code = done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as late:
        out, err, code = late.stdout or b"", late.stderr or b"", 0
    found = [msgspec.json.decode(line, type=Outcome) for line in out.splitlines() if line.startswith(b"{")]
    complaint = err.decode(errors="replace")[-3000:]
    if len(found) < len(steps):
        took = 0.0 if code else seconds
        found.append(Outcome(steps[len(found)], code, took, 0.0, complaint))
    elif code != 0:
        found.append(Outcome("end", code, 0.0, 0.0, complaint))
    return found


def fonts_file(folder: Path, fonts: Path | None = None) -> Path:
    """A fontconfig file that knows the fonts of one folder only, or none."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "fonts.conf"
    (folder / "none").mkdir(exist_ok=True)
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts or folder / 'none'}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return file


def _take(step: str, folder: Path) -> Outcome:
    began = time.process_time()
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = _STEPS[step](folder)
        except BaseException:
            code = 99
            traceback.print_exc(file=said)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = said.getvalue()
    return Outcome(
        step,
        code,
        time.process_time() - began,
        peak,
        text if len(text) < 6000 else text[:3000] + text[-3000:],
    )


def _check(folder: Path) -> int:
    return max(main(["check", str(folder / DECK)]), main(["check", str(folder / PLAN)]))


def _print(folder: Path) -> int:
    code = main(["print", str(folder / DECK), "-o", str(folder / "refused.pdf")])
    return code * 10 + main(["print", str(folder / DECK), "-o", str(folder / "deck.pdf"), "--force"])


def _export(folder: Path) -> int:
    return main(["export", str(folder / PLAN), "-o", str(folder / "plan.pdf")])


def _window(folder: Path) -> int:
    """The window with the plan, each part chosen in turn, and its pictures drawn."""
    from PySide6.QtWidgets import QApplication

    from deckapp.app import App
    from tests.hands import Hands

    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    errors: list[str] = []
    sys.excepthook = lambda *found: errors.append("".join(traceback.format_exception(*found)))
    app = App(qt)
    app.start([folder / PLAN])
    window = app.windows[0]
    hands = Hands(app, window)
    window.grab()
    hands.wait(lambda: app.services.store.library.decks, 100)
    hands.wait(lambda: hands.work.library.hits(), 100)
    hands.view.fit_all()
    plan = hands.plan
    for one in (*list(plan.activities)[:3], *list(plan.notes)[:1], *list(plan.links)[:1]):
        hands.work.selection.set([one])
        window.grab()
        QApplication.processEvents()
    hands.work.selection.clear()
    window.grab()
    _rest(hands)
    window.grab()
    print(*errors)
    app.quit()
    return 0


def _rest(hands: Any) -> None:
    """Wait until everything on screen has its picture."""
    quiet = 0
    while quiet < 5:
        hands.wait(hands.app.services.pictures.is_idle, 100)
        hands.window.repaint()
        hands.wait(hands.app.services.pictures.is_idle, 100)
        quiet += 1


_STEPS = {"check": _check, "print": _print, "export": _export, "window": _window}


def _begin(steps: Sequence[str]) -> object:
    """The one application of the process, where a window is among the steps."""
    from PySide6.QtWidgets import QApplication

    return QApplication([]) if "window" in steps else None


if __name__ == "__main__":
    _qt = _begin(sys.argv[2:])
    for _step in sys.argv[2:]:
        sys.__stdout__.write(msgspec.json.encode(_take(_step, Path(sys.argv[1]))).decode() + "\n")
        sys.__stdout__.flush()
