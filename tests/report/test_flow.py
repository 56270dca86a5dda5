"""Strips set from page to page."""

from __future__ import annotations

from deckapp.face.page import Box
from deckapp.report.flow import Flow
from deckapp.report.paper import MARGIN, portrait
from deckapp.report.strip import Mark, Row, Strip, beside, cut, stack

PAPER = portrait("a4")


def box(height: float, fill: str = "#000000", lines: int = 1) -> Strip:
    """A strip of so many lines, one box each, which may be cut between them."""
    step = height / lines
    pieces = tuple(Box(x=0, y=step * n, width=100, height=step, fill=fill) for n in range(lines))
    return Strip(width=100, height=height, pieces=pieces, breaks=tuple(step * n for n in range(1, lines)))


def row(height: float, lines: int = 1) -> Row:
    return Row(width=100, cells=((0.0, box(height, lines=lines)),))


def boxes(flow: Flow) -> list[list[Box]]:
    return [[piece for piece in sheet.pieces if isinstance(piece, Box)] for sheet in flow.sheets]


def inside(flow: Flow) -> bool:
    bottom = PAPER.height - MARGIN + 0.1
    return all(b.y >= MARGIN - 0.1 and b.y + b.height <= bottom for page in boxes(flow) for b in page)


def test_what_does_not_fit_goes_to_the_next_page() -> None:
    flow = Flow(PAPER)
    for _ in range(5):
        flow.add(box(300))
    assert [len(page) for page in boxes(flow)] == [2, 2, 1]
    assert inside(flow)


def test_what_is_higher_than_a_page_is_cut_between_lines() -> None:
    flow = Flow(PAPER)
    flow.add(box(2000, lines=100))
    assert sum(map(len, boxes(flow))) == 100
    assert inside(flow)


def test_what_cannot_be_cut_is_set_as_it_is() -> None:
    flow = Flow(PAPER)
    flow.add(box(2000))
    assert [len(page) for page in boxes(flow)] == [1]


def test_heads_are_repeated_over_rows() -> None:
    flow = Flow(PAPER)
    flow.rows([box(20, "#111111")], [row(100) for _ in range(20)], [box(20, "#222222")])
    first = [page[0].fill for page in boxes(flow)]
    assert first == ["#111111", "#222222", "#222222"]
    assert inside(flow)


def test_heads_stay_with_their_first_row() -> None:
    flow = Flow(PAPER)
    flow.add(box(PAPER.body - 60))
    flow.rows([box(20, "#111111")], [row(100)])
    assert [page[0].fill for page in boxes(flow)] == ["#000000", "#111111"]


def test_a_row_higher_than_a_page_is_cut_and_fills_its_pages() -> None:
    flow = Flow(PAPER)
    flow.rows([box(20)], [row(50), row(1500, lines=100), row(50)], [box(20)])
    assert sum(map(len, boxes(flow))) == 102 + len(flow.sheets)
    assert len(flow.sheets) == 3
    assert inside(flow)


def test_cells_of_a_row_are_cut_each_between_its_own_lines() -> None:
    cells = ((0.0, box(100, lines=10)), (100.0, box(100, lines=7)))
    upper, rest = Row(width=200, cells=cells).cut(55)
    assert upper is not None
    assert rest is not None
    assert upper.height <= 55
    assert len(upper.pieces) == 5 + 3
    assert len(rest.strip().pieces) == 5 + 4


def test_marks_stand_where_the_flow_stands() -> None:
    flow = Flow(PAPER)
    flow.add(box(100))
    flow.mark(Mark(name="here"))
    (mark,) = (piece for piece in flow.sheets[0].pieces if isinstance(piece, Mark))
    assert mark.y == MARGIN + 100


def test_a_stack_is_cut_between_its_strips() -> None:
    upper, lower = cut(stack([box(30), box(30), box(30)], 5), 70)
    assert upper is not None
    assert lower is not None
    assert (len(upper.pieces), len(lower.pieces)) == (2, 1)
    assert lower.pieces[0].y == 0  # type: ignore[union-attr]


def test_strips_side_by_side_are_mirrored_for_right_to_left() -> None:
    strips = [(0.0, box(10)), (150.0, box(10))]
    assert [piece.x for piece in beside(300, strips).pieces] == [0, 150]  # type: ignore[union-attr]
    assert [piece.x for piece in beside(300, strips, rtl=True).pieces] == [200, 50]  # type: ignore[union-attr]
