"""What each command of the command line does once its words are understood; each returns the exit code.

What a command needs is imported when it runs, and Qt only by what draws, then without a screen.
"""

from __future__ import annotations

import gc
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

from deckapp.cli.plan_checks import check_plans, is_plan, plan_files, plans_among
from deckapp.cli.telling import complain, having_written, many, print_json, print_table
from deckapp.deck.files import DECK_ENDINGS
from deckapp.files.failures import as_problem
from deckapp.files.writing import can_be_forced, cannot_write, has_other_names, leads_elsewhere
from deckapp.names import quoted
from deckapp.plan import PLAN_ENDING
from deckapp.problem import NotFoundError, Problem, ProblemsError
from deckapp.streams import say

if TYPE_CHECKING:
    import msgspec
    from PySide6.QtGui import QGuiApplication

    from deckapp.deck.deck import Deck, Recipe
    from deckapp.deck.reading import Reading
    from deckapp.export.format import Format
    from deckapp.plan.plan import Plan

CHECK_SECONDS = 8.0
"""So long a check may work before it stops to lay out faces, the slowest part of it; the processor's time."""
BUILD_SECONDS = 1.5
"""So long before that it stops to read decks and cards and to put decks together, if by then it is still at that."""
PLANS_SECONDS = 1.0
"""So long plans are read at least."""
FACES_SECONDS = 1.0
"""So long faces are laid out at least."""


def open_window(names: Sequence[str]) -> int:
    """Open the app with the files that it can open; of the others it tells in its window, and here."""
    problems = [problem for name in names if (problem := _cannot_open(name))]
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        hint = "`deckapp --help` lists the commands that need none"
        none = Problem("deckapp", message="there is no display to open a window on", hint=hint)
        raise ProblemsError([*problems, none])
    refuse_pipes_among_fonts()
    complain(problems)
    # What is imported stays; the window's own collector begins later.
    gc.disable()
    from deckapp.app import run
    from deckapp.interrupts import leave_to_the_system

    leave_to_the_system()
    bad = {problem.path for problem in problems}
    return run([Path(name).absolute() for name in names if name not in bad], problems) or int(bool(problems))


def list_decks(*, as_json: bool) -> int:
    """Print the library's decks, a line each, or as JSON: id, title, language, path, card ids, recipes.

    1 where a file among them has errors; `check` tells them.
    """
    from deckapp.deck.library import read_library

    library = read_library()
    decks = [entry.deck for entry in library.decks]
    if as_json:
        print_json([_listed(deck) for deck in decks])
    else:
        origins = [entry.origin for entry in library.decks]
        cards = [many(len(deck.cards), "card") for deck in decks]
        print_table([deck.id for deck in decks], [deck.title for deck in decks], cards, origins)
    found = [*library.problems, *(problem for entry in library.decks for problem in entry.problems)]
    wrong = {problem.path for problem in found if problem.level == "error"}
    for path, number in Counter(problem.path for problem in found).items():
        level: Literal["error", "warning"] = "error" if path in wrong else "warning"
        hint = f"`deckapp check {quoted(path)}` tells more"
        complain([Problem(path, message=many(number, "problem"), hint=hint, level=level)])
    return int(bool(wrong))


def _listed(deck: Deck) -> dict[str, object]:
    return {
        "id": deck.id,
        "title": deck.title,
        "language": deck.language,
        "path": deck.path,
        "cards": list(deck.cards),
        "recipes": [{"id": recipe.id, "title": recipe.title} for recipe in deck.recipes],
    }


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
        say(f"{what}: {many(len(problems), 'warning') if problems else 'no problems'}")
    return int(failed)


def _counted(readings: Sequence[Reading], plans: Sequence[Path]) -> str:
    """What was checked: ``41 cards, 2 decks and 3 plans``."""
    decks = [reading for reading in readings if reading.deck]
    cards = {
        (reading.places.cards[card_id], card_id) for reading in decks for card_id in reading.places.cards
    }
    counted = (len(cards) + len(readings) - len(decks), "card"), (len(decks), "deck")
    read = ", ".join(many(number, thing) for number, thing in counted if number)
    return " and ".join(filter(None, (read, many(len(plans), "plan") if plans else "")))


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
        message = f"the faces of {many(patience.skipped, 'more card')} were not looked at: there are too many"
        problems.append(
            Problem(str(patience.since), 0, 0, message, "`deckapp check --all` looks at all", "warning")
        )
    return problems


def _seen_problems(plan: Plan, path: Path) -> list[Problem]:
    """What is wrong with how a plan comes out: its pictures, and characters that no font has."""
    return [*_picture_problems(plan, path), *_letter_problems(plan, path)]


def _picture_problems(plan: Plan, path: Path) -> list[Problem]:
    """What is wrong with a plan's pictures."""
    if not any(activity.card.image or activity.card.art for activity in plan.activities.values()):
        return []
    start_qt()
    from deckapp.face.cards.check import plan_picture_problems

    return plan_picture_problems(plan, path)


def _letter_problems(plan: Plan, path: Path) -> list[Problem]:
    """Which of a plan's characters no font has."""
    start_qt()
    from deckapp.face.cards.plan_letters import plan_letter_problems

    return plan_letter_problems(plan, path)


