"""What the commands write to: a file in one step, a pipe or a device as it is, and nothing that must stay."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.plan.edits import new_plan
from deckapp.plan.file import write_plan
from tests.terminal import Deckapp

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and rights of this kind are posix")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "merger.deckplan"
    write_plan(new_plan("Merger"), path)
    return path


@pytest.fixture
def one_card(tmp_path: Path) -> Path:
    path = tmp_path / "one.yaml"
    path.write_text(
        "id: one\ntitle: One\nsuits:\n- id: s\n  title: S\n  colour: pine\n  cards:\n  - id: c\n    title: C\n"
    )
    return path


def commands(plan: Path, deck: Path, output: Path) -> list[list[object]]:
    return [
        ["export", plan, "-o", output],
        ["print", deck, "-o", output],
        ["calibrate", "-o", output],
    ]


@posix
def test_a_device_is_written_to_and_never_replaced(deckapp: Deckapp, plan: Path, one_card: Path) -> None:
    output = plan.parent / "out.pdf"
    output.symlink_to("/dev/null")
    for command in commands(plan, one_card, output):
        assert deckapp(*command).code == 0
        assert output.is_symlink()
        assert Path("/dev/null").is_char_device()
    if Path("/dev/full").exists():
        output.unlink()
        output.symlink_to("/dev/full")
        for command in commands(plan, one_card, output):
            said = deckapp(*command)
            assert said.code == 1
            assert said.err.count("\n") == 1
            assert said.err.startswith(f"{output}: the disk is full; ")


@posix
def test_a_pipe_that_nobody_reads_is_refused_and_stays(deckapp: Deckapp, plan: Path, one_card: Path) -> None:
    output = plan.parent / "out.pdf"
    os.mkfifo(output)
    for command in commands(plan, one_card, output):
        said = deckapp(*command)
        assert said.code == 1
        assert "nobody reads" in said.err
        assert output.is_fifo()


@posix
def test_a_pipe_gets_the_whole_pdf(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    os.mkfifo(output)
    with (
        (tmp_path / "read").open("wb") as file,
        subprocess.Popen(["cat", str(output)], stdout=file) as reading,
    ):
        while True:
            done = subprocess.run(
                [sys.executable, "-m", "deckapp", "export", str(plan), "-o", str(output)],
                capture_output=True, text=True, check=False, timeout=120,
            )  # fmt: skip
            if done.returncode == 0 or "nobody reads" not in done.stderr:
                break
        reading.wait(timeout=60)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "read").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")
    assert output.is_fifo()


@posix
def test_a_socket_or_a_folder_is_refused(deckapp: Deckapp, plan: Path, one_card: Path) -> None:
    output = plan.parent / "out.pdf"
    with socket.socket(socket.AF_UNIX) as served:
        here = Path.cwd()
        os.chdir(plan.parent)
        served.bind("out.pdf")
        os.chdir(here)
        for command in commands(plan, one_card, output):
            assert deckapp(*command).code == 1
            assert output.is_socket()
    output.unlink()
    output.mkdir()
    for command in commands(plan, one_card, output):
        said = deckapp(*command)
        assert (said.code, "folder" in said.err) == (1, True)


@posix
def test_a_read_only_pdf_is_replaced_only_by_force(deckapp: Deckapp, plan: Path, one_card: Path) -> None:
    output = plan.parent / "out.pdf"
    for command in commands(plan, one_card, output):
        output.unlink(missing_ok=True)
        output.write_text("mine")
        output.chmod(0o444)
        said = deckapp(*command)
        assert said.code == 1
        assert "read-only; --force" in said.err
        assert output.read_text() == "mine"
        assert deckapp(*command, "--force").code == 0
        assert output.read_bytes().startswith(b"%PDF")
        assert stat.S_IMODE(output.stat().st_mode) == 0o444


@posix
def test_a_new_plan_replaces_what_is_there_only_by_force(deckapp: Deckapp, tmp_path: Path) -> None:
    words = ["new", "change-management/first-plan", "-o"]
    null, pipe, locked = (tmp_path / f"{name}.deckplan" for name in ("null", "pipe", "locked"))
    null.symlink_to("/dev/null")
    os.mkfifo(pipe)
    for output in (null, pipe):
        said = deckapp(*words, output, "--force")
        assert (said.code, "not an ordinary file" in said.err) == (1, True)
    assert pipe.is_fifo()
    locked.write_text("mine")
    locked.chmod(0o400)
    assert deckapp(*words, locked).code == 1
    assert locked.read_text() == "mine"
    assert deckapp(*words, locked, "--force").code == 0
    assert stat.S_IMODE(locked.stat().st_mode) == 0o400


@posix
def test_what_is_no_ordinary_file_is_refused_as_input(deckapp: Deckapp, tmp_path: Path) -> None:
    for name in ("in.deckplan", "in.yaml"):
        os.mkfifo(tmp_path / name)
        (tmp_path / f"zero-{name}").symlink_to("/dev/zero")
    output = tmp_path / "out.pdf"
    for prefix in ("", "zero-"):
        plan, deck = tmp_path / f"{prefix}in.deckplan", tmp_path / f"{prefix}in.yaml"
        for command in (
            ["export", plan, "-o", output],
            ["print", deck, "-o", output],
            ["check", plan],
            ["check", deck],
            ["new", f"{deck}/a-recipe", "-o", tmp_path / "new.deckplan"],
        ):
            said = deckapp(*command)
            assert said.code == 1, command
            assert "not an ordinary file" in said.err or "no file" in said.err, said.err
    assert not output.exists()


@posix
def test_names_of_every_kind_are_read_and_written(deckapp: Deckapp, tmp_path: Path) -> None:
    for name in (b"caf\xe9", b"two\nlines", b"n" * 200):
        stem = os.path.join(os.fsencode(tmp_path), name)
        plan, pdf = (Path(os.fsdecode(stem + ending)) for ending in (b".deckplan", b".pdf"))
        assert deckapp("new", "change-management/first-plan", "-o", plan).code == 0
        assert deckapp("check", plan).code == 0
        assert deckapp("export", plan, "-o", pdf, "--parts", "definition").code == 0
        assert pdf.read_bytes().startswith(b"%PDF")


@posix
def test_a_link_to_a_file_of_another_kind_is_not_followed(
    deckapp: Deckapp, plan: Path, one_card: Path, tmp_path: Path
) -> None:
    thesis, output = tmp_path / "thesis.txt", tmp_path / "report.pdf"
    thesis.write_text("years of work")
    for leads_to in (thesis, plan):
        output.unlink(missing_ok=True)
        output.symlink_to(leads_to.name)
        before = leads_to.read_bytes()
        for command in commands(plan, one_card, output):
            said = deckapp(*command)
            assert said.code == 1
            assert f"it is a link to {leads_to.name}; choose another name, or remove the link" in said.err
            assert leads_to.read_bytes() == before
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF old")
    output.unlink()
    output.symlink_to(other.name)
    assert deckapp("export", plan, "-o", output).code == 0
    assert output.is_symlink()
    assert len(other.read_bytes()) > 100


def test_a_plan_is_not_exported_over_itself(deckapp: Deckapp, plan: Path) -> None:
    odd = plan.rename(plan.with_suffix(".pdf"))
    before = odd.read_bytes()
    said = deckapp("export", odd, "-o", odd)
    assert said.code == 1
    assert "this is the plan itself; choose another name" in said.err
    assert odd.read_bytes() == before
