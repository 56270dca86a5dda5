"""The raster cache: pages of faces become pixmaps on a worker thread, newest request first."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from deckapp.face.page import Page

log = logging.getLogger(__name__)

BATCH = 8
PENDING = 600
SWITCH_SECONDS = 0.001
REST_SECONDS = 0.08
"""Shorter than one notices, longer than the window needs for a key or a frame."""

UNKNOWN_SIZE = 198.0, 340.0
"""A tarot card's, in points, for a face that could not even be laid out."""

Key = tuple[Hashable, int]
Make = Callable[[], "Page"]


class Pictures(QObject):
    """Pixmaps of pages by key and width; what is not there yet is made off the window's thread.

    A key stands for all that the page shows: equal keys, equal pictures.
    """

    ready = Signal(object)
    """The keys (a set) whose pictures have just become available."""
    _made = Signal(object)

    def __init__(self, parent: QObject | None = None, *, limit_bytes: int = 160 * 1024 * 1024) -> None:
        super().__init__(parent)
        self._limit = limit_bytes
        self._bytes = 0
        self._pixmaps: OrderedDict[Key, QPixmap] = OrderedDict()
        self._widths: dict[Hashable, set[int]] = {}
        self._wanted: OrderedDict[Key, Make] = OrderedDict()
        self._busy: set[Key] = set()
        self._wake = threading.Condition()
        self._stopped = False
        self._rest_until = 0.0
        self._thread: threading.Thread | None = None
        # The worker must not make the window stutter.
        sys.setswitchinterval(SWITCH_SECONDS)
        self._made.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def picture(self, key: Hashable, make: Make, width: int, ratio: float = 1.0) -> QPixmap | None:
        """The picture at `width` logical pixels on a screen of this pixel `ratio`, or None while it is made."""
        pixels = round(width * ratio) or 1
        pixmap = self._pixmaps.get((key, pixels))
        if pixmap is not None:
            self._pixmaps.move_to_end((key, pixels))
            return pixmap
        self._ask((key, pixels), make)
        return None

    def stand_in(self, key: Hashable) -> QPixmap | None:
        """The sharpest picture of this key at whatever width there is, to show until the right one comes."""
        widths = self._widths.get(key)
        return self._pixmaps[(key, max(widths))] if widths else None

    def rest(self) -> None:
        """Let the window go first: a key or a gesture needs Python now, and nothing is drawn for a moment."""
        self._rest_until = time.monotonic() + REST_SECONDS

    def is_idle(self) -> bool:
        """Whether everything asked for has been made."""
        with self._wake:
            return not self._wanted and not self._busy

    def stop(self) -> None:
        """End the worker; call before the application goes."""
        with self._wake:
            self._stopped = True
            self._wanted.clear()
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _ask(self, key: Key, make: Make) -> None:
        with self._wake:
            if self._stopped or key in self._busy:
                return
            self._wanted[key] = make
            self._wanted.move_to_end(key)
            while len(self._wanted) > PENDING:
                self._wanted.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
                self._thread.start()
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._wanted and not self._stopped:
                    self._wake.wait()
                if self._stopped:
                    return
                batch = [self._wanted.popitem() for _ in range(min(BATCH, len(self._wanted)))]
                self._busy.update(key for key, _make in batch)
            made = self._render(batch)
            if not self._stopped:
                self._made.emit(made)

    def _render(self, batch: list[tuple[Key, Make]]) -> list[tuple[Key, QImage]]:
        from deckapp.face.cards.unshown import unshown_page
        from deckapp.face.pdf.raster import render

        made: list[tuple[Key, QImage]] = []
        pages: list[Page] = []
        keys: list[Key] = []
        for key, make in batch:
            self._wait_for_window()
            try:
                pages.append(make())
                keys.append(key)
            except Exception:
                log.exception("a face could not be laid out")
                pages.append(unshown_page(*UNKNOWN_SIZE))
                keys.append(key)
        self._wait_for_window()
        try:
            return [*made, *zip(keys, render(pages, [key[1] for key in keys]), strict=True)]
        except Exception:
            # One of them spoils the others: each is drawn by itself, and only that one is not.
            return made + [(key, self._alone(page, key[1])) for key, page in zip(keys, pages, strict=True)]

    def _alone(self, page: Page, width: int) -> QImage:
        from deckapp.face.cards.unshown import unshown_page
        from deckapp.face.pdf.raster import render

        try:
            return render([page], [width])[0]
        except Exception:
            log.exception("a face could not be drawn")
        try:
            return render([unshown_page(page.width, page.height, page.title)], [width])[0]
        except Exception:
            log.exception("nothing could be drawn")
            return _blank(width)

    def _wait_for_window(self) -> None:
        while not self._stopped and (left := self._rest_until - time.monotonic()) > 0:
            time.sleep(left)

    @Slot(object)
    def _keep(self, made: list[tuple[Key, QImage]]) -> None:
        with self._wake:
            self._busy.difference_update(key for key, _image in made)
        for key, image in made:
            pixmap = QPixmap.fromImage(image)
            self._pixmaps[key] = pixmap
            self._widths.setdefault(key[0], set()).add(key[1])
            self._bytes += _size(pixmap)
        while self._bytes > self._limit and len(self._pixmaps) > 1:
            (name, width), pixmap = self._pixmaps.popitem(last=False)
            self._bytes -= _size(pixmap)
            self._widths[name].discard(width)
            if not self._widths[name]:
                del self._widths[name]
        self.ready.emit({key[0] for key, _image in made})


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def _blank(width: int) -> QImage:
    from PySide6.QtGui import QImage

    image = QImage(width, width, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
