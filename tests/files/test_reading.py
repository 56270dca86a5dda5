"""Only ordinary files are read, never more than so much of one, and nobody is ever kept waiting."""

from __future__ import annotations

import errno
import os
import socket
import threading
from pathlib import Path

import pytest

from deckapp.files.reading import in_words, open_ordinary, read_bytes

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and sockets have names here only")


def refusal(path: Path | str, limit: int = 100) -> OSError:
    with pytest.raises(OSError) as caught:
        read_bytes(Path(path), limit)
    return caught.value


def test_a_file_comes_whole(tmp_path: Path) -> None:
    for size in (0, 1, 99, 100):
        (tmp_path / "a").write_bytes(b"x" * size)
        assert read_bytes(tmp_path / "a", 100) == b"x" * size


def test_a_file_larger_than_the_limit_is_refused_however_large(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(101)
    assert (refusal(path).errno, refusal(path).strerror) == (errno.EFBIG, "the file is larger than 100 bytes")
    os.truncate(path, 1 << 40)
    assert refusal(path, 8 << 20).strerror == "the file is larger than 8 MiB"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no file here lies about its size")
def test_a_file_that_hides_its_size_is_bounded_too() -> None:
    assert read_bytes(Path("/proc/self/maps"), 1 << 24)
    assert refusal("/proc/self/maps").errno == errno.EFBIG


@posix
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as served:
        served.bind(str(tmp_path / "s"))
        for path in (tmp_path / "pipe", tmp_path / "link", tmp_path / "s", "/dev/zero", "/dev/null"):
            assert refusal(path).strerror == "this is not an ordinary file"


@posix
def test_a_pipe_that_comes_into_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    path, other, stop = tmp_path / "a", tmp_path / "b", threading.Event()
    path.write_bytes(b"text")
    os.mkfifo(other)

    def swap() -> None:
        while not stop.is_set():
            os.rename(path, tmp_path / "c")
            os.rename(other, path)
            os.rename(path, other)
            os.rename(tmp_path / "c", path)

    swapping = threading.Thread(target=swap, daemon=True)
    swapping.start()
    seen: set[bytes | int | None] = set()
    for _ in range(2000):
        try:
            seen.add(read_bytes(path, 100))
        except OSError as error:
            seen.add(error.errno)
    stop.set()
    swapping.join()
    assert read_bytes(path, 100) == b"text"
    assert seen <= {b"text", errno.EINVAL, errno.ENOENT}


def test_refusals_are_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert isinstance(refusal(tmp_path), IsADirectoryError)
    assert refusal(tmp_path).strerror == "this is a folder, not a file"
    assert isinstance(refusal(tmp_path / "none"), FileNotFoundError)
    assert refusal(tmp_path / "none").strerror == "there is no such file"
    assert "no folder" in (refusal(tmp_path / "file" / "a").strerror or "")
    assert refusal("a\0b").strerror == "no file can have such a name"
    assert refusal(tmp_path / ("a" * 5000)).strerror == "its name is too long"
    (tmp_path / "round").symlink_to("round")
    assert refusal(tmp_path / "round").strerror == "links lead round in a circle here"


def test_names_of_every_kind_are_read(tmp_path: Path) -> None:
    for name in (b"caf\xe9", b"two\nlines", b"x" * 255, "Плáн".encode()):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        try:
            path.write_bytes(b"text")
        except OSError:
            continue  # not every file system takes every name
        assert read_bytes(path, 10) == b"text"


def test_no_handle_stays_open(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("open handles cannot be counted here")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        refusal("/dev/zero")
        refusal(tmp_path)
        with open_ordinary(Path(__file__)):
            pass
    assert len(os.listdir("/proc/self/fd")) <= before + 1


def test_sizes_are_told_as_people_say_them() -> None:
    assert [in_words(size) for size in (10, 2048, 256 << 20, 3 << 29)] == [
        "10 bytes", "2 KiB", "256 MiB", "1.5 GiB",
    ]  # fmt: skip
