"""What all parts of a report share: the plan, its language and direction, and how text is set."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QDate, QLocale

from deckapp.deck.deck import Suit
from deckapp.face import icons
from deckapp.face.page import MM, Box, Path, Spot
from deckapp.face.style import INK, tint
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import Paragraph, clipped, plain
from deckapp.face.type.text import language_is_rtl, lay_text
from deckapp.plan.plan import PLAIN_SUIT, Plan
from deckapp.report import languages
from deckapp.report.strip import Strip, beside, of_block

TITLE, HEADING, LEAD, BODY, SMALL, TINY = 24.0, 17.0, 12.0, 9.5, 8.5, 7.0
"""The sizes of text in points, from the plan's title down to the key of the board."""
UNIT = 4 * MM
WHITE = "#FFFFFF"
MUTED = tint(INK, 0.72, WHITE)
RULE = tint(INK, 0.25, WHITE)
HAIRLINE = 0.4
_LONGEST_NAME, _LONGEST_HEADING, _LONGEST_LINE = 2_000, 400, 1_000
"""So many characters of a name, a heading and a line of text are shown at most."""
_SHORT = 100
"""So many characters have the names, dates and words that stand in a plan again and again; they are kept."""


class Book:
    """A plan being set: every text goes through here, and every place counts from the reading side."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.language = plan.language or "en"
        self.rtl = language_is_rtl(self.language)
        self._locale = QLocale(self.language.replace("-", "_"))

    @property
    def title(self) -> str:
        return self.plan.title.strip() or self.say("untitled")

    @property
    def onward(self) -> str:
        """The arrow in the direction of reading."""
        return "←" if self.rtl else "→"

    @property
    def backward(self) -> str:
        """The arrow against the direction of reading."""
        return "→" if self.rtl else "←"

    def say(self, key: str, **values: str | int) -> str:
        """The report's own words, with numbers in the language's digits."""
        said = {
            name: self.number(value) if isinstance(value, int) else value for name, value in values.items()
        }
        return languages.say(key, self.language, **said)

    def number(self, number: int) -> str:
        """A whole number in the language's digits."""
        return self._locale.toString(number)

    def count(self, one: str, many: str, number: int) -> str:
        """``1 activity`` or ``12 activities``."""
        return self.say(one) if number == 1 else self.say(many, count=number)

    def date(self, day: dt.date) -> str:
        """A date with its year, as the language writes it."""
        return self._locale.toString(QDate(day.year, day.month, day.day), "d MMM yyyy")

    def span(self, first: dt.date, last: dt.date) -> str:
        """Two dates, the year once where it is the same."""
        if first == last:
            return self.date(first)
        form = "d MMM" if first.year == last.year else "d MMM yyyy"
        return f"{self._locale.toString(QDate(first.year, first.month, first.day), form)} – {self.date(last)}"

    def suit(self, deck: str, suit: str) -> Suit:
        """The suit of a card that the plan copied, or a plain one."""
        copy = self.plan.decks.get(deck)
        return copy.suit(suit) if copy else PLAIN_SUIT

    def text(self, text: str | tuple[Paragraph, ...], width: float, size: float = BODY, **look: Any) -> Strip:
        """A text in the small markdown, or paragraphs, as wide as the column."""
        look = {"align": "right" if self.rtl else "left", "language": self.language, **look}
        letters = len(text) if isinstance(text, str) else sum(len(one.text) for one in text)
        set_text = _set_text if letters <= _SHORT else _set_text.__wrapped__
        return set_text(text, width=max(width, size), size=size, **look)

    def plain(self, text: str, width: float, size: float = BODY, **look: Any) -> Strip:
        """A name or a title, in which no sign means anything; the end of a very long one is left out."""
        return self.text(plain(clipped(text, _LONGEST_NAME)), width, size, **{"hyphens": "need", **look})

    def serif(self, text: str, width: float, size: float, **look: Any) -> Strip:
        """A heading; the end of one that is longer than any is left out."""
        return self.plain(
            clipped(text, _LONGEST_HEADING), width, size, **{"family": FAMILY_TITLE, "leading": 1.2, **look}
        )

    def label(self, text: str, size: float = SMALL, room: float = 2000.0, **look: Any) -> Strip:
        """A text on one line, as wide as it is; what does not fit into `room` ends in an ellipsis."""
        look = {"align": "left", "language": self.language, "hyphens": "never", "max_lines": 1, **look}
        said = plain(clipped(text, _LONGEST_LINE))
        wide = lay_text(said, width=room, size=size, **look)
        return of_block(lay_text(said, width=min(wide.widest + 0.05, room), size=size, **look))

    def icon(self, name: str, size: float, colour: str, y: float = 0.0) -> Strip:
        """An icon in a square."""
        path = Path(d=icons.icon_path(name), colour=colour, spots=(Spot(0, y, size / icons.BOX),))
        return Strip(width=size, height=size + y, pieces=(path,))

    def with_icon(self, name: str, strip: Strip, size: float, colour: str, y: float = 0.0) -> Strip:
        """A strip with an icon before it."""
        indent = size * 1.3
        return beside(
            indent + strip.width, [(0, self.icon(name, size, colour, y)), (indent, strip)], self.rtl
        )


@lru_cache(4096)
def _set_text(text: str | tuple[Paragraph, ...], **look: Any) -> Strip:
    return of_block(lay_text(text, **look))


def rule(width: float, colour: str = RULE, thickness: float = HAIRLINE) -> Strip:
    """A horizontal line."""
    line = Box(x=0, y=0, width=width, height=thickness, fill=colour)
    return Strip(width=width, height=thickness, pieces=(line,))
