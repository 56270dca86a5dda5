"""Links between activities."""

from __future__ import annotations

import pytest

from deckapp.plan import edits
from deckapp.plan.plan import Plan


def test_a_link_goes_from_one_activity_to_another(full: Plan) -> None:
    after, key = edits.add_link(full, "a2", "a3", "informs", "tells")
    link = after.links[key]
    assert (link.source, link.target, link.kind, link.label) == ("a2", "a3", "informs", "tells")


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("a1", "a1", "linked to itself"),
        ("a1", "a2", "linked already"),
        ("a1", "n1", "one activity to another"),
        ("zz", "a1", "one activity to another"),
    ],
)
def test_links_that_make_no_sense_are_refused_in_plain_words(
    full: Plan, source: str, target: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        edits.add_link(full, source, target)


def test_a_circle_is_refused_and_says_which_activity_comes_first(full: Plan) -> None:
    longer, _ = edits.add_link(full, "a2", "a3")
    with pytest.raises(ValueError, match="“The Case” has to finish before “Pledge” starts"):
        edits.add_link(longer, "a3", "a1")


def test_informing_may_run_in_a_circle_until_it_becomes_a_finish_start(full: Plan) -> None:
    after, key = edits.add_link(full, "a2", "a1", "informs")
    with pytest.raises(ValueError, match="circle"):
        edits.change_link(after, key, kind="finish-start")
    assert edits.change_link(after, key, label="asks").links[key].label == "asks"


def test_a_link_may_be_turned_round(full: Plan) -> None:
    turned = edits.change_link(full, "l1", source="a2", target="a1")
    assert (turned.links["l1"].source, turned.links["l1"].target) == ("a2", "a1")
