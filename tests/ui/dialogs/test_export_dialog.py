"""The export: what is chosen is what is written, cancel leaves nothing, a failure is said and harms nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from deckapp.deck.gathering import read_library
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Plan
from deckapp.plan.recipe import plan_from_recipe
from deckapp.report.options import ReportOptions
from deckapp.ui.dialogs.export_dialog import ExportDialog
from tests.pdf import open_pdf, text_of

BUTTON = QDialogButtonBox.StandardButton


@pytest.fixture
def plan() -> Plan:
    """A plan of the bundled recipe."""
    return plan_from_recipe(*read_library().recipe("change-management/first-plan"))


@pytest.fixture
def dialog(plan: Plan, tmp_path: Path, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(plan, tmp_path / "plan.pdf", ReportOptions())
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_chosen_is_what_is_written(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.size_box.setCurrentText("Letter")
    for part, tick in dialog.boxes.items():
        tick.setChecked(part == "activities")
    dialog.file.edit.setText(str(tmp_path / "small"))
    with qtbot.waitSignal(dialog.exported, timeout=30_000) as blocker:
        dialog.buttons.button(BUTTON.Save).click()
    assert blocker.args == [tmp_path / "small.pdf"]
    with open_pdf(tmp_path / "small.pdf") as document:
        assert document.get_page_size(0) == (612, 792)
    text = text_of(tmp_path / "small.pdf")
    assert "Premortem" in text
    assert "Plan on a page" not in text
    assert dialog.show_button.isVisible()
    assert not dialog.replaces.isVisible()


def test_the_dialog_begins_with_the_file_and_the_logo_that_it_is_given(
    plan: Plan, tmp_path: Path, qtbot: QtBot
) -> None:
    for logo, shown in ((None, ""), (tmp_path / "logo.png", str(tmp_path / "logo.png"))):
        made = ExportDialog(plan, tmp_path / "plan.pdf", ReportOptions(logo=logo))
        qtbot.addWidget(made)
        assert (made.file.edit.text(), made.logo.edit.text()) == (str(tmp_path / "plan.pdf"), shown)


def test_nothing_can_be_exported_where_no_part_is_chosen(dialog: ExportDialog) -> None:
    for tick in dialog.boxes.values():
        tick.setChecked(False)
    assert not dialog.buttons.button(BUTTON.Save).isEnabled()


def test_cancel_stops_the_export_and_leaves_no_file(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.export()
    assert dialog.bar.isVisible()
    assert not dialog.file.isEnabled()
    dialog.buttons.button(BUTTON.Cancel).click()
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30_000)
    assert dialog.message.text() == "Cancelled; nothing was written."
    assert list(tmp_path.iterdir()) == []
    assert dialog.isVisible()


def test_a_failure_is_said_and_nothing_is_written(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.file.edit.setText(str(tmp_path / "nowhere" / "plan.pdf"))
    dialog.export()
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30_000)
    assert "nothing was written" in dialog.message.text()
    assert list(tmp_path.iterdir()) == []


def test_a_bad_logo_is_named(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    dialog.logo.edit.setText(str(tmp_path / "logo.png"))
    dialog.export()
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30_000)
    assert "logo.png" in dialog.message.text()
    assert not (tmp_path / "plan.pdf").exists()


@pytest.mark.parametrize("text", ["", "  ", "/", ".", "../"])
def test_nothing_can_be_exported_to_a_file_without_a_name(dialog: ExportDialog, text: str) -> None:
    dialog.file.edit.setText(text)
    assert not dialog.buttons.button(BUTTON.Save).isEnabled()
    dialog.file.edit.setText("report")
    assert dialog.buttons.button(BUTTON.Save).isEnabled()


def test_a_mere_name_lies_beside_the_plan(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.file.edit.setText("report")
    assert dialog.target() == tmp_path / "report.pdf"


def test_a_file_that_would_be_replaced_is_announced(dialog: ExportDialog, tmp_path: Path) -> None:
    assert not dialog.replaces.isVisible()
    (tmp_path / "kept.pdf").write_bytes(b"%PDF-1.7")
    dialog.file.edit.setText(str(tmp_path / "kept"))
    assert dialog.replaces.isVisible()


def test_a_failure_names_the_file_that_was_chosen_and_gives_the_focus_back(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.activateWindow()
    dialog.file.edit.setText(str(tmp_path / "nowhere" / "plan.pdf"))
    dialog.file.edit.setFocus()
    dialog.export()
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30_000)
    assert str(tmp_path / "nowhere" / "plan.pdf") in dialog.message.text()
    assert ".tmp" not in dialog.message.text()
    assert dialog.focusWidget() is dialog.buttons.button(BUTTON.Save)


def test_pictures_that_could_not_be_drawn_are_named_when_the_pdf_is_there(
    tmp_path: Path, qtbot: QtBot
) -> None:
    data = {
        "format": "deckapp-plan", "version": 1, "title": "T", "images": {"sha256:1": "JSFQUy1BZG9iZS0zLjA="},
        "activities": {"a": {"title": "Talk", "card": {"id": "c", "title": "Circles", "image": "sha256:1"}}},
    }  # fmt: skip
    plan, _problems = plan_from_json(json.dumps(data).encode(), "t")
    dialog = ExportDialog(plan, tmp_path / "plan.pdf", ReportOptions())
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        dialog.export()
    assert "not all is as it should be" in dialog.message.text()
    assert "the front of “Circles”" in dialog.message.text()
    assert "PostScript" in dialog.message.text()


def test_a_format_offers_what_it_has_and_the_name_follows(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    high = dialog.height()
    dialog.format_box.setCurrentText(next(text for text in texts(dialog) if text.startswith("Markdown")))
    assert dialog.target() == tmp_path / "plan.md"
    assert not any(row.isVisible() for row in (dialog.size_box, dialog.logo, *dialog.boxes.values()))
    assert dialog.height() < high / 2
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        dialog.buttons.button(BUTTON.Save).click()
    assert (tmp_path / "plan.md").read_text("utf-8").startswith("# ")


def test_an_ending_that_is_typed_chooses_the_format(dialog: ExportDialog) -> None:
    dialog.file.edit.setText("wiki.md")
    assert dialog.kind.title == "Markdown"
    dialog.file.edit.setText("wiki.pdf")
    assert dialog.kind.title == "PDF"
    assert dialog.size_box.isVisible()
    dialog.file.edit.setText("wiki")
    assert dialog.target().name == "wiki.pdf"


def texts(dialog: ExportDialog) -> list[str]:
    return [dialog.format_box.itemText(row) for row in range(dialog.format_box.count())]


def test_that_something_of_the_plan_is_missing_is_said(plan: Plan, tmp_path: Path, qtbot: QtBot) -> None:
    raw = json.loads(plan_to_json(plan))
    next(iter(raw["activities"].values()))["status"] = "flying"
    read, problems = plan_from_json(json.dumps(raw).encode(), "p.deckplan")
    assert problems
    for one, said in ((plan, False), (read, True)):
        made = ExportDialog(one, tmp_path / "lacks.pdf", ReportOptions(parts=("definition",)))
        qtbot.addWidget(made)
        with qtbot.waitSignal(made.exported, timeout=30_000):
            made.export()
        assert ("lacks what could not be understood" in made.message.text()) == said
