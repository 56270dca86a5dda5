"""All choices of a print, one below the other; together they are a `PrintSettings`."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deckapp.printing.settings import MARK_KINDS, MOST_BLEED, SIDES, PrintSettings
from deckapp.printing.shops import SHOPS, origin, with_shop
from deckapp.printing.sizes import CARD_SIZES, SHEET_NAMES, CardSize, card_size, sheet_title, size_name
from deckapp.problem import SettingsError
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.printing.back_fields import BackFields
from deckapp.ui.printing.back_shift import BackShift
from deckapp.ui.printing.choice import Choice
from deckapp.ui.printing.fields import Choices
from deckapp.ui.printing.which_cards import WhichCards

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


class PrintForm(Choices):
    """Emits `changed` with every choice; `calibrate_wanted` when a printer is to be calibrated."""

    calibrate_wanted = Signal()

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = choice.settings
        form = QVBoxLayout(self)
        form.setContentsMargins(0, 0, SPACE, 0)
        form.setSpacing(SPACE)
        self.which = WhichCards(self)
        self.which.changed.connect(self.changed)
        form.addWidget(self.which)
        self._paper(form)
        self._fit(form)
        self._faces(form)
        form.addStretch(1)
        self._show(choice.settings)
        self.shop.setCurrentIndex(max(0, self.shop.findData(choice.shop)))
        self._show_shop()
        self.shop.activated.connect(self._take_shop)

    # What is chosen.

    def settings(self) -> PrintSettings:
        """What is chosen now; raises SettingsError where something is not understood."""
        bleed = self.bleed.value()
        settings = msgspec.structs.replace(
            self.which.settings(self._base),
            size=self._size(),
            sheet=self.sheet.currentData(),
            sides=self.sides.currentData(),
            back_first=bool(self.order.currentData()),
            margin=self.margin.value(),
            gap=self.gap.value(),
            bleed=None if bleed < 0 else bleed,
            marks=self.marks.currentData(),
            fields=self.fields.value(),
            proof=self.proof.isChecked(),
            guide=self.guide.isChecked(),
            force=self.force.isChecked(),
        )
        return msgspec.structs.replace(settings, correction=self.backs.correction(settings))

    def choice(self) -> Choice:
        """What the next print begins with."""
        return Choice(settings=self.settings(), shop=self.shop.currentData(), printer=self.backs.name())

    # The controls.

    def _paper(self, form: QVBoxLayout) -> None:
        self.shop = self.combo("Print shop")
        for name, shop in SHOPS.items():
            self.shop.addItem(shop.title, name)
        self.shop_note = plain_label("", self)
        self.shop_note.setWordWrap(True)
        self.size_box = self.combo("Card size")
        self.size_box.setEditable(True)
        self.size_box.setInsertPolicy(self.size_box.InsertPolicy.NoInsert)
        self.size_box.addItem(OWN_SIZE)
        for name, size in CARD_SIZES.items():
            self.size_box.addItem(_size_title(name, size), name)
        self.size_box.setToolTip("A name, or width x height in millimetres")
        self.sheet = self.combo("Paper")
        for sheet in SHEET_NAMES:
            self.sheet.addItem("One card a page" if sheet == "card" else sheet_title(sheet), sheet)
        self.sides = self.combo("Sides")
        for side in SIDES:
            self.sides.addItem(SIDES_TITLES[side], side)
        self.order = self.combo("Order")
        for text, back_first in (("Front, then back", False), ("Back, then front", True)):
            self.order.addItem(text, back_first)
        self.section(form, "Paper", (
            ("For", self.shop), ("", self.shop_note), ("Size", self.size_box), ("Paper", self.sheet),
            ("Sides", self.sides), ("Order", self.order),
        ))  # fmt: skip

    def _fit(self, form: QVBoxLayout) -> None:
        self.backs = BackShift(self)
        self.backs.changed.connect(self.changed)
        self.backs.calibrate_wanted.connect(self.calibrate_wanted)
        self.margin = self.length("Margin", 100.0)
        self.gap = self.length("Gap", 100.0)
        self.bleed = self.length("Bleed", MOST_BLEED)
        self.bleed.setMinimum(AUTOMATIC)
        self.bleed.setSpecialValueText("Automatic")
        self.marks = self.combo("Marks")
        self.marks.addItem("Automatic", None)
        for kind in MARK_KINDS:
            self.marks.addItem(MARK_TITLES[kind], kind)
        self.section(form, "Fit", (
            ("Backs", self.backs), ("Margin", self.margin), ("Gap", self.gap),
            ("Bleed", self.bleed), ("Marks", self.marks),
        ))  # fmt: skip

    def _faces(self, form: QVBoxLayout) -> None:
        self.fields = BackFields(self)
        self.fields.changed.connect(self.changed)
        self.proof = self.tick("Lines of trim, safe zone and bleed")
        self.guide = self.tick("A first page with a ruler")
        self.force = self.tick("Print what does not fit, with a mark")
        self.section(form, "Faces", (
            ("Back", self.fields), ("", self.proof), ("", self.guide), ("", self.force),
        ))  # fmt: skip

    # Helpers.

    def _show(self, settings: PrintSettings) -> None:
        if settings.size is not None:
            name, size = size_name(settings.size), settings.size
            self.size_box.setCurrentText(
                _size_title(name, size) if name else f"{size.width:g}x{size.height:g}"
            )
        self.sides.setCurrentIndex(self.sides.findData(settings.sides))
        self.margin.setValue(settings.margin)
        self.gap.setValue(settings.gap)
        self.fields.take(settings.fields)
        self.backs.show_hand(settings.correction)
        self.proof.setChecked(settings.proof)
        self.guide.setChecked(settings.guide)
        self._show_asked(settings)

    def _show_asked(self, settings: PrintSettings) -> None:
        """Show what a print shop asks for."""
        self.sheet.setCurrentIndex(self.sheet.findData(settings.sheet))
        self.order.setCurrentIndex(int(settings.back_first))
        self.bleed.setValue(AUTOMATIC if settings.bleed is None else settings.bleed)
        self.marks.setCurrentIndex(self.marks.findData(settings.marks))

    def _take_shop(self) -> None:
        """Let a shop's figures into the choices, where each can still be changed."""
        self._base = with_shop(self._base, SHOPS[self.shop.currentData()])
        with QSignalBlocker(self):
            self._show_asked(self._base)
        self._show_shop()
        self.tell()

    def _show_shop(self) -> None:
        shop = SHOPS[self.shop.currentData()]
        note = f"{shop.note[0].upper()}{shop.note[1:]}.\n" if shop.note else ""
        self.shop_note.setText(f"{note}From {origin(shop)}.")
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


def _size_title(name: str, size: CardSize) -> str:
    known = {"a6": "A6", "a7": "A7", "poker-eu": "Poker, European"}
    return f"{known.get(name, name.capitalize())}, {size.width:g} × {size.height:g} mm"
