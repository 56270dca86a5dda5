"""Names of files in what people read: shown so that every letter can be read, and quoted for a shell."""

from __future__ import annotations

import os
import shlex

SURROGATES = range(0xDC80, 0xDD00)
r"""How Python writes the bytes of a name that is not UTF-8; as they are, nothing can show or encode them."""


def readable(text: str) -> str:
    r"""The text with each byte that is no letter written as ``\xff``."""
    if text.isascii():
        return text
    return "".join(f"\\x{ord(char) - 0xDC00:02x}" if ord(char) in SURROGATES else char for char in text)


def quoted(name: object, system: str = os.name) -> str:
    """A name as the shell of this system takes it, to be copied from a message: always one word, in one line.

    On posix what has no letter of its own is written as bash, zsh and ksh read it (``$'a\\nb'``).
    """
    text = str(name)
    if text.startswith("-"):
        # Else it would be taken for an option.
        text = os.path.join(os.curdir, text)
    if system == "nt":
        return _in_double_quotes(text)
    if text.isprintable():
        return shlex.quote(text)
    return "$'" + "".join(_escaped(char) for char in text) + "'"


def _escaped(char: str) -> str:
    if char in "\\'":
        return "\\" + char
    if char.isprintable():
        return char
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))


def _in_double_quotes(text: str) -> str:
    """Both of Windows' shells take them; no name of a file there holds any itself."""
    plain = text and all(char.isalnum() or char in "\\/:._-+" for char in text)
    return text if plain else f'"{text}"'
