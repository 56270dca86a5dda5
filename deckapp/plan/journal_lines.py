"""The lines of a journal: each one JSON object with a checksum.

::

    {"crc":"1a2b3c4d","entry":{"is":"header","format":"deckapp-journal", …}}
    {"crc":"…","entry":{"is":"base","number":1,"parts":{"phases":{…},"activities":{…}}}}
    {"crc":"…","entry":{"is":"saved","number":1,"fields":{"title":"Merger"}}}
    {"crc":"…","entry":{"is":"edit","seq":1,"label":"Move 3 activities","parts":{"activities":{"a1":{…}}}}}

First the header twice, then the plan that the edits start from, in many short lines (`journal_beginning`),
then the header once more, then the edits: so damage in one place takes little, and what it took can be told.
Of a large plan that its own file holds too, the lines may come in the course of the first second, among the
edits. Where the plan is in no file, behind its lines stands what its file, if it has one, holds otherwise.
"""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import msgspec

from deckapp.files.stamps import NOWHERE, Stamp
from deckapp.plan.plan import COLLECTIONS, Plan
from deckapp.plan.row_order import Behind

FORMAT = "deckapp-journal"
VERSION = 1
ENDING = ".journal"
FIELDS = tuple(name for name in Plan.__struct_fields__ if name not in COLLECTIONS)
"""What a plan holds beside its collections."""
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
START, MIDDLE = b'{"crc":"', b'","entry":'
BODY = len(START) + 8 + len(MIDDLE)


class Header(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="header"):
    """What a journal belongs to, apart from the plan itself; `base` lines hold the plan that edits start from.

    `place` is the plan's file (see `to_place`), "" for a plan without one; `stamp` is that file's time of change
    (nanoseconds) and size when the plan and the file were last the same. `unsaved` says that the base itself
    is in no file, `edits` how many edits it holds that were journalled before, and `edited` when the last of
    them was made: a journal that is begun anew must not make a plan look newer than it is. `saved`
    counts the lines that tell what the plan's file held otherwise than the base, 0 where that is not known.
    """

    format: str = FORMAT
    version: int = VERSION
    time: dt.datetime
    title: str = ""
    place: str = ""
    stamp: Stamp = NOWHERE
    unsaved: bool = False
    edits: Count = 0
    edited: dt.datetime | None = None
    base: Count = 0
    saved: Count = 0


class Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="base"):
    """Some of the plan that the edits start from; `number` counts from 1."""

    number: Count
    parts: Mapping[str, Mapping[str, Any]] = {}
    fields: Mapping[str, Any] = {}


class Saved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is", tag="saved"):
    """Some of what the plan's file held otherwise than the base, None where it lacked it; `number` counts from 1."""

    number: Count
    parts: Mapping[str, Mapping[str, Any]] = {}
    fields: Mapping[str, Any] = {}


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="is", tag="edit"):
    """One edit: the new value of every part that changed, by collection and id, None where it is gone.

    `fields` holds the new values of what a plan has beside its collections, `behind` where parts stand that
    came back into the middle of theirs (see `row_order`).
    """

    seq: Count
    time: dt.datetime
    label: str = ""
    parts: Mapping[str, Mapping[str, Any]] = {}
    fields: Mapping[str, Any] = {}
    behind: Mapping[str, Behind] = {}


class GlimpsedBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="base"):
    """Of a `Base` what is told before it is wanted."""

    number: Count
    fields: Mapping[str, msgspec.Raw] = {}


class GlimpsedEdit(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="edit"):
    """Of an `Edit` what is told before it is wanted."""

    seq: Count
    time: dt.datetime
    label: str = ""
    fields: Mapping[str, msgspec.Raw] = {}


class Named(msgspec.Struct, frozen=True):
    """What every version's header has."""

    format: str
    version: int


class GlimpsedSaved(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="saved"):
    """Of a `Saved` what is told before it is wanted."""

    number: Count


Entry = Header | Base | Saved | Edit
Glimpse = Header | GlimpsedBase | GlimpsedSaved | GlimpsedEdit
_IN_FULL = msgspec.json.Decoder(Entry)
_IN_PART = msgspec.json.Decoder(Glimpse)
_NAMED = msgspec.json.Decoder(Named)


class UnwritableError(OSError):
    """A plan holds what cannot be written down."""


class NewerError(ValueError):
    """A line's header is one of a newer version."""


def to_line(entry: msgspec.Struct) -> bytes:
    """An entry as a line; raises UnwritableError."""
    body = encoded(entry)
    return b"%b%08x%b%b}\n" % (START, zlib.crc32(body), MIDDLE, body)


def encoded(value: Any) -> bytes:
    """A value as JSON; raises UnwritableError."""
    try:
        return msgspec.json.encode(value)
    except (ValueError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        raise UnwritableError(22, f"this plan holds what cannot be written: {error}") from None


def from_line(line: bytes, in_part: bool = False) -> Any:
    """An `Entry` (or a `Glimpse`) out of a line without its end.

    Raises ValueError where it is not what was written, NewerError where a newer version wrote it.
    """
    if not line.startswith(START):
        raise ValueError("this is no line of a journal")
    body = memoryview(line)[BODY:-1]
    frame = b"%b%08x%b}" % (START, zlib.crc32(body), MIDDLE)
    if line[:BODY] + line[-1:] != frame:
        raise ValueError("the checksum does not fit")
    try:
        entry = (_IN_PART if in_part else _IN_FULL).decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        _refuse_newer(body)
        raise ValueError(str(error)) from None
    if isinstance(entry, Header) and (entry.format, entry.version) != (FORMAT, VERSION):
        _refuse_newer(body)
        raise ValueError("this is no header that Deckapp wrote")
    return entry


def to_place(path: Path | None) -> str:
    """A path as plain text, whatever bytes its name has."""
    return quote_from_bytes(os.fsencode(path), safe="/\\: ") if path else ""


def from_place(place: str) -> Path | None:
    """The path that `to_place` was given."""
    name = unquote_to_bytes(place)
    return Path(os.fsdecode(name)) if name and b"\0" not in name else None


def difference(before: Plan, after: Plan) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """What changed between two plans, as `Edit.parts` and `Edit.fields`.

    Of mappings that an edit has not touched nothing is looked at, of the others the identity of each part.
    """
    parts: dict[str, dict[str, Any]] = {}
    if before is after:
        return parts, {}
    for name in COLLECTIONS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            get = old.get
            touched = [(key, part) for key, part in new.items() if get(key) is not part]
            changed = {key: part for key, part in touched if get(key) != part}
            added = sum(key not in old for key, _part in touched)
            if len(old) + added > len(new):
                changed.update(dict.fromkeys(old.keys() - new.keys()))
            if changed:
                parts[name] = changed
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in FIELDS]
    return parts, {name: new for name, old, new in pairs if new is not old and new != old}


def _refuse_newer(body: memoryview) -> None:
    try:
        named = _NAMED.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return
    if named.format == FORMAT and named.version > VERSION:
        raise NewerError("the journal was written by a newer Deckapp")
