"""Standard output and error, which may be closed, full, or unable to show a name."""

from __future__ import annotations

import contextlib
import io
import os
import sys

from deckapp.names import readable

OUTPUT = "standard output"


def prepare_streams() -> None:
    """Make sure that what is printed goes somewhere, and nowhere else.

    Where a stream was closed, the next file to be opened would get its number, and with it what libraries
    print; so its place is taken by the system's nowhere.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                _occupy(number)
        stream = getattr(sys, name)
        if stream is None and name != "stdin":
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper) and name != "stdin":
            # A file name or title that the terminal cannot show must not stop the work.
            stream.reconfigure(errors="backslashreplace")


def prepare_locale() -> None:
    """Name the locale that Qt would take anyway, or it would say so in three lines of every command's errors."""
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        os.environ["LC_ALL"] = "C.UTF-8"


def say(text: object = "") -> None:
    """Print a line to standard output; raises OSError that names it where it cannot be written to."""
    try:
        print(readable(str(text)))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, OUTPUT) from error


def abandon_unwritten() -> None:
    """Let what cannot be printed go nowhere: the interpreter's last flush must find an open end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
                stream.flush()


def _occupy(number: int) -> None:
    handle = os.open(os.devnull, os.O_RDWR)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)
    os.set_inheritable(number, True)
