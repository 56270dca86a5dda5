"""Texts of files are shown letter by letter: no widget takes them for rich text or loads what they name."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deckapp.plan.recovery import Recovery
from deckapp.problem import Problem
from deckapp.ui.kit import theme
from deckapp.ui.kit.plain import bold_label, file_dialog, message_box, plain_label, tip, titled, unmarked
from deckapp.ui.kit.problems import ProblemsDialog
from deckapp.ui.library.problems import LibraryProblemsDialog as DeckProblems
from deckapp.ui.printing.calibration_dialog import CalibrationDialog
from deckapp.ui.window.recovery_questions import ask_to_throw_away, ask_which
from tests.hands import Hands

EVIL = "<img src='x'><b>&F [*] <a href='file:///etc/passwd'>go</a>"
NAME = "<img src=x>"
CARD: dict[str, Any] = {
    **dict.fromkeys(("title", "question", "what", "why", "when", "when_not", "output", "invitation", "preparation",
                     "example", "source", "alt", "author", "licence"), EVIL),
    **{name: [EVIL] for name in ("follow_ups", "materials", "tips", "pitfalls", "variations")},
    "steps": [{"text": EVIL, "minutes": 5}], "phase": EVIL[:60], "tags": [EVIL[:60]],
}  # fmt: skip
DECK = {
    "id": "evil", "title": EVIL, "summary": EVIL, "author": EVIL, "licence": EVIL,
    "suits": [{"id": "s", "title": EVIL, "colour": "plum",
               "cards": [{"id": "one", **CARD, "before": ["two"], "after": ["gone"], "related": ["two"]},
                         {"id": "two", **CARD}]}],
    "recipes": [{"id": "r", "title": EVIL, "summary": EVIL, "steps": [{"card": "one"}]}],
    "unknown": EVIL,
}  # fmt: skip
PLAN = {
    "format": "deckapp-plan", "version": 1, "title": EVIL, "organisation": EVIL, "author": EVIL,
    "definition": {"vision": EVIL, "scope": EVIL, "sponsor": EVIL},
    "phases": {"p": {"title": EVIL, "order": 1}},
    "workstreams": {"w": {"title": EVIL, "order": 1}},
    "activities": {
        key: {"title": EVIL, "card": {"id": "one", **CARD}, "deck": "evil", "suit": "s", "purpose": EVIL,
              "audience": EVIL, "owner": EVIL, "outcome": EVIL, "note": EVIL, "start": "2026-03-02",
              "duration_days": 4, "position": {"phase": "p", "workstream": "w", "x": 20 + 200 * number, "y": 20}}
        for number, key in enumerate(("a", "b"))
    },
    "notes": {"n": {"text": EVIL, "position": {"phase": "p", "workstream": "w", "x": 20, "y": 300}}},
    "links": {"l": {"source": "a", "target": "b", "label": EVIL}},
    "stakeholders": {"g": {"name": EVIL, "concerns": EVIL}},
    "impacts": {"i": {"group": "g", "aspect": EVIL, "today": EVIL, "tomorrow": EVIL}},
    "risks": {"r": {"title": EVIL, "response": EVIL, "owner": EVIL}},
    "measures": {"m": {"title": EVIL, "baseline": EVIL, "target": EVIL, "method": EVIL, "owner": EVIL}},
    "decisions": {"d": {"title": EVIL, "by": EVIL, "reason": EVIL}},
    "approvals": {"s": {"name": EVIL, "role": EVIL}},
    "history": {"h": {"author": EVIL, "summary": EVIL}},
    "decks": {"evil": {"title": EVIL, "suits": [{"id": "s", "title": EVIL, "colour": "plum"}]}},
}  # fmt: skip


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A plan in whose every text, and a file in whose very name, stands a picture."""
    path = tmp_path / f"{NAME}.deckplan"
    path.write_text(json.dumps(PLAN))
    return path


@pytest.fixture(autouse=True)
def evil_deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "evil home"
    monkeypatch.setenv("DECKAPP_HOME", str(home))
    (home / "decks").mkdir(parents=True)
    (home / "decks" / f"{NAME}.yaml").write_text(json.dumps(DECK))
    (home / "decks" / f"torn {NAME}.yaml").write_text("{")


# What would be read as rich text.


def faults_of(widget: QWidget) -> Iterator[str]:
    """Every text of a widget that Qt would not show as it is."""
    name = f"{type(widget).__name__} {widget.objectName()}"
    if QtGui.Qt.mightBeRichText(widget.whatsThis()):
        yield f"{name}: help {widget.whatsThis()!r}"
    # A form's layout makes the labels of its rows itself, from words of ours.
    if (
        isinstance(widget, QLabel)
        and widget.textFormat() != Qt.TextFormat.PlainText
        and not is_word(widget.text())
    ):
        yield f"{name}: label {widget.text()!r}"
    if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{name}: {widget.text()!r}"
    if isinstance(widget, QTextEdit):
        yield from (f"{name}: {fault}" for fault in pictures_in(widget.document()))
    for action in widget.actions():
        yield from (f"{name}: {fault}" for fault in faults_of_action(action))


