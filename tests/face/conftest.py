"""What the tests of faces share: fonts known to Qt, a card to draw, and a PDF's text and places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
import yaml
from PySide6.QtWidgets import QApplication

from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Suit
from deckapp.face.page import Page
from deckapp.face.pdf.raster import pages_to_pdf
from deckapp.face.type.fonts import itemise, load_fonts

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def card() -> Card:
    """A card with all that the standard faces show."""
    return Card(
        id="circles",
        title="Circles of Concern",
        question="Who will wake up tomorrow to a different job?",
        what="A picture, drawn together, of everyone whom the change touches.",
        why="Nobody defends a change that nobody told them about.",
        steps=(
            Step("Write down, each alone, whose day will be different.", 10),
            Step("Put the names into circles, nearest first.", 15),
            Step("Choose three to talk to this week.", 5),
        ),
        output="A drawing, three names, three dates.",
        pitfalls=("Forgetting who works at night.", "Stopping at the managers."),
        duration="30-45",
        group="4-12",
        difficulty="easy",
    )


@pytest.fixture
def suit() -> Suit:
    return Suit(id="people", title="People", colour="ocean", icon="users-three")


def scripts() -> list[dict[str, str]]:
    """The sample texts, one in each script."""
    found: list[dict[str, str]] = yaml.safe_load((HERE / "scripts.yaml").read_text("utf-8"))
    return found


def skip_without_font(text: str) -> None:
    """Skip a test where this machine has no font for Chinese; ours are not meant to have it."""
    if any(piece.missing for piece in itemise(text)):
        pytest.skip("no font of this system draws Chinese")


def said(data: bytes) -> list[str]:
    """The text of each page of a PDF, as a reader extracts it."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def letters(text: str) -> str:
    """A text's letters, digits, marks and brackets without the spaces, line ends and hyphens of setting."""
    text = unicodedata.normalize("NFC", text.replace("\ufffe", "").replace("\u00ad", "").replace("\x02", ""))
    return "".join(char for char in text if not char.isspace() and char != "-")


def boxes(page: Page) -> list[tuple[str, float, float, float, float]]:
    """(character, left, top, right, bottom) of each character that a page shows, in points, y down."""
    document = pypdfium2.PdfDocument(pages_to_pdf([page]))
    text = document[0].get_textpage()
    found = []
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        char = text.get_text_range(place, 1)
        if right > left and char.strip():
            found.append((char, left, page.height - top, right, page.height - bottom))
    document.close()
    return found


def pixels(image: object, points: Sequence[tuple[float, float]]) -> list[str]:
    """The colours of an image at places given as shares of its width and height."""
    return [
        image.pixelColor(int(x * image.width()), int(y * image.height())).name().upper()  # type: ignore[attr-defined]
        for x, y in points
    ]
