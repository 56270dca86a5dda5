"""Printing a deck as physical cards: time against plain reportlab text, memory against the number of cards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from deckapp.deck.deck import Deck
from deckapp.face.font_files import load_fonts
from deckapp.face.page import Glyphs
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.faces import FaceMaker
from deckapp.printing.job import make_job
from deckapp.printing.settings import PrintSettings
from tests.bench.figure import Figure, ratio
from tests.bench.samples import make_deck

CARDS = 500
FEW, MANY = 250, 2000
Line = tuple[float, float, float, str]

GROWTH = """
import os, sys, tempfile
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.job import make_job
from deckapp.printing.settings import PrintSettings
from tests.bench.samples import make_deck
def held(name):
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    return int(status[name].split()[0]) / 1024
with tempfile.TemporaryDirectory() as folder:
    print_deck(make_job(make_deck(20), PrintSettings()), Path(folder) / "warm.pdf")
    job = make_job(make_deck(int(sys.argv[1])), PrintSettings())
    # The most that was ever held begins anew.
    open("/proc/self/clear_refs", "w").write("5")
    before = held("VmRSS")
    print_deck(job, Path(folder) / "out.pdf")
    print(held("VmHWM") - before)
"""


def printing() -> Iterator[Figure]:
    """500 cards, both sides, on A4, against the same lines drawn by reportlab alone."""
    app = QGuiApplication.instance() or QApplication([])
    load_fonts()
    deck = make_deck(CARDS)
    job = make_job(deck, PrintSettings())
    lines = _lines(deck)
    with tempfile.TemporaryDirectory() as folder:
        value, detail = ratio(
            lambda: print_deck(job, Path(folder) / "cards.pdf"), lambda: _plain(lines), rounds=5
        )
    yield Figure(f"{CARDS} cards on A4 / plain drawString", value, 3.0, "x", detail)
    few, many = (_growth(count) for count in (FEW, MANY))
    detail = f"{many:.0f} MiB for {MANY:,} cards, {few:.0f} MiB for {FEW}"
    yield Figure("memory that printing adds, MiB for 1,000 cards more", (many - few) / 1.75, 8.0, "", detail)
    del app


def _lines(deck: Deck) -> list[list[Line]]:
    """Every line of text of each face: its size, place and words."""
    maker = FaceMaker(deck, PrintSettings())
    faces = (
        maker.lay(card, side).page for suit in deck.suits for card in suit.cards for side in ("front", "back")
    )
    return [
        [
            (item.size, item.x, face.height - item.y, "".join(item.texts))
            for item in face.items
            if isinstance(item, Glyphs)
        ]
        for face in faces
    ]


def _plain(faces: list[list[Line]]) -> int:
    """The least that makes a PDF of the text: one embedded font, a string a line, four faces a page."""
    font = Path(__file__).parents[2] / "deckapp" / "face" / "fonts" / "SourceSans3_400Regular.ttf"
    pdfmetrics.registerFont(TTFont("Plain", str(font)))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for number, face in enumerate(faces):
        left, low = 100 + 200 * (number % 2), 60 + 340 * (number // 2 % 2)
        for size, x, y, words in face:
            canvas.setFont("Plain", size)
            canvas.drawString(left + x, low + y, words)
        if number % 4 == 3:
            canvas.showPage()
    canvas.save()
    return len(file.getvalue())


def _growth(count: int) -> float:
    """How many MiB printing so many cards adds to the most that a process ever held."""
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(count)],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {"printing": printing}
