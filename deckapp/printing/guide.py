"""The first page of a print: a ruler to measure, what to choose in the print dialog, and what to do then."""

from __future__ import annotations

from deckapp.face.page import MM, Box, Glyphs, Item, Page
from deckapp.face.style import INK, tint
from deckapp.face.type.fonts import FAMILY_TEXT, FAMILY_TITLE
from deckapp.face.type.markup import plain
from deckapp.face.type.text import lay_text
from deckapp.printing.job import PrintJob
from deckapp.printing.settings import PrintSettings
from deckapp.printing.sizes import sheet_title, size_name

RULER = 100 * MM
_EDGE = 20 * MM
_BESIDE = 1 * MM
"""How far the figures at the ruler's ends stand out, and a little."""
_MUTED = tint(INK, 0.72)
_TURNED = {
    "duplex-long": "Choose **print on both sides** and **flip on the long edge**. "
    "If your printer prints one side only, print the odd pages, turn the pile over like a page of a book, "
    "and print the even ones.",
    "duplex-short": "Choose **print on both sides** and **flip on the short edge**. "
    "If your printer prints one side only, print the odd pages, turn the pile over like a page of a wall "
    "calendar, and print the even ones.",
    "fold": "Choose **one side only**. Fold each sheet along the dashed line with the print outside, and glue it.",
    "fronts": "Choose **one side only**: these are the fronts.",
}


def guide_page(job: PrintJob) -> Page:
    """The guide of a job, as large as its sheet."""
    edge = max(_EDGE, job.settings.margin * MM + _BESIDE)
    # The ruler is whole even where the margins leave less room.
    page = _Guide(job.grid.width, job.grid.height, min(edge, (job.grid.width - RULER) / 2))
    page.text(job.deck.title, 22, FAMILY_TITLE, gap=2)
    page.text(f"{_capital(job.words())}.", 11, gap=9)
    page.text("Print at 100 %", 15, FAMILY_TITLE, gap=2)
    page.rich("In the print dialog choose **Actual size** or **100 %**, never “Fit to page”.", 11, gap=5)
    page.ruler()
    page.text("Measure it: this ruler is 100 mm long. If it is not, the cards are not the right size either.", 9.5,
              gap=9, colour=_MUTED)  # fmt: skip
    for number, step in enumerate(_steps(job.settings), 1):
        page.step(number, step)
    page.y += 5 * MM
    for name, value in _facts(job):
        page.fact(name, value)
    return Page(width=page.width, height=page.height, items=tuple(page.items), title="Guide")


def _steps(settings: PrintSettings) -> list[str]:
    steps = [_TURNED[settings.sides]]
    if settings.is_duplex:
        steps.append(
            "Hold the first sheet against the light. If fronts and backs are more than half a millimetre apart, "
            "“deckapp calibrate” measures by how much, and the next print makes up for it."
        )
    if settings.marks_of != "none":
        steps.append(
            "Cut along the marks with a knife and a steel ruler: first all cuts one way, then the other."
        )
    return steps


def _facts(job: PrintJob) -> list[tuple[str, str]]:
    settings, grid = job.settings, job.grid
    name = size_name(job.size)
    facts = [
        ("Card", f"{name.capitalize()}, {job.size}" if name else str(job.size)),
        (
            "Sheet",
            f"{sheet_title(settings.sheet)}, {grid.columns} x {grid.rows} cards, margin {settings.margin:g} mm, "
            f"gap {settings.gap:g} mm, bleed {settings.bleed_of / MM:g} mm",
        ),
    ]
    correction = settings.correction
    if correction.x or correction.y or correction.angle or correction.scale != 1:
        facts.append(("Backs", f"moved by {correction.x:g} mm across and {correction.y:g} mm up, "
                               f"turned by {correction.angle:g}°, scaled by {correction.scale:.4g}"))  # fmt: skip
    if job.deck.author or job.deck.licence:
        facts.append(("Deck", ", ".join(filter(None, (job.deck.author, job.deck.licence)))))
    return facts


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Guide:
    """Stacks the guide's pieces from the top."""

    def __init__(self, width: float, height: float, edge: float) -> None:
        self.width = width
        self.height = height
        self.edge = edge
        self.column = min(width - 2 * edge, 170 * MM)
        self.y = edge
        self.items: list[Item] = []

    def text(
        self, text: str, size: float, family: str = FAMILY_TEXT, gap: float = 0.0, colour: str = INK
    ) -> None:
        """A paragraph in which no sign means anything, and millimetres below it."""
        block = lay_text(plain(text), width=self.column, size=size, colour=colour, family=family)
        self.items += block.at(self.edge, self.y)
        self.y += block.height + gap * MM

    def rich(self, text: str, size: float, gap: float = 0.0) -> None:
        """A paragraph in the small markdown."""
        block = lay_text(text, width=self.column, size=size)
        self.items += block.at(self.edge, self.y)
        self.y += block.height + gap * MM

    def step(self, number: int, text: str) -> None:
        """A numbered step."""
        label = lay_text(plain(str(number)), width=8 * MM, size=11, bold=True)
        block = lay_text(text, width=self.column - 8 * MM, size=11)
        self.items += label.at(self.edge, self.y)
        self.items += block.at(self.edge + 8 * MM, self.y)
        self.y += block.height + 2.5 * MM

    def fact(self, name: str, value: str) -> None:
        """A setting and its value."""
        label = lay_text(plain(name), width=18 * MM, size=9.5, colour=_MUTED)
        block = lay_text(plain(value), width=self.column - 18 * MM, size=9.5)
        self.items += label.at(self.edge, self.y)
        self.items += block.at(self.edge + 18 * MM, self.y)
        self.y += block.height + 0.8 * MM

    def ruler(self) -> None:
        """A ruler of 100 mm with a stroke each millimetre; its end strokes are measured from edge to edge."""
        thin = 0.4
        for millimetre in range(101):
            high = (7 if millimetre % 10 == 0 else 5 if millimetre % 5 == 0 else 3) * MM
            x = (
                self.edge
                + millimetre * MM
                - (0 if millimetre == 0 else thin if millimetre == 100 else thin / 2)
            )
            self.items.append(Box(x=x, y=self.y, width=thin, height=high, fill=INK))
        self.items.append(Box(x=self.edge, y=self.y, width=RULER, height=thin, fill=INK))
        for centimetre in range(0, 11, 1):
            label = lay_text(plain(str(centimetre * 10)), width=10 * MM, size=8, align="center")
            x = self.edge + centimetre * 10 * MM - 5 * MM
            self.items += [item for item in label.at(x, self.y + 7.3 * MM) if isinstance(item, Glyphs)]
        self.y += 13 * MM
