"""The plan's file is not what it was: what became of it, in what it differs, and what is to be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.names import readable
from deckapp.plan.their_file import TheirFile
from deckapp.ui.kit.moments import moment
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

WIDTH = 620


class FileChangedDialog(QDialog):
    """Asks whose version of a plan is wanted; nothing happens to any of them until that is said."""

    overwrite_wanted = Signal()
    save_as_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(
        self, path: Path, theirs: TheirFile, differences: str, *, saving: bool, parent: QWidget | None = None
    ) -> None:
        """`saving` where the plan was about to be saved; else only the file was to be opened once more."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("file-changed")
        self.setWindowTitle("The file was changed" if theirs.fate != "gone" else "The file is gone")
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE + SPACE // 2)
        head = self._label(theirs.words)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        box.addWidget(head)
        box.addWidget(self._label(_place(path, theirs)))
        if differences:
            page = QPlainTextEdit(differences, self)
            page.setReadOnly(True)
            page.setAccessibleName("Differences")
            reading = Qt.TextInteractionFlag
            page.setTextInteractionFlags(reading.TextSelectableByMouse | reading.TextSelectableByKeyboard)
            lines = min(12, differences.count("\n") + 2)
            page.setMinimumHeight(lines * page.fontMetrics().lineSpacing() + 2 * SPACE)
            box.addWidget(page, 1)
        box.addWidget(self._label(_what_happens(theirs, saving)))
        if not differences:
            box.addStretch(1)
        box.addWidget(self._buttons(theirs, saving))
        # What wraps tells its height only for a width, and a window asks for none.
        self.ensurePolished()
        self.setMinimumSize(WIDTH, box.totalHeightForWidth(WIDTH))

    def _buttons(self, theirs: TheirFile, saving: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        offers: list[tuple[str, SignalInstance]] = []
        if saving and theirs.can_be_replaced:
            offers.append(
                ("Save here again" if theirs.fate == "gone" else "Overwrite", self.overwrite_wanted)
            )
        if saving:
            offers.append(("Save as…", self.save_as_wanted))
        if theirs.plan is not None:
            offers.append(("Open theirs", self.theirs_wanted))
        for text, wanted in offers:
            button = buttons.addButton(text, role.ActionRole)
            button.clicked.connect(self.accept)
            button.clicked.connect(wanted)
        keep = buttons.addButton("Cancel" if saving else "Keep mine", role.RejectRole)
        buttons.rejected.connect(self.reject)
        # Enter on what nobody has read must do no harm.
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(button is keep)
        keep.setDefault(True)
        keep.setFocus()
        return buttons

    def _label(self, text: str) -> QLabel:
        label = plain_label(text, self)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _place(path: Path, theirs: TheirFile) -> str:
    shown = readable(str(path))
    return f"{shown}\nLast changed {moment(theirs.changed)}" if theirs.changed else shown


def _what_happens(theirs: TheirFile, saving: bool) -> str:
    """What each answer does, so that nobody has to fear for his version."""
    if not saving:
        return "Theirs opens in a window of its own; what you have not saved stays in this one."
    said = []
    if theirs.fate in ("changed", "newer", "damaged"):
        said.append("Overwrite puts yours in its place and keeps theirs among the earlier versions.")
    if theirs.fate == "unreadable":
        said.append("Overwrite puts yours in its place; what is there now cannot be kept.")
    if theirs.plan is not None:
        said.append("Open theirs shows the file in another window; yours stays in this one, unsaved.")
    if theirs.fate == "no file":
        said.append("Save as… puts yours under another name.")
    return " ".join(said) or "The plan is still whole in this window. Nothing in it is lost."
