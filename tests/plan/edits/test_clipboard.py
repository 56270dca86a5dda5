"""Copying pieces of a plan into another plan."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import lay_board, rect_of
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Plan, Position
from deckapp.problem import ProblemsError
from tests.rects import share_area


def test_a_fragment_carries_all_that_another_plan_needs(full: Plan) -> None:
    pictured = replace(full.activities["a1"], card=replace(full.activities["a1"].card, image="sha256:00"))
    full = edits.put(full, "activities", {"a1": pictured})
    target, keys = edits.paste(Plan(), edits.fragment(full, ["a1", "a2", "n1"]))
    assert [target.activities[key].title for key in keys if key in target.activities] == [
        "The Case",
        "Impact Walk",
    ]
    assert target.activities[keys[0]].start == full.activities["a1"].start
    assert target.decks == full.decks
    assert target.images == {"sha256:00": b"\x89PNG"}
    assert [(link.source, link.target) for link in target.links.values()] == [(keys[0], keys[1])]
    assert len(target.notes) == 1


def test_pasting_goes_to_lanes_of_the_same_title_or_to_the_parking_lot(full: Plan, plan: Plan) -> None:
    other = edits.rename_phase(edits.move_phase(plan, "p1", 2), "p2", "Something else")
    target, keys = edits.paste(other, edits.fragment(full, ["a1", "n1"]))
    assert target.activities[keys[0]].position.phase == "p1"
    assert target.notes[keys[1]].position.phase == ""


def test_pasting_at_a_place_puts_everything_into_free_slots_there(full: Plan) -> None:
    at = Position(phase="p1", workstream="w1", x=16.0, y=16.0)
    target, keys = edits.paste(full, edits.fragment(full, full.activities), at)
    assert len(keys) == 3
    assert {target.activities[key].position.phase for key in keys} == {"p1"}
    layout = lay_board(target)
    rects = [rect_of(target, layout, key) for key in target.activities]
    assert not any(share_area(one, other) for one in rects for other in rects if one is not other)


def test_pasting_twice_makes_new_things_each_time(full: Plan) -> None:
    data = edits.fragment(full, ["a1"])
    once, first = edits.paste(full, data)
    _, second = edits.paste(once, data)
    assert len({"a1", *first, *second}) == 3


def test_the_plans_own_copy_of_a_deck_wins(full: Plan, deck: Deck) -> None:
    other = edits.put(full, "decks", {"change": replace(full.decks["change"], title="Older")})
    target, _ = edits.paste(full, edits.fragment(other, ["a1"]))
    assert target.decks is full.decks


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        b'{"format":"deckapp-fragment","version":2}',
        b'{"format":"deckapp-fragment","version":1,"activities":[]}',
        b'{"format":"deckapp-fragment","version":1,"activities":{"a1":["no activity"]}}',
    ],
)
def test_junk_on_the_clipboard_is_refused(full: Plan, data: bytes) -> None:
    with pytest.raises(ProblemsError):
        edits.paste(full, data)


@given(data=st.data())
def test_a_damaged_fragment_is_refused_or_pasted_but_never_breaks(data: st.DataObject) -> None:
    plan, _ = edits.add_note(edits.new_plan(), "x", Position(phase="p1", workstream="w1"))
    raw = msgspec.json.decode(edits.fragment(plan, ["n1"]))
    name = data.draw(st.sampled_from(sorted(raw)))
    raw[name] = data.draw(
        st.recursive(
            st.none() | st.integers() | st.text(max_size=3),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
            ),
        )
    )
    with contextlib.suppress(ProblemsError):
        pasted, keys = edits.paste(plan, msgspec.json.encode(raw))
        assert plan_from_json(plan_to_json(pasted), "x")[0] == pasted
        assert set(keys) <= pasted.activities.keys() | pasted.notes.keys()
