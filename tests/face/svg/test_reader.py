"""SVG pictures by our own drawing: what is drawn comes out as written, what is not is told, nothing is fetched."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from deckapp.face.page import Page, Picture, Sketch
from deckapp.face.pdf.raster import render
from deckapp.face.photos.door import ready
from deckapp.problem import PictureError
from tests.face.photos.conftest import saved

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def sketch(body: str, head: str = HEAD) -> Sketch:
    made = ready(f"{head}{body}</svg>".encode(), 100, 100)
    assert isinstance(made, Sketch)
    return made


def drawn(body: str, head: str = HEAD, width: int = 100, height: int = 100) -> QImage:
    """What is seen of an SVG on a page, a dot a unit; what is not drawn upon is see-through."""
    made = sketch(body, head)
    assert made.notes == ()
    items = (Picture(x=0, y=0, width=width, height=height, photo=made, contain=True),)
    return render([Page(width=width, height=height, items=items)], [width])[0]


def dot(image: QImage, x: int, y: int) -> str:
    colour = image.pixelColor(x, y)
    return (
        colour.name()
        if colour.alpha() == 255
        else ""
        if not colour.alpha()
        else f"{colour.name()}/{colour.alpha()}"
    )


def refusal(data: bytes) -> str:
    with pytest.raises(PictureError) as caught:
        ready(data, 100, 100)
    assert caught.value.hint
    return caught.value.message


RED = 'width="100" height="100" fill="red"/>'
"""The end of a rectangle that fills all."""
SHAPES = [
    ('<rect x="10" y="20" width="50" height="30" fill="#f00"/>', (12, 22), (8, 22)),
    ('<rect x="10" y="10" width="80" height="80" rx="30" fill="#f00"/>', (50, 15), (13, 13)),
    ('<circle cx="50" cy="50" r="40" fill="red"/>', (50, 12), (15, 15)),
    ('<ellipse cx="50" cy="50" rx="45" ry="10" fill="rgb(255,0,0)"/>', (10, 50), (50, 35)),
    ('<polygon points="10,10 90,10 50,90" fill="rgb(100%,0%,0%)"/>', (50, 50), (15, 80)),
    ('<path d="M10 10h80v80H10zm20 20v40h40v-40z" fill="#ff0000"/>', (15, 50), (50, 50)),
    ('<path d="M10 10h80v80h-80zm20 20h40v40h-40z" fill="red" fill-rule="evenodd"/>', (15, 50), (50, 50)),
    ('<path d="M10,50A40 40 0 0190 50z" fill="red"/>', (50, 15), (50, 60)),
    ('<line x1="10" y1="50" x2="90" y2="50" stroke="red" stroke-width="10"/>', (50, 53), (50, 60)),
    ('<polyline points="10 10 90 10 90 90" stroke="red" stroke-width="6" fill="none"/>', (88, 50), (60, 40)),
    (f'<g transform="translate(50 50) rotate(45) scale(.3)"><rect {RED}</g>', (50, 80), (70, 55)),
    ('<g style="fill:red"><rect width="50" height="99"/></g>', (25, 50), (75, 50)),
    (
        '<style>rect{fill:blue}.a,.b{fill:red}</style><rect class="b" width="50" height="99"/>',
        (25, 50),
        (75, 50),
    ),
    (f'<defs><rect id="r" {RED}</defs><use xlink:href="#r" x="60" y="60"/>', (70, 70), (10, 10)),
    (
        f'<clipPath id="c"><rect width="50" height="99"/></clipPath><rect clip-path="url(#c)" {RED}',
        (25, 50),
        (75, 50),
    ),
    (
        f'<symbol id="s" viewBox="0 0 1 1"><rect {RED}</symbol><use href="#s" width="40" height="40"/>',
        (35, 35),
        (45, 45),
    ),
    (f'<svg x="50" width="50" height="50" viewBox="0 0 1 1"><rect {RED}</svg>', (75, 25), (25, 25)),
    ('<g color="red"><circle cx="50" cy="50" r="20" fill="currentColor"/></g>', (50, 50), (10, 10)),
    ('<path d="M0 50h100" stroke="red" stroke-width="20" stroke-dasharray="50"/>', (25, 50), (75, 50)),
]
"""A shape, where it is seen, and where not."""


@pytest.mark.parametrize(("shape", "inside", "outside"), SHAPES)
def test_shapes_come_out_as_written(shape: str, inside: tuple[int, int], outside: tuple[int, int]) -> None:
    image = drawn(shape)
    assert dot(image, *inside) == "#ff0000"
    assert dot(image, *outside) == ""


def test_shares_that_go_neither_across_nor_down_are_of_the_diagonal() -> None:
    """SVG 2, 8.9: of the square root of half of width² and height²; here of 79.06 for 50 %."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    image = drawn('<circle cx="0" cy="50" r="50%" fill="red"/>', head, 200, 100)
    assert (dot(image, 77, 50), dot(image, 81, 50)) == ("#ff0000", "")
    image = drawn('<path d="M0 50 H200" stroke="red" stroke-width="50%" fill="none"/>', head, 200, 100)
    assert (dot(image, 100, 12), dot(image, 100, 9)) == ("#ff0000", "")


