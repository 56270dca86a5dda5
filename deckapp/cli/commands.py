"""What each command of the command line does once its words are understood; each returns the exit code.

What a command needs is imported when it runs, and Qt only by what draws, then without a screen.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from deckapp.cli.telling import complain, having_written, print_json, print_table
from deckapp.counts import counted
from deckapp.deck.files import DECK_ENDINGS
from deckapp.names import quoted
from deckapp.plan import PLAN_ENDING
from deckapp.problem import NewerFormatError, NotFoundError, Problem, ProblemsError
from deckapp.streams import say

if TYPE_CHECKING:
    import msgspec

    from deckapp.deck.deck import Deck, Recipe
    from deckapp.export.format import Format
from deckapp.cli.checking import letter_problems, picture_problems
from deckapp.cli.groundwork import expect_output, refuse, refuse_pipes_among_fonts, start_qt


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
    from deckapp.deck.gathering import read_library

    library = read_library()
    decks = [entry.deck for entry in library.decks]
    if as_json:
        print_json([_listed(deck) for deck in decks])
    else:
        origins = [entry.origin for entry in library.decks]
        cards = [counted(len(deck.cards), "card") for deck in decks]
        print_table([deck.id for deck in decks], [deck.title for deck in decks], cards, origins)
    found = [*library.problems, *(problem for entry in library.decks for problem in entry.problems)]
    wrong = {problem.path for problem in found if problem.level == "error"}
    for path, number in Counter(problem.path for problem in found).items():
        level: Literal["error", "warning"] = "error" if path in wrong else "warning"
        hint = f"`deckapp check {quoted(path)}` tells more"
        complain([Problem(path, message=counted(number, "problem"), hint=hint, level=level)])
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


def new_plan(recipe: str, output: Path, *, force: bool) -> int:
    """Write a plan made from a recipe, named as DECK/RECIPE-ID."""
    from deckapp.plan.file import write_plan
    from deckapp.plan.recipe import plan_from_recipe

    expect_output(output, force=force, outlet=False, warn_of_links=False)
    if os.path.lexists(output) and not force:
        refuse(output, "there is a file already", "--force replaces it")
    plan = plan_from_recipe(*_find_recipe(recipe))
    complain(write_plan(plan, output, force=force))
    activities = counted(len(plan.activities), "activity", "activities")
    with having_written(output):
        say(f"{output}: {activities} in {counted(len(plan.phases), 'phase')}")
    return 0


def _find_recipe(name: str) -> tuple[Deck, Recipe]:
    """The deck and the recipe that DECK/RECIPE-ID names; refused where the deck has mistakes."""
    from deckapp.deck.gathering import read_library
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
    from deckapp.plan.file import read_newer, read_plan

    expect_output(output, force=force)
    if same_file(path, output):
        refuse(output, "this is the plan itself", "choose another name")
    try:
        plan, problems = read_plan(path)
    except NewerFormatError as error:
        plan, problems = read_newer(path)
        problems = (*error.problems, *problems)
    complain(problems)
    if kind.draws:
        start_qt()
        # Their cards say so on paper, so nothing of the plan is missing there.
        complain(problem._replace(level="warning") for problem in picture_problems(plan, path))
        complain(letter_problems(plan, path))
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
