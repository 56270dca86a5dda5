"""The one door for pictures: six kinds by their content, all else refused in words, nothing run, nothing endless."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps, features

from deckapp.face.page import Photo
from deckapp.face.photos.door import MAX_BYTES, ready
from deckapp.face.photos.kinds import kind_of
from deckapp.problem import PictureError
from tests.face.photos.conftest import halves, saved, seen, tones

ROOT = Path(__file__).parents[3]
DRAWN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "png": ("PNG", "RGB", {}),
    "png, a palette": ("PNG", "P", {}),
    "png, black and white": ("PNG", "1", {}),
    "png, grey": ("PNG", "L", {}),
    "png, grey and clear": ("PNG", "LA", {}),
    "png, colours and clear": ("PNG", "RGBA", {}),
    "png, 65,536 greys": ("PNG", "I;16", {}),
    "jpeg": ("JPEG", "RGB", {}),
    "jpeg, grey": ("JPEG", "L", {}),
    "jpeg, in scans": ("JPEG", "RGB", {"progressive": True}),
    "jpeg, for print": ("JPEG", "CMYK", {}),
    "gif": ("GIF", "P", {}),
    "gif, moving": ("GIF", "P", {"save_all": True, "append_images": [halves("P").rotate(180)]}),
    "webp": ("WEBP", "RGB", {}),
    "webp, exact": ("WEBP", "RGBA", {"lossless": True}),
    "webp, moving": ("WEBP", "RGB", {"save_all": True, "append_images": [halves("RGB").rotate(180)]}),
    "tiff": ("TIFF", "RGB", {}),
    "tiff, lzw": ("TIFF", "RGBA", {"compression": "tiff_lzw"}),
    "tiff, deflate": ("TIFF", "CMYK", {"compression": "tiff_adobe_deflate"}),
    "tiff, jpeg": ("TIFF", "RGB", {"compression": "jpeg"}),
    "tiff, packed": ("TIFF", "L", {"compression": "packbits"}),
    "tiff, fax": ("TIFF", "1", {"compression": "group4"}),
    "tiff, 65,536 greys": ("TIFF", "I;16", {}),
    "tiff, pages": ("TIFF", "RGB", {"save_all": True, "append_images": [halves("RGB").rotate(180)]}),
}
OTHERS = ("AVIF", "BLP", "BMP", "DDS", "EPS", "ICNS", "ICO", "IM", "JPEG2000", "MSP", "PCX", "PDF", "PPM",
          "SGI", "SPIDER", "TGA", "XBM")  # fmt: skip


def refusal(data: bytes) -> PictureError:
    with pytest.raises(PictureError) as caught:
        ready(data, 100, 80)
    return caught.value


def refused_or_drawn(data: bytes) -> Photo | str:
    """The picture, or the words of its refusal, which hold nothing of ours."""
    try:
        return ready(data, 40, 30)
    except PictureError as error:
        said = error.message
    assert said
    assert "0x" not in said
    return said


@pytest.mark.parametrize("name", DRAWN)
def test_each_kind_comes_out_as_it_is(name: str) -> None:
    form, mode, options = DRAWN[name]
    dark, light = tones(ready(saved(halves(mode), form, **options), 40, 30))
    assert dark.lightness() < 110 < 150 < light.lightness()
    if mode in ("RGB", "RGBA", "CMYK", "P"):
        assert dark.blue() > dark.red()
        assert light.red() > light.blue()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", OTHERS)
def test_all_else_is_refused_in_words_and_not_opened(form: str) -> None:
    if form == "AVIF" and not ("avif" in features.modules and features.check("avif")):
        pytest.skip("this Pillow writes no AVIF")
    if form == "JPEG2000" and not features.check("jpg_2000"):
        pytest.skip("this Pillow writes no JPEG 2000")
    mode = {"MSP": "1", "XBM": "1", "SPIDER": "F", "BLP": "P"}.get(form, "RGB")
    size = (32, 32) if form in ("ICO", "ICNS") else (40, 30)
    error = refusal(saved(halves("L", size).convert(mode), form))
    assert "PNG, JPEG, WebP, GIF, TIFF or SVG" in error.message
    assert error.hint == "save it as one of them"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"no picture", "it is not PNG, JPEG, WebP, GIF, TIFF or SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n", "it is PostScript; only PNG"),
        (b"\0\0\0\x1cftypheic", "it is HEIC; only PNG"),
        (b"\0" * (MAX_BYTES + 1), "it is larger than 64 MiB"),
    ],
)
def test_what_is_no_picture_is_called_what_it_is(data: bytes, said: str) -> None:
    assert refusal(data).message.startswith(said)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_that_breaks_off_is_refused_and_never_raises_anything_else(name: str) -> None:
    form, mode, options = DRAWN[name]
    data = saved(halves(mode), form, **options)
    # Of some kinds the first picture is whole long before the file ends.
    often = "moving" in name or form == "TIFF"
    for end in range(0, len(data) * 9 // 10, max(1, len(data) // 60)):
        made = refused_or_drawn(data[:end])
        assert often or isinstance(made, str), end


def test_the_same_refusal_comes_in_the_same_words_each_time() -> None:
    data = saved(halves("RGB"), "JPEG")[:300]
    assert refusal(data).args == refusal(data).args == ("it is damaged or cut off",)


def test_only_one_place_in_the_house_opens_pictures() -> None:
    """Whatever opens a picture elsewhere would open it in a second way."""
    ways = re.compile(
        r"\bPIL\b|ImageReader|QMovie|drawInlineImage|canvas\.drawImage|[lL]oadFromData|\bfromData\b"
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "deckapp").rglob("*.py")
        if ways.search(re.sub('"""(?s:.*?)"""', "", path.read_text("utf-8")))
    }
    assert found == {"deckapp/face/photos/pixels.py"}


def test_no_more_of_the_library_is_loaded_than_the_kinds_need(tmp_path: Path) -> None:
    for name in DRAWN:
        form, mode, options = DRAWN[name]
        (tmp_path / f"{len(os.listdir(tmp_path))}.pic").write_bytes(saved(halves(mode), form, **options))
    (tmp_path / "a.pic").write_bytes(
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n{} loop\n"
    )
    program = (
        "import sys, pathlib\n"
        "from deckapp.face.photos.door import ready\n"
        "from deckapp.problem import PictureError\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    try: ready(path.read_bytes(), 40, 30)\n"
        "    except PictureError: print(path.name)\n"
        "print(*sorted(name for name in sys.modules if name.startswith('PIL.') and 'Plugin' in name))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    refused, *_, plugins = run.stdout.splitlines()
    assert refused == "a.pic"
    assert not {"PIL.EpsImagePlugin", "PIL.WmfImagePlugin", "PIL.PdfImagePlugin", "PIL.AvifImagePlugin"} & {
        *plugins.split()
    }


def test_nothing_but_words_of_ours_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    """The TIFF library writes a line for each row that it cannot read, past Python."""
    for compression in ("group4", "tiff_lzw", "packbits", "tiff_adobe_deflate"):
        data = bytearray(saved(halves("1", (400, 300)), "TIFF", compression=compression))
        data[20:60] = os.urandom(40)
        refused_or_drawn(bytes(data))
        refused_or_drawn(bytes(data[: len(data) // 2]))
    os.write(2, b"a word of ours\n")
    assert capfd.readouterr().err == "a word of ours\n"


def test_a_photograph_that_is_right_stays_as_it_is_but_for_what_it_tells_of_its_owner() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    exif[0x010E] = "at home"
    data = saved(halves("RGB"), "JPEG", exif=exif, comment=b"at home")
    made = ready(data, 200, 150)
    assert made.jpeg
    assert made.data == saved(halves("RGB"), "JPEG")
    assert b"at home" in data


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_taken_sideways_is_put_upright(form: str, turn: int) -> None:
    image = Image.new("RGB", (60, 40), "#FFFFFF")
    image.paste("#C00000", (0, 0, 30, 20))
    image.paste("#0000C0", (30, 20, 60, 40))
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(image, form, exif=exif, **({"quality": 95} if form == "JPEG" else {}))
    upright = ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")
    made = ready(data, 60, 60)
    assert (made.width, made.height) == upright.size
    shown = seen(made, made.width, made.height)
    for x, y in ((8, 8), (made.width - 8, 8), (8, made.height - 8), (made.width - 8, made.height - 8)):
        there, wanted = shown.pixelColor(x, y), upright.getpixel((x, y))
        assert (there.red(), there.green(), there.blue()) == pytest.approx(wanted, abs=40)


def test_a_huge_photograph_is_made_as_small_as_print_can_show() -> None:
    made = ready(saved(halves("RGB", (6000, 4000)), "JPEG"), 100, 80)
    assert made.jpeg
    assert (made.width, made.height) == (667, 444)


def test_what_can_be_seen_through_stays_so() -> None:
    image = Image.new("RGBA", (40, 30), (255, 0, 0, 120))
    for form in ("PNG", "WEBP", "TIFF"):
        dot = seen(ready(saved(image, form), 100, 80)).pixelColor(20, 15)
        assert (dot.red(), dot.alpha()) == pytest.approx((255, 120), abs=3)
    clear = Image.new("P", (40, 30), 0)
    clear.putpalette([0, 0, 0, 0, 200, 0])
    clear.paste(1, (20, 0, 40, 30))
    for form in ("PNG", "GIF"):
        shown = seen(ready(saved(clear, form, transparency=0), 100, 80))
        assert shown.pixelColor(5, 15).alpha() == 0
        assert shown.pixelColor(35, 15).green() == 200


def test_fine_greys_keep_their_tones() -> None:
    """A picture of 16 bits has 65,536 greys, and a page has 256."""
    image = Image.frombytes("I;16", (40, 30), (b"\x00\x40" * 20 + b"\x00\xc0" * 20) * 30)
    for form in ("PNG", "TIFF"):
        shown = seen(ready(saved(image, form), 100, 80))
        assert shown.pixelColor(5, 5).red() == pytest.approx(64, abs=2)
        assert shown.pixelColor(35, 5).red() == pytest.approx(192, abs=2)


def test_a_kind_is_told_by_content() -> None:
    assert kind_of(b"\xef\xbb\xbf\n<svg xmlns='http://www.w3.org/2000/svg'/>") == "SVG"
    assert kind_of(b"<?xml version='1.0'?>\n<!-- <svg> --><html><svg/></html>") != "PNG"
    assert kind_of(b"GIF89a") == "GIF"
    assert kind_of(b"BM\x89PNG\r\n\x1a\n") is None
