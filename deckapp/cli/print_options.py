"""The options of `deckapp print` and `deckapp calibrate`, and the settings that they come to."""

from __future__ import annotations

import argparse
import re
from typing import Any

import msgspec

from deckapp.cli.arguments import ending
from deckapp.deck.deck import BackField, Deck
from deckapp.deck.suggest import did_you_mean
from deckapp.printing.selection import wanted_cards
from deckapp.printing.settings import BACK_FIELDS, MARK_KINDS, SIDES, Correction, PrintSettings
from deckapp.printing.shops import SHOPS, with_shop
from deckapp.printing.sizes import CARD_SIZES, SHEET_NAMES, CardSize, card_size
from deckapp.problem import SettingsError

_USUAL = PrintSettings()


def print_arguments(parser: argparse.ArgumentParser) -> None:
    """All arguments of `deckapp print`."""
    _take_minus(parser)
    parser.add_argument(
        "deck", metavar="DECK", nargs="?", help="an id of the library, or a path to a deck file"
    )
    parser.add_argument("-o", "--output", metavar="FILE.pdf", type=ending(".pdf"), help="the PDF to write")
    parser.add_argument(
        "--list", action="store_true", help="list the sizes, sheets and print shops, and stop"
    )
    parser.add_argument("--json", action="store_true", help="say what was done as JSON, for scripts")
    _size_options(parser.add_argument_group("card and sheet, in millimetres"))
    _choice_options(parser.add_argument_group("which cards"))
    _side_options(parser.add_argument_group("sides and marks"))
    _face_options(parser.add_argument_group("faces"))
    parser.set_defaults(parser=parser)


def _size_options(group: Any) -> None:
    names = ", ".join(CARD_SIZES)
    group.add_argument(
        "--size",
        metavar="SIZE",
        type=_size,
        help=f"{names}, or WxH (usual: the deck's own; tarot where it says nothing)",
    )
    group.add_argument(
        "--sheet", choices=SHEET_NAMES, help="the paper; `card`: one face a page, for print shops (usual: a4)"
    )
    group.add_argument("--margin", metavar="MM", type=_length, help="what the printer cannot ink (usual: 5)")
    group.add_argument("--gap", metavar="MM", type=_length, help="room between cards (usual: 0)")
    group.add_argument(
        "--bleed", metavar="MM", type=_length, help="ink beyond the cut (usual: 0 where cards touch, else 3)"
    )
    group.add_argument(
        "--shop", metavar="NAME", type=_shop, help=f"what a print shop asks for: {', '.join(SHOPS)}"
    )


def _choice_options(group: Any) -> None:
    which = group.add_mutually_exclusive_group()
    which.add_argument("--cards", metavar="ID[xN],...", help="these cards only, each once or N times")
    which.add_argument("--suit", metavar="ID,...", help="the cards of these suits only")
    group.add_argument(
        "--copies", metavar="N", type=_count, default=1, help="how many sets of all that (usual: 1)"
    )
    group.add_argument(
        "--skip",
        metavar="N",
        type=_none_or_more,
        default=0,
        help="places of the first sheet that are used up",
    )


def _side_options(group: Any) -> None:
    group.add_argument(
        "--sides",
        choices=SIDES,
        default=_USUAL.sides,
        help="how backs get behind fronts (usual: %(default)s)",
    )
    group.add_argument("--marks", choices=MARK_KINDS, help="to cut along (usual: crop on a sheet, else none)")
    where = group.add_mutually_exclusive_group()
    where.add_argument(
        "--offset", metavar="X,Y[,ANGLE]", type=_offset,
        help="move the backs: mm to the right and up, degrees against the clock, as seen on the back",
    )  # fmt: skip
    where.add_argument(
        "--printer", metavar="NAME", help="move the backs as `deckapp calibrate` found for a printer"
    )
    group.add_argument("--tray", metavar="NAME", help="with --printer: which tray, where it has several")
    group.add_argument("--paper", metavar="NAME", help="with --printer: which paper, where it has several")


def _face_options(group: Any) -> None:
    group.add_argument(
        "--fields", metavar="FIELD,...", type=_fields,
        help=f"what the backs show, in this order, or `none`; of: {', '.join(BACK_FIELDS)}",
    )  # fmt: skip
    group.add_argument("--proof", action="store_true", help="draw the lines of trim, safe zone and bleed")
    group.add_argument("--no-guide", dest="guide", action="store_false", help="no first page with a ruler")
    group.add_argument(
        "--force",
        action="store_true",
        help="print what does not fit, with a mark on the card; replace a PDF that is read-only",
    )


