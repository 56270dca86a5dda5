"""Links on a printed board: arrows between tiles of one sheet, and page numbers for those that lead off it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from deckapp.face.page import Box, Path, Spot
from deckapp.face.style import INK, tint
from deckapp.plan.plan import Link, LinkKind, Plan
from deckapp.report import link_paths
from deckapp.report.book import TINY, WHITE, Book
from deckapp.report.strip import Piece, Strip, at, backed

LINE: dict[LinkKind, tuple[float, tuple[float, ...]]] = {
    "finish-start": (0.9, ()),
    "informs": (0.8, (2.4, 2.0)),
}
"""How thick a link's line is, and its dashes, in points."""
_TONE = tint(INK, 0.8, WHITE)
_LABEL_SIZE = 6.5


def draw_links(
    book: Book,
    spots: Mapping[str, link_paths.TileSpot],
    grid: link_paths.Gaps,
    mirror: Callable[[float], float],
    pages: Mapping[str, int],
    page: int,
    links: Iterable[Link],
) -> list[Piece]:
    """All links of the tiles on this sheet; `pages` says on which page each thing stands, this is `page`."""
    here: list[tuple[LinkKind, str, str, str]] = []
    off: dict[str, set[tuple[str, int]]] = {}
    for link in links:
        source, target = link.source, link.target
        if source in spots and target in spots and source != target:
            here.append((link.kind, source, target, link.label.strip()))
        elif source in spots and target in pages and pages[target] != page:
            off.setdefault(source, set()).add(("to_page", pages[target]))
        elif target in spots and source in pages and pages[source] != page:
            off.setdefault(target, set()).add(("from_page", pages[source]))
    courses = link_paths.ways([(source, target) for _, source, target, _ in here], spots, grid)
    courses = [[(mirror(x), y) for x, y in course] for course in courses]
    pieces: list[Piece] = []
    for kind in LINE:
        pieces += lines_of(
            kind, [course for link, course in zip(here, courses, strict=True) if link[0] == kind]
        )
    for (_, _, _, label), course in zip(here, courses, strict=True):
        pieces += _label(book, label, course)
    for key, marks in off.items():
        pieces += _off(book, spots[key], sorted(marks), mirror)
    return pieces


def links_by_page(plan: Plan, pages: Mapping[str, int]) -> dict[int, list[Link]]:
    """The links of which an end stands on a page, by page."""
    found: dict[int, list[Link]] = {}
    for link in plan.links.values():
        for page in {pages.get(link.source), pages.get(link.target)}:
            if page is not None:
                found.setdefault(page, []).append(link)
    return found


def lines_of(kind: LinkKind, courses: list[list[link_paths.Point]]) -> list[Piece]:
    """The lines and heads of links of one kind: closed heads where one must wait, open ones where not."""
    if not courses:
        return []
    width, dash = LINE[kind]
    waits = kind == "finish-start"
    line = "".join(
        link_paths.rounded_path(link_paths.shortened(course, 2.0 if waits else 0.4)) for course in courses
    )
    # Two heads at the same place would cancel each other out.
    head = "".join(dict.fromkeys(link_paths.arrow_head(course, closed=waits) for course in courses))
    origin = (Spot(0, 0),)
    return [
        Path(d=line, colour=_TONE, spots=origin, stroke=True, stroke_width=width, dash=dash),
        Path(d=head, colour=_TONE, spots=origin, stroke=not waits, stroke_width=width),
    ]


def _label(book: Book, label: str, course: list[link_paths.Point]) -> tuple[Piece, ...]:
    """A link's words on its longest level stretch, where they fit; the table has them all."""
    level = [(abs(bx - ax), min(ax, bx), ay) for (ax, ay), (bx, by) in pairwise(course) if abs(ay - by) < 0.1]
    if not label or not level:
        return ()
    length, x, y = max(level)
    text = book.label(label, _LABEL_SIZE, italic=True, leading=1.1)
    if text.width + 10 > length:
        return ()
    ground = Box(x=-1.5, y=0.5, width=text.width + 3, height=text.height - 1, fill=WHITE, radius=2)
    return at(backed(text, ground), x + (length - text.width) / 2, y - text.height / 2)


def _off(
    book: Book, spot: link_paths.TileSpot, marks: list[tuple[str, int]], mirror: Callable[[float], float]
) -> tuple[Piece, ...]:
    """Under a tile: on which pages the other ends of its links stand."""
    arrows = {"to_page": book.onward, "from_page": book.backward}
    said = " · ".join(f"{arrows[side]} {book.say(side, page=number)}" for side, number in marks)
    text: Strip = book.label(said, TINY - 0.5, spot.w, colour=_TONE, leading=1.0)
    x = mirror(spot.x) - text.width if book.rtl else spot.x
    return at(text, x, spot.y + spot.h + 0.5)
