"""What a first look at the library shows: its decks and recipes by name, kept from the last start.

It is plain JSON and needs none of the deck's types, so that a window can list the decks before it can read one.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from deckapp import __version__
from deckapp.files.reading import read_bytes
from deckapp.files.stamps import Stamp, stamp

if TYPE_CHECKING:
    from deckapp.deck.library import Library

MAX_BYTES = 8 * 1024 * 1024


class ListedRecipe(NamedTuple):
    """A recipe by name; `cards` counts its steps."""

    id: str
    title: str
    summary: str
    cards: int


class ListedDeck(NamedTuple):
    """A deck by name, with what its cards' paper looks like; `width`, `height` and `corner` in millimetres."""

    id: str
    title: str
    summary: str
    cards: int
    suits: int
    width: float
    height: float
    corner: float
    paper: str
    recipes: tuple[ListedRecipe, ...]


Listing = tuple[ListedDeck, ...]


def list_decks(library: Library) -> Listing:
    """The library's decks as they are listed."""
    return tuple(
        ListedDeck(
            deck.id, deck.title, deck.summary, len(deck.cards), len(deck.suits),
            deck.style.width, deck.style.height, deck.style.corner, deck.style.paper,
            tuple(ListedRecipe(one.id, one.title, one.summary, len(one.steps)) for one in deck.recipes),
        )
        for deck in (held.deck for held in library.decks)
    )  # fmt: skip


def load(file: Path, opened: Sequence[Path], user: Path) -> Listing | None:
    """The listing that was kept in the file; None unless nothing that it was made from has changed."""
    try:
        kept = json.loads(read_bytes(file, MAX_BYTES))
        if kept["signature"] != signature(opened, user):
            return None
        if any([*stamp(Path(path))] != seen for path, seen in kept["stamps"].items()):
            return None
        return tuple(_deck(*fields) for fields in kept["decks"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(
    file: Path, decks: Listing, stamps: Mapping[Path, Stamp], opened: Sequence[Path], user: Path
) -> None:
    """Keep the listing for the next start; where that fails, the next start waits for the library."""
    kept = {
        "signature": signature(opened, user),
        "stamps": {str(path): seen for path, seen in stamps.items()},
        "decks": decks,
    }
    write(file, json.dumps(kept).encode())


def signature(opened: Sequence[Path], user: Path) -> list[str]:
    """Which program reads from which places; another one may find other things in the same files."""
    own = (f"{path.name} {stamp(path)}" for path in sorted(Path(__file__).parent.glob("*.py")))
    # What is bundled lies beside the program; its folders are among the stamps.
    return [__version__, str(Path(__file__)), str(user), *map(str, opened), *own]


def write(file: Path, data: bytes) -> None:
    """Write the file in one step, or leave it as it was where that cannot be done."""
    from deckapp.files.rights import private_folder
    from deckapp.files.writing import replace_file

    with contextlib.suppress(OSError):
        private_folder(file.parent)
        replace_file(file, data)


def _deck(
    id_: str, title: str, summary: str, cards: int, suits: int,
    width: float, height: float, corner: float, paper: str, recipes: Sequence[Sequence[Any]],
) -> ListedDeck:  # fmt: skip
    """A deck from a file's fields; raises TypeError or ValueError where they are of another kind."""
    return ListedDeck(
        str(id_), str(title), str(summary), int(cards), int(suits),
        float(width), float(height), float(corner), str(paper), tuple(_recipe(*fields) for fields in recipes),
    )  # fmt: skip


def _recipe(id_: str, title: str, summary: str, cards: int) -> ListedRecipe:
    return ListedRecipe(str(id_), str(title), str(summary), int(cards))
