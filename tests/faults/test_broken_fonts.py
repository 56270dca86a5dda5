"""A broken font in the system's folder, the only one for a script: nothing crashes, hangs or raises."""

from __future__ import annotations

import os
import sys

import pytest

from tests.faults.broken_fonts import FEW, KINDS, PLACES, try_font

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is of Linux")
ALL = (*KINDS, *PLACES, *(f"noise {seed}" for seed in range(int(os.environ.get("DECKAPP_FONTS", "0")))))
SOME = ALL if "DECKAPP_FONTS" in os.environ else FEW


@pytest.mark.parametrize("kind", SOME)
def test_a_broken_font_stops_nothing(kind: str) -> None:
    found = try_font(kind, ("check", "print", "export"))
    assert [(one.step, one.code, one.fault) for one in found if one.fault or one.code < 0] == []
    if kind == "fifo":
        assert "this is a pipe among the fonts" in found[0].said
        assert {one.code % 10 for one in found} == {1}
    else:
        assert [one.code for one in found] == [1, 10, 0]


def test_a_font_that_is_well_is_used() -> None:
    """Without this, nothing that is tried here would ever be read."""
    whole, empty = (try_font(kind, ("check",))[0].said for kind in ("whole", "empty"))
    assert "DESERET" in empty
    assert "DESERET" not in whole
