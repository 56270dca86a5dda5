"""Keys that stand twice in a plan's file: both entries are kept, and it is told where."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from deckapp.plan import json_text
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Plan
from deckapp.problem import Problem, ProblemsError

CARD = '"card": {"id": "c", "title": "C"}'


def read(*lines: str) -> tuple[Plan, tuple[Problem, ...], dict[str, Any]]:
    """A plan of these lines, its problems, and what its file says when it is saved again."""
    text = '{"format": "deckapp-plan", "version": 1,\n' + "\n".join(lines) + "}"
    plan, problems = plan_from_json(text.encode(), "x")
    return plan, problems, json.loads(plan_to_json(plan), object_pairs_hook=once)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a saved file, in which nothing stands twice."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_two_activities_of_one_id_are_both_there_and_the_second_has_an_id_of_its_own() -> None:
    plan, (problem,), written = read(
        '"activities": {',
        f'"a1": {{"title": "One", {CARD}}},',
        f'"a1": {{"title": "Two", {CARD}}},',
        f'"a2": {{"title": "Three", {CARD}}}}}',
    )
    assert [activity.title for activity in plan.activities.values()] == ["One", "Two", "Three"]
    first, second, third = plan.activities
    assert (first, third) == ("a1", "a2")
    assert (problem.line, problem.column, problem.level) == (4, 1, "warning")
    assert problem.message == "activities.a1: stands here a second time"
    assert second in problem.hint
    assert list(written["activities"]) == [first, second, third]


def test_whoever_reads_the_same_file_gives_the_second_the_same_id_and_other_parts_another() -> None:
    def second(text: str) -> str:
        return list(read(f'"notes": {{"n": {{"text": "x"}}, "n": {{"text": "{text}"}}}}')[0].notes)[1]

    assert second("Ask") == second("Ask") != second("Tell")


def test_many_of_one_id_even_when_they_are_alike_are_all_kept() -> None:
    plan, problems, _ = read('"notes": {' + ", ".join(['"n": {"text": "x"}'] * 40) + "}")
    assert [note.text for note in plan.notes.values()] == ["x"] * 40
    assert len(problems) == 39


def test_a_collection_that_stands_twice_is_read_as_one() -> None:
    plan, problems, _ = read(
        '"notes": {"n1": {"text": "One"}, "n2": {"text": "Two"}},',
        '"title": "T",',
        '"notes": {"n2": {"text": "Other"}, "n3": {"text": 7}, "n4": {"text": "Four"}}',
    )
    assert [note.text for note in plan.notes.values()] == ["One", "Two", "Other", "", "Four"]
    assert plan.notes["n3"].extra == {"text": 7}
    assert [(problem.line, problem.message) for problem in problems] == [
        (4, "notes.n3.text: is a whole number, not a text"),
        (4, "notes: stands here a second time"),
        (4, "notes.n2: stands here a second time"),
    ]
    assert [problem.column for problem in problems] == [43, 1, 11]


@pytest.mark.parametrize(
    ("lines", "where", "counts", "kept"),
    [
        (['"title": "Old",', '"title": "New"'], (), ("title", "New"), ("title (repeated)", "Old")),
        (
            ['"definition": {"case": "Old",', '"case": "New"}'],
            ("definition",),
            ("case", "New"),
            ("case (repeated)", "Old"),
        ),
        (
            ['"activities": {"a": {"title": "T", "card": {"id": "c", "title": "Old",', '"title": "New"}}}'],
            ("activities", "a", "card"),
            ("title", "New"),
            ("title (repeated)", "Old"),
        ),
        (
            ['"notes": {"n": {"text": "x", "position": {"x": 8.0},', '"position": {"x": 16.0}}}'],
            ("notes", "n"),
            ("position", {"x": 16.0}),
            ("position (repeated)", {"x": 8.0}),
        ),
        (
            ['"mood": {"a": 1,', '"a": {"b": 2, "b": 3}}'],
            ("mood",),
            ("a", {"b": 3, "b (repeated)": 2}),
            ("a (repeated)", 1),
        ),
    ],
)  # fmt: skip
def test_of_a_field_that_stands_twice_the_last_counts_and_the_first_stays_in_the_file(
    lines: list[str], where: tuple[str, ...], counts: tuple[str, Any], kept: tuple[str, Any]
) -> None:
    plan, problems, written = read(*lines)
    for name in where:
        written = written[name]
    assert written[counts[0]] == counts[1]
    assert written[kept[0]] == kept[1]
    assert (problems[0].line, problems[0].column) == (3, 1)
    again, told = plan_from_json(plan_to_json(plan), "x")
    assert (again, told) == (plan, ())


def test_a_collection_and_what_is_none_are_both_kept() -> None:
    _plan, problems, written = read('"notes": {"n": {"text": "x"}},', '"notes": [1]')
    assert written["notes"] == {"n": {"text": "x"}}
    assert written["notes (repeated)"] == [1]
    assert problems


def test_a_name_that_is_taken_already_is_not_taken_again() -> None:
    _plan, problems, written = read('"x": {"a (repeated)": 0, "a": 1, "a": 2, "a": 3}')
    assert written["x"] == {"a (repeated)": 0, "a (repeated 2)": 1, "a": 3, "a (repeated 3)": 2}
    assert len(problems) == 2


@pytest.mark.parametrize("text", [': {"a": 1, "a": 2}', '": "x": ', " : ", '"a": 1, "a": 2', '\\": '])
def test_texts_that_look_like_keys_are_none(text: str) -> None:
    plan, problems, _ = read(f'"author": {json.dumps(text)}')
    assert (plan.author, problems) == (text, ())


def test_a_key_is_found_twice_whatever_stands_between_it_and_its_colon() -> None:
    plan, problems, _ = read('"author": ": x", "title" : "One", "title"\n\t: "Two"')
    assert plan.title == "Two"
    assert len(problems) == 1


def test_the_first_repeats_are_told_and_the_others_counted() -> None:
    _plan, problems, written = read('"x": {' + ", ".join(['"a": 1'] * 2001) + "}")
    assert len(written["x"]) == 2001
    assert len(problems) == 501
    assert problems[-1].message == "and 1,500 more warnings of this kind"


def test_a_file_of_nothing_but_repeats_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_REPEATS", 100)
    with pytest.raises(ProblemsError, match="more than 100 keys stand twice"):
        read('"x": {' + ", ".join(['"a": 1'] * 102) + "}")


def test_links_to_an_id_that_stands_twice_lead_to_the_first() -> None:
    plan, _problems, _ = read(
        f'"activities": {{"a": {{"title": "One", {CARD}}}, "b": {{"title": "B", {CARD}}},',
        f'"a": {{"title": "Two", {CARD}}}}}, "links": {{"l": {{"source": "a", "target": "b"}}}}',
    )
    assert plan.activities[plan.links["l"].source].title == "One"


def test_an_ordinary_plan_is_read_only_once(full: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_again(*_arguments: object, **_names: object) -> None:
        raise AssertionError

    monkeypatch.setattr(json_text.json, "loads", read_again)
    assert plan_from_json(plan_to_json(full), "x") == (full, ())
    compact = msgspec.json.encode(msgspec.json.decode(plan_to_json(full)))
    assert plan_from_json(compact, "x") == (full, ())
