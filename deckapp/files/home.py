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


def documents_folder() -> Path:
    """Where to begin when somebody is asked for a file: the user's own folder, else the present one."""
    try:
        return Path.home()
    except RuntimeError:
        # A user without a name, as in some containers, has no folder.
        return Path()


def user_folder() -> Path:
    """The folder of the user's own decks; it need not exist."""
    return home_folder() / "decks"
