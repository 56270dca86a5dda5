"""`check`: what is wrong with decks, cards and plans, and with how they come out, within bounded time."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.cli.plan_checks import check_plans, is_plan, plan_files, plans_among
from deckapp.cli.telling import complain, print_json
from deckapp.counts import counted
from deckapp.problem import Problem
from deckapp.streams import say

if TYPE_CHECKING:
    from deckapp.deck.reading import Reading
    from deckapp.plan.plan import Plan
from deckapp.cli.groundwork import start_qt

CHECK_SECONDS = 8.0
"""So long a check may work before it stops to lay out faces, the slowest part of it; the processor's time."""
BUILD_SECONDS = 1.5
"""So long before that it stops to read decks and cards and to put decks together, if by then it is still at that."""
PLANS_SECONDS = 1.0
"""So long plans are read at least."""
FACES_SECONDS = 1.0
"""So long faces are laid out at least."""


def check(paths: Sequence[Path], *, as_json: bool, patiently: bool = False) -> int:
    """Report every problem of the files, and of those in the folders; 1 if any is an error.

    Of very many cards and plans not all are looked at unless it is done `patiently`; that is said.
    """
    end = math.inf if patiently else time.process_time() + CHECK_SECONDS
    plans, problems = plans_among(paths)
    readings = _read_decks([path for path in paths if not is_plan(path)], end - BUILD_SECONDS)
    problems += [problem for reading in readings for problem in reading.problems]
    problems += [_nothing_in(path) for path in paths if _is_empty(path)]
    problems += check_plans(plans, max(end, time.process_time() + PLANS_SECONDS), _seen_problems)
    if drawn := [reading for reading in readings if reading.deck or reading.card]:
        problems += _check_faces(drawn, max(end, time.process_time() + FACES_SECONDS))
    problems = sorted(set(problems))
    if as_json:
        print_json([problem._asdict() for problem in problems])
    else:
        complain(problems)
    failed = any(problem.level == "error" for problem in problems)
    if not (failed or as_json):
        what = _counted(readings, plans)
        say(f"{what}: {counted(len(problems), 'warning') if problems else 'no problems'}")
    return int(failed)


def _counted(readings: Sequence[Reading], plans: Sequence[Path]) -> str:
    """What was checked: ``41 cards, 2 decks and 3 plans``."""
    decks = [reading for reading in readings if reading.deck]
    cards = {
        (reading.places.cards[card_id], card_id) for reading in decks for card_id in reading.places.cards
    }
    found = (len(cards) + len(readings) - len(decks), "card"), (len(decks), "deck")
    read = ", ".join(counted(number, thing) for number, thing in found if number)
    return " and ".join(filter(None, (read, counted(len(plans), "plan") if plans else "")))


def _read_decks(paths: Sequence[Path], until: float) -> list[Reading]:
    """The decks and cards of the files and folders, as far as they can be read until the processor's time is so."""
    from deckapp.deck.library import bundled_cards_folder
    from deckapp.deck.reading import check_paths
    from deckapp.files.home import home_folder

    return check_paths(paths, (home_folder() / "cards", bundled_cards_folder()), until) if paths else []


def _is_empty(path: Path) -> bool:
    """Whether this is a folder that could be looked through and has no files; elsewhere why not is said already."""
    from deckapp.deck.files import yaml_files

    def empty(files: Sequence[Path], _folders: Sequence[Path], problems: Sequence[Problem]) -> bool:
        return not files and not problems

    return os.path.isdir(path) and empty(*yaml_files(path)) and empty(*plan_files(path))


def _nothing_in(folder: Path) -> Problem:
    message = "there is no deck, card or plan in this folder"
    return Problem(str(folder), message=message, hint="decks and cards end in .yaml, plans in .deckplan")


def _check_faces(drawn: Sequence[Reading], end: float) -> list[Problem]:
    """What is wrong with how cards come out, as far as it can be found until the processor's time is `end`."""
    start_qt()
    from deckapp.face.cards.check import Patience, face_problems

    patience = Patience(end)
    problems = []
    for reading in drawn:
        problems += face_problems(reading, patience)
        reading.places.forget()
    if patience.skipped:
        message = (
            f"the faces of {counted(patience.skipped, 'more card')} were not looked at: there are too many"
        )
        problems.append(
            Problem(str(patience.since), 0, 0, message, "`deckapp check --all` looks at all", "warning")
        )
    return problems


def _seen_problems(plan: Plan, path: Path) -> list[Problem]:
    """What is wrong with how a plan comes out: its pictures, and characters that no font has."""
    return [*picture_problems(plan, path), *letter_problems(plan, path)]


def picture_problems(plan: Plan, path: Path) -> list[Problem]:
    """What is wrong with a plan's pictures."""
    if not any(activity.card.image or activity.card.art for activity in plan.activities.values()):
        return []
    start_qt()
    from deckapp.face.cards.check import plan_picture_problems

    return plan_picture_problems(plan, path)


def letter_problems(plan: Plan, path: Path) -> list[Problem]:
    """Which of a plan's characters no font has."""
    start_qt()
    from deckapp.face.cards.plan_letters import plan_letter_problems

    return plan_letter_problems(plan, path)
