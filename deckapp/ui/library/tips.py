"""Tool tips from texts of files: wrapped, and never read as markup."""

from __future__ import annotations

from html import escape


def tip(*lines: str) -> str:
    """A tool tip of these lines, the empty ones left out; the first in bold where there are more."""
    shown = [escape(line).replace("\n", "<br>") for line in lines if line]
    if len(shown) > 1:
        shown[0] = f"<b>{shown[0]}</b>"
    return f"<p>{'<br>'.join(shown)}</p>" if shown else ""