def test_what_is_hidden_is_not_drawn() -> None:
    image = drawn(
        '<rect width="9" height="9" display="none"/><g visibility="hidden"><rect width="9" height="9"/></g>'
        '<defs><rect width="9" height="9"/></defs><symbol><rect width="9" height="9"/></symbol>'
        '<rect width="9" height="9" fill="none"/>'
    )
    assert dot(image, 4, 4) == ""


def test_a_picture_without_a_view_box_is_as_large_as_it_says() -> None:
    made = sketch("", '<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="96px">')
    assert (made.width, made.height) == (192, 96)
    made = sketch("", '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 30 20">')
    assert (made.width, made.height) == (30, 20)


def test_a_view_box_keeps_its_shape_within_another_size() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="10 10 10 10">'
    image = drawn('<rect x="10" y="10" width="10" height="10" fill="red"/>', head, 100, 50)
    assert [dot(image, x, 25) for x in (20, 50, 80)] == ["", "#ff0000", ""]
    image = drawn(
        '<rect x="10" y="10" width="10" height="10" fill="red"/>',
        head.replace("viewBox", 'preserveAspectRatio="none" viewBox'), 100, 50,
    )  # fmt: skip
    assert [dot(image, x, 25) for x in (20, 50, 80)] == ["#ff0000"] * 3


def test_gradients_run_from_colour_to_colour() -> None:
    image = drawn(
        '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        '<radialGradient id="b" href="#a"/>'
        '<rect width="100" height="50" fill="url(#a)"/><circle cx="50" cy="75" r="25" fill="url(#b)"/>'
    )
    left, middle, right = (image.pixelColor(x, 25) for x in (1, 50, 98))
    assert left.red() > 240
    assert abs(middle.red() - middle.blue()) < 20
    assert right.blue() > 240
    assert image.pixelColor(50, 75).red() > 240 > 60 > image.pixelColor(27, 75).red()


def test_a_group_that_is_seen_through_is_seen_through_as_one() -> None:
    image = drawn(
        '<g opacity=".5"><rect width="60" height="60" fill="red"/><rect x="30" width="60" height="60"/></g>'
    )
    for x, red in ((10, 255), (40, 0)):
        seen = image.pixelColor(x, 10)
        assert (seen.red(), seen.alpha()) == pytest.approx((red, 128), abs=1)
    image = drawn('<rect width="60" height="60" fill="red" fill-opacity=".25"/>')
    assert image.pixelColor(10, 10).alpha() == pytest.approx(64, abs=1)


def test_a_picture_within_comes_through_the_same_door() -> None:
    png = b64encode(saved(Image.new("RGB", (8, 4), "#ff0000"), "PNG")).decode()
    image = drawn(f'<image x="10" y="10" width="40" height="40" href="data:image/png;base64,{png}"/>')
    assert dot(image, 30, 30) == "#ff0000"
    assert dot(image, 30, 13) == ""
    program = b64encode(b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n").decode()
    (note,) = sketch(f'<image width="9" height="9" href="data:image/png;base64,{program}"/>').notes
    assert "it is PostScript" in note
    svg = b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    assert sketch(f'<image width="9" height="9" href="data:image/svg+xml;base64,{svg}"/>').notes


DOTS = ((5, 5), (15, 5), (25, 5), (5, 15), (15, 15), (25, 15), (5, 25), (15, 25), (25, 25))
SQUARE = '<symbol id="s"><rect width="10" height="10" fill="red"/></symbol>'


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ('<rect id="r" width="10" height="10" fill="red"/>', [(5, 5)]),
        (
            '<defs><rect id="r" width="10" height="10" fill="red"/></defs><use href="#r" x="10" y="20"/>',
            [(15, 25)],
        ),
        (f'{SQUARE}<use href="#s" x="20" y="10" width="10" height="10"/>', [(25, 15)]),
        (f'{SQUARE}<use href="#s" x="10" width="30" height="30" transform="translate(0 10)"/>', [(15, 15)]),
        (
            '<svg x="10" y="10" width="10" height="10"><rect width="90" height="90" fill="red"/></svg>',
            [(15, 15)],
        ),
        (
            '<svg x="10" width="10" height="10" overflow="visible"><rect width="9" height="20" fill="red"/></svg>',
            [(15, 5), (15, 15)],
        ),
        ('<svg x="10" width="0" height="10"><rect width="9" height="9" fill="red"/></svg>', []),
        (
            '<svg x="0" y="10" width="20" height="20" viewBox="0 0 1 1"><rect width="1" height="1" fill="red"/></svg>',
            [(5, 15), (15, 15), (5, 25), (15, 25)],
        ),
    ],
)
def test_what_is_used_again_or_stands_within_lies_where_it_is_put(
    body: str, places: list[tuple[int, int]]
) -> None:
    image = drawn(body)
    assert [place for place in DOTS if dot(image, *place)] == places


