"""No Python object is ever made from bytes that came from outside.

PySide can write any Python object into a QVariant as a pickle, and makes it again wherever Qt reads one: from
a settings file's ``@Variant`` (Qt's own too: each file dialog reads ``QtProject.conf``, a desktop's theme its
settings), from what another program drags here, from the clipboard. A pickle can run any command when it is read.
"""

from __future__ import annotations

import pickle
from typing import Any

from PySide6.QtCore import QByteArray, QDataStream, QIODevice

NOTHING = pickle.dumps(None, protocol=4)


def refuse_objects() -> None:
    """Let Qt read plain values only, for as long as the process lives; to be called before Qt reads anything.

    PySide looks for the function that reads pickles once, when it meets the first one. It is shown one here,
    and finds a function that reads nothing.
    """
    data = QByteArray(_as_variant(NOTHING))
    found, pickle.loads = pickle.loads, _read_nothing
    try:
        QDataStream(data, QIODevice.OpenModeFlag.ReadOnly).readQVariant()
    finally:
        pickle.loads = found


def _read_nothing(*_args: Any, **_named: Any) -> None:
    return None


def _as_variant(pickled: bytes) -> bytes:
    """A pickle as Qt writes it into a stream: the type's number and name, and the bytes with their length."""
    name = b"PySide::PyObjectWrapper\0"
    user_type = (0x10000).to_bytes(4, "big") + b"\0"
    return user_type + len(name).to_bytes(4, "big") + name + len(pickled).to_bytes(4, "big") + pickled
