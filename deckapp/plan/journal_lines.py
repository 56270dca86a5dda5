"""The lines of a journal: each one JSON object with a checksum, and what they do to a plan.

::

    {"crc":"1a2b3c4d","entry":{"format":"deckapp-journal", …, "base":{…}}}
    {"crc":"…","entry":{"seq":1,"time":"…","label":"Move 3 activities","parts":{"activities":{"a1":{…}}}}}
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from deckapp.files.stamps import NOWHERE, Stamp
from deckapp.plan.plan import COLLECTIONS, Definition, Plan
from deckapp.plan.wire import PART_TYPES

FORMAT = "deckapp-journal"
VERSION = 1
ENDING = ".journal"
FIELDS = tuple(name for name in Plan.__struct_fields__ if name not in COLLECTIONS)
"""What a plan holds beside its collections."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """A journal's first line: the plan that the edits start from, and the file that it belongs to.

    `plan_path` is "" for a plan without a file; `stamp` is that file's time of change (nanoseconds) and
    size when the plan and the file were last the same. `unsaved` says that the base itself is in no file,
    `edits` how many edits it holds that another journal held before.
    """

    format: str = FORMAT
    version: int = VERSION
    time: dt.datetime
    title: str = ""
    plan_path: str = ""
    stamp: Stamp = NOWHERE
    unsaved: bool = False
    edits: int = 0
    base: Plan


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One edit: the new value of every part that changed, by collection and id, None where it is gone.

    `fields` holds the new values of what a plan has beside its collections.
    """

    seq: int
    time: dt.datetime
    label: str = ""
    parts: Mapping[str, Mapping[str, Any]] = {}
    fields: Mapping[str, Any] = {}


Entry = TypeVar("Entry", bound=msgspec.Struct)


def to_line(entry: msgspec.Struct) -> bytes:
    """An entry as a line."""
    body = msgspec.json.encode(entry)
    return b'{"crc":"%08x","entry":%b}\n' % (zlib.crc32(body), body)


def from_line(line: bytes, kind: type[Entry]) -> Entry:
    """An entry out of a line (without its end); raises ValueError where it is not what was written."""
    body = line[len(b'{"crc":"00000000","entry":') : -1]
    if line != b'{"crc":"%08x","entry":%b}' % (zlib.crc32(body), body):
        raise ValueError("the checksum does not fit")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def difference(before: Plan, after: Plan) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """What changed between two plans, as `Edit.parts` and `Edit.fields`; it costs what changed."""
    parts = {}
    for name in COLLECTIONS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            changed = {
                key: part for key, part in new.items() if old.get(key) is not part and old.get(key) != part
            }
            changed.update(dict.fromkeys(old.keys() - new.keys()))
            if changed:
                parts[name] = changed
    fields = {name: getattr(after, name) for name in FIELDS if getattr(after, name) != getattr(before, name)}
    return parts, fields


def apply(plan: Plan, edit: Edit) -> Plan:
    """The plan after an edit read from a line; raises ValueError where it makes no sense."""
    changes: dict[str, Any] = {}
    try:
        for name, parts in edit.parts.items():
            mapping = dict(getattr(plan, name))
            for key, data in parts.items():
                if data is None:
                    mapping.pop(key, None)
                else:
                    mapping[key] = msgspec.convert(data, PART_TYPES[name])
            changes[name] = mapping
        for name, data in edit.fields.items():
            changes[name] = msgspec.convert(data, Definition) if name == "definition" else data
        return replace(plan, **changes)
    except (msgspec.ValidationError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from None
