"""A deck and a plan in a script that no font has: told in words, and nothing crashes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from deckapp.face.type.font_files import bundled_file
from tests.faults.everywhere import fonts_file, run, write_both
from tests.faults.scripts import NAMED, samples

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is of Linux")


@pytest.mark.parametrize("fonts", ["none", "one"])
def test_scripts_without_a_font_are_told_and_nothing_crashes(tmp_path: Path, fonts: str) -> None:
    known = samples()
    texts = [*(known[script][0] for script in NAMED), *known["Zzzz"]]
    write_both(tmp_path, [" ".join(texts[start::5]) for start in range(5)])
    folder = tmp_path / "font"
    folder.mkdir()
    if fonts == "one":
        file = bundled_file("NotoSansHebrew-Regular").sfnt
        assert file
        (folder / "one.ttf").write_bytes(file.data)
    outcomes = run(tmp_path, ["check", "print", "export", "window"], fonts_file(tmp_path / "conf", folder))
    assert [(one.step, one.code, one.fault) for one in outcomes if one.fault or one.code < 0] == []
    codes = {one.step: one.code for one in outcomes}
    assert codes == {"check": 1, "print": 10, "export": 0, "window": 0}
    said = outcomes[0].said
    assert "no font has the character" in said
    assert (tmp_path / "deck.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_bengali_title_names_its_letters_and_the_remedy(tmp_path: Path) -> None:
    write_both(tmp_path, ["বাংলা"])
    (check,) = run(tmp_path, ["check"], fonts_file(tmp_path / "conf"))
    assert "no font has the character “ব” (U+09AC BENGALI LETTER BA)" in check.said
    assert "install a font that has it" in check.said
