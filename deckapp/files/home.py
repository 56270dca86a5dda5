"""Where the user's own data lives: decks, journals, earlier versions, settings."""

from __future__ import annotations

import os
from pathlib import Path


def home_folder() -> Path:
    """``$DECKAPP_HOME``, else the system's place for such data; it need not exist."""
    named = os.environ.get("DECKAPP_HOME")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("deckapp", appauthor=False)


def user_folder() -> Path:
    """The folder of the user's own decks; it need not exist."""
    return home_folder() / "decks"
