"""What YAML's parser complains of, in the words of somebody who writes a deck."""

from __future__ import annotations

import re
from typing import Any

import yaml

from deckapp.problem import Problem

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no card can show; YAML refuses them as they are, but takes them as ``\\x07``."""

# A part of the parser's complaint, what it means here, and what to do about it. The first match counts.
_PLAIN_WORDS = (
    ("found undefined alias", "a text that begins with `*` is a name to YAML", "put the text in quotes"),
    ("scanning an alias", "a text that begins with `*` is a name to YAML", "put the text in quotes"),
    ("scanning an anchor", "a text that begins with `&` is a name to YAML", "put the text in quotes"),
    ("duplicate anchor", "this anchor was already used above", "use each `&name` once, or better none"),
    ("scanning a tag", "a text that begins with `!` is a type to YAML", "put the text in quotes"),
    ("tag handle", "a text that begins with `!` is a type to YAML", "put the text in quotes"),
    ("a directive", "a line that begins with `%` is an order to YAML", "put the text in quotes"),
    ("mapping values are not allowed", "a second `: ` in one line, or a line too far to the right",
     "put a text that holds `: ` in quotes, and line up the keys"),
    ("could not find expected ':'", "this line is neither `key: value` nor part of a text",
     "add the `: `, or indent the line further than its key"),
    ("unknown escape character", "in double quotes a `\\` begins an escape that YAML must know",
     "use single quotes, or write `\\\\`"),
    ("did not find expected hexdecimal", "a `\\x` or `\\u` in double quotes lacks its digits",
     "use single quotes, or write `\\\\`"),
    ("invalid Unicode character escape", "this escape is no character", "write the character itself"),
    ("unexpected end of stream", "a quotation mark is opened here and never closed", "close it"),
    ("unexpected document indicator", "a quotation mark is opened here and never closed", "close it"),
    ("expected ',' or ']'", "a `[` is opened here and never closed", "close it with `]`, commas between"),
    ("expected ',' or '}'", "a `{` is opened here and never closed", "close it with `}`, commas between"),
    ("flow node", "a `[` or `{` is opened here and never closed", "close it"),
    ("a simple key", "this key is too long or broken over lines", "keep `key:` short and in one line"),
    ("expected a single document", "a line `---` begins a second document",
     "keep one card or deck in a file"),
    ("expected <document start>", "something stands here after the end of the card or deck",
     "line up all keys at the left, and put texts with `: ` in quotes"),
    ("expected '-' indicator", "this line is neither a `- ` line of the list above nor lined up with its key",
     "line up the `- ` lines, and the keys"),
    ("block sequence entries are not allowed", "a `- ` cannot stand here", "begin the list on the next line"),
    ("expected key", "this line is not lined up with the keys above, or a quotation mark closes too early",
     "line up the keys; put a text that holds quotation marks between single quotes"),
    ("invalid indentation", "this line is not lined up with the lines above", "line up the lines"),
    ("wrong indentation", "this line is not lined up with the lines above", "line up the lines"),
    ("chomping or indentation", "nothing may follow `|` or `>` in a line", "begin the text on the next line"),
    ("a block scalar", "nothing may follow `|` or `>` in a line", "begin the text on the next line"),
    ("indentation indicator", "nothing may follow `|` or `>` in a line", "begin the text on the next line"),
)  # fmt: skip
# Where a thing was opened tells more than where the parser gave up.
_AT_THE_START = (
    "unexpected end of stream", "unexpected document", "expected ',' or", "flow node", "simple key",
    "scanning an alias", "scanning an anchor", "a block scalar",
)  # fmt: skip


def syntax_problem(path: str, text: str, error: Any) -> Problem:
    """The one Problem that a text which is not YAML gives."""
    if isinstance(error, yaml.reader.ReaderError):
        return control_problem(path, text)
    complaint = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if any(part in complaint for part in _AT_THE_START):
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "a tab character" in complaint and error.problem_mark:
        line, column = error.problem_mark.line + 1, error.problem_mark.column + 1
    written = _line(text, line)
    if re.match(r" *\t", written):
        message, hint = "a tab stands before this line's text", "indent with spaces"
    elif "cannot start any token" in complaint:
        strange = written[column - 1 : column]
        message, hint = f"a text cannot begin with `{strange}` in YAML", "put the text in quotes"
    else:
        message, hint = next(
            (words for part, *words in _PLAIN_WORDS if part in complaint),
            ("this line is not YAML as a deck uses it", "look for a missing quotation mark, colon or indent"),
        )
    return Problem(path, line, column, message, hint)


def control_problem(path: str, text: str) -> Problem:
    """The Problem of a character that cannot be shown, where the first one stands."""
    found = CONTROL.search(text)
    start = found.start() if found else 0
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    code = f" (U+{ord(found.group()):04X})" if found else ""
    return Problem(path, line, column, f"a control character{code} stands here", "delete it")


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""
