"""A folder of forty broken decks, each with faults planted at known lines.

In a text, ``⟦words⟧`` marks the place of a fault whose report must hold the words; the mark itself is not
written. A fault of a file as a whole is named in `whole`. Add a deck to `DECKS`, or give `build` a list of
your own.
"""

# ruff: noqa: E501  (a file's text reads best unbroken)
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from deckapp.problem import Problem

_MARK = re.compile(r"⟦(.*?)⟧")


class Fault(NamedTuple):
    """A planted fault: its file, line and column (0 for the file as a whole), and words of its report."""

    path: Path
    line: int
    column: int
    words: str


@dataclass(frozen=True)
class BrokenDeck:
    """A folder with one deck, ``deck.yaml``, and other files; bytes are written as they are."""

    name: str
    text: str | bytes
    others: Mapping[str, str | bytes] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)


def build(folder: Path, decks: Iterable[BrokenDeck] = ()) -> list[Fault]:
    """Write the decks, each in a folder of its own, and say which faults they hold."""
    faults = []
    for deck in decks or DECKS:
        home = folder / deck.name
        for name, text in {"deck.yaml": deck.text, **deck.others}.items():
            faults += _write(home / name, text)
        faults += [Fault(home / name, 0, 0, words) for name, words in deck.whole.items()]
    return faults


def _write(path: Path, text: str | bytes) -> list[Fault]:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
        return []
    faults = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        while mark := _MARK.search(line):
            faults.append(Fault(path, number, mark.start() + 1, mark.group(1)))
            line = line[: mark.start()] + line[mark.end() :]
        lines.append(line)
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    return faults


def differences(faults: Iterable[Fault], problems: Iterable[Problem]) -> list[str]:
    """One line for each planted fault that was not reported, and for each report of what was not planted."""
    left = list(problems)
    lost = []
    for fault in faults:
        place = (str(fault.path), fault.line, fault.column)
        found = next((p for p in left if (p.path, p.line, p.column) == place and fault.words in str(p)), None)
        if found:
            left.remove(found)
        else:
            lost.append(f"not reported: {fault}")
    return lost + [f"not planted: {problem}" for problem in left]


def deck(cards: str, *, head: str = "", tail: str = "") -> str:
    """A deck with one suit that holds these lines, each indented by six spaces."""
    indented = "\n".join(f"      {line}" if line else "" for line in cards.strip("\n").split("\n"))
    return f"id: broken\ntitle: Broken\n{head}suits:\n  - id: one\n    title: One\n    cards:\n{indented}\n{tail}"


GOOD = "- id: good\n  title: Good\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "0000000500017a5eab3f0000000049454e44ae426082"
)
_LAUGHS = "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

