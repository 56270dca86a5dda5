"""A logo is checked before it is used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from deckapp.problem import ProblemsError
from deckapp.report.logo import MAX_BYTES, read_logo


@pytest.mark.parametrize(
    ("name", "mode"), [("a.png", "RGBA"), ("a.png", "P"), ("a.jpg", "CMYK"), ("a.jpg", "L")]
)
def test_pictures_of_every_usual_kind_serve(tmp_path: Path, name: str, mode: str) -> None:
    path = tmp_path / name
    Image.new(mode, (400, 100)).save(path)
    logo = read_logo(path)
    assert logo.width / logo.height == pytest.approx(4)
    assert logo.width <= 120
    assert logo.height <= 42


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.effect_noise((3000, 2000), 80).save(path)
    assert len(read_logo(path).photo.data) < path.stat().st_size / 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"GIF89a", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "the logo"),
        (b"\0" * (MAX_BYTES + 1), "larger than 20 MiB"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(ProblemsError) as caught:
        read_logo(path)
    (problem,) = caught.value.problems
    assert said in problem.message
    assert (problem.path, bool(problem.hint)) == (str(path), True)


def test_a_cut_off_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.effect_noise((300, 200), 80).save(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ProblemsError):
        read_logo(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_a_logo_that_never_ends_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    for path in (Path("/dev/zero"), pipe):
        with pytest.raises(ProblemsError, match="not an ordinary file"):
            read_logo(path)


def test_a_logo_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"gone\.png"):
        read_logo(tmp_path / "gone.png")
