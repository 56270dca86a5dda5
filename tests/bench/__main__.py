"""`python -m tests.bench [NAME …]`: measure, print figure and limit side by side, exit 1 where one misses."""

from __future__ import annotations

import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(names: list[str]) -> int:
    """Run the benches of these names, or all; returns the exit code."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DECKAPP_HOME"] = home
        from tests.bench import printing, reading, screen, starting

        benches = {**starting.BENCHES, **reading.BENCHES, **printing.BENCHES, **screen.BENCHES}
        unknown = [name for name in names if name not in benches]
        if unknown:
            print(f"no bench named {', '.join(unknown)}; there are {', '.join(benches)}", file=sys.stderr)
            return 2
        figures = []
        for name in names or benches:
            for figure in benches[name]():
                print(figure, flush=True)
                figures.append(figure)
    missed = [figure for figure in figures if not figure.holds]
    print(f"{len(figures) - len(missed)} of {len(figures)} figures within their limits")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
