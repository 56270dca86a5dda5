"""What is wrong with an open plan's pictures: found by a thread, and told where its other problems are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6

from deckapp.problem import Problem
from deckapp.ui.kit.task import Progress, Task

if TYPE_CHECKING:
    from pathlib import Path

    from deckapp.plan.plan import Plan
    from deckapp.ui.kit.problems import ProblemsDialog
    from deckapp.ui.window.window import Window


def check_pictures(window: Window, told: ProblemsDialog | None) -> None:
    """Look at the pictures of a window's plan; `told` lists what was wrong with it so far, if anything was."""
    document = window.document
    if document is None or not has_pictures(document.plan):
        return
    task = Task(partial(_check, document.plan, document.path), document)
    task.done.connect(lambda problems: _tell(window, document.name, told, problems) if problems else None)
    task.start()


def has_pictures(plan: Plan) -> bool:
    """Whether a card of the plan names a picture."""
    return any(activity.card.image or activity.card.art for activity in plan.activities.values())


def _check(plan: Plan, path: Path | None, _progress: Progress) -> list[Problem]:
    from deckapp.face.cards.check import plan_picture_problems

    return plan_picture_problems(plan, path)


def _tell(window: Window, name: str, told: ProblemsDialog | None, problems: list[Problem]) -> None:
    """List them with the others where these are still in sight; a mere warning interrupts nobody."""
    from deckapp.ui.kit.problems import ProblemsDialog

    if told is not None and shiboken6.isValid(told) and told.isVisible():
        told.add(problems)
        return

    def show() -> None:
        sentence = f"Pictures of “{name}” cannot be shown as they are. The plan keeps them."
        ProblemsDialog("Deckapp", sentence, problems, window).open()

    document = window.document
    if any(problem.level == "error" for problem in problems):
        show()
    else:
        window.notify(
            "Something in this plan’s pictures cannot be drawn.", "Show", show,
            still=lambda: window.document is document,
        )  # fmt: skip
