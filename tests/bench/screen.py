"""What the hands wait for: a key in the search box, a frame of the board, an undo, all until painted."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from deckapp.face.type.fonts import load_fonts
from deckapp.files.home import user_folder
from deckapp.plan.edits import change_activities, move
from deckapp.plan.journal import Journal
from deckapp.ui.board.board import Board
from deckapp.ui.board.view import BoardView
from deckapp.ui.document.document import Document
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.services import Services
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit import theme
from deckapp.ui.library.pane import LibraryPane
from deckapp.ui.program.garbage import Collector
from deckapp.ui.window.workspace import Workspace
from tests.bench.figure import Figure
from tests.bench.samples import make_plan, write_deck

FRAMES = 60


def search() -> Iterator[Figure]:
    """Each key typed into the search box of a library of 10,000 cards, until the list is painted."""
    app = _application()
    folder = user_folder()
    folder.mkdir(parents=True, exist_ok=True)
    decks = [write_deck(folder, 2000, f"bench-{number}") for number in range(5)]
    store = LibraryStore(Settings())
    _wait(app, lambda: sum(len(held.deck.cards) for held in store.library.decks) >= 10_000)
    pictures = Pictures()
    pane = LibraryPane(store, pictures, Settings())
    pane.resize(720, 1080)
    pane.show()
    _settle(app, pictures)
    taken = []
    for word in ("sponsor", "workshop feedback", "trsut", "vision people"):
        for letter in word:
            begin = time.perf_counter()
            QTest.keyClicks(pane.head.search, letter)
            pane.wall.viewport().repaint()
            taken.append((time.perf_counter() - begin) * 1e3)
        pane.head.search.clear()
        _settle(app, pictures)
    _close(pane, store, pictures)
    for path in decks:
        path.unlink()
    detail = f"median {statistics.median(taken):.1f} ms over {len(taken)} keys"
    yield Figure("a key in the search box, 10,000 cards (p95)", _percentile(taken, 95), 16, "ms", detail)


def board() -> Iterator[Figure]:
    """Frames of the board at 1920 x 1080 while it pans, zooms and drags."""
    for count, median, worst in ((1000, 16.0, 33.0), (10_000, 33.0, None)):
        app, view, _document, pictures, store = _board(count)
        for name, frame in (("pan", _pan), ("zoom", _zoom), ("drag", _drag)):
            view.fit_all()
            _settle(app, pictures)
            taken = []
            for step in range(FRAMES):
                begin = time.perf_counter()
                frame(view, step)
                view.viewport().repaint()
                taken.append((time.perf_counter() - begin) * 1e3)
                app.processEvents()
            QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
            label = f"board frame, {name}, {count:,} activities"
            yield Figure(f"{label} (median)", statistics.median(taken), median, "ms")
            if worst is not None:
                yield Figure(f"{label} (worst)", max(taken), worst, "ms")
        _close(view, store, pictures)


def undo() -> Iterator[Figure]:
    """Undo and redo of a move on a plan of 1,000 activities, until painted."""
    app, view, document, pictures, store = _board(1000)
    plan = document.plan
    chosen = list(plan.activities.items())[:50]
    away = {
        key: type(one.position)(phase="", workstream="", x=n * 8.0, y=8.0)
        for n, (key, one) in enumerate(chosen)
    }
    document.edit("move 50 activities", move(plan, away))
    _settle(app, pictures)
    taken = []
    for number in range(20):
        begin = time.perf_counter()
        (document.undo_stack.redo if number % 2 else document.undo_stack.undo)()
        view.viewport().repaint()
        taken.append((time.perf_counter() - begin) * 1e3)
        app.processEvents()
    _close(view, store, pictures)
    yield Figure("an undo of 50 moves, 1,000 activities (median)", statistics.median(taken), 16, "ms")


def edit() -> Iterator[Figure]:
    """One edit of a plan of 10,000 activities in the whole workspace, until painted."""
    app = _application()
    settings, store, pictures = Settings(), LibraryStore(Settings()), Pictures()
    with tempfile.TemporaryDirectory() as folder:
        document = Document(make_plan(10_000), journal=Journal(Path(folder)))
        work = Workspace(document, Services(settings, store, pictures, Path(folder)))
        work.resize(1920, 1080)
        work.show()
        work.selection.set(["b5"])
        _settle(app, pictures)
        taken: dict[str, list[float]] = {"fields": [], "outline": []}
        for name, times in taken.items():
            (work.inspector.focus_fields if name == "fields" else work.inspector.show_outline)()
            _settle(app, pictures)
            for number in range(20):
                begin = time.perf_counter()
                after = change_activities(document.plan, ["b5"], owner=f"Owner {number}")
                document.edit("owner", after, "owner")
                app.processEvents()
                times.append((time.perf_counter() - begin) * 1e3)
                _settle(app, pictures)
        _close(work, store, pictures)
        document.close()
    for name, times in taken.items():
        label = f"an edit of 10,000 activities, {name} in sight (median)"
        yield Figure(label, statistics.median(times), 30, "ms")


def _pan(view: BoardView, step: int) -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() + (24 if step % 20 < 10 else -24))


def _zoom(view: BoardView, step: int) -> None:
    if step % 12 < 6:
        view.zoom_in()
    else:
        view.zoom_out()


def _drag(view: BoardView, step: int) -> None:
    at = QPoint(400 + 6 * step, 300 + 3 * step)
    if step == 0:
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view.viewport(), at)


def _board(count: int) -> tuple[QApplication, BoardView, Document, Pictures, LibraryStore]:
    app = _application()
    document, pictures, store = Document(make_plan(count)), Pictures(), LibraryStore(Settings())
    view = BoardView(Board(document, store), pictures, Settings())
    view.board.setParent(view)
    view.resize(1920, 1080)
    view.show()
    view.fit_all()
    _settle(app, pictures)
    return app, view, document, pictures, store


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    if app.findChild(Collector) is None:
        Collector(app)
    load_fonts()
    theme.apply(app, "light")
    return app


def _settle(app: QApplication, pictures: Pictures, most: float = 30.0) -> None:
    """Let pictures be made and timers run out, so that a frame is a frame."""
    for _ in range(2):
        pause = time.monotonic() + 0.3
        _wait(app, lambda: time.monotonic() > pause)  # noqa: B023
        _wait(app, pictures.is_idle, most)


def _wait(app: QApplication, done: Callable[[], bool], most: float = 60.0) -> None:
    end = time.monotonic() + most
    while not done() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def _close(widget: QWidget, store: LibraryStore, pictures: Pictures) -> None:
    widget.close()
    store.stop()
    pictures.stop()
    widget.deleteLater()


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "search": search,
    "board": board,
    "undo": undo,
    "edit": edit,
}
