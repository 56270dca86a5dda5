#!/usr/bin/env python3
"""Run the whole test suite from a fresh clone: `python3 packaging/test.py [pytest's arguments]`."""

import os
import sys

import setup_venv
from setup_venv import ROOT, say, venv_python

# No font for Chinese comes with Deckapp: where the system has this one, its faces are tested too.
CHINESE = {"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf": "fonts-droid-fallback"}


def main() -> int:
    setup_venv.set_up("test", fonts=CHINESE)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = ["-m", "pytest", *sys.argv[1:]]
    say("Testing: python " + " ".join(arguments))
    return venv_python(*arguments, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
