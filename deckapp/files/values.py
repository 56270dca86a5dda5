"""A small file of plain values by name, in which nothing can lie that does anything when it is read."""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deckapp.files.aside import lasts, set_aside
from deckapp.files.failures import READING, words
from deckapp.files.reading import read_bytes
from deckapp.files.writing import replace_file
from deckapp.problem import Problem

MAX_BYTES = 1 << 20
GONE = (errno.ENOENT, errno.ENOTDIR)
Check = Callable[[Any], bool]


class Values:
    """Values by name, each of the kind that its check knows; names without a check are kept untouched.

    Nothing here raises: what cannot be read is set aside and told in `problems`, what cannot be written is
    remembered until the program ends. Two programs on one file lose at most each other's value of one name.
    """

    def __init__(self, path: Path, checks: Mapping[str, Check], noun: str = "the values") -> None:
        """`noun` is what the values are together, in the plural."""
        self.path = path
        self._noun = noun
        self.problems: list[Problem] = []
        self._checks = checks
        self._may_write = True
        self._held = self._sound(self._read())

    def get(self, name: str, usual: Any) -> Any:
        """The value of this name, or the usual one."""
        return self._held.get(name, usual)

    def set(self, name: str, value: Any) -> None:
        """Keep a value, and write the file where it is another one than before."""
        if name in self._held and self._held[name] == value and type(self._held[name]) is type(value):
            return
        self._held[name] = value
        if not self._may_write:
            return
        # Another program may have written meanwhile: of its values only this one is replaced.
        found = self._read()
        data = json.dumps({**(self._held if found is None else found), name: value}, indent=1).encode("ascii")
        if self._may_write and len(data) <= MAX_BYTES:
            with contextlib.suppress(OSError, ValueError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self.path, data)

    def _read(self) -> dict[str, Any] | None:
        """What is in the file; None where nothing is, or what there was had to be set aside."""
        lasting = True
        try:
            found = json.loads(read_bytes(self.path, MAX_BYTES))
            if isinstance(found, dict):
                return found
            why = "the file is of another kind"
        except OSError as error:
            if error.errno in GONE:
                return None
            why, lasting = words(error, READING).why, lasts(error)
        except (ValueError, RecursionError):
            why = "the file is damaged"
        aside = set_aside(self.path) if lasting else None
        # What could not be moved is not ours to replace.
        self._may_write = aside is not None
        hint = (
            f"the usual is taken instead; the file is kept as {aside}"
            if aside
            else "it is left as it is, and nothing is remembered"
        )
        self._tell(f"{self._noun} cannot be read: {why}", hint)
        return None

    def _sound(self, found: dict[str, Any] | None) -> dict[str, Any]:
        """The values of the right kind. Where there are others, the file as it was is kept beside it."""
        held = found or {}
        wrong = [name for name, check in self._checks.items() if name in held and not check(held[name])]
        if not wrong:
            return held
        sound = {name: value for name, value in held.items() if name not in wrong}
        aside = set_aside(self.path)
        # What could not be moved is not ours to replace.
        self._may_write = aside is not None
        kept = "it is left as it is, and nothing is remembered"
        if aside is not None:
            kept = f"the file as it was is kept as {aside}"
            with contextlib.suppress(OSError, ValueError):
                replace_file(self.path, json.dumps(sound, indent=1).encode("ascii"))
        message = f"of {self._noun} {', '.join(f'`{name}`' for name in wrong)} could not be understood"
        self._tell(message, f"the usual is taken instead; {kept}")
        return sound

    def _tell(self, message: str, hint: str) -> None:
        self.problems.append(Problem(str(self.path), message=message, hint=hint))
