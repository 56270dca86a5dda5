"""From a crash back to the plan, in the real program: what is offered, what is opened, what is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit, QPushButton

from deckapp.app import App
from deckapp.files.home import home_folder
from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.journal import Journal, recover, recoverable
from deckapp.plan.recovery import claim
from deckapp.ui.dialogs.file_changed import FileChangedDialog
from deckapp.ui.kit.notice import Notice
from deckapp.ui.kit.problems import ProblemsDialog
from tests.hands import Hands, end

Start = Callable[[], Hands]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Starts the program; in the end its plans are given up."""
    made: list[App] = []

    def begin() -> Hands:
        made.append(App(qapp))
        made[-1].start()
        hands = Hands(made[-1], made[-1].windows[0])
        hands.wait(lambda: not made[-1].recoveries.is_busy)
        return hands

    yield begin
    for app in made:
        app.recoveries.stop()
        QApplication.processEvents()
        for window in list(app.windows):
            window._close_for_good()
        end(app)


def journals() -> Path:
    return home_folder() / "journals"


def crashed(title: str = "Merger", path: Path | None = None, edits: int = 2) -> Path:
    """The journal of a program that renamed a plan and then ended."""
    plan = new_plan(title)
    if path is not None:
        write_plan(plan, path)
    journal = Journal(journals())
    journal.start(plan, path)
    for number in range(edits):
        after = change_plan(plan, organisation=f"O{number}")
        journal.append(plan, after, "Rename")
        plan = after
    held = journal.path
    journal.close(discard=False)
    assert held is not None
    return held


def texts(hands: Hands) -> str:
    page = hands.window.start_page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def click(hands: Hands, name: str) -> None:
    buttons = hands.window.start_page.findChildren(QPushButton)
    next(button for button in buttons if button.accessibleName() == name).click()


def told(hands: Hands) -> str:
    """What the dialog says; it is closed."""
    hands.wait(lambda: any(window.findChildren(ProblemsDialog) for window in hands.app.windows))
    (dialog,) = (one for window in hands.app.windows for one in window.findChildren(ProblemsDialog))
    said = "\n".join([*(label.text() for label in dialog.findChildren(QLabel)), dialog.page.toPlainText()])
    dialog.close()
    shiboken6.delete(dialog)
    return said


def protection(hands: Hands) -> str:
    label = hands.window.findChild(QLabel, "unprotected")
    assert label is not None
    return label.text() if not label.isHidden() else ""


def test_a_plan_is_recovered_once_and_its_journal_goes_on(start: Start) -> None:
    path = crashed()
    hands = start()
    assert "“Merger” was open when Deckapp stopped" in texts(hands)
    click(hands, "Recover Merger")
    click(hands, "Recover Merger")
    hands.wait(lambda: hands.window.document)
    hands.wait(lambda: not hands.app.recoveries.is_busy)
    assert (hands.plan.organisation, hands.window.document and hands.window.document.is_modified) == (
        "O1",
        True,
    )
    assert len(hands.app.windows) == 1
    assert recoverable(journals()) == []
    hands.work.document.edit("Rename", change_plan(hands.plan, organisation="Z"))
    assert recover(path).organisation == "Z"
    assert os.listdir(journals()) == [path.name]


