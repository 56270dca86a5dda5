"""Which fields fit on the backs, for somebody whose cards are too small for all of them."""

from __future__ import annotations

import msgspec

from deckapp.deck.deck import BackField
from deckapp.printing.faces import FaceMaker
from deckapp.printing.job import PrintJob


def fields_that_fit(job: PrintJob) -> tuple[BackField, ...]:
    """The first of the fields that the backs of a job should show, as many as fit on every back; none where
    all fit, or not even the first. Needs a QGuiApplication."""
    if not job.settings.with_backs:
        return ()
    fields = FaceMaker(job.deck, job.settings).style.back
    cards = _too_long(job, fields, list(dict.fromkeys(job.cards)))
    if not cards:
        return ()
    for count in range(len(fields) - 1, 0, -1):
        if not _too_long(job, fields[:count], cards):
            return fields[:count]
    return ()


def _too_long(job: PrintJob, fields: tuple[BackField, ...], cards: list[str]) -> list[str]:
    """The cards whose backs do not take these fields."""
    maker = FaceMaker(job.deck, msgspec.structs.replace(job.settings, fields=fields))
    return [
        card for card in cards if any(found.overflow_mm for found in maker.lay(card, "back").page.problems)
    ]
