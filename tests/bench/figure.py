"""A figure of the bench: what was measured, against what, and how much it may be."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """`value` and `limit` are in `unit`: "x" for a ratio within one run, "ms" or "s" for a time."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        mark = "ok  " if self.holds else "MISS"
        figure = f"{self.value:8.2f} {self.unit:2}  at most {self.limit:7.2f} {self.unit:2}"
        return f"{mark} {self.name:46} {figure}  {self.detail}"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ratio(work: Callable[[], object], against: Callable[[], object], rounds: int = 5) -> tuple[float, str]:
    """The median of `work` over that of `against`, both run in turn, and both medians in words."""
    pairs = [(seconds(against), seconds(work)) for _ in range(rounds)]
    base, mine = (statistics.median(side) for side in zip(*pairs, strict=True))
    return mine / base, f"{mine * 1e3:.0f} ms against {base * 1e3:.0f} ms"
