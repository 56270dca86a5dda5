"""The preview: the page itself, made as it will be printed and shown as paper on a desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deckapp.files.failures import as_sentences
from deckapp.printing.job import PrintJob
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.task import Task
from deckapp.ui.kit.theme import SPACE

KINDS = {
    "guide": "the guide", "blank": "nothing, so that fronts come on a sheet of their own",
    "fronts": "fronts", "backs": "backs", "both": "fronts and backs",
}  # fmt: skip
WHEEL_NOTCH = 120


class PreviewPane(QWidget):
    """Shows one page of a job, and leads to the others; `failed` says why a page cannot be made."""

    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job: PrintJob | None = None
        self.number = 0
        self.paper = PagePicture(self)
        self.paper.turned.connect(self.turn)
        self.back = self._arrow("caret-left", "The page before", -1)
        self.on = self._arrow("caret-right", "The next page", 1)
        self.label = plain_label("", self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self.back)
        foot.addWidget(self.label, 1)
        foot.addWidget(self.on)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.paper, 1)
        box.addLayout(foot)
        self._task: Task | None = None
        self._stale = self._stopped = False
        self.paper.resized.connect(self._make)

    def show_job(self, job: PrintJob | None) -> None:
        """Show this job; the page number stays as far as there is such a page."""
        first = self.job is None
        self.job = job
        if job is None:
            self.paper.show_image(None, QSize(210, 297))
            self.label.clear()
            return
        if first:
            # What people look for are cards; the guide is one page back.
            self.number = next((n for n, page in enumerate(job.pages) if page.faces), 0)
        self.number = min(self.number, len(job.pages) - 1)
        self._show_number()

    def turn(self, pages: int) -> None:
        """Go so many pages on, or back."""
        if self.job is not None:
            self.number = max(0, min(len(self.job.pages) - 1, self.number + pages))
            self._show_number()

    def stop(self) -> None:
        """Wait for the page that is being made; no other one is begun."""
        self._stopped = True
        if self._task is not None:
            self._task.wait()

    @property
    def is_making(self) -> bool:
        """Whether a page is being made."""
        return self._task is not None

    def _show_number(self) -> None:
        assert self.job is not None
        page, count = self.job.pages[self.number], len(self.job.pages)
        self.label.setText(f"Page {self.number + 1} of {count}: {KINDS[page.kind]}")
        self.back.setEnabled(self.number > 0)
        self.on.setEnabled(self.number < count - 1)
        self._make()

    def _make(self) -> None:
        """Make the page off the window's thread; what was chosen meanwhile is made next."""
        job, number = self.job, self.number
        if job is None or self._stopped:
            return
        if self._task is not None:
            self._stale = True
            return
        width = self.paper.pixels_for(QSize(round(job.grid.width), round(job.grid.height)))
        self._stale = False
        self._task = Task(lambda _progress: _picture(job, number, width), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._fail)
        self._task.start()

    def _take(self, image: QImage) -> None:
        self._end()
        if self.job is not None:
            grid = self.job.grid
            self.paper.show_image(image, QSize(round(grid.width), round(grid.height)))

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(as_sentences(error))

    def _end(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        if self._stale:
            self._make()

    def _arrow(self, name: str, says: str, pages: int) -> QPushButton:
        button = QPushButton(icon(name), "", self)
        button.setAccessibleName(says)
        button.setToolTip(says)
        button.clicked.connect(lambda: self.turn(pages))
        return button


def _picture(job: PrintJob, number: int, width: int) -> QImage:
    from deckapp.face.pdf.raster import render_pdf
    from deckapp.printing.deck_pdf import one_page

    return render_pdf(one_page(job, number), [width])[0]


@guarded
class PagePicture(QWidget):
    """A page as paper on a desk; the wheel and the page keys turn the pages."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._page = QSize(210, 297)
        self._turns: dict[int, Callable[[], None]] = {
            key: lambda pages=pages: self.turned.emit(pages)  # type: ignore[misc]
            for keys, pages in (
                ((Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down), 1),
                ((Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up), -1),
                ((Qt.Key.Key_End,), 100_000),
                ((Qt.Key.Key_Home,), -100_000),
            )
            for key in keys
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview of the page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 240)

    @property
    def image(self) -> QImage | None:
        """The page that is shown."""
        return self._image

    def show_image(self, image: QImage | None, page: QSize) -> None:
        """Show a page of these proportions."""
        self._image, self._page = image, page
        self.update()

    def pixels_for(self, page: QSize) -> int:
        """How many pixels wide a page of these proportions is shown."""
        return max(1, round(self._area(page).width() * self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = self.palette()
        painter.setPen(colours.color(QPalette.ColorRole.Highlight) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        area = self._area(self._page)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(6):
            painter.setBrush(QColor(0, 0, 0, 7))
            painter.drawRoundedRect(area.adjusted(-spread, 1 - spread, spread, spread + 1), 2, 2)
        painter.fillRect(area, QColor("white"))
        if self._image is not None:
            painter.drawImage(area, self._image)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = self._turns.get(event.key())
        if turn is None:
            super().keyPressEvent(event)
        else:
            turn()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y()
        if abs(notches) >= WHEEL_NOTCH // 2:
            self.turned.emit(-1 if notches > 0 else 1)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _area(self, page: QSize) -> QRectF:
        """Where the page lies, as large as the room allows."""
        room = QSize(self.width() - 4 * SPACE, self.height() - 4 * SPACE)
        scale = min(room.width() / page.width(), room.height() / page.height())
        wide, high = round(page.width() * scale), round(page.height() * scale)
        corner = QPointF((self.width() - wide) // 2, (self.height() - high) // 2)
        return QRectF(corner.x(), corner.y(), wide, high)
