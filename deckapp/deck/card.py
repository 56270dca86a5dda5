"""A card: one method, front and back, as its author wrote it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Identifier = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9._-]{0,79}\Z",
        description="Lower-case letters, digits, dots, hyphens and underscores; never changes.",
    ),
]
Text = Annotated[str, Meta(max_length=4000)]
ShortText = Annotated[str, Meta(min_length=1, max_length=200)]
SPAN = r"^\d{1,4}(?:\s*(?:-|–)\s*\d{1,4}|\+)?\Z"
Span = Annotated[
    str,
    Meta(
        pattern=SPAN,
        description="A whole number, a range such as 20-40, or an open end such as 8+.",
    ),
]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z",
        description="A language tag such as en, de-CH or zh-Hans.",
    ),
]
Difficulty = Literal["easy", "medium", "hard"]
Component = Literal[
    "definition",
    "impact",
    "readiness",
    "risk",
    "stakeholders",
    "resource",
    "communications",
    "sponsorship",
    "engagement",
    "learning",
    "measurement",
    "sustainability",
]
"""A part of a change management plan that a card feeds: the definition, the three assessments
and the stakeholder analysis, then the seven component plans (ACMP Standard for Change Management)."""

OPEN_END = 9999


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a method; `minutes` is None where the author gave none."""

    text: Text
    minutes: Annotated[int, Meta(ge=0, le=9999)] | None = None


class Art(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Finished artwork that fills a face to the bleed: paths of images inside the deck's folder."""

    front: str = ""
    back: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One method. Only `id` and `title` are required; texts take a small markdown.

    `duration` is in minutes and `group` in people, each a number or a range (see `bounds`).
    `image`, `art.front` and `art.back` are paths relative to the card's file while they lie in a file,
    absolute paths once read, and keys of `Plan.images` (``sha256:…``) in a plan's copy.
    """

    id: Identifier
    title: ShortText
    question: Text = ""
    follow_ups: tuple[Text, ...] = ()
    what: Text = ""
    why: Text = ""
    when: Text = ""
    when_not: Text = ""
    steps: tuple[Step, ...] = ()
    output: Text = ""
    invitation: Text = ""
    duration: Span | None = None
    group: Span | None = None
    difficulty: Difficulty | None = None
    materials: tuple[Text, ...] = ()
    preparation: Text = ""
    tips: tuple[Text, ...] = ()
    pitfalls: tuple[Text, ...] = ()
    variations: tuple[Text, ...] = ()
    example: Text = ""
    before: tuple[Identifier, ...] = ()
    after: tuple[Identifier, ...] = ()
    related: tuple[Identifier, ...] = ()
    phase: Annotated[str, Meta(max_length=80)] = ""
    component: tuple[Component, ...] = ()
    tags: tuple[Annotated[str, Meta(max_length=60)], ...] = ()
    source: Text = ""
    author: Annotated[str, Meta(max_length=200)] = ""
    licence: Annotated[str, Meta(max_length=200)] = ""
    language: Language | None = None
    image: str = ""
    alt: Text = ""
    art: Art | None = None


def is_reversed(span: str | None) -> bool:
    """Whether a span such as ``40-20`` runs from more to less."""
    ends = bounds(span)
    return ends is not None and ends[0] > ends[1]


def bounds(span: str | None) -> tuple[int, int] | None:
    """The lower and upper end of a span such as ``20-40``; `OPEN_END` above ``8+``; None for no span."""
    if not span:
        return None
    low, *high = (int(number) for number in re.findall(r"\d+", span))
    if span.endswith("+"):
        return low, OPEN_END
    return (low, high[0]) if high else (low, low)
