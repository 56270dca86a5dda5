#!/usr/bin/env python3
"""Open Deckapp from a fresh clone: `python3 packaging/run.py [FILE ...]`; every argument goes to `deckapp`.

Where there is no display, and nothing else is asked for, it does the main job without one: makes a plan
from a bundled recipe and writes it as PDF into `out/`.
"""

import json
import os
import subprocess
import sys

import setup_venv
from setup_venv import PYTHON, ROOT, say, venv_python


def main() -> int:
    window = setup_venv.has_display()
    setup_venv.set_up(windows=window)
    if window or sys.argv[1:]:
        return venv_python("-m", "deckapp", *sys.argv[1:])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return do_the_main_job()


def do_the_main_job() -> int:
    """From a deck to a printed plan, each step by the command that a user would give."""
    say("No display here, so this goes on without a window:")
    listed = subprocess.run(
        [str(PYTHON), "-m", "deckapp", "decks", "--json"], stdout=subprocess.PIPE, check=False
    )
    if listed.returncode:
        return listed.returncode
    deck = next(deck for deck in json.loads(listed.stdout) if deck["recipes"])
    recipe = f"{deck['id']}/{deck['recipes'][0]['id']}"
    folder = ROOT / "out"
    folder.mkdir(exist_ok=True)
    plan, pdf, cards = folder / "plan.deckplan", folder / "plan.pdf", folder / "cards.pdf"
    steps = [["new", recipe, "-o", str(plan), "--force"], ["export", str(plan), "-o", str(pdf)]]
    if has_command("print"):
        steps.append(["print", deck["id"], "-o", str(cards)])
    for step in steps:
        say("  deckapp " + " ".join(step))
        if code := venv_python("-m", "deckapp", *step):
            return code
    return 0


def has_command(name: str) -> bool:
    """Whether this version of `deckapp` has the command."""
    return (
        venv_python("-c", f"import sys, deckapp.cli.program as p; sys.exit({name!r} not in p.COMMANDS)") == 0
    )


if __name__ == "__main__":
    sys.exit(main())
