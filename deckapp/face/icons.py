"""The icons: Phosphor, one weight, as SVG path data in a square of 256 units."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

BOX = 256.0
_FOLDER = Path(__file__).parent / "icons"
_DATA = re.compile(r'<path d="([^"]+)"')


@cache
def icon_names() -> tuple[str, ...]:
    """The names of all icons, in order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.svg")))


@cache
def icon_path(name: str) -> str:
    """An icon's SVG path data, y down; raises KeyError for a name that is not one of `icon_names`."""
    if name not in icon_names():
        raise KeyError(name)
    return " ".join(_DATA.findall(icon_svg(name).decode()))


@cache
def icon_svg(name: str) -> bytes:
    """An icon's SVG file; raises OSError for a name that is not one of `icon_names`."""
    return (_FOLDER / f"{name}.svg").read_bytes()
