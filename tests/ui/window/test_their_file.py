"""A plan's file that somebody else changed, or has open: nothing is overwritten without being asked."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPlainTextEdit, QPushButton

from deckapp.app import App
from deckapp.files.open_mark import mark_place
from deckapp.plan import edits
from deckapp.plan.file import list_versions, plan_to_json, read_plan, write_plan
from deckapp.plan.journal import recoverable
from deckapp.ui.dialogs.file_changed import FileChangedDialog
from deckapp.ui.kit.notice import Notice
from deckapp.ui.kit.problems import ProblemsDialog
from deckapp.ui.window.window import Window
from tests.hands import Hands, end

posix = pytest.mark.skipif(os.name != "posix", reason="links and rights of this kind are posix")


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    """A program with its first window, which need not wait for the library."""
    app = App(qapp)
    app.start()
    yield Hands(app, app.windows[0])
    for window in list(app.windows):
        if window.document is not None:
            window.close_document()
        window.close()
    end(app)


@pytest.fixture
def path(hands: Hands, tmp_path: Path) -> Path:
    """A saved plan, open in the window."""
    path = tmp_path / "merger.deckplan"
    write_plan(edits.new_plan("Merger"), path)
    hands.window.path_wanted.emit(path)
    assert hands.plan.title == "Merger"
    return path


def edit(hands: Hands, author: str = "me") -> None:
    document = hands.work.document
    document.edit("sign", edits.change_plan(document.plan, author=author))


def change_theirs(path: Path, title: str = "Theirs") -> bytes:
    """Somebody else saves another plan there."""
    plan = edits.change_plan(read_plan(path)[0], title=title)
    path.write_bytes(plan_to_json(plan))
    return path.read_bytes()


def save(hands: Hands) -> None:
    hands.window.actions_by_id["file.save"].trigger()


def asked(window: Window) -> FileChangedDialog:
    [dialog] = [one for one in window.findChildren(FileChangedDialog) if one.isVisible()]
    return dialog


def is_asking(window: Window) -> bool:
    return any(one.isVisible() for one in window.findChildren(QDialog))


def press(dialog: QDialog, text: str) -> None:
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == text]
    button.click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def offers(dialog: QDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QPushButton)]


def box(window: Window, name: str) -> QMessageBox:
    [found] = [one for one in window.findChildren(QMessageBox, name) if one.isVisible()]
    return found


def test_what_somebody_else_saved_is_not_overwritten(hands: Hands, path: Path) -> None:
    theirs = change_theirs(path)
    edit(hands)
    save(hands)
    dialog = asked(hands.window)
    assert path.read_bytes() == theirs
    page = dialog.findChild(QPlainTextEdit)
    assert page is not None
    said = page.toPlainText().replace("\u2068", "").replace("\u2069", "")
    assert "title now “Theirs”, before “Merger”" in said
    assert "author now “me”" in said
    assert str(path) in " ".join(label.text() for label in dialog.findChildren(type(dialog._label(""))))
    assert offers(dialog) == ["Overwrite", "Save as…", "Open theirs", "Cancel"]
    press(dialog, "Cancel")
    assert path.read_bytes() == theirs
    assert hands.work.document.is_modified


def test_overwrite_puts_mine_there_and_keeps_theirs_as_a_version(hands: Hands, path: Path) -> None:
    theirs = change_theirs(path)
    edit(hands)
    save(hands)
    press(asked(hands.window), "Overwrite")
    assert read_plan(path)[0] == hands.plan
    assert not hands.work.document.is_modified
    assert list_versions(path)[0].path.read_bytes() == theirs
    edit(hands, "again")
    save(hands)
    assert not is_asking(hands.window)


def test_what_changes_once_more_while_one_is_asked_is_asked_about_again(hands: Hands, path: Path) -> None:
    change_theirs(path)
    edit(hands)
    save(hands)
    later = change_theirs(path, "Later still")
    press(asked(hands.window), "Overwrite")
    assert path.read_bytes() == later
    press(asked(hands.window), "Overwrite")
    assert read_plan(path)[0] == hands.plan


def test_a_change_that_leaves_size_and_time_as_they_were_is_noticed(hands: Hands, path: Path) -> None:
    state = path.stat()
    data = path.read_bytes().replace(b"Merger", b"Murder")
    path.write_bytes(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    edit(hands)
    save(hands)
    assert asked(hands.window)
    assert path.read_bytes() == data


def test_a_file_that_was_only_touched_or_written_differently_is_not_asked_about(
    hands: Hands, path: Path
) -> None:
    os.utime(path, (1, 1))
    edit(hands)
    save(hands)
    assert not is_asking(hands.window)
    path.write_text(json.dumps(json.loads(path.read_bytes())))
    edit(hands, "again")
    save(hands)
    assert not is_asking(hands.window)
    assert read_plan(path)[0].author == "again"


def test_theirs_opens_beside_what_is_not_saved_here(hands: Hands, path: Path) -> None:
    change_theirs(path)
    edit(hands)
    save(hands)
    mine = hands.plan
    press(asked(hands.window), "Open theirs")
    assert hands.plan is mine
    assert hands.work.document.is_modified
    assert hands.work.document.path is None, "saving asks where to"
    [other] = [window for window in hands.app.windows if window is not hands.window]
    assert other.document is not None
    assert (other.document.plan.title, other.document.path) == ("Theirs", path)
    assert not other.document.is_modified
    journals = list(hands.app.services.journals.glob("*"))
    assert len(journals) == 1, "a crash now would lose nothing of mine"
    assert recoverable(hands.app.services.journals) == [], "and nobody else is offered it while this lives"


def test_theirs_takes_the_place_of_what_is_saved_here(hands: Hands, path: Path) -> None:
    change_theirs(path)
    hands.window.path_wanted.emit(path)
    dialog = asked(hands.window)
    assert offers(dialog) == ["Open theirs", "Keep mine"]
    press(dialog, "Open theirs")
    assert [window.document.plan.title for window in hands.app.windows if window.document] == ["Theirs"]
    edit(hands)
    save(hands)
    assert not is_asking(hands.window)


def test_a_plan_opened_again_comes_to_the_front_as_it_is_here(hands: Hands, path: Path) -> None:
    edit(hands)
    hands.window.path_wanted.emit(path)
    assert len(hands.app.windows) == 1
    assert not is_asking(hands.window)
    change_theirs(path)
    hands.window.path_wanted.emit(path)
    press(asked(hands.window), "Keep mine")
    assert hands.plan.author == "me"


def spoil_gone(path: Path) -> None:
    path.unlink()


def spoil_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def spoil_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def spoil_torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def spoil_newer(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "version": 99}))


KINDS = [
    (spoil_gone, "is gone", ["Save here again", "Save as…", "Cancel"]),
    (spoil_folder, "a folder", ["Save as…", "Cancel"]),
    pytest.param(spoil_pipe, "no ordinary file", ["Save as…", "Cancel"], marks=posix),
    (spoil_torn, "cannot be read any more", ["Overwrite", "Save as…", "Cancel"]),
    (spoil_newer, "newer Deckapp", ["Overwrite", "Save as…", "Open theirs", "Cancel"]),
]


@pytest.mark.parametrize(("spoil", "words", "wanted"), KINDS)
def test_each_fate_has_its_own_words(
    hands: Hands, path: Path, spoil: Callable[[Path], None], words: str, wanted: list[str]
) -> None:
    spoil(path)
    edit(hands)
    save(hands)
    dialog = asked(hands.window)
    assert words in " ".join(label.text() for label in dialog.findChildren(type(dialog._label(""))))
    assert offers(dialog) == wanted
    press(dialog, wanted[0] if wanted[0] != "Save as…" else "Cancel")
    if wanted[0] != "Save as…":
        assert read_plan(path)[0] == hands.plan
    else:
        assert hands.work.document.is_modified
        with contextlib.suppress(OSError):
            path.rmdir()
        path.unlink(missing_ok=True)


def test_save_as_over_a_plan_open_in_another_window_is_refused(
    hands: Hands, path: Path, tmp_path: Path
) -> None:
    other = hands.app._windows.open()
    hands.app.opener.new_plan(other)
    assert other.document is not None
    before = path.read_bytes()
    (tmp_path / "sub").mkdir()
    other.files._take(other.document, tmp_path / "sub" / ".." / path.name, None)
    question = box(other, "open-in-window")
    assert "open in another window" in question.text()
    press(question, "Go to that window")
    assert path.read_bytes() == before
    assert other.document.path is None


@posix
@pytest.mark.parametrize("spelling", ["sub/../merger.deckplan", "link.deckplan", "hard.deckplan"])
def test_a_plan_called_by_another_name_is_the_same(
    hands: Hands, path: Path, tmp_path: Path, spelling: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.deckplan").symlink_to(path)
    (tmp_path / "hard.deckplan").hardlink_to(path)
    hands.window.path_wanted.emit(tmp_path / spelling)
    assert len(hands.app.windows) == 1
    assert not is_asking(hands.window)


@posix
def test_saving_through_a_link_asks_as_well_and_leaves_the_link(hands: Hands, tmp_path: Path) -> None:
    real, link = tmp_path / "real.deckplan", tmp_path / "link.deckplan"
    write_plan(edits.new_plan("Merger"), real)
    link.symlink_to(real)
    hands.window.path_wanted.emit(link)
    edit(hands)
    save(hands)
    assert link.is_symlink()
    assert read_plan(real)[0].author == "me"
    theirs = change_theirs(real)
    edit(hands, "again")
    save(hands)
    assert asked(hands.window)
    assert real.read_bytes() == theirs


ANOTHER = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from deckapp.app import App
from deckapp.plan.edits import change_plan
qt = QApplication([])
app = App(qt)
app.start([Path(sys.argv[1])])
document = app.windows[0].document
print("open", flush=True)
for line in sys.stdin:
    document.edit("sign", change_plan(document.plan, author=line.strip()))
    app.windows[0].files.save(document)
    qt.processEvents()
    print("saved" if not document.is_modified else "asked", flush=True)
document.close()
print("closed", flush=True)
import os
os._exit(0)
"""


