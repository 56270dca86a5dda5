"""The canvas: draws a board, follows its changes, and knows where on it a point of the screen lies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from deckapp.plan.plan import Plan
from deckapp.ui.board.board import Board
from deckapp.ui.board.contents import GRASP, within
from deckapp.ui.board.drawing.arrows import draw_labels, draw_links
from deckapp.ui.board.drawing.cells import draw_cells
from deckapp.ui.board.drawing.frame import Scene, frame_of
from deckapp.ui.board.drawing.look import look_of
from deckapp.ui.board.drawing.tiles import TilePainter
from deckapp.ui.board.hint import Hint
from deckapp.ui.board.pieces import LinkPiece, Piece
from deckapp.ui.board.viewpoint import Viewpoint
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit.guard import guarded

MANY = 64
"""More changed rectangles than this are one: the whole view."""
TOUCH = 6.0
"""How far a ring or a shadow reaches beyond the thing that has it, in pixels."""

Ghost = tuple[QRectF, QColor]
"""Where something would land, in board units, and the colour in which that is shown."""


@guarded
class Canvas(Viewpoint):
    """Shows a board. The view draws everything itself: no item, however cheap, is as cheap as none.

    `lifted` are the pieces that a hand holds, `ghosts` where cards that are held over the board would land.
    """

    def __init__(self, board: Board, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = board
        self.pictures = pictures
        self.tiles = TilePainter(pictures)
        self.lifted: Collection[str] = frozenset()
        self.ghosts: Sequence[Ghost] = ()
        self.look = look_of(self.palette())
        self._bounds = board.contents.bounds()
        self._was_bare = self.is_bare
        hint = Hint(self.viewport())
        board.message.connect(hint.say)
        board.changed.connect(self._follow)
        board.reveal_requested.connect(self.ensure_visible)
        board.middle_of_sight = lambda: self.point_at(QRectF(self.viewport().rect()).center())
        pictures.ready.connect(self._pictures_came)
        self.set_range()

    def bounds(self) -> QRectF:
        """The whole board, in board units."""
        return self.board.contents.bounds()

    @property
    def is_bare(self) -> bool:
        """Whether nothing lies on the board and nothing is held over it."""
        return self.board.is_empty and not self.ghosts

    def piece_at(self, point: QPointF) -> Piece | None:
        """The uppermost note or tile under a point of the board."""
        return self.board.contents.piece_at(point.x(), point.y())

    def found_at(self, point: QPointF) -> Piece | LinkPiece | None:
        """The note or tile under a point of the board, else the link that can be taken hold of there."""
        reach = GRASP / min(self.zoom, 1.0)
        return self.piece_at(point) or self.board.contents.link_at(point.x(), point.y(), reach)

    def ensure_visible(self, ids: Iterable[str]) -> None:
        """Scroll so that these activities, notes and links are seen."""
        self.show_rect(self.board.contents.rect_of(ids))

    def fit_selection(self) -> None:
        """Show all that is chosen, as large as it goes up to 100 %."""
        self.fit(self.board.contents.rect_of(self.board.selection.ids))

    def show_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Show where cards that are held over the board would land."""
        before, self.ghosts = self.ghosts, ghosts
        if self._was_bare != self.is_bare:
            self._was_bare = self.is_bare
            self.refresh()
        elif before != ghosts:
            self.refresh([place for place, _colour in (*before, *ghosts)])

    def refresh(self, rects: Iterable[QRectF] | None = None, reach: float = TOUCH) -> None:
        """Draw these rectangles of the board anew, and `reach` pixels about them; without any, all."""
        found = None if rects is None else list(rects)
        if found is None or len(found) > MANY:
            self.viewport().update()
            return
        edge = round(reach)
        for rect in found:
            self.viewport().update(self.seen(rect).adjusted(-edge, -edge, edge, edge))

    def drawBackground(self, painter: QPainter, exposed: QRectF | QRect) -> None:
        """Draw the cells, and all that lies on them."""
        contents = self.board.contents
        frame = self.frame_for(painter, QRectF(exposed))
        draw_cells(painter, frame, contents.layout)
        draw_links(painter, frame, contents)
        self.tiles.draw(painter, frame, contents, self.lifted)
        draw_labels(painter, frame, within(contents.links, frame.exposed))

    def frame_for(self, painter: QPainter, exposed: QRectF) -> Scene:
        """What the painter is about to draw."""
        return frame_of(painter, exposed, self.look, calm=self.is_calm)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "look"):
            self.look = look_of(self.palette())
            self.viewport().update()

    def _follow(self, before: Plan, after: Plan, dirty: list[QRectF]) -> None:
        same_lanes = before.phases is after.phases and before.workstreams is after.workstreams
        bounds, is_bare = self.bounds(), self.is_bare
        if bounds != self._bounds or not same_lanes:
            self._bounds = bounds
            self.set_range()
            self.refresh()
        elif is_bare != self._was_bare:
            self.refresh()
        else:
            self.refresh(dirty)
        self._was_bare = is_bare

    def _pictures_came(self, made: Iterable[object]) -> None:
        came, contents = set(made), self.board.contents
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        drawn: list[Piece] = [
            tile for tile in within(contents.tiles, seen) if tile.near.key in came or tile.far.key in came
        ]
        drawn += [note for note in within(contents.notes, seen) if note.near.key in came]
        self.refresh([piece.rect for piece in drawn])
