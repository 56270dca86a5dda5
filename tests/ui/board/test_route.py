"""The ways of links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.ui.board.route import Box, route, route_to_point

HERE: Box = (0, 0, 184, 104)


def moved(dx: float, dy: float) -> Box:
    return HERE[0] + dx, HERE[1] + dy, HERE[2] + dx, HERE[3] + dy


@pytest.mark.parametrize(
    ("target", "start", "end", "heading"),
    [
        (moved(300, 50), (184, 52), (300, 102), (1, 0)),
        (moved(-300, 0), (0, 52), (-116, 52), (-1, 0)),
        (moved(40, 300), (92, 104), (132, 300), (0, 1)),
        (moved(0, -300), (92, 0), (92, -196), (0, -1)),
    ],
)
def test_it_goes_from_edge_to_facing_edge(
    target: Box, start: tuple[float, float], end: tuple[float, float], heading: tuple[float, float]
) -> None:
    way = route(HERE, target)
    assert way.start == start
    assert way.end == end
    assert way.heading == pytest.approx(heading)


@given(st.floats(-4000, 4000), st.floats(-4000, 4000), st.floats(0, 1))
def test_its_box_holds_every_point_of_it(dx: float, dy: float, share: float) -> None:
    way = route(HERE, moved(dx, dy))
    x, y = way.at(share)
    left, top, right, bottom = way.box
    assert left - 1e-6 <= x <= right + 1e-6
    assert top - 1e-6 <= y <= bottom + 1e-6


def test_distance_is_nothing_on_it_and_grows_off_it() -> None:
    way = route(HERE, moved(300, 0))
    x, y = way.at(0.5)
    assert way.distance(x, y) < 0.5
    assert way.distance(x, y + 40) == pytest.approx(40, abs=1)


def test_it_ends_at_the_pointer_while_it_is_pulled() -> None:
    assert route_to_point(HERE, 500, 77).end == (500, 77)
