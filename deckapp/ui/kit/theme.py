"""The look of the window: the Fusion style with our palette in light and dark, and the 8-pixel grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

SPACE = 8
STYLE = "Fusion"

_ROLES = QPalette.ColorRole
_LIGHT = {
    _ROLES.Window: "#F3F0E9", _ROLES.WindowText: "#1F2933", _ROLES.Base: "#FFFDF8",
    _ROLES.AlternateBase: "#F7F4ED", _ROLES.Text: "#1F2933", _ROLES.Button: "#EDE9E0",
    _ROLES.ButtonText: "#1F2933", _ROLES.BrightText: "#B0413E", _ROLES.Highlight: "#1F6F54",
    _ROLES.HighlightedText: "#FFFFFF", _ROLES.Link: "#1E5F8C", _ROLES.LinkVisited: "#7A3E78",
    _ROLES.ToolTipBase: "#1F2933", _ROLES.ToolTipText: "#FFFDF8", _ROLES.PlaceholderText: "#67717B",
    _ROLES.Light: "#FFFFFF", _ROLES.Midlight: "#E7E2D7", _ROLES.Mid: "#CFC8BA", _ROLES.Dark: "#A69F92",
    _ROLES.Shadow: "#5C574F", _ROLES.Accent: "#1F6F54",
}  # fmt: skip
_DARK = {
    _ROLES.Window: "#24282D", _ROLES.WindowText: "#ECE8E0", _ROLES.Base: "#1B1E22",
    _ROLES.AlternateBase: "#202429", _ROLES.Text: "#ECE8E0", _ROLES.Button: "#2F343A",
    _ROLES.ButtonText: "#ECE8E0", _ROLES.BrightText: "#F0938F", _ROLES.Highlight: "#2E8467",
    _ROLES.HighlightedText: "#FFFFFF", _ROLES.Link: "#7FB8E0", _ROLES.LinkVisited: "#C79BC5",
    _ROLES.ToolTipBase: "#ECE8E0", _ROLES.ToolTipText: "#1B1E22", _ROLES.PlaceholderText: "#9AA1A8",
    _ROLES.Light: "#3D434A", _ROLES.Midlight: "#353A41", _ROLES.Mid: "#4A525B", _ROLES.Dark: "#6A737D",
    _ROLES.Shadow: "#0B0C0E", _ROLES.Accent: "#6CC3A0",
}  # fmt: skip
_EDGED = ("QCheckBox", "QAbstractSpinBox", "QListWidget")
_FADED = (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText)

# Not palette(accent): Qt 6.8 takes it for the ground.
_SHEET = """
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { border: 0; background: palette(window); }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: palette(midlight); }
QLineEdit#search { padding: 3px 0; border: 1px solid palette(mid); border-radius: 5px; background: palette(base); }
QLineEdit#search:focus { border: 2px solid palette(highlight); padding: 2px 0; }
QDialog QLineEdit { padding: 4px; border: 1px solid palette(mid); border-radius: 4px; background: palette(base); }
QDialog QLineEdit:focus { border-color: palette(highlight); }
QDialog QAbstractItemView { border: 1px solid palette(mid); }
QDialog QAbstractItemView:focus { border-color: palette(highlight); }
ChoiceBox, CountBox, NumberBox {
    min-height: 30px; border: 1px solid palette(mid); border-radius: 4px; background: palette(base);
}
ChoiceBox:focus, ChoiceBox:on, CountBox:focus, NumberBox:focus { border-color: palette(highlight); }
ChoiceBox:disabled, CountBox:disabled, NumberBox:disabled { background: palette(window); }
ChoiceBox { padding: 0 28px 0 6px; }
ChoiceBox::drop-down { border: 0; width: 28px; }
ChoiceBox::down-arrow { image: none; }
CountBox::up-button, CountBox::down-button, NumberBox::up-button, NumberBox::down-button {
    border: 0; width: 26px; background: transparent;
}
CountBox::up-arrow, CountBox::down-arrow, NumberBox::up-arrow, NumberBox::down-arrow { image: none; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { min-height: 0; padding: 0; border: 0; background: transparent; }
QToolBar { border: 0; spacing: 4px; padding: 4px 8px; }
QToolButton { padding: 4px 6px; border-radius: 4px; }
QToolButton:focus { border: 2px solid palette(highlight); padding: 2px 4px; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: palette(midlight); }
QPushButton {
    padding: 5px 14px; border: 1px solid palette(mid); border-radius: 5px; background: palette(base);
    outline: 0;
}
QPushButton:hover { background: palette(midlight); }
QPushButton:pressed { background: palette(mid); }
QPushButton:focus { border: 2px solid palette(highlight); padding: 4px 13px; }
QPushButton:default { border-color: palette(highlight); }
QPushButton:disabled { color: palette(mid); }
MenuBox { min-height: 30px; padding: 0; border-radius: 4px; }
MenuBox:focus { border: 1px solid palette(highlight); padding: 0; }
MenuBox::menu-indicator { image: none; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: palette(dark); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def is_dark() -> bool:
    """Whether the window is drawn dark now."""
    return QGuiApplication.palette().color(_ROLES.Window).lightness() < 128


def palette(dark: bool) -> QPalette:
    """Our colours; every text role has at least 4.5 : 1 against its ground."""
    made = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(colour))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7C838A" if dark else "#8C8A84"))
    return made


def menu_palette(dark: bool) -> QPalette:
    """Our colours for menus: what is chosen is quiet, so that its icon can be read on it as its text can."""
    made = palette(dark)
    made.setColor(_ROLES.Highlight, made.color(_ROLES.Midlight))
    made.setColor(_ROLES.HighlightedText, made.color(_ROLES.ButtonText))
    return made


def edged_palette(dark: bool) -> QPalette:
    """Our colours for what Fusion draws an edge around in a darker shade of the window's: lost on a dark ground."""
    made = palette(dark)
    if dark:
        made.setColor(_ROLES.Window, QColor("#A8B0B8"))
    return made


def apply(app: QApplication, scheme: str = "system") -> None:
    """Dress the application: `scheme` is "light", "dark" or "system", which follows the desktop."""
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme)
    hints.setColorScheme(wanted if wanted is not None else Qt.ColorScheme.Unknown)
    if not app.property("deckapp_dressed"):
        app.setProperty("deckapp_dressed", True)
        if app.style().objectName().casefold() != STYLE.casefold():
            app.setStyle(STYLE)
        font = QFont("Source Sans 3")
        font.setPointSizeF(max(10.5, app.font().pointSizeF()))
        app.setFont(font)
        hints.colorSchemeChanged.connect(lambda now: _paint(app, now == Qt.ColorScheme.Dark))
    dark = wanted == Qt.ColorScheme.Dark or (wanted is None and hints.colorScheme() == Qt.ColorScheme.Dark)
    _paint(app, dark)


def _paint(app: QApplication, dark: bool) -> None:
    """A style sheet keeps the colours of the moment at which it was set: it is set anew with each palette."""
    app.setPalette(palette(dark))
    app.setPalette(menu_palette(dark), "QMenu")  # type: ignore[arg-type]  # the stubs want bytes, PySide does not
    for kind in _EDGED:
        app.setPalette(edged_palette(dark), kind)  # type: ignore[arg-type]
    app.setStyleSheet(_SHEET + _tip_sheet(dark))


def _tip_sheet(dark: bool) -> str:
    """A tool tip's colours, each by name: with a sheet Qt draws its ground as a window's and its text as a tip's.

    And its text is plain, whoever set it, Qt included: no file's text or name is ever read as HTML there.
    """
    colours = _DARK if dark else _LIGHT
    ground, text = colours[_ROLES.ToolTipBase], colours[_ROLES.ToolTipText]
    look = f"border: 0; padding: 4px 8px; background: {ground}; color: {text};"
    return f"QToolTip {{ {look} qproperty-textFormat: PlainText; }}"
