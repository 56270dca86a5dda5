"""What a plan knows of itself."""

from __future__ import annotations

import pytest

from deckapp.plan.plan import PARKED, Plan, Position


@pytest.mark.parametrize(
    ("phase", "workstream", "cell"),
    [
        ("p1", "w1", ("p1", "w1")),
        ("", "", PARKED),
        ("p1", "", PARKED),
        ("", "w1", PARKED),
        ("p1", "gone", PARKED),
        ("gone", "w1", PARKED),
    ],
)
def test_what_lies_in_no_cell_lies_in_the_parking_lot(
    full: Plan, phase: str, workstream: str, cell: tuple[str, str]
) -> None:
    assert full.cell_of(Position(phase=phase, workstream=workstream)) == cell
