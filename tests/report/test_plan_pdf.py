"""The PDF of a plan, read back as its readers would."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.plan import Definition, Plan, Position
from deckapp.problem import Cancelled, ProblemsError
from deckapp.report.options import PARTS, ReportOptions
from deckapp.report.plan_pdf import export_plan_pdf, plan_to_pdf
from tests.report.conftest import Printed, many

MM = 72 / 25.4


@pytest.fixture
def printed(plan: Plan) -> Printed:
    return Printed(plan_to_pdf(plan))


def test_says_what_the_plan_says(plan: Plan, printed: Printed) -> None:
    assert plan.title in printed.texts[0]
    assert "Northwater Utilities" in printed.texts[0]
    assert "Sponsor: Helen Marsh, Chief Operating Officer" in printed.texts[0]
    for activity in plan.activities.values():
        assert len(printed.pages_with(activity.title)) >= 3, activity.title
    for text in (
        "one confusing line",
        "Eleven days",
        "The test version is late",
        "4,300",
        "Dr Samuel Lindqvist",
    ):
        assert text in printed.text
    assert "12 Jan 2026" in printed.text
    assert "Informs: " in printed.text
    assert "After: " in printed.text


def test_the_weightiest_risk_comes_first(printed: Printed) -> None:
    assert printed.text.index("The test version is late") < printed.text.index("Overtime in April")


def test_every_page_says_which_of_how_many_it_is(plan: Plan, printed: Printed) -> None:
    pages = len(printed.texts)
    assert pages > 5
    for number, text in enumerate(printed.texts, 1):
        assert f"Page {number} of {pages}" in text
        assert plan.title in text


@pytest.mark.parametrize(
    ("size", "board", "other"),
    [("a4", (842, 595), (595, 842)), ("a3", (1191, 842), (595, 842)), ("letter", (792, 612), (612, 792))],
)
def test_the_board_is_landscape_and_the_rest_portrait(
    plan: Plan, size: str, board: tuple[int, int], other: tuple[int, int]
) -> None:
    printed = Printed(plan_to_pdf(plan, ReportOptions(size=size)))
    assert printed.sizes[0] == board
    assert set(printed.sizes[1:]) == {other}


@pytest.mark.parametrize("size", ["a4", "a3", "letter"])
def test_nothing_is_drawn_in_the_margins(plan: Plan, size: str) -> None:
    printed = Printed(plan_to_pdf(plan, ReportOptions(size=size, parts=PARTS)))
    for left, top, right, bottom in printed.inked:
        assert min(left, right) >= 16 * MM - 1.5
        assert top >= 8 * MM - 1.5
        assert bottom >= 8 * MM - 1.5


def test_parts_phases_and_cards_stand_in_the_outline(plan: Plan, printed: Printed) -> None:
    parts = [title for level, title in printed.outline if level == 0]
    assert parts == [
        "Plan on a page",
        "Definition of the change",
        "Activities by phase",
        "Stakeholders and impacts",
        "Risk log",
        "Measures",
        "Decisions",
        "Approval",
        "Change history",
        "The cards used",
    ]
    below = [title for level, title in printed.outline if level == 1]
    phases = [phase.title for _, phase in plan.phases_in_order()]
    assert below[: len(phases)] == phases
    assert set(below[len(phases) :]) == {activity.card.title for activity in plan.activities.values()}
    assert printed.outline_pages["Plan on a page"] == 1
    for _, title in printed.outline[1:]:
        assert printed.outline_pages[title] in printed.pages_with(title)


def test_table_and_cards_lead_to_each_other(plan: Plan, printed: Printed) -> None:
    jumps = printed.jumps()
    table = set(printed.pages_with("Owner")) & set(printed.pages_with("Workstream"))
    cards = set(range(printed.outline_pages["The cards used"], len(printed.texts) + 1))
    assert len(jumps[1]) == len(plan.activities)
    assert set(jumps[1]) <= table
    assert cards == {goal for page in table for goal in jumps.get(page, ())} - table
    assert all(set(jumps[page]) <= table for page in cards)


def test_what_leads_elsewhere_can_be_hit_and_lies_on_the_page(plan: Plan, printed: Printed) -> None:
    with printed.open() as document:
        for page in document.pages:
            _, _, wide, high = map(float, page.MediaBox)
            for link in page.get("/Annots", ()):
                left, bottom, right, top = map(float, link.Rect)
                assert 0 <= left < right - 5 <= wide
                assert 0 <= bottom < top - 5 <= high


def test_every_font_is_embedded(printed: Printed) -> None:
    with printed.open() as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        assert len(fonts) >= len(document.pages)
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_says_title_author_subject_and_language(plan: Plan, printed: Printed) -> None:
    with printed.open() as document:
        info = document.docinfo
        assert str(info.Title) == plan.title
        assert str(info.Author) == "Priya Raman"
        assert str(info.Subject) == "Change plan"
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_plan_gives_the_same_bytes(plan: Plan, printed: Printed) -> None:
    assert plan_to_pdf(plan) == printed.data
    assert plan_to_pdf(replace(plan, author="Somebody else")) != printed.data


def test_only_the_chosen_parts_are_printed(plan: Plan) -> None:
    printed = Printed(plan_to_pdf(plan, ReportOptions(parts=("risks", "definition"))))
    assert [title for level, title in printed.outline if level == 0] == [
        "Definition of the change",
        "Risk log",
        "Approval",
    ]
    assert plan.title in printed.texts[0].removesuffix("Page 1 of 1")
    assert "Owner" in printed.text
    assert printed.jumps() == {}


def test_parts_without_content_are_left_out(plan: Plan) -> None:
    tables = ("risks", "measures", "stakeholders", "impacts", "decisions", "approvals", "history")
    bare = replace(plan, definition=Definition(), **{key: {} for key in tables})
    titles = [title for level, title in Printed(plan_to_pdf(bare)).outline if level == 0]
    assert titles == ["Plan on a page", "Activities by phase", "The cards used"]


def test_decisions_and_changes_are_told_with_who_when_and_why(printed: Printed) -> None:
    decisions = printed.texts[printed.outline_pages["Decisions"] - 1]
    for said in ("The old bills end on 31 March", "Helen Marsh", "18 Jan 2027", "a clerk a month"):
        assert said in " ".join(decisions.split())
    changes = printed.texts[printed.outline_pages["Change history"] - 1]
    for said in ("1 Feb 2027", "The call centre is in", "Priya Raman"):
        assert said in " ".join(changes.split())


def test_what_the_plan_lacks_is_told_when_asked(plan: Plan) -> None:
    key = next(iter(plan.activities))
    ownerless = edits.change_activities(plan, [key], owner="")
    assert "What the plan still lacks" not in Printed(plan_to_pdf(ownerless)).text
    printed = Printed(plan_to_pdf(ownerless, ReportOptions(parts=PARTS)))
    page = printed.outline_pages["What the plan still lacks"]
    assert plan.activities[key].title in printed.texts[page - 1]


def test_an_empty_plan_says_what_it_lacks() -> None:
    printed = Printed(plan_to_pdf(Plan()))
    assert len(printed.texts) == 1
    assert "Untitled plan" in printed.text
    assert "There is nothing in this plan yet." in printed.text
    assert "It has no phases." in printed.text


def test_a_plan_just_begun_shows_its_phases() -> None:
    printed = Printed(plan_to_pdf(edits.new_plan("Just begun")))
    assert len(printed.texts) == 1
    assert "Understand" in printed.text
    assert "No activities yet" in printed.text


def test_chosen_parts_with_nothing_in_them_give_a_page_that_says_so() -> None:
    printed = Printed(plan_to_pdf(Plan(title="Bare"), ReportOptions(parts=("risks", "cards"))))
    assert len(printed.texts) == 1
    assert "Risk log: no entries." in printed.text
    assert "The cards used: no entries." in printed.text


def test_what_is_not_placed_is_listed_as_such(plan: Plan) -> None:
    assert "Not placed yet" not in Printed(plan_to_pdf(plan)).text
    key = next(iter(plan.activities))
    parked = edits.move(plan, {key: Position()})
    printed = Printed(plan_to_pdf(parked))
    assert "Not placed yet" in printed.texts[0]
    assert (1, "Not placed yet") in printed.outline
    assert plan.activities[key].title in printed.texts[0]


def test_notes_are_printed_on_the_board_and_in_full_in_the_table(plan: Plan) -> None:
    phase, stream = next(iter(plan.phases)), next(iter(plan.workstreams))
    text = "Ask the works council about the night shift. " * 12 + "Last word: pelican."
    noted, _ = edits.add_note(plan, text, Position(phase=phase, workstream=stream))
    printed = Printed(plan_to_pdf(noted))
    assert "Ask the works council" in printed.texts[0]
    assert "pelican" in printed.text


def test_a_board_too_large_for_a_page_repeats_its_heads(deck: Deck) -> None:
    plan = many(deck, 120, 5, 3)
    printed = Printed(plan_to_pdf(plan, ReportOptions(parts=("board",))))
    assert len(printed.texts) > 1
    for number, text in enumerate(printed.texts, 1):
        assert "Phase 1" in text
        assert "Stream" in text
        assert (f"continues on page {number + 1}" in text) == (number < len(printed.texts))
    for activity in plan.activities.values():
        assert f"{activity.title} " in printed.text


def test_sixty_phases_go_from_sheet_to_sheet(deck: Deck) -> None:
    printed = Printed(plan_to_pdf(many(deck, 60, 60, 1), ReportOptions(parts=("board",))))
    assert all(len(printed.pages_with(f"Phase {number}")) >= 1 for number in range(1, 61))
    assert all("Stream 1" in text for text in printed.texts)


def test_links_that_leave_the_sheet_say_where_they_go(deck: Deck) -> None:
    plan = many(deck, 120, 5, 3)
    keys = list(plan.activities)
    linked, _ = edits.add_link(plan, keys[0], keys[-1])
    printed = Printed(plan_to_pdf(linked, ReportOptions(parts=("board",))))
    first, last = (printed.pages_with(f"{plan.activities[key].title} ")[0] for key in (keys[0], keys[-1]))
    assert f"to page {last}" in printed.texts[first - 1]
    assert f"from page {first}" in printed.texts[last - 1]


def test_links_that_come_from_later_sheets_and_go_to_earlier_ones_say_so_too(deck: Deck) -> None:
    plan = many(deck, 120, 5, 3)
    keys = list(plan.activities)
    linked, _ = edits.add_link(plan, keys[-1], keys[0])
    linked, _ = edits.add_link(linked, keys[60], keys[0])
    linked, _ = edits.add_link(linked, keys[1], keys[0])
    printed = Printed(plan_to_pdf(linked, ReportOptions(parts=("board",))))
    page = {key: printed.pages_with(f"{plan.activities[key].title} ")[0] for key in keys}
    elsewhere = sorted({page[keys[-1]], page[keys[60]]})
    assert page[keys[0]] == page[keys[1]] < elsewhere[0]
    first = printed.texts[page[keys[0]] - 1]
    assert [int(number) for number in re.findall(r"from page (\d+)", first)] == elsewhere
    for number in elsewhere:
        assert f"to page {page[keys[0]]}" in printed.texts[number - 1]


def test_a_very_long_german_title_stays_on_the_page(plan: Plan) -> None:
    title = "Vertragsmanagementsoftwareplattform und Datenschutzgrundverordnungsfolgenabschätzung " * 4
    key = next(iter(plan.activities))
    german = replace(
        edits.change_activities(plan, [key], title=title.strip()), language="de", title=title.strip()
    )
    printed = Printed(plan_to_pdf(german))
    assert "Seite 1 von" in printed.texts[0]
    assert "Worum es geht" in printed.text
    assert all(min(left, right) >= 16 * MM - 1.5 for left, _, right, _ in printed.inked)


def test_a_purpose_longer_than_a_page_is_printed_whole(plan: Plan) -> None:
    key = next(iter(plan.activities))
    words = " ".join(f"word{number}." for number in range(1500))
    printed = Printed(plan_to_pdf(edits.change_activities(plan, [key], purpose=words)))
    assert all(f"word{number}." in printed.text for number in (0, 400, 800, 1200, 1499))
    assert all(bottom >= 8 * MM - 1.5 for *_, bottom in printed.inked)


def test_a_definition_longer_than_a_page_is_printed_whole(plan: Plan) -> None:
    words = " ".join(f"word{number}." for number in range(2500))
    long = replace(plan, definition=replace(plan.definition, scope=words))
    printed = Printed(plan_to_pdf(long, ReportOptions(parts=("definition",))))
    assert all(f"word{number}." in printed.text for number in range(0, 2500, 100))
    assert "Chief Operating Officer" in printed.text


def test_a_right_to_left_plan_is_mirrored(plan: Plan) -> None:
    first = next(iter(plan.phases))
    arabic = replace(
        plan, language="ar", phases={**plan.phases, first: replace(plan.phases[first], title="Erste")}
    )
    left_to_right = replace(arabic, language="en")
    assert _place(plan_to_pdf(left_to_right), "Erste") < 842 / 2
    assert _place(plan_to_pdf(arabic), "Erste") > 842 / 2
    assert Printed(plan_to_pdf(arabic)).sizes[0] == (842, 595)
    with Printed(plan_to_pdf(arabic)).open() as document:
        assert str(document.Root.Lang) == "ar"


def _place(data: bytes, text: str) -> float:
    """How far from the left a text stands on the first page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    index, _ = page.search(text, match_case=True).get_next()
    left = page.get_charbox(index)[0]
    document.close()
    return float(left)


