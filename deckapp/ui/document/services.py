"""What all windows of one application share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings


class Services(NamedTuple):
    """The settings, the library, the raster cache, and where the journals lie."""

    settings: Settings
    store: LibraryStore
    pictures: Pictures
    journals: Path
