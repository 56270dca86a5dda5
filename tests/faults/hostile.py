"""Values that no program likes, for every place of a file where a text, a number or a list may stand."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any, NamedTuple

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n{} loop\n%%EOF\n"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(canary)>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///canary">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    b'<image xlink:href="canary.png" width="9" height="9"/><text>&c;&x;</text>'
    b"<style>@import url(canary.css);</style></svg>"
)
PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel that is well."""
HUGE_PNG = PNG[:16] + b"\x00\x01\x86\xa0\x00\x01\x86\xa0" + PNG[24:]
"""It says that it has 100,000 by 100,000 pixels."""
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01"
)
PICTURES = {
    "ok.png": PNG,
    "huge.png": HUGE_PNG,
    "cut.png": PNG[:40],
    "cut.jpg": JPEG,
    "eps.png": EPS,
    "eps.eps": EPS,
    "launch.pdf": PDF,
    "picture.svg": SVG,
    "svg.png": SVG,
    "pix.png": b"P6\n99999 99999\n255\n",
    "xpm.xpm": b'/* XPM */\nstatic char *x[] = {"1 1 1 1", "a c #ffffff", "a"};',
    "icon.ico": b"\x00\x00\x01\x00\x01\x00\x00\x00\x00\x00\x01\x00\x20\x00\xff\xff\xff\x7f\x16\x00\x00\x00",
    "broken.avif": b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf\x00\x00\x00\x10meta",
    "broken.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\x7f\x2f",
    "broken.gif": b"GIF89a\xff\xff\xff\xff\xf7\x00\x00" + b"\x00" * 768 + b"!\xff\x0b",
    "broken.tif": b"II*\x00\x08\x00\x00\x00\xff\xff",
    "broken.blp": b"BLP2\x01\x00\x00\x00\x01\x08\x08\x00" + b"\xff" * 40,
    "broken.bmp": b"BM\xff\xff\xff\x7f\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\xff\xff\xff\x7f\xff\xff\xff\x7f",
    "broken.psd": b"8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x04\x00\x00\xff\xff\x00\x00\xff\xff\x00\x08\x00\x03",
    "broken.jp2": b"\x00\x00\x00\x0cjP  \r\n\x87\n\x00\x00\x00\x14ftypjp2 ",
    "empty.png": b"",
}  # fmt: skip


class Raw(NamedTuple):
    """What stands in a file as it is, though it is no JSON that any library would write."""

    text: str


MARKUP = (
    "<img src='canary.png'>",
    "<a href='file:///canary'>x</a>",
    "<b>bold</b> <table><tr><td>",
    "<style>@import 'canary.css'</style><p style='background:url(canary.png)'>x",
    "![x](canary.png) [y](file:///canary) <script>alert(1)</script>",
    "&amp;&#0;&#x110000;",
    "</b></p>{{x}}{0}%s%n${HOME}`touch canary`$(touch canary);'\"",
)
SCRIPTS = (
    "مرحبا بالعالم", "שלום עולם", "नमस्ते दुनिया", "হ্যালো বিশ্ব", "வணக்கம்", "నమస్తే", "ನಮಸ್ಕಾರ", "ഹലോ",
    "ગુજરાતી", "ਪੰਜਾਬੀ",
    "ଓଡ଼ିଆ", "සිංහල", "ខ្មែរ", "ܫܠܡܐ", "ދިވެހި", "မြန်မာ", "አማርኛ", "ไทย", "བོད་སྐད་", "日本語の文章", "한국어",
    "𐍈𒀀𓀀", "ᠮᠣᠩᠭᠣᠯ",
    "\u1b05\u1b44\u1b13", "\ua980\ua9c0\ua98f", "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 3,
    "e\u0301" * 40,
    "\u0628\u064e" * 30, "\u0915\u094d" * 40, "\u0e33" * 20,
)  # fmt: skip
ODD = (
    "", " ", "\n", "\t\t", "\x00", "a\x00b", "\x1b[31m", "\u2028\u2029", "\ufeff", "\ufffe", "\uffff",
    "\u202e abc \u202c",
    "\u2066" * 50, "\u200b" * 100, "\u00ad" * 50, "﷽" * 20, "\U0010ffff", "Z\u0310" + "\u0336" * 200,
    "CON", "a" * 300, "-",
    "--help", "~", "null", "yes", "1:30", "0x10", "1e3", ".nan", "!!python/name:os.system", "*a", "&a",
    "<<", "%", "@", "`",
)  # fmt: skip
LONG = ("a" * 20_001, "word " * 4_000, "W" * 4_000, "ا" * 3_000, "\U0001f468\u200d" * 700,
"a\u0301" * 2_000, "- [ ] x\n" * 2_000,
        "*" * 3_000, "[" * 3_000, "`" * 3_000, "> " * 1_000, "#" * 3_000, "|" * 3_000,
        "\n" * 5_000)  # fmt: skip