def test_the_logo_stands_on_the_first_page(plan: Plan, tmp_path: Path) -> None:
    from PIL import Image

    logo = tmp_path / "logo.png"
    Image.new("RGBA", (3000, 900), (200, 30, 60, 128)).save(logo)
    printed = Printed(plan_to_pdf(plan, ReportOptions(logo=logo)))
    with printed.open() as document:
        images = [
            image
            for page in document.pages
            for image in page.Resources.get("/XObject", {}).values()
            if image.Subtype == "/Image"
        ]
        assert len(images) == 1
        assert int(images[0].Width) <= 1200


def test_a_bad_logo_is_refused_before_anything_is_written(plan: Plan, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("not a picture")
    target = tmp_path / "plan.pdf"
    with pytest.raises(ProblemsError) as caught:
        export_plan_pdf(plan, target, ReportOptions(logo=logo))
    (problem,) = caught.value.problems
    assert problem.path == str(logo)
    assert "PNG" in problem.hint
    assert list(tmp_path.iterdir()) == [logo]


def test_progress_runs_to_its_end(plan: Plan, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    target = tmp_path / "plan.pdf"
    export_plan_pdf(plan, target, progress=progress)
    assert target.read_bytes() == plan_to_pdf(plan)
    assert len(told) > 10
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("stop", [0, 10, 60, 100])
def test_cancel_leaves_what_was_there(plan: Plan, tmp_path: Path, stop: int) -> None:
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"the earlier one")
    with pytest.raises(Cancelled):
        export_plan_pdf(plan, target, progress=lambda done, total: done < stop)
    assert target.read_bytes() == b"the earlier one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_does_not_exist_is_an_error_that_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        export_plan_pdf(plan, tmp_path / "nowhere" / "plan.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_stays_as_it_is(plan: Plan, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OSError):
            export_plan_pdf(plan, tmp_path / "plan.pdf")
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o700)


