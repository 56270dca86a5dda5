"""How far a printer's backs lie from its fronts: solved from what was read, and kept for the next print.

A shift is in millimetres, `x` to the right and `y` up, as one sees the back through the front of a sheet
held against the light. Marks are places on the sheet, counted from its middle.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from deckapp.deck.suggest import did_you_mean
from deckapp.files.aside import lasts, set_aside
from deckapp.files.failures import READING, WRITING, Words, failure, told, words
from deckapp.files.home import home_folder
from deckapp.files.locks import alone_with
from deckapp.files.reading import read_bytes
from deckapp.files.rights import private_folder
from deckapp.files.writing import replace_file
from deckapp.names import quoted
from deckapp.printing.settings import Correction
from deckapp.printing.sheet import Axis
from deckapp.printing.sizes import SHEET_SIZES, SheetName
from deckapp.problem import NotFoundError, Problem, ProblemsError, SettingsError

MARK_NAMES = "ABCD"
INSET = 30.0
"""How far the middle of each mark is from the sheet's edges, in millimetres."""
FURTHEST = 10.0
"""A printer that is further off needs another remedy than this."""

ELSEWHERE = "ask whoever owns it for the right to write there, or name a folder of yours in DECKAPP_HOME"
"""What to do where nothing can be kept in the folder of the user's data."""

Shift = Annotated[float, Meta(ge=-100, le=100)]
MAX_BYTES = 4 * 1024 * 1024


class Misprint(msgspec.Struct, frozen=True):
    """How a printer moves what it prints on the back, seen through the front: first turned by `angle`
    degrees against the clock and stretched by `scale` about the sheet's middle, then moved by `x` and `y`."""

    x: Shift = 0.0
    y: Shift = 0.0
    angle: Annotated[float, Meta(ge=-45, le=45)] = 0.0
    scale: Annotated[float, Meta(ge=0.5, le=2)] = 1.0


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """A misprint, and the printer, tray and paper it was read for."""

    printer: str
    tray: str = ""
    paper: str = ""
    misprint: Misprint

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.printer, self.tray, self.paper)))


def mark_places(sheet: SheetName) -> dict[str, tuple[float, float]]:
    """Where the four marks are, in millimetres from the sheet's middle: A and B above, C and D below."""
    wide, high = SHEET_SIZES[sheet]
    x, y = wide / 2 - INSET, high / 2 - INSET
    return dict(zip(MARK_NAMES, ((-x, y), (x, y), (-x, -y), (x, -y)), strict=True))


def solve(readings: Mapping[str, tuple[float, float]], sheet: SheetName = "a4") -> Misprint:
    """The misprint that explains the shifts read at some of the marks best, by least squares.

    One reading tells no angle and no scale. Raises SettingsError for marks that do not exist.
    """
    places = mark_places(sheet)
    for name, shift in readings.items():
        if name not in places:
            raise SettingsError(f"there is no mark `{name}`; the marks are {', '.join(places)}")
        if max(map(abs, shift)) > FURTHEST:
            raise SettingsError(
                f"{name}: more than {FURTHEST:g} mm; is the paper put in the right way round?"
            )
    if not readings:
        raise SettingsError("there are no readings")
    here = [places[name] for name in readings]
    there = [
        (x + readings[name][0], y + readings[name][1]) for name, (x, y) in zip(readings, here, strict=True)
    ]
    (px, py), (qx, qy) = _middle(here), _middle(there)
    a = b = square = 0.0
    for (x, y), (u, v) in zip(here, there, strict=True):
        x, y, u, v = x - px, y - py, u - qx, v - qy
        square += x * x + y * y
        a += x * u + y * v
        b += x * v - y * u
    a, b = (a / square, b / square) if square else (1.0, 0.0)
    return Misprint(qx - (a * px - b * py), qy - (b * px + a * py), degrees(atan2(b, a)), hypot(a, b))


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def correction(misprint: Misprint, axis: Axis) -> Correction:
    """What undoes a misprint on pages that are turned over about an axis."""
    angle, scale = -misprint.angle, 1 / misprint.scale
    turn = radians(angle)
    x = -scale * (cos(turn) * misprint.x - sin(turn) * misprint.y)
    y = -scale * (sin(turn) * misprint.x + cos(turn) * misprint.y)
    # The back is seen from behind: left is right there, or up is down, and turning goes the other way.
    return Correction(-x, y, -angle, scale) if axis == "upright" else Correction(x, -y, -angle, scale)


# Keeping


def calibrations_file() -> Path:
    """Where the calibrations are kept; it need not exist."""
    return home_folder() / "calibrations.json"


class Known(NamedTuple):
    """What is known of printers, and what in the file could not be used and where that is kept."""

    calibrations: tuple[Calibration, ...] = ()
    problems: tuple[Problem, ...] = ()
    may_write: bool = True
    """Whether nothing is lost where the file is written anew."""


def read_calibrations(path: Path | None = None) -> Known:
    """All calibrations that were kept and can be read; a file of which others cannot is set aside and told of."""
    path = path or calibrations_file()
    known, why, _lasting = _look(path)
    if not why:
        return known
    try:
        with _alone(path):
            return _sound(path)
    except OSError:
        return _left(path, known, why)


