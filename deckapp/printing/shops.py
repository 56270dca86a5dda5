"""Print shops: what each asks of a file, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from deckapp.printing.settings import MarkKind, PrintSettings
from deckapp.printing.sizes import SheetName

INCH = 25.4


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """A preset: bleed and safe zone in millimetres, the order of pages, marks and sheet.

    `page` says where the figures come from, and `date` when that was; without `compared` they are the shop's
    figures as commonly quoted on that day, and the page is yet to be compared. `note` is what else the shop
    asks for.
    """

    title: str
    bleed: float
    safe: float
    page: str
    date: str
    compared: bool = True
    back_first: bool = False
    marks: MarkKind = "none"
    sheet: SheetName = "card"
    note: str = ""


SHOPS: Mapping[str, Shop] = {
    "home": Shop(
        title="Home printer", bleed=0.0, safe=4.0, sheet="a4", marks="crop",
        page="Deckapp's own: a margin of 5 mm, cards side by side", date="2026-11-22",
    ),
    "drivethrucards": Shop(
        title="DriveThruCards", bleed=INCH / 8, safe=INCH / 8, back_first=True,
        page="help.drivethrupartners.com, article 12780748203543, “Specifications for printed cards”",
        date="2026-11-22",
        note="it asks for CMYK (PDF/X-1a), and this file is RGB: convert it, or ask them; no line for the corners",
    ),
    "gamecrafter": Shop(
        title="The Game Crafter", bleed=INCH / 8, safe=INCH / 8,
        page="help.thegamecrafter.com, article 33, “DPI (dots per inch)”", date="2026-11-22",
        note="it takes images: turn each page into a PNG of 300 dpi",
    ),
    "mpc": Shop(
        title="MakePlayingCards", bleed=3.048, safe=3.048,
        page="makeplayingcards.com, the templates on the page of each size (36 pixels at 300 dpi)",
        date="2026-11-22", compared=False,
        note="it takes images: turn each page into a PNG of 300 dpi",
    ),
    "mbprint": Shop(
        title="MB Print", bleed=3.0, safe=4.0,
        page="mbprint.pl/en/?p=658, “Instructions for preparing card files”", date="2026-11-22",
        note="it asks for text as outlines and CMYK; the fonts of this file are embedded and its colours RGB: ask them",
    ),
    "moo": Shop(
        title="MOO", bleed=2.0, safe=2.0,
        page="moo.com, help on artwork for business cards", date="2026-11-22", compared=False,
    ),
}  # fmt: skip


def origin(shop: Shop) -> str:
    """Where a shop's figures come from, in words."""
    if shop.compared:
        return f"{shop.page} (read on {shop.date})"
    return f"{shop.page} (as commonly quoted on {shop.date}; not yet compared with that page)"


def with_shop(settings: PrintSettings, shop: Shop) -> PrintSettings:
    """The settings as a shop wants them; where it wants no bleed, cards apart still have theirs."""
    return msgspec.structs.replace(
        settings,
        bleed=shop.bleed or None,
        safe=shop.safe,
        back_first=shop.back_first,
        marks=shop.marks,
        sheet=shop.sheet,
    )