def test_a_worker_thread_gives_the_same_bytes(plan: Plan) -> None:
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(plan_to_pdf(plan)))
    worker.start()
    worker.join()
    assert made == [plan_to_pdf(plan)]


def test_keys_with_odd_characters_are_no_trouble(plan: Plan) -> None:
    key, activity = next(iter(plan.activities.items()))
    others = {other: kept for other, kept in plan.activities.items() if other != key}
    odd = replace(plan, activities={"(a/b) <ü> %": activity, **others}, links={})
    printed = Printed(plan_to_pdf(odd))
    assert len(printed.jumps()[1]) == len(plan.activities)


def test_cards_show_the_pictures_that_the_plan_keeps(plan: Plan) -> None:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (60, 40), (10, 120, 200)).save(file, "PNG")
    key, activity = next(iter(plan.activities.items()))
    card = replace(activity.card, image="sha256:abc", alt="A blue square")
    pictured = replace(
        plan,
        activities={**plan.activities, key: replace(activity, card=card)},
        images={"sha256:abc": file.getvalue()},
    )
    with Printed(plan_to_pdf(pictured, ReportOptions(parts=("cards",)))).open() as document:
        subtypes = [
            str(item.Subtype)
            for page in document.pages
            for item in page.Resources.get("/XObject", {}).values()
        ]
    assert "/Image" in subtypes
