"""What a command does before its own work: an output that can be written to, and Qt without a screen."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from deckapp.cli.telling import complain
from deckapp.files.failures import as_problem
from deckapp.files.writing import can_be_forced, cannot_write, has_other_names, leads_elsewhere
from deckapp.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication


def refuse(path: Path | str, message: str, hint: str = "") -> NoReturn:
    raise ProblemsError([Problem(str(path), message=message, hint=hint)])


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
