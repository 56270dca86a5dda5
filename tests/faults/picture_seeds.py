"""Pictures of every kind that the picture library knows, and ways to spoil them."""

from __future__ import annotations

import random
import struct
import warnings
from io import BytesIO
from typing import Any

from PIL import Image

DRAWN = ("PNG", "JPEG", "MPO", "WEBP", "GIF", "TIFF", "SVG")
"""How the names of those kinds begin that are drawn."""
_HEADS = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\1\0\0WEBP", b"GIF89a", b"II*\0", b"MM\0*", b"%!PS", b"<svg ",
)  # fmt: skip
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n{} loop\n%%EOF\n"
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><g transform="rotate(5)" style="fill:#123">
<path d="M2 2 q 9 9 20 4 a 5 5 0 0 1 9 9 z" stroke="red" stroke-dasharray="2 1"/><use href="#c" x="4"/></g>
<defs><circle id="c" cx="9" cy="9" r="5" fill="url(#g)"/><linearGradient id="g"><stop offset="0"/>
<stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="9" height="4" rx="1"/></svg>"""
_BY_HAND = {
    "EPS": EPS,
    "SVG": SVG,
    "HEIC": b"\0\0\0\x1cftypheic\0\0\0\0mif1heic" + bytes(300),
    "PSD": b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 30, 40, 8, 3) + bytes(12) + bytes(2 + 40 * 30 * 3),
    "WMF": struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 40, 30, 96, 0, 0) + bytes(40),
    "EMF": b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(200),
    "FLI": struct.pack("<IHHHHHHI", 400, 0xAF11, 1, 40, 30, 8, 0, 5) + bytes(500),
    "FITS": b"SIMPLE  =                    T" + b" " * 50 + b"END" + b" " * 3000,
    "DCX": struct.pack("<II", 987654321, 12) + bytes(200),
    "FTEX": b"FTEX" + bytes(200),
    "GBR": struct.pack(">IIIII", 28, 2, 40, 30, 1) + b"GIMP" + bytes(1300),
    "MCIDAS": b"\0\0\0\0\0\0\0\4" + bytes(300),
    "MPEG": b"\0\0\1\xb3\x02\x80\x1e" + bytes(100),
    "PIXAR": b"\x80\xe8\0\0" + bytes(1100),
    "SUN": struct.pack(">IIIIIIII", 0x59A66A95, 40, 30, 24, 3600, 1, 0, 0) + bytes(3600),
    "XPM": b'/* XPM */\nstatic char *a[] = {\n"2 2 2 1",\n"a c #000000",\n"b c #ffffff",\n"ab",\n"ba"\n};\n',
    "XVTHUMB": b"P7 332\n#END_OF_COMMENTS\n4 4 255\n" + bytes(16),
    "QOI": b"qoif" + struct.pack(">IIBB", 40, 30, 3, 0) + bytes(100),
    "GZIP": b"\x1f\x8b\x08" + bytes(100),
}
_MODES = {"MSP": "1", "XBM": "1", "SPIDER": "F", "BLP": "P", "GIF": "P", "PALM": "P"}
_OPTIONS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "PNG": [("RGBA", {}), ("P", {"transparency": 0}), ("I;16", {}), ("1", {}), ("LA", {})],
    "JPEG": [
        ("RGB", {}),
        ("L", {}),
        ("RGB", {"progressive": True}),
        ("CMYK", {}),
        ("RGB", {"subsampling": 0}),
    ],
    "WEBP": [("RGB", {}), ("RGBA", {"lossless": True}), ("RGBA", {})],
    "TIFF": [
        ("RGB", {}),
        ("1", {"compression": "group4"}),
        ("I;16", {}),
        ("F", {}),
        ("CMYK", {}),
        ("LAB", {}),
    ]
    + [("RGB", {"compression": one}) for one in ("tiff_lzw", "jpeg", "tiff_adobe_deflate", "packbits")]
    + [("RGBA", {"compression": one}) for one in ("lzma", "zstd", "webp", "tiff_lzw")],
}


def seeds() -> dict[str, bytes]:
    """A whole picture of each kind, by the name of its kind and mode."""
    Image.init()
    found = dict(_BY_HAND)
    image = Image.effect_noise((60, 45), 60).resize((240, 180)).convert("RGB")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for form in sorted(Image.SAVE):
            for number, (mode, options) in enumerate(_OPTIONS.get(form, [(_MODES.get(form, "RGB"), {})])):
                if data := _saved(image, form, mode, options):
                    found[f"{form} {number}" if form in _OPTIONS else form] = data
        for form in {"GIF", "PNG", "WEBP", "TIFF", "MPO"} & set(Image.SAVE_ALL):
            frames = [image.rotate(turn) for turn in (90, 180, 270)]
            if data := _saved(image, form, "RGB", {"save_all": True, "append_images": frames}):
                found[f"{form} moving"] = data
    return found


def _saved(image: Image.Image, form: str, mode: str, options: dict[str, Any]) -> bytes:
    """The picture as a file, b"" where this build of the library cannot write it."""
    file = BytesIO()
    try:
        turned = image.convert("L").convert("I").convert("I;16") if mode == "I;16" else _in_mode(image, mode)
        if form in ("ICNS", "ICO"):
            turned = turned.resize((64, 64))
        turned.save(file, form, **options)
    except (OSError, ValueError, KeyError, RuntimeError, AttributeError, TypeError, NotImplementedError):
        return b""
    return file.getvalue()


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    if mode == "LAB":
        from PIL import ImageCms

        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        made = ImageCms.profileToProfile(image, *profiles, outputMode="LAB")
        assert made is not None
        return made
    return image.convert(mode)


def spoilt(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """The picture with something wrong in it."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        ways = (_flip, _cut, _size, _swap, _repeat, _drop, _head, _nonsense)
        rng.choice(ways)(made, rng)
        if rng.random() < 0.03:
            made[rng.randrange(len(made) + 1) :] = rng.choice(others)
    return bytes(made)


