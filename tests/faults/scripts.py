"""Every script of Unicode with no fonts, one font and all fonts: `python -m tests.faults.scripts [SETUP ...]`.

Each script has a deck and a plan of its own, which are checked, printed, exported and shown in a process of
its own. Prints the faults as they come, and the figures at the end.
"""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from fontTools import unicodedata as scripts

from tests.faults.everywhere import Outcome, fonts_file, run, write_both

ABOUT = "every script of Unicode with no fonts, one font and all fonts: checked, printed, exported, shown"
USUAL = 1
NAMED = (
    "Beng", "Taml", "Telu", "Knda", "Mlym", "Gujr", "Guru", "Orya", "Sinh", "Khmr", "Syrc", "Thaa", "Thai",
    "Mymr", "Ethi", "Tibt", "Mong", "Nkoo", "Arab", "Hebr", "Deva", "Hani", "Hang",
)  # fmt: skip
"""The scripts whose fonts a system is likely to lack."""
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
_MANY, _FEW = 40, 12
_ZWNJ, _ZWJ, _VS15, _VS16, _CGJ = "\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u034f"
_STRANGE = (
    "\ue000\uf8ff\U000f0000\U0010fffd",
    "\ufdd0\U0001fffe\U0010ffff",
    "\u0378\u0379\U000e0fff\U0003ffff",
    "\u0300\u0301\u0f71\u0e31",
    "\u200b\u200c\u200d\u2060\ufeff\u2066\u2069\u202e\u00ad",
    "a\ufe0f\u20e3 \U0001f1e9\U0001f1ea \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd \U000e0041",
)
"""What belongs to no script: private use, noncharacters, what is not assigned, marks without letters."""


def samples() -> Mapping[str, tuple[str, ...]]:
    """The texts to try, by script; what has no script is under "Zzzz"."""
    chars: dict[str, dict[str, list[str]]] = {}
    for code in range(0x110000):
        char = chr(code)
        script = scripts.script(char)
        if script != "Zzzz":
            # What is younger than Python's own table has no category there; most of it are letters.
            kind = unicodedata.category(char)
            chars.setdefault(script, {}).setdefault("L" if kind == "Cn" else kind[0], []).append(char)
    found = {script: tuple(_texts(kinds)) for script, kinds in chars.items()}
    return found | {"Zzzz": _STRANGE}


def _texts(kinds: Mapping[str, list[str]]) -> Iterator[str]:
    letters, marks = _spread(kinds.get("L", []), _MANY), _spread(kinds.get("M", []), _MANY)
    digits, others = (
        _spread(kinds.get("N", []), _FEW),
        _spread([*kinds.get("P", []), *kinds.get("S", [])], _FEW),
    )
    viramas = [mark for mark in kinds.get("M", []) if unicodedata.combining(mark) == 9][:2]
    some = (
        letters
        or others
        or digits
        or marks
        or _spread([char for chars in kinds.values() for char in chars], _MANY)
    )
    first = some[0]
    yield "".join(letters[:_FEW]) or "".join(some)
    yield " ".join(letter + mark for letter, mark in zip(letters * 2, marks, strict=False)) or first
    yield "".join(marks) + " " + " ".join(marks)
    yield ("".join(f"{one}{virama}{other}" for virama in viramas for one, other in pairwise(letters)) + first)
    yield f"{first}{_ZWJ}{some[-1]}{_ZWNJ}{first}{_VS15}{some[-1]}{_VS16}{_CGJ}{first}" + "".join(
        digits + others
    )
    marked = f"**{first}** _{some[-1]}_ [{first}](http://x.y) {''.join(marks[:3])}"
    yield f"Plan {first}{some[-1]} שלום {''.join(digits)} سلام {marked}"


def _spread(chars: list[str], count: int) -> list[str]:
    return list(islice(chars, 0, None, max(1, len(chars) // count)))[:count]


def try_script(setup: str, fonts: Path | None, script: str, texts: tuple[str, ...]) -> list[Outcome]:
    """What comes of a script's texts; prints the faults."""
    with tempfile.TemporaryDirectory() as folder:
        texts = tuple(text for text in texts if text.strip())
        write_both(Path(folder), texts)
        outcomes = run(Path(folder), fonts=fonts)
    for one in outcomes:
        if one.fault:
            print(f"{setup} {script} {one.step}: {one.fault}\n{one.said[-1500:]}", flush=True)
    return outcomes


def tried(setups: list[str]) -> int:
    """Try all; DECKAPP_WORKERS processes at a time."""
    with tempfile.TemporaryDirectory() as folder:
        known: dict[str, Path | None] = {
            "none": fonts_file(Path(folder) / "none"),
            "one": fonts_file(Path(folder) / "one", DEJAVU),
            "all": None,
        }
        faults = 0
        for setup in setups or known:
            with ThreadPoolExecutor(int(os.environ.get("DECKAPP_WORKERS", "2"))) as pool:
                work = partial(try_script, setup, known[setup])
                found = pool.map(work, *zip(*samples().items(), strict=True))
                outcomes = [one for script in found for one in script]
            faults += (bad := sum(bool(one.fault) for one in outcomes))
            slowest = max(outcomes, key=lambda one: one.seconds)
            print(
                f"{setup}: {len(samples())} scripts, {len(outcomes)} steps, {bad} faults,"
                f" slowest {slowest.step} {slowest.seconds:.1f} s, at most {max(one.mib for one in outcomes):.0f} MiB",
                flush=True,
            )
    return int(faults > 0)


def main(count: int) -> int:
    """Try all so often; 1 if any goal was missed."""
    return max(tried([]) for _ in range(count))


if __name__ == "__main__":
    sys.exit(tried(sys.argv[1:]))
