"""Opens an editor in the place of a note's text or of a link's label."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from deckapp.face.style import INK, colour, tint
from deckapp.plan import edits
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.arrows import label_place
from deckapp.ui.board.hands.editor import LineEditor, NoteEditor
from deckapp.ui.document.step_words import short

PAPER_TINT = 0.24
"""How much of a note's colour is in its paper; see `face.tile_face.lay_note`."""
NOTE_SIZE = 13.0
NOTE_PAD = 10.0
LEAST_LABEL_PX = (160, 32)


def write_in_place(board: Board, canvas: Canvas, key: str, label: str) -> NoteEditor | LineEditor | None:
    """Let a note or a link's label be written in its place; what is typed is one step called `label`."""
    if key in board.document.plan.notes:
        return _write_note(board, canvas, key, label)
    return _write_label(board, canvas, key, label)


def _write_note(board: Board, canvas: Canvas, key: str, label: str) -> NoteEditor | None:
    piece, document = board.contents.notes.get(key), board.document
    if piece is None or board.is_locked:
        return None

    def change(text: str) -> None:
        if key in document.plan.notes:
            document.edit(label, edits.edit_note(document.plan, key, text=text), merge=("note", key))

    place = canvas.seen(piece.rect)
    editor = NoteEditor(canvas.viewport(), place, piece.note.text, change, name="Text of the note")
    paper = tint(colour(piece.note.colour), PAPER_TINT)
    editor.dress(paper, INK, NOTE_SIZE * canvas.zoom, round(NOTE_PAD * canvas.zoom))
    editor.closed.connect(document.seal)
    document.refused.connect(editor.finish, Qt.ConnectionType.QueuedConnection)
    canvas.view_moved.connect(editor.finish)
    return editor


def _write_label(board: Board, canvas: Canvas, key: str, label: str) -> LineEditor | None:
    piece, document = board.contents.links.get(key), board.document
    if piece is None or board.is_locked:
        return None
    plan = document.plan
    source, target = (plan.activities[end].title for end in (piece.link.source, piece.link.target))

    def change(text: str) -> None:
        if key in document.plan.links:
            document.edit(label, edits.change_link(document.plan, key, label=text), merge=("label", key))

    middle = QRectF(canvas.seen(label_place(piece))).center()
    wide, high = LEAST_LABEL_PX
    place = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high).toRect()
    name = f"Label of the link from {short(source)} to {short(target)}"
    editor = LineEditor(canvas.viewport(), place, piece.link.label, change, name=name)
    editor.closed.connect(document.seal)
    document.refused.connect(editor.finish, Qt.ConnectionType.QueuedConnection)
    canvas.view_moved.connect(editor.finish)
    return editor
