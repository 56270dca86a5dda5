"""What differs between two lists of ids, so that views change no more than they must."""

from __future__ import annotations

from collections.abc import Sequence


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """(start, end in `before`, end in `after`) of the stretch in which they differ; equal ends mean no rows."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    same = 0
    while same < shorter - start and before[-1 - same] == after[-1 - same]:
        same += 1
    return start, len(before) - same, len(after) - same
