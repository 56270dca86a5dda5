"""What of a plan goes on paper, and on which paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import msgspec

PageSize = Literal["a4", "a3", "letter"]
ReportPart = Literal[
    "board", "definition", "activities", "stakeholders", "risks", "measures", "decisions", "checks", "history", "cards"
]  # fmt: skip

PAGE_SIZES: tuple[PageSize, ...] = get_args(PageSize)
PARTS: tuple[ReportPart, ...] = get_args(ReportPart)
PART_TITLES: dict[ReportPart, str] = {
    "board": "Plan on a page",
    "definition": "Definition of the change",
    "activities": "Activities by phase",
    "stakeholders": "Stakeholders and impacts",
    "risks": "Risk log",
    "measures": "Measures",
    "decisions": "Decisions",
    "checks": "What the plan still lacks",
    "history": "Change history",
    "cards": "The cards used",
}


class ReportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Options of a plan's PDF.

    The plan on a page is always landscape, on `size`; the other parts are portrait on the same size
    (A4 where it is A3). Parts without content are left out whatever is asked for. `logo` is a
    picture's file of the user's, shown at the head of the first page.
    """

    size: PageSize = "a4"
    parts: tuple[ReportPart, ...] = tuple(part for part in PARTS if part != "checks")
    logo: Path | None = None
