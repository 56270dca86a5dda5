#!/usr/bin/env python3
"""Run the whole suite with other versions of the packages than the tested ones, in a venv that goes afterwards.

    python3 packaging/try_versions.py lowest    the lowest that pyproject.toml allows (lowest.txt)
    python3 packaging/try_versions.py newest    the newest there are; what fails is shouted, but is no failure
    python3 packaging/try_versions.py renew     the newest, which become the tested ones if all tests pass

Whatever stands behind the word is passed on to pytest.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import setup_venv
from setup_venv import IN_VENV, ROOT, TESTED, install, must, say

LOWEST = ROOT / "packaging" / "lowest.txt"
NOT_OURS = {"deckapp", "pip", "setuptools", "wheel"}
"""What a venv holds without having been asked for it."""
MOST_TRIED = 8
"""So many packages are tried one by one when the newest versions fail."""
HEAD = """\
# The versions that the whole suite was run with, of all packages, also of those that only others need.
# `packaging/run.py`, `packaging/test.py` and `.ci/run` install exactly these; what another system needs
# beside them is not listed. Made by: python3 packaging/try_versions.py renew
"""

Versions = Mapping[str, str]


class Venv:
    """A venv with the project and all that its tests and lints need."""

    def __init__(self, folder: Path, versions: Versions) -> None:
        self.python = folder / "venv" / IN_VENV
        self._cache = folder / "cache"
        must([sys.executable, "-m", "venv", str(folder / "venv")], "make a venv")
        wanted = folder / "versions.txt"
        wanted.write_text(as_lines(versions))
        install(self.python, wanted, "dev")

    def versions(self) -> dict[str, str]:
        """What is installed, by normal name."""
        listed = subprocess.run(
            [str(self.python), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
            stdout=subprocess.PIPE, check=True,
        ).stdout  # fmt: skip
        found = {normal(one["name"]): one["version"] for one in json.loads(listed)}
        return {name: found[name] for name in sorted(found) if name not in NOT_OURS}

    def passes(self, arguments: Sequence[str] = ()) -> bool:
        """Run the suite, or what of it failed last with `--lf`."""
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [str(self.python), "-m", "pytest", "-q", "-o", f"cache_dir={self._cache}", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0

    def put(self, name: str, version: str) -> bool:
        """Install this version of one package, and leave all others as they are."""
        pip = [str(self.python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps"]
        return setup_venv.quietly([*pip, f"{name}=={version}"]).returncode == 0


def try_lowest(folder: Path, arguments: Sequence[str]) -> int:
    """The suite with the lowest versions; all that has no lowest is as it was tested."""
    return int(not Venv(folder, {**read(TESTED), **read(LOWEST)}).passes(arguments))


def try_newest(folder: Path, arguments: Sequence[str]) -> int:
    """The suite with the newest versions, where any differs from the tested ones; never a failure."""
    try:
        venv = Venv(folder, {})
    except SystemExit:
        shout("THE NEWEST VERSIONS CANNOT BE INSTALLED", ["  the reason stands above"])
        return 0
    differing = differences(read(TESTED), newest := venv.versions())
    if not differing:
        say("The newest versions are the tested ones.")
        return 0
    say("Newer than tested:\n" + "\n".join(differing.values()))
    if not venv.passes(arguments):
        guilty = culprits(venv, newest, [*differing])
        shout("THE SUITE FAILS WITH THE NEWEST VERSIONS", [differing[name] for name in guilty or differing])
    return 0


def renew(folder: Path, arguments: Sequence[str]) -> int:
    """Make the newest versions the tested ones, unless a test fails with them."""
    venv = Venv(folder, {})
    differing = differences(read(TESTED), newest := venv.versions())
    if not differing:
        say("The newest versions are the tested ones.")
        return 0
    say("Newer than tested:\n" + "\n".join(differing.values()))
    if not venv.passes(arguments):
        say(f"{TESTED.name} stays as it was.")
        return 1
    TESTED.write_text(HEAD + as_lines(newest))
    say(f"{TESTED.relative_to(ROOT)} holds {len(newest)} versions; please look at the change and commit it.")
    return 0


def differences(tested: Versions, newest: Versions) -> dict[str, str]:
    """The packages whose versions differ, each in words."""
    names = sorted(tested.keys() | newest.keys())
    return {
        name: f"  {name} {newest.get(name, 'is not needed any more')} (tested: {tested.get(name, 'never')})"
        for name in names
        if tested.get(name) != newest.get(name)
    }


def culprits(venv: Venv, newest: Versions, names: Sequence[str]) -> list[str]:
    """The packages each of which, put back alone, lets the failed tests pass; none where it takes several."""
    tested, found = read(TESTED), []
    for name in names[:MOST_TRIED]:
        if name in tested and name in newest and venv.put(name, tested[name]):
            if venv.passes(["-n0", "--lf", "--no-header", "--tb=no"]):
                found.append(name)
            venv.put(name, newest[name])
    return found


def shout(sentence: str, lines: Sequence[str]) -> None:
    bar = "!" * 79
    print("\n".join(["", bar, bar, sentence, *lines, bar, bar, ""]), flush=True)


def read(path: Path) -> dict[str, str]:
    """The versions in a file of lines such as ``pyyaml==6.0.4``, by normal name."""
    found = re.findall(r"^([\w.-]+)==(\S+)$", path.read_text(), re.MULTILINE) if path.exists() else []
    return {normal(name): version for name, version in found}


def as_lines(versions: Versions) -> str:
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))


def normal(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


WORDS = {"lowest": try_lowest, "newest": try_newest, "renew": renew}


def main() -> int:
    if sys.argv[1:2] and sys.argv[1] in WORDS:
        folder = Path(tempfile.mkdtemp(prefix="deckapp-versions-"))
        try:
            return WORDS[sys.argv[1]](folder, sys.argv[2:])
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
