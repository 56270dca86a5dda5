"""YAML as a deck's author writes it, and as somebody writes it who means harm."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckapp.deck.card import Card
from deckapp.deck.nodes import compose, plain
from deckapp.deck.reading import check_paths
from deckapp.deck.typed import Problems, typed
from deckapp.deck.written import WrittenDeck
from deckapp.problem import Problem

FUZZ = int(os.environ.get("DECKAPP_FUZZ", "60"))


def card_of(text: str) -> Card:
    node = compose(text, "card.yaml")
    assert not isinstance(node, Problem), node
    problems = Problems("card.yaml")
    card = typed(node, Card, problems)
    assert problems.found == []
    assert card is not None
    return card


def problem_of(text: str) -> Problem:
    problem = compose(text, "card.yaml")
    assert isinstance(problem, Problem)
    return problem


def test_texts_stay_as_they_were_written() -> None:
    card = card_of(
        "id: a\ntitle: 1:30\nwhat: yes\nwhen: 2024-01-01\nwhy: 007\noutput: 'null'\ntags: [no, 1e3]\n"
    )
    assert (card.title, card.what, card.when, card.why) == ("1:30", "yes", "2024-01-01", "007")
    assert card.output == "null"
    assert card.tags == ("no", "1e3")


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_key_that_says_nothing_is_as_good_as_absent(nothing: str) -> None:
    card = card_of(
        f"id: a\ntitle: A\nimage: {nothing}\nduration: {nothing}\nsteps: {nothing}\nart: {nothing}\n"
    )
    assert card == Card(id="a", title="A")


def test_a_block_of_text_ends_without_a_line_end() -> None:
    assert card_of("id: a\ntitle: A\nwhy: |\n  one\n  two\n\nwhat: >\n  x\n").why == "one\ntwo"


def test_a_step_is_a_text_or_a_text_with_minutes() -> None:
    steps = card_of("id: a\ntitle: A\nsteps:\n  - Walk\n  - {text: Talk, minutes: 5}\n").steps
    assert [(step.text, step.minutes) for step in steps] == [("Walk", None), ("Talk", 5)]


def test_an_anchor_may_be_used_again_within_reason() -> None:
    assert card_of("id: a\ntitle: &t Again\nwhat: *t\n").what == "Again"


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{a: [", "[!x ", "{? "])
@pytest.mark.parametrize("times", [65, 100_000])
def test_depth_is_refused_before_it_can_hurt(opening: str, times: int) -> None:
    assert "64 levels" in problem_of(opening * times).message


@pytest.mark.parametrize(
    "text", ["a: [" + "x," * 4_000_000, "- x\n" * 2_000_000, "a:\n" + "? \n" * 2_000_000]
)
def test_more_values_than_any_deck_has_are_refused(text: str) -> None:
    assert "more than 500,000 values" in problem_of(text).message


def test_depth_through_aliases_is_refused_too() -> None:
    levels = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 90))]
    assert "64 levels" in problem_of("\n".join(levels)).message


def test_a_thousand_aliases_pass_and_one_more_does_not() -> None:
    assert not isinstance(compose("a: &a x\nb: [" + "*a, " * 999 + "*a]", "f"), Problem)
    assert "1,000 aliases" in problem_of("a: &a x\nb: [" + "*a, " * 1000 + "*a]").message


def test_stars_in_prose_are_no_aliases() -> None:
    prose = " ".join(["so *very* **bold**"] * 2000)
    assert not isinstance(compose(f"id: a\nwhat: {prose}\n", "f"), Problem)


def test_a_billion_laughs_are_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{n}: &{n} [{', '.join([f'*{b}'] * 10)}]" for b, n in zip("abcdefghij", "bcdefghijk", strict=True)
    ]
    assert "aliases stand for" in problem_of("\n".join(lines)).message


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: *a}", "&a {? *a : b}", "a: &b\n  - c: [*b]"])
def test_an_anchor_that_holds_itself_is_refused(text: str) -> None:
    assert "holds itself" in problem_of(text).message


def test_huge_scalars_are_read_and_then_refused_by_length() -> None:
    node = compose(f"id: a\ntitle: A\nwhat: {'x' * 4_000_000}\n", "f")
    assert not isinstance(node, Problem)
    problems = Problems("f")
    card = typed(node, Card, problems)
    assert card == Card(id="a", title="A")
    assert [problem.message for problem in problems.found] == [
        "`what` is 4,000,000 characters long, at most 4,000 are allowed"
    ]


def test_many_thousand_faults_end_in_a_list_that_can_be_read() -> None:
    node = compose("".join(f"key{n}: x\n" for n in range(100_000)), "f")
    assert not isinstance(node, Problem)
    problems = Problems("f")
    typed(node, Card, problems)
    assert 100 <= len(problems.found) <= 1000


yaml_ish = st.lists(
    st.sampled_from(
        ["id: a\n", "title: B\n", "suits:\n", "  - ", "cards: ", "[", "]", "{", "}", ": ", "- ", "? ", "&a ", "*a ",
         "!t ", "|\n", ">\n", "'", '"', "\\", "#", "\n", "  ", "\t", "steps:\n", "text", "minutes: 5", "<<: ", "---\n",
         "...\n", "%YAML 1.1\n", "\0", "\x07", "\u2028", "é", "𝒳", "~", "duration: 5-", ",", "recipes: ", "style: "]
    ) | st.text(max_size=4),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=yaml_ish)
def test_whatever_stands_in_a_file_gives_problems_or_values_and_nothing_worse(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for reading in check_paths([path]):
        assert all(isinstance(problem, Problem) for problem in reading.problems)
        assert reading.deck is not None or reading.problems or reading.path == path
        for card in reading.deck.cards.values() if reading.deck else ():
            assert msgspec.convert(msgspec.to_builtins(card), Card) == card


@settings(max_examples=FUZZ, deadline=None)
@given(data=st.binary(max_size=200))
def test_bytes_of_any_kind_give_problems_and_nothing_worse(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    (reading,) = check_paths([path])
    assert reading.deck is not None or reading.problems


leaves = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
keys = st.sampled_from([*Card.__struct_fields__, *WrittenDeck.__struct_fields__, "text", "minutes", "cards"])
trees = st.recursive(
    leaves | st.integers() | st.none() | st.booleans(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(keys | leaves, below, max_size=5),
    max_leaves=20,
)


@settings(max_examples=FUZZ, deadline=None)
@given(tree=st.dictionaries(keys, trees, max_size=8))
@pytest.mark.parametrize("cls", [Card, WrittenDeck])
def test_what_is_read_field_by_field_is_as_valid_as_what_is_read_at_once(
    cls: type[Card] | type[WrittenDeck], tree: object
) -> None:
    node = compose(yaml.safe_dump(tree, allow_unicode=True), "f")
    assert not isinstance(node, Problem), node
    problems = Problems("f")
    value = typed(node, cls, problems)
    assert value is not None or problems.found
    if value is not None:
        assert msgspec.convert(msgspec.to_builtins(value), cls) == value
    if not problems.found:
        assert msgspec.convert(plain(node), cls, strict=False) == value
