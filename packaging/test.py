#!/usr/bin/env python3
"""Run the whole test suite from a fresh clone: `python3 packaging/test.py [pytest's arguments]`."""

import os
import sys

import setup_venv
from setup_venv import ROOT, say, venv_python

# Where the system has these, more is tested: kinds of fonts that do not come with Deckapp, and spelling.
WISHED = {
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf": "fonts-droid-fallback",  # Chinese
    "/usr/share/fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf": "fonts-dejavu-extra",  # beyond U+FFFF
    "/usr/share/fonts/opentype/urw-base35/C059-Roman.otf": "fonts-urw-base35",  # CFF outlines
    "/usr/bin/hunspell": "hunspell",
    "/usr/share/hunspell/en_GB.dic": "hunspell-en-gb",
}


def main() -> int:
    setup_venv.set_up("test", wished=WISHED)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = ["-m", "pytest", *sys.argv[1:]]
    say("Testing: python " + " ".join(arguments))
    return venv_python(*arguments, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
