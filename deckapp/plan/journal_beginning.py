"""What a journal begins with: its headers, and the plan that the edits start from, in many short lines.

One damaged byte costs its line, so a line holds one field of the plan, or a few of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from deckapp.plan.journal_lines import FIELDS, Base, Header, encoded, to_line
from deckapp.plan.plan import COLLECTIONS, Plan

LINE_BYTES = 2 * 1024
"""So long is a line of the plan at most, if no part alone is longer."""
PIECE_BYTES = 512 * 1024
"""So much of that plan is written at a time, in a few milliseconds."""


def beginning(header: Header, plan: Plan, whole: bool) -> Iterator[bytes]:
    """What a journal begins with, in pieces to be written one after another: headers and the plan's lines.

    One piece where it must be `whole` at once or is not large. Else `base` in the header is 0 until it is
    told in the last piece: till then the plan is to be had from its own file. Raises UnwritableError.
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
    last = to_line(replace(header, base=count))
    yield (first and 2 * last) + b"".join(piece) + last


def _base_lines(plan: Plan) -> Iterator[bytes]:
    """A plan as lines, each field in one of its own."""
    for number, name in enumerate(FIELDS, start=1):
        yield to_line(Base(number=number, fields={name: getattr(plan, name)}))
    for number, parts in enumerate(_few_parts(plan), start=len(FIELDS) + 1):
        yield to_line(Base(number=number, parts=parts))


def _few_parts(plan: Plan) -> Iterator[dict[str, dict[str, Any]]]:
    """A plan's parts by collection and id, in their order, as many at a time as a line holds."""
    parts: dict[str, dict[str, Any]] = {}
    size = 0
    for name in COLLECTIONS:
        for key, part in getattr(plan, name).items():
            data = encoded(part)
            if size and size + len(data) > LINE_BYTES:
                yield parts
                parts, size = {}, 0
            parts.setdefault(name, {})[key] = msgspec.Raw(data)
            size += len(data)
    if parts:
        yield parts
