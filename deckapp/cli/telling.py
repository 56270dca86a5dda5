"""How the command line tells problems, tables and data: a line each, safe for any terminal."""

from __future__ import annotations

import contextlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from deckapp.files.failures import failure, words
from deckapp.problem import Problem
from deckapp.streams import OUTPUT, abandon_unwritten, say

LINE_ENDS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def complain(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, a line each; where that is full or gone, nobody can be told."""
    with contextlib.suppress(OSError):
        for problem in problems:
            print(one_line(str(problem)), file=sys.stderr)
        sys.stderr.flush()


def print_table(*columns: Sequence[str]) -> None:
    """Print the columns side by side."""
    shown = [[one_line(cell) for cell in column] for column in columns]
    widths = [max(map(len, column)) for column in shown]
    for row in zip(*shown, strict=True):
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def one_line(text: str) -> str:
    """A text of a file for a terminal: in one line, without what steers it or turns its line round."""
    if text.isascii() and text.isprintable():
        return text
    kept = (
        " " if char in LINE_ENDS else "\N{REPLACEMENT CHARACTER}" if _steers(char) else char for char in text
    )
    return "".join(kept)


def _steers(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in TURNING


@contextlib.contextmanager
def having_written(path: Path) -> Iterator[None]:
    """Say in the block that a file is written; where that cannot be said, the OSError that is raised says it."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still to be printed would fail a second time at the end.
        abandon_unwritten()
        said = words(error)
        raise failure(
            error.errno or 0, said._replace(why=f"{said.why}, but {path} is written"), OUTPUT
        ) from error


def print_json(data: object) -> None:
    # Plain ASCII, so that no terminal's or pipe's encoding can spoil it.
    say(json.dumps(data, indent=2))
