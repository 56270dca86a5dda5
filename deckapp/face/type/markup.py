"""The small markdown of a card's text: bold, italic, lists, check boxes and links, as paragraphs of runs."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLET, OPEN_BOX, TICKED_BOX = "•", "☐", "☑"
LINE_BREAK = "\u2028"
_MARKED = re.compile(r"[*_\[\]\\\n]|^\s*(?:[-+]|\d+[.)])\s", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ufff9-\ufffb\u202a-\u202e\u2066-\u2069]")
_BRACKET = re.compile(r"[\[\]]")
_MOST_BRACKETS = 100
"""Where more are open at once there are no links: looking for their ends takes the square of the text."""
_KEPT = 4_000
"""Texts that are longer, which no card has, are not remembered."""
_BOXES = {"[ ] ": OPEN_BOX, "[x] ": TICKED_BOX, "[X] ": TICKED_BOX}


class Run(msgspec.Struct, frozen=True, cache_hash=True):
    """A stretch of text in one style; `href` is an http, https or mailto address.

    `colour` ("" for the text's own) is for labels that faces set; no markdown gives it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    colour: str = ""


class Paragraph(msgspec.Struct, frozen=True, cache_hash=True):
    """One paragraph; `bullet` stands before it, and `level` counts the lists it lies in."""

    runs: tuple[Run, ...]
    bullet: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """What it says, without its bullet."""
        return "".join(run.text for run in self.runs)


def plain(text: str) -> tuple[Paragraph, ...]:
    """Text in which no sign means anything (a title, a name), one paragraph a line."""
    return (_plain if len(text) <= _KEPT else _plain.__wrapped__)(text)


@lru_cache(4096)
def _plain(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line.strip()),)) for line in _clean(text).split("\n") if line.strip())


def parse(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in the small markdown."""
    return (_parsed if len(text) <= _KEPT else _parsed.__wrapped__)(text)


@lru_cache(4096)
def _parsed(text: str) -> tuple[Paragraph, ...]:
    text = _clean(text)
    if not _MARKED.search(text):
        return plain(text)
    reader = _MarkdownReader()
    for token in _markdown(_brackets(text) <= _MOST_BRACKETS).parse(text):
        reader.take(token)
    # markdown-it drops what is nested beyond its limit.
    return tuple(reader.paragraphs) or plain(text)


def clipped(text: str, most: int) -> str:
    """A text of so many characters at most, with an ellipsis for what is left out."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def words(text: str) -> str:
    """A text in the small markdown as plain words, one paragraph a line."""
    return "\n".join(paragraph.text.replace(LINE_BREAK, " ") for paragraph in parse(text))


def _clean(text: str) -> str:
    """Without the control and direction characters that could make a text look like another."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _brackets(text: str) -> int:
    """How many brackets are open at once at most."""
    steps = (1 if bracket == "[" else -1 for bracket in _BRACKET.findall(text))
    return max(accumulate(steps, initial=0))


@cache
def _markdown(links: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero", {"maxNesting": 100})
    markdown.validateLink = _safe  # type: ignore[assignment, method-assign]
    return markdown.enable(["emphasis", "list", "escape", "newline", *(["link"] if links else [])])


def _safe(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://", "mailto:"))


class _MarkdownReader:
    """Gathers paragraphs from markdown-it's tokens."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._numbers: list[int] = []
        self._bullet = ""

    def take(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self._numbers.append(-1)
        elif token.type == "ordered_list_open":
            self._numbers.append(int(token.attrGet("start") or 1))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._numbers.pop()
        elif token.type == "list_item_open":
            number = self._numbers[-1]
            self._bullet = BULLET if number < 0 else f"{number}."
            self._numbers[-1] += number >= 0
        elif token.type == "inline":
            runs = _runs(token.children or ())
            if runs and self._bullet == BULLET and (box := _BOXES.get(runs[0].text[:4])):
                self._bullet = box
                runs[0] = msgspec.structs.replace(runs[0], text=runs[0].text[4:])
            self.paragraphs.append(Paragraph(tuple(runs), self._bullet, len(self._numbers)))
            self._bullet = ""


def _runs(tokens: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    bold = italic = 0
    href = ""
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            href = ""
        text = {"softbreak": " ", "hardbreak": LINE_BREAK}.get(token.type, token.content)
        if text:
            run = Run(text, bold > 0, italic > 0, href)
            if runs and msgspec.structs.replace(runs[-1], text=text) == run:
                runs[-1] = msgspec.structs.replace(run, text=runs[-1].text + text)
            else:
                runs.append(run)
    return runs
