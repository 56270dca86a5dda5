"""Fonts cut down to what is used: the glyphs that come out are the ones that went in."""

import random
import struct
from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from deckapp.face.type.font_files import bundled, bundled_file
from deckapp.face.type.outlines import GlyphOutline, outline_font
from deckapp.face.type.sfnt import Sfnt, build, mapped_characters, renamed


def sfnt(key: str) -> Sfnt:
    file = bundled_file(key).sfnt
    assert file
    return file


def drawn(font: TTFont, gid: int) -> list[tuple[str, object]]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(gid)].draw(pen)
    return [(kind, points) for kind, points in pen.value]


def opened(data: bytes) -> TTFont:
    font = TTFont(BytesIO(data))
    font.setGlyphOrder([f"g{place}" for place in range(font["maxp"].numGlyphs)])
    return font


def test_a_subset_draws_the_same_outlines_and_widths() -> None:
    for key in bundled():
        whole = sfnt(key)
        full = opened(whole.data)
        gids = list(range(0, full["maxp"].numGlyphs, 37))
        small = opened(whole.subset([((gid, 0, 0),) for gid in gids]))
        for place, gid in enumerate(gids):
            assert drawn(small, place) == drawn(full, gid), (key, gid)
            assert small["hmtx"][f"g{place}"][0] == full["hmtx"][f"g{gid}"][0] == whole.advance(gid)


def test_a_subset_is_small() -> None:
    whole = sfnt("SourceSans3_400Regular")
    assert len(whole.subset([((gid, 0, 0),) for gid in range(40)])) < len(whole.data) / 10


def test_a_cluster_becomes_one_glyph_with_its_parts_in_their_places() -> None:
    whole = sfnt("SourceSans3_400Regular")
    full = opened(whole.data)
    small = opened(whole.subset([((0, 0, 0),), ((40, 0, 0), (41, 300, -20))]))
    pen = DecomposingRecordingPen(full.getGlyphSet())
    pen.glyphSet = full.getGlyphSet()
    moved = [
        (kind, tuple((x + 300, y - 20) for x, y in points if (x, y)) if points else points)
        for kind, points in drawn(full, 41)
    ]
    assert drawn(small, 1) == [*drawn(full, 40), *moved]


def test_the_same_glyph_twice_is_two_glyphs() -> None:
    small = opened(sfnt("NotoSansHebrew-Regular").subset([((5, 0, 0),), ((5, 0, 0),)]))
    assert drawn(small, 0) == drawn(small, 1) != []


def test_a_built_file_has_the_tables_that_went_in() -> None:
    whole = sfnt("NotoSansHebrew-Bold")
    again = Sfnt(
        build({tag: whole.table(tag) for tag in (b"head", b"hhea", b"hmtx", b"maxp", b"loca", b"glyf")})
    )
    assert again.glyph(7) == whole.glyph(7)
    assert again.table(b"cmap") == b""


def test_outlines_make_a_font_where_there_is_no_file() -> None:
    square = (
        ("move", ((0.0, 0.0),)),
        ("line", ((0.0, 500.0),)),
        ("line", ((500.0, 500.0),)),
        ("line", ((500.0, 0.0),)),
    )
    curve = (("move", ((0.0, 0.0),)), ("curve", ((0.0, 300.0), (300.0, 300.0), (300.0, 0.0))))
    outlines = {8: GlyphOutline(600, square), 9: GlyphOutline(310, curve)}
    data = outline_font("Made", outlines, [((0, 0, 0),), ((8, 0, 0),), ((9, 0, 0),)])
    assert data == outline_font("Made", outlines, [((0, 0, 0),), ((8, 0, 0),), ((9, 0, 0),)])
    font = Sfnt(data)
    assert [font.advance(gid) for gid in range(3)] == [0, 600, 310]
    assert len(font.glyph(1)) > 10
    assert len(font.glyph(2)) > 10


def test_a_character_map_that_claims_everything_many_times_is_read_once() -> None:
    groups = struct.pack(">3I", 0, 0xFFFFFFFF, 1) * 5_000
    table = struct.pack(">2H", 0, 1) + struct.pack(">HHI", 3, 10, 12)
    table += struct.pack(">HHIII", 12, 0, 0, 0, 5_000) + groups
    assert len(mapped_characters(table)) == 0x110000


@pytest.mark.parametrize("key", ["NotoSansHebrew-Regular", "SourceSans3_400Regular"])
def test_a_font_cut_or_changed_anywhere_is_drawn_or_refused(key: str) -> None:
    rng = random.Random(8)
    file = bundled_file(key).sfnt
    assert file
    for _ in range(60):
        data = bytearray(file.data[: rng.randrange(64, len(file.data))] if rng.random() < 0.5 else file.data)
        for _change in range(rng.randrange(40)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            font = Sfnt(bytes(data))
        except ValueError:
            continue
        font.characters()
        gids = [rng.randrange(70_000) for _ in range(20)]
        assert all(font.advance(gid) >= 0 for gid in gids)
        font.subset([((0, 0, 0),), *(((gid, 0, 0),) for gid in gids), ((3, 0, 0), (gids[0], 5, 5))])


def test_a_font_under_another_name_is_the_same_font() -> None:
    key = next(iter(bundled()))
    data = sfnt(key).data
    made = opened(renamed(data, "Our Own Sans"))
    names = {name: made["name"].getDebugName(name) for name in (1, 2, 4, 6)}
    assert names == {1: "Our Own Sans", 2: "Regular", 4: "Our Own Sans", 6: "OurOwnSans"}
    assert len(made["name"].names) == 4
    whole = opened(data)
    assert made["maxp"].numGlyphs == whole["maxp"].numGlyphs
    for gid in range(0, whole["maxp"].numGlyphs, 97):
        assert drawn(made, gid) == drawn(whole, gid)