def _place(made: bytearray, rng: random.Random) -> int:
    """A place, oftener near the head, where sizes and kinds are told."""
    return rng.randrange(min(len(made), rng.choice((40, 300, 1 << 30))) or 1) if made else 0


def _flip(made: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 4, 40))):
        if made:
            made[_place(made, rng)] ^= 1 << rng.randrange(8)


def _cut(made: bytearray, rng: random.Random) -> None:
    del made[rng.randrange(len(made) + 1) :]


def _size(made: bytearray, rng: random.Random) -> None:
    order = rng.choice("<>")
    value = rng.choice((0, 1, 0xFF, 0x7FFF, 0xFFFF, 70_000, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000))
    body = struct.pack(order + "I", value) if rng.random() < 0.5 else struct.pack(order + "H", value & 0xFFFF)
    at = _place(made, rng)
    made[at : at + len(body)] = body


def _swap(made: bytearray, rng: random.Random) -> None:
    if len(made) > 40:
        size = rng.randrange(4, min(200, len(made) // 3))
        one, two = (rng.randrange(len(made) - size) for _ in range(2))
        made[one : one + size], made[two : two + size] = made[two : two + size], made[one : one + size]


def _repeat(made: bytearray, rng: random.Random) -> None:
    at = _place(made, rng)
    made[at:at] = made[at : at + rng.randrange(1, 400)] * rng.choice((1, 3, 300))


def _drop(made: bytearray, rng: random.Random) -> None:
    at = _place(made, rng)
    del made[at : at + rng.randrange(1, 60)]


def _head(made: bytearray, rng: random.Random) -> None:
    head = rng.choice(_HEADS)
    made[: len(head)] = head


def _nonsense(made: bytearray, rng: random.Random) -> None:
    at = _place(made, rng)
    made[at : at + 30] = rng.randbytes(rng.randrange(1, 60))
