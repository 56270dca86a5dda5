"""Reading decks and making a plan's PDF, against the least that any program would need."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from PySide6.QtWidgets import QApplication

from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library
from deckapp.deck.reading import read_deck
from deckapp.deck.search import Index
from deckapp.face.type.fonts import load_fonts
from deckapp.report.options import ReportOptions
from deckapp.report.plan_pdf import plan_to_pdf
from tests.bench.figure import Figure, ratio, seconds
from tests.bench.samples import make_card, make_plan, write_deck, yaml_of


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


def large_pdf() -> Iterator[Figure]:
    """A plan of 10,000 activities to PDF."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    plan = make_plan(10_000)
    # The processor's time: so long a piece of work is never alone on its machine.
    begin = time.process_time()
    plan_to_pdf(plan)
    yield Figure("a plan of 10,000 activities to PDF", time.process_time() - begin, 10.0, "s")
    del app


def first_read() -> Iterator[Figure]:
    """The first reading of 20,000 cards in files of their own, with its index, and what is shown meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "cards").mkdir()
        (home / "decks").mkdir()
        for number in range(20_000):
            (home / "cards" / f"card-{number}.yaml").write_text(yaml_of(make_card(number)))
        for deck in range(4):
            cards = "".join(f"  - card-{number}\n" for number in range(deck * 5000, deck * 5000 + 5000))
            text = f"id: d{deck}\ntitle: D\nsuits:\n- id: s\n  title: S\n  cards:\n{cards}"
            (home / "decks" / f"d{deck}.yaml").write_text(text)
        begin = time.process_time()
        told: list[float] = []

        def tell(library: Library) -> None:
            Index(library)
            told.append(time.process_time() - begin)

        Index(read_library(user=home / "decks", tell=tell))
        took = time.process_time() - begin
    yield Figure("first reading of 20,000 cards", took, 10.0, "s", f"the first shown after {told[0]:.1f} s")


BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "reading": reading,
    "plan-pdf": plan_pdf,
    "large-pdf": large_pdf,
    "first-read": first_read,
}
