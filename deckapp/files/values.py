"""A small file of plain values by name, in which nothing can lie that does anything when it is read."""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deckapp.files.aside import free_name, set_aside
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

    def __init__(self, path: Path, checks: Mapping[str, Check]) -> None:
        self.path = path
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
        try:
            found = json.loads(read_bytes(self.path, MAX_BYTES))
            if isinstance(found, dict):
                return found
            why = "it holds no names and values"
        except OSError as error:
            if error.errno in GONE:
                return None
            why = error.strerror or str(error)
        except (ValueError, RecursionError):
            why = "it is damaged"
        aside = set_aside(self.path)
        # What could not be moved is not ours to replace.
        self._may_write = aside is not None
        hint = f"it is kept as {aside.name}" if aside else "it is left as it is, and nothing is remembered"
        self.problems.append(Problem(str(self.path), message=f"it cannot be used: {why}", hint=hint))
        return None

    def _sound(self, found: dict[str, Any] | None) -> dict[str, Any]:
        """The values of the right kind. Where there are others, the file as it was is kept beside it."""
        held = found or {}
        wrong = [name for name, check in self._checks.items() if name in held and not check(held[name])]
        if not wrong:
            return held
        sound = {name: value for name, value in held.items() if name not in wrong}
        fresh = free_name(self.path)
        with contextlib.suppress(OSError, ValueError):
            if fresh is not None:
                replace_file(fresh, json.dumps(held, indent=1).encode("ascii"))
                replace_file(self.path, json.dumps(sound, indent=1).encode("ascii"))
        message = f"{', '.join(f'`{name}`' for name in wrong)} could not be understood"
        hint = f"the usual is taken instead, and the file as it was is kept as {fresh.name if fresh else '?'}"
        self.problems.append(Problem(str(self.path), message=message, hint=hint))
        return sound
