"""`python -m deckapp` is the command `deckapp`."""

import sys

from deckapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
