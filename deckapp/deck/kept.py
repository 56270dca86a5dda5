"""The library as it was read last, kept for the next start, which then waits for no parser."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from deckapp import __version__
from deckapp.deck.library import Library, packed, stamps, unpacked
from deckapp.deck.stamps import stamp

MAX_BYTES = 64 * 1024 * 1024


class _Kept(msgspec.Struct):
    """`reader` says which program read it, `places` from where."""

    reader: list[tuple[str, int, int]]
    places: list[str]
    library: msgspec.Raw


def load(file: Path, opened: Sequence[Path], user: Path) -> Library | None:
    """The library that was kept in the file; None unless nothing that it was read from has changed."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        kept = msgspec.msgpack.decode(file.read_bytes(), type=_Kept)
        if kept.reader != _reader() or kept.places != _places(opened, user):
            return None
        library = unpacked(bytes(kept.library))
    except (OSError, msgspec.MsgspecError):
        return None
    return library if stamps(library) == library.stamps else None


def keep(file: Path, library: Library, opened: Sequence[Path], user: Path) -> None:
    """Keep the library for the next start; where that fails, the next start reads it again."""
    raw = msgspec.Raw(packed(library))
    data = msgspec.msgpack.encode(_Kept(reader=_reader(), places=_places(opened, user), library=raw))
    fresh = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(file)


def _reader() -> list[tuple[str, int, int]]:
    """The version, and how this room's own files look: another reader may find other things."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    return [(__version__, 0, 0), *((path.name, *stamp(path)) for path in own)]


def _places(opened: Sequence[Path], user: Path) -> list[str]:
    # What is bundled lies beside the program; its folders are among the stamps.
    return [str(path) for path in (Path(__file__), user, *opened)]
