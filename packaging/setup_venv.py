"""Set-up on a fresh machine with the standard library alone: system libraries, `.venv`, the project in it.

Each step looks first whether it is done, so a second start costs next to nothing, and one that was
interrupted is taken up where it stopped. `python3 packaging/setup_venv.py [test|dev]` does only the set-up.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
IN_VENV = "Scripts/python.exe" if os.name == "nt" else "bin/python"
PYTHON = VENV / IN_VENV
TESTED = ROOT / "packaging" / "tested.txt"
BUILD = ("hatchling", "editables")
"""What makes the project's own installation; from the tested versions too, not fetched anew by pip."""
# What is installed with each of the project's extras; whoever has a later one has the earlier ones too.
EXTRAS = {
    "": "Deckapp and its libraries",
    "test": "Deckapp, its libraries and what the tests need",
    "dev": "Deckapp, its libraries, what the tests need, and the lints",
}

# What PySide6-Essentials does not bring itself: soname -> Debian's package (the same names serve Ubuntu).
QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
WAYLAND = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def set_up(extra: str = "", *, windows: bool = False, wished: Mapping[str, str] | None = None) -> None:
    """Make this machine ready to run Deckapp; exits with a message where that cannot be done.

    `windows`: also what a window on the present display needs. `wished`: file -> Debian's package, each
    good to have but not needed.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  (whoever starts this may well have an older one)
        stop("Deckapp needs Python 3.11 or later; this is {}.{}.".format(*sys.version_info[:2]))
    began = time.monotonic()
    try:
        did = [install_system_packages(windows, wished or {}), install_project(extra)]
    except KeyboardInterrupt:
        say("\nStopped. The same command takes the set-up up again.")
        sys.exit(130)
    except OSError as error:
        stop(f"The set-up failed: {error}")
    if any(did):
        say(f"Set up in {time.monotonic() - began:.0f} s; the next start needs none of this.")


def venv_python(*arguments: str, cwd: Path | None = None) -> int:
    """Run the venv's Python and return its exit code."""
    try:
        return subprocess.run([str(PYTHON), *arguments], cwd=cwd, check=False).returncode
    except KeyboardInterrupt:
        return 130


def has_display() -> bool:
    """Whether a window can be opened: always so outside Linux."""
    return bool(not_linux() or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(text: str) -> None:
    """Tell the user what is being done, at once, on standard error: standard output is the program's."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with a message and exit code 1."""
    say(text)
    sys.exit(1)


# System packages


def install_system_packages(windows: bool, files: Mapping[str, str]) -> bool:
    """Install what Qt needs with apt as root, else say how; True when something was installed."""
    if not_linux():
        return False
    displays = []
    if windows and os.environ.get("DISPLAY"):
        displays.append(missing(X11))
    if windows and os.environ.get("WAYLAND_DISPLAY"):
        displays.append(missing(WAYLAND))
    needed = missing(QT)
    if not PYTHON.exists() and not has_ensurepip():
        needed["ensurepip"] = "python3-venv"
    if displays and all(displays):
        # One display that works is enough to go on; the other's libraries are only wished for.
        needed.update(displays[0])
    wished = {name: package for display in displays for name, package in display.items()}
    wished.update({path: package for path, package in files.items() if not Path(path).exists()})
    packages = sorted({*needed.values(), *wished.values()})
    if not packages:
        return False
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing with apt: " + " ".join(packages))
        apt_install(command)
        return True
    say(how_to_install(command, [*needed, *wished]))
    if needed:
        stop("Then start again.")
    say("Going on without.")
    return False


def apt_install(command: Sequence[str]) -> None:
    """Run apt without questions; stale lists are no reason to stop, a failed installation is."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    wait_for_lock = ["-o", "DPkg::Lock::Timeout=120"]
    quietly(["dpkg", "--configure", "-a"], environment)  # finishes what an interrupted apt left
    quietly(["apt-get", "update", "-qq", *wait_for_lock], environment)
    done = quietly([*command, *wait_for_lock], environment)
    if done.returncode:
        stop(f"{done.stdout}\napt could not install these packages. The same command tries again.")


def how_to_install(command: Sequence[str], names: Sequence[str]) -> str:
    """What an ordinary user must do, in words."""
    if shutil.which("apt-get"):
        apt = f"sudo apt-get update && sudo {' '.join(command)}"
        return f"System packages are missing. Please give this command:\n  {apt}"
    return "Please install, with your system's package manager, what provides: " + ", ".join(names)


def missing(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of the libraries that the loader cannot find."""
    lacking = {}
    for soname, package in libraries.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            lacking[soname] = package
    return lacking


def has_ensurepip() -> bool:
    """Whether Python can put pip into a venv: Debian keeps that in a package of its own."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def not_linux() -> bool:
    return not sys.platform.startswith("linux")


# The venv


def install_project(extra: str) -> bool:
    """Make `.venv` and install the project into it, unless the stamp says it is done; True when done now."""
    wanted = fingerprint()
    if PYTHON.exists() and any(read(stamp(name)) == wanted for name in [*EXTRAS][[*EXTRAS].index(extra) :]):
        return False
    if not is_sound():
        say("Making .venv with Python {}.{}.{} (some 150 MB)".format(*sys.version_info[:3]))
        must([sys.executable, "-m", "venv", "--clear", str(VENV)], "make .venv")
    say(f"Installing into .venv: {EXTRAS[extra]}")
    install(PYTHON, TESTED, extra)
    # The stamp comes last: without it the next start does all this again.
    stamp(extra).write_text(wanted)
    return True


def install(python: Path, versions: Path, extra: str) -> None:
    """Install the project and its libraries into a venv, each in the version that the file names.

    What the file does not name is taken as new as pyproject.toml allows.
    """
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", str(versions)]
    must([*pip, *BUILD], "install what installs the project")
    must([*pip, "--no-build-isolation", "-e", target], "install the libraries")


def fingerprint() -> str:
    """What the venv depends on: the project file, the versions, Python's own, and where the checkout lies."""
    files = (ROOT / "pyproject.toml").read_bytes(), TESTED.read_bytes()
    parts = *files, repr(sys.version_info[:2]).encode(), os.fsencode(ROOT)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_sound() -> bool:
    """Whether `.venv` has a pip that runs, under this version of Python: an interrupted start leaves none."""
    if not PYTHON.exists():
        return False
    test = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return quietly([str(PYTHON), "-c", test]).returncode == 0


def stamp(extra: str) -> Path:
    return VENV / f"installed-{extra or 'run'}"


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def must(arguments: Sequence[str], purpose: str) -> None:
    """Run quietly; on failure show what it said, and stop."""
    done = quietly(arguments)
    if done.returncode:
        stop(f"{done.stdout}\nCould not {purpose}; the reason stands above. The same command tries again.")


def quietly(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


if __name__ == "__main__":
    if not {*sys.argv[1:]} <= {*EXTRAS} or len(sys.argv) > 2:
        sys.exit(__doc__)
    set_up(*sys.argv[1:])
