"""Older plan files, one step a version."""

from __future__ import annotations

from typing import Any

import pytest

from deckapp.plan.migrate import STEPS, VERSION, migrate


def test_steps_follow_one_another_from_the_files_version() -> None:
    def first(data: dict[str, Any]) -> dict[str, Any]:
        return {"title": data["name"]}

    def second(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "language": "en"}

    steps = {1: first, 2: second}
    assert migrate({"name": "A"}, 1, steps, 3) == {"title": "A", "language": "en"}
    assert migrate({"title": "B"}, 2, steps, 3) == {"title": "B", "language": "en"}
    assert migrate({"title": "C"}, 3, steps, 3) == {"title": "C"}


def test_a_missing_step_is_an_error() -> None:
    with pytest.raises(KeyError):
        migrate({}, 0, {1: dict}, 2)


def test_every_older_version_but_the_first_has_its_step() -> None:
    assert set(STEPS) == set(range(1, VERSION))
