"""The plan file (`*.deckplan`): JSON from which nothing is ever dropped and of which nothing is ever run."""

from __future__ import annotations

import errno
import hashlib
import math
import re
from pathlib import Path
from typing import Any

import msgspec

from deckapp.files.excerpt import FAR, excerpt_of_bytes
from deckapp.files.reading import in_words, read_bytes
from deckapp.files.writing import cannot_write, has_other_names, replacing
from deckapp.plan.json_places import Lines
from deckapp.plan.json_text import MAX_BYTES, TooMuchError, decode, refuse_too_many, refuse_too_much
from deckapp.plan.migrate import VERSION, migrate
from deckapp.plan.plan import COLLECTIONS, Part, Plan
from deckapp.plan.repeats import Repeats
from deckapp.plan.understand import TEXTS, understand
from deckapp.plan.versions import Version, keep_version, list_versions
from deckapp.plan.wire import merge, part_to_data
from deckapp.problem import ChangedError, NewerFormatError, NotKeptError, Problem, ProblemsError

__all__ = [
    "Seen",
    "Version",
    "list_versions",
    "plan_from_json",
    "plan_to_json",
    "read_newer",
    "read_plan",
    "seen_in",
    "seen_now",
    "write_plan",
]

FORMAT = "deckapp-plan"
SET_ASIDE = " (unreadable)"
"""Ends the key under which an unreadable value goes where something new has taken its place."""
EMPTY = Plan()
_TEXT_OR_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?', re.DOTALL)
Seen = str
"""What a file held when it was looked at: a digest of its bytes, or `NOTHING`, or why it could not be read."""
NOTHING: Seen = "nothing"
NEVER_SEEN: Seen = "never"
"""Of a file that is another one than the plan was read from, whatever it holds."""


def read_plan(path: Path) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in a file, and what in it is odd or could not be understood (which the plan keeps).

    Raises ProblemsError where the file is no plan, NewerFormatError where it is a newer one, OSError.
    """
    return plan_from_json(plan_bytes(path), str(path))


def read_newer(path: Path) -> tuple[Plan, tuple[Problem, ...]]:
    """What this version understands of a newer plan, to be looked at and never saved; raises as `read_plan`."""
    data = plan_bytes(path)
    raw, repeats, _version = _decode(data, str(path))
    return understand(raw, data, str(path), repeats)


def plan_bytes(path: Path) -> bytes:
    """The bytes of a plan's file, for `plan_from_json` and `seen_in`; raises ProblemsError, OSError."""
    try:
        return read_bytes(path, MAX_BYTES)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        raise _refusal(
            str(path), f"the file is larger than {in_words(MAX_BYTES)}, the most a plan may be"
        ) from None


def seen_in(data: bytes) -> Seen:
    """What is remembered of a file with these bytes, to notice later that it holds others."""
    return hashlib.sha256(data).hexdigest()


def seen_now(path: Path) -> Seen:
    """What is to be seen of a file now, whatever stands in its place."""
    try:
        return seen_in(read_bytes(path, MAX_BYTES))
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        return str(error.strerror)


def write_plan(
    plan: Plan, path: Path, *, seen: Seen | None = None, force: bool = False
) -> tuple[Problem, ...]:
    """Replace a file by the plan in one step, and keep what it held as a version in the user's data.

    At every moment the file is whole: the old one or the new one. With `seen`, the file is compared right
    before it is replaced. A version that could not be kept does not hinder saving; it comes back as a
    warning. Raises ChangedError where the file holds something else than was `seen`; OSError, also for a
    read-only file unless with `force`; then the file is as it was.
    """
    return write_plan_bytes(plan_file(plan, path), path, seen=seen, force=force)


def plan_file(plan: Plan, path: Path) -> bytes:
    """The bytes of a plan's file; raises OSError where they are more than a plan may have."""
    data = plan_to_json(plan)
    try:
        refuse_too_much(data)
        refuse_too_many_parts(plan)
    except TooMuchError as error:
        # What is saved is to be read again.
        raise OSError(errno.EFBIG, str(error), str(path)) from None
    return data


def write_plan_bytes(
    data: bytes, path: Path, *, seen: Seen | None = None, force: bool = False, must_keep: bool = False
) -> tuple[Problem, ...]:
    """What `write_plan` does, with the bytes of its file.

    With `must_keep` it raises NotKeptError where what is there cannot be kept as a version.
    """

    def check() -> None:
        if seen is not None and seen_now(path) != seen:
            raise ChangedError(str(path))

    check()
    if problem := cannot_write(path, force=force, outlet=False):
        raise problem
    try:
        problems = keep_version(path, data)
    except NotKeptError as error:
        if must_keep:
            raise
        # A plan must be saved even where no version of what it was can be kept.
        message = f"the version before this one could not be kept: {error.why}"
        problems = (Problem(str(path), message=message, hint="the plan itself is saved", level="warning"),)
    others = has_other_names(path)
    with replacing(path, force=force, check=check) as file:
        file.write(data)
    if not others:
        return problems
    message = "it had another name as well (a hard link), and under that one the plan stays as it was before"
    hint = "save it under that name too, if both are to be the same"
    return (*problems, Problem(str(path), message=message, hint=hint, level="warning"))


