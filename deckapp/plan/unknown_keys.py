"""Keys of a plan's file that this version does not know and that were most likely meant to be ones it knows.

All others are kept without a word: a newer version may have written them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from deckapp.deck.suggest import nearest
from deckapp.plan.json_places import Key
from deckapp.plan.shapes import CONTINUED, MISSING, item_of, shape

MOST_GUESSES = 300
"""So many different keys are looked at; whoever has more of them did not mistype them."""
LIKENESS = 0.75
"""Keys of newer versions are words as well; less than this is chance."""


class Slip(NamedTuple):
    """A key that is not known: how its part is named in a message, the keys that lead to it, and what was meant."""

    part: str
    at: Key
    meant: str


class UnknownKeys:
    """Finds such keys in what is kept of the parts of one plan."""

    def __init__(self) -> None:
        self._meant: dict[tuple[Any, str], str] = {}

    def among(self, rest: Iterable[str], names: Iterable[str]) -> Iterator[Slip]:
        """The slips among keys that stand beside those that could have been meant."""
        for key in rest:
            if meant := self._guess(key, names, None):
                yield Slip("", (key,), meant)

    def within(self, rest: Mapping[str, Any], kind: Any) -> Iterator[Slip]:
        """The slips in what is kept of a struct, and of the structs in it (see `wire`)."""
        form = shape(kind)
        for key, value in rest.items():
            name, at = item_of(key)
            if isinstance(value, Mapping) and key in form.structs:
                yield from _inside(f".{key}", (key,), self.within(value, form.structs[key]))
            elif isinstance(value, Mapping) and at >= 0 and name in form.lists:
                yield from _inside(f".{key}", (name, str(at)), self.within(value, form.lists[name]))
            elif key not in form.keys and (meant := self._guess(key, form.keys, kind)):
                yield Slip("", (key,), meant)

    def _guess(self, key: str, names: Iterable[str], kind: Any) -> str:
        """The name that was meant, or "" where none is near."""
        if (kind, key) not in self._meant:
            # What ends so was set aside by us.
            if len(self._meant) >= MOST_GUESSES or key == MISSING or key.endswith((")", CONTINUED)):
                return ""
            self._meant[kind, key] = _nearest(key, names)
        return self._meant[kind, key]


def _nearest(key: str, names: Iterable[str]) -> str:
    """The nearest of the names, or the only one that goes on where the key ends: `duration` for `duration_days`."""
    names = sorted(names)
    longer = [name for name in names if key and name.startswith(f"{key.casefold()}_")]
    return longer[0] if len(longer) == 1 else nearest(key, names, LIKENESS) or ""


def _inside(part: str, at: Key, slips: Iterable[Slip]) -> Iterator[Slip]:
    for slip in slips:
        yield Slip(part + slip.part, at + slip.at, slip.meant)
