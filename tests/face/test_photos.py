"""Users' pictures on a page: upright, not larger than needed, refused in words when broken."""

from io import BytesIO

import pytest
from PIL import Image

from deckapp.face.photos import prepared


def photo(size: tuple[int, int], form: str = "JPEG", mode: str = "RGB", orientation: int = 1) -> bytes:
    image = Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 120))
    image.paste(image.resize((size[0], size[1] // 4)).point(lambda value: value // 2), (0, 0))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    image.save(file, form, **({"exif": exif} if form == "JPEG" else {}))
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_photograph_that_is_right_stays_as_it_is() -> None:
    data = photo((400, 300))
    assert prepared(data, 200, 150) is data


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    found = opened(prepared(photo((400, 300), orientation=6), 200, 150))
    assert found.size == (300, 400)
    assert found.getpixel((290, 200))[0] < 160 < found.getpixel((10, 200))[0]


def test_a_huge_photograph_is_made_smaller() -> None:
    data = photo((6000, 4000))
    found = prepared(data, 100, 80)
    assert max(opened(found).size) <= 2 * 100 * 400 / 72 + 1
    assert opened(found).format == "JPEG"


def test_what_can_be_seen_through_stays_so() -> None:
    found = opened(prepared(photo((40, 30), "PNG", "RGBA"), 100, 80))
    assert found.mode == "RGBA"
    assert found.getpixel((20, 25)) == (255, 0, 0, 120)


def test_other_forms_become_what_pdf_takes() -> None:
    for form in ("GIF", "BMP", "WEBP", "TIFF"):
        assert opened(prepared(photo((40, 30), form), 100, 80)).format == "PNG"
    assert opened(prepared(photo((40, 30), "JPEG", "CMYK"), 100, 80)).mode == "RGB"


def test_fine_greys_keep_their_tones() -> None:
    """A picture of 16 bits has 65,536 greys, and a page has 256."""
    row = b"\x00\x40" * 20 + b"\x00\xc0" * 20
    image = Image.frombytes("I;16", (40, 30), row * 30)
    file = BytesIO()
    image.save(file, "PNG")
    found = opened(prepared(file.getvalue(), 100, 80))
    assert found.getpixel((5, 5)) == pytest.approx((64, 64, 64), abs=1)
    assert found.getpixel((35, 5)) == pytest.approx((192, 192, 192), abs=1)


def test_what_cannot_be_drawn_is_refused() -> None:
    broken = photo((40, 30), "PNG")
    for data in (
        b"",
        b"no image",
        broken[:60],
        broken[: len(broken) // 2],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ):
        with pytest.raises(ValueError):
            prepared(data, 100, 80)


def test_what_is_no_picture_is_called_so_in_the_same_words_each_time() -> None:
    with pytest.raises(ValueError, match=r"^it is no picture$"):
        prepared(b"no image", 100, 80)


def test_a_bomb_of_pixels_is_refused_before_it_is_opened() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 4_200)).save(file, "PNG")
    with pytest.raises(ValueError, match="million pixels"):
        prepared(file.getvalue(), 100, 80)
