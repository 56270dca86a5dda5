"""What `deckapp print` and `deckapp calibrate` do once their words are understood; each returns the exit code."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

import msgspec

from deckapp.cli.groundwork import expect_output, start_qt
from deckapp.cli.telling import complain, having_written, print_json, print_table
from deckapp.deck.deck import Deck
from deckapp.names import quoted
from deckapp.printing.settings import PrintSettings
from deckapp.problem import Problem, ProblemsError
from deckapp.streams import say

if TYPE_CHECKING:
    from deckapp.printing.faces import Places
    from deckapp.printing.job import PrintJob
    from deckapp.printing.lost import Lost
    from deckapp.printing.sheet import Axis


def print_cards(args: argparse.Namespace) -> int:
    """Write a deck as PDF of physical cards."""
    if not args.deck or not args.output:
        args.parser.error("name a DECK, and with -o the PDF to write (or --list)")
    expect_output(args.output, force=args.force)
    deck, lost, places = _deck(args.deck, force=args.force)
    from deckapp.cli.print_options import settings_of

    if not deck.cards:
        hint = "name cards in its suits"
        raise ProblemsError(
            [Problem(deck.path or args.deck, message="the deck has no cards to print", hint=hint)]
        )
    settings = _corrected(args, settings_of(args, deck))
    start_qt()
    from deckapp.printing.deck_pdf import print_deck
    from deckapp.printing.job import make_job

    job = make_job(deck, settings, lost)
    try:
        warnings = print_deck(job, args.output, places=places, force=args.force)
    except ProblemsError as error:
        raise ProblemsError([*error.problems, *_way_out(job)]) from None
    complain(warnings)
    written = {
        "path": str(args.output),
        "words": job.words(),
        "cards": list(job.cards),
        "sheets": job.sheets,
        "pages": len(job.pages),
        "warnings": [warning.message for warning in warnings],
    }
    with having_written(args.output):
        if args.json:
            print_json(written)
        else:
            say(f"{args.output}: {job.words()}")
    return 0


def _deck(name: str, *, force: bool) -> tuple[Deck, Lost, Places]:
    """The deck, what pictures its faces lack, and where it is written; refused where it has other mistakes
    unless forced."""
    from deckapp.deck.gathering import read_library
    from deckapp.printing.lost import lost_pictures, places_of

    entry = read_library().find(name)
    places = places_of(entry.path)
    lost, mistakes = lost_pictures(entry.deck, entry.problems, places)
    if mistakes:
        if not force:
            raise ProblemsError(entry.problems)
        complain(mistakes)
    return entry.deck, lost, places


def _way_out(job: PrintJob) -> list[Problem]:
    """What to choose so that the backs fit, if choosing helps."""
    from deckapp.printing.fitting import fields_that_fit

    fields = ",".join(fields_that_fit(job))
    return [Problem("deckapp print", message=f"with `--fields {fields}` every back fits")] if fields else []


def _corrected(args: argparse.Namespace, settings: PrintSettings) -> PrintSettings:
    """The settings with what is known of the printer."""
    if args.printer is None:
        if args.tray or args.paper:
            args.parser.error("--tray and --paper say which calibration of a --printer is meant")
        return settings
    from deckapp.printing.calibration import correction, find, read_calibrations
    from deckapp.printing.sheet import flip_axis

    kept = read_calibrations()
    complain(kept.problems)
    known = find(kept.calibrations, args.printer, args.tray, args.paper)
    if not settings.has_pages_of_backs:
        return settings
    return msgspec.structs.replace(settings, correction=correction(known.misprint, flip_axis(settings)))


def list_choices(*, as_json: bool) -> int:
    """Print the sizes, sheets and shops."""
    from deckapp.printing.shops import SHOPS, origin
    from deckapp.printing.sizes import CARD_SIZES, SHEET_SIZES

    if as_json:
        sizes, sheets = (
            msgspec.to_builtins(CARD_SIZES),
            {name: list(size) for name, size in SHEET_SIZES.items()},
        )
        print_json({"sizes": sizes, "sheets": sheets, "shops": msgspec.to_builtins(SHOPS)})
        return 0
    say("Sizes (--size), width x height:")
    print_table([f"  {name}" for name in CARD_SIZES], [str(size) for size in CARD_SIZES.values()])
    say("\nSheets (--sheet):")
    sheets_said = [f"{wide:g} x {high:g} mm" for wide, high in SHEET_SIZES.values()]
    print_table(
        [*(f"  {name}" for name in SHEET_SIZES), "  card"], [*sheets_said, "one face a page, for print shops"]
    )
    say("\nShops (--shop), with where the figures come from:")
    for name, shop in SHOPS.items():
        order = "backs first" if shop.back_first else "fronts first"
        say(f"  {name}: {shop.title}, bleed {shop.bleed:g} mm, safe {shop.safe:g} mm, {order}, "
              f"sheet {shop.sheet}, marks {shop.marks}")  # fmt: skip
        say(f"    {origin(shop)}")
        if shop.note:
            say(f"    {shop.note}")
    return 0


def calibrate(args: argparse.Namespace) -> int:
    """Write the sheet, or solve the readings and keep the result, or list what is kept."""
    if args.list:
        return _list_calibrations(as_json=args.json)
    if bool(args.output) == bool(args.readings):
        args.parser.error("give -o FILE.pdf for the sheet, or --readings once it is printed")
    if args.output:
        return _calibration_sheet(args)
    from deckapp.printing.calibration import Calibration, calibrations_file, keep, solve

    readings = dict(args.readings)
    if len(readings) < len(args.readings):
        args.parser.error("each mark is read once")
    misprint = solve(readings, args.sheet)
    if args.printer:
        complain(keep(Calibration(printer=args.printer, tray=args.tray, paper=args.paper, misprint=misprint)))
    with having_written(calibrations_file()) if args.printer else contextlib.nullcontext():
        if args.json:
            print_json({**msgspec.to_builtins(misprint), "printer": args.printer})
            return 0
        say(f"The backs lie {misprint.x:+.2f} mm to the right and {misprint.y:+.2f} mm up, "
              f"turned by {misprint.angle:+.2f}°, scaled by {misprint.scale:.4f}.")  # fmt: skip
        say(f"Kept in {calibrations_file()}: `deckapp print DECK --printer {quoted(args.printer)}` makes up for it."
              if args.printer else "Not kept: give --printer NAME as well.")  # fmt: skip
    return 0


def _calibration_sheet(args: argparse.Namespace) -> int:
    expect_output(args.output, force=args.force)
    start_qt()
    from deckapp.files.writing import replace_file
    from deckapp.printing.calibration_sheet import calibration_pdf

    axis: Axis = "upright" if args.sides == "duplex-long" else "level"
    replace_file(args.output, calibration_pdf(args.sheet, axis), force=args.force)
    with having_written(args.output):
        say(args.output)
    return 0


def _list_calibrations(*, as_json: bool) -> int:
    from deckapp.printing.calibration import calibrations_file, read_calibrations

    known, problems, _may_write = read_calibrations()
    complain(problem._replace(level="error") for problem in problems)
    if as_json:
        print_json(msgspec.to_builtins(known))
    elif known:
        names = [str(one) for one in known]
        shifts = [f"{one.misprint.x:+.2f}, {one.misprint.y:+.2f} mm" for one in known]
        turns = [f"{one.misprint.angle:+.2f}°" for one in known]
        print_table(names, shifts, turns, [f"x {one.misprint.scale:.4f}" for one in known])
    elif not problems:
        say(f"No printer is calibrated yet ({calibrations_file()}).")
    return int(bool(problems))
