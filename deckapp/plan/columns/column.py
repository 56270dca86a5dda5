"""A column: all that there is to say about one field of a part, once for inspector, tables, report, exports, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from deckapp.plan.plan import Plan

FieldKind = Literal[
    "line", "phrase", "text", "person", "people", "number", "date", "level", "attitude", "group", "choice",
    "colour", "language",
]  # fmt: skip
"""What a field holds, and so how it is edited and set.

line: a name or a few words, in which no sign means anything; phrase: the same in the small markdown; text: several
lines of it; person and people: lines that offer names; level and attitude: 1 to 5; group: a stakeholder group's id.
"""
MadeKind = Literal["workstream", "dates", "attitudes", "weight", "signature"]
"""What is shown, and made of other fields."""
SEARCHED: frozenset[str] = frozenset({"line", "phrase", "text", "person", "people"})


class FieldChoice(msgspec.Struct, frozen=True):
    """One of a few values: its word, and its sign."""

    value: Any
    label: str
    icon: str


class OnPaper(msgspec.Struct, frozen=True):
    """How a field stands in the report and in exports: `key` is that of the report's word for it.

    `share` is its share of the table's width; without one it stands below the name of the row, after its word if
    it has a key. Columns stand in the order of `place`, then in that of the fields.
    """

    key: str = ""
    share: float = 0.0
    place: int = 0
    if_any: bool = False
    """Whether the column is left out where no row has anything in it."""
    exported: bool = True
    """Whether exports as text have it."""


class Column(msgspec.Struct, frozen=True):
    """A field of a part, with its words; `main` ones stand in the table on screen, all in the form."""

    name: str
    label: str = ""
    kind: FieldKind | MadeKind = "line"
    hint: str = ""
    main: bool = False
    """Whether it stands in the table on screen too; all stand in the form."""
    call: str = ""
    """What the field is called within a sentence, where that is not its label."""
    spoken: str = ""
    """Its name for those who listen, where the label is too short."""
    lines: int = 2
    """The least height of a text's editor."""
    choices: tuple[FieldChoice, ...] = ()
    paper: OnPaper | None = None
    made_of: tuple[str, ...] = ()
    """The fields that it is made of, where it is none itself and can only be read."""
    make: Callable[[Plan, Any], Any] | None = None

    @property
    def words(self) -> str:
        """What the field is called within a sentence."""
        return self.call or self.label.lower()

    @property
    def searched(self) -> bool:
        """Whether a search looks into it."""
        return self.kind in SEARCHED

    def value(self, plan: Plan, part: Any) -> Any:
        """What a part has in this column."""
        return self.make(plan, part) if self.make else getattr(part, self.name)


class PartTable(msgspec.Struct, frozen=True):
    """The columns of one kind of part, and what it is called; `collection` is where the plan holds it.

    `prefix` begins the ids of new ones; `empty` is said while there is none.
    """

    collection: str
    part: type[Any]
    noun: str
    nouns: str
    columns: tuple[Column, ...]
    title: str = ""
    prefix: str = ""
    empty: str = ""
    rank: Callable[[Any], Any] | None = None
    """What its parts are sorted by on paper, the lowest first; without one they stand as in the plan."""

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns that can be edited."""
        return tuple(column for column in self.columns if not column.made_of)

    @property
    def main(self) -> tuple[Column, ...]:
        """The columns that show in the table on screen."""
        return tuple(column for column in self.columns if column.main)

    def column(self, name: str) -> Column:
        """The column of this name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def parts(self, plan: Plan) -> list[Any]:
        """A plan's parts of this kind, in their order on paper."""
        held: Mapping[str, Any] = getattr(plan, self.collection)
        return sorted(held.values(), key=self.rank) if self.rank else list(held.values())

    def on_paper(self, plan: Plan | None = None) -> tuple[tuple[Column, OnPaper], ...]:
        """The columns of the report and of exports in their order; with a plan, those that say anything of it."""
        pairs = [(column, column.paper) for column in self.columns if column.paper is not None]
        if plan is not None:
            pairs = [pair for pair in pairs if not pair[1].if_any or self._is_filled(plan, pair[0])]
        return tuple(sorted(pairs, key=lambda pair: pair[1].place))

    def name_of(self, part: Any) -> str:
        """What a part is called: the text of its first column."""
        return str(getattr(part, self.columns[0].name)).strip()

    def highest(self, column: Column) -> int:
        """The largest number that a column may hold; raises StopIteration where it has no bound."""
        return next(_bounds(get_type_hints(self.part, include_extras=True)[column.name]))

    def _is_filled(self, plan: Plan, column: Column) -> bool:
        return any(str(column.value(plan, part) or "").strip() for part in self.parts(plan))


def _bounds(hint: Any) -> Iterator[int]:
    """The largest numbers that a type, or one of its alternatives, allows."""
    if get_origin(hint) is Annotated:
        yield from (int(meta.le) for meta in hint.__metadata__ if isinstance(meta, msgspec.Meta) and meta.le)
    else:
        for one in get_args(hint):
            yield from _bounds(one)