def test_two_programs_on_one_plan_lose_nothing_of_each_other(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(edits.new_plan("Merger"), path)
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "DECKAPP_HOME": str(tmp_path / "another")},
    ) as another:  # fmt: skip
        assert another.stdin is not None
        assert another.stdout is not None

        def tell(line: str) -> str:
            assert another.stdin is not None
            assert another.stdout is not None
            another.stdin.write(line + "\n")
            another.stdin.flush()
            return another.stdout.readline().strip()

        assert another.stdout.readline().strip() == "open"
        hands.window.path_wanted.emit(path)
        question = box(hands.window, "open-elsewhere")
        assert "is open since" in question.text()
        assert offers(question)[:3] == ["Open to read only", "Open anyway", "Open a copy"]
        press(question, "Open anyway")
        edit(hands, "first")
        save(hands)
        assert not is_asking(hands.window)
        assert tell("second") == "asked"
        assert read_plan(path)[0].author == "first"
        another.stdin.close()
        assert another.stdout.readline().strip() == "closed"
        another.wait(timeout=60)
    assert not mark_place(path).exists()


def write_mark(path: Path) -> None:
    mark_place(path).write_text(
        json.dumps({"format": "deckapp-open", "who": "Ada", "where": "LAPTOP-2", "pid": 7, "born": "",
                    "since": "2026-11-27T10:32:00Z", "token": "t"})
    )  # fmt: skip


