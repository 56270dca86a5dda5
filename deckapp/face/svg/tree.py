"""An SVG file's elements: bounded in number and depth, with nothing declared, fetched or run."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from deckapp.problem import PictureError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MOST_ELEMENTS = 30_000
MOST_DEPTH = 60
MOST_BYTES = 8 * 1024 * 1024
_SIMPLER = "save it as plain SVG"


class Element:
    """An element of SVG's own: its name without the namespace, its attributes, its text and what it holds."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or what stands for it."""
        return self.attributes.get(name, default)

    @property
    def target(self) -> str:
        """The address that it names."""
        return self.get("href").strip()

    def walk(self) -> Iterator[Element]:
        """It and all that it holds, from the outside in."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.children)


def read_tree(data: bytes) -> Element:
    """The outermost element of an SVG file; raises PictureError."""
    if len(data) > MOST_BYTES:
        raise PictureError(f"it is an SVG of more than {MOST_BYTES // 1024**2} MiB", _SIMPLER)
    reader = _TreeReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.EntityDeclHandler = _declared
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.errors.messages[error.code]
        raise PictureError(f"it is no good SVG ({words}, line {error.lineno})", "save it again") from None
    except (ValueError, LookupError):
        raise PictureError("it is an SVG in an encoding that nobody knows", "save it as UTF-8") from None
    if reader.root is None or reader.root.name != "svg":
        raise PictureError("it is no SVG", _SIMPLER)
    return reader.root


def _declared(*_declaration: object) -> None:
    # An entity may stand for a file, or for a million others.
    raise PictureError("it is an SVG that declares entities", _SIMPLER)


class _TreeReader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element | None] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise PictureError(f"it is an SVG of more than {MOST_ELEMENTS:,} elements", "make it simpler")
        if len(self._open) == MOST_DEPTH:
            raise PictureError(f"it is an SVG nested more than {MOST_DEPTH} deep", "make it simpler")
        space, _, plain = name.rpartition(" ")
        made = None
        holder = self._open[-1] if self._open else None
        # What other programs keep of their own in the file is theirs.
        if space in (SVG, "") and (holder or not self._open):
            made = Element(plain, {_plain(key): value for key, value in attributes.items()})
            if holder:
                holder.children.append(made)
            else:
                self.root = made
        self._open.append(made)

    def end(self, _name: str) -> None:
        self._open.pop()

    def said(self, text: str) -> None:
        if self._open and (one := self._open[-1]) and one.name == "style":
            one.text += text


def _plain(name: str) -> str:
    """An attribute's name; those of other namespaces, but for XLink's, can be mistaken for no one's."""
    return name.removeprefix(XLINK + " ")