def keep(calibration: Calibration, path: Path | None = None) -> tuple[Problem, ...]:
    """Keep a calibration in place of what was known of the same printer, tray and paper; returns warnings.

    Programs that do so at once wait for one another. Raises ProblemsError where a file that cannot be read
    could not be set aside, SettingsError, OSError.
    """
    return _change(calibration, [calibration], path)


def forget(calibration: Calibration, path: Path | None = None) -> tuple[Problem, ...]:
    """Keep nothing of this printer, tray and paper any more; returns and raises as `keep`."""
    return _change(calibration, [], path)


def find(
    known: Iterable[Calibration], printer: str, tray: str | None = None, paper: str | None = None
) -> Calibration:
    """The one calibration of a printer, and of a tray and paper where it has several; raises NotFoundError."""
    known = list(known)
    mine = [one for one in known if one.printer.casefold() == printer.casefold()]
    if not mine:
        hint = did_you_mean(printer, (one.printer for one in known)) or "`deckapp calibrate --help` tells how"
        raise NotFoundError(f"nothing is known of the printer `{printer}`; {hint}")
    fits = [one for one in mine if tray in {None, one.tray} and paper in {None, one.paper}]
    if len(fits) == 1:
        return fits[0]
    which = "; ".join(f"--tray {quoted(one.tray)} --paper {quoted(one.paper)}" for one in mine)
    raise NotFoundError(f"say which tray and paper of the printer `{printer}`: {which}")


def _key(calibration: Calibration) -> tuple[str, str, str]:
    return calibration.printer.casefold(), calibration.tray.casefold(), calibration.paper.casefold()


def _change(old: Calibration, new: list[Calibration], path: Path | None) -> tuple[Problem, ...]:
    """Put what is new in the place of what was known of the same printer, tray and paper."""
    path = path or calibrations_file()
    try:
        _encoded(new)
    except UnicodeEncodeError:
        raise SettingsError("a printer's name must be text in UTF-8") from None
    _expect_folder(path.parent)
    with _alone(path):
        known = _sound(path)
        if not known.may_write:
            raise ProblemsError(known.problems)
        others = [one for one in known.calibrations if _key(one) != _key(old)]
        replace_file(path, _encoded([*others, *new]))
    return known.problems


def _expect_folder(folder: Path) -> None:
    """Make the folder where calibrations are kept; raises OSError that names it, where nothing can be kept there."""
    try:
        private_folder(folder)
    except OSError as error:
        why = f"this folder cannot be made or used: {words(error, WRITING).why}"
        raise failure(error.errno or 0, Words(why, ELSEWHERE), folder) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise failure(errno.EACCES, Words("nothing may be written in this folder", ELSEWHERE), folder)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Be the only program that changes a file; raises OSError, in words that name what somebody can look at."""
    lock = path.with_name(f".{path.name}.lock")
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(alone_with(lock))
        except OSError as error:
            if os.path.lexists(lock):
                why = f"it keeps programs apart that calibrate at once, and {words(error, WRITING).why}"
                raise failure(error.errno or 0, Words(why, "delete it"), lock) from error
            raise told(error, path.parent, WRITING) from error
        yield


def _look(path: Path) -> tuple[Known, str, bool]:
    """What can be read of a file, why not all of it can, and whether that will stay so; changes nothing."""
    try:
        entries = msgspec.json.decode(read_bytes(path, MAX_BYTES), type=list[msgspec.Raw])
    except FileNotFoundError:
        return Known(), "", True
    except OSError as error:
        return Known(), f"what is known of printers cannot be read: {words(error, READING).why}", lasts(error)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Known(), "what is known of printers cannot be read: the file is damaged", True
    sound = [one for one in map(_decoded, entries) if one is not None]
    bad = len(entries) - len(sound)
    noun = "calibration makes" if bad == 1 else "calibrations make"
    return Known(tuple(sound)), f"{bad} {noun} no sense" if bad else "", True


def _decoded(entry: msgspec.Raw) -> Calibration | None:
    try:
        return msgspec.json.decode(entry, type=Calibration)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _sound(path: Path) -> Known:
    """What can be read of a file, which is set aside where that is not all; for one who is alone with it."""
    known, why, lasting = _look(path)
    if not why:
        return known
    aside = set_aside(path) if lasting else None
    if aside is None:
        return _left(path, known, why)
    if known.calibrations:
        replace_file(path, _encoded(known.calibrations))
    hint = f"the file as it was is kept as {aside}; calibrate again what is missing here"
    return known._replace(problems=(Problem(str(path), message=why, hint=hint, level="warning"),))


def _left(path: Path, known: Known, why: str) -> Known:
    """Of a file that could not be set aside."""
    hint = "nothing is kept until it is mended or moved away"
    return known._replace(problems=(Problem(str(path), message=why, hint=hint),), may_write=False)


def _encoded(calibrations: Sequence[Calibration]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(calibrations), indent=2)
