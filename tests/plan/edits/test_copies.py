"""What a plan keeps of a deck and its pictures."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from deckapp.deck.card import Art, Card
from deckapp.deck.deck import Deck, Suit
from deckapp.plan import edits
from deckapp.plan.edits import copies
from deckapp.plan.plan import Plan, Position


def test_pictures_are_copied_by_their_content(plan: Plan, deck: Deck, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG map")
    card = Card(
        id="map", title="Map", image=str(picture), art=Art(front=str(picture), back=str(tmp_path / "no.png"))
    )
    after, key = edits.place_card(plan, deck, card, Position())
    name = "sha256:" + hashlib.sha256(b"\x89PNG map").hexdigest()
    copy = after.activities[key].card
    assert copy.image == name
    assert copy.art == Art(front=name)
    assert after.images == {name: b"\x89PNG map"}


def test_a_picture_that_is_missing_or_too_large_is_left_out(
    plan: Plan, deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MAX_IMAGE_BYTES", 4)
    (tmp_path / "large.png").write_bytes(b"12345")
    for name in ("large.png", "missing.png"):
        card = Card(id="c", title="C", image=str(tmp_path / name), art=Art(front=str(tmp_path / name)))
        after, key = edits.place_card(plan, deck, card, Position())
        assert after.activities[key].card == Card(id="c", title="C")
        assert after.images is plan.images


def test_copies_that_only_removed_activities_used_go_with_them(
    full: Plan, deck: Deck, tmp_path: Path
) -> None:
    (tmp_path / "map.png").write_bytes(b"map")
    card = Card(id="map", title="Map", image=str(tmp_path / "map.png"))
    other = replace(deck, id="maps", suits=())
    plan, (one, two) = edits.place_cards(full, other, [card, card])
    (picture,) = plan.images.keys() - full.images.keys()
    assert picture in edits.remove(plan, [one]).images
    assert "maps" in edits.remove(plan, [one]).decks
    after = edits.remove(plan, [one, two])
    assert after == full
    assert after.decks.keys() == {"change"}


def test_a_newer_deck_brings_its_look_and_keeps_the_suits_that_are_in_use(full: Plan, deck: Deck) -> None:
    newer = replace(deck, title="Change 2", suits=(Suit(id="end", title="Finish", colour="rust"),))
    after, _ = edits.place_card(full, newer, deck.cards["pledge"], Position())
    copy = after.decks["change"]
    assert copy.title == "Change 2"
    assert copy.suit("end").colour == "rust"
    assert copy.suit("start").title == "Start"
