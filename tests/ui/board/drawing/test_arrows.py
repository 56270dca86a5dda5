"""Links as they are drawn: a label lies on its link, beside one too short to carry it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF

from deckapp.plan import edits
from deckapp.plan.board import GAP, TILE_H, TILE_W
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.drawing.arrows import label_place
from deckapp.ui.board.pieces import LinkPiece
from tests.ui.board.conftest import Hand, OpenBoard

LABELS = ("whom to ask", "the list of all who answered, with the dates on which they did")


def labelled(open_board: OpenBoard, plan: Plan, label: str, dx: float, dy: float) -> tuple[Hand, LinkPiece]:
    """A board with a link from one tile to another so far to the right and below."""
    first = plan.activities["a1"].position
    away = Position(phase=first.phase, workstream=first.workstream, x=first.x + dx, y=first.y + dy)
    plan, key = edits.add_link(edits.move(plan, {"a2": away}), "a1", "a2")
    plan = replace(plan, links={key: replace(plan.links[key], label=label)})
    hand = open_board(plan)
    return hand, hand.board.contents.links[key]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("dx", "dy"), [(TILE_W + GAP, 0.0), (0.0, TILE_H + GAP)])
def test_a_label_leaves_a_short_arrow_to_be_seen(
    open_board: OpenBoard, plan: Plan, label: str, dx: float, dy: float
) -> None:
    _hand, link = labelled(open_board, plan, label, dx, dy)
    place = label_place(link)
    assert not any(place.contains(QPointF(*link.route.at(share / 10))) for share in range(11))
    assert link.rect.contains(place)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_lies_on_a_long_arrow(open_board: OpenBoard, plan: Plan, label: str) -> None:
    hand, link = labelled(open_board, plan, label, 3 * TILE_W, 0.0)
    place = label_place(link)
    middle = QPointF(*link.route.at(0.5))
    assert place.contains(middle)
    assert link.rect.contains(place)
    seen = hand.view.viewport().grab(hand.view.seen(place)).toImage()
    assert len({seen.pixel(x, seen.height() // 2) for x in range(seen.width())}) > 4
