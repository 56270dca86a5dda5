"""The real program killed at random moments and at every call on its files: no edit that was shown is lost."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import shim
from tests.faults.random_kills import killed_at_random
from tests.faults.rounds import End, Forked, Say, Tally, few, log_fd, run, spread
from tests.faults.session import (
    Session,
    first_plan,
    in_file,
    kill_myself,
    offered,
    preload,
)

ABOUT = "the program killed at random and at every call on its files, alone and beside another one"
USUAL = 1_000
CHAIN = 25
"""So many random kills follow one another on one user's folder."""


class Place(NamedTuple):
    """Where a round happens."""

    folder: Path

    @property
    def plan(self) -> Path:
        return self.folder / "plans" / "p.deckplan"

    @property
    def other(self) -> Path:
        """What it is saved as."""
        return self.folder / "plans" / "q.deckplan"

    @property
    def third(self) -> Path:
        """The plan of another program."""
        return self.folder / "plans" / "third.deckplan"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def journals(self) -> Path:
        return self.home / "journals"


Job = tuple[str, int, int]
"""A story, at which call it is struck, and how."""
Story = Callable[[Session, Place], None]


def work(session: Session, place: Place) -> None:
    """Edit, save, save as, go on until the journal begins anew, save again with a version, close."""
    if not session.begin():
        return
    session.edit()
    session.edit()
    session.save()
    session.edit()
    session.save(place.other)
    session.edit(long=True)
    session.edit(long=True)
    session.edit()
    session.save()
    session.edit()
    session.save()
    session.close()


def give_up(session: Session, place: Place) -> None:
    """Edit, and close without saving."""
    if session.begin():
        session.edit()
        session.edit()
        session.close("Don't save")


def take_back(session: Session, place: Place) -> None:
    """Recover what a crash left, edit, save and close."""
    if not session.recover():
        return
    session.edit()
    session.save()
    session.edit()
    session.edit(long=True)
    session.save()
    session.close()


STORIES: dict[str, Story] = {
    "work": work,
    "give-up": give_up,
    "take-back": take_back,
    "beside": work,
    "same-plan": work,
}
"""By name. In "take-back" a crash came before; in "beside" and "same-plan" another program runs, too."""