def new_plan(recipe: str, output: Path, *, force: bool) -> int:
    """Write a plan made from a recipe, named as DECK/RECIPE-ID."""
    from deckapp.plan.file import write_plan
    from deckapp.plan.recipe import plan_from_recipe

    expect_output(output, force=force, outlet=False, warn_of_links=False)
    if os.path.lexists(output) and not force:
        refuse(output, "there is a file already", "--force replaces it")
    plan = plan_from_recipe(*_find_recipe(recipe))
    complain(write_plan(plan, output, force=force))
    activities = many(len(plan.activities), "activity", "activities")
    with having_written(output):
        say(f"{output}: {activities} in {many(len(plan.phases), 'phase')}")
    return 0


def _find_recipe(name: str) -> tuple[Deck, Recipe]:
    """The deck and the recipe that DECK/RECIPE-ID names; refused where the deck has mistakes."""
    from deckapp.deck.library import read_library
    from deckapp.deck.suggest import listed

    library = read_library()
    if "/" not in name or os.path.isfile(name):
        recipes = [f"{name}/{recipe.id}" for recipe in library.find(name).deck.recipes]
        which = f"name one of its recipes: {listed(recipes)}" if recipes else "it has no recipes"
        raise NotFoundError(f"`{name}` is a deck; {which}")
    entry = library.find(name.rpartition("/")[0])
    if any(problem.level == "error" for problem in entry.problems):
        raise ProblemsError(entry.problems)
    return library.recipe(name)


def export(path: Path, output: Path, kind: Format, options: msgspec.Struct, *, force: bool = False) -> int:
    """Write a plan in a format; 1 where it holds what could not be understood, and so is missing there."""
    from deckapp.files.same import same_file
    from deckapp.plan.file import read_plan

    expect_output(output, force=force)
    if same_file(path, output):
        refuse(output, "this is the plan itself", "choose another name")
    plan, problems = read_plan(path)
    complain(problems)
    if kind.draws:
        start_qt()
        # Their cards say so on paper, so nothing of the plan is missing there.
        complain(problem._replace(level="warning") for problem in _picture_problems(plan, path))
        complain(_letter_problems(plan, path))
    kind.write(plan, output, options, force=force)
    failed = any(problem.level == "error" for problem in problems)
    if failed:
        lacks = f"the {kind.title} lacks what could not be understood of the plan"
        complain([Problem(str(output), message=lacks, hint="mend what is named above, and export again")])
    with having_written(output):
        say(output)
    return int(failed)


def print_schema(kind: Literal["card", "deck", "plan"]) -> int:
    """Print the JSON Schema of a kind of file."""
    from deckapp.deck.schema import schema
    from deckapp.plan.schema import plan_schema

    print_json(plan_schema() if kind == "plan" else schema(kind))
    return 0


# Helpers


def refuse(path: Path | str, message: str, hint: str = "") -> NoReturn:
    raise ProblemsError([Problem(str(path), message=message, hint=hint)])


def _cannot_open(name: str) -> Problem | None:
    """What speaks against opening this file, if anything does."""
    path = Path(name)
    if os.path.isdir(path):
        return Problem(name, message="this is a folder", hint="name a plan or a deck file")
    if not os.path.exists(path):
        return Problem(name, message="there is no such file", hint="check the name and the folder")
    if path.suffix.lower() not in (*DECK_ENDINGS, PLAN_ENDING):
        return Problem(name, message="this is neither a plan (.deckplan) nor a deck (.yaml)")
    return None


def expect_output(
    output: Path, *, force: bool = False, outlet: bool = True, warn_of_links: bool = True
) -> None:
    """Refuse what cannot be written to, before any work is done for it.

    A read-only file is written to only by `force`, and a pipe or a device only as `outlet`.
    """
    if error := cannot_write(output, force=force, outlet=outlet) or leads_elsewhere(output):
        problem = as_problem(error, output)
        if can_be_forced(error):
            problem = problem._replace(hint="--force replaces it all the same")
        raise ProblemsError([problem])
    if not os.path.isdir(output.parent):
        refuse(output, f"there is no folder {output.parent}", "make it first")
    if warn_of_links and has_other_names(output):
        message = "this file has another name as well (a hard link); under that one it stays as it is"
        complain([Problem(str(output), message=message, level="warning")])


def refuse_pipes_among_fonts() -> None:
    """Say why nothing that draws text would ever come to an end on this system."""
    from deckapp.files.font_folders import pipe_among_fonts

    if pipe := pipe_among_fonts():
        refuse(
            pipe, "this is a pipe among the fonts, for which every program waits that draws text", "remove it"
        )


@cache
def start_qt() -> QGuiApplication:
    """Qt for laying out text, without a screen and with the bundled fonts; kept as long as the process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    refuse_pipes_among_fonts()
    from deckapp.face.type.fonts import load_fonts
    from deckapp.ui.program.sealing import refuse_objects

    refuse_objects()
    running = QGuiApplication.instance()
    application = running if isinstance(running, QGuiApplication) else QGuiApplication(["deckapp"])
    load_fonts()
    return application
