"""The board's clipboard: pieces of a plan as data that other windows and other processes understand."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from deckapp.plan import edits
from deckapp.plan.plan import Plan

MIME = "application/x-deckapp-fragment"


def put_on_clipboard(plan: Plan, ids: Collection[str]) -> None:
    """Put activities and notes on the clipboard, with their titles as plain text for all other programs."""
    chosen = [key for key in (*plan.activities, *plan.notes) if key in ids]
    if not chosen:
        return
    texts = [plan.activities[key].title if key in plan.activities else plan.notes[key].text for key in chosen]
    data = QMimeData()
    data.setData(MIME, edits.fragment(plan, chosen))
    data.setText("\n".join(texts))
    QGuiApplication.clipboard().setMimeData(data)


def holds_fragment() -> bool:
    """Whether there is something of a plan on the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and data.hasFormat(MIME)


def from_clipboard() -> bytes:
    """What of a plan is on the clipboard; empty where nothing is."""
    return bytes(QGuiApplication.clipboard().mimeData().data(MIME).data()) if holds_fragment() else b""
