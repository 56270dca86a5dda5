"""What a journal begins with: its headers, and the plan that the edits start from, in many short lines.

One damaged byte costs its line, so a line holds one field of the plan, or a few of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from deckapp.plan.journal_lines import FIELDS, Base, Header, Saved, difference, encoded, to_line
from deckapp.plan.plan import COLLECTIONS, Plan

LINE_BYTES = 2 * 1024
"""So long is a line of the plan at most, if no part alone is longer."""
LINE_PARTS = 4
"""So many parts stand in a line at most, however small."""
PIECE_BYTES = 512 * 1024
"""So much of that plan is written at a time, in a few milliseconds."""


def beginning(header: Header, plan: Plan, whole: bool, saved: Plan | None = None) -> Iterator[bytes]:
    """What a journal begins with, in pieces to be written one after another: headers and the plan's lines.

    One piece where it must be `whole` at once or is not large. Else `base` in the header is 0 until it is
    told in the last piece: till then the plan is to be had from its own file. `saved` is the plan as its file
    holds it, where that is another one and known. Raises UnwritableError.
    """
    piece: list[bytes] = []
    size = count = 0
    first = 2 * to_line(header)
    for line in _base_lines(plan):
        if size >= PIECE_BYTES and not whole:
            yield first + b"".join(piece)
            first, piece, size = b"", [], 0
        piece.append(line)
        size, count = size + len(line), count + 1
    otherwise = _saved_lines(plan, saved) if saved is not None else []
    last = to_line(replace(header, base=count, saved=len(otherwise)))
    yield (first and 2 * last) + b"".join([*piece, *otherwise]) + last


def _base_lines(plan: Plan) -> Iterator[bytes]:
    """A plan as lines, each field in one of its own."""
    for number, name in enumerate(FIELDS, start=1):
        yield to_line(Base(number=number, fields={name: getattr(plan, name)}))
    collections = {name: getattr(plan, name) for name in COLLECTIONS}
    for number, parts in enumerate(_few_parts(collections), start=len(FIELDS) + 1):
        yield to_line(Base(number=number, parts=parts))


def _saved_lines(plan: Plan, saved: Plan) -> list[bytes]:
    """What another plan holds otherwise, as lines; where it is the same, one that says nothing."""
    parts, fields = difference(plan, saved)
    entries = [Saved(number=1, fields=fields)]
    entries += [Saved(number=number, parts=some) for number, some in enumerate(_few_parts(parts), start=2)]
    return [to_line(entry) for entry in entries]


def _few_parts(collections: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, dict[str, Any]]]:
    """Parts by collection and id, in their order, as many at a time as a line holds."""
    parts: dict[str, dict[str, Any]] = {}
    size = count = 0
    for name, held in collections.items():
        for key, part in held.items():
            data = encoded(part)
            if count == LINE_PARTS or (count and size + len(data) > LINE_BYTES):
                yield parts
                parts, size, count = {}, 0, 0
            parts.setdefault(name, {})[key] = msgspec.Raw(data)
            size, count = size + len(data), count + 1
    if parts:
        yield parts
