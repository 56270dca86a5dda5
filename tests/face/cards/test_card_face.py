"""A card's two faces: what they say, where it stands, how it shrinks, and what they own up to."""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from deckapp.deck.card import Art, Card, Step
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.card_face import lay_back, lay_front
from deckapp.face.page import MM, Box, Glyphs, Page, Picture
from deckapp.face.page import Path as PathItem
from deckapp.face.pdf.raster import pages_to_pdf, render
from deckapp.face.style import READABLE, SUIT_COLOURS, colour, contrast
from tests.face.conftest import boxes, letters, said, scripts, skip_without_font

LONG = "Say what you saw, what you felt, and what you would do another time, without naming anybody. "


def glyphs(page: Page) -> list[Glyphs]:
    return [item for item in page.items if isinstance(item, Glyphs)]


def text_on(page: Page) -> str:
    return letters(said(pages_to_pdf([page]))[0])


def sizes(page: Page) -> set[float]:
    return {round(item.size, 2) for item in glyphs(page)}


def changed(card: Card, **fields: object) -> Card:
    return msgspec.structs.replace(card, **fields)


def image_file(path: Path, tone: str = "#12AB34") -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 90), tone).save(file, "PNG")
    path.write_bytes(file.getvalue())
    return file.getvalue()


def test_a_face_has_the_size_of_the_deck(card: Card, suit: Suit) -> None:
    page = lay_front(card, suit, Style(width=63, height=88))
    assert (page.width, page.height) == pytest.approx((63 * MM, 88 * MM))
    assert page.problems == ()


def test_the_front_says_question_title_and_facts(card: Card, suit: Suit) -> None:
    found = text_on(lay_front(card, suit, Style()))
    for words in (card.question, card.title, "30–45 min", "4–12 people", "Easy", "People"):
        assert letters(words) in found


def test_the_question_is_the_largest_text_of_the_front(card: Card, suit: Suit) -> None:
    page = lay_front(card, suit, Style())
    largest = max(glyphs(page), key=lambda item: item.size)
    assert largest.size == Style().question_size
    assert "".join(largest.texts) in card.question


def test_the_back_says_the_method(card: Card, suit: Suit) -> None:
    found = text_on(lay_back(card, suit, Style(), deck="Change"))
    said_there = (
        card.title, card.what, card.why, card.output, *card.pitfalls, *(step.text for step in card.steps),
        "Why", "Watch out", "10 min", "Change · circles",
    )  # fmt: skip
    for words in said_there:
        assert letters(words) in found, words


def test_the_deck_says_which_fields_are_shown(card: Card, suit: Suit) -> None:
    style = Style(front=("title",), back=("why", "when"))
    card = changed(card, when="In the first week.")
    front, back = text_on(lay_front(card, suit, style)), text_on(lay_back(card, suit, style))
    assert letters(card.question) not in front
    assert letters("30–45") not in front
    assert letters(card.title) in front
    assert letters(card.what) not in back
    assert letters("When In the first week.") in back


def test_a_card_without_a_question_shows_its_title_large_and_once(suit: Suit) -> None:
    page = lay_front(Card(id="pause", title="Pause"), suit, Style())
    assert [item.size for item in glyphs(page) if "".join(item.texts) == "Pause"] == [Style().question_size]


def test_a_card_with_only_a_title_has_a_back_of_its_suit(suit: Suit) -> None:
    page = lay_back(Card(id="pause", title="Pause"), suit, Style())
    assert text_on(page) == "PausePeople"
    (image,) = render([page], [140])
    assert image.pixelColor(1, 1).name().upper() == colour("ocean")


@pytest.mark.parametrize("sample", scripts(), ids=lambda sample: sample["language"])
def test_every_script_comes_out_whole_and_within_the_safe_margin(sample: dict[str, str], suit: Suit) -> None:
    skip_without_font(sample["text"])
    card = Card(
        id="sample", title=sample["title"], question=sample["question"], what=sample["text"],
        steps=(Step(sample["question"], 5),), pitfalls=(sample["title"],), duration="30-45", difficulty="hard",
    )  # fmt: skip
    for lay in (lay_front, lay_back):
        page = lay(card, suit, Style(), sample["language"])
        assert page.problems == ()
        safe = 4 * MM - 0.01
        for char, left, top, right, bottom in boxes(page):
            inside = (
                left >= safe and top >= safe and right <= page.width - safe and bottom <= page.height - safe
            )
            assert inside, (char, left, top, right, bottom)
    assert letters(sample["question"]) in text_on(lay_front(card, suit, Style(), sample["language"]))


