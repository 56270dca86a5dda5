"""The user's logo: checked, made small enough, and placed."""

from __future__ import annotations

from pathlib import Path

from deckapp.face.page import Photo, Picture, Sketch
from deckapp.face.photos.door import ready
from deckapp.face.photos.kinds import DRAWN
from deckapp.files.failures import READING, words
from deckapp.files.reading import read_bytes
from deckapp.problem import PictureError, Problem, ProblemsError
from deckapp.report.strip import Strip

_LOGO_W, _LOGO_H = 120.0, 42.0
_ZOOM = 1.5
"""On large paper a logo may be drawn so much larger."""
MAX_BYTES = 20 * 1024 * 1024


class Logo:
    """A picture that is known to be good, and its shape."""

    def __init__(self, photo: Photo | Sketch) -> None:
        self.photo = photo
        scale = min(_LOGO_W / photo.width, _LOGO_H / photo.height)
        self.width, self.height = photo.width * scale, photo.height * scale

    def strip(self) -> Strip:
        """The logo as large as the title block allows."""
        picture = Picture(x=0, y=0, width=self.width, height=self.height, photo=self.photo, contain=True)
        return Strip(width=self.width, height=self.height, pieces=(picture,))


def read_logo(path: Path) -> Logo:
    """The logo in a picture's file; raises ProblemsError that names the file and what to do."""
    try:
        data = read_bytes(path, MAX_BYTES)
        return Logo(ready(data, _LOGO_W * _ZOOM, _LOGO_H * _ZOOM, contain=True))
    except PictureError as error:
        message = f"the logo cannot be drawn: {error.message}"
    except OSError as error:
        message = f"the logo cannot be read: {words(error, READING).why}"
    hint = f"choose a {DRAWN} picture of at most {MAX_BYTES // 1024**2} MiB, or leave the logo out"
    raise ProblemsError([Problem(path=str(path), message=message, hint=hint)])
