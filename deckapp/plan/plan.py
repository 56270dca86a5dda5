"""The plan: a frozen value whose parts sit in mappings by id.

An edit makes a new `Plan` that shares all that did not change (see `edits`), so that undo, the journal
and every widget can tell what happened by comparing identities. `extra` in each part holds the keys of a
newer format that this version does not know; they go back into the file as they came. A mapping's order
is that in which its parts were made; the file and the journal keep it, and nothing sorts by id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from deckapp.deck.card import Card
from deckapp.deck.deck import Colour, Style, Suit

Status = Literal["planned", "started", "done", "blocked", "dropped"]
LinkKind = Literal["finish-start", "informs"]
Level = Annotated[int, Meta(ge=0, le=5)]
Headcount = Annotated[int, Meta(ge=0, le=9_999_999)]
Order = Annotated[int, Meta(ge=-(10**15), le=10**15)]
"""0: not yet said; 1: very low … 5: very high."""


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all parts of a plan share: the keys that this version does not know."""

    extra: Mapping[str, Any] = {}


class Definition(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What the change is about; every field is text in the small markdown."""

    case: str = ""
    current_state: str = ""
    future_state: str = ""
    vision: str = ""
    scope: str = ""
    objectives: str = ""
    success_criteria: str = ""
    sponsor: str = ""
    assumptions: str = ""
    constraints: str = ""


class Phase(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A column of the board; columns stand in the order of `order`, then of their mapping."""

    title: str
    colour: Colour = "slate"
    order: Order = 0


class Workstream(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the board; rows stand in the order of `order`, then of their mapping."""

    title: str
    order: Order = 0


PARKING = ""
"""The phase and the workstream of what is in the parking lot."""
Cell = tuple[str, str]
"""(phase, workstream): where a column and a row of the board cross, or `PARKED`."""
PARKED: Cell = (PARKING, PARKING)


class Position(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a thing lies: its cell, and the offset of its top left corner in it, in board units.

    A `phase` of "" is the parking lot. A board unit is a point on paper at 100 % and a pixel on screen.
    """

    phase: str = ""
    workstream: str = ""
    x: float = 0.0
    y: float = 0.0


class Activity(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A card placed on the board. `duration_days` counts working days, Monday to Friday."""

    title: str
    card: Card
    deck: str = ""
    suit: str = ""
    position: Position = Position()
    purpose: str = ""
    audience: str = ""
    owner: str = ""
    start: dt.date | None = None
    duration_days: Annotated[int, Meta(ge=1, le=5000)] | None = None
    status: Status = "planned"
    cost: str = ""
    outcome: str = ""
    note: str = ""


class Note(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A free sticky on the board; `width` and `height` in board units."""

    text: str = ""
    colour: Colour = "ochre"
    position: Position = Position()
    width: float = 160.0
    height: float = 96.0


class Link(Part, frozen=True, kw_only=True, omit_defaults=True):
    """An arrow between activities: `source` must finish before `target` starts, or informs it."""

    source: str
    target: str
    kind: LinkKind = "finish-start"
    label: str = ""


class Stakeholder(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A stakeholder group; attitudes run from 1 (opposed) to 5 (leading)."""

    name: str = ""
    headcount: Headcount | None = None
    impact: Level = 0
    influence: Level = 0
    attitude: Level = 0
    desired_attitude: Level = 0
    concerns: str = ""


class Impact(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What changes for one stakeholder group (`group`: its id), from what, to what."""

    group: str = ""
    aspect: str = ""
    today: str = ""
    tomorrow: str = ""
    severity: Level = 0


class Risk(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the risk log."""

    title: str = ""
    likelihood: Level = 0
    severity: Level = 0
    response: str = ""
    owner: str = ""


class Measure(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What is measured, from which baseline to which target, by when and how."""

    title: str = ""
    baseline: str = ""
    target: str = ""
    due: dt.date | None = None
    method: str = ""
    owner: str = ""


class Decision(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What was decided, by whom and when."""

    title: str = ""
    by: str = ""
    date: dt.date | None = None
    reason: str = ""


class Approval(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Who signs the plan."""

    name: str = ""
    role: str = ""
    date: dt.date | None = None


class Change(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the change history."""

    date: dt.date | None = None
    author: str = ""
    summary: str = ""


class DeckCopy(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What a plan keeps of a deck so that its cards can be drawn without it."""

    title: str
    language: str = "en"
    style: Style = Style()
    suits: tuple[Suit, ...] = ()

    def suit(self, suit_id: str) -> Suit:
        """The suit with this id, or a plain one for cards whose suit is not known."""
        return next((s for s in self.suits if s.id == suit_id), PLAIN_SUIT)


PLAIN_SUIT = Suit(id="plain", title="Cards", colour="slate", icon="cards")


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The document. `images` are the pictures that copied cards use, by ``sha256:…``.

    `unreadable` keeps, by collection and id, the parts of a damaged or newer file that could not be
    understood; they go back into the file untouched.
    """

    title: str = ""
    organisation: str = ""
    author: str = ""
    language: str = "en"
    definition: Definition = Definition()
    phases: Mapping[str, Phase] = {}
    workstreams: Mapping[str, Workstream] = {}
    activities: Mapping[str, Activity] = {}
    notes: Mapping[str, Note] = {}
    links: Mapping[str, Link] = {}
    stakeholders: Mapping[str, Stakeholder] = {}
    impacts: Mapping[str, Impact] = {}
    risks: Mapping[str, Risk] = {}
    measures: Mapping[str, Measure] = {}
    decisions: Mapping[str, Decision] = {}
    approvals: Mapping[str, Approval] = {}
    history: Mapping[str, Change] = {}
    decks: Mapping[str, DeckCopy] = {}
    images: Mapping[str, bytes] = {}
    extra: Mapping[str, Any] = {}
    unreadable: Mapping[str, Mapping[str, Any]] = {}

    def phases_in_order(self) -> list[tuple[str, Phase]]:
        """(id, phase) from left to right."""
        return sorted(self.phases.items(), key=lambda item: item[1].order)

    def cell_of(self, position: Position) -> Cell:
        """In which cell of this plan a position lies: in the parking lot where there is no such cell."""
        exists = position.phase in self.phases and position.workstream in self.workstreams
        return (position.phase, position.workstream) if exists else PARKED

    def workstreams_in_order(self) -> list[tuple[str, Workstream]]:
        """(id, workstream) from top to bottom."""
        return sorted(self.workstreams.items(), key=lambda item: item[1].order)


COLLECTIONS = (
    "phases", "workstreams", "activities", "notes", "links", "stakeholders", "impacts", "risks",
    "measures", "decisions", "approvals", "history", "decks", "images",
)  # fmt: skip
"""The names of Plan's mappings by id."""
