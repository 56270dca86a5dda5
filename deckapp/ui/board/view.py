"""The board of one window: puts canvas, heads and hands together, and hands Qt's events on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from deckapp.plan.plan import Plan
from deckapp.ui.board import accessible
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing import overlay
from deckapp.ui.board.drawing.look import Detail, detail_at
from deckapp.ui.board.hands.drops import Drops
from deckapp.ui.board.hands.inline import write_in_place
from deckapp.ui.board.hands.keys import Keys
from deckapp.ui.board.hands.menus import context_menu
from deckapp.ui.board.hands.pointer import Pointer
from deckapp.ui.board.heads.heads import BY_KEY
from deckapp.ui.board.heads.phases import PhaseHeads
from deckapp.ui.board.heads.workstreams import WorkstreamHeads
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.document.step_words import described
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip

WHEEL_DOUBLES = 480.0
"""So much turning of the wheel (an eighth of a degree each) doubles the zoom."""
WHEEL_PAN = 0.8
"""Pixels that the board is panned for one such eighth of a degree."""


@guarded
class BoardView(Canvas):
    """The board as it is seen and worked: phases across, workstreams down, activities, notes and links."""

    def __init__(
        self, board: Board, pictures: Pictures, settings: Settings, parent: QWidget | None = None
    ) -> None:
        accessible.install()
        super().__init__(board, pictures, parent)
        self._settings = settings
        self.phase_heads = PhaseHeads(board, self)
        self.workstream_heads = WorkstreamHeads(board, self)
        self._corner = QWidget(self)
        self.setCornerWidget(QWidget(self))
        self.pointer = Pointer(board, self)
        self._keys = Keys(board, self.pointer)
        self._drops = Drops(board, self)
        self._came_by_key = False
        self.setAccessibleName("Board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._rings = board.selection.ids
        self._connect()
        self._place_heads()

    # What screen readers are told.

    def listed_ids(self) -> Sequence[str]:
        return self.board.contents.reading_order()

    def listed_name(self, key: str) -> str:
        return described(self.board.contents.plan, key)

    def listed_rect(self, key: str) -> QRect:
        return self.seen(self.board.contents.rect_of([key])).translated(self.viewport().pos())

    def listed_state(self, key: str) -> tuple[bool, bool]:
        return self.hasFocus() and key == self.board.current, key in self.board.selection.ids

    def listed_widgets(self) -> Sequence[QWidget]:
        editors = self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [self.phase_heads, self.workstream_heads, *(each for each in editors if each.isVisible())]

    def drawForeground(self, painter: QPainter, exposed: QRectF | QRect) -> None:
        """Draw rings, dots, ghosts and the gesture that lasts."""
        frame = self.frame_for(painter, QRectF(exposed))
        look = frame.look if self.hasFocus() else frame.look.without_focus()
        overlay.draw_chosen(
            painter, frame.with_look(look), self.board.contents, self.board.selection.ids - set(self.lifted)
        )
        overlay.draw_ghosts(painter, frame, self.ghosts)
        if self.pointer.gesture is not None:
            self.pointer.gesture.draw(painter, frame)
        elif not self.board.is_locked:
            for piece in self.pointer.with_handles():
                if overlay.shows_dots(piece, self.zoom):
                    overlay.draw_dots(painter, frame, piece)
        current = self.board.contents.piece(self.board.current)
        many = len(self.board.selection.ids) > 1 and self.pointer.gesture is None
        if self.hasFocus() and current is not None and many:
            overlay.draw_focus(painter, frame, current)
        self._draw_on_viewport(painter)

    # Qt's events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_keys"):
            self._place_heads()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        modifiers = event.modifiers()
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if bool(modifiers & Qt.KeyboardModifier.ControlModifier) != self._settings.wheel_zooms:
            self.zoom_at(self.zoom * 2 ** ((turned.y() or turned.x()) / WHEEL_DOUBLES), event.position())
        else:
            way = QPointF(pixels) if not pixels.isNull() else QPointF(turned) * WHEEL_PAN
            if modifiers & Qt.KeyboardModifier.ShiftModifier and not way.x():
                way = QPointF(way.y(), 0)
            self.pan(way.x(), way.y())
            self.stir()
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_at(self.zoom * (1 + event.value()), event.position())
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self._tip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._came_by_key = True
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's name)
        # Editors and heads ask their parent too: Tab goes from tile to tile only while the board has the focus.
        return (self.hasFocus() and self._keys.step(ahead=next)) or super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys.stepped_out = False
        self._came_by_key = event.reason() in BY_KEY
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointer.pans = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.pointer.cancel()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        chosen = self.board.contents.rect_of(self.board.selection.ids)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and not chosen.isEmpty():
            place = self.viewport().mapToGlobal(self.seen(chosen).center())
        context_menu(self.board, self).popup(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

    # Helpers.

    def _place_heads(self) -> None:
        wide, high = self.workstream_heads.thickness, self.phase_heads.thickness
        self.setViewportMargins(wide, high, 0, 0)
        room = self.viewport().geometry()
        self._corner.setGeometry(QRect(QPoint(0, 0), room.topLeft()))
        self.phase_heads.setGeometry(room.left(), 0, room.width(), room.top())
        self.workstream_heads.setGeometry(0, room.top(), room.left(), room.height())
        self.view_moved.emit()

    def _connect(self) -> None:
        board = self.board
        board.changed.connect(self._board_changed)
        board.selection.changed.connect(self._chosen_changed)
        board.current_changed.connect(self._current_changed)
        board.writing_requested.connect(lambda key, label: write_in_place(board, self, key, label))
        board.title_requested.connect(self._write_title)
        self.view_moved.connect(self.phase_heads.update)
        self.view_moved.connect(self.workstream_heads.update)

    def _board_changed(self, before: Plan, after: Plan, _dirty: object) -> None:
        # The plan under a gesture has changed (undo, another window): what the hand holds may be gone.
        self.pointer.cancel()
        if before.phases is not after.phases or before.activities is not after.activities:
            self.phase_heads.follow()
        if before.workstreams is not after.workstreams or before.activities is not after.activities:
            self.workstream_heads.follow()

    def _current_changed(self, key: str) -> None:
        self.viewport().update()
        accessible.announce(self, key)

    def _write_title(self, key: str, label: str) -> None:
        heads = self.phase_heads if key in self.board.document.plan.phases else self.workstream_heads
        heads.rename(key, label)

    def _chosen_changed(self, ids: frozenset[str]) -> None:
        changed, contents = self._rings ^ ids, self.board.contents
        # One chosen piece more or less also shows or hides the dots and the links of another.
        few = overlay.FOLLOWED_AT_MOST + 1
        about = {
            *changed,
            *(ids if len(ids) <= few else ()),
            *(self._rings if len(self._rings) <= few else ()),
        }
        if self.hasFocus() and bool(ids) != bool(self._rings):
            # The frame around the whole board comes or goes.
            self.viewport().update()
        self._rings = ids
        links = [
            link.rect
            for link in contents.links.values()
            if link.link.source in about or link.link.target in about
        ]
        self.refresh([*(contents.rect_of([key]) for key in about), *links], overlay.DOT_REACH_PX)

    def _tip_at(self, place: QPoint) -> str:
        """What lies here in words, where it is too small to be read."""
        point = self.point_at(QPointF(place))
        piece = self.piece_at(point)
        readable = piece is None or detail_at(self.zoom) is Detail.NEAR
        return "" if piece is None or readable else described(self.board.contents.plan, piece.id)

    def _lacks(self) -> str:
        layout = self.board.contents.layout
        lanes = (("phase", layout.columns), ("workstream", layout.rows))
        return " and no ".join(name for name, held in lanes if not held)

    def _draw_on_viewport(self, painter: QPainter) -> None:
        """What does not move with the board: the first-run hint, and the focus of an empty choice."""
        painter.save()
        painter.resetTransform()
        room = self.viewport().rect()
        if self.is_bare:
            overlay.draw_first_hint(
                painter, self.look, room, lacks=self._lacks(), locked=self.board.is_locked
            )
        if self.hasFocus() and self._came_by_key and not self.board.selection.ids:
            painter.setPen(QPen(self.look.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()