def main(count: int) -> int:
    """Kill so often, half of it at random; at the usual count at every call. 1 if any goal was missed."""
    preload()
    tally = Tally("kill")
    stories = few(list(STORIES), count)
    jobs: list[Any] = [job for story in stories for job in _jobs(story)]
    if count < USUAL:
        jobs = random.Random(count).sample(jobs, min(len(jobs), count - count // 2))
    chains = [(number, min(CHAIN, count // 2 - number)) for number in range(0, count // 2, CHAIN)]
    random.Random(1).shuffle(jobs)
    spread([*chains, *jobs], _do, tally)
    return tally.report()


def again(word: str) -> int:
    """The one round that a report names, as STORY/CALL/HOW."""
    preload()
    story, number, how = word.split("/")
    tally = Tally("kill")
    spread([(story, int(number), int(how))], _do, tally)
    return tally.report()


def _jobs(story: str) -> Iterator[Job]:
    """A kill before each call that a story makes, and one in the midst of each write."""
    with tempfile.TemporaryDirectory(prefix="deckapp-kill-") as folder:
        calls = _round(story, Place(Path(folder) / "x"), 0, shim.COUNT)[0].struck
    assert calls, f"the story {story} makes no call"
    for number, call in enumerate(calls, start=1):
        yield story, number, shim.KILL
        if call.startswith(("write ", "pwrite", "writev ")):
            yield story, number, shim.TEAR


def _do(job: Any, tally: Tally, folder: Path) -> None:
    if len(job) == 2:
        seed, rounds = job
        shutil.rmtree(folder)
        folder.mkdir()
        for seconds, fault in killed_at_random(folder, seed, rounds):
            tally.see(seconds)
            if fault:
                tally.fault("lost", fault, f"random kills from seed {seed}")
        return
    story, number, how = job
    end, faults = _round(story, Place(folder / "x"), number, how)
    tally.see(end.busy, end.megabytes)
    for kind, what in faults:
        struck = ", ".join(end.struck) or "never struck"
        around = f"\nkilled at: {struck}\ntold: {end.told[-4:]}"
        tally.fault(kind, what, f"python -m tests.faults kill {story}/{number}/{how}", around)


def _round(story: str, place: Place, number: int, how: int) -> tuple[End, list[tuple[str, str]]]:
    """A story struck at one of its calls, and what is wrong afterwards."""
    shutil.rmtree(place.folder, ignore_errors=True)
    place.plan.parent.mkdir(parents=True)
    place.home.mkdir()
    os.environ.update(DECKAPP_HOME=str(place.home), HOME=str(place.folder), QT_QPA_PLATFORM="offscreen")
    first_plan(place.plan)
    first_plan(place.third)
    if story == "take-back":
        run(lambda say: _crash(say, place))
    files = [] if story == "take-back" else [place.plan]

    def act(say: Say) -> None:
        shim.begin(place.folder, number, how, log=log_fd())
        STORIES[story](Session(say, *files), place)
        shim.end()

    if story not in ("beside", "same-plan"):
        end = run(act)
        return end, _judge(end, place, story)
    theirs = place.plan if story == "same-plan" else place.third
    with Forked(lambda say: _stay(say, theirs)) as neighbour:
        neighbour.read(60)
        while neighbour.told and neighbour.told[-1] != ["ready"]:
            neighbour.read(60)
        before = {path: path.read_bytes() for path in place.journals.glob("*.journal")}
        end = run(act)
        faults = _judge(end, place, story)
        after = {path: path.read_bytes() for path in before if path.exists()}
        if before != after or not before:
            faults.append(("lost", "the journal of the program beside it is no longer what it was"))
    return end, faults


def _crash(say: Say, place: Place) -> None:
    session = Session(say, place.plan)
    session.begin()
    session.edit()
    session.edit()
    session.edit(long=True)
    kill_myself()


def _stay(say: Say, path: Path) -> None:
    """Another program with a plan of its own, with an edit that is not saved."""
    session = Session(say, path)
    session.begin()
    session.edit()
    say("ready")
    session.wait(lambda: False, 600)


def _judge(end: End, place: Place, story: str) -> list[tuple[str, str]]:
    """What is wrong after the end of a story."""
    faults = [end.fault] if end.fault else []
    if any(words[0] == "stuck" for words in end.told):
        faults.append(("stuck", f"{end.told[-1]}"))
        return faults
    shown = max(
        (words[1] for words in end.told if words[0] == "did"), default=3 if story == "take-back" else 0
    )
    given_up = any(words[0] == "discarding" for words in end.told)
    closed = any(words[0] == "closed" for words in end.told)
    held = [in_file(path) for path in (place.plan, place.other)]
    faults += [("half", one) for one in held if isinstance(one, str)]
    on_offer = offered(place.journals)
    best = max([one for one in held if isinstance(one, int)] + [edits for _path, edits in on_offer])
    if best < shown and not given_up:
        faults.append(
            ("lost", f"edit {best} is the last that is left of {shown}: files {held}, offers {on_offer}")
        )
    if len(on_offer) > 1:
        faults.append(("twice", f"{len(on_offer)} plans are offered: {[edits for _path, edits in on_offer]}"))
    if closed and not given_up and on_offer:
        faults.append(("twice", f"a plan that was saved and closed is offered: {on_offer}"))
    if on_offer and not faults:
        faults += _take_again(place, on_offer[0][1])
    return faults


def _take_again(place: Place, edits: int) -> list[tuple[str, str]]:
    """Recover, be killed at once, recover again, save and close: then nothing is offered any more."""

    def first(say: Say) -> None:
        session = Session(say)
        session.wait(session.offers)
        say("offers", session.offers())
        session.recover()
        kill_myself()

    def second(say: Say) -> None:
        session = Session(say)
        session.wait(session.offers)
        say("offers", session.offers())
        if session.recover():
            session.save(place.other)
            session.close()

    faults = []
    for step in (first, second):
        end = run(step)
        if end.fault:
            faults.append(end.fault)
        offers = [words[1] for words in end.told if words[0] == "offers"]
        got = [words[1] for words in end.told if words[0] == "did"]
        if offers != [1]:
            faults.append(("twice", f"{step.__name__} start after the kill: {offers} plans are offered"))
        if got[-1:] != [edits]:
            faults.append(("lost", f"{step.__name__} start: recovered {got} of {edits}; {end.told[-2:]}"))
    if not faults and (left := offered(place.journals)):
        faults.append(("twice", f"recovered, saved and closed, it is offered again: {left}"))
    if not faults and in_file(place.other) != edits:
        faults.append(
            ("lost", f"what was recovered is not what was saved: {in_file(place.other)}, not {edits}")
        )
    return faults
