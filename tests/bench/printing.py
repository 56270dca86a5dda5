"""Printing a deck as physical cards: time against plain reportlab text, memory against the number of cards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from deckapp.deck.deck import Deck
from deckapp.face.cards.face_words import minutes, people
from deckapp.face.type.font_files import load_fonts
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.faces import FaceMaker
from deckapp.printing.job import make_job
from deckapp.printing.settings import PrintSettings
from tests.bench.figure import Figure, ratio
from tests.bench.samples import make_deck

CARDS = 500
FEW, MANY = 250, 2000
PLAIN, BOLD = "Plain", "Bold"
FONTS = Path(__file__).parents[2] / "deckapp" / "face" / "fonts"
COLUMN = 158.0
"""The width of a card's column, in points."""
Text = tuple[str, float, str]
"""A text's font, its size in points, and what it says."""

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
    """500 cards, both sides, on A4, against the same texts drawn by reportlab alone."""
    app = QGuiApplication.instance() or QApplication([])
    load_fonts()
    deck = make_deck(CARDS)
    for name, file in ((PLAIN, "SourceSans3_400Regular"), (BOLD, "SourceSans3_700Bold")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
    job = make_job(deck, PrintSettings())
    texts = _texts(deck)
    with tempfile.TemporaryDirectory() as folder:
        value, detail = ratio(
            lambda: print_deck(job, Path(folder) / "cards.pdf"), lambda: _plain(texts), rounds=5
        )
    yield Figure(f"{CARDS} cards on A4 / plain reportlab", value, 3.0, "x", detail)
    few, many = (_growth(count) for count in (FEW, MANY))
    detail = f"{many:.0f} MiB for {MANY:,} cards, {few:.0f} MiB for {FEW}"
    yield Figure("memory that printing adds, MiB for 1,000 cards more", (many - few) / 1.75, 8.0, "", detail)
    del app


def _texts(deck: Deck) -> list[list[Text]]:
    """The texts of each face, in the sizes that they have on the cards."""
    maker = FaceMaker(deck, PrintSettings())
    style = deck.style
    found = []
    for card in deck.cards.values():
        suit = deck.suit_of(card.id)
        text = style.text_size * maker.lay(card.id, "back").page.scale
        question = style.question_size * maker.lay(card.id, "front").page.scale
        small, title = style.small_size, style.title_size
        facts = (minutes(card.duration, "en"), people(card.group, "en"), card.difficulty)
        found.append(
            [(BOLD, question, card.question), (BOLD, title, card.title), (BOLD, small, suit.title)]
            + [(PLAIN, small, fact) for fact in facts]
        )
        steps = [
            [(BOLD, text, str(number)), (PLAIN, text, step.text), (PLAIN, small, f"{step.minutes} min")]
            for number, step in enumerate(card.steps, 1)
        ]
        said = [
            (BOLD, text, "Why"),
            (PLAIN, text, card.why),
            (BOLD, text, "You then have"),
            (PLAIN, text, card.output),
        ]
        watch = [(BOLD, text, "Watch out"), *((PLAIN, text, pitfall) for pitfall in card.pitfalls)]
        foot = [(BOLD, small, suit.title), (PLAIN, small, card.id)]
        found.append(
            [(BOLD, title, card.title), (PLAIN, text, card.what), *chain(*steps), *said, *watch, *foot]
        )
    return found


def _plain(faces: list[list[Text]]) -> int:
    """The least that makes a PDF of the texts with reportlab: four faces a page, two embedded fonts.

    Each text is broken into lines by `simpleSplit` and each line drawn by `drawString`, at sizes that are
    known beforehand: nothing is shrunk until it fits, kerned, justified to a bottom, coloured or framed.
    """
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for number, face in enumerate(faces):
        left, y = 100 + 200 * (number % 2), 400 + 340 * (number // 2 % 2)
        for font, size, words in face:
            canvas.setFont(font, size)
            for line in simpleSplit(words, font, size, COLUMN):
                canvas.drawString(left, y, line)
                y -= 1.25 * size
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
