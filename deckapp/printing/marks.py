"""Lines to cut along: on the line of a cut, never inside of what is cut out nor of its bleed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckapp.face.page import MM
from deckapp.printing.settings import MarkKind
from deckapp.printing.sheet import Grid, SheetRect, Slot

Line = tuple[float, float, float, float]
"""A line from one point to another: x, y, x, y."""
LONGEST = 5 * MM
"""A crop mark is no longer than this."""
THICK = 0.25
"""Points; thick enough for any printer, thin enough to cut along."""
_SHORTEST = 0.5 * MM


def cut_marks(kind: MarkKind, slots: Sequence[Slot], area: SheetRect) -> list[Line]:
    """The marks around some places on a sheet, all within `area`."""
    if kind == "none" or not slots:
        return []
    inks = [slot.ink for slot in slots]
    if kind == "crop":
        block = _around(inks)
        near = SheetRect(
            block.left - LONGEST, block.bottom - LONGEST, block.right + LONGEST, block.top + LONGEST
        )
        area = _common(area, near)
        inks = [block]
    return [*_upright(slots, inks, area), *_level(slots, inks, area)]


def fold_marks(grid: Grid, slots: Sequence[Slot], area: SheetRect) -> list[Line]:
    """The line to fold along, where no card lies on it."""
    inks = [slot.ink for slot in slots]
    if grid.fold == "upright":
        middle = grid.width / 2
        taken = [(ink.bottom, ink.top) for ink in inks if _meets(ink.left, ink.right, middle)]
        return [(middle, low, middle, high) for low, high in _free(area.bottom, area.top, taken)]
    middle = grid.height / 2
    taken = [(ink.left, ink.right) for ink in inks if _meets(ink.bottom, ink.top, middle)]
    return [(low, middle, high, middle) for low, high in _free(area.left, area.right, taken)]


def _upright(slots: Iterable[Slot], inks: Iterable[SheetRect], area: SheetRect) -> Iterator[Line]:
    for x in _places(edge for slot in slots for edge in (slot.trim.left, slot.trim.right)):
        taken = [(ink.bottom, ink.top) for ink in inks if _meets(ink.left, ink.right, x)]
        for low, high in _free(area.bottom, area.top, taken):
            yield x, low, x, high


def _level(slots: Iterable[Slot], inks: Iterable[SheetRect], area: SheetRect) -> Iterator[Line]:
    for y in _places(edge for slot in slots for edge in (slot.trim.bottom, slot.trim.top)):
        taken = [(ink.left, ink.right) for ink in inks if _meets(ink.bottom, ink.top, y)]
        for low, high in _free(area.left, area.right, taken):
            yield low, y, high, y


def _places(edges: Iterable[float]) -> list[float]:
    """The places of cuts, each once: neighbours that touch are cut apart by one cut."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > 0.01:
            found.append(edge)
    return found


def _meets(low: float, high: float, place: float) -> bool:
    """Whether a line there would ink what lies between two edges."""
    return low - THICK / 2 < place < high + THICK / 2


def _free(low: float, high: float, taken: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    for start, end in sorted(taken):
        if start - low > _SHORTEST:
            yield low, start
        low = max(low, end)
    if high - low > _SHORTEST:
        yield low, high


def _around(rects: Sequence[SheetRect]) -> SheetRect:
    return SheetRect(
        min(rect.left for rect in rects), min(rect.bottom for rect in rects),
        max(rect.right for rect in rects), max(rect.top for rect in rects),
    )  # fmt: skip


def _common(one: SheetRect, other: SheetRect) -> SheetRect:
    return SheetRect(
        max(one.left, other.left), max(one.bottom, other.bottom),
        min(one.right, other.right), min(one.top, other.top),
    )  # fmt: skip
