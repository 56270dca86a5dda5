"""A short glide from one view of the board to another, or none where the system asks for less motion."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPointF, QVariantAnimation
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from deckapp.ui.board.viewpoint import Viewpoint

LONGEST_MS = 120


class Glide(QVariantAnimation):
    """Moves a view to a zoom at which a point of the board lies at a place of the viewport."""

    def __init__(self, view: Viewpoint) -> None:
        super().__init__(view)
        self._view = view
        self._from_zoom = self._to_zoom = 1.0
        self._point, self._from_place, self._to_place = QPointF(), QPointF(), QPointF()
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._show)

    @property
    def goal(self) -> float:
        """The zoom that the view has, or will have when the glide is over."""
        return self._to_zoom if self.state() == QVariantAnimation.State.Running else self._view.zoom

    def go(self, zoom: float, point: QPointF, place: QPointF) -> None:
        """Glide there, at once where there is to be no motion."""
        self.stop()
        view = self._view
        style = view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, view)
        if style <= 0 or not view.isVisible():
            view.look_at(zoom, point, place)
            return
        self._from_zoom, self._to_zoom = view.zoom, zoom
        self._point, self._to_place = point, place
        self._from_place = view.viewportTransform().map(point)
        self.setDuration(min(style, LONGEST_MS))
        self.start()

    def _show(self, share: float) -> None:
        zoom = exp(log(self._from_zoom) * (1 - share) + log(self._to_zoom) * share)
        if share == 1:
            zoom = self._to_zoom
        place = self._from_place * (1 - share) + self._to_place * share
        self._view.look_at(zoom, self._point, place)
