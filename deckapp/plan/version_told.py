"""What an earlier version of a plan holds, and what has changed since, in words."""

from __future__ import annotations

from pathlib import Path

from deckapp.files.failures import READING, words
from deckapp.plan.columns import ACTIVITIES, LINKS, NOTES, RISKS, STAKEHOLDERS
from deckapp.plan.differences import differences
from deckapp.plan.file import read_plan
from deckapp.plan.plan import Plan
from deckapp.problem import ProblemsError

COUNTED = (ACTIVITIES, NOTES, LINKS, RISKS, STAKEHOLDERS)


def tell_version(path: Path, now: Plan | None) -> str:
    """A version in a few sentences, a line each: how much is in it, and what is different in the plan `now`."""
    try:
        plan, _problems = read_plan(path)
    except ProblemsError as error:
        return f"This version cannot be read: {error.problems[0].message}."
    except OSError as error:
        return f"This version cannot be read: {words(error, READING).why}."
    holds = f"It holds {_listed(plan)}."
    if now is None:
        return holds
    changed = differences(plan, now)
    if not changed:
        return f"{holds}\nThe plan is still the same."
    return "\n".join((holds, "What has changed since:", *(f"  • {sentence}" for sentence in changed)))


def _listed(plan: Plan) -> str:
    counted = [
        f"{number:,} {table.noun if number == 1 else table.nouns}"
        for table in COUNTED
        if (number := len(table.parts(plan))) or table is ACTIVITIES
    ]
    return " and ".join(filter(None, (", ".join(counted[:-1]), counted[-1])))
