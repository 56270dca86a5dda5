"""What two plans differ in is said in short sentences, of which there are never too many."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from msgspec.structs import replace

from deckapp.plan import edits
from deckapp.plan.differences import differences, differences_apart
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import COLLECTIONS, Plan, Position, Risk
from deckapp.plan.wire import PART_TYPES


def said(before: Plan, after: Plan) -> list[str]:
    """The sentences without the signs that keep scripts apart."""
    return [text.replace("\u2068", "").replace("\u2069", "") for text in differences(before, after)]


def test_equal_plans_differ_in_nothing(full: Plan) -> None:
    assert differences(full, full) == ()
    assert differences(full, plan_from_json(plan_to_json(full), "x")[0]) == ()


def test_the_plans_own_words(full: Plan) -> None:
    assert said(full, replace(full, title="Takeover")) == ["The plan: title now “Takeover”, before “Merger”."]
    assert said(full, edits.change_definition(full, case="All is new.")) == [
        "The definition’s case for change changed."
    ]


def test_what_was_added_and_removed(full: Plan) -> None:
    less = edits.remove(full, ["a1"])
    assert said(full, less) == [
        "Activity “The Case” was removed.",
        "Link from “The Case” to “Impact Walk” was removed.",
    ]
    assert said(less, full)[0] == "Activity “The Case” was added."
    more = edits.set_part(full, "risks", "r2", Risk(title="Strike"))
    assert said(full, more) == ["Risk “Strike” was added."]


def test_which_fields_of_an_activity_changed(full: Plan) -> None:
    after = edits.change_activities(
        full, ["a1"], owner="Grace", start=None, duration_days=5, purpose="x" * 60, status="started"
    )
    assert said(full, after) == [
        "Activity “The Case”: purpose changed; owner now “Grace”, before “Ada”; start taken away, before "
        "“2026-11-23”; duration in working days now “5”, before “3”; status now “started”, before “planned”."
    ]


def test_where_an_activity_went(full: Plan) -> None:
    there = Position(phase="p2", workstream="w1")
    phase = full.phases["p2"].title
    [sentence] = said(full, edits.move(full, {"a1": there}))
    assert sentence.startswith(f"Activity “The Case”: moved to “{phase}” and “")
    assert said(full, edits.move(full, {"a1": Position()})) == [
        "Activity “The Case”: moved to the parking lot."
    ]
    nudged = replace(full.activities["a1"].position, x=64.0)
    assert said(full, edits.move(full, {"a1": nudged})) == ["Activity “The Case”: moved within its cell."]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_is_told(full: Plan, collection: str) -> None:
    parts = dict(getattr(full, collection)) or {"z1": PART_TYPES[collection]()}
    full = replace(full, **{collection: parts})
    assert differences(full, replace(full, **{collection: {}}))
    for key, part in parts.items():
        other = part + b"x" if isinstance(part, bytes) else replace(part, extra={"new": 1})
        assert len(differences(full, replace(full, **{collection: {**parts, key: other}}))) == 1


def test_every_field_of_every_part_is_told(full: Plan) -> None:
    for collection in COLLECTIONS:
        for key, part in getattr(full, collection).items():
            if not isinstance(part, msgspec.Struct):
                continue
            for name in part.__struct_fields__:
                before = getattr(part, name)
                if before is None or isinstance(before, dt.date):
                    after: object = dt.date(1999, 1, 1)
                elif name == "card":
                    after = replace(before, title="Another")
                else:
                    after = type(before)()
                if after == before:
                    continue
                other = edits.put(full, collection, {key: replace(part, **{name: after})})
                [sentence] = said(full, other)
                assert sentence.endswith("."), (collection, name)
                assert ": ." not in sentence, (collection, name)


def test_long_and_strange_texts_stay_short_and_on_one_line(full: Plan) -> None:
    after = replace(full, title="two\nlines " + "x" * 10_000)
    [sentence] = said(full, after)
    assert len(sentence) < 200
    assert "\n" not in sentence


TELLING = {"now", "before", "changed", "added", "removed", "moved", "away"}
"""Words that say that somebody did something."""


def apart(mine: Plan, theirs: Plan) -> list[str]:
    return [text.replace("\u2068", "").replace("\u2069", "") for text in differences_apart(mine, theirs)]


def test_where_neither_plan_is_the_earlier_one_nobody_is_said_to_have_done_anything(full: Plan) -> None:
    mine = edits.change_plan(full, organisation="AAA", author="Ada")
    assert apart(mine, edits.change_plan(full, author="Bob")) == [
        "The plan: organisation in this window “AAA”, in the file nothing.",
        "The plan: author in this window “Ada”, in the file “Bob”.",
    ]
    mine = edits.set_part(full, "risks", "r2", Risk(title="Strike"))
    theirs = edits.set_part(full, "risks", "r3", Risk(title="Flood"))
    assert apart(mine, theirs) == [
        "Risk “Flood” is only in the file.", "Risk “Strike” is only in this window.",
    ]  # fmt: skip
    there = edits.move(full, {"a1": Position()})
    [sentence] = apart(full, there)
    assert sentence.startswith("Activity “The Case”: in this window in “")
    assert sentence.endswith(", in the file in the parking lot.")
    nudged = replace(full.activities["a1"].position, x=64.0)
    assert apart(full, edits.move(full, {"a1": nudged})) == [
        "Activity “The Case”: not at the same place within its cell."
    ]
    assert apart(full, full) == []


def test_no_word_of_all_that_two_plans_can_differ_in_tells_of_a_change(full: Plan) -> None:
    others = [
        replace(Plan(), definition=replace(full.definition, case="Another")),
        replace(full, images={"sha256:00": b"other", "sha256:01": b"more"}, extra={}),
    ]
    for collection in COLLECTIONS:
        for key, part in getattr(full, collection).items():
            if isinstance(part, msgspec.Struct):
                for name in part.__struct_fields__:
                    after = Position(phase="p2") if name == "position" else "" if name == "source" else None
                    other = replace(part, **{name: after})
                    others.append(replace(full, **{collection: {**getattr(full, collection), key: other}}))
    sentences = [text for other in others for text in (*apart(other, full), *apart(full, other))]
    assert len(sentences) > 100
    for text in sentences:
        assert not TELLING & {*text.rstrip(".").split()}, text
        assert ": ." not in text


def test_what_is_too_much_is_counted(full: Plan) -> None:
    risks = {f"r{number}": Risk(title=f"Risk {number}") for number in range(2, 32)}
    sentences = differences(full, edits.put(full, "risks", risks))
    assert len(sentences) == 13
    assert sentences[-1] == "and 18 more"


def test_what_this_version_does_not_know_is_told_of(full: Plan) -> None:
    assert said(full, replace(full, extra={})) == ["Something that this version does not know changed."]
