"""The library as it was read last, kept for the next start, which then waits for no parser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from deckapp.deck import listing
from deckapp.deck.library import Library, packed, stamps, unpacked
from deckapp.files.reading import read_bytes

MAX_BYTES = 64 * 1024 * 1024


class _Kept(msgspec.Struct):
    """`signature` says which program read it, and from where."""

    signature: list[str]
    library: msgspec.Raw


def load(file: Path, opened: Sequence[Path], user: Path) -> Library | None:
    """The library that was kept in the file; None unless nothing that it was read from has changed."""
    try:
        kept = msgspec.msgpack.decode(read_bytes(file, MAX_BYTES), type=_Kept)
        if kept.signature != listing.signature(opened, user):
            return None
        library = unpacked(bytes(kept.library))
    except (OSError, msgspec.MsgspecError):
        return None
    return library if stamps(library) == library.stamps else None


def keep(file: Path, library: Library, opened: Sequence[Path], user: Path) -> None:
    """Keep the library for the next start; where that fails, the next start reads it again."""
    try:
        kept = _Kept(signature=listing.signature(opened, user), library=msgspec.Raw(packed(library)))
        data = msgspec.msgpack.encode(kept)
    except UnicodeEncodeError:
        # The name of a file is no text, as on a disk of another system.
        return
    listing.write(file, data)
