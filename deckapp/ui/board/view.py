"""The board of one window: draws what lies above the plan, and takes mouse, wheel, keys and drops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from deckapp.ui.board import accessible
from deckapp.ui.board.board import Commands
from deckapp.ui.board.contents import GRASP, within
from deckapp.ui.board.drawing import overlay
from deckapp.ui.board.drawing.look import Detail, detail_at
from deckapp.ui.board.hands import keys
from deckapp.ui.board.hands.drops import Drops
from deckapp.ui.board.hands.menus import context_menu
from deckapp.ui.board.hands.pointer import Pointer
from deckapp.ui.board.heads.heads import BY_KEY
from deckapp.ui.board.pieces import Piece
from deckapp.ui.document import Document
from deckapp.ui.guard import guarded
from deckapp.ui.library_store import LibraryStore
from deckapp.ui.pictures import Pictures
from deckapp.ui.plain import tip
from deckapp.ui.selection import Selection
from deckapp.ui.settings import Settings
from deckapp.ui.step_words import described

WHEEL_DOUBLES = 480.0
"""So much turning of the wheel (an eighth of a degree each) doubles the zoom."""
WHEEL_PAN = 0.8
"""Pixels that the board is panned for one such eighth of a degree."""


@guarded
class BoardView(Commands):
    """The board: phases across, workstreams down, activities, notes and links."""

    def __init__(
        self, document: Document, selection: Selection, pictures: Pictures, store: LibraryStore,
        settings: Settings, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        accessible.install()
        super().__init__(document, selection, pictures, store, parent)
        self._settings = settings
        self.pointer = Pointer(self)
        self._drops = Drops(self)
        self.current = ""
        """The piece that keys go on from: the one chosen last."""
        self.stepped_out = False
        """Whether Esc has let go of everything, so that Tab leads on."""
        self._came_by_key = False
        self.setAccessibleName("Board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._connect()

    @property
    def grasp(self) -> float:
        """How near to a link one has to be to take hold of it, in board units."""
        return GRASP / min(self.zoom, 1.0)

    @property
    def is_bare(self) -> bool:
        """Whether nothing lies on the board and nothing is held over it; the first hint is shown then."""
        return not (self.contents.tiles or self.contents.notes or self._drops.ghosts)

    def choose(self, key: str, besides: Iterable[str] = ()) -> None:
        """Choose one tile or note, alone or besides others, go on from it, and show it."""
        self.selection.set([*besides, key])
        self.set_current(key)
        self.ensure_visible([key])

    def set_current(self, key: str) -> None:
        """Let keys go on from this piece, and tell those who listen instead of look."""
        self.current = key
        self.stepped_out = False
        self.viewport().update()
        accessible.announce(self, key)

    # What screen readers are told.

    def listed_ids(self) -> Sequence[str]:
        return self.contents.reading_order()

    def listed_name(self, key: str) -> str:
        return described(self.contents.plan, key)

    def listed_rect(self, key: str) -> QRect:
        return self.seen(self.contents.rect_of([key])).translated(self.viewport().pos())

    def listed_state(self, key: str) -> tuple[bool, bool]:
        return self.hasFocus() and key == self.current, key in self.selection.ids

    def listed_widgets(self) -> Sequence[QWidget]:
        editors = self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [self.phase_heads, self.workstream_heads, *(each for each in editors if each.isVisible())]

    def with_handles(self) -> list[Piece]:
        """The pieces whose dots or corners can be taken hold of: the one under the pointer, the one chosen."""
        hovered = self.pointer.hovered
        chosen = self.contents.pieces(self.selection.ids) if len(self.selection.ids) == 1 else []
        return [*([hovered] if hovered and self.contents.piece(hovered.id) is hovered else []), *chosen]

    def drawForeground(self, painter: QPainter, exposed: QRectF | QRect) -> None:
        """Draw rings, dots, ghosts and the gesture that lasts."""
        frame = self.frame_for(painter, QRectF(exposed))
        look = frame.look if self.hasFocus() else frame.look.without_focus()
        overlay.draw_chosen(
            painter, frame.with_look(look), self.contents, self.selection.ids - set(self.lifted)
        )
        overlay.draw_ghosts(painter, frame, self._drops.ghosts)
        if self.pointer.gesture is not None:
            self.pointer.gesture.draw(painter, frame)
        elif not self.is_locked:
            for piece in self.with_handles():
                if overlay.shows_dots(piece, self.zoom):
                    overlay.draw_dots(painter, frame, piece)
        current = self.contents.piece(self.current)
        many = len(self.selection.ids) > 1 and self.pointer.gesture is None
        if self.hasFocus() and current is not None and many:
            overlay.draw_focus(painter, frame, current)
        self._draw_on_viewport(painter)

    # Qt's events.

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
        if not keys.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not keys.release(self, event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's name)
        # Editors and heads ask their parent too: Tab goes from tile to tile only while the board has the focus.
        return (self.hasFocus() and keys.step(self, ahead=next)) or super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.stepped_out = False
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
        chosen = self.contents.rect_of(self.selection.ids)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and not chosen.isEmpty():
            place = self.viewport().mapToGlobal(self.seen(chosen).center())
        context_menu(self).popup(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

    # Helpers.

    def _connect(self) -> None:
        self.document.changed.connect(self._follow)
        self.selection.changed.connect(self._chosen_changed)
        self.pictures.ready.connect(self._pictures_came)
        self._rings = self.selection.ids

    def _follow(self, _before: object, _after: object) -> None:
        # The plan under a gesture has changed (undo, another window): what the hand holds may be gone.
        self.pointer.cancel()
        was_bare, plan = self.is_bare, self.document.plan
        is_gone = bool(self.current) and not (self.current in plan.activities or self.current in plan.notes)
        order = self.contents.reading_order() if is_gone else []
        self.show_plan()
        if self.is_bare != was_bare:
            self.viewport().update()
        if is_gone:
            # Whoever goes on by keys goes on from there, not from the board's beginning.
            here = order.index(self.current) if self.current in order else 0
            left = (key for key in (*order[here:], *reversed(order[:here])) if self.contents.piece(key))
            self.current = next(left, "")

    def _chosen_changed(self, ids: frozenset[str]) -> None:
        self.end_run()
        if len(ids) == 1:
            (self.current,) = ids
        elif ids and self.current not in ids:
            self.current = next((key for key in self.contents.reading_order() if key in ids), self.current)
        changed = self._rings ^ ids
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
            for link in self.contents.links.values()
            if link.link.source in about or link.link.target in about
        ]
        self.refresh([*(self.contents.rect_of([key]) for key in about), *links], overlay.DOT_REACH_PX)

    def _pictures_came(self, made: Iterable[object]) -> None:
        came = set(made)
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        pieces: list[Piece] = [
            tile
            for tile in within(self.contents.tiles, seen)
            if tile.near.key in came or tile.far.key in came
        ]
        pieces += [note for note in within(self.contents.notes, seen) if note.near.key in came]
        self.refresh([piece.rect for piece in pieces])

    def _tip_at(self, place: QPoint) -> str:
        """What lies here in words, where it is too small to be read."""
        point = self.point_at(QPointF(place))
        piece = self.contents.piece_at(point.x(), point.y())
        readable = piece is None or detail_at(self.zoom) is Detail.NEAR
        return "" if piece is None or readable else described(self.contents.plan, piece.id)

    def _lacks(self) -> str:
        layout = self.contents.layout
        lanes = (("phase", layout.columns), ("workstream", layout.rows))
        return " and no ".join(name for name, held in lanes if not held)

    def _draw_on_viewport(self, painter: QPainter) -> None:
        """What does not move with the board: the first-run hint, and the focus of an empty choice."""
        painter.save()
        painter.resetTransform()
        room = self.viewport().rect()
        if self.is_bare:
            overlay.draw_first_hint(painter, self.look, room, lacks=self._lacks(), locked=self.is_locked)
        if self.hasFocus() and self._came_by_key and not self.selection.ids:
            painter.setPen(QPen(self.look.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()
