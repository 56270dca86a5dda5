"""What the actions of a window work with; the window itself is one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from deckapp.ui.document.document import Document
    from deckapp.ui.document.services import Services
    from deckapp.ui.window.file_flow import FileFlow
    from deckapp.ui.window.workspace import Workspace


class Desk(QMainWindow):
    """A plan's workspace or none, and what the application is asked for by signal."""

    new_wanted = Signal()
    path_wanted = Signal(object)
    version_wanted = Signal(object)
    recipe_wanted = Signal(str, str)
    theirs_wanted = Signal()
    """The plan's file as somebody else left it; this window's plan must stay whole."""
    quit_wanted = Signal()
    closed = Signal()

    services: Services
    workspace: Workspace | None = None

    @property
    def document(self) -> Document | None:
        """The plan in this window, or None on the start page."""
        return self.workspace.document if self.workspace else None

    @property
    @abstractmethod
    def files(self) -> FileFlow:
        """Saving and closing of this window's plan."""

    @abstractmethod
    def close_document(self) -> None:
        """Go back to the start page; the plan is given up."""

    @abstractmethod
    def say(self, text: str, milliseconds: int = 0) -> None:
        """Show a message in the status bar for a while; for good at 0."""

    @abstractmethod
    def refresh(self) -> None:
        """Let title, actions and status follow the situation."""

    @abstractmethod
    def possible_actions(self) -> Iterable[tuple[str, QAction]]:
        """(menu, action) of all that can be done now."""

    @abstractmethod
    def keys(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Titles, and under each what keys do: the keys and the words for it."""
