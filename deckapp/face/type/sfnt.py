"""TrueType files as tables of bytes: reading them, building them, and taking out the glyphs one needs."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from sys import byteorder

_KEPT = (b"cvt ", b"fpgm", b"prep")
_NEEDED = {b"head": 54, b"hhea": 36, b"hmtx": 4, b"maxp": 6, b"loca": 4, b"glyf": 1}
"""The tables that no font can be without, and the bytes that each has at least."""
_GLYPH_HEAD = 10
"""A glyph begins with how many contours it has and with its box, in so many bytes."""
_LAST_CHARACTER = 0x10FFFF
_UNICODE_MAPS = {(3, 1), (3, 10), (0, 3), (0, 4), (0, 6)}


Cluster = tuple[tuple[int, int, int], ...]
"""Glyphs that stand for a text together: (number, how far to the right, how far up) in the font's units."""


class Sfnt:
    """A TrueType font file (not a collection); raises ValueError where a table that is needed is missing or cut."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        entries = list(struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count]))
        self._places = {tag: (offset, length) for tag, _, offset, length in entries}
        self._sums = {tag: total for tag, total, _, _ in entries}
        if any(len(self.table(tag)) < least for tag, least in _NEEDED.items()):
            raise ValueError("the font has no TrueType outlines")
        self.units_per_em: int = struct.unpack_from(">H", self.table(b"head"), 18)[0]
        if not self.units_per_em:
            raise ValueError("the font does not say how large its letters are")
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self.table(b"head"), 36)
        self.ascent, self.descent = struct.unpack_from(">2h", self.table(b"hhea"), 4)

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table, or none."""
        offset, length = self._places.get(tag, (0, 0))
        return self.data[offset : offset + length]

    @cached_property
    def _loca(self) -> array[int]:
        long = struct.unpack_from(">h", self.table(b"head"), 50)[0]
        table = self.table(b"loca")
        places = array("I" if long else "H", table[: len(table) // 4 * 4])
        if byteorder == "little":
            places.byteswap()
        return places if long else array("I", (place * 2 for place in places))

    @cached_property
    def _hmtx(self) -> tuple[bytes, int]:
        return self.table(b"hmtx"), struct.unpack_from(">H", self.table(b"hhea"), 34)[0]

    def advance(self, gid: int) -> int:
        """How far a glyph moves the pen, in the font's units."""
        metrics, full = self._hmtx
        place = 4 * min(gid, full - 1)
        # A damaged font may count more glyphs than it measures.
        return int(struct.unpack_from(">H", metrics, place)[0]) if 0 <= place <= len(metrics) - 2 else 0

    def glyph(self, gid: int) -> bytes:
        """A glyph's outline as the file has it; nothing where the file is damaged there."""
        start, length = self._places[b"glyf"]
        loca = self._loca
        if gid + 1 >= len(loca) or not loca[gid] <= loca[gid + 1] <= length:
            return b""
        outline = self.data[start + loca[gid] : start + loca[gid + 1]]
        return outline if len(outline) > _GLYPH_HEAD and _is_whole(outline) else b""

    def characters(self) -> frozenset[int]:
        """Every character that the font draws."""
        return mapped_characters(self.table(b"cmap"))

    def subset(self, clusters: Sequence[Cluster]) -> bytes:
        """A font whose glyphs are these, in this order, with what they are composed of after them.

        A cluster of one glyph in its own place is that glyph; any other becomes a composite.
        """
        order: list[int | Cluster] = [one[0][0] if is_plain(one) else one for one in clusters]
        found: dict[int, int] = {}
        for place, entry in enumerate(order):
            if isinstance(entry, int):
                found.setdefault(entry, place)
        outlines = []
        for entry in order:  # grows while it runs
            outline = bytearray(self.glyph(entry) if isinstance(entry, int) else self._composite(entry))
            for place, part in _components(outline):
                if part not in found:
                    found[part] = len(order)
                    order.append(part)
                struct.pack_into(">H", outline, place, found[part])
            outlines.append(bytes(outline) + bytes(-len(outline) % 4))
        firsts = [entry if isinstance(entry, int) else entry[0][0] for entry in order]
        return self._file(outlines, firsts)

    def _composite(self, cluster: Cluster) -> bytes:
        """A glyph made of others, by their numbers in this font, each moved."""
        boxes = [
            (left + dx, low + dy, right + dx, high + dy)
            for gid, dx, dy in cluster
            if (outline := self.glyph(gid))
            for left, low, right, high in [struct.unpack_from(">4h", outline, 2)]
        ]
        if not boxes:
            return b""
        lefts, lows, rights, highs = zip(*boxes, strict=True)
        parts = [struct.pack(">hhhhh", -1, min(lefts), min(lows), max(rights), max(highs))]
        drawn = [part for part in cluster if self.glyph(part[0])]
        for place, (gid, dx, dy) in enumerate(drawn):
            more = 32 if place < len(drawn) - 1 else 0
            parts.append(struct.pack(">HHhh", 1 | 2 | more, gid, dx, dy))
        return b"".join(parts)

    def _file(self, outlines: Sequence[bytes], gids: Sequence[int]) -> bytes:
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        head, hhea, maxp = (bytearray(self.table(tag)) for tag in (b"head", b"hhea", b"maxp"))
        struct.pack_into(">h", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(gids))
        struct.pack_into(">H", maxp, 4, len(gids))
        metrics = b"".join(
            struct.pack(">Hh", self.advance(gid), _left(outline))
            for gid, outline in zip(gids, outlines, strict=True)
        )
        tables = {b"head": bytes(head), b"hhea": bytes(hhea), b"maxp": bytes(maxp), b"hmtx": metrics}
        tables |= {b"glyf": b"".join(outlines), b"loca": struct.pack(f">{len(offsets)}I", *offsets)}
        return build(tables | {tag: self.table(tag) for tag in _KEPT if tag in self._places})


def is_plain(cluster: Cluster) -> bool:
    """Whether a cluster is one glyph in its own place."""
    return len(cluster) == 1 and cluster[0][1:] == (0, 0)


def _left(outline: bytes) -> int:
    return int(struct.unpack_from(">h", outline, 2)[0]) if len(outline) > _GLYPH_HEAD else 0


def _is_whole(outline: bytes) -> bool:
    try:
        _components(outline)
    except struct.error:
        return False
    return True


def _components(outline: bytes | bytearray) -> list[tuple[int, int]]:
    """(where its number stands, number) of each glyph that a composite glyph is made of."""
    if len(outline) <= _GLYPH_HEAD or not outline[0] & 0x80:
        return []
    found, place, more = [], _GLYPH_HEAD, True
    while more:
        flags, part = struct.unpack_from(">HH", outline, place)
        found.append((place + 2, part))
        place += (
            4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
        )
        more = bool(flags & 32)
    return found


def mapped_characters(table: bytes) -> frozenset[int]:
    """The characters of a font's character map (the table ``cmap``), as far as it is whole."""
    found: set[int] = set()
    count = int.from_bytes(table[2:4], "big")
    for platform, encoding, offset in _records(table[4 : 4 + 8 * count], ">HHI"):
        if (platform, encoding) in _UNICODE_MAPS:
            found |= _mapped(table[offset:])
    return frozenset(found)


def _mapped(table: bytes) -> set[int]:
    """The characters of one subtable of a character map, of format 4 or 12."""
    form = int.from_bytes(table[:2], "big")
    if form == 12:
        return _grouped(table)
    return _segmented(table) if form == 4 else set()


def _grouped(table: bytes) -> set[int]:
    found: set[int] = set()
    groups = int.from_bytes(table[12:16], "big")
    last = -1
    for start, end, _ in _records(table[16 : 16 + 12 * groups], ">3I"):
        # Groups that do not follow each other would make a small file endless.
        found.update(range(max(start, last + 1), min(end, _LAST_CHARACTER) + 1))
        last = max(last, min(end, _LAST_CHARACTER))
    return found


def _segmented(table: bytes) -> set[int]:
    numbers = [number for (number,) in _records(table[14:], ">H")]
    count = int.from_bytes(table[6:8], "big") // 2
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, offsets = numbers[2 * count + 1 : 3 * count + 1], 3 * count + 1
    found = set()
    last = -1
    for k, (start, end, delta, offset) in enumerate(
        zip(starts, ends, deltas, numbers[offsets : offsets + count], strict=False)
    ):
        for code in range(max(start, last + 1), min(end, 0xFFFE) + 1):
            place = offsets + k + offset // 2 + code - start
            gid = numbers[place] if offset and place < len(numbers) else 0
            if (gid if offset else (code + delta) & 0xFFFF) != 0:
                found.add(code)
        last = max(last, end)
    return found


def _records(data: bytes, form: str) -> Iterator[tuple[int, ...]]:
    """The whole records of a form in what a table has."""
    size = struct.calcsize(form)
    return struct.iter_unpack(form, data[: len(data) // size * size])


def build(tables: Mapping[bytes, bytes], sums: Mapping[bytes, int] | None = None) -> bytes:
    """A TrueType file of these tables; `sums` are the checksums of those that are known."""
    known = sums or {}
    offset, entries, bodies = 12 + 16 * len(tables), [], []
    for tag, body in sorted(tables.items()):
        padded = body + bytes(-len(body) % 4)
        total = (
            known[tag] if tag in known else sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        )
        entries.append(struct.pack(">4sIII", tag, total, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    power = len(tables).bit_length() - 1
    search = 16 << power
    head = struct.pack(">IHHHH", 0x10000, len(tables), search, power, 16 * len(tables) - search)
    return b"".join((head, *entries, *bodies))


def renamed(data: bytes, family: str) -> bytes:
    """The same font under another family name, so that no installed font of that name takes its place."""
    font = Sfnt(data)
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, body = b"", b""
    for number, text in texts.items():
        value = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(value), len(body))
        body += value
    name = struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + body
    tables = {tag: font.table(tag) for tag in font._places} | {b"name": name}
    return build(tables, {tag: total for tag, total in font._sums.items() if tag != b"name"})
