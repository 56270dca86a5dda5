"""Calibration: what was read gives back what the printer does, and the next print makes up for it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from math import cos, hypot, radians, sin
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from deckapp.face.page import MM
from deckapp.face.page import Box as PageBox
from deckapp.printing.calibration import (
    Calibration,
    Known,
    Misprint,
    correction,
    find,
    forget,
    keep,
    mark_places,
    read_calibrations,
    solve,
)
from deckapp.printing.calibration_sheet import _rulers, calibration_pdf
from deckapp.printing.settings import Correction
from deckapp.printing.sheet import Axis
from deckapp.printing.sizes import SHEET_SIZES
from deckapp.problem import NotFoundError, ProblemsError, SettingsError
from tests.printing.conftest import Box, Paper, extents, job_of, solid_deck

Point = tuple[float, float]
FINE = 300
"""Dots per inch: a tenth of a millimetre is a pixel and more."""
misprints = st.builds(Misprint, st.floats(-3, 3), st.floats(-3, 3), st.floats(-1, 1), st.floats(0.99, 1.01))
axes = st.sampled_from(["upright", "level"])


def moved(point: Point, by: Misprint | Correction) -> Point:
    """Where a point (millimetres from the sheet's middle) comes to lie."""
    turn, (x, y) = radians(by.angle), point
    return (
        by.scale * (cos(turn) * x - sin(turn) * y) + by.x,
        by.scale * (sin(turn) * x + cos(turn) * y) + by.y,
    )


def seen_from_behind(point: Point, axis: Axis) -> Point:
    return (-point[0], point[1]) if axis == "upright" else (point[0], -point[1])


def readings_of(misprint: Misprint, sheet: str = "a4", coarse: float = 0.0) -> dict[str, Point]:
    """What somebody would read on a sheet from a printer that misprints so."""
    found = {}
    for name, place in mark_places(sheet).items():  # type: ignore[arg-type]
        there = moved(place, misprint)
        shift = there[0] - place[0], there[1] - place[1]
        found[name] = (
            (round(shift[0] / coarse) * coarse, round(shift[1] / coarse) * coarse) if coarse else shift
        )
    return found


@settings(max_examples=100, deadline=None)
@given(misprint=misprints, sheet=st.sampled_from(["a4", "letter", "a3"]))
def test_readings_give_back_what_the_printer_does(misprint: Misprint, sheet: str) -> None:
    found = solve(readings_of(misprint, sheet), sheet)  # type: ignore[arg-type]
    assert max(abs(found.x - misprint.x), abs(found.y - misprint.y)) <= 0.05
    wide, high = SHEET_SIZES[sheet]
    for corner in ((wide / 2, high / 2), (-wide / 2, high / 2)):
        one, other = moved(corner, found), moved(corner, misprint)
        assert hypot(one[0] - other[0], one[1] - other[1]) <= 0.05


def test_readings_by_eye_are_good_enough() -> None:
    found = solve(readings_of(Misprint(1.0, -0.5, 0.3, 1.0), coarse=0.1))
    assert (found.x, found.y, found.angle) == pytest.approx((1.0, -0.5, 0.3), abs=0.05)


def test_readings_at_the_wrong_marks_are_another_misprint() -> None:
    readings = readings_of(Misprint(1.0, -0.5, 0.3))
    swapped = {"A": readings["B"], "B": readings["A"], "C": readings["D"], "D": readings["C"]}
    assert abs(solve(swapped).angle - 0.3) > 0.1


def test_one_reading_tells_only_the_shift() -> None:
    found = solve({"B": (0.4, -0.2)})
    assert (found.x, found.y) == pytest.approx((0.4, -0.2))
    assert (found.angle, found.scale) == (0, 1)


@pytest.mark.parametrize(
    ("readings", "said"), [({"E": (0, 0)}, "no mark `E`"), ({"A": (40, 0)}, "10 mm"), ({}, "no")]
)
def test_readings_that_cannot_be_are_refused(readings: dict[str, Point], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        solve(readings)


@settings(max_examples=100, deadline=None)
@given(misprint=misprints, axis=axes, x=st.floats(-150, 150), y=st.floats(-150, 150))
def test_a_corrected_back_comes_to_lie_behind_its_front(
    misprint: Misprint, axis: Axis, x: float, y: float
) -> None:
    drawn = moved(seen_from_behind((x, y), axis), correction(misprint, axis))
    printed = moved(seen_from_behind(drawn, axis), misprint)
    assert hypot(printed[0] - x, printed[1] - y) <= 0.001
    if abs(misprint.x) > 0.1 and abs(misprint.y) > 0.1:
        wrong = moved(
            seen_from_behind((x, y), axis), correction(misprint, "level" if axis == "upright" else "upright")
        )
        missed = moved(seen_from_behind(wrong, axis), misprint)
        assert hypot(missed[0] - x, missed[1] - y) > 0.05


# On paper


def centres(boxes: dict[str, Box], sheet: str = "a4") -> dict[str, Point]:
    """The middle of each ink, in millimetres from the sheet's middle, y up."""
    wide, high = SHEET_SIZES[sheet]
    return {
        name: ((left + right - wide) / 2, (high - top - bottom) / 2)
        for name, (left, top, right, bottom) in boxes.items()
    }


def missed_by(paper: Paper, plain: Paper, by: Correction) -> float:
    """How far the backs' inks are from where a correction should have put them."""
    before, after = (centres(extents(one.image(1, FINE), FINE)) for one in (plain, paper))
    there = {name: moved(place, by) for name, place in before.items()}
    return max(hypot(after[name][0] - x, after[name][1] - y) for name, (x, y) in there.items())


BY = Correction(1.0, -0.5, 0.3)


@pytest.mark.parametrize("sides", ["duplex-long", "duplex-short"])
def test_a_correction_moves_the_backs_and_no_front(sides: str, tmp_path: Path) -> None:
    plain = Paper(job_of(solid_deck(4), sides=sides, marks="none"), tmp_path)
    paper = Paper(job_of(solid_deck(4), sides=sides, marks="none", correction=BY), tmp_path)
    assert paper.image(0).tobytes() == plain.image(0).tobytes()
    assert missed_by(paper, plain, BY) <= 0.1
    assert missed_by(paper, plain, Correction(1.0, -0.5, -0.3)) > 0.1
    assert missed_by(plain, plain, BY) > 0.5


def test_a_correction_moves_the_marks_with_the_ink(tmp_path: Path) -> None:
    def marks(by: Correction) -> Point:
        with_marks = Paper(job_of(solid_deck(4), gap=4.0, correction=by), tmp_path).image(1, FINE)
        without = Paper(job_of(solid_deck(4), gap=4.0, correction=by, marks="none"), tmp_path).image(1, FINE)
        ink = (
            ImageChops.difference(with_marks, without)
            .convert("L")
            .point(lambda level: 255 if level > 60 else 0)
        )
        box = ink.getbbox()
        assert box is not None
        return centres({"marks": tuple(edge * 25.4 / FINE for edge in box)})["marks"]  # type: ignore[dict-item]

    (x, y), (there_x, there_y) = moved(marks(Correction()), BY), marks(BY)
    assert hypot(there_x - x, there_y - y) <= 0.15


@pytest.mark.parametrize("axis", ["upright", "level"])
@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_the_sheet_has_its_crosses_behind_its_rulers(sheet: str, axis: Axis) -> None:
    data = calibration_pdf(sheet, axis)  # type: ignore[arg-type]
    assert data == calibration_pdf(sheet, axis)  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    back = document[1].render(scale=FINE / 72).to_pil().convert("L")
    wide, high = SHEET_SIZES[sheet]
    for place in mark_places(sheet).values():  # type: ignore[arg-type]
        x, y = seen_from_behind(place, axis)
        across, down = (wide / 2 + x) / 25.4 * FINE, (high / 2 - y) / 25.4 * FINE
        for pixel in ((across, down - 60), (across, down + 60), (across - 60, down), (across + 60, down)):
            left, top = round(pixel[0]), round(pixel[1])
            low, _ = back.crop((left - 2, top - 2, left + 2, top + 2)).getextrema()
            assert low < 200
    assert "A=0.5,-0.3" in document[0].get_textpage().get_text_range().replace("\r\n", " ")
    document.close()


@pytest.mark.parametrize(
    ("axis", "duplex"), [("upright", "/DuplexFlipLongEdge"), ("level", "/DuplexFlipShortEdge")]
)
def test_the_sheet_asks_to_be_turned_as_it_is_measured_and_printed_at_its_size(
    axis: Axis, duplex: str
) -> None:
    with pikepdf.open(BytesIO(calibration_pdf("a4", axis))) as document:
        wishes = document.Root.ViewerPreferences
        assert (wishes.Duplex, wishes.PrintScaling) == (duplex, "/None")


def test_the_rulers_marks_tell_zero_fives_millimetres_and_halves_apart() -> None:
    boxes = [
        item for item in _rulers(0, 0) if isinstance(item, PageBox) and max(item.width, item.height) < 5 * MM
    ]
    lengths = {
        round((box.x + box.width / 2) / MM * 2): box.height / MM for box in boxes if box.height > box.width
    }
    assert sorted(lengths) == list(range(-max(lengths), max(lengths) + 1))
    kinds: dict[str, set[float]] = {"zero": set(), "five": set(), "one": set(), "half": set()}
    for half, length in lengths.items():
        kind = "zero" if half == 0 else "five" if half % 10 == 0 else "one" if half % 2 == 0 else "half"
        kinds[kind].add(round(length, 2))
    longest_first = [max(found) for found in kinds.values()]
    assert all(len(found) == 1 for found in kinds.values())
    assert longest_first == sorted(set(longest_first), reverse=True)


# Keeping


def of(printer: str, tray: str = "", paper: str = "", x: float = 0.5) -> Calibration:
    return Calibration(printer=printer, tray=tray, paper=paper, misprint=Misprint(x, -0.2, 0.1, 1.001))


def test_a_calibration_is_kept_for_a_printer_tray_and_paper(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "calibrations.json"
    assert read_calibrations(file) == Known()
    for one in (of("Office"), of("Home", "Tray 2", "Card 300 g"), of("Home", "Rear"), of("office", x=0.7)):
        keep(one, file)
    known = read_calibrations(file).calibrations
    assert [str(one) for one in known] == ["Home, Tray 2, Card 300 g", "Home, Rear", "office"]
    assert find(known, "OFFICE").misprint.x == 0.7
    assert find(known, "Home", "Rear").tray == "Rear"
    assert find(known, "Home", paper="Card 300 g").tray == "Tray 2"
    forget(of("Home", "Rear"), file)
    assert find(read_calibrations(file).calibrations, "Home").tray == "Tray 2"


def test_a_printer_that_is_not_known_or_not_told_apart_is_said() -> None:
    known = [of("Office"), of("Home", "1"), of("Home", "2")]
    with pytest.raises(NotFoundError, match="did you mean `Office`"):
        find(known, "Ofice")
    with pytest.raises(NotFoundError, match="--tray 2"):
        find(known, "Home")


MISPRINTS = [
    '{"scale": 0}', '{"scale": -1}', '{"scale": 1e308}', '{"angle": 1e9}', '{"x": 1e300}', '{"y": -101}', '{"x": "a"}',
    '{"scale": null}', "[]",
]  # fmt: skip


@pytest.mark.parametrize("misprint", MISPRINTS)
def test_of_figures_that_no_printer_has_the_others_stay_and_the_file_is_kept(
    tmp_path: Path, misprint: str
) -> None:
    file = tmp_path / "calibrations.json"
    keep(of("Home"), file)
    whole = file.read_text().rstrip().removesuffix("]")
    file.write_text(f'{whole}, {{"printer": "Office", "misprint": {misprint}}}]')
    before = file.read_bytes()
    known = read_calibrations(file)
    assert [one.printer for one in known.calibrations] == ["Home"]
    (problem,) = known.problems
    assert problem.message == "1 calibration makes no sense"
    aside = tmp_path / "calibrations.json.damaged-1"
    assert str(aside) in problem.hint
    assert aside.read_bytes() == before
    assert read_calibrations(file) == Known(known.calibrations)


CONTENTS = [b"[{", b"", b"\xff\xfe", b"[" * 100_000, b'["\xff"]', b"{}", b"null", b"0" * 5_000_000]


@pytest.mark.parametrize("reads_first", [True, False])
@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_what_cannot_be_read_is_set_aside_named_and_kept_and_the_next_is_written(
    tmp_path: Path, content: bytes, reads_first: bool
) -> None:
    file = tmp_path / "calibrations.json"
    file.write_bytes(content)
    problems = read_calibrations(file).problems if reads_first else keep(of("Office"), file)
    (problem,) = problems
    assert problem.path == str(file)
    assert "calibrations.json.damaged-1" in problem.hint
    assert keep(of("Home"), file) == ()
    assert (tmp_path / "calibrations.json.damaged-1").read_bytes() == content
    assert of("Home") in read_calibrations(file).calibrations


def test_a_folder_or_a_pipe_in_its_place_is_set_aside_too(tmp_path: Path) -> None:
    file = tmp_path / "calibrations.json"
    file.mkdir()
    (problem,) = read_calibrations(file).problems
    assert "this is a folder, not a file" in problem.message
    assert (tmp_path / "calibrations.json.damaged-1").is_dir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file)
        (problem,) = keep(of("Office"), file)
        assert "not an ordinary file" in problem.message
        assert (tmp_path / "calibrations.json.damaged-2").is_fifo()


def test_what_cannot_be_set_aside_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "calibrations.json"
    file.write_text("[{")
    monkeypatch.setattr("deckapp.files.aside.MOST", 1)
    (problem,) = read_calibrations(file).problems
    assert "until it is mended" in problem.hint
    with pytest.raises(ProblemsError, match="damaged"):
        keep(of("Office"), file)
    assert file.read_text() == "[{"


def test_a_disk_that_does_not_answer_now_moves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "calibrations.json"
    keep(of("Office"), file)

    def fail(path: Path, limit: int) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    with monkeypatch.context() as broken:
        broken.setattr("deckapp.printing.calibration.read_bytes", fail)
        (problem,) = read_calibrations(file).problems
        assert "the disk could not read it" in problem.message
        with pytest.raises(ProblemsError):
            keep(of("Home"), file)
    assert read_calibrations(file).calibrations == (of("Office"),)


KEEP = """
import os, sys
from deckapp.files.failures import as_problem
from deckapp.printing.calibration import Calibration, Misprint, keep
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    keep(Calibration(printer="Office", misprint=Misprint(0.5)))
except OSError as error:
    print(as_problem(error, "deckapp"))
"""


def kept_by_nobody(home: Path) -> str:
    """What somebody is told who may not do everything and calibrates a printer, with this home."""
    done = subprocess.run(
        [sys.executable, "-c", KEEP],
        capture_output=True, text=True, check=True,
        env=os.environ | {"DECKAPP_HOME": str(home), "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    return done.stdout


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are posix")
def test_where_nothing_may_be_kept_the_folder_is_named_and_what_to_do() -> None:
    remedy = "ask whoever owns it for the right to write there, or name a folder of yours in DECKAPP_HOME\n"
    with tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o777)
        for name, mode in (("shut", 0o500), ("closed", 0o000), ("open", 0o777)):
            home = Path(base, name)
            home.mkdir()
            if name == "shut":
                keep(of("Home"), home / "calibrations.json")
            for one in (home, *home.iterdir()):
                one.chmod(0o666)
                if os.geteuid() == 0:
                    os.chown(one, 65534, 65534)
            home.chmod(mode)
        shut, closed, free = (Path(base, name) for name in ("shut", "closed", "open"))
        assert kept_by_nobody(shut) == f"{shut}: nothing may be written in this folder; {remedy}"
        assert kept_by_nobody(closed).endswith(f"; {remedy}")
        assert kept_by_nobody(closed).startswith(f"{closed}: ")
        for inside in (shut / "new", closed / "new"):
            said = kept_by_nobody(inside)
            assert said == f"{inside}: this folder cannot be made or used: you may not write here; {remedy}"
        assert kept_by_nobody(free) == ""
        lock = free / ".calibrations.json.lock"
        lock.chmod(0o400)
        said = kept_by_nobody(free)
        assert (
            said
            == f"{lock}: it keeps programs apart that calibrate at once, and you may not write here; delete it\n"
        )
        shut.chmod(0o755)
        closed.chmod(0o755)


KEEPER = """
import sys
from pathlib import Path
from deckapp.printing.calibration import Calibration, Misprint, keep
sys.stdin.readline()
for number in range(5):
    keep(Calibration(printer=f"{sys.argv[2]}-{number}", misprint=Misprint(0.5)), Path(sys.argv[1]))
"""


def test_programs_that_keep_one_at_once_wait_for_one_another(tmp_path: Path) -> None:
    file = tmp_path / "calibrations.json"
    keepers = [
        subprocess.Popen([sys.executable, "-c", KEEPER, str(file), str(n)], stdin=subprocess.PIPE, text=True)
        for n in range(8)
    ]
    for keeper in keepers:
        assert keeper.stdin is not None
        keeper.stdin.write("go\n")
        keeper.stdin.flush()
    for keeper in keepers:
        keeper.communicate(timeout=120)
        assert keeper.returncode == 0
    assert {one.printer for one in read_calibrations(file).calibrations} == {
        f"{n}-{m}" for n in range(8) for m in range(5)
    }


def test_a_name_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="UTF-8"):
        keep(of("\udcff"), tmp_path / "calibrations.json")


def test_settings_can_be_kept_as_json() -> None:
    job = job_of(solid_deck(2), correction=BY, cards=(("red", 2),), fields=("what",))
    kept = msgspec.json.encode(job.settings)
    assert msgspec.json.decode(kept, type=type(job.settings)) == job.settings
    assert pytest.approx(2.83465, abs=1e-4) == MM
