"""The values that are chosen from a few, each with its word and its sign."""

from __future__ import annotations

from deckapp.plan.columns.column import FieldChoice
from deckapp.plan.plan import LinkKind, Status

STATUSES: tuple[FieldChoice, ...] = (
    FieldChoice("planned", "Planned", "circle-dashed"),
    FieldChoice("started", "Started", "circle-half"),
    FieldChoice("done", "Done", "check-circle"),
    FieldChoice("blocked", "Blocked", "prohibit"),
    FieldChoice("dropped", "Dropped", "x-circle"),
)
"""What has become of an activity; the sign is the same on tiles, on paper and in the inspector."""
STATUS_ICONS: dict[Status, str] = {choice.value: choice.icon for choice in STATUSES}
LINK_KINDS: tuple[FieldChoice, ...] = (
    FieldChoice("finish-start", "Must finish before", "flow-arrow"),
    FieldChoice("informs", "Informs", "info"),
)
LINK_ICONS: dict[LinkKind, str] = {choice.value: choice.icon for choice in LINK_KINDS}
LEVELS = ("Not said", "Very low", "Low", "Medium", "High", "Very high")
ATTITUDES = ("Not said", "Opposed", "Doubtful", "Neutral", "Supportive", "Leading")
EVERYONE = "Everyone"
"""What an impact without a group is for."""
