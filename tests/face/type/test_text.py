"""Text in a column: lines, directions, hyphens, ellipses, and what is missing."""

from typing import Any

import pytest

from deckapp.face.page import Glyphs, LinkArea
from deckapp.face.style import LINK
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import plain
from deckapp.face.type.text import Block, is_rtl, language_is_rtl, lay_text

LOREM = "Write down, each alone, whose day will be different when the change has come, and say why. " * 3


def glyphs(block: Block) -> list[Glyphs]:
    return [item for item in block.items if isinstance(item, Glyphs)]


def text_of(block: Block) -> str:
    return "".join("".join(item.texts) for item in glyphs(block))


def test_lines_stay_within_the_column() -> None:
    block = lay_text(LOREM, width=160, size=9)
    assert block.lines > 4
    assert 0 < block.widest <= 160
    assert all(item.x >= 0 and item.x + item.xs[-1] <= 160 for item in glyphs(block))
    assert text_of(block).split() == LOREM.split()


def test_the_leading_is_the_distance_of_lines() -> None:
    block = lay_text(LOREM, width=160, size=10, leading=1.5)
    assert block.height == pytest.approx(block.lines * 15)
    assert block.breaks == pytest.approx([15 * place for place in range(block.lines)])


def test_twice_the_size_is_twice_as_wide() -> None:
    one, two = (lay_text("Concern", width=1000, size=size).widest for size in (10, 20))
    assert two == pytest.approx(2 * one, rel=0.005)


def test_a_column_of_any_width_breaks_somewhere() -> None:
    block = lay_text("https://example.org/" + "a" * 200, width=50, size=9)
    assert block.widest <= 50.01
    assert lay_text("word", width=0.5, size=9).lines >= 1


def test_long_words_get_hyphens_that_text_does_not_keep() -> None:
    word = "Verantwortungsbewusstsein"
    block = lay_text(f"Mehr {word} im Unternehmen", width=90, size=10, language="de")
    lines = text_of(block)
    assert "-" in lines or "\u00ad" in lines
    assert lines.replace("-", "").replace("\u00ad", "").replace(" ", "") == f"Mehr{word}imUnternehmen"


def test_titles_break_only_words_that_are_wider_than_the_column() -> None:
    narrow = lay_text(plain("Verantwortungsbewusstsein"), width=90, size=14, language="de", hyphens="need")
    wide = lay_text(
        plain("Mehr Verantwortungsbewusstsein"), width=200, size=14, language="de", hyphens="need"
    )
    assert narrow.torn
    assert not wide.torn
    assert "-" in text_of(narrow)
    assert "-" not in text_of(wide)


def test_chinese_is_broken_anywhere_and_that_tears_nothing() -> None:
    assert not lay_text(plain("这次变革会影响谁我们还没有问过谁"), width=60, size=14, hyphens="need").torn


def test_text_beyond_the_last_line_ends_in_an_ellipsis() -> None:
    block = lay_text(plain(LOREM), width=120, size=10, max_lines=3)
    assert block.lines == 3
    assert block.shortened
    assert text_of(block).endswith("…")
    assert block.widest <= 120
    assert LOREM.startswith(text_of(block)[:-1].rstrip())


def test_text_that_fits_has_no_ellipsis() -> None:
    block = lay_text(plain("Short"), width=120, size=10, max_lines=3)
    assert not block.shortened
    assert text_of(block) == "Short"


def test_an_ellipsis_closes_right_to_left_text_too() -> None:
    block = lay_text(plain("كلمة طويلة جدا " * 12), width=120, size=10, max_lines=2, language="ar")
    assert block.lines == 2
    assert "…" in text_of(block)


def test_arabic_starts_at_the_right_and_has_room_above() -> None:
    block = lay_text("جلسة استماع", width=200, size=10)
    assert block.rtl
    assert max(item.x + item.xs[-1] for item in glyphs(block)) > 180
    assert block.height == pytest.approx(14.5)


