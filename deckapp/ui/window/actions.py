"""What an action of the window is: its words, its keys, when it can be done, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from deckapp.ui.window.window_commands import WindowCommands

if TYPE_CHECKING:
    from deckapp.ui.board.board import Board
    from deckapp.ui.board.view import BoardView
    from deckapp.ui.window.workspace import Workspace


Scope = Literal["window", "board", "library"]


class Situation(NamedTuple):
    """What the window's state means for its actions."""

    has_plan: bool = False
    is_modified: bool = False
    read_only: bool = False
    undo: str = ""
    redo: str = ""
    activities: int = 0
    selected: int = 0
    can_paste: bool = False
    card: bool = False
    problems: bool = False
    """Something is wrong with the decks' files."""

    @property
    def writable(self) -> bool:
        """A plan is open and may be changed."""
        return self.has_plan and not self.read_only


def always(_now: Situation) -> bool:
    """Enabled at any time."""
    return True


def with_plan(now: Situation) -> bool:
    """Enabled while a plan is open."""
    return now.has_plan


def writable(now: Situation) -> bool:
    """Enabled while a plan is open that may be changed."""
    return now.writable


def chosen(now: Situation) -> bool:
    """Enabled while something on the board is chosen."""
    return now.has_plan and now.selected > 0


def changeable(now: Situation) -> bool:
    """Enabled while something chosen on the board may be changed."""
    return now.writable and now.selected > 0


Do = Callable[[WindowCommands], object]


def on_work(do: Callable[[Workspace], object]) -> Do:
    """What is done with the workspace; nothing on the start page."""
    return lambda commands: commands.with_workspace(do)


def on_board(do: Callable[[Board], object]) -> Do:
    """What is done with the board."""
    return on_work(lambda work: do(work.board))


def on_view(do: Callable[[BoardView], object]) -> Do:
    """What is done with what shows the board."""
    return on_work(lambda work: do(work.view))


class Action(NamedTuple):
    """One action, and all that there is to know of it; `do` is what it does.

    `keys` are QKeySequence texts, the first shown in menus.

    A `scope` other than "window" means that the keys work only while that part has the focus, so that
    plain letters never disturb typing.
    """

    id: str
    do: Do
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    enabled: Callable[[Situation], bool] = always
    scope: Scope = "window"
    checkable: bool = False
    tip: str = ""
