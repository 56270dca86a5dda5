"""Our text layout as a reportlab flowable, for documents and table cells that platypus arranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, cast

from reportlab.platypus import Flowable

from deckapp.face.fonts import FAMILY_TEXT
from deckapp.face.markup import Paragraph
from deckapp.face.page import Item, LinkArea, Page, moved
from deckapp.face.paint import FaceCanvas, paint
from deckapp.face.style import INK
from deckapp.face.text import Block, lay_text

_MARGIN = 20.0
"""How far glyphs may reach beyond their block before they are cut off, in points."""


class TextFlowable(Flowable):
    """A text in the small markdown, or paragraphs, as wide as platypus allows; it splits between lines.

    Options are those of `lay_text`. It must be drawn on a `FaceCanvas`.
    """

    def __init__(
        self,
        text: str | Sequence[Paragraph],
        *,
        size: float,
        colour: str = INK,
        language: str = "en",
        family: str = FAMILY_TEXT,
        space_before: float = 0.0,
        space_after: float = 0.0,
        **options: Any,
    ) -> None:
        super().__init__()
        self.text = text
        self.options: dict[str, Any] = {
            "size": size, "colour": colour, "language": language, "family": family, **options,
        }  # fmt: skip
        self.spaceBefore = space_before
        self.spaceAfter = space_after
        self.block: Block | None = None

    def lay(self, width: float) -> Block:
        """The text laid in a column of a width in points."""
        if self.block is None or self.block.width != width:
            self.block = lay_text(self.text, width=width, **self.options)
        return self.block

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The width it takes and its height, in points."""
        block = self.lay(width)
        self.width, self.height = width, block.height
        return width, block.height

    def minWidth(self) -> float:  # noqa: N802  (reportlab's name)
        """The least width that platypus' tables may give it: a few letters."""
        return 3 * float(self.options["size"])

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two flowables, the first no higher than `height`; none where not two lines fit or are left."""
        block = self.lay(width)
        if block.height <= height:
            return [self]
        lines = bisect_right([*block.breaks[1:], block.height], height + 0.01)
        lines = min(lines, block.lines - 2)
        if lines < 2:
            return []
        at = block.breaks[lines]
        before, after = _cut(block, 0.0, at), _cut(block, at, block.height)
        return [_Part(before, self, 0.0, last=False), _Part(after, self, 0.0, last=True)]

    def draw(self) -> None:
        """Draw it with its lower left corner at the canvas's origin."""
        block = self.block or self.lay(self.width)
        items = tuple(moved(item, _MARGIN, _MARGIN) for item in block.items)
        page = Page(width=block.width + 2 * _MARGIN, height=block.height + 2 * _MARGIN, items=items)
        paint(cast(FaceCanvas, self.canv), page, -_MARGIN, -_MARGIN)


class _Part(TextFlowable):
    """Some lines of a text that was split; their width is settled."""

    def __init__(self, block: Block, whole: TextFlowable, before: float, last: bool) -> None:
        super().__init__(whole.text, **whole.options)
        self.block = block
        self.spaceBefore = before
        self.spaceAfter = whole.spaceAfter if last else 0.0

    def lay(self, width: float) -> Block:
        """The lines as they were laid."""
        assert self.block is not None
        return self.block


def _cut(block: Block, top: float, bottom: float) -> Block:
    """The lines of a block between two heights, at its top."""
    inside = [item for item in block.items if top <= _height(item) < bottom]
    breaks = tuple(y - top for y in block.breaks if top <= y < bottom)
    return Block(
        items=tuple(moved(item, 0, -top) for item in inside),
        width=block.width,
        height=bottom - top,
        widest=block.widest,
        lines=len(breaks),
        rtl=block.rtl,
        missing=block.missing,
        breaks=breaks,
    )


def _height(item: Item) -> float:
    """Where an item of a block stands: a baseline, or the top of a link's area."""
    assert not isinstance(item, tuple)
    return item.y if not isinstance(item, LinkArea) else item.y + 0.01  # type: ignore[union-attr]