def test_a_right_to_left_face_is_the_mirror_of_the_other(suit: Suit) -> None:
    card = Card(id="x", title="כותרת", question="שאלה", steps=(Step("צעד", 5),), duration="30")
    latin = Card(id="x", title="Title", question="Question", steps=(Step("Step", 5),), duration="30")

    def seal(page: Page) -> float:
        return next(i.x + i.width / 2 for i in page.items if isinstance(i, Box) and i.radius > 10)

    there, here = lay_front(card, suit, Style(), "he"), lay_front(latin, suit, Style(), "en")
    assert seal(there) == pytest.approx(there.width - seal(here))
    for page in (there, lay_back(card, suit, Style(), "he")):
        texts = {"".join(item.texts): item for item in glyphs(page)}
        title = texts["כותרת"[::-1]]
        assert title.x + title.width > page.width - 8 * MM
    numbers = {"".join(item.texts): item.x for item in glyphs(lay_back(card, suit, Style(), "he"))}
    assert numbers["1"] > 50 * MM


def test_each_suit_has_a_colour_an_icon_and_a_pattern_of_its_own(card: Card) -> None:
    seen = set()
    for name, icon in zip(SUIT_COLOURS, ("leaf", "flag", "gear", "key", "star", "bell", "tree", "fire", "bug", "eye"),
                          strict=True):  # fmt: skip
        page = lay_front(card, Suit(id=name, title=name, colour=name, icon=icon), Style())
        patterns = [item for item in page.items if isinstance(item, PathItem) and len(item.spots) > 10]
        assert len(patterns) == 1
        seen.add((patterns[0].d, patterns[0].colour))
    assert len(seen) == 10


@pytest.mark.parametrize("pattern", ["icons", "dots", "rings", "waves", "weave", "plain"])
def test_every_pattern_of_a_style_can_be_drawn(card: Card, suit: Suit, pattern: str) -> None:
    style = Style(pattern=pattern)  # type: ignore[arg-type]
    (image,) = render([lay_front(card, suit, style)], [200])
    tones = {image.pixelColor(x, y).name() for x in range(0, 200, 3) for y in range(0, 80, 3)}
    assert len(tones) == 1 if pattern == "plain" else len(tones) > 2


@pytest.mark.parametrize("name", [*SUIT_COLOURS, "#FFD23F", "#9FE8D0", "#000000", "#F4F1E8"])
def test_all_text_can_be_read_on_its_ground(card: Card, name: str) -> None:
    suit = Suit(id="x", title="X", colour=name)
    for page in (lay_front(card, suit, Style()), lay_back(card, suit, Style())):
        for item in glyphs(page):
            x, y = item.x + item.width / 2, item.y - item.size / 3
            under = [
                box.fill
                for box in page.items
                if isinstance(box, Box)
                and box.x <= x <= box.x + box.width
                and box.y <= y <= box.y + box.height
            ]
            assert contrast(item.colour, under[-1]) >= READABLE, ("".join(item.texts), item.colour, under[-1])


def test_no_small_text_stands_on_the_pattern(card: Card, suit: Suit) -> None:
    page = lay_front(card, suit, Style())
    field = next(item for item in page.items if isinstance(item, Box) and item.fill == colour("ocean"))
    assert min(item.y - item.size for item in glyphs(page)) > field.y + field.height - 1


def test_a_face_has_at_most_four_sizes_of_text(card: Card, suit: Suit) -> None:
    assert len(sizes(lay_front(card, suit, Style()))) <= 4
    assert len(sizes(lay_back(card, suit, Style()))) <= 4


def test_long_text_shrinks_together_and_only_to_the_smallest_size(card: Card, suit: Suit) -> None:
    steps = tuple(Step(LONG[:72], 5) for _ in range(6))
    page = lay_back(changed(card, steps=steps), suit, Style())
    assert 7 / 8.5 <= page.scale < 1
    assert page.problems == ()
    assert min(sizes(page)) >= Style().min_size - 0.01
    assert len(sizes(page)) <= 4