@pytest.mark.parametrize("size", ['width="0" height="40"', 'width="40" height="0"', 'width="-4" height="9"'])
def test_what_has_no_width_or_height_is_not_drawn(size: str) -> None:
    png = b64encode(saved(Image.new("RGB", (8, 4), "#ff0000"), "PNG")).decode()
    for body in (f'<image {size} href="data:image/png;base64,{png}"/>', f'<rect {size} fill="red"/>'):
        image = drawn(body)
        assert not any(dot(image, *place) for place in DOTS)


def test_a_clipping_path_cuts_off_what_lies_outside() -> None:
    clip = '<clipPath id="c"><rect x="10" y="10" width="10" height="20"/></clipPath>'
    image = drawn(f'{clip}<rect width="30" height="30" fill="red" clip-path="url(#c)"/>')
    assert [place for place in DOTS if dot(image, *place)] == [(15, 15), (15, 25)]
    image = drawn(f'{clip}<g clip-path="url(#c)"><rect width="30" height="20" fill="red"/></g>')
    assert [place for place in DOTS if dot(image, *place)] == [(15, 15)]
    assert sketch('<rect width="30" height="30" clip-path="url(#gone)"/>').notes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<text>Hi</text>", "text in it is not drawn; turn it into paths"),
        ("<script>alert(1)</script>", "a script in it is not run"),
        ("<foreignObject/>", "a web page in it is not drawn"),
        ('<image width="9" height="9" href="file:///etc/passwd"/>', "a picture that is not in the file is not drawn"),
        ('<image width="9" height="9" href="http://a.org/a"/>', "a picture that is not in the file is not drawn"),
        ('<use href="other.svg#a"/>', "a part that is not in the file is not drawn"),
        ('<rect width="9" height="9" filter="url(#f)"/>', "`filter` in it is not drawn"),
        ('<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>', "a fill that is a pattern is not drawn"),
        ('<rect width="9" height="9" fill="paint"/>', "the colour `paint` is not known, and black is drawn"),
        ('<path d="M0 0 L nonsense"/>', "a path in it makes no sense"),
        ("<style>g rect{fill:red}</style>", "style rules for more than a name, a class or an id are not followed"),
        ("<style>@import url(http://example.org/a.css);</style>", ""),
        ("<animate/>", "`animate` in it is not drawn"),
    ],
)  # fmt: skip
def test_what_is_not_drawn_is_told(body: str, said: str) -> None:
    assert sketch(body).notes == ((said,) if said else ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg ", "it is no good SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "mismatched tag"),
        (b"<!DOCTYPE svg [<!ENTITY a 'aa'>]><svg xmlns='http://www.w3.org/2000/svg'/>", "declares entities"),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>", "declares entities"),
        (b"<!DOCTYPE svg [<!ENTITY % a SYSTEM 'http://example.org/a'> %a;]><svg/>", "declares entities"),
        (b"<svg>" + b"<g>" * 5000, "nested more than 60 deep"),
        (b"<svg>" + b"<g/>" * 60_000, "more than 30,000 elements"),
        (b"<svg>" + b" " * (9 << 20), "more than 8 MiB"),
        (b"<svg viewBox='0 0 9 9'><rect width='1e99' height='2'/></svg>", "out of all bounds"),
        (b"<svg><g id='a'><use href='#a'/></g></svg>", "draws too much, or itself"),
        (b"<svg>" + b"".join(
            b"<g id='a%d'>" % n + b"<use href='#a%d'/>" % (n - 1) * 10 + b"</g>" for n in range(1, 20)
        ) + b"</svg>", "draws too much, or itself"),
        (b"<svg><path d='M0 0H99' stroke='red' stroke-width='.001' stroke-dasharray='.0001'/></svg>", "more dashes"),
        (b"<svg><circle id='a' r='99'/>" + b"<use href='#a'/>" * 2_000 + b"</svg>", "draws over itself"),
        (b"<svg><path d='M0 0H1e8' stroke='red' stroke-width='1e8'/></svg>", "draws over itself"),
        (b"<!-- <svg --><html><svg/></html>", "it is no SVG"),
    ],
)  # fmt: skip
def test_what_is_no_good_or_would_never_end_is_refused(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize(
    "body",
    [
        "<style>" + "/*" * 250_000 + "</style>",
        "<style>" + "a" * 1_000_000 + "</style>",
        f'<g transform="{"a" * 1_000_000}"/>',
        f'<g transform="{"translate(1)" * 100_000}"/>',
        f'<rect fill="{"rgb(" * 250_000}" width="1" height="1"/>',
        f'<rect width="{"9" * 1_000_000}" height="1"/>',
        f'<rect class="{"a " * 500_000}" width="1" height="1"/>',
        f'<polygon points="{"1 " * 500_000}"/>',
    ],
)
def test_long_nonsense_takes_no_longer_than_its_length(body: str) -> None:
    begun = time.process_time()
    try:
        ready(f"{HEAD}{body}</svg>".encode(), 100, 100)
    except PictureError as error:
        refused = error
        assert refused.hint
    # What grows with the square of the length takes hours of it.
    assert time.process_time() - begun < 30
