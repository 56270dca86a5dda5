"""Checking plans, those that are named and those in folders that are, without a window."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.deck.files import files_below
from deckapp.files.failures import READING, as_problem
from deckapp.plan import PLAN_ENDING
from deckapp.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from deckapp.plan.plan import Plan

Look = Callable[["Plan", Path], list[Problem]]
"""Finds what else is wrong with a plan that was read."""


def is_plan(path: Path) -> bool:
    """Whether this is called like a plan, whatever it turns out to be; a folder of that name is one of files."""
    return path.suffix.lower() == PLAN_ENDING and not os.path.isdir(path)


def plan_files(folder: Path) -> tuple[list[Path], list[Path], list[Problem]]:
    """The plans under a folder, as `files_below` finds them."""
    return files_below(folder, (PLAN_ENDING,), "plans")


def plans_among(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The plans that are named or lie in the folders that are, each once, and what was left out."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        plans = [path] if is_plan(path) else []
        if os.path.isdir(path):
            plans, _folders, left_out = plan_files(path)
            problems += left_out
        for plan in plans:
            found.setdefault(os.path.realpath(plan), plan)
    return list(found.values()), problems


def check_plans(plans: Sequence[Path], until: float, look: Look) -> list[Problem]:
    """What is wrong with plans; with those beyond the processor's time `until` (seconds), that nobody looked."""
    from deckapp.deck.shelf import ALL, Shelves

    problems: list[Problem] = []
    bounded = Shelves().bounded
    for number, path in enumerate(plans):
        if time.process_time() > until:
            left = len(plans) - number
            what = "this plan was" if left == 1 else f"this and {left - 1:,} further plans were"
            return [
                *problems,
                Problem(str(path), message=f"{what} not checked: there is too much to read", hint=ALL),
            ]
        problems += bounded(_check_plan(path, look))
    return problems


def _check_plan(path: Path, look: Look) -> list[Problem]:
    from deckapp.plan.file import read_plan

    try:
        plan, problems = read_plan(path)
    except ProblemsError as error:
        return list(error.problems)
    except OSError as error:
        return [as_problem(error, path, READING)]
    return [*problems, *look(plan, path)]
