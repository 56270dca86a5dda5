"""All choices of a print, one below the other; together they are a `PrintSettings`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.deck import Deck
from deckapp.face.words import word
from deckapp.printing.calibration import Calibration, correction
from deckapp.printing.selection import wanted_cards
from deckapp.printing.settings import BACK_FIELDS, MARK_KINDS, MOST_BLEED, SIDES, PrintSettings
from deckapp.printing.sheet import flip_axis
from deckapp.printing.shops import SHOPS, with_shop
from deckapp.printing.sizes import CARD_SIZES, SHEET_NAMES, CardSize, card_size, sheet_title, size_name
from deckapp.problem import SettingsError
from deckapp.ui.printing.choice import Choice
from deckapp.ui.theme import SPACE

SIDES_TITLES = {
    "duplex-long": "Both sides, flip on the long edge",
    "duplex-short": "Both sides, flip on the short edge",
    "fold": "One side: fold and glue",
    "fronts": "Fronts only",
    "backs": "Backs only",
}
MARK_TITLES = {"crop": "Crop marks at the edges", "full": "Lines across the sheet", "none": "None"}
OWN_SIZE = "The deck’s own"
AUTOMATIC = -1.0
SUIT_ROWS = 8


class PrintForm(QWidget):
    """Emits `changed` with every choice; `calibrate_wanted` when a printer is to be calibrated."""

    changed = Signal()
    calibrate_wanted = Signal()

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck: Deck | None = None
        self._base = choice.settings
        self._selected: Sequence[str] = ()
        self._calibrations: Sequence[Calibration] = ()
        form = QVBoxLayout(self)
        form.setContentsMargins(0, 0, SPACE, 0)
        form.setSpacing(2 * SPACE)
        self.deck_box = self._combo("Deck")
        self.suits = QListWidget(self)
        self.suits.setAccessibleName("Suits to print")
        self.suits.itemChanged.connect(self._tell)
        self.cards = QLineEdit(self)
        self.cards.setAccessibleName("Cards to print")
        self.cards.setPlaceholderText("All, or ids: premortem x2, one-page")
        self.cards.setClearButtonEnabled(True)
        self.cards.textChanged.connect(self._tell)
        self.take_selected = QPushButton("Use the selection", self)
        self.take_selected.setToolTip("Print the cards that are selected in the library")
        self.take_selected.clicked.connect(lambda: self.cards.setText(", ".join(self._selected)))
        self.copies = self._count("Sets of cards", 1)
        self.skip = self._count("Places to skip", 0)
        self.skip.setToolTip("Places of the first sheet that are used up already")
        self._section(form, "Cards", (
            ("Deck", self.deck_box), ("Suits", self.suits), ("Cards", self.cards), ("", self.take_selected),
            ("Sets", self.copies), ("Skip", self.skip),
        ))  # fmt: skip
        self.shop = self._combo("Print shop")
        for name, shop in SHOPS.items():
            self.shop.addItem(shop.title, name)
        self.shop_note = QLabel(self)
        self.shop_note.setWordWrap(True)
        self.size_box = self._combo("Card size")
        self.size_box.setEditable(True)
        self.size_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.size_box.addItem(OWN_SIZE)
        for name, size in CARD_SIZES.items():
            self.size_box.addItem(_size_title(name, size), name)
        self.size_box.setToolTip("A name, or width x height in millimetres")
        self.sheet = self._combo("Paper")
        for sheet in SHEET_NAMES:
            self.sheet.addItem("One card a page" if sheet == "card" else sheet_title(sheet), sheet)
        self.sides = self._combo("Sides")
        for side in SIDES:
            self.sides.addItem(SIDES_TITLES[side], side)
        self.order = self._combo("Order")
        for text, back_first in (("Front, then back", False), ("Back, then front", True)):
            self.order.addItem(text, back_first)
        self._section(form, "Paper", (
            ("For", self.shop), ("", self.shop_note), ("Size", self.size_box), ("Paper", self.sheet),
            ("Sides", self.sides), ("Order", self.order),
        ))  # fmt: skip
        self.printer = self._combo("Printer’s calibration")
        self.calibrate = QPushButton("Calibrate…", self)
        self.calibrate.setToolTip("Make the backs of this printer meet its fronts")
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.margin = self._length("Margin", 100.0)
        self.gap = self._length("Gap", 100.0)
        self.bleed = self._length("Bleed", MOST_BLEED)
        self.bleed.setMinimum(AUTOMATIC)
        self.bleed.setSpecialValueText("Automatic")
        self.marks = self._combo("Marks")
        self.marks.addItem("Automatic", None)
        for kind in MARK_KINDS:
            self.marks.addItem(MARK_TITLES[kind], kind)
        self._section(form, "Fit", (
            ("Backs", self._row(self.printer, self.calibrate)), ("Margin", self.margin), ("Gap", self.gap),
            ("Bleed", self.bleed), ("Marks", self.marks),
        ))  # fmt: skip
        self.fields = QToolButton(self)
        self.fields.setAccessibleName("Fields on the back")
        self.fields.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.fields.setMenu(self._field_menu())
        self.proof = self._tick("Lines of trim, safe zone and bleed")
        self.guide = self._tick("A first page with a ruler")
        self.force = self._tick("Print what does not fit, with a mark")
        self._section(form, "Faces", (
            ("Back", self.fields), ("", self.proof), ("", self.guide), ("", self.force),
        ))  # fmt: skip
        form.addStretch(1)
        self._show(choice)
        self.shop.activated.connect(self._take_shop)

    # What is chosen.

    def settings(self) -> PrintSettings:
        """What is chosen now; raises SettingsError where something is not understood."""
        deck = self._deck
        text = self.cards.text().strip()
        bleed = self.bleed.value()
        settings = msgspec.structs.replace(
            self._base,
            size=self._size(),
            sheet=self.sheet.currentData(),
            sides=self.sides.currentData(),
            back_first=bool(self.order.currentData()),
            margin=self.margin.value(),
            gap=self.gap.value(),
            bleed=None if bleed < 0 else bleed,
            marks=self.marks.currentData(),
            cards=wanted_cards(text, deck) if text and deck else (),
            suits=() if text else self._suits(),
            copies=self.copies.value(),
            skip=self.skip.value(),
            fields=self._fields(),
            proof=self.proof.isChecked(),
            guide=self.guide.isChecked(),
            force=self.force.isChecked(),
        )
        known = self.calibration()
        if known is None or not settings.has_pages_of_backs:
            return settings
        moved = correction(known.misprint, flip_axis(settings))
        return msgspec.structs.replace(settings, correction=moved)

    def choice(self) -> Choice:
        """What the next print begins with."""
        known = self.calibration()
        return Choice(
            settings=self.settings(), shop=self.shop.currentData(), printer=str(known) if known else ""
        )

    def calibration(self) -> Calibration | None:
        """The calibration that is applied."""
        place = self.printer.currentIndex() - 1
        return self._calibrations[place] if 0 <= place < len(self._calibrations) else None

    # What there is to choose from.

    def show_decks(self, decks: Sequence[Deck], current: str) -> None:
        """Offer these decks; the one with the id `current` is shown."""
        with QSignalBlocker(self.deck_box):
            self.deck_box.clear()
            for deck in decks:
                self.deck_box.addItem(deck.title, deck.id)
            self.deck_box.setCurrentIndex(max(0, self.deck_box.findData(current)))

    def show_deck(self, deck: Deck, selected: Sequence[str] = ()) -> None:
        """Offer a deck's suits, and those of its cards that are selected elsewhere."""
        self._deck, self._selected = deck, [card for card in selected if card in deck.cards]
        with QSignalBlocker(self.suits):
            self.suits.clear()
            for suit in deck.suits:
                item = QListWidgetItem(f"{suit.title} ({len(suit.cards)})", self.suits)
                item.setData(Qt.ItemDataRole.UserRole, suit.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
        row = max(1, self.suits.sizeHintForRow(0))
        self.suits.setFixedHeight(
            min(SUIT_ROWS, max(1, len(deck.suits))) * row + 2 * self.suits.frameWidth() + 2
        )
        self.take_selected.setVisible(bool(self._selected))
        with QSignalBlocker(self.cards):
            self.cards.clear()
        self.changed.emit()

    def show_calibrations(self, known: Sequence[Calibration], current: str) -> None:
        """Offer the calibrations; the one called `current` is applied."""
        self._calibrations = known
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItem("Not moved")
            for one in known:
                self.printer.addItem(f"{one}: {_moved(one)}")
            names = [str(one) for one in known]
            self.printer.setCurrentIndex(names.index(current) + 1 if current in names else 0)
        self.changed.emit()

    # Helpers.

    def _show(self, choice: Choice) -> None:
        settings = choice.settings
        self.shop.setCurrentIndex(max(0, self.shop.findData(choice.shop)))
        if settings.size is not None:
            name = size_name(settings.size)
            text = (
                _size_title(name, settings.size)
                if name
                else f"{settings.size.width:g}x{settings.size.height:g}"
            )
            self.size_box.setCurrentText(text)
        self.sheet.setCurrentIndex(self.sheet.findData(settings.sheet))
        self.sides.setCurrentIndex(self.sides.findData(settings.sides))
        self.order.setCurrentIndex(int(settings.back_first))
        self.margin.setValue(settings.margin)
        self.gap.setValue(settings.gap)
        self.bleed.setValue(AUTOMATIC if settings.bleed is None else settings.bleed)
        self.marks.setCurrentIndex(self.marks.findData(settings.marks))
        self.copies.setValue(settings.copies)
        self.skip.setValue(settings.skip)
        self.proof.setChecked(settings.proof)
        self.guide.setChecked(settings.guide)
        self.force.setChecked(settings.force)
        for action in self._field_actions:
            action.setChecked(settings.fields is not None and action.data() in settings.fields)
        self._show_shop()
        self._name_fields()

    def _take_shop(self) -> None:
        """Let a shop's figures into the choices, where each can still be changed."""
        self._base = with_shop(self._base, SHOPS[self.shop.currentData()])
        base = self._base
        with QSignalBlocker(self):
            self.sheet.setCurrentIndex(self.sheet.findData(base.sheet))
            self.order.setCurrentIndex(int(base.back_first))
            self.bleed.setValue(AUTOMATIC if base.bleed is None else base.bleed)
            self.marks.setCurrentIndex(self.marks.findData(base.marks))
        self._show_shop()
        self.changed.emit()

    def _show_shop(self) -> None:
        shop = SHOPS[self.shop.currentData()]
        read = f", read on {shop.date}" if shop.date else ""
        note = f"{shop.note[0].upper()}{shop.note[1:]}.\n" if shop.note else ""
        self.shop_note.setText(f"{note}From {shop.page}{read}.")
        self.shop_note.setVisible(self.shop.currentData() != "home")

    def _size(self) -> CardSize | None:
        text = self.size_box.currentText().strip()
        if text in {"", OWN_SIZE}:
            return None
        place = self.size_box.findText(text)
        try:
            return card_size(self.size_box.itemData(place) if place > 0 else text)
        except ValueError as error:
            raise SettingsError(str(error)) from error

    def _suits(self) -> tuple[str, ...]:
        items = [self.suits.item(row) for row in range(self.suits.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        if not ticked and items:
            raise SettingsError("no suit is ticked")
        return (
            () if len(ticked) == len(items) else tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)
        )

    def _fields(self) -> tuple[str, ...] | None:
        return tuple(action.data() for action in self._field_actions if action.isChecked()) or None

    def _field_menu(self) -> QMenu:
        menu = QMenu(self.fields)
        self._field_actions: list[QAction] = []
        for field in BACK_FIELDS:
            action = menu.addAction(word(field, "en"))
            action.setCheckable(True)
            action.setData(field)
            action.toggled.connect(self._take_fields)
            self._field_actions.append(action)
        return menu

    def _take_fields(self) -> None:
        self._name_fields()
        self.changed.emit()

    def _name_fields(self) -> None:
        chosen = [action.text() for action in self._field_actions if action.isChecked()]
        self.fields.setText(", ".join(chosen) if len(chosen) < 4 and chosen else
                            f"{len(chosen)} fields" if chosen else "As the deck says")  # fmt: skip

    def _tell(self, *_what: object) -> None:
        self.changed.emit()

    def _section(self, box: QVBoxLayout, title: str, rows: Sequence[tuple[str, QWidget]]) -> None:
        head = QLabel(f"<b>{title}</b>", self)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, widget in rows:
            form.addRow(name, widget)
        box.addWidget(head)
        box.addLayout(form)

    def _row(self, *widgets: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for number, widget in enumerate(widgets):
            row.addWidget(widget, 0 if number else 1)
        return holder

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.currentTextChanged.connect(self._tell)
        box.installEventFilter(self)
        return box

    def _count(self, name: str, least: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(least, 999)
        box.valueChanged.connect(self._tell)
        box.installEventFilter(self)
        return box

    def _length(self, name: str, most: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setAccessibleName(f"{name} in millimetres")
        box.setRange(0, most)
        box.setDecimals(3)
        box.setSingleStep(0.5)
        box.setSuffix(" mm")
        box.valueChanged.connect(self._tell)
        box.installEventFilter(self)
        return box

    def _tick(self, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.toggled.connect(self._tell)
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the choices, not change one that happens to lie below it."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _size_title(name: str, size: CardSize) -> str:
    known = {"a6": "A6", "a7": "A7", "poker-eu": "Poker, European"}
    return f"{known.get(name, name.capitalize())}, {size.width:g} × {size.height:g} mm"


def _moved(one: Calibration) -> str:
    shift = one.misprint
    return f"{shift.x:+.1f}, {shift.y:+.1f} mm, {shift.angle:+.1f}°".replace("-", "−")
