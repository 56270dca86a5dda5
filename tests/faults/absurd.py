"""Texts that nobody writes, each as long as a plan holds: `python -m tests.faults.absurd [NAME ...]`.

Each has a deck and a plan of its own, with the text in every field, and each step a process of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deckapp.plan.limits import MAX_TEXT
from tests.faults.everywhere import STEPS, Outcome, run, write_both

ABOUT = "texts that nobody writes, each as long as a plan holds: checked, printed, exported, shown"
USUAL = 1


def texts(size: int = MAX_TEXT) -> Mapping[str, str]:
    """The texts by their names, each of so many characters."""
    once = {
        "letters": "m",
        "words": "word ",
        "capitals": "ÄÖÜẞ",
        "marks": "\u0301",
        "marked letter": "a" + "\u0301" * (size - 1),
        "marked letters": "e\u0301",
        "joined emoji": "👩\u200d",
        "families": "👩\u200d👩\u200d👧\u200d👦",
        "flags": "🇩🇪",
        "tones": "👍🏽",
        "newlines": "a\n",
        "empty lines": "\n" * (size - 2) + "a",
        "line separators": "a\u2028",
        "two directions": "a א ",
        "directions without spaces": "aא",
        "letters and Arabic digits": "a١ב2",
        "brackets": "(א[",
        "isolates": "\u2067a",
        "Hebrew": "ש",
        "Arabic": "ب",
        "Arabic words": "سلام ",
        "Devanagari": "क्ष",
        "Thai": "ภาษาไทย",
        "Bengali": "ক্ষ",
        "Chinese": "漢字",
        "fonts in turn": "aאक漢ภ",
        "soft hyphens": "a\u00ad",
        "only soft hyphens": "\u00ad",
        "spaces": " " * (size - 1) + "a",
        "letters with spaces": "a ",
        "no-break spaces": "a\u00a0",
        "joiners": "\u200d",
        "zero width spaces": "a\u200b",
        "variation selectors": "a\ufe0f",
        "combining joiners": "a\u034f",
        "many kinds": "".join(chr(0x4E00 + n) for n in range(size)),
        "private use": "".join(chr(0xE000 + n % 6000) for n in range(size)),
        "Hangul parts": "\u1100\u1161\u11a8",
        "stars": "*",
        "emphases": "*a ",
        "nested emphases": "**a *b " * (size // 14) + "* b** " * (size // 14),
        "closed emphases": "**a** ",
        "underlines": "_a_",
        "brackets open": "[",
        "links": "[a](http://b) ",
        "nested links": "[" * (size // 8) + "a" + "](http://b)" * (size // 16),
        "one long link": "[" + "a" * (size - 20) + "](http://b.c/)",
        "images": "![a](b)",
        "lists": "- a\n",
        "deep lists": "".join("  " * n + "- a\n" for n in range(138)),
        "lists in one line": "- ",
        "numbers in one line": "1. ",
        "numbered": "1. a\n",
        "boxes": "- [ ] a\n",
        "backslashes": "\\",
        "escapes": "\\*",
        "hyphens": "a-",
        "slashes": "a/b/",
        "tabs": "a\t",
    }
    return {name: (text * (size // len(text) + 1))[:size] for name, text in once.items()}


def try_text(name: str, text: str) -> list[Outcome]:
    """What comes of each step."""
    with tempfile.TemporaryDirectory() as folder:
        write_both(Path(folder), [text, "Plain"])
        found = [outcome for step in STEPS for outcome in run(Path(folder), [step], seconds=60.0)]
    for one in found:
        if one.fault:
            print(f"{name} {one.step}: {one.fault} {one.said[-1500:] if one.code else ''}", flush=True)
    said = ", ".join(f"{one.step} {one.seconds:.1f} s {one.mib:.0f} MiB" for one in found)
    print(f"{name}: {said}", flush=True)
    return found


def tried(names: list[str]) -> int:
    """Try all, or these; DECKAPP_WORKERS processes at a time."""
    chosen = {name: text for name, text in texts().items() if not names or name in names}
    with ThreadPoolExecutor(int(os.environ.get("DECKAPP_WORKERS", "2"))) as pool:
        outcomes = [one for found in pool.map(try_text, chosen, chosen.values()) for one in found]
    faults = sum(bool(one.fault) for one in outcomes)
    slowest = max(outcomes, key=lambda one: one.seconds)
    print(
        f"{len(chosen)} texts, {len(outcomes)} steps, {faults} faults, slowest {slowest.step}"
        f" {slowest.seconds:.1f} s, at most {max(one.mib for one in outcomes):.0f} MiB"
    )
    return int(faults > 0)


def main(count: int) -> int:
    """Try all so often; 1 if any goal was missed."""
    return max(tried([]) for _ in range(count))


if __name__ == "__main__":
    sys.exit(tried(sys.argv[1:]))