def calibrate_arguments(parser: argparse.ArgumentParser) -> None:
    """All arguments of `deckapp calibrate`."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.pdf",
        type=ending(".pdf"),
        help="write the sheet to hold against the light",
    )
    parser.add_argument(
        "--readings", metavar="MARK=X,Y", nargs="+", type=_reading,
        help="how far each red cross lies from zero: mm to the right and up; A, B, C, D, or some of them",
    )  # fmt: skip
    parser.add_argument(
        "--printer", metavar="NAME", help="keep the result under this name, for `print --printer`"
    )
    parser.add_argument("--tray", metavar="NAME", default="", help="the printer's tray, where it matters")
    parser.add_argument("--paper", metavar="NAME", default="", help="the kind of paper, where it matters")
    parser.add_argument(
        "--sheet", choices=SHEET_NAMES[:-1], default="a4", help="the paper (usual: %(default)s)"
    )
    parser.add_argument(
        "--sides", choices=("duplex-long", "duplex-short"), default="duplex-long",
        help="how the sheet is turned over (usual: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace a PDF that is read-only")
    parser.add_argument("--list", action="store_true", help="list what is kept, and stop")
    parser.add_argument("--json", action="store_true", help="say it as JSON, for scripts")
    parser.set_defaults(parser=parser)


def settings_of(args: argparse.Namespace, deck: Deck) -> PrintSettings:
    """The settings that the options come to; raises SettingsError."""
    settings = PrintSettings(
        sides=args.sides,
        copies=args.copies,
        skip=args.skip,
        proof=args.proof,
        guide=args.guide,
        force=args.force,
        size=args.size,
        fields=args.fields,
        cards=wanted_cards(args.cards, deck) if args.cards is not None else (),
        suits=_names(args.suit) if args.suit is not None else (),
    )
    if args.shop:
        settings = with_shop(settings, SHOPS[args.shop])
    given = {name: getattr(args, name) for name in ("sheet", "margin", "gap", "bleed", "marks")}
    settings = msgspec.structs.replace(
        settings, **{name: value for name, value in given.items() if value is not None}
    )
    if args.offset:
        if not settings.has_pages_of_backs:
            raise SettingsError("--offset moves pages of backs, and this print has none")
        settings = msgspec.structs.replace(settings, correction=args.offset)
    return settings


def _names(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, (part.strip() for part in text.split(","))))
    if not names:
        raise SettingsError("name suits by their ids, with commas between them")
    return names


# Types


def _take_minus(parser: argparse.ArgumentParser) -> None:
    # argparse takes `-0.5,1` for an option unless it knows that numbers look so.
    parser._negative_number_matcher = re.compile(r"^-[\d.][\d.,-]*$")


def _size(text: str) -> CardSize:
    try:
        return card_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _shop(text: str) -> str:
    if text.lower() not in SHOPS:
        hint = did_you_mean(text.lower(), SHOPS) or f"there are {', '.join(SHOPS)}"
        raise argparse.ArgumentTypeError(f"there is no shop `{text}`; {hint}")
    return text.lower()


def _length(text: str) -> float:
    number = _number(text)
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"{text}: from 0 to 100 mm")
    return number


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not abs(number) < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of millimetres")
    return number


def _none_or_more(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 9999")
    return int(text)


def _count(text: str) -> int:
    if not _none_or_more(text):
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def _offset(text: str) -> Correction:
    parts = [_number(part) for part in text.split(",")]
    if len(parts) not in {2, 3} or max(map(abs, parts)) > 20:
        raise argparse.ArgumentTypeError(f"{text!r} is not X,Y or X,Y,ANGLE, each at most 20")
    return Correction(*parts)


def _reading(text: str) -> tuple[str, tuple[float, float]]:
    name, _, values = text.partition("=")
    parts = [_number(part) for part in values.split(",")] if values else []
    if len(parts) != 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not MARK=X,Y, such as A=0.5,-0.3")
    return name.strip().upper(), (parts[0], parts[1])


def _fields(text: str) -> tuple[BackField, ...]:
    if text.strip() == "none":
        return ()
    by_name = {field: field for field in BACK_FIELDS}
    found = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        if name not in by_name:
            hint = did_you_mean(name, BACK_FIELDS) or f"there are {', '.join(BACK_FIELDS)}"
            raise argparse.ArgumentTypeError(f"there is no field `{name}`; {hint}")
        found.append(by_name[name])
    if not found:
        raise argparse.ArgumentTypeError("name fields with commas between them, or `none`")
    return tuple(dict.fromkeys(found))