def test_shrinking_keeps_nearly_all_of_the_size_that_fits(card: Card, suit: Suit) -> None:
    scales = [
        lay_back(changed(card, what=LONG * count), suit, Style(min_size=5, small_size=5)).scale
        for count in range(1, 7)
    ]
    assert scales == sorted(scales, reverse=True)
    assert scales[-1] < scales[0]


def test_text_that_cannot_fit_is_a_problem_with_millimetres(card: Card, suit: Suit) -> None:
    page = lay_back(changed(card, what=LONG * 30), suit, Style())
    (problem,) = page.problems
    assert (problem.field, problem.side) == ("what", "back")
    assert problem.overflow_mm > 50
    assert f"{problem.overflow_mm} mm too long" in problem.message
    more = lay_back(changed(card, what=LONG * 32), suit, Style()).problems[0]
    assert more.overflow_mm > problem.overflow_mm
    assert min(sizes(page)) == pytest.approx(7)
    assert letters(card.title) in text_on(page)


def test_a_question_that_cannot_fit_is_a_problem_of_the_front(card: Card, suit: Suit) -> None:
    (problem,) = lay_front(changed(card, question=LONG * 12), suit, Style()).problems
    assert (problem.field, problem.side) == ("question", "front")
    assert problem.overflow_mm > 5
    assert lay_front(changed(card, question=LONG), suit, Style()).problems == ()


def test_the_title_gives_way_less_than_the_question(card: Card, suit: Suit) -> None:
    for question, least, most in ((LONG, 0.78, 1.0), (LONG * 2, 0.6, 0.77)):
        page = lay_front(changed(card, question=question), suit, Style())
        assert least <= page.scale < most
        title = next(item for item in glyphs(page) if "".join(item.texts).startswith("Circles"))
        assert title.size == pytest.approx(Style().title_size * max(page.scale, 0.78))


def test_a_long_word_in_a_question_makes_it_smaller_rather_than_torn(card: Card, suit: Suit) -> None:
    page = lay_front(changed(card, question="Was heißt Verantwortlichkeit?", language="de"), suit, Style())
    assert 0.78 <= page.scale < 1
    assert "Verantwortlichkeit" in ["".join(item.texts) for item in glyphs(page)]


def test_a_character_that_no_font_has_is_reported_once(card: Card, suit: Suit) -> None:
    page = lay_back(changed(card, why="a \U0010fffd b \U0010fffd"), suit, Style())
    (problem,) = page.problems
    assert problem.field == "why"
    assert "U+10FFFD" in problem.message
    assert problem.overflow_mm == 0


def test_artwork_fills_the_face_to_the_bleed(card: Card, suit: Suit, tmp_path: Path) -> None:
    image_file(tmp_path / "front.png")
    page = lay_front(changed(card, art=Art(front=str(tmp_path / "front.png"))), suit, Style())
    (picture,) = page.items
    assert isinstance(picture, Picture)
    assert picture.x <= -3 * MM
    assert picture.x + picture.width >= page.width + 3 * MM
    (image,) = render([page], [60])
    assert {image.pixelColor(x, y).name() for x in (0, 30, 59) for y in (0, 50, 101)} == {"#12ab34"}
    assert letters(card.what) in text_on(lay_back(changed(card, art=Art(front="x")), suit, Style()))


