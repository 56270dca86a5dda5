"""`deckapp`, and `python -m deckapp`: from the first moment on, Ctrl+C ends it without a word."""

import os
import sys

from deckapp.interrupts import INTERRUPTED, leave_at_once


def main() -> int:
    """Run the command line and return the exit code."""
    leave_at_once()
    from deckapp.cli.program import main as run

    code = run()
    if code == INTERRUPTED:
        # Qt may have been stopped in the middle of its work, and would complain while it is taken apart.
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
