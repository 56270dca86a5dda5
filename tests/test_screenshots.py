"""The documentation's pictures are taken from the real program, and are small and sharp."""

from __future__ import annotations

import importlib
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
LARGEST = 400 * 1024


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("studio")


def test_a_picture_of_the_window_shows_the_plan_on_the_board(
    studio: Any, qapp: QApplication, tmp_path: Path
) -> None:
    scheme = qapp.styleHints().colorScheme()
    path = tmp_path / "window.png"
    studio.save(studio.window_light(), path)
    qapp.styleHints().setColorScheme(scheme)
    ratio = qapp.devicePixelRatio()
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.size == (round(1440 * ratio), round(900 * ratio))
        board = picture.convert("RGB").crop(tuple(round(edge * ratio) for edge in (520, 130, 1110, 690)))
    # The colours of eight suits, text, arrows and a note: a blank board has two or three.
    assert len(board.quantize(64).getcolors() or []) > 30
    assert path.stat().st_size < LARGEST


def test_few_colours_do_not_change_what_a_picture_shows(studio: Any, tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 400), "#F3F0E9")
    picture.paste(Image.linear_gradient("L").resize((500, 300)).convert("RGB"), (0, 0))
    picture.paste("#B88A2C", (595, 395, 600, 400))
    studio.save(picture, tmp_path / "few.png")
    with Image.open(tmp_path / "few.png") as few:
        assert few.mode == "P"
        red, green, blue = few.convert("RGB").getpixel((598, 398))
    assert abs(red - 0xB8) + abs(green - 0x8A) + abs(blue - 0x2C) < 12


def test_a_picture_of_no_name_is_refused(studio: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert studio.main(["window-pink"]) == 2
    assert "window-light" in capsys.readouterr().out


def test_the_readme_shows_pictures_that_the_command_takes(studio: Any) -> None:
    shown = re.findall(
        r"!\[([^\]]+)\]\(packaging/screenshots/([\w-]+)\.png\)", (ROOT / "README.md").read_text()
    )
    assert len(shown) >= 5
    assert {name for _, name in shown} <= set(studio.PICTURES)
    for name in studio.PICTURES:
        assert (PACKAGING / "screenshots" / f"{name}.png").stat().st_size < LARGEST


def test_an_old_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setattr(sys, "argv", ["screenshots.py"])
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit, match="1"):
        runpy.run_path(str(PACKAGING / "screenshots.py"), run_name="__main__")
    assert "3.10" in capsys.readouterr().err
