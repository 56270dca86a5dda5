"""Plan files of older versions, made into those of today by one small step a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

VERSION = 1
"""The version of the plan format that this Deckapp writes."""

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[int, Step] = {}
"""What makes a plan file's data of version n that of version n + 1, by n. There is no older version yet."""


def migrate(
    data: dict[str, Any], version: int, steps: Mapping[int, Step] = STEPS, target: int = VERSION
) -> dict[str, Any]:
    """The data of a plan file in the target's version; raises KeyError where a step is missing."""
    for step in range(version, target):
        data = steps[step](data)
    return data
