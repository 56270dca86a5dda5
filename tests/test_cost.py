"""A field from end to end: what an activity costs is typed, kept, undone, recovered, printed, exported and found."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deckapp.export.markdown import to_markdown
from deckapp.face.type.fonts import load_fonts
from deckapp.plan.differences import differences
from deckapp.plan.edits import change_activities
from deckapp.plan.file import plan_from_json, plan_to_json, read_plan, write_plan
from deckapp.plan.finding import findable
from deckapp.plan.journal import Journal, recover
from deckapp.report.languages import languages, say
from deckapp.report.options import ReportOptions
from deckapp.report.plan_pdf import plan_to_pdf
from deckapp.ui.document.document import Document
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.inspector.activity_page import ActivityPage
from tests.little_plan import little_plan
from tests.pdf import text_of

COST = "12,000 EUR"


def test_it_is_typed_undone_and_survives_a_crash(qapp: QApplication, tmp_path: Path) -> None:
    document = Document(little_plan(), journal=Journal(tmp_path))
    pictures = Pictures()
    page = ActivityPage(document, pictures)
    page.show_activities(["a1", "a2"])
    QTest.keyClicks(page.form.field("cost"), COST)
    assert [document.plan.activities[key].cost for key in ("a1", "a2", "a3")] == [COST, COST, ""]
    assert document.undo_stack.undoText() == "change cost of 2 activities"
    [journal] = [path for path in tmp_path.iterdir() if path.suffix != ".lock"]
    assert recover(journal).activities["a1"].cost == COST
    document.undo_stack.undo()
    assert document.plan.activities["a1"].cost == ""
    page.deleteLater()
    pictures.stop()
    document.close()


def test_it_is_kept_in_the_file_and_a_plan_without_it_reads_as_before(tmp_path: Path) -> None:
    plain = plan_to_json(little_plan())
    assert b"cost" not in plain
    assert plan_from_json(plain, "x") == (little_plan(), ())
    dear = change_activities(little_plan(), ["a1"], cost=COST)
    write_plan(dear, tmp_path / "a.deckplan")
    assert read_plan(tmp_path / "a.deckplan") == (dear, ())
    [told] = differences(little_plan(), dear)
    assert "cost now “\u206812,000 EUR\u2069”" in told


@pytest.mark.parametrize("language", languages())
def test_it_is_printed_and_exported_only_where_an_activity_has_one(qapp: QApplication, language: str) -> None:
    load_fonts()
    plain = msgspec.structs.replace(little_plan(), language=language)
    dear = change_activities(plain, ["a1"], cost="77 EUR")
    printed = [text_of(plan_to_pdf(plan, ReportOptions(parts=("activities",)))) for plan in (plain, dear)]
    assert [("77 EUR" in text) for text in printed] == [False, True]
    exported = [to_markdown(plan) for plan in (plain, dear)]
    assert [(f"{say('cost', language)}: 77 EUR" in text) for text in exported] == [False, True]


def test_it_is_found() -> None:
    dear = change_activities(little_plan(), ["a2"], cost=COST)
    assert [found.key for found in findable(dear) if ("Cost", COST) in found.texts] == ["a2"]
