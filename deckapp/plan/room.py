"""Whether an edited plan can still be saved, found by what an edit adds and not by looking at all there is."""

from __future__ import annotations

import msgspec

from deckapp.plan.file import plan_to_compact_json, refuse_too_many_parts
from deckapp.plan.journal_lines import difference
from deckapp.plan.json_text import TooMuchError, marks_in, refuse_too_much, room_beside
from deckapp.plan.plan import Plan


class Room:
    """How much more a plan may hold until its file would be refused: a lower bound, measured anew when used up."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._bytes = self._marks = -1

    def take(self, now: Plan, after: Plan) -> None:
        """Let `after` take the place of the plan `now`.

        Raises TooMuchError where it could not be saved and is larger than `now`: a plan may always grow smaller.
        """
        refuse_too_many_parts(after, than=now)
        added = msgspec.json.encode(difference(self._plan, after))
        self._bytes, self._marks = self._bytes - len(added), self._marks - marks_in(added)
        if self._bytes < 0 or self._marks < 0:
            self._measure(now, after)
        self._plan = after

    def _measure(self, now: Plan, after: Plan) -> None:
        data = plan_to_compact_json(after)
        try:
            refuse_too_much(data)
        except TooMuchError:
            if len(data) > len(plan_to_compact_json(now)):
                raise
        self._bytes, self._marks = room_beside(data)