def test_a_file_that_was_changed_after_the_crash_is_asked_about_when_the_recovered_plan_is_saved(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "merger.deckplan"
    crashed(path=path)
    write_plan(new_plan("Somebody else's"), path)
    hands = start()
    assert f"“Merger” ({path}) was open" in texts(hands)
    click(hands, "Recover Merger")
    hands.wait(lambda: hands.window.document)
    assert hands.work.document.path == path
    hands.window.actions_by_id["file.save"].trigger()
    (asked,) = hands.window.findChildren(FileChangedDialog)
    assert asked.isVisible()
    asked.reject()
    assert read_plan(path)[0].title == "Somebody else's"


def listed(hands: Hands) -> str:
    """What the dialog about the changed file says the two plans differ in; it is closed."""
    hands.window.actions_by_id["file.save"].trigger()
    (asked,) = hands.window.findChildren(FileChangedDialog)
    page = asked.findChild(QPlainTextEdit)
    assert page is not None
    said = page.toPlainText().replace("\u2068", "").replace("\u2069", "")
    asked.reject()
    return said


def test_after_each_recovery_everybody_is_told_of_his_own_edits(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    journal = crashed(path=path)
    claimed = claim(journal)
    again = Journal(journals(), claim=claimed)
    again.start(claimed.plan, path, unsaved=True)
    again.close(discard=False)
    theirs = change_plan(read_plan(path)[0], author="Bob")
    write_plan(theirs, path)
    hands = start()
    click(hands, "Recover Merger")
    hands.wait(lambda: hands.window.document)
    assert listed(hands).splitlines() == [
        "In the file, since it was opened or saved here:", "  • The plan: author now “Bob”.", "",
        "In this window, since then:", "  • The plan: organisation now “O1”.",
    ]  # fmt: skip
    assert read_plan(path)[0] == theirs


def test_where_the_plan_as_it_was_opened_is_lost_nobody_is_blamed(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    journal = crashed(path=path)
    journal.write_bytes(journal.read_bytes().replace(b'"fields":{"language":', b'"fields":{"languagf":', 1))
    write_plan(change_plan(read_plan(path)[0], author="Bob"), path)
    hands = start()
    click(hands, "Recover Merger")
    told(hands)
    assert listed(hands).splitlines() == [
        "This window and the file differ, and it is not known in which of them this was changed:",
        "  • The plan: organisation in this window “O1”, in the file nothing.",
        "  • The plan: author in this window nothing, in the file “Bob”.",
    ]


def test_a_file_that_was_only_written_anew_is_not_asked_about(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    crashed(path=path)
    os.utime(path, (1, 1))
    hands = start()
    click(hands, "Recover Merger")
    hands.wait(lambda: hands.window.document)
    hands.window.actions_by_id["file.save"].trigger()
    assert not hands.window.findChildren(FileChangedDialog)
    assert read_plan(path)[0].organisation == "O1"


def test_what_another_window_recovers_is_not_recovered_twice(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckapp.files.held.PATIENCE_SECONDS", 0.05)
    path = crashed()
    hands = start()
    elsewhere = claim(path)
    click(hands, "Recover Merger")
    assert "“Merger” is being recovered in another window" in told(hands)
    assert hands.window.document is None
    hands.wait(lambda: not hands.app.recoveries.is_busy)
    assert "Merger" not in texts(hands)
    elsewhere.held.remove()


def test_what_a_damaged_journal_lacks_is_said_and_the_journal_is_kept(start: Start) -> None:
    path = crashed(edits=3)
    path.write_bytes(path.read_bytes().replace(b'"seq":2', b'"seq":X'))
    data = path.read_bytes()
    hands = start()
    assert "Its journal is damaged: not all of this can be recovered." in texts(hands)
    click(hands, "Recover Merger")
    said = told(hands)
    kept = journals() / "damaged" / path.name
    assert str(kept) in said
    assert "edit 2 of 3 is missing" in said
    assert kept.read_bytes() == data
    assert hands.plan.organisation == "O2"


def test_a_damaged_byte_after_a_recovery_costs_little_and_names_the_file_that_is_kept(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "merger.deckplan"
    journal = crashed(path=path, edits=3)
    claimed = claim(journal)
    goes_on = Journal(journals(), claim=claimed)
    goes_on.start(claimed.plan, path, unsaved=True)
    goes_on.append(claimed.plan, change_plan(claimed.plan, author="Ada"), "Sign")
    goes_on.close(discard=False)
    write_plan(new_plan("Somebody else's"), path)
    data = journal.read_bytes().replace(b'"fields":{"language":', b'"fields":{"languagf":', 1)
    journal.write_bytes(data)
    hands = start()
    click(hands, "Recover Merger")
    said = told(hands)
    kept = journals() / "damaged" / journal.name
    assert (hands.plan.title, hands.plan.organisation, hands.plan.author) == ("Merger", "O2", "Ada")
    assert kept.read_bytes() == data
    assert "some of the 3 unsaved edits made earlier may be lost with it" in said
    assert f"The damaged journal is kept: {kept}" in said
    assert f"{kept}:" in said
    assert str(journal) not in said


def test_what_is_no_journal_is_named_on_the_start_page_and_can_be_set_aside(start: Start) -> None:
    journals().mkdir(parents=True)
    (journals() / "<b>odd.journal").write_text("Dear diary")
    hands = start()
    assert "<b>odd.journal: nothing can be recovered from this journal" in texts(hands)
    click(hands, "Set aside <b>odd.journal")
    hands.wait(lambda: not hands.app.recoveries.is_busy)
    assert "odd.journal" not in texts(hands)
    assert (journals() / "damaged" / "<b>odd.journal").read_text() == "Dear diary"


def test_many_journals_are_offered_a_few_at_a_time(start: Start) -> None:
    for number in range(20):
        crashed(f"Plan {number}")
    hands = start()
    buttons = hands.window.start_page.findChildren(QPushButton)
    assert sum(button.text() == "Recover" for button in buttons) == 8
    assert "12 more are offered once these are dealt with." in texts(hands)


def test_a_plan_with_unsaved_edits_is_asked_for_when_it_is_opened(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    crashed(path=path)
    hands = start()
    hands.app.opener.open_path(path, hands.window)
    hands.wait(lambda: hands.window.findChild(QMessageBox, "offer-recovery"))
    box = hands.window.findChild(QMessageBox, "offer-recovery")
    assert box is not None
    next(button for button in box.buttons() if button.text() == "Open as saved").click()
    hands.wait(lambda: hands.window.document)
    assert hands.plan.organisation == ""
    (found,) = recoverable(journals())
    hands.app.recoveries.recover(found, hands.window)
    hands.wait(lambda: len(hands.app.windows) == 2)
    second = Hands(hands.app, hands.app.windows[1])
    # Two windows must not save into one file.
    assert (second.plan.organisation, second.work.document.path) == ("O1", None)


def test_a_plan_whose_journal_holds_nothing_new_is_opened_without_a_question(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "merger.deckplan"
    held = crashed(path=path)
    write_plan(recover(held), path)
    hands = start()
    hands.app.opener.open_path(path, hands.window)
    hands.wait(lambda: hands.window.document)
    assert hands.plan.organisation == "O1"


@pytest.fixture
def _no_folder() -> None:
    home_folder().mkdir(parents=True)
    journals().touch()


@pytest.mark.usefixtures("_no_folder")
def test_where_no_journal_can_be_written_everything_opens_and_says_so(start: Start, tmp_path: Path) -> None:
    hands = start()
    assert "the folder of the journals cannot be read" in texts(hands)
    hands.window.new_wanted.emit()
    assert protection(hands) == ""
    hands.work.document.edit("Rename", change_plan(hands.plan, title="A"))
    assert "Unprotected" in protection(hands)
    assert hands.plan.title == "A"
    hands.wait(lambda: hands.app.services.store.library.decks)
    hands.window.recipe_wanted.emit("change-management", "first-plan")
    second = Hands(hands.app, hands.app.windows[1])
    assert "Unprotected" in protection(second)
    write_plan(new_plan("Saved"), tmp_path / "p.deckplan")
    hands.app.opener.open_path(tmp_path / "p.deckplan", hands.window)
    third = Hands(hands.app, hands.app.windows[2])
    assert third.plan.title == "Saved"
    journals().unlink()
    hands.wait(lambda: not protection(hands) and not protection(second))
    assert "protected against a crash again" in hands.window.statusBar().currentMessage()
    titles = sorted(recover(path).title for path in journals().iterdir())
    assert titles == sorted(["A", second.plan.title])


def test_a_plan_is_recovered_where_its_journal_cannot_be_written_anew(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = crashed()
    hands = start()
    real = os.replace

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    click(hands, "Recover Merger")
    hands.wait(lambda: hands.window.document)
    assert "the disk is full" in protection(hands)
    assert recover(path).organisation == "O1"
    monkeypatch.setattr(os, "replace", real)
    hands.wait(lambda: not protection(hands))
    assert recover(path).organisation == "O1"


def test_a_folder_that_goes_while_a_plan_is_open_is_made_again(start: Start) -> None:
    import shutil

    hands = start()
    hands.window.new_wanted.emit()
    hands.work.document.edit("Rename", change_plan(hands.plan, title="A"))
    shutil.rmtree(journals())
    hands.wait(lambda: journals().is_dir() and os.listdir(journals()))
    (path,) = journals().iterdir()
    assert recover(path).title == "A"


def notices(hands: Hands) -> list[Notice]:
    return [one for one in hands.window.findChildren(Notice) if one.isVisibleTo(hands.window)]


def test_who_sees_no_start_page_is_reminded_once_until_nothing_is_offered(
    start: Start, tmp_path: Path
) -> None:
    crashed()
    write_plan(new_plan("Other"), tmp_path / "other.deckplan")
    hands = start()
    hands.app.opener.open_path(tmp_path / "other.deckplan", hands.window)
    [notice] = notices(hands)
    assert "the start page offers them" in notice.text
    notice.button.click()
    assert notices(hands) == []
    other = Hands(hands.app, hands.app.windows[1])
    assert "“Merger” was open when Deckapp stopped" in texts(other)
    hands.app.opener.new_plan(hands.window)
    assert notices(hands) == []


def test_the_reminder_goes_with_its_cause(start: Start, tmp_path: Path) -> None:
    crashed()
    write_plan(new_plan("Other"), tmp_path / "other.deckplan")
    hands = start()
    hands.app.opener.open_path(tmp_path / "other.deckplan", hands.window)
    assert len(notices(hands)) == 1
    second = hands.app._windows.open()
    click(Hands(hands.app, second), "Recover Merger")
    hands.wait(lambda: second.document and not hands.app.recoveries.is_busy)
    assert notices(hands) == []
    assert second.windowTitle() == "Merger – recovered[*] – Deckapp"
    assert second.document is not None
    second.document.save(tmp_path / "merger.deckplan")
    assert second.windowTitle() == "Merger[*] – Deckapp"
