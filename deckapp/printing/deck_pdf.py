"""A deck as a PDF of physical cards: painted page by page, so that memory stays flat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import msgspec

from deckapp.face.cards.card_pictures import Images
from deckapp.face.page import MM
from deckapp.face.pdf.canvas import FaceCanvas, new_canvas
from deckapp.face.pdf.paint import paint
from deckapp.files.writing import leads_elsewhere, replacing
from deckapp.printing.faces import CardSide, Face, FaceMaker, Places
from deckapp.printing.guide import guide_page
from deckapp.printing.job import Placed, PrintedPage, PrintJob
from deckapp.printing.marks import THICK, Line, cut_marks, fold_marks
from deckapp.printing.proof import proof_lines
from deckapp.printing.settings import Correction
from deckapp.printing.sheet import Grid, SheetRect
from deckapp.printing.stream import PageStream
from deckapp.problem import Cancelled, Problem, ProblemsError

Progress = Callable[[int, int], bool]
_DUPLEX = {"duplex-long": "DuplexFlipLongEdge", "duplex-short": "DuplexFlipShortEdge"}


def print_deck(
    job: PrintJob,
    path: Path,
    progress: Progress | None = None,
    images: Images | None = None,
    places: Places | None = None,
    *,
    force: bool = False,
) -> tuple[Problem, ...]:
    """Write a deck's PDF, in one step: a failure or a cancel leaves what was there; returns the warnings.

    `progress` takes (done, total) and says whether to go on. `images` gives the bytes of an image that a
    card names; without it, images are files. `places` lets problems say where they were written. A read-only
    file is replaced only with `force`. Raises ProblemsError (all that does not fit or cannot be drawn, unless
    the settings force it), Cancelled, OSError. Needs a QGuiApplication; may run in any thread.
    """
    if error := leads_elsewhere(path):
        raise error
    with replacing(path, force=force) as file:
        return _Printer(job, job.pages, file, images, places).run(progress)


def one_page(job: PrintJob, number: int, images: Images | None = None) -> bytes:
    """The PDF of one page of a job, counted from 0: the very page that `print_deck` writes.

    Faces that have problems are marked, as with `force`.
    """
    forced = msgspec.structs.replace(job.settings, force=True)
    job = msgspec.structs.replace(job, settings=forced)
    file = BytesIO()
    _Printer(job, job.pages[number : number + 1], file, images).run(None)
    return file.getvalue()


class _Printer:
    """Paints some pages of one job."""

    def __init__(
        self,
        job: PrintJob,
        pages: Sequence[PrintedPage],
        file: IO[bytes],
        images: Images | None,
        places: Places | None = None,
    ) -> None:
        self.job = job
        self.pages = pages
        self.settings = job.settings
        self.maker = FaceMaker(job.deck, job.settings, images, places, job.lost)
        self.canvas = _canvas(job, file)
        self.stream = PageStream(self.canvas, file)
        self.problems: dict[Problem, None] = {}
        self.warnings: dict[Problem, None] = {}
        self.done = 0
        self._often = {
            face
            for face, times in Counter((f.card, f.side) for p in pages for f in p.faces).items()
            if times > 1
        }

    def run(self, progress: Progress | None) -> tuple[Problem, ...]:
        total = sum(len(page.faces) for page in self.pages)
        for page in self.pages:
            self._page(page)
            self.done += len(page.faces)
            if progress and not progress(self.done, total):
                raise Cancelled
        if self.problems and not self.settings.force:
            raise ProblemsError(self.problems)
        self.stream.finish()
        return (*map(_forced, self.problems), *self.warnings)

    def _page(self, page: PrintedPage) -> None:
        canvas = self.canvas
        self._bookmarks(page)
        if page.kind == "guide":
            paint(canvas, guide_page(self.job))
        canvas.saveState()
        if page.kind == "backs" and self.settings.has_pages_of_backs:
            _correct(canvas, self.job.grid, self.settings.correction)
        for face in page.faces:
            self._face(face)
        self._marks(page)
        if self.settings.proof and page.faces:
            proof_lines(canvas, page.faces, self.settings)
        canvas.restoreState()
        self.stream.next_page()

    def _bookmarks(self, page: PrintedPage) -> None:
        titles = {suit.id: suit.title for suit in self.job.deck.suits}
        for suit in page.suits:
            self.canvas.bookmarkPage(f"suit-{suit}")
            self.canvas.addOutlineEntry(titles[suit], f"suit-{suit}")

    # Faces

    def _face(self, placed: Placed) -> None:
        """Paint a face in its place; one that comes again is kept in the file once."""
        canvas, slot = self.canvas, placed.slot
        name = f"card-{placed.side}-{placed.card}"
        often = (placed.card, placed.side) in self._often
        if often and not canvas.hasForm(name):
            face = self._laid(placed.card, placed.side)
            bleed = self.settings.bleed_of
            box: Any = (-bleed, -bleed, face.page.width + bleed, face.page.height + bleed)
            canvas.beginForm(name, *box)
            paint(canvas, face.page, bleed=bleed)
            canvas.endForm()
        canvas.saveState()
        _clip(canvas, slot.ink)
        _turn(canvas, slot.trim, slot.turn)
        if often:
            canvas.doForm(name)
        else:
            paint(canvas, self._laid(placed.card, placed.side).page, bleed=self.settings.bleed_of)
        canvas.restoreState()

    def _laid(self, card: str, side: CardSide) -> Face:
        face = self.maker.lay(card, side)
        self.problems |= dict.fromkeys(face.problems)
        self.warnings |= dict.fromkeys(face.warnings)
        return face

    # Marks

    def _marks(self, page: PrintedPage) -> None:
        slots = [face.slot for face in page.faces]
        if not slots:
            return
        grid, area = self.job.grid, self.job.area
        lines = cut_marks(self.settings.marks_of, slots, area)
        if page.kind == "both":
            folds = fold_marks(grid, slots, area)
            middle = grid.width / 2 if grid.fold == "upright" else grid.height / 2
            at = 0 if grid.fold == "upright" else 1
            lines = [
                line for line in lines if not (line[at] == line[at + 2] and abs(line[at] - middle) < 0.01)
            ]
            _draw(self.canvas, folds, "[3 2] 0 d")
        _draw(self.canvas, lines, "[] 0 d")


def _forced(problem: Problem) -> Problem:
    place = problem.path, problem.line, problem.column
    return Problem(*place, problem.message, "printed with a mark", "warning")


def _canvas(job: PrintJob, file: IO[bytes]) -> FaceCanvas:
    deck, settings, grid = job.deck, job.settings, job.grid
    canvas = new_canvas(
        file, (grid.width, grid.height), title=deck.title, author=deck.author, language=deck.language,
        subject=f"Licence: {deck.licence}" if deck.licence else "",
        keywords=", ".join(filter(None, ("cards", deck.id, deck.version, deck.licence))),
    )  # fmt: skip
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", _DUPLEX.get(settings.sides, "Simplex"))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if settings.sheet == "card":
        slot = grid.front(0)
        canvas.setTrimBox(_corners(slot.trim))
        canvas.setBleedBox(_corners(slot.ink))
    canvas.showOutline()
    return canvas


def _corners(rect: SheetRect) -> tuple[float, float, float, float]:
    return rect.left, rect.bottom, rect.right, rect.top


def _correct(canvas: FaceCanvas, grid: Grid, correction: Correction) -> None:
    """Move, turn and stretch all that follows about the sheet's middle."""
    wide, high = grid.width, grid.height
    if correction == Correction():
        return
    canvas.translate(wide / 2 + correction.x * MM, high / 2 + correction.y * MM)
    canvas.rotate(correction.angle)
    canvas.scale(correction.scale, correction.scale)
    canvas.translate(-wide / 2, -high / 2)


def _clip(canvas: FaceCanvas, rect: SheetRect) -> None:
    canvas._code.append(
        f"{rect.left:.4f} {rect.bottom:.4f} {rect.right - rect.left:.4f} {rect.top - rect.bottom:.4f} re W n"
    )


def _turn(canvas: FaceCanvas, rect: SheetRect, degrees: int) -> None:
    """Put the origin where the lower left corner of a face so turned lies."""
    x, y = {
        0: (rect.left, rect.bottom),
        90: (rect.right, rect.bottom),
        180: (rect.right, rect.top),
        270: (rect.left, rect.top),
    }[degrees]
    a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    canvas._code.append(f"{a} {b} {-b} {a} {x:.4f} {y:.4f} cm")


def _draw(canvas: FaceCanvas, lines: list[Line], dash: str) -> None:
    if lines:
        drawn = " ".join("{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*line) for line in lines)
        canvas._code.append(f"q 0 G {THICK} w 0 J {dash} {drawn} Q")