DECKS: tuple[BrokenDeck, ...] = (
    BrokenDeck(
        "unknown-key",
        deck(GOOD + "- id: a\n  title: A\n  ⟦did you mean `duration`?⟧duraton: 20\n  ⟦unknown key `colour`⟧colour: red"),
    ),
    BrokenDeck("no-title", deck(GOOD + "- ⟦this card has no `title`⟧id: a\n  what: Something")),
    BrokenDeck("no-id", deck(GOOD + "- ⟦this card has no `id`⟧title: A")),
    BrokenDeck("neither", deck(GOOD + "- ⟦has no `id`⟧⟦has no `title`⟧what: Something")),
    BrokenDeck(
        "wrong-kinds",
        deck(
            "- id: a\n  title: ⟦must be one text, not a list⟧[A]\n"
            "- id: b\n  title: B\n  steps: ⟦`steps` must be a list⟧Do it\n  what: ⟦one text, not keys⟧{a: b}\n"
            "  art: ⟦art must be keys⟧front.png\n  tags: [x, ⟦an entry of `tags`⟧[y]]"
        ),
    ),
    BrokenDeck(
        "choices",
        deck("- id: a\n  title: A\n  difficulty: ⟦did you mean `hard`?⟧hrd\n  component: [risk, ⟦`readiness`⟧redines]"),
    ),
    BrokenDeck(
        "spans",
        deck("- id: a\n  title: A\n  duration: ⟦a whole number, a range⟧1:30\n  group: ⟦cannot be `many`⟧many\n  when: 1:30"),
    ),
    BrokenDeck(
        "spans that run back",
        deck("- id: a\n  title: A\n  duration: ⟦write 20-40⟧40-20\n  group: ⟦from more to less⟧9 – 3"),
    ),
    BrokenDeck(
        "steps",
        deck(
            "- id: a\n  title: A\n  steps:\n    - Walk\n    - {text: Talk, minutes: ⟦whole number⟧ten}\n"
            "    - ⟦in quotes⟧⟦has no `text`⟧Ask: what now\n    -⟦is empty⟧\n    - text: ⟦not a list⟧[x]"
        ),
    ),
    BrokenDeck("repeated-key", deck("- id: a\n  title: A\n  ⟦already in line 8⟧title: B")),
    BrokenDeck("repeated-key-in-deck", "id: d\ntitle: D\n⟦already in line 2⟧title: E\nsuits: []\n"),
    BrokenDeck("repeated-card", deck(GOOD + "- id: ⟦already stands in this deck, in line 7⟧good\n  title: Other")),
    BrokenDeck(
        "card-twice-in-a-suit",
        deck("- a\n- ⟦already stands⟧a"),
        {"cards/a.yaml": "id: a\ntitle: A\n"},
    ),
    BrokenDeck("no-such-card", deck(GOOD + "- ⟦did you mean `good`?⟧goood")),
    BrokenDeck(
        "no-such-card-in-a-recipe",
        deck(GOOD, tail="recipes:\n  - id: r\n    title: R\n    steps:\n      - card: good\n      - card: ⟦there is no card⟧nowhere\n"),
    ),
    BrokenDeck(
        "card-of-no-suit",
        deck(GOOD, tail="recipes:\n  - id: r\n    title: R\n    steps:\n      - card: ⟦is in no suit⟧spare\n"),
        {"cards/spare.yaml": "id: spare\ntitle: Spare\n"},
    ),
    BrokenDeck(
        "pointers",
        deck("- id: a\n  title: A\n  before: [⟦there is no card `x1`⟧x1]\n  after:\n    - ⟦`x2`⟧x2\n  related: [a, ⟦`x3`⟧x3]"),
    ),
    BrokenDeck(
        "pointers-in-a-file",
        deck("- a"),
        {"cards/a.yaml": "id: a\ntitle: A\nrelated:\n  - b\n  - ⟦did you mean `b-card`?⟧b-crd\n",
         "cards/b.yaml": "id: b\ntitle: B\nafter: [⟦there is no card⟧zzz]\n",
         "cards/c.yaml": "id: b-card\ntitle: B\n"},
    ),
    BrokenDeck("missing-picture", deck("- id: a\n  title: A\n  image: ⟦does not exist⟧images/no.png")),
    BrokenDeck("picture-outside", deck("- id: a\n  title: A\n  image: ⟦outside the deck's folder⟧../../up.png")),
    BrokenDeck(
        "pictures",
        deck(
            "- id: a\n  title: A\n  image: images/ok.png\n- id: b\n  title: B\n  art:\n    front: ⟦own folder⟧/etc/hostname\n"
            "    back: ⟦is an address⟧https://example.org/x.png\n- id: c\n  title: C\n  image: ⟦own folder⟧C:\\pictures\\x.png"
        ),
        {"images/ok.png": PNG},
    ),
    BrokenDeck("never-closed", 'id: a\ntitle: ⟦never closed⟧"A\nsuits: []\n'),
    BrokenDeck("colon-in-text", "id: a\ntitle: A⟦in quotes⟧: B\nsuits: []\n"),
    BrokenDeck("tab", "id: a\ntitle: A\nsuits:\n⟦indent with spaces⟧\t- id: b\n"),
    BrokenDeck("bold-text", "id: a\ntitle: A\nsummary: ⟦begins with `*`⟧**Bold** words\nsuits: []\n"),
    BrokenDeck("empty", "⟦the file is empty⟧"),
    BrokenDeck("only-comments", "⟦the file is empty⟧# nothing yet\n"),
    BrokenDeck("a-list", "⟦must be keys with values⟧- one\n- two\n"),
    BrokenDeck("latin-1", "id: a\ntitle: Caf⟦not UTF-8⟧\udce9\nsuits: []\n"),
    BrokenDeck("nul", "id: a\ntitle: ⟦U+0000⟧\0\nsuits: []\n"),
    BrokenDeck("escaped-bell", deck('- id: a\n  title: A\n  what: ⟦control character (U+0007)⟧"a\\ab"')),
    BrokenDeck("too-large", b"id: a\nsuits: []\n#" + b"x" * (8 * 1024 * 1024), whole={"deck.yaml": "larger than 8 MiB"}),
    BrokenDeck("too-deep", "suits: " + "[" * 62 + "⟦64 levels⟧" + "[" * 99_938 + "\n"),
    BrokenDeck("laughs", f"a: &a [x, x, x, x, x, x, x, x, x, x]\n{_LAUGHS}\n".replace("e: &e", "e: ⟦aliases stand for⟧&e")),
    BrokenDeck("many-aliases", "id: &i a\nsuits: [" + "*i, " * 1000 + "⟦1,000 aliases⟧*i]\n"),
    BrokenDeck("holds-itself", "id: a\ntitle: A\nsuits: ⟦holds itself⟧&s [*s]\n"),
    BrokenDeck(
        "tags",
        deck("- id: a\n  title: A\n  what: ⟦`!!python/object/apply:os.system`⟧!!python/object/apply:os.system [ls]\n  why: ⟦the tag `!mine`⟧!mine x"),
    ),
    BrokenDeck(
        "tags-under-unknown-keys",
        deck(
            "- id: a\n  title: A\n  ⟦did you mean `what`?⟧waht: ⟦the tag `!!python/name:os.system`⟧!!python/name:os.system\n"
            "  ⟦unknown key `zzz`⟧zzz: {deep: [x, ⟦the tag `!mine`⟧!mine [y], ⟦the tag `!shared`⟧&t !shared z, *t]}"
        ),
    ),
    BrokenDeck("two-documents", "id: a\ntitle: A\nsuits: []\n⟦second document⟧---\nid: b\n"),
    BrokenDeck(
        "suits",
        "id: d\ntitle: D\nsuits:\n  - id: one\n    title: One\n    colour: ⟦a suit colour by name⟧pink\n    cards:\n      - id: x\n        title: X\n"
        "  - id: ⟦already used in line 4⟧one\n    title: Two\n    ⟦did you mean `icon`?⟧icn: x\n  - ⟦this suit has no `id`⟧title: Three\n",
    ),
    BrokenDeck(
        "style",
        deck(GOOD, head="style:\n  width: ⟦a number from 30 to 300⟧10\n  paper: ⟦#RRGGBB⟧red\n  back: [what, ⟦did you mean `steps`?⟧step]\n"),
    ),
    BrokenDeck(
        "card-files",
        deck("- a\n- b\n- c"),
        {"cards/a.yaml": "⟦has no `title`⟧id: a\n⟦did you mean `title`?⟧titel: A\n",
         "cards/b.yaml": "id: b\ntitle: ⟦never closed⟧'B\n",
         "cards/sub/c.yaml": "id: c\ntitle: C\n",
         "cards/sub/d.yaml": "id: ⟦already used in⟧c\ntitle: D\n"},
    ),
)  # fmt: skip
