"""TrueType files as tables of bytes: reading them, building them, and taking out the glyphs one needs."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from sys import byteorder

_KEPT = (b"cvt ", b"fpgm", b"prep")


Cluster = tuple[tuple[int, int, int], ...]
"""Glyphs that stand for a text together: (number, how far to the right, how far up) in the font's units."""


class Sfnt:
    """A TrueType font file (not a collection); raises ValueError where a table that is needed is missing."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        entries = list(struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count]))
        self._places = {tag: (offset, length) for tag, _, offset, length in entries}
        self._sums = {tag: total for tag, total, _, _ in entries}
        if not {b"head", b"hhea", b"hmtx", b"maxp", b"loca", b"glyf"} <= self._places.keys():
            raise ValueError("the font has no TrueType outlines")
        self.units_per_em: int = struct.unpack_from(">H", self.table(b"head"), 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self.table(b"head"), 36)
        self.ascent, self.descent = struct.unpack_from(">2h", self.table(b"hhea"), 4)

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table, or none."""
        offset, length = self._places.get(tag, (0, 0))
        return self.data[offset : offset + length]

    @cached_property
    def glyph_count(self) -> int:
        return int(struct.unpack_from(">H", self.table(b"maxp"), 4)[0])

    @cached_property
    def _loca(self) -> array[int]:
        long = struct.unpack_from(">h", self.table(b"head"), 50)[0]
        places = array("I" if long else "H", self.table(b"loca"))
        if byteorder == "little":
            places.byteswap()
        return places if long else array("I", (place * 2 for place in places))

    @cached_property
    def _hmtx(self) -> tuple[bytes, int]:
        return self.table(b"hmtx"), struct.unpack_from(">H", self.table(b"hhea"), 34)[0]

    def advance(self, gid: int) -> int:
        """How far a glyph moves the pen, in the font's units."""
        metrics, full = self._hmtx
        return int(struct.unpack_from(">H", metrics, 4 * min(gid, full - 1))[0])

    def glyph(self, gid: int) -> bytes:
        """A glyph's outline as the file has it."""
        start = self._places[b"glyf"][0]
        loca = self._loca
        return self.data[start + loca[gid] : start + loca[gid + 1]] if gid + 1 < len(loca) else b""

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
            if len(outline := self.glyph(gid)) > 10
            for left, low, right, high in [struct.unpack_from(">4h", outline, 2)]
        ]
        if not boxes:
            return b""
        lefts, lows, rights, highs = zip(*boxes, strict=True)
        parts = [struct.pack(">hhhhh", -1, min(lefts), min(lows), max(rights), max(highs))]
        drawn = [part for part in cluster if len(self.glyph(part[0])) > 10]
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
    return int(struct.unpack_from(">h", outline, 2)[0]) if len(outline) > 10 else 0


def _components(outline: bytes | bytearray) -> list[tuple[int, int]]:
    """(where its number stands, number) of each glyph that a composite glyph is made of."""
    if len(outline) <= 10 or not outline[0] & 0x80:
        return []
    found, place, more = [], 10, True
    while more:
        flags, part = struct.unpack_from(">HH", outline, place)
        found.append((place + 2, part))
        place += (
            4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
        )
        more = bool(flags & 32)
    return found


def mapped_characters(table: bytes) -> frozenset[int]:
    """The characters of a font's character map (the table ``cmap``)."""
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", table, 2)[0] if len(table) > 4 else 0):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * place)
        if (platform, encoding) in {(3, 1), (3, 10), (0, 3), (0, 4), (0, 6)}:
            found |= _mapped(table[offset:])
    return frozenset(found)


def _mapped(table: bytes) -> set[int]:
    """The characters of one subtable of a character map, of format 4 or 12."""
    form = struct.unpack_from(">H", table)[0]
    if form == 12:
        groups = struct.unpack_from(">I", table, 12)[0]
        ranges = struct.iter_unpack(">3I", table[16 : 16 + 12 * groups])
        return {code for start, end, _ in ranges for code in range(start, end + 1)}
    if form != 4:
        return set()
    count = struct.unpack_from(">H", table, 6)[0] // 2
    numbers = struct.unpack(f">{(len(table) - 14) // 2}H", table[14 : 14 + (len(table) - 14) // 2 * 2])
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, offsets = numbers[2 * count + 1 : 3 * count + 1], 3 * count + 1
    found = set()
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        offset = numbers[offsets + k]
        for code in range(start, min(end, 0xFFFE) + 1):
            place = offsets + k + offset // 2 + code - start
            gid = numbers[place] if offset and place < len(numbers) else 0
            if (gid if offset else (code + deltas[k]) & 0xFFFF) != 0:
                found.add(code)
    return found


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
