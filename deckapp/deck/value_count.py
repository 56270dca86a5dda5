"""How many values may be read in one go, however many files they lie in."""

from __future__ import annotations

MAX_NODES = 500_000
"""In one file: some 7,000 full cards. A file of 8 MiB could otherwise make four million nodes of 500 bytes each."""
MAX_VALUES = 1_600_000
"""In all files together: more than 20,000 full cards, which is some eight seconds of reading."""


class ValueCount:
    """Counts the values of all files that are read together."""

    def __init__(self, most: int = MAX_VALUES) -> None:
        self.most = most
        self.read = 0

    @property
    def allowed(self) -> int:
        """How many the next file may hold."""
        return max(0, min(MAX_NODES, self.most - self.read))

    @property
    def spent(self) -> bool:
        """Whether there were too many; what is not read by now must not be missed."""
        return self.read > self.most

    def give_up(self) -> None:
        """Let nothing more be read, for whatever reason."""
        self.read = self.most + 1

    def excess(self) -> tuple[str, str]:
        """(message, remedy) for a file that holds more than it may."""
        if self.spent:
            return (
                f"up to here the files hold more than {self.most:,} values; the rest is not read",
                "open a smaller folder, or fewer files at a time",
            )
        return f"more than {MAX_NODES:,} values in one file", "split it into several files"