def test_a_plan_open_elsewhere_opens_to_read_only_or_as_a_copy(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(edits.new_plan("Merger"), path)
    write_mark(path)
    hands.window.path_wanted.emit(path)
    question = box(hands.window, "open-elsewhere")
    assert "by Ada on LAPTOP-2" in question.text()
    press(question, "Cancel")
    assert hands.window.document is None
    hands.window.path_wanted.emit(path)
    press(box(hands.window, "open-elsewhere"), "Open to read only")
    assert hands.work.document.read_only
    before = path.read_bytes()
    path.touch()
    hands.window.files._take(hands.work.document, path, None)
    question = box(hands.window, "read-only-here")
    assert offers(question)[0] == "Choose another name"
    press(question, "Cancel")
    assert path.read_bytes() == before
    hands.window.close_document()
    hands.window.path_wanted.emit(path)
    press(box(hands.window, "open-elsewhere"), "Open a copy")
    assert (hands.plan.title, hands.work.document.path) == ("Merger", None)
    assert hands.work.document.is_modified
    assert "LAPTOP-2" in mark_place(path).read_text(), "theirs stays"


def test_save_as_over_a_plan_open_elsewhere_asks(hands: Hands, path: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.deckplan"
    write_plan(edits.new_plan("Theirs"), theirs)
    write_mark(theirs)
    hands.window.files._take(hands.work.document, theirs, None)
    question = box(hands.window, "open-elsewhere")
    assert offers(question)[:2] == ["Choose another name", "Replace anyway"]
    press(question, "Cancel")
    assert read_plan(theirs)[0].title == "Theirs"


def test_the_mark_follows_the_plan_and_goes_with_it(hands: Hands, path: Path, tmp_path: Path) -> None:
    assert mark_place(path).exists()
    there = tmp_path / "there.deckplan"
    hands.work.document.save(there)
    assert mark_place(there).exists()
    assert not mark_place(path).exists()
    hands.window.close_document()
    assert not list(tmp_path.glob(".*"))


@posix
def test_a_read_only_plan_is_not_replaced_without_asking(hands: Hands, path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    edit(hands)
    save(hands)
    question = box(hands.window, "read-only")
    press(question, "Cancel")
    assert path.read_bytes() == before
    save(hands)
    press(box(hands.window, "read-only"), "Replace it")
    assert read_plan(path)[0].author == "me"
    assert path.stat().st_mode & 0o777 == 0o444


def test_that_no_version_was_kept_is_said(hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = path.parent / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("DECKAPP_HOME", str(blocked))
    edit(hands)
    save(hands)
    assert read_plan(path)[0].author == "me"
    [notice] = hands.window.findChildren(Notice)
    assert "version before this one could not be kept" in notice.text


def test_theirs_is_not_replaced_where_it_cannot_be_kept(
    hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = path.parent / "blocked"
    blocked.write_text("a file where a folder should be")
    theirs = change_theirs(path)
    monkeypatch.setenv("DECKAPP_HOME", str(blocked))
    edit(hands)
    save(hands)
    press(asked(hands.window), "Overwrite")
    question = box(hands.window, "not-kept")
    assert question.text().startswith("What is in “merger.deckplan” now could not be kept: ")
    assert offers(question)[:3] == ["Save as…", "Try again", "Replace it for good"]
    press(question, "Cancel")
    assert path.read_bytes() == theirs
    assert hands.work.document.is_modified
    save(hands)
    press(asked(hands.window), "Overwrite")
    press(box(hands.window, "not-kept"), "Replace it for good")
    assert read_plan(path)[0].author == "me"


def test_save_as_over_a_plan_keeps_it_or_asks(
    hands: Hands, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.deckplan"
    write_plan(edits.new_plan("Other"), other)
    before = other.read_bytes()
    blocked = path.parent / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("DECKAPP_HOME", str(blocked))
    hands.window.files.save_as(hands.work.document)
    hands.choose_file("save-as", other)
    assert box(hands.window, "not-kept")
    assert other.read_bytes() == before


@posix
def test_a_hostile_thing_beside_a_plan_hinders_nothing(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(edits.new_plan("Merger"), path)
    os.mkfifo(mark_place(path))
    hands.window.path_wanted.emit(path)
    edit(hands)
    save(hands)
    assert read_plan(path)[0].author == "me"
    os.unlink(mark_place(path))


@posix
def test_a_pipe_in_the_place_of_a_plan_is_refused_at_once(hands: Hands, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.deckplan")
    hands.window.path_wanted.emit(tmp_path / "pipe.deckplan")
    told = hands.window.findChild(ProblemsDialog)
    assert told is not None
    assert "not an ordinary file" in told.page.toPlainText()


def notices(window: Window) -> list[str]:
    return [one.text for one in window.findChildren(Notice) if one.isVisibleTo(window)]


def test_that_mine_is_not_saved_yet_is_told_until_it_is(hands: Hands, path: Path, tmp_path: Path) -> None:
    change_theirs(path)
    edit(hands)
    save(hands)
    press(asked(hands.window), "Open theirs")
    [told] = notices(hands.window)
    assert "not saved yet" in told
    edit(hands, "still mine")
    assert notices(hands.window) == [told]
    hands.work.document.save(tmp_path / "mine.deckplan")
    assert notices(hands.window) == []


def test_a_plan_that_is_given_up_takes_its_notice_along(hands: Hands, path: Path) -> None:
    change_theirs(path)
    edit(hands)
    save(hands)
    press(asked(hands.window), "Open theirs")
    hands.window.close_document()
    assert notices(hands.window) == []


def test_two_windows_of_one_plan_are_told_apart_by_their_titles(
    hands: Hands, path: Path, tmp_path: Path
) -> None:
    path.write_bytes(plan_to_json(edits.change_plan(hands.plan, author="they")))
    edit(hands)
    save(hands)
    press(asked(hands.window), "Open theirs")
    [other] = [window for window in hands.app.windows if window is not hands.window]
    assert hands.window.windowTitle() == "Merger – your version[*] – Deckapp"
    assert other.windowTitle() == "Merger – as somebody else saved it[*] – Deckapp"
    hands.work.document.save(tmp_path / "mine.deckplan")
    assert hands.window.windowTitle() == "Merger – mine.deckplan[*] – Deckapp"


def test_an_earlier_version_says_in_its_title_which_it_is(hands: Hands, path: Path, tmp_path: Path) -> None:
    edit(hands)
    save(hands)
    version = list_versions(path)[0]
    hands.app.opener.open_version(version.path, hands.window)
    [other] = [window for window in hands.app.windows if window is not hands.window]
    when = f"{version.replaced.day} {version.replaced:%b %Y, %H:%M}"
    assert other.windowTitle() == f"Merger – version of {when}[*] – Deckapp"
    assert other.document is not None
    other.files.save(other.document)
    [dialog] = other.findChildren(QFileDialog, "save-as")
    [offered] = dialog.selectedFiles()
    assert Path(offered).name.startswith("Merger - version of"), "not the name of the plan that is to stay"
    dialog.close()
    other.document.save(tmp_path / "old.deckplan")
    assert "version of" not in other.windowTitle()


def fail(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("deckapp.ui.document.document.write_plan_bytes", refuse)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk could not write it"),
        (errno.EBUSY, "another program holds the file"),
    ],
)
def test_a_save_that_fails_leaves_ways_on_and_says_that_nothing_is_lost(
    hands: Hands, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    edit(hands)
    with monkeypatch.context() as full:
        fail(full, code)
        save(hands)
        question = box(hands.window, "not-saved")
        assert words in question.text()
        assert "nothing is lost" in question.informativeText()
        assert offers(question) == ["Save as…", "Try again", "Cancel"]
        press(question, "Try again")
        press(box(hands.window, "not-saved"), "Cancel")
        assert hands.work.document.is_modified
        assert read_plan(path)[0].author == ""
        save(hands)
        question = box(hands.window, "not-saved")
    press(question, "Try again")
    assert read_plan(path)[0].author == "me"
    edit(hands, "elsewhere")
    with monkeypatch.context() as full:
        fail(full, code)
        save(hands)
        press(box(hands.window, "not-saved"), "Save as…")
    hands.choose_file("save-as", tmp_path / "elsewhere.deckplan")
    assert read_plan(tmp_path / "elsewhere.deckplan")[0].author == "elsewhere"
    assert not hands.work.document.is_modified


def test_where_a_crash_would_lose_it_as_well_a_failed_save_says_so(
    hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.work.document.why_unprotected = "No space left on device"
    edit(hands)
    hands.work.document.why_unprotected = "No space left on device"
    fail(monkeypatch, errno.ENOSPC)
    save(hands)
    question = box(hands.window, "not-saved")
    assert "would be lost in a crash as well (No space left on device)" in question.informativeText()
    press(question, "Cancel")
