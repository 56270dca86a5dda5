"""The user's logo: checked, made small enough, and placed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from deckapp.face.page import Picture
from deckapp.problem import Problem, ProblemsError
from deckapp.report.strip import Strip

_LOGO_W, _LOGO_H = 120.0, 42.0
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
_KEPT_PIXELS = 1200


class Logo:
    """A picture that is known to be good, as PNG or JPEG bytes, and its shape."""

    def __init__(self, data: bytes, width: int, height: int) -> None:
        self.data = data
        scale = min(_LOGO_W / width, _LOGO_H / height)
        self.width, self.height = width * scale, height * scale

    def strip(self) -> Strip:
        """The logo as large as the title block allows."""
        picture = Picture(x=0, y=0, width=self.width, height=self.height, data=self.data, contain=True)
        return Strip(width=self.width, height=self.height, pieces=(picture,))


def read_logo(path: Path) -> Logo:
    """The logo in a PNG or JPEG file; raises ProblemsError that names the file and what to do."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refusal(path, f"the logo is larger than {MAX_BYTES // 1024**2} MiB")
        data = path.read_bytes()
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _refusal(path, f"the logo has {picture.width} x {picture.height} pixels")
            return _fitted(picture)
    except UnidentifiedImageError:
        raise _refusal(path, "the logo is neither a PNG nor a JPEG picture") from None
    except (Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise _refusal(path, f"the logo is damaged ({error})") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refusal(path, f"the logo cannot be read ({reason})") from None


def _fitted(picture: Image.Image) -> Logo:
    """The picture as a PNG no larger than print needs."""
    picture.load()
    clear = "A" in picture.getbands() or "transparency" in picture.info
    small = picture.convert("RGBA" if clear else "RGB")
    small.thumbnail((_KEPT_PIXELS, _KEPT_PIXELS))
    file = BytesIO()
    small.save(file, "PNG")
    return Logo(file.getvalue(), small.width, small.height)


def _refusal(path: Path, message: str) -> ProblemsError:
    hint = "choose a PNG or JPEG picture of at most 20 MiB, or leave the logo out"
    return ProblemsError([Problem(path=str(path), message=message, hint=hint)])
