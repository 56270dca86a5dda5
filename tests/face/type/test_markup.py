"""The small markdown: what it means, and what it leaves alone."""

from deckapp.face.type.markup import (
    BULLET,
    LINE_BREAK,
    OPEN_BOX,
    TICKED_BOX,
    Paragraph,
    Run,
    parse,
    plain,
    words,
)


def test_plain_words_are_one_paragraph() -> None:
    assert parse("Ask twice.") == (Paragraph((Run("Ask twice."),)),)


def test_bold_and_italic_nest() -> None:
    (paragraph,) = parse("a **b *c* d**")
    assert paragraph.runs == (
        Run("a "),
        Run("b ", bold=True),
        Run("c", bold=True, italic=True),
        Run(" d", bold=True),
    )


def test_lists_carry_their_signs_and_levels() -> None:
    found = parse("- one\n- two\n  1. three\n  2. four\n- [ ] open\n- [x] done")
    assert [(p.bullet, p.level, p.text) for p in found] == [
        (BULLET, 1, "one"),
        (BULLET, 1, "two"),
        ("1.", 2, "three"),
        ("2.", 2, "four"),
        (OPEN_BOX, 1, "open"),
        (TICKED_BOX, 1, "done"),
    ]


def test_a_numbered_list_may_start_anywhere() -> None:
    assert [p.bullet for p in parse("7. seven\n8. eight")] == ["7.", "8."]


def test_links_to_the_web_and_to_mail_are_links() -> None:
    (paragraph,) = parse("[a](https://example.org) [b](mailto:x@example.org) [c](HTTP://example.org)")
    assert [run.href for run in paragraph.runs if run.href] == [
        "https://example.org", "mailto:x@example.org", "HTTP://example.org",
    ]  # fmt: skip


def test_links_to_anything_else_stay_words() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "other.html"):
        (paragraph,) = parse(f"[a]({address})")
        assert not any(run.href for run in paragraph.runs)
        assert "a" in paragraph.text


def test_what_is_not_in_the_small_markdown_is_text() -> None:
    for text in (
        "# no heading",
        "`no code`",
        "<b>no html</b>",
        "> no quote",
        "a_b_c",
        "2 * 3 * 4",
        "![x](y.png)",
    ):
        assert words(text) == text


def test_a_title_means_its_signs_as_they_stand() -> None:
    assert plain("1. *Not* a list") == (Paragraph((Run("1. *Not* a list"),)),)


def test_two_spaces_at_the_end_of_a_line_break_it() -> None:
    assert parse("one  \ntwo")[0].text == f"one{LINE_BREAK}two"
    assert parse("one\ntwo")[0].text == "one two"


def test_characters_that_turn_text_round_are_dropped() -> None:
    assert words("safe\u202egnp.exe\x07") == "safegnp.exe"


def test_deep_nesting_ends() -> None:
    assert parse("- " * 5000 + "x")
    assert parse("*" * 4000)
    assert parse("[" * 4000)
