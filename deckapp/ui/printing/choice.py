"""What was chosen for the last print, so that the next one begins with it."""

from __future__ import annotations

import msgspec

from deckapp.printing.settings import Correction, PrintSettings

MAX_BYTES = 10_000
BY_HAND = "by hand"
"""Stands for a printer where the backs are moved as the settings say."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The settings, the print shop they were taken from, and what moves the backs.

    `printer` is a calibration as `str` gives it, `BY_HAND`, or ""."""

    settings: PrintSettings = PrintSettings()
    shop: str = "home"
    printer: str = ""

    def kept(self) -> str:
        """The choice as text, without what was true of one print only."""
        moved = self.settings.correction if self.printer == BY_HAND else Correction()
        once = msgspec.structs.replace(
            self.settings, cards=(), suits=(), copies=1, skip=0, force=False, correction=moved
        )
        return msgspec.json.encode(msgspec.structs.replace(self, settings=once)).decode()


def read_choice(text: str) -> Choice:
    """The choice that was kept; the usual one where it cannot be understood."""
    try:
        return msgspec.json.decode(text[:MAX_BYTES], type=Choice)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Choice()
