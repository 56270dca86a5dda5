"""No picture takes for ever or all memory: its size is read first, and what is not needed is left out."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from deckapp.face.page import Photo
from deckapp.face.photos.cache import PictureCache
from deckapp.face.photos.core import turn_of
from deckapp.face.photos.door import ready
from deckapp.face.photos.gif import gif_core
from deckapp.face.photos.jpeg import jpeg_core
from deckapp.face.photos.png import png_core
from deckapp.face.photos.tiff import tiff_core
from deckapp.face.photos.webp import webp_core
from deckapp.problem import PictureError
from tests.face.photos.conftest import halves, saved, tones


def refusal(data: bytes) -> str:
    with pytest.raises(PictureError) as caught:
        ready(data, 100, 80)
    return caught.value.message


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with a head that says so much."""
    head = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in (head, *chunks, (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b""))
    )


def tiff(entries: list[tuple[int, int, int, int]], more: bytes = b"") -> bytes:
    """A TIFF with entries of a tag, a kind, a count and a value."""
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + bytes(4) + more


@pytest.mark.parametrize(
    "data",
    [
        png(20_000, 4_200),
        b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\1\0\0",
        b"GIF89a\1\0\1\0\0\0\0," + struct.pack("<HHHH", 0, 0, 60_000, 60_000) + b"\0\2\1\0\0",
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\x3f\0" * 2,
        tiff([(256, 4, 1, 30_000), (257, 4, 1, 30_000)]),
        b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 60_000, 60_000) + bytes(10) + b"\xff\xda\0\2",
        b"\xff\xd8\xff\xc2\0\x11\x08" + struct.pack(">HH", 9_000, 9_000) + bytes(10) + b"\xff\xda\0\2",
        png(1, 70_000),
    ],
)
def test_too_many_pixels_are_refused_by_what_the_head_says(data: bytes) -> None:
    assert "million can be drawn" in refusal(data)


def test_a_photograph_of_a_good_telephone_is_no_bomb() -> None:
    """50 million pixels come out of many; 108 of some, and their JPEG is made smaller while it is decoded."""
    head = b"\xff\xd8\xff\xc0\0\x11\x08%s" + bytes(10) + b"\xff\xda\0\2\xff\xd9"
    for width, height in ((8160, 6144), (12_000, 9_000)):
        core = jpeg_core(head % struct.pack(">HH", height, width))
        assert (core.width, core.height) == (width, height)


def test_a_picture_of_no_pixels_is_damaged() -> None:
    assert refusal(png(0, 5)) == "it is damaged or cut off"


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = saved(Image.new("RGB", (1000, 1000)), "JPEG", progressive=True)
    start = data.index(b"\xff\xda")
    scan = data[start : data.index(b"\xff", start + 14)]
    assert "scans" in refusal(data[:-2] + scan * 5_000 + b"\xff\xd9")


def test_long_texts_and_profiles_hinder_nobody() -> None:
    info = PngInfo()
    info.add_text("prompt", "a word " * 1_000_000, zip=True)
    data = saved(halves("RGB"), "PNG", pnginfo=info, icc_profile=bytes(5_000_000))
    assert len(png_core(data).data) < 2_000
    dark, light = tones(ready(data, 40, 30))
    assert dark.lightness() < light.lightness()


def test_a_gif_keeps_its_first_frame_alone() -> None:
    frames = [halves("P").rotate(turn) for turn in (90, 180)] * 50
    data = saved(halves("P"), "GIF", save_all=True, append_images=frames, comment=b"x" * 100_000)
    assert len(gif_core(data).data) < 2_000


def test_a_webp_keeps_its_first_frame_alone() -> None:
    frames = [halves("RGB").rotate(turn) for turn in (90, 180)] * 50
    data = saved(halves("RGB"), "WEBP", save_all=True, append_images=frames, exif=b"Exif\0\0" + bytes(50_000))
    assert len(webp_core(data).data) < 2_000


def test_a_tiff_is_told_by_what_draws_it_alone() -> None:
    """Its further pages, its Exif and all tags of others are behind the directory's back."""
    data = saved(halves("RGB"), "TIFF", save_all=True, append_images=[halves("RGB")] * 3, software="x" * 99)
    core = tiff_core(data)
    start = struct.unpack("<I", core.data[4:8])[0]
    count = struct.unpack("<H", core.data[start : start + 2])[0]
    tags = [
        struct.unpack("<H", core.data[at : at + 2])[0] for at in range(start + 2, start + 2 + 12 * count, 12)
    ]
    assert 305 not in tags
    assert core.data[-4:] == bytes(4)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([(256, 4, 1, 900), (257, 4, 1, 900), (322, 4, 1, 1), (323, 4, 1, 1)], "layout"),
        ([(256, 4, 1, 900), (257, 4, 1, 900), (273, 4, 5_000_000, 8)], "damaged"),
        ([(256, 4, 1, 900), (257, 4, 1, 900), (277, 4, 1, 1_000_000)], "layout"),
        ([(256, 4, 1, 900), (257, 4, 1, 900), (259, 3, 1, 34925)], "compression (34925)"),
        ([(256, 4, 1, 900), (257, 4, 1, 900), (259, 3, 1, 50001)], "compression (50001)"),
    ],
)
def test_a_tiff_that_makes_endless_work_is_refused(
    entries: list[tuple[int, int, int, int]], said: str
) -> None:
    assert said in refusal(tiff(entries, bytes(30_000_000)))


def test_exif_that_leads_nowhere_turns_nothing() -> None:
    for exif in (
        b"",
        b"II*\0",
        b"MM\0*\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\3\0\1\0\0\0\x63\0\0\0",
    ):
        assert turn_of(exif) == 1


def test_the_memory_of_many_pictures_does_not_add_up() -> None:
    kept = PictureCache(1_000_000)
    for number in range(200):
        photo = Photo(width=1, height=1, colours=1, jpeg=False, data=bytes(90_000), mask=bytes(9_000))
        kept.put((bytes((number,)), 1, 1, False), photo)
        assert kept.get((bytes((number,)), 1, 1, False)) is photo
        assert kept.bytes <= 1_000_000
    assert kept.get((b"\0", 1, 1, False)) is None
