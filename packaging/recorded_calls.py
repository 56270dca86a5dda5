"""A plugin of pytest for `mutants.py`: writes down which tests run which functions.

    DECKAPP_CALLS=calls.json python -m pytest -n0 -p recorded_calls tests/plan

Only what runs in the tests' own process is seen.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).resolve().parents[1]
_PACKAGE = f"{ROOT / 'deckapp'}{os.sep}"
_FILE = os.environ.get("DECKAPP_CALLS", "")
_calls: dict[str, list[str]] = {}
_now: set[CodeType] = set()


def _see(frame: FrameType, _event: str, _what: object) -> None:
    _now.add(frame.f_code)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _now.clear()
    threading.settrace(_see)
    sys.settrace(_see)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        threading.settrace(None)
        for code in list(_now):
            if code.co_filename.startswith(_PACKAGE):
                path = Path(code.co_filename).relative_to(ROOT).as_posix()
                _calls.setdefault(f"{path}:{code.co_firstlineno}", []).append(item.nodeid)


def pytest_sessionfinish() -> None:
    if _FILE:
        Path(_FILE).write_text(json.dumps(_calls))
