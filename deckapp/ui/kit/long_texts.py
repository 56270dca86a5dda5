"""Texts that no editor of Qt lays out in time: their beginning is shown, and they are not edited."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QWidget

from deckapp.face.type.markup import clipped
from deckapp.plan.limits import MAX_TEXT

LINE = 400
"""So many characters of a text are given to Qt where it draws a line or two and leaves out what has no room."""
_BEGINNING = 300
_MOST_TURNS = 2_000
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURN = re.compile(f"[{_RIGHT_TO_LEFT}][\\W_]*(?![{_RIGHT_TO_LEFT}])\\w")
_KEPT = "This text changes its direction too often to be edited here; the file keeps all of it."


def for_paste(text: str, room: int) -> tuple[str, str]:
    """(What of a text may go into an editor that holds so many characters more, what is to be told of that)."""
    kept = text[: max(0, room)]
    if not for_editor(kept)[1]:
        return "", "This text changes its direction too often to be pasted."
    if len(kept) < len(text):
        return kept, f"Only {len(kept):,} characters were pasted: a text may have {MAX_TEXT:,}."
    return kept, ""


def tell_in_status(widget: QWidget, text: str) -> None:
    """Say something in the status bar of whatever window the widget is in, if that has one."""
    if text:
        QCoreApplication.sendEvent(widget, QStatusTipEvent(text))


def for_editor(text: str) -> tuple[str, bool]:
    """(What an editor shows of a text, whether it may be edited there)."""
    if len(text) <= _MOST_TURNS or len(_TURN.findall(text)) <= _MOST_TURNS:
        return text, True
    return f"{clipped(text, _BEGINNING)} ({_KEPT})", False