def test_artwork_is_seen_up_to_the_edge_that_a_printed_card_has(
    card: Card, suit: Suit, tmp_path: Path
) -> None:
    """Three millimetres are cut off; of a green line inside them, 0.3 mm wide, all is on the card."""
    style, dots = Style(), 10
    wide, high = (round((side + 6) * dots) for side in (style.width, style.height))
    art = Image.new("RGB", (wide, high), "red")
    for colour_of_ring, cut in (("lime", 30), ("blue", 33)):
        art.paste(colour_of_ring, (cut, cut, wide - cut, high - cut))
    art.save(tmp_path / "front.png")
    page = lay_front(changed(card, art=Art(front=str(tmp_path / "front.png"))), suit, style)
    (seen,) = render([page], [round(style.width * dots)])
    row = [seen.pixelColor(x, seen.height() // 2) for x in range(seen.width())]
    for line, inside in ((row[1], row[5]), (row[-2], row[-6])):
        assert line.green() > 200 > line.red()
        assert inside.blue() > 200 > inside.green()


def test_an_image_is_shown_on_the_front(card: Card, suit: Suit, tmp_path: Path) -> None:
    data = image_file(tmp_path / "photo.png")
    page = lay_front(
        changed(card, image="sha256:photo"), suit, Style(), images={"sha256:photo": data}.__getitem__
    )
    (image,) = render([page], [100])
    assert image.pixelColor(50, 5).name() == "#12ab34"
    assert page.problems == ()
    assert letters(card.question) in text_on(page)


def test_an_image_that_cannot_be_read_is_a_problem_and_the_face_is_drawn(
    card: Card, suit: Suit, tmp_path: Path
) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    for name in ("broken.png", "missing.png"):
        page = lay_front(changed(card, image=str(tmp_path / name)), suit, Style())
        (problem,) = page.problems
        assert (problem.field, problem.side) == ("image", "front")
        assert letters(card.question) in text_on(page)


def test_faces_of_every_size_are_drawn(card: Card, suit: Suit) -> None:
    for width, height in ((30, 30), (63, 88), (88, 63), (105, 148), (300, 300)):
        style = Style(width=width, height=height)
        pages = [lay_front(card, suit, style), lay_back(card, suit, style)]
        assert len(render(pages, [100, 100])) == 2


def test_the_words_that_faces_add_are_in_the_deck_s_language(card: Card, suit: Suit) -> None:
    assert letters("30–45 Min.") in text_on(lay_front(card, suit, Style(), "de-AT"))
    assert letters("Vorsicht") in text_on(lay_back(card, suit, Style(), "de"))
    assert letters("Watch out") in text_on(lay_back(card, suit, Style(), "xx"))
    german = changed(card, language="de")
    assert letters("Vorsicht") in text_on(lay_back(german, suit, Style(), "en"))


@pytest.mark.parametrize(
    "mess",
    [
        "\x00",
        "\u200b\u200d\u2028",
        "e" + "\u0301" * 200,
        "👨‍👩‍👧🇩🇪☑️",
        "a" * 4000,
        "- " * 900,
        "#*_`[]()" * 80,
    ],
)
def test_no_text_makes_a_face_stumble(suit: Suit, mess: str) -> None:
    card = Card(
        id="x", title=mess[:200], question=mess, what=mess, output=mess, steps=(Step(mess),), pitfalls=(mess,)
    )
    for language in ("en", "ar"):
        pages = [lay_front(card, suit, Style(), language), lay_back(card, suit, Style(), language)]
        assert [image.width() for image in render(pages, [80, 80])] == [80, 80]


def test_durations_and_groups_are_said_as_people_say_them(suit: Suit) -> None:
    def facts(**fields: str) -> str:
        return text_on(lay_front(Card(id="x", title="X", **fields), suit, Style()))  # type: ignore[arg-type]

    assert "120min" not in facts(duration="120")
    assert "2h" in facts(duration="120")
    assert "2–4h" in facts(duration="120-240")
    assert "90–150min" in facts(duration="90-150")
    assert "1person" in facts(group="1")
    assert "8+people" in facts(group="8+")


def test_follow_ups_stand_below_each_other_on_the_back_of_a_question(suit: Suit) -> None:
    asked = ("Whom did you tell?", "What did they say to it?")
    card = Card(id="doubt", title="The doubt", question="When did you doubt?", follow_ups=asked)
    page = lay_back(card, suit, Style(back=("follow_ups",), text_size=12), "en")
    assert page.problems == ()
    assert "Asknext" in text_on(page)
    firsts = [next(item for item in glyphs(page) if text.split()[0] in "".join(item.texts)) for text in asked]
    assert firsts[0].x == firsts[1].x
    assert firsts[1].y > firsts[0].y + 12


def test_each_card_owns_up_to_a_character_of_its_suit_that_no_font_has(card: Card, suit: Suit) -> None:
    odd = msgspec.structs.replace(suit, title="People \U000f1234")
    for _ in range(2):
        assert any("U+F1234" in problem.message for problem in lay_back(card, odd, Style()).problems)
