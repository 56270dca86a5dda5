"""All that lies on the board, kept in step with the plan by comparing identities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QRectF

from deckapp.plan.board import BoardLayout, Origins, Rect, lay_again, lay_board, reading_order
from deckapp.plan.plan import Cell, Plan
from deckapp.ui.board.pieces import LinkPiece, NotePiece, Piece, Tile

GRASP = 6.0
"""How near to a link, in board units at 100 %, one has to be to take hold of it."""


Drawn = TypeVar("Drawn", Tile, NotePiece, LinkPiece)


class Contents:
    """Tiles, notes and links by id, in the order in which they are drawn, and the layout they lie in."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.layout: BoardLayout = lay_board(plan)
        self.tiles: dict[str, Tile] = {}
        self.notes: dict[str, NotePiece] = {}
        self.links: dict[str, LinkPiece] = {}
        self._order: list[str] | None = None
        self._counts: Counter[Cell] | None = None
        self.show(plan)

    def show(self, plan: Plan) -> list[QRectF]:
        """Take over a plan; gives the rectangles (board units) that look different now."""
        before, self.plan = self.plan, plan
        dirty: list[QRectF] = []
        if before.language != plan.language:
            self.tiles, self.notes = {}, {}
        if self.tiles and (changed := _changed_alone(before, plan)) is not None:
            layout = self._layout_after(before, plan, changed)
            if layout == self.layout:
                self._show_changed(plan, changed, dirty)
                return dirty
        moved = _geometry(before) != _geometry(plan)
        if moved:
            self.layout = lay_board(plan)
        if moved or before.decks is not plan.decks or not self.tiles:
            self._order = self._counts = None
            self.tiles = self._show_tiles(plan, dirty)
            self.notes = self._show_notes(plan, dirty)
        if moved or before.links is not plan.links or not self.links:
            self.links = self._show_links(plan, dirty)
        return dirty

    def pieces(self, ids: Iterable[str]) -> list[Piece]:
        """The tiles and notes among these ids."""
        found = (self.piece(key) for key in ids)
        return [piece for piece in found if piece is not None]

    def piece(self, key: str) -> Piece | None:
        """The tile or note of this id."""
        return self.tiles.get(key) or self.notes.get(key)

    def rect_of(self, ids: Iterable[str]) -> QRectF:
        """The rectangle around all of these, links too; null where there is none."""
        union = QRectF()
        for key in ids:
            drawn = self.piece(key) or self.links.get(key)
            if drawn is not None:
                union = union.united(drawn.rect)
        return union

    def bounds(self) -> QRectF:
        """The whole board without its heads, in board units."""
        layout = self.layout
        top = min([layout.parking.y, *(row.y for row in layout.rows.values())])
        left = layout.cell("", "").x
        return QRectF(left, top, layout.bounds.right - left, layout.bounds.bottom - top)

    def reading_order(self) -> list[str]:
        """Tiles and notes as one reads them."""
        if self._order is None:
            self._order = reading_order(self.plan)
        return self._order

    def counts(self) -> Counter[Cell]:
        """How many activities lie in each cell, by cell."""
        if self._counts is None:
            self._counts = Counter(
                self.plan.cell_of(activity.position) for activity in self.plan.activities.values()
            )
        return self._counts

    def piece_at(self, x: float, y: float) -> Piece | None:
        """The uppermost note or tile under a point."""
        for notes_or_tiles in (self.notes, self.tiles):
            hits = [piece for piece in notes_or_tiles.values() if piece.holds(x, y)]
            if hits:
                return hits[-1]
        return None

    def link_at(self, x: float, y: float, reach: float = GRASP) -> LinkPiece | None:
        """The link nearest to a point, no further off than `reach`."""
        near = [
            (link.route.distance(x, y), link.id)
            for link in self.links.values()
            if link.left - reach <= x <= link.right + reach and link.top - reach <= y <= link.bottom + reach
        ]
        best = min(near, default=None)
        return self.links[best[1]] if best is not None and best[0] <= reach else None

    def touched(self, rect: QRectF) -> list[str]:
        """The tiles and notes that a rectangle touches."""
        return [piece.id for piece in (*within(self.tiles, rect), *within(self.notes, rect))]

    def _layout_after(self, before: Plan, plan: Plan, changed: list[str]) -> BoardLayout:
        """The layout of a plan of which only these activities are others."""
        if all(before.activities[key].position == plan.activities[key].position for key in changed):
            return self.layout
        moves = [(before.activities[key].position, plan.activities[key].position) for key in changed]
        self._order = None
        layout = lay_again(self.layout, plan, moves)
        if self._counts is not None:
            # A layout of the same phases and workstreams has the same cells.
            self._counts.subtract(plan.cell_of(old) for old, _new in moves)
            self._counts.update(plan.cell_of(new) for _old, new in moves)
        return layout

    def _show_changed(self, plan: Plan, changed: list[str], dirty: list[QRectF]) -> None:
        """Show other activities in a layout that stays; it costs what changed, not what there is."""
        moved = set()
        origins = Origins(self.layout)
        for key in changed:
            activity, tile = plan.activities[key], self.tiles[key]
            dirty.append(tile.rect)
            x, y = origins.of(activity.position)
            if (tile.left, tile.top) != (x, y):
                moved.add(key)
                tile.put(Rect(x, y, tile.right - tile.left, tile.bottom - tile.top))
            tile.show(activity, plan.decks.get(activity.deck))
            dirty.append(tile.rect)
        for key, link in plan.links.items() if moved else ():
            if (link.source in moved or link.target in moved) and (piece := self.links.get(key)):
                dirty.append(piece.rect)
                self.links[key] = LinkPiece(key, link, self.tiles[link.source], self.tiles[link.target])
                dirty.append(self.links[key].rect)

    def _show_tiles(self, plan: Plan, dirty: list[QRectF]) -> dict[str, Tile]:
        origins = Origins(self.layout)
        shown: dict[str, Tile] = {}
        for key, activity in plan.activities.items():
            x, y = origins.of(activity.position)
            deck = plan.decks.get(activity.deck)
            tile = self.tiles.get(key)
            if tile is None:
                tile = Tile(key, activity, deck, x, y, plan.language)
                dirty.append(tile.rect)
            elif tile.activity is not activity or tile.deck is not deck or tile.left != x or tile.top != y:
                dirty.append(tile.rect)
                tile.put(Rect(x, y, tile.right - tile.left, tile.bottom - tile.top))
                if tile.activity is not activity or tile.deck is not deck:
                    tile.show(activity, deck)
                dirty.append(tile.rect)
            shown[key] = tile
        dirty += [tile.rect for key, tile in self.tiles.items() if key not in shown]
        return shown

    def _show_notes(self, plan: Plan, dirty: list[QRectF]) -> dict[str, NotePiece]:
        origins = Origins(self.layout)
        shown: dict[str, NotePiece] = {}
        for key, note in plan.notes.items():
            rect = Rect(*origins.of(note.position), note.width, note.height)
            piece = self.notes.get(key)
            if piece is None:
                piece = NotePiece(key, note, rect, plan.language)
                dirty.append(piece.rect)
            elif piece.note is not note or (piece.left, piece.top) != (rect.x, rect.y):
                dirty.append(piece.rect)
                piece.put(rect)
                if piece.note is not note:
                    piece.show(note)
                dirty.append(piece.rect)
            shown[key] = piece
        dirty += [piece.rect for key, piece in self.notes.items() if key not in shown]
        return shown

    def _show_links(self, plan: Plan, dirty: list[QRectF]) -> dict[str, LinkPiece]:
        shown: dict[str, LinkPiece] = {}
        for key, link in plan.links.items():
            source, target = self.tiles.get(link.source), self.tiles.get(link.target)
            if source is None or target is None:
                continue
            piece = self.links.get(key)
            if piece is None or not piece.is_still(link, source, target):
                if piece is not None:
                    dirty.append(piece.rect)
                piece = LinkPiece(key, link, source, target)
                dirty.append(piece.rect)
            shown[key] = piece
        dirty += [piece.rect for key, piece in self.links.items() if key not in shown]
        return shown


def within(pieces: Mapping[str, Drawn], rect: QRectF) -> list[Drawn]:
    """Those of the pieces that a rectangle touches, in their order."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    return [
        piece
        for piece in pieces.values()
        if piece.left < right and piece.right > left and piece.top < bottom and piece.bottom > top
    ]


def _changed_alone(before: Plan, plan: Plan) -> list[str] | None:
    """The activities that changed where nothing else of the board did, and none came or went; else None."""
    same = all(
        getattr(before, name) is getattr(plan, name)
        for name in ("phases", "workstreams", "notes", "links", "decks", "language")
    )
    if not same or before.activities.keys() != plan.activities.keys():
        return None
    old = before.activities
    return [key for key, activity in plan.activities.items() if old[key] is not activity]


def _geometry(plan: Plan) -> tuple[int, int, int, int]:
    """What the places of all things depend on, as identities."""
    return id(plan.phases), id(plan.workstreams), id(plan.activities), id(plan.notes)
