"""No picture, however spoilt, ends the program, runs another, or raises anything but a refusal.

DECKAPP_FUZZ_PICTURES sets how many are tried (default 140); `python -m tests.faults pictures` tries 10,000.
"""

from __future__ import annotations

import os

from tests.faults.pictures import campaign

COUNT = int(os.environ.get("DECKAPP_FUZZ_PICTURES", "140"))


def test_spoilt_pictures_of_every_kind_are_drawn_or_refused() -> None:
    found = campaign(COUNT, seed=8)
    assert {key: found.get(key, 0) for key in ("crashes", "run", "tracebacks", "over")} == {
        "crashes": 0, "run": 0, "tracebacks": 0, "over": 0,
    }  # fmt: skip
    assert found["kinds"] >= 40
    assert found["drawn"] > COUNT / 20
    assert found["refused"] > COUNT / 3
