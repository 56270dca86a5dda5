"""An exception of ours never reaches Qt.

Where Qt calls a method of ours and that raises, Qt goes on with whatever value comes back, and PySide raises the
error again at some later call or ends the program; a painter that was left active takes it down for sure. So each
class that overrides what Qt calls is `guarded`: the error goes to `sys.excepthook`, which tells it (see `mishaps`;
in a test it fails the test), painters are ended, and Qt is given a value that means nothing.
"""

from __future__ import annotations

import functools
import sys
import typing
from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import Any, TypeVar

from PySide6.QtGui import QPainter

Kind = TypeVar("Kind", bound=type)
MARK = "__guarded__"


def guarded(kind: Kind) -> Kind:
    """Guard every method of the class that stands in for one of Qt's."""
    for name, method in overrides(kind).items():
        setattr(kind, name, _guarded(method))
    return kind


def overrides(kind: type) -> dict[str, FunctionType]:
    """The methods of this very class that Qt may call, by name."""
    above = [base for base in kind.__mro__[1:] if base.__module__.startswith("PySide6")]
    return {
        name: method
        for name, method in vars(kind).items()
        if isinstance(method, FunctionType)
        and not name.startswith("__")
        and any(name in vars(base) for base in above)
    }


def is_guarded(method: Callable[..., object]) -> bool:
    """Whether nothing that this method raises reaches Qt."""
    return hasattr(method, MARK)


def attempt(do: Callable[..., object], *given: object) -> None:
    """Do something on which nothing else may depend; what it raises is told."""
    try:
        do(*given)
    except Exception as error:
        tell(error)


def tell(error: Exception) -> None:
    """Hand an error on to whoever tells of errors; it is not raised."""
    sys.excepthook(type(error), error, error.__traceback__)


def _guarded(method: FunctionType) -> Callable[..., Any]:
    if is_guarded(method):
        return method

    @functools.wraps(method)
    def guard(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except Exception as error:
            _end_painters(error, args)
            tell(error)
            return _nothing(method)

    setattr(guard, MARK, True)
    return guard


def _end_painters(error: Exception, given: tuple[Any, ...]) -> None:
    """End the painters that the failed method had begun; those that Qt gave it are Qt's."""
    trace = error.__traceback__
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            if isinstance(value, QPainter) and value.isActive() and not any(value is one for one in given):
                value.end()
        trace = trace.tb_next


def _nothing(method: FunctionType) -> Any:
    """The emptiest value that the method may return."""
    try:
        # Alone: a parameter's type may be known to the type checker only.
        written = SimpleNamespace(__annotations__={"return": method.__annotations__["return"]})
        promised = typing.get_type_hints(written, method.__globals__)["return"]
        return promised() if isinstance(promised, type) else None
    except Exception:
        # It is not written, or is of a kind that cannot be made of nothing.
        return None
