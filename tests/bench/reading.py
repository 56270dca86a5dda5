"""Reading decks and making a plan's PDF, against the least that any program would need."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from PySide6.QtWidgets import QApplication

from deckapp.deck.reading import read_deck
from deckapp.face.fonts import load_fonts
from deckapp.report.options import ReportOptions
from deckapp.report.plan_pdf import plan_to_pdf
from tests.bench.figure import Figure, ratio, seconds
from tests.bench.samples import make_plan, write_deck


def reading() -> Iterator[Figure]:
    """2,000 cards read and validated, against a bare `yaml.load` with CSafeLoader of the same text."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_deck(Path(folder), 2000)

        def ours() -> None:
            result = read_deck(path)
            if result.problems or result.deck is None or len(result.deck.cards) != 2000:
                raise AssertionError(result.problems[:3])

        def bare() -> None:
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

        value, detail = ratio(ours, bare)
    yield Figure("reading 2,000 cards / bare yaml.load", value, 1.0, "x", detail)


def plan_pdf() -> Iterator[Figure]:
    """A plan of 200 activities to PDF, with all of its parts."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    plan = make_plan(200)
    took = min(seconds(lambda: plan_to_pdf(plan, ReportOptions(), None)) for _ in range(2))
    yield Figure("a plan of 200 activities to PDF", took, 3.0, "s")
    del app


BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {"reading": reading, "plan-pdf": plan_pdf}
