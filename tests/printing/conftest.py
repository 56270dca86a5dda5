"""What the tests of printing share: decks to print, and a PDF as paper would show it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from deckapp.deck.card import Art, Card, Step
from deckapp.deck.deck import Deck, Style, Suit
from deckapp.face.page import MM
from deckapp.face.type.fonts import load_fonts
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.job import PrintJob, lay_pages, make_job
from deckapp.printing.settings import PrintSettings
from deckapp.printing.sheet import Grid, SheetRect

DPI = 200
PIXEL = 25.4 / DPI
"""Millimetres."""
INKS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "yellow": (255, 255, 0),
}
Box = tuple[float, float, float, float]


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


def solid_deck(count: int = 5) -> Deck:
    """A deck whose every card has a solid ink of its own, the same on both sides."""
    names = list(INKS)[:count]
    cards = {name: Card(id=name, title=name, art=Art(front=name, back=name)) for name in names}
    return Deck(id="solid", title="Solid", suits=(Suit(id="s", title="S", cards=tuple(names)),), cards=cards)


def solid(name: str) -> bytes:
    """A card's art; small, for it is all one ink."""
    file = BytesIO()
    Image.new("RGB", (8, 8), INKS[name]).save(file, "PNG")
    return file.getvalue()


def written_deck(count: int = 5, **style: object) -> Deck:
    """A deck of cards with text, in two suits, each title and id of its own."""
    cards = {f"card-{n}": written_card(n) for n in range(count)}
    ids = list(cards)
    suits = (
        Suit(id="first", title="First suit", colour="pine", icon="leaf", cards=tuple(ids[: count // 2])),
        Suit(id="second", title="Second suit", colour="plum", icon="star", cards=tuple(ids[count // 2 :])),
    )
    return Deck(
        id="written", title="A written deck", author="Ann Author", licence="CC BY 4.0", version="2.1",
        suits=suits, cards=cards, style=Style(**style),  # type: ignore[arg-type]
    )  # fmt: skip


def written_card(number: int) -> Card:
    return Card(
        id=f"card-{number}", title=f"Title number {number}", question=f"What do we ask in question {number}?",
        what="A short explanation of the method.", why="Because it helps.",
        steps=(Step("Write it down.", 5), Step("Read it out.", 10)), pitfalls=("Talking too long.",),
        duration="30", group="4-8", difficulty="easy",
    )  # fmt: skip


def changed_card(deck: Deck, card_id: str, **fields: object) -> Deck:
    card = msgspec.structs.replace(deck.cards[card_id], **fields)
    return msgspec.structs.replace(deck, cards={**deck.cards, card_id: card})


def job_of(deck: Deck, **settings: object) -> PrintJob:
    """A print of a deck, without the guide unless asked for."""
    return make_job(deck, PrintSettings(**{"guide": False, **settings}))  # type: ignore[arg-type]


def with_grid(job: PrintJob, kind: Callable[..., Grid]) -> PrintJob:
    """The same print on a grid of another kind, which may be a broken one."""
    grid = kind(**msgspec.structs.asdict(job.grid))
    return msgspec.structs.replace(job, grid=grid, pages=tuple(lay_pages(grid, job.settings, job.cards)))


class Paper:
    """A printed PDF, page by page as pictures, texts and boxes."""

    def __init__(self, job: PrintJob, folder: Path) -> None:
        self.job = job
        self.path = folder / "print.pdf"
        self.warnings = print_deck(job, self.path, images=solid)
        self.data = self.path.read_bytes()

    def image(self, page: int, dpi: float = DPI) -> Image.Image:
        """A page as a picture."""
        return picture_of(self.data, page, dpi)

    def texts(self) -> list[str]:
        """What each page says."""
        document = pypdfium2.PdfDocument(self.data)
        found = [page.get_textpage().get_text_range() for page in document]
        document.close()
        return found

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))


def picture_of(pdf: Path | bytes, page: int = 0, dpi: float = DPI) -> Image.Image:
    """A page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image


def extents(image: Image.Image, dpi: float = DPI) -> dict[str, Box]:
    """Where each ink is, in millimetres from the upper left: left, top, right, bottom."""
    tones = _tones(image)
    found = {}
    for name, ink in INKS.items():
        own = _tone(ink)
        if box := tones.point([255 if tone == own else 0 for tone in range(256)]).getbbox():
            found[name] = tuple(edge * 25.4 / dpi for edge in box)
    return found  # type: ignore[return-value]


def _tones(image: Image.Image) -> Image.Image:
    """A picture in which each of the eight full inks is a tone of its own."""
    bands = (
        band.point([weight if level > 127 else 0 for level in range(256)])
        for band, weight in zip(image.split(), (4, 2, 1), strict=True)
    )
    red, green, blue = bands
    return ImageChops.add(ImageChops.add(red, green), blue)


def _tone(ink: tuple[int, int, int]) -> int:
    return sum(weight for level, weight in zip(ink, (4, 2, 1), strict=True) if level > 127)


def worst(one: dict[str, Box], other: dict[str, Box]) -> float:
    """By how many millimetres two pages' inks differ at most."""
    if one.keys() != other.keys():
        return float("inf")
    return max(abs(a - b) for name in one for a, b in zip(one[name], other[name], strict=True))


def is_blank(image: Image.Image, rect: SheetRect, dpi: float = DPI) -> bool:
    """Whether any pixel wholly within a rectangle (points from the lower left) is white paper."""
    part = image.crop(pixels(image, rect, dpi))
    return any(low == 255 for low in _darkest(part))


def pixels(image: Image.Image, rect: SheetRect, dpi: float = DPI) -> tuple[int, int, int, int]:
    """The pixels wholly within a rectangle in points."""
    scale = dpi / 72
    return (
        int(-(-rect.left * scale // 1)), int(-(-(image.height - rect.top * scale) // 1)),
        int(rect.right * scale), int(image.height - rect.bottom * scale),
    )  # fmt: skip


def _darkest(image: Image.Image) -> bytes:
    red, green, blue = image.split()
    return ImageChops.darker(ImageChops.darker(red, green), blue).tobytes()


def mm(points: float) -> float:
    return points / MM
