"""Edits: pure functions that make a new plan of a plan and share all that does not change.

An edit that changes nothing gives back the very same plan. Functions that make parts give (plan, ids).
"""

from deckapp.plan.edits.clipboard import fragment, paste
from deckapp.plan.edits.lanes import (
    PHASE_COLOURS,
    add_phase,
    add_workstream,
    move_phase,
    move_workstream,
    recolour_phase,
    remove_phase,
    remove_workstream,
    rename_phase,
    rename_workstream,
)
from deckapp.plan.edits.links import add_link, change_link
from deckapp.plan.edits.parts import (
    change_definition,
    change_plan,
    new_id,
    new_ids,
    put,
    remove_part,
    set_part,
)
from deckapp.plan.edits.pieces import (
    add_note,
    change_activities,
    duplicate,
    edit_note,
    move,
    place_card,
    place_cards,
    remove,
    tidy,
)
from deckapp.plan.edits.start import new_plan

__all__ = [
    "PHASE_COLOURS",
    "add_link",
    "add_note",
    "add_phase",
    "add_workstream",
    "change_activities",
    "change_definition",
    "change_link",
    "change_plan",
    "duplicate",
    "edit_note",
    "fragment",
    "move",
    "move_phase",
    "move_workstream",
    "new_id",
    "new_ids",
    "new_plan",
    "paste",
    "place_card",
    "place_cards",
    "put",
    "recolour_phase",
    "remove",
    "remove_part",
    "remove_phase",
    "remove_workstream",
    "rename_phase",
    "rename_workstream",
    "set_part",
    "tidy",
]