def plan_to_json(plan: Plan) -> bytes:
    """The plan as the bytes of its file; equal plans whose parts stand in the same order give the same bytes.

    A plan is set in lines, unless they would make its file larger than it may be.
    """
    compact = plan_to_compact_json(plan)
    try:
        set_in_lines = msgspec.json.format(compact, indent=1) + b"\n"
        refuse_too_much(set_in_lines)
    except TooMuchError:
        return compact
    return set_in_lines


def plan_to_compact_json(plan: Plan) -> bytes:
    """The plan as the bytes of its file, in one line."""
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": plan.title}
    data.update((name, text) for name in TEXTS[1:] if (text := getattr(plan, name)) != getattr(EMPTY, name))
    if definition := part_to_data(plan.definition):
        data["definition"] = definition
    for name in COLLECTIONS:
        parts = {key: _as_data(part) for key, part in getattr(plan, name).items()}
        parts.update(plan.unreadable.get(name, {}))
        if parts or name == "activities":
            data[name] = parts
    merge(data, plan.extra, Plan)
    for name, value in plan.unreadable.get("", {}).items():
        taken = name in data and data[name] not in ("", {})
        data[name + SET_ASIDE if taken else name] = value
    return msgspec.json.encode(data) + b"\n"


def refuse_too_many_parts(plan: Plan, than: Plan | None = None) -> None:
    """Raise TooMuchError for a plan of more parts than a file may hold, and more than the plan `than` has."""
    if than is None or _count_parts(plan) > _count_parts(than):
        refuse_too_many(_count_parts(plan))


def _count_parts(plan: Plan) -> int:
    kept = sum(len(parts) for name, parts in plan.unreadable.items() if name)
    return kept + sum(len(getattr(plan, name)) for name in COLLECTIONS)


def _as_data(part: Any) -> Any:
    """A part as it can be encoded; one that holds nothing unknown is encoded as it stands, which is quick."""
    return part_to_data(part) if isinstance(part, Part) and part.extra else part


def plan_from_json(data: bytes, path: str) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in a file's bytes, and its problems, which name `path`; raises as `read_plan`."""
    raw, repeats, version = _decode(data, path)
    if version > VERSION:
        raise NewerFormatError(
            [
                Problem(
                    path=path,
                    message=f"this plan was made by a newer Deckapp (format {version}, known here: {VERSION})",
                    hint="update Deckapp to change it; until then it can be looked at",
                )
            ]
        )
    try:
        raw = migrate(raw, version)
    except KeyError:
        raise _refusal(path, f"plans of format {version} cannot be read") from None
    return understand(raw, data, path, repeats)


def _decode(data: bytes, path: str) -> tuple[dict[str, Any], Repeats, int]:
    """A plan file's data, the keys that stand twice in it, and the version that it names."""
    try:
        raw, repeats = decode(data)
    except TooMuchError as error:
        raise _refusal(path, str(error)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _no_json(data, path, error) from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _refusal(path, "this is not a Deckapp plan", "a plan is made with New or `deckapp new`")
    version = raw.get("version")
    if type(version) is not int or version < 0:
        raise _refusal(path, "the plan's `version` is not a whole number")
    return raw, repeats, version


def _refusal(path: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> ProblemsError:
    return ProblemsError([Problem(path, line, column, message, hint)])


def _earlier(path: str) -> str:
    versions = list_versions(Path(path))
    if versions:
        return f"its last version is kept as {versions[0].path}"
    return "if it ever was a plan, take a copy of it from elsewhere"


def _number_beyond_all(data: bytes) -> int:
    """Where a number stands that is too large for any computer, of which a JSON reader names no place."""
    for found in _TEXT_OR_NUMBER.finditer(data):
        if not found[0].startswith(b'"') and not math.isfinite(float(found[0])):
            return found.start()
    return len(data)


def _no_json(data: bytes, path: str, error: Exception) -> ProblemsError:
    reason, named = str(error), re.search(r" \(byte (\d+)\)", str(error))
    at = int(named[1]) if named else _number_beyond_all(data)
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        reason, at = "not text in UTF-8", wrong.start
    if not data.strip():
        return _refusal(path, "the file is empty", hint=_earlier(path))
    reason = reason.removeprefix("JSON is malformed: ").partition(" (byte ")[0].partition(" - at `")[0]
    line, column = Lines(data).place(at)
    where = f" at {excerpt_of_bytes(data, at)}" if column > FAR else ""
    message = f"this is not a Deckapp plan: no JSON ({reason}{where})"
    return _refusal(path, message, _earlier(path), line, column)
