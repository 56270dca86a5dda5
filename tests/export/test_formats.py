"""One table of formats: from it the command line, the dialog and the README take what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckapp.export.formats import endings, format_of, formats, options_of
from deckapp.plan.file import write_plan
from deckapp.plan.plan import Plan
from deckapp.problem import SettingsError
from deckapp.report.options import ReportOptions
from tests.terminal import Deckapp

README = Path(__file__).parents[2] / "README.md"


def test_each_format_has_an_ending_of_its_own_and_pdf_is_the_usual_one() -> None:
    assert endings()[0] == ".pdf"
    assert len(set(endings())) == len(formats()) >= 2
    for kind in formats():
        assert format_of(Path(f"a{kind.ending.upper()}")) is kind
    assert format_of(Path("a.docx")) is None


def test_an_option_that_a_format_does_not_have_is_refused() -> None:
    pdf, markdown = format_of(Path("a.pdf")), format_of(Path("a.md"))
    assert pdf is not None
    assert markdown is not None
    assert options_of(pdf, {"size": "a3"}) == ReportOptions(size="a3")
    with pytest.raises(SettingsError, match="`--size` is for PDF; there is no such option for Markdown"):
        options_of(markdown, {"size": "a3"})


@pytest.mark.parametrize("kind", formats(), ids=lambda kind: kind.id)
def test_every_format_is_written_by_the_command_and_stands_in_the_readme(
    deckapp: Deckapp, tmp_path: Path, kind: object
) -> None:
    plan, output = tmp_path / "p.deckplan", tmp_path / f"out{kind.ending}"  # type: ignore[attr-defined]
    write_plan(Plan(title="Move house"), plan)
    assert deckapp("export", str(plan), "-o", str(output)).code == 0
    assert output.stat().st_size > 0
    assert f"| {kind.title} | `{kind.ending}` | {kind.about} |" in README.read_text("utf-8")  # type: ignore[attr-defined]


def test_the_command_refuses_what_a_format_does_not_have(deckapp: Deckapp, tmp_path: Path) -> None:
    plan, output = tmp_path / "p.deckplan", tmp_path / "out.md"
    write_plan(Plan(title="Move house"), plan)
    said = deckapp("export", str(plan), "-o", str(output), "--parts", "board")
    assert said.code == 2
    assert "`--parts` is for PDF" in said.err
    assert not output.exists()
