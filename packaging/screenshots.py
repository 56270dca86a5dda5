#!/usr/bin/env python3
"""Take the documentation's pictures anew: `python3 packaging/screenshots.py [NAME ...]`.

They are taken from the real program, without a screen, and lie in `packaging/screenshots/`.
"""

import os
import sys
from pathlib import Path

import setup_venv
from setup_venv import venv_python


def main() -> int:
    setup_venv.set_up()
    # What is small on paper must be sharp in a browser too: two pixels a point.
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="2")
    return venv_python(str(Path(__file__).with_name("studio.py")), *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
