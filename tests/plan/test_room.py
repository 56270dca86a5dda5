"""What could never be saved is refused when it is done, not when it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Recipe, RecipeStep, Suit
from deckapp.plan import edits, file, json_text
from deckapp.plan.file import write_plan
from deckapp.plan.json_text import TooMuchError
from deckapp.plan.plan import Activity, Note, Plan, Position, Risk
from deckapp.plan.recipe import MAX_STEPS, plan_from_recipe
from deckapp.plan.room import Room
from deckapp.problem import ProblemsError


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a test reaches."""
    monkeypatch.setattr(json_text, "MAX_PARTS", 30)
    monkeypatch.setattr(json_text, "MAX_TEXT_BYTES", 40_000)
    monkeypatch.setattr(json_text, "MAX_BESIDE_BYTES", 20_000)
    monkeypatch.setattr(json_text, "MAX_BYTES", 80_000)
    monkeypatch.setattr(json_text, "MAX_MARKS", 2_000)


def fits(plan: Plan, tmp_path: Path) -> bool:
    try:
        write_plan(plan, tmp_path / "p.deckplan")
    except OSError:
        return False
    return True


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", ["parts", "letters", "pictures", "values"])
def test_edits_are_refused_just_where_saving_would_be(kind: str, full: Plan, tmp_path: Path) -> None:
    plan, room = full, Room(full)
    for number in range(200):
        if kind == "parts":
            after = edits.set_part(plan, "notes", f"x{number}", Note())
        elif kind == "letters":
            after = edits.set_part(plan, "notes", f"x{number % 4}", Note(text="é" * 500 * number))
        elif kind == "pictures":
            after = edits.put(plan, "images", {f"sha256:{number}": bytes(3_000)})
        else:
            after = edits.set_part(plan, "risks", "r1", Risk(title="R", extra={"x": [0] * 100 * number}))
        try:
            room.take(plan, after)
        except TooMuchError:
            assert not fits(after, tmp_path)
            assert fits(plan, tmp_path)
            assert number > 3
            return
        plan = after
    raise AssertionError("nothing was refused")


@pytest.mark.usefixtures("small")
def test_what_undo_brings_back_counts(full: Plan, tmp_path: Path) -> None:
    large = edits.set_part(full, "notes", "x", Note(text="m" * 19_000))
    large = edits.set_part(large, "notes", "y", Note(text="m" * 16_000))
    room = Room(large)
    room.take(large, full)
    again = edits.set_part(large, "notes", "z", Note(text="m" * 10_000))
    with pytest.raises(TooMuchError):
        room.take(large, again)


@pytest.mark.usefixtures("small")
def test_a_plan_that_is_too_large_already_may_grow_smaller(full: Plan) -> None:
    large = edits.set_part(full, "notes", "x", Note(text="m" * 90_000))
    room = Room(large)
    with pytest.raises(TooMuchError, match="larger than"):
        room.take(large, edits.set_part(large, "notes", "x", Note(text="m" * 91_000)))
    room.take(large, edits.set_part(large, "notes", "x", Note(text="m" * 80_000)))


def test_a_small_edit_of_a_large_plan_looks_at_little_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card(id="c", title="C")
    plan = Plan(activities={f"a{n}": Activity(title="T", card=card) for n in range(300)})
    looked: list[Plan] = []
    real = file.plan_to_compact_json
    monkeypatch.setattr("deckapp.plan.room.plan_to_compact_json", lambda one: looked.append(one) or real(one))
    room = Room(plan)
    for number in range(50):
        after = edits.change_activities(plan, ["a1"], title=f"Title {number}")
        room.take(plan, after)
        plan = after
    assert len(looked) == 1


@pytest.mark.usefixtures("small")
def test_parts_that_cannot_be_read_count_too(full: Plan) -> None:
    plan = replace(full, unreadable={"notes": {f"n{n}": 7 for n in range(29)}})
    with pytest.raises(OSError, match="more than 30 parts"):
        file.plan_file(plan, Path("x"))


@pytest.mark.usefixtures("small")
def test_a_paste_that_is_too_much_is_refused_in_words(full: Plan) -> None:
    many = Plan(notes={f"n{n}": Note(text="x", position=Position()) for n in range(25)})
    with pytest.raises(
        ProblemsError, match="could not be saved with what is pasted: it holds more than 30 parts"
    ):
        edits.paste(full, edits.fragment(many, many.notes))


def test_a_recipe_without_end_starts_no_plan() -> None:
    deck = Deck(
        id="d",
        title="D",
        suits=(Suit(id="s", title="S", cards=("c",)),),
        cards={"c": Card(id="c", title="C")},
    )
    steps = (RecipeStep(card="c"),) * (MAX_STEPS + 1)
    with pytest.raises(ProblemsError, match="1,001 steps"):
        plan_from_recipe(deck, Recipe(id="r", title="R", steps=steps))
