"""What is wrong with a user's file, and every exception that Deckapp raises.

The tree::

    DeckappError
    ├── ProblemsError      a user's files have problems; nothing was written
    │   └── NewerFormatError   the file was made by a newer Deckapp
    ├── PictureError       a picture cannot be drawn
    ├── NotFoundError      a deck, recipe or card that was asked for exists nowhere
    ├── ChangedError       a file is no longer what was read; nothing was written
    ├── SettingsError      what was chosen cannot be done, whatever the files hold
    └── Cancelled          the user stopped a long piece of work
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from deckapp.names import readable


class Problem(NamedTuple):
    """One thing that is wrong with a user's file, where it is, and what to do about it.

    `line` and `column` count from 1; 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    message: str = ""
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        text = self.message if self.level == "error" else f"warning: {self.message}"
        return readable(f"{place}: {text}; {self.hint}" if self.hint else f"{place}: {text}")

    def sentences(self) -> str:
        """What is wrong and what to do, in whole sentences, for where the place is known."""
        return readable(f"{sentence(self.message)} {sentence(self.hint)}".rstrip())


def sentence(text: str) -> str:
    """A part of a problem as a sentence of its own: a capital at its head, a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1] in '.!?…' else '.'}" if text else ""


class DeckappError(Exception):
    """The root of all that Deckapp raises on purpose."""


class ProblemsError(DeckappError):
    """A user's files have problems; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class NewerFormatError(ProblemsError):
    """The file was made by a newer Deckapp than this one."""


class PictureError(DeckappError):
    """A picture cannot be drawn: why (after "the picture …, "), and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(DeckappError):
    """A deck, recipe or card that was asked for exists nowhere."""


class ChangedError(DeckappError):
    """A file is no longer the one that was read; nothing was written."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: the file was changed by somebody else meanwhile")


class NotKeptError(DeckappError):
    """What a file holds, which somebody else wrote, could not be kept as a version; nothing was written."""

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path}: what is there now could not be kept ({why}), so it was not replaced")


class SettingsError(DeckappError):
    """What somebody chose cannot be done, whatever the files hold: wrong usage."""


class Cancelled(DeckappError):  # noqa: N818  (it reports a wish, not an error)
    """The user stopped a long piece of work; nothing was written."""