def is_word(text: str) -> bool:
    return text.replace(" ", "").isalpha() or not text


def faults_of_action(action: QAction) -> Iterator[str]:
    if (
        "&" in action.text().replace("&&", "")
        and "<img" in action.text()
        and not action.text().startswith("&")
    ):
        yield f"action's & {action.text()!r}"


def pictures_in(document: QTextDocument) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            if form.isImageFormat():
                yield f"a picture {form.toImageFormat().name()!r}"
            if form.isAnchor() and form.anchorHref():
                yield f"a link {form.anchorHref()!r}"
            pieces += 1
        block = block.next()


def all_plain() -> None:
    """Nothing that the program has made so far takes a file's text for anything but text."""
    QApplication.processEvents()
    widgets = [one for one in QApplication.allWidgets() if not of_qt(one)]
    assert not [fault for widget in widgets for fault in faults_of(widget)]
    for button in (one for one in widgets if isinstance(one, QAbstractButton)):
        assert "<img" not in button.text() or button.shortcut().isEmpty(), button.text()


def of_qt(widget: QWidget) -> bool:
    """Qt's own file dialog: its labels are its own."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, QFileDialog):
            return True
        above = above.parentWidget()
    return False


def shown() -> str:
    """All texts that are in sight."""
    texts = []
    for one in QApplication.allWidgets():
        if one.isVisible():
            texts += [one.text()] if isinstance(one, QLabel | QAbstractButton) else []
            texts += [one.toPlainText()] if isinstance(one, QTextEdit | QPlainTextEdit) else []
    return "\n".join(texts)


def close_all(hands: Hands) -> None:
    for dialog in hands.window.findChildren(QDialog):
        dialog.reject()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def hover(widget: QWidget, place: QPoint) -> str:
    """The tool tip that comes up at a place, which shows any text as it is."""
    QToolTip.hideText()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    labels = [one for one in QApplication.allWidgets() if one.inherits("QTipLabel") and not one.isHidden()]
    for label in labels:
        assert isinstance(label, QLabel)
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert labels or not QToolTip.text()
    return QToolTip.text()


# The tests.


def test_the_whole_window_of_such_a_plan_is_plain(hands: Hands, evil: Path) -> None:
    hands.app.opener.open_path(evil, hands.window)
    work = hands.work
    assert len(hands.plan.activities) == 2
    work.library.show_deck("evil")
    for chosen in (["a"], ["a", "b"], ["n"], ["l"], []):
        work.selection.set(chosen)
        all_plain()
    for section in work.inspector.plan_page.sections.values():
        section.set_open(True)
    work.inspector.show_checks()
    all_plain()
    work.inspector.show_outline()
    all_plain()
    work.board.delete()
    work.selection.set(["a"])
    work.board.cut()
    assert "&&F" in hands.window.actions_by_id["edit.undo"].text()
    all_plain()
    assert "<img src='x'>" in hands.window.windowTitle()
    assert "[*][*]" in hands.window.windowTitle()
    assert EVIL in shown()


def test_what_comes_up_where_one_points_is_plain(hands: Hands, evil: Path) -> None:
    hands.app.opener.open_path(evil, hands.window)
    view = hands.view
    view.zoom_at(0.3, view.rect().center())
    tips = [hover(view.viewport(), hands.middle("a"))]
    for heads in (view.phase_heads, view.workstream_heads):
        lane = heads.lanes()[0]
        tips.append(hover(heads, heads.place_of(lane).intersected(heads.rect()).center()))
    assert all("<img src='x'>" in text for text in tips), tips
    QToolTip.hideText()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tool_tip_that_nobody_made_plain_is_plain_all_the_same(
    hands: Hands, scheme: str, qtbot: QtBot
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, scheme)
    listed = QListWidget()
    listed.addItem("one")
    listed.item(0).setToolTip(EVIL)
    dressed = QWidget()
    dressed.setStyleSheet("QWidget { color: red; }")
    for widget in (QWidget(), dressed, QPushButton("Press"), listed.viewport()):
        qtbot.addWidget(widget.window())
        widget.window().show()
        widget.setToolTip("" if widget is listed.viewport() else EVIL)
        place = (
            listed.visualItemRect(listed.item(0)).center() if widget is listed.viewport() else QPoint(1, 1)
        )
        assert hover(widget, place) == EVIL
    QToolTip.hideText()


def test_the_start_page_is_plain(hands: Hands, evil: Path, tmp_path: Path) -> None:
    hands.app.services.settings.remember_plan(evil)
    moment = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    found = Recovery(path=tmp_path / "j", plan_path=evil, title=EVIL, last_edit=moment, edits=1)
    hands.window.start_page.show_recoveries([found])
    hands.window._fill_recent()
    hands.window.notify(f"About {EVIL}", "Do &it")
    hands.wait(lambda: hands.window.start_page.listing)
    all_plain()
    assert f"“{EVIL}” ({evil}) was open" in shown()


def test_every_dialog_is_plain(hands: Hands, evil: Path, tmp_path: Path) -> None:
    hands.app.opener.open_path(evil, hands.window)
    window, commands = hands.window, hands.window.commands
    moment = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    found = Recovery(path=tmp_path / "j", plan_path=evil, title=EVIL, last_edit=moment, edits=1)
    problem = Problem(str(evil), 1, 1, EVIL, EVIL)
    document = hands.work.document
    openers = {
        "ask to close": lambda: window.files.ask_to_close(document, lambda: None),
        "not saved": lambda: window.files._write(document, tmp_path / "none" / f"{NAME}.deckplan", None),
        "which": lambda: ask_which(found, evil, window, lambda: None, lambda: None),
        "throw away": lambda: ask_to_throw_away(found, window, lambda: None),
        "problems": lambda: ProblemsDialog(EVIL, f"“{EVIL}” was not opened.", [problem], window).open(),
        "deck problems": lambda: DeckProblems([problem], window).open(),
        "versions": lambda: commands.show_versions(evil),
        "card": lambda: commands.open_card("evil", "one"),
        "copy": lambda: commands.open_activity("a"),
        "palette": commands.open_palette,
        "recipes": commands.choose_recipe,
        "export": lambda: commands.export(),
        "print": commands.print_deck,
        "calibrate": lambda: CalibrationDialog(window).open(),
        "shortcuts": commands.show_shortcuts,
        "about": commands.about,
        "save as": lambda: window.files.save_as(document),
    }
    for name, open_it in openers.items():
        open_it()
        all_plain()
        if name in ("ask to close", "problems", "throw away"):
            assert "<img src='x'>" in shown(), name
        close_all(hands)
    torn = tmp_path / f"torn {NAME}.deckplan"
    torn.write_text("{")
    hands.app.opener.open_path(torn, window)
    all_plain()
    assert f"“{torn.name}” was not opened" in shown()
    close_all(hands)


def test_a_cards_texts_show_the_letters_and_load_nothing(hands: Hands) -> None:
    hands.window.commands.open_card("evil", "one")
    (pane,) = (one for one in hands.window.findChildren(QTextBrowser) if one.isVisible())
    assert "<img src='x'>" in pane.toPlainText()
    document = pane.document()
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource):
        assert b"root" not in bytes(document.resource(int(kind.value), "file:///etc/passwd"))
    close_all(hands)


def test_what_the_helpers_make_is_plain(qtbot: QtBot) -> None:
    box = message_box(None, "box", EVIL, EVIL)
    qtbot.addWidget(box)
    for label in (plain_label(EVIL), bold_label(EVIL), *box.findChildren(QLabel)):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert " ".join(tip(EVIL).split()) == EVIL
    assert max(map(len, tip("a " * 500, "b" * 500).splitlines())) <= 68
    assert len(tip("x" * 10_000_000)) < 10_000
    assert tip("", "") == ""
    assert unmarked("R&D") == "R&&D"
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle(titled("a[*]b"))
    assert window.windowTitle() == "a[*][*]b", "which Qt shows as a[*]b"


def test_what_qt_asks_about_a_files_name_is_plain(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / f"{NAME}.pdf").write_text("")
    dialog = file_dialog(window, "Save", str(tmp_path), "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    question = QMessageBox(dialog)
    question.setText(f"{NAME} already exists. Do you want to replace it?")
    dialog.show()
    question.show()
    assert question.textFormat() == Qt.TextFormat.PlainText


def test_nobody_makes_labels_and_boxes_but_the_helper() -> None:
    folder = Path(__file__).parents[3] / "deckapp"
    made = re.compile(
        r"\b(QLabel|QMessageBox|QFileDialog|QErrorMessage|QInputDialog)\(|\.(setMarkdown|setWhatsThis)\("
    )
    wrong = [
        f"{path.relative_to(folder)}: {line.strip()}"
        for path in folder.rglob("*.py")
        if path.name != "plain.py"
        for line in path.read_text().splitlines()
        if made.search(line) and not line.startswith("class ")
    ]
    assert not wrong
