"""A text that no editor lays out in time is shown in its beginning, said so, and kept whole."""

from PySide6.QtWidgets import QApplication

from deckapp.ui.board.hands.editor import NoteEditor
from deckapp.ui.inspector.line_field import LineField
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.kit.long_texts import for_editor

TANGLED = "aא" * 10_000


def test_ordinary_long_texts_are_edited_whole() -> None:
    for text in ("m" * 20_000, "שלום world " * 1_500, "سلام " * 4_000, ""):
        assert for_editor(text) == (text, True)


def test_a_tangled_text_is_shown_in_its_beginning_and_never_changed(qapp: QApplication) -> None:
    for field in (TextField(), LineField()):
        told: list[object] = []
        field.edited.connect(told.append)
        field.show_value(TANGLED)
        field.set_locked(False)
        assert field.isReadOnly()
        assert len(field.text()) < 500
        assert "the file keeps all of it" in field.text()
        field.show_value("plain")
        assert not field.isReadOnly()
        assert field.text() == "plain"
        assert told == []


def test_a_note_s_editor_does_not_change_it_either(qapp: QApplication) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    parent, changes = QWidget(), []
    editor = NoteEditor(parent, QRect(0, 0, 100, 100), TANGLED, changes.append, name="Note")
    assert editor.isReadOnly()
    assert changes == []