PATHS = (
    *PICTURES, "canary.png", "../canary.png", "/canary", "/dev/zero", "/dev/stdin", "/proc/self/mem",
    "fifo", "link", "folder",
    "C:\\canary.png", "\\\\server\\canary.png", "file:///canary", "http://127.0.0.1:9/canary.png",
    "data:image/png;base64,AAAA",
    "ok.png\x00.txt", "a/" * 2_000, "n" * 300 + ".png", "ok.png/ok.png", "sha256:0", "sha256:" + "0" * 64,
    "qrc:/canary", ":/canary",
)  # fmt: skip
IDS = (
    "",
    "a1",
    "p1",
    "__class__",
    "__proto__",
    "a" * 5_000,
    "A",
    "ä",
    "a\x00",
    "../x",
    "a/b",
    "0",
    "-1",
    "a2",
    " a",
    "a\n",
    "\ud7ff",
)
DATES = (
    "2024-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-11-23T00:00:00Z",
    "10000-01-01",
    "-1",
    "20260101",
    "2026-W01-1",
)
NUMBERS = (
    0, -1, 1, 2, 5, 6, 255, 10**6, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 0.5, -0.0, 1e-300, 1e300,
    4.9e-324, 1.5,
    Raw("1e400"), Raw("-1e400"), Raw("NaN"), Raw("Infinity"), Raw("1" * 5_000), Raw("0." + "1" * 3_000),
    Raw("1E+2"), Raw("-0"),
    Raw("01"), Raw("0x10"), Raw("1_000"),
)  # fmt: skip
BROKEN = (
    Raw('"\\ud800"'), Raw('"\\udc00\\ud800"'), Raw('"\\u0000"'), Raw('"\\x41"'), Raw("'single'"),
    Raw('"open'), Raw("{"), Raw("]"),
    Raw("/* c */ 1"), Raw("undefined"), Raw("True"), Raw('"a" "b"'), Raw(""), Raw("!!binary AAAA"),
    Raw("&x [*x]"), Raw("*x"),
    Raw('!!python/object/apply:os.system ["touch canary"]'),
    Raw("!<tag:yaml.org,2002:python/name:os.system> x"), Raw("!!set {a}"),
    Raw("? a"), Raw("<<: {a: 1}"), Raw("|\n x"), Raw(">-\n\n\n"),
    Raw("@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\x12PySide::PyObject)"),
)  # fmt: skip


def deep(levels: int, kind: str = "[") -> Raw:
    """Lists or objects in one another."""
    return Raw("[" * levels + "]" * levels if kind == "[" else '{"a":' * levels + "1" + "}" * levels)


SHAPES: tuple[Any, ...] = (
    None, True, False, [], {}, [[]], [{}], [None], {"": ""}, [1, "a", None, {}], {"a": {"b": {"c": []}}},
    deep(40), deep(70),
    deep(70, "{"), deep(3_000), deep(3_000, "{"), list(range(3_000)), ["x"] * 3_000,
)  # fmt: skip
TEXTS = (*MARKUP, *SCRIPTS, *ODD, *LONG, *PATHS, *IDS, *DATES)
VALUES: tuple[Any, ...] = (*TEXTS, *NUMBERS, *BROKEN, *SHAPES)
BYTES = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\xe2\x80", b"\n",
    b"\r", b"\r\n", b"\t", b"\x1a", b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"#", b"\\", b"&a ",
    b"*a ", b"- ", b"---\n", b"...\n",
    b"%YAML 9.9\n", b"!!", b"|", b">", b"? ", b"\x7f", b"\x85", b"\xe2\x80\xa8", b"0", b"9" * 400, b"-",
)  # fmt: skip


def lay_out(folder: Path) -> None:
    """Put the pictures that hostile files name into a folder, with a link and a folder among them."""
    for name, data in PICTURES.items():
        (folder / name).write_bytes(data)
    (folder / "folder").mkdir()
    (folder / "link").symlink_to("/dev/zero")
    os.mkfifo(folder / "fifo")
