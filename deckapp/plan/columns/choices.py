"""The values that are chosen from a few, each with its word and its sign."""

from __future__ import annotations

from deckapp.plan.columns.column import Choice
from deckapp.plan.plan import LinkKind, Status

STATUSES: tuple[Choice, ...] = (
    Choice("planned", "Planned", "circle-dashed"),
    Choice("started", "Started", "circle-half"),
    Choice("done", "Done", "check-circle"),
    Choice("blocked", "Blocked", "prohibit"),
    Choice("dropped", "Dropped", "x-circle"),
)
"""What has become of an activity; the sign is the same on tiles, on paper and in the inspector."""
STATUS_ICONS: dict[Status, str] = {choice.value: choice.icon for choice in STATUSES}
LINK_KINDS: tuple[Choice, ...] = (
    Choice("finish-start", "Must finish before", "flow-arrow"),
    Choice("informs", "Informs", "info"),
)
LINK_ICONS: dict[LinkKind, str] = {choice.value: choice.icon for choice in LINK_KINDS}
LEVELS = ("Not said", "Very low", "Low", "Medium", "High", "Very high")
ATTITUDES = ("Not said", "Opposed", "Doubtful", "Neutral", "Supportive", "Leading")
EVERYONE = "Everyone"
"""What an impact without a group is for."""
