"""Fonts that are broken, or of a kind that no PDF takes, as the only ones for a script.

`python -m tests.faults.broken_fonts [KIND ...]` tries all or these; "noise 7" is the seventh with random noise.
All are made of a bundled font, with its letters in the places of scripts that no bundled font has. Each lies in a
folder of its own, which fontconfig is told of, and the program goes over a deck and a plan in these scripts.
"""

from __future__ import annotations

import os
import random
import struct
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from tests.faults.everywhere import STEPS, Outcome, fonts_file, run, write_both

ABOUT = "broken fonts and fonts of strange kinds in the system's folder: checked, printed, exported, shown"
USUAL = 1
SCRIPTS = ((0x10D0, 33), (0x0985, 40), (0x1780, 50), (0x0710, 30), (0x10400, 40), (0x3041, 60), (0xAC00, 40))
"""Where letters are put, and how many: Georgian, Bengali, Khmer, Syriac, Deseret, Hiragana, Hangul."""
TEXTS = (
    " ".join(
        "".join(chr(first + n) for n in range(count) if chr(first + n).isalpha()) for first, count in SCRIPTS
    ),
    "Plan ქართული বাংলা ខ្មែរ ܫܠܡ **ქარ** _あい_ 가각 שלום",
)
CODES = [first + n for first, count in SCRIPTS for n in range(count)]
UNITS = 1000


def square(pen: Any, size: int) -> None:
    """A glyph that can be told from others by its size."""
    pen.moveTo((50, 0))
    for place in ((50, size), (size, size), (size, 0)):
        pen.lineTo(place)
    pen.closePath()


def builder(is_truetype: bool = True, count: int = 0) -> FontBuilder:
    """A whole font of squares for all these letters."""
    codes = CODES[:count] if count else CODES
    names = [".notdef", *(f"g{code:X}" for code in codes)]
    made = FontBuilder(UNITS, isTTF=is_truetype)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({code: f"g{code:X}" for code in codes})
    sizes = {name: 300 + 20 * (place % 20) for place, name in enumerate(names)}
    if is_truetype:
        glyphs = {}
        for name, size in sizes.items():
            pen = TTGlyphPen(None)
            square(pen, size)
            glyphs[name] = pen.glyph()
        made.setupGlyf(glyphs)
    else:
        strings = {}
        for name, size in sizes.items():
            cff = T2CharStringPen(600, None)
            square(cff, size)
            strings[name] = cff.getCharString()
        made.setupCFF("Broken", {"FullName": "Broken"}, strings, {})
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Broken", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    return made


def bytes_of(font: Any) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def whole(is_truetype: bool = True) -> bytes:
    """The font as nobody would complain of it."""
    return bytes_of(builder(is_truetype).font)


def table_of(data: bytes, tag: bytes) -> tuple[int, int, int]:
    """(where its entry stands, offset, length) of a table."""
    for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[place : place + 4] == tag:
            return (place, *struct.unpack_from(">II", data, place + 8))
    raise KeyError(tag)


def spoilt(tag: bytes, change: Callable[[bytearray], object], is_truetype: bool = True) -> bytes:
    """The font after a change to the bytes of one table."""
    data = bytearray(whole(is_truetype))
    _, offset, length = table_of(data, tag)
    body = bytearray(data[offset : offset + length])
    change(body)
    data[offset : offset + length] = body[:length].ljust(length, b"\0")
    return bytes(data)


def without(tag: bytes) -> bytes:
    """The font without a table: its entry names another one."""
    data = bytearray(whole(tag not in (b"CFF ",)))
    place, _, _ = table_of(data, tag)
    data[place : place + 4] = b"zzzz"
    return bytes(data)


def moved(tag: bytes, offset: int, length: int) -> bytes:
    """The font with a table said to be elsewhere."""
    data = bytearray(whole())
    place, _, _ = table_of(data, tag)
    struct.pack_into(">II", data, place + 8, offset, length)
    return bytes(data)


def put(form: str, place: int, *values: int) -> Callable[[bytearray], object]:
    return lambda body: struct.pack_into(form, body, place, *values)


def noise(seed: int, share: float = 0.02) -> Callable[[bytearray], object]:
    def change(body: bytearray) -> None:
        chance = random.Random(seed)
        for _ in range(max(1, int(len(body) * share))):
            body[chance.randrange(len(body))] = chance.randrange(256)

    return change


def colour_only(tag: str) -> bytes:
    """A font that has empty outlines, and a table of colours that is cut."""
    made = builder()
    empty = TTGlyphPen(None).glyph()
    for name in made.font.getGlyphOrder():
        made.font["glyf"][name] = empty
    if tag == "COLR":
        names = made.font.getGlyphOrder()
        made.setupCOLR({name: [(names[1], 0)] for name in names[2:]})
        made.setupCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    else:
        for one in (tag, "CBLC") if tag == "CBDT" else (tag,):
            made.font[one] = table = newTable(one)
            table.__class__ = newTable("zzzz").__class__
            table.data = b"\0\3\0\0" + bytes(60)
    return bytes_of(made.font)


