"""Pictures of the real program with made-up plans; `screenshots.py` runs it in the venv.

Nothing of the user's is read or written, and all dates are fixed, so the pictures change only when the
program or the decks do.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import sample_plan
import shiboken6
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from deckapp.app import App
from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library
from deckapp.plan.file import write_plan
from deckapp.plan.plan import Plan
from deckapp.report.plan_pdf import plan_to_pdf
from deckapp.ui.dialogs.card_dialog import CardDialog
from deckapp.ui.document.settings import Settings
from deckapp.ui.library.pane import HINT
from deckapp.ui.printing.print_dialog import PrintDialog
from deckapp.ui.program.garbage import Collector
from deckapp.ui.window.window import Window

FOLDER = Path(__file__).resolve().parent / "screenshots"
SIZE = (1440, 900)
PRINT_SIZE = (1080, 760)
CARD_SIZE = (960, 760)
PAGE_SCALE = 2.0
"""Pixels a point."""
QUIET_SECONDS = 0.5
PATIENCE_SECONDS = 60.0
COLOURS = 256
WEIGHT = 20
"""Each colour counts for at least so many pixels."""


def main(names: list[str]) -> int:
    """Take the pictures named, or all, and say where they are."""
    if unknown := set(names) - set(PICTURES):
        print(f"There is no picture {', '.join(sorted(unknown))}; there are: {', '.join(PICTURES)}")
        return 2
    qt = QApplication(sys.argv[:1])
    Collector(qt)
    FOLDER.mkdir(exist_ok=True)
    for name in names or PICTURES:
        target = FOLDER / f"{name}.png"
        with tempfile.TemporaryDirectory() as home:
            os.environ.update(HOME=home, USERPROFILE=home, DECKAPP_HOME=str(Path(home) / "deckapp"))
            save(PICTURES[name](), target)
        print(f"{target}  {target.stat().st_size // 1024} KB")
    return 0


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture as a small PNG, in 256 colours."""
    # A strip of every colour lets the rare ones count when the 256 are chosen; it is cut off again.
    found = picture.getcolors(picture.width * picture.height) or []
    colours = [colour for _, colour in found for _ in range(WEIGHT)]
    strip = Image.new("RGB", (picture.width, math.ceil(len(colours) / picture.width)))
    strip.putdata(colours)
    whole = Image.new("RGB", (picture.width, picture.height + strip.height))
    whole.paste(picture, (0, 0))
    whole.paste(strip, (0, picture.height))
    few = whole.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    few.crop((0, 0, *picture.size)).save(path, optimize=True)


# The pictures


def window_light() -> Image.Image:
    """The window with a plan that is under way, one activity chosen."""
    return _window("light", "impact-walk")


def window_dark() -> Image.Image:
    """The same in dark colours, with nothing chosen: the inspector shows the plan."""
    return _window("dark", "")


def board_far() -> Image.Image:
    """A plan with over a hundred activities, all of it seen at once."""
    with program("light") as app:
        window = open_plan(app, sample_plan.seven_sites(library(app)), "Seven sites")
        for pane in ("view.library", "view.inspector"):
            window.actions_by_id[pane].trigger()
        settle(app)
        window.actions_by_id["view.fit-all"].trigger()
        return grab(app, window)


def card_large() -> Image.Image:
    """A card opened large."""
    with program("light") as app:
        window = open_plan(app, sample_plan.one_warehouse(library(app)), "One warehouse")
        window.commands.open_card("change-management", "impact-walk")
        dialog = window.findChild(CardDialog)
        assert dialog is not None
        dialog.resize(*CARD_SIZE)
        return grab(app, dialog)


def start() -> Image.Image:
    """The start page with a few recent plans."""
    with program("light") as app:
        for title in ("Service desk, first ideas", "Seven sites", "One warehouse for the north"):
            app.services.settings.remember_plan(_saved(Plan(title=title), title))
        window = app.windows[0]
        window.start_page.refresh()
        return grab(app, window)


def print_deck() -> Image.Image:
    """The print dialog, with a sheet of fronts as it will be printed."""
    with program("light") as app:
        app.windows[0].actions_by_id["file.print-deck"].trigger()
        dialog = app.windows[0].findChild(PrintDialog)
        assert dialog is not None
        dialog.resize(*PRINT_SIZE)
        settle(app)
        wait(lambda: not dialog.preview.is_making)
        return grab(app, dialog)


def plan_page() -> Image.Image:
    """The PDF's first page."""
    pdf = pypdfium2.PdfDocument(plan_to_pdf(sample_plan.one_warehouse(read_library())))
    picture: Image.Image = pdf[0].render(scale=PAGE_SCALE).to_pil()
    return picture.convert("RGB")


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "window-light": window_light,
    "window-dark": window_dark,
    "board-far": board_far,
    "card-large": card_large,
    "start": start,
    "print-deck": print_deck,
    "plan-page": plan_page,
}


# The program


@contextmanager
def program(scheme: str) -> Iterator[App]:
    """The running program with its library read, in a colour scheme."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    settings = Settings()
    settings.scheme = scheme
    settings.dismiss(HINT)
    app = App(qt)
    app.start()
    app.windows[0].resize(*SIZE)
    wait(lambda: bool(app.services.store.library.decks))
    yield app
    for window in list(app.windows):
        window.close()
    app.stop()
    shiboken6.delete(app)


def open_plan(app: App, plan: Plan, title: str) -> Window:
    """The window with this plan, laid out afresh and shown whole."""
    window = app.windows[0]
    app.opener.open_path(_saved(plan, title), window)
    settle(app)
    window.actions_by_id["view.fit-all"].trigger()
    settle(app)
    return window


def library(app: App) -> Library:
    """The bundled decks."""
    return app.services.store.library


def wait(done: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the program did not come to rest")
        QApplication.processEvents()
        time.sleep(0.005)


def settle(app: App) -> None:
    """Let the program run until it has drawn all that it wants to draw."""
    quiet_since = time.monotonic()

    def is_quiet() -> bool:
        nonlocal quiet_since
        if not app.services.pictures.is_idle():
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since > QUIET_SECONDS

    wait(is_quiet)


def grab(app: App, widget: QWidget) -> Image.Image:
    """What the widget shows when the program has come to rest."""
    settle(app)
    app.windows[0].statusBar().clearMessage()
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def _window(scheme: str, chosen: str) -> Image.Image:
    with program(scheme) as app:
        plan = sample_plan.one_warehouse(library(app))
        window = open_plan(app, plan, plan.title)
        assert window.workspace is not None
        if chosen:
            window.workspace.board.choose(
                next(k for k, one in plan.activities.items() if one.card.id == chosen)
            )
        return grab(app, window)


def _saved(plan: Plan, title: str) -> Path:
    path = Path.home() / "Plans" / f"{title}.deckplan"
    path.parent.mkdir(exist_ok=True)
    write_plan(plan, path)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
