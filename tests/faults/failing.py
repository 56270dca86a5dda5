"""Every n-th call on the user's files fails, once or from then on: a word of it, a whole file, nothing lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import shim
from tests.faults.hostile import PNG
from tests.faults.kinds import DECK
from tests.faults.rounds import End, Say, Tally, few, log_fd, run, spread
from tests.faults.session import Session, first_plan, in_file, kill_myself, offered, preload

ABOUT = (
    "every n-th call on files failing, during new, export, print, calibrate, check, decks and in the window"
)
USUAL = 6_000
ONCE = (
    errno.EIO,
    errno.ENOSPC,
    errno.EACCES,
    errno.EROFS,
    errno.EINTR,
    errno.EMFILE,
    errno.ESTALE,
    errno.ENOENT,
)
FULL = (errno.ENOSPC, errno.EROFS, errno.EDQUOT)
"""These meet only calls that write."""
EVER = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EMFILE, errno.EDQUOT)
"""An interruption for ever is none."""
TARGETS = ("out.pdf", "out.deckplan")

Job = tuple[str, int, int, bool]
"""A story, which call fails, with which error, and whether all later ones fail, too."""


class Place(NamedTuple):
    """Where a round happens."""

    folder: Path

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def home(self) -> Path:
        return self.folder / "home"


Command = Callable[[Place], list[str]]
COMMANDS: dict[str, Command] = {
    "new": lambda at: ["new", "seed/short", "-o", f"{at.files}/out.deckplan", "--force"],
    "export": lambda at: [
        "export",
        f"{at.files}/p.deckplan",
        "-o",
        f"{at.files}/out.pdf",
        "--logo",
        f"{at.files}/ok.png",
    ],
    "print": lambda at: [
        "print",
        f"{at.files}/deck.yaml",
        "-o",
        f"{at.files}/out.pdf",
        "--printer",
        "Office",
    ],
    "sheet": lambda at: ["calibrate", "-o", f"{at.files}/out.pdf"],
    "readings": lambda at: ["calibrate", "--readings", "A=0.5,-0.3", "B=0.4,-0.2", "--printer", "Home"],
    "known": lambda at: ["calibrate", "--list"],
    "check": lambda at: ["check", f"{at.files}"],
    "check-plan": lambda at: ["check", f"{at.files}/p.deckplan"],
    "decks": lambda at: ["decks"],
}


def window(session: Session, place: Place) -> None:
    """Edit, save, look at the versions, save elsewhere, choose settings, and quit."""
    if not session.begin():
        return
    window = session.hands.window
    session.edit()
    session.save()
    session.edit()
    window.actions_by_id["file.versions"].trigger()
    session.qt.processEvents()
    session.dismiss()
    session.save()
    window.actions_by_id["view.dark"].trigger()
    session.edit(long=True)
    session.edit(long=True)
    session.save(place.files / "q.deckplan")
    session.edit()
    session.qt.processEvents()
    session.say("end", session.words())
    kill_myself()


def recovery(session: Session, place: Place) -> None:
    """Recover what a crash left, edit, save, and quit."""
    if session.wait(session.offers, 3) and session.recover():
        session.edit()
        session.save()
        session.edit()
    session.say("end", session.words())
    kill_myself()


WINDOWS: dict[str, Callable[[Session, Place], None]] = {"window": window, "recovery": recovery}


def main(count: int) -> int:
    """Let so many calls fail, spread over all stories, calls and errors; 1 if any goal was missed."""
    preload()
    tally = Tally("failing")
    jobs = [job for story in few([*WINDOWS, *COMMANDS], count) for job in _jobs(story)]
    random.Random(count).shuffle(jobs)
    spread(jobs[:count], _do, tally)
    return tally.report()


def again(word: str) -> int:
    """The one round that a report names, as STORY/CALL/ERRNO/EVER."""
    preload()
    story, number, error, ever = word.split("/")
    tally = Tally("failing")
    spread([(story, int(number), int(error), ever == "True")], _do, tally)
    return tally.report()


def _jobs(story: str) -> list[Job]:
    with tempfile.TemporaryDirectory(prefix="deckapp-failing-") as folder:
        calls, writing = (
            _round(Place(Path(folder) / "x"), (story, 0, shim.COUNT, all_calls)).struck
            for all_calls in (True, False)
        )
    assert calls, f"{story} makes no call"
    return [
        (story, number, error, ever)
        for errors, ever in ((ONCE, False), (EVER, True))
        for error in errors
        for number, call in enumerate(writing if error in FULL else calls, start=1)
        if ever or shim.can(call.split()[0], error)
    ]


def _do(job: Job, tally: Tally, folder: Path) -> None:
    place = Place(folder / "x")
    end = _round(place, job)
    tally.see(end.busy, end.megabytes)
    judge = _judge_command if job[0] in COMMANDS else _judge_window
    story, number, error, ever = job
    for kind, what in [*([end.fault] if end.fault else []), *judge(end, place, story)]:
        if kind == "twice" and ever:
            # Where nothing can be removed any more, the journal before must stay.
            continue
        why = f"{errno.errorcode[error]}{' for ever' if ever else ''} at {', '.join(end.struck)}"
        around = f"\n{why}\nsaid: {end.wrote[-300:].strip()}\ntold: {end.told[-4:]}"
        tally.fault(kind, what, f"python -m tests.faults failing {story}/{number}/{error}/{ever}", around)


def _round(place: Place, job: Job) -> End:
    story, number, error, ever = job
    _lay_out(place)
    if story == "recovery":
        run(lambda say: _crash(say, place))

    def act(say: Say) -> int | None:
        def strike() -> None:
            looks = ever if error == shim.COUNT else error not in FULL
            shim.begin(place.folder, number, error, looks=looks, ever=ever, log=log_fd())

        if story in WINDOWS:
            strike()
            files: Sequence[Path] = [place.files / "p.deckplan"] if story == "window" else []
            return WINDOWS[story](Session(say, *files), place)
        from deckapp.cli.program import main as deckapp

        strike()
        try:
            return deckapp(COMMANDS[story](place))
        finally:
            shim.end()

    return run(act)


def _lay_out(place: Place) -> None:
    """A plan, a deck with a picture, calibrations, and targets that are there already."""
    import json

    from deckapp.printing.calibration import Calibration, Misprint, keep

    shutil.rmtree(place.folder, ignore_errors=True)
    (place.home / "decks").mkdir(parents=True)
    place.files.mkdir()
    os.environ.update(DECKAPP_HOME=str(place.home), HOME=str(place.folder), QT_QPA_PLATFORM="offscreen")
    first_plan(place.files / "p.deckplan")
    for folder in (place.files, place.home / "decks"):
        (folder / "ok.png").write_bytes(PNG)
        (folder / "deck.yaml").write_text(json.dumps(_good_deck()))
    for target in TARGETS:
        (place.files / target).write_bytes(b"what was there before")
    keep(Calibration(printer="Office", misprint=Misprint(x=0.5)))


def _good_deck() -> dict[str, Any]:
    """The deck without what it lacks."""
    suits = [
        dict(suit, cards=[card for card in suit["cards"] if isinstance(card, dict)]) for suit in DECK["suits"]
    ]
    return {**DECK, "suits": suits}


def _judge_command(end: End, place: Place, story: str) -> list[tuple[str, str]]:
    """A command says why it did not do its work, and what it wrote is whole, or as it was."""
    faults = []
    words = COMMANDS[story](place)
    if not end.signal and end.code not in (0, 1, 2):
        faults.append(("traceback", f"{story} ended with {end.code}"))
    if end.code in (1, 2) and not end.wrote.strip():
        faults.append(("silent", f"{story} ended with {end.code} and said nothing"))
    for target in TARGETS:
        path = place.files / target
        data = path.read_bytes() if path.exists() else b""
        wanted = str(path) in words
        whole = (
            data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
            if target.endswith(".pdf")
            else b'"deckapp-plan"' in data and data.endswith(b"}\n")
        )
        old = data == b"what was there before"
        if not (whole or old):
            faults.append(("half", f"{story} left {len(data)} bytes in {target}: {data[:40]!r}"))
        elif wanted and end.code == 0 and old:
            faults.append(("silent", f"{story} said it was done, and {target} is as it was"))
        elif wanted and end.code in (1, 2) and not old:
            faults.append(("untrue", f"{story} said it failed, and {target} is another one"))
    if story == "readings" and end.code == 0:
        kept = (place.home / "calibrations.json").read_text()
        if "Home" not in kept or "Office" not in kept:
            faults.append(("lost", f"a calibration is gone: {kept[:200]}"))
    return faults


def _judge_window(end: End, place: Place, story: str) -> list[tuple[str, str]]:
    """The last edit is in a file or is recovered, or it was said that it is not protected."""
    faults = []
    told = [words[0] for words in end.told]
    held = [in_file(place.files / name) for name in ("p.deckplan", "q.deckplan")]
    faults += [("half", one) for one in held if isinstance(one, str)]
    shown = max(
        (words[1] for words in end.told if words[0] == "did"), default=3 if story == "recovery" else 0
    )
    on_offer = offered(place.home / "journals")
    best = max([one for one in held if isinstance(one, int)] + [edits for _path, edits in on_offer])
    if best < shown and "unprotected" not in told:
        faults.append(("lost", f"edit {best} is the last of {shown}, and nothing was said: files {held}"))
    if best < (3 if story == "recovery" else 0):
        faults.append(("lost", f"what was safe before is gone: files {held}, offers {on_offer}"))
    if len(on_offer) > 1:
        faults.append(("twice", f"{len(on_offer)} plans are offered"))
    if "refused" in told and not any(words[2] for words in end.told if words[0] == "refused"):
        faults.append(("silent", "a save failed, and nothing was said"))
    if ["stuck", ""] in end.told:
        faults.append(("silent", "no plan was shown, and nothing was said"))
    if "end" not in told and "stuck" not in told:
        faults.append(("stuck", "the session did not come to its end"))
    return faults


def _crash(say: Say, place: Place) -> None:
    session = Session(say, place.files / "p.deckplan")
    session.begin()
    for _ in range(3):
        session.edit()
    kill_myself()