def variable() -> bytes:
    """A font with one axis."""
    made = builder()
    made.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    made.setupGvar({})
    return bytes_of(made.font)


def bitmap_only() -> bytes:
    """A TrueType file that has no outlines but a cut table of pixels."""
    made = builder()
    for tag in ("glyf", "loca"):
        del made.font[tag]
    for tag in ("EBDT", "EBLC"):
        made.font[tag] = table = newTable(tag)
        table.__class__ = newTable("zzzz").__class__
        table.data = b"\0\2\0\0\0\0\0\1" + bytes(80)
    return bytes_of(made.font)


def lying_map() -> bytes:
    """A font whose map leads to glyphs that are not there."""
    return spoilt(b"cmap", lambda body: body.__setitem__(slice(40, None), b"\x7f\xff" * (len(body) // 2)))


def every_character() -> bytes:
    """A font that says it has each character of Unicode, all with its last glyph."""
    font = TTFont(BytesIO(whole()))
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 28, 0, 1)
    cmap += struct.pack(">III", 0, 0x10FFFF, 5)
    font["cmap"] = table = newTable("cmap")
    table.__class__ = newTable("zzzz").__class__
    table.data = cmap
    return bytes_of(font)


def without_end() -> bytes:
    """A font whose glyphs are made of themselves."""

    def change(body: bytearray) -> None:
        body[:] = struct.pack(">hhhhhHHhh", -1, 0, 0, 500, 500, 0x0020 | 3, 1, 0, 0) * (len(body) // 18)

    return spoilt(b"glyf", change)


def pfb() -> bytes:
    text = b"%!PS-AdobeFont-1.0: Broken\n/FontName /Broken def\n/FontMatrix [0.001 0 0 0.001 0 0] def\n"
    return (
        b"\x80\x01"
        + struct.pack("<I", len(text))
        + text
        + b"\x80\x02\xff\xff\xff\x7f"
        + bytes(80)
        + b"\x80\x03"
    )


def pcf() -> bytes:
    return b"\x01fcp" + struct.pack("<I", 2) + struct.pack("<IIII", 1, 14, 0x7FFFFFF, 0x40) + bytes(60)


def woff(flavour: str) -> bytes:
    font = TTFont(BytesIO(whole()))
    font.flavor = flavour
    try:
        return bytes_of(font)
    except ImportError:
        return b"wOF2" + bytes(100)


KINDS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "whole": ("ttf", whole),
    "CFF": ("otf", lambda: whole(False)),
    "variable": ("ttf", variable),
    "COLR": ("ttf", lambda: colour_only("COLR")),
    "CBDT": ("ttf", lambda: colour_only("CBDT")),
    "sbix": ("ttf", lambda: colour_only("sbix")),
    "SVG": ("ttf", lambda: colour_only("SVG ")),
    "pixels alone": ("ttf", bitmap_only),
    "empty": ("ttf", lambda: b""),
    "head alone": ("ttf", lambda: whole()[:100]),
    "half": ("ttf", lambda: whole()[: len(whole()) // 2]),
    "all but the end": ("ttf", lambda: whole()[:-200]),
    "half of CFF": ("otf", lambda: whole(False)[: len(whole(False)) * 2 // 3]),
    "pfb": ("pfb", pfb),
    "pcf": ("pcf", pcf),
    "bdf": ("bdf", lambda: b"STARTFONT 2.1\nFONT broken\nSIZE 16 75 75\nCHARS 99999999\n"),
    "woff": ("woff", lambda: woff("woff")),
    "woff2": ("woff2", lambda: woff("woff2")),
    "collection": ("ttc", lambda: b"ttcf" + struct.pack(">III", 0x10000, 0x7FFFFFF, 16) + whole()),
    "lying map": ("ttf", lying_map),
    "every character": ("ttf", every_character),
    "glyphs of themselves": ("ttf", without_end),
    "no glyf": ("ttf", lambda: without(b"glyf")),
    "no loca": ("ttf", lambda: without(b"loca")),
    "no hmtx": ("ttf", lambda: without(b"hmtx")),
    "no hhea": ("ttf", lambda: without(b"hhea")),
    "no maxp": ("ttf", lambda: without(b"maxp")),
    "no head": ("ttf", lambda: without(b"head")),
    "no name": ("ttf", lambda: without(b"name")),
    "no OS/2": ("ttf", lambda: without(b"OS/2")),
    "no cmap": ("ttf", lambda: without(b"cmap")),
    "glyf beyond the end": ("ttf", lambda: moved(b"glyf", 0x7FFFFFF0, 0x7FFFFFF0)),
    "loca of one": ("ttf", lambda: moved(b"loca", 100, 2)),
    "hmtx of one": ("ttf", lambda: moved(b"hmtx", 100, 4)),
    "no units": ("ttf", lambda: spoilt(b"head", put(">H", 18, 0))),
    "many units": ("ttf", lambda: spoilt(b"head", put(">H", 18, 65_535))),
    "one unit": ("ttf", lambda: spoilt(b"head", put(">H", 18, 1))),
    "other loca": ("ttf", lambda: spoilt(b"head", put(">h", 50, 7))),
    "a box without end": ("ttf", lambda: spoilt(b"head", put(">4h", 36, -32768, -32768, 32767, 32767))),
    "many glyphs": ("ttf", lambda: spoilt(b"maxp", put(">H", 4, 65_535))),
    "no glyphs": ("ttf", lambda: spoilt(b"maxp", put(">H", 4, 0))),
    "no metrics": ("ttf", lambda: spoilt(b"hhea", put(">H", 34, 0))),
    "many metrics": ("ttf", lambda: spoilt(b"hhea", put(">H", 34, 65_535))),
    "no height": ("ttf", lambda: spoilt(b"hhea", put(">3h", 4, 0, 0, 0))),
    "heights without end": ("ttf", lambda: spoilt(b"hhea", put(">3h", 4, 32767, -32768, 32767))),
    "wide letters": (
        "ttf",
        lambda: spoilt(b"hmtx", lambda body: body.__setitem__(slice(None), b"\xff" * len(body))),
    ),
    "no width": (
        "ttf",
        lambda: spoilt(b"hmtx", lambda body: body.__setitem__(slice(None), bytes(len(body)))),
    ),
    "weight 0": ("ttf", lambda: spoilt(b"OS/2", put(">H", 4, 0))),
    "weight 65535": ("ttf", lambda: spoilt(b"OS/2", put(">H", 4, 65_535))),
    "name without end": ("ttf", lambda: spoilt(b"name", put(">HH", 2, 65_535, 65_535))),
    "noise in name": ("ttf", lambda: spoilt(b"name", noise(1, 0.3))),
    "noise in cmap": ("ttf", lambda: spoilt(b"cmap", noise(2))),
    "noise in glyf": ("ttf", lambda: spoilt(b"glyf", noise(3))),
    "noise in loca": ("ttf", lambda: spoilt(b"loca", noise(4))),
    "noise in CFF": ("otf", lambda: spoilt(b"CFF ", noise(5), False)),
    "zeros": ("ttf", lambda: bytes(64 * 1024**2)),
    "zeros behind a head": ("ttf", lambda: whole()[:400] + bytes(64 * 1024**2)),
}
"""By kind: the file's ending, and its bytes."""
PLACES = ("fifo", "folder", "link to /dev/zero", "link to itself", "unreadable", "name that is no text")
"""What is no file at all, or one that cannot be read."""
FEW = ("CFF", "fifo", "lying map", "glyphs of themselves")


def lay_font(folder: Path, kind: str) -> None:
    """Put a font of a kind into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "x.ttf"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "link to /dev/zero":
        path.symlink_to("/dev/zero")
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "unreadable":
        path.write_bytes(whole())
        path.chmod(0)
    elif kind == "name that is no text":
        (folder / os.fsdecode(b"\xff\xfe.ttf")).write_bytes(whole())
    elif kind not in KINDS:
        data = bytearray(whole())
        noise(int(kind.split()[1]), 0.002)(data)
        path.write_bytes(data)
    else:
        ending, made = KINDS[kind]
        (folder / f"x.{ending}").write_bytes(made())


def try_font(kind: str, steps: tuple[str, ...] = STEPS) -> list[Outcome]:
    """What comes of each step with only this font beside the bundled ones; prints the faults."""
    if kind == "fifo":  # fontconfig itself waits for it, and so does every program with a window
        steps = tuple(step for step in steps if step != "window")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_font(folder / "fonts", kind)
        write_both(folder, TEXTS)
        found = run(folder, steps, fonts_file(folder / "conf", folder / "fonts"), seconds=120.0)
    for one in found:
        if one.fault:
            print(f"{kind}: {one.step}: {one.fault} {one.said[-1500:]}", flush=True)
    return found


def tried(kinds: list[str], seeds: int = 0) -> int:
    """Try all, or these; DECKAPP_WORKERS at a time; 1 if any goal was missed."""
    known = kinds or [*KINDS, *PLACES, *(f"noise {seed}" for seed in range(seeds))]
    with ThreadPoolExecutor(int(os.environ.get("DECKAPP_WORKERS", "2"))) as pool:
        outcomes = [one for found in pool.map(try_font, known) for one in found]
    faults = sum(bool(one.fault) for one in outcomes)
    slowest = max(outcomes, key=lambda one: one.seconds)
    print(
        f"{len(known)} fonts, {len(outcomes)} steps, {faults} faults, slowest {slowest.step}"
        f" {slowest.seconds:.1f} s, at most {max(one.mib for one in outcomes):.0f} MiB"
    )
    return int(faults > 0)


def main(count: int) -> int:
    """Try all, and so often fonts with random noise."""
    return tried([], count)


if __name__ == "__main__":
    sys.exit(tried(sys.argv[1:], 20))
