"""Where no window can be opened, the program says why in one line, and does not abort."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from deckapp.ui.program import no_display
from deckapp.ui.program.no_display import reason


def start(**names: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "deckapp"], env=kept | names, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("names", "said"),
    [({"QT_QPA_PLATFORM": "nonsense"}, "names `nonsense`, which is no platform of Qt's; unset it")],
)
def test_a_start_without_any_window_ends_in_words(names: dict[str, str], said: str) -> None:
    done = start(**names)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("deckapp: no window can be opened: ")
    assert line.endswith(said)


XCB = (
    "From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin.",
    'Could not load the Qt platform plugin "xcb" in "" even though it was found.',
)


def test_a_library_that_is_missing_is_named_with_the_command_that_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(no_display, "_lacking", lambda _plugin: "libxcb-cursor.so.0")
    told = reason(XCB)
    assert "libxcb-cursor.so.0, which Qt needs for a window here, is not installed" in told.message
    assert "packaging/run.py" in told.hint


def test_a_display_that_does_not_answer_is_not_taken_for_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(no_display, "_lacking", lambda _plugin: "")
    told = reason(("could not connect to display :77", *XCB))
    assert told.message.endswith("the display `:77` does not answer")
    assert "DISPLAY" in told.hint


def test_what_qt_says_besides_is_passed_on_where_a_window_opens(capsys: pytest.CaptureFixture[str]) -> None:
    from PySide6.QtCore import qWarning

    with no_display.reasons_told():
        qWarning("the theme is odd")
    assert capsys.readouterr().err == "the theme is odd\n"