def test_alignment_moves_lines() -> None:
    def left(align: str) -> float:
        return glyphs(lay_text("word", width=200, size=10, align=align))[0].x  # type: ignore[arg-type]

    assert left("start") == left("left") == pytest.approx(0, abs=1)
    assert left("center") == pytest.approx((200 - lay_text("word", width=200, size=10).widest) / 2, abs=1)
    assert left("end") == left("right") > 170


def test_bullets_hang_before_their_text_on_either_side() -> None:
    latin = lay_text("- point one\n- point two", width=100, size=10)
    hebrew = lay_text("- נקודה", width=100, size=10)
    bullets = [item for item in glyphs(latin) if "•" in item.texts]
    assert len(bullets) == 2
    assert all(item.x < 10 for item in bullets)
    assert [item.x > 90 for item in glyphs(hebrew) if "•" in item.texts] == [True]


@pytest.mark.parametrize("level", ["", "  ", "    "])
def test_bullets_hang_as_far_before_their_text_on_the_right_as_on_the_left(level: str) -> None:
    places = []
    for word in ("word", "נקודה"):
        block = lay_text(f"- {word}\n{level}- {word}", width=200, size=10)
        rtl = word != "word"
        bullets = [item for item in glyphs(block) if not set("".join(item.texts)) & set("word נקודה")]
        words = [item for item in glyphs(block) if item not in bullets]
        assert len(bullets) == len(words) == 2
        places.append([200 - item.x - item.width if rtl else item.x for item in bullets])
        for bullet, text in zip(bullets, words, strict=True):
            before, after = (text, bullet) if rtl else (bullet, text)
            assert 0 < after.x - before.x - before.width < 10
    assert places[0] == pytest.approx(places[1], abs=0.5)


def test_a_link_can_be_found_where_its_words_are() -> None:
    block = lay_text("see [the page](https://example.org) now", width=200, size=10)
    (area,) = [item for item in block.items if isinstance(item, LinkArea)]
    words = next(item for item in glyphs(block) if item.colour == LINK)
    assert area.href == "https://example.org"
    assert area.x == pytest.approx(words.x, abs=1)
    assert area.width > 30


def test_shifting_a_block_moves_all_of_it() -> None:
    block = lay_text("see [the page](https://example.org)", width=200, size=10)
    for before, after in zip(block.items, block.at(30, 50), strict=True):
        assert (after.x - before.x, after.y - before.y) == pytest.approx((30, 50))  # type: ignore[union-attr]


def test_a_character_that_no_font_has_is_named_and_still_drawn() -> None:
    block = lay_text("a\U0010fffdb", width=200, size=10)
    assert block.missing == ("\U0010fffd",)
    assert sum(len(item.gids) for item in glyphs(block)) == 3


def test_a_hard_break_starts_a_line_and_draws_nothing() -> None:
    block = lay_text("one  \ntwo", width=200, size=10)
    assert block.lines == 2
    assert block.missing == ()
    assert all(gid for item in glyphs(block) for gid in item.gids)


def test_no_text_is_no_lines() -> None:
    block = lay_text("", width=200, size=10)
    assert (block.items, block.lines, block.height) == ((), 0, 0)


def test_ligatures_say_all_their_letters() -> None:
    block = lay_text(plain("office"), width=200, size=10, family=FAMILY_TITLE)
    assert text_of(block) == "office"


def test_signs_borrowed_from_another_script_s_font_go_without_a_word_of_qt(qtlog: Any) -> None:
    block = lay_text("नमस्ते – दुनिया → ☑ “ठीक” है…", width=300, size=10)
    assert block.missing == ()
    assert {item.font for item in glyphs(block)} == {"NotoSansDevanagari-Regular", "SourceSans3_400Regular"}
    assert qtlog.records == []


def test_text_of_nothing_but_controls_is_no_text() -> None:
    assert lay_text("\x00\x01\u202e", width=300, size=10).lines == 0


def test_directions_follow_the_first_letter_and_the_language() -> None:
    assert is_rtl("(3) שלום")
    assert not is_rtl("3 OK שלום")
    assert language_is_rtl("he-IL")
    assert not language_is_rtl("de")
