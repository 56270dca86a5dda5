"""The command line's words: `deckapp [FILE ...]` opens the app, `deckapp COMMAND ...` works without a window.

Exit codes are told by `CODES`. Errors go to standard error, one line a problem, and nothing is written when
something is wrong, but for the PDF of a plan that holds what cannot be understood. The work is in
`commands`, `checking` and `print_commands`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from deckapp import __version__
from deckapp.cli import checking, commands
from deckapp.cli.arguments import ending, named, some_of
from deckapp.cli.telling import complain
from deckapp.deck.suggest import nearest
from deckapp.files.failures import as_problem
from deckapp.interrupts import INTERRUPTED, interruptible
from deckapp.plan import PLAN_ENDING
from deckapp.problem import DeckappError, NotFoundError, Problem, ProblemsError, SettingsError
from deckapp.streams import OUTPUT, abandon_unwritten, prepare_locale, prepare_streams, say

CODES = """\
exit codes:
  0  done
  1  problems, each a line on standard error{but}
  2  wrong usage"""
NOTHING = "; nothing was written"
BUT_EXPORT = f"""{NOTHING}, except that
     `export` writes of a plan what could be understood"""


class Command(NamedTuple):
    """A word after `deckapp`: what it does in one line, examples, its arguments, and the work itself."""

    summary: str
    examples: str
    arguments: Callable[[argparse.ArgumentParser], None]
    work: Callable[[argparse.Namespace], int]
    writes: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    prepare_streams()
    prepare_locale()
    try:
        with interruptible():
            code = _run(sys.argv[1:] if argv is None else argv)
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has had enough.
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # The work is done, but what was to be said could not be.
        complain([as_problem(error, OUTPUT)])
        return 1
    finally:
        abandon_unwritten()
    return code


def _run(words: Sequence[str]) -> int:
    """Do what the words say, and turn each expected failure into lines on standard error."""
    try:
        if words and words[0] in COMMANDS:
            command = COMMANDS[words[0]]
            return command.work(_command_parser(words[0], command).parse_args(words[1:]))
        parser = _parser()
        if words and not os.path.exists(words[0]) and (command_meant := nearest(words[0], COMMANDS)):
            parser.error(f"there is no command `{words[0]}`; did you mean the command `{command_meant}`?")
        return commands.open_window(parser.parse_args(words).files)
    except SystemExit as leaving:  # argparse, after --help or wrong usage
        return leaving.code if isinstance(leaving.code, int) else 2
    except ProblemsError as error:
        complain(error.problems)
    except SettingsError as error:
        complain([Problem(f"deckapp {words[0]}", message=str(error))])
        return 2
    except NotFoundError as error:
        # One that was nearly meant is named already.
        hint = "" if ";" in str(error) else "`deckapp decks --json` lists decks, cards and recipes"
        complain([Problem("deckapp", message=str(error), hint=hint)])
    except DeckappError as error:
        complain([Problem("deckapp", message=str(error))])
    except BrokenPipeError:
        raise
    except OSError as error:
        complain([as_problem(error, "deckapp")])
    except ImportError as error:
        if not str(error.path).endswith((".so", ".pyd", ".dylib")):
            raise
        hint = (
            "`python3 packaging/run.py` in a checkout installs what Qt needs, or tells the command that does"
        )
        library, lacking, _more = str(error).partition(": cannot open shared object file")
        why = f"{library} is not installed" if lacking else str(error)
        complain([Problem("deckapp", message=f"Qt cannot be loaded: {why}", hint=hint)])
    return 1


# Parsers


class _Parser(argparse.ArgumentParser):
    """A parser that does not hide it where its help or the version cannot be printed."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout and message:
            say(message.removesuffix("\n"))
        else:
            super()._print_message(message, file)


def _parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<11}{command.summary}" for name, command in COMMANDS.items())
    parser = _Parser(
        prog="deckapp",
        usage="deckapp [FILE ...]\n       deckapp COMMAND ...",
        description="Decks of method cards, change plans on a board, and their print.",
        epilog=f"commands (`deckapp COMMAND --help` says more, with examples):\n{commands}\n\n"
        "examples:\n"
        "  deckapp                          open the window\n"
        "  deckapp merger.deckplan          open a plan\n"
        "  deckapp my-deck.yaml             open a deck from anywhere\n"
        "  deckapp ./check                  open a file that is called like a command\n\n"
        f"{CODES.format(but=BUT_EXPORT)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="a plan (.deckplan) or a deck (.yaml) to open"
    )
    parser.add_argument("--version", action="version", version=f"deckapp {__version__}")
    return parser


def _command_parser(name: str, command: Command) -> argparse.ArgumentParser:
    but = BUT_EXPORT if name == "export" else NOTHING if command.writes else ""
    parser = _Parser(
        prog=f"deckapp {name}",
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=f"examples:\n{command.examples}\n\n{CODES.format(but=but)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    return parser


# Commands


def _decks_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a list of objects, for scripts")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    text = "a deck, a card, a plan, or a folder of them"
    parser.add_argument("paths", metavar="PATH", type=named, nargs="+", help=text)
    parser.add_argument(
        "--all",
        action="store_true",
        help="look at every face and plan, however many there are and however long it takes",
    )
    parser.add_argument(
        "--json", action="store_true", help="a list of objects on standard output, for scripts"
    )


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    text = "DECK/RECIPE-ID, where DECK is an id of the library or a path to a deck file"
    parser.add_argument("recipe", metavar="RECIPE", help=text)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.deckplan",
        required=True,
        type=ending(PLAN_ENDING),
        help="the plan to write",
    )
    parser.add_argument("--force", action="store_true", help="replace the plan if it is there already")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    from deckapp.export.formats import endings, formats
    from deckapp.report.options import PAGE_SIZES, PARTS, ReportOptions

    usual = ReportOptions()
    unusual = ", ".join(sorted({*PARTS} - {*usual.parts}))
    kinds = "; ".join(f"{one.ending}: {one.about}" for one in formats())
    parser.add_argument("plan", metavar="PLAN", type=named, help="a plan (.deckplan)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        type=ending(*endings()),
        help=f"the file to write, in the format that its ending names ({kinds})",
    )
    parser.add_argument("--size", choices=PAGE_SIZES, help=f"the paper of a PDF (usual: {usual.size})")
    parser.add_argument(
        "--parts",
        metavar="PART,...",
        type=some_of(PARTS),
        help=f"what to print in a PDF, of: {', '.join(PARTS)} (usual: all but {unusual})",
    )
    parser.add_argument(
        "--logo", metavar="IMAGE", type=named, help="a picture for the head of a PDF's first page"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is read-only")


def _export(args: argparse.Namespace) -> int:
    from deckapp.export.formats import format_of, options_of

    kind = format_of(args.output)
    assert kind is not None
    asked = {name: getattr(args, name) for name in ("size", "parts", "logo")}
    options = options_of(kind, {name: value for name, value in asked.items() if value is not None})
    return commands.export(args.plan, args.output, kind, options, force=args.force)


def _print_arguments(parser: argparse.ArgumentParser) -> None:
    from deckapp.cli.print_options import print_arguments

    print_arguments(parser)


def _print(args: argparse.Namespace) -> int:
    from deckapp.cli.print_commands import list_choices, print_cards

    return list_choices(as_json=args.json) if args.list else print_cards(args)


def _calibrate_arguments(parser: argparse.ArgumentParser) -> None:
    from deckapp.cli.print_options import calibrate_arguments

    calibrate_arguments(parser)


def _calibrate(args: argparse.Namespace) -> int:
    from deckapp.cli.print_commands import calibrate

    return calibrate(args)


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("card", "deck", "plan"), help="the kind of file")


COMMANDS = {
    "decks": Command(
        "list the decks of the library: id, title, cards, where from",
        "  deckapp decks\n  deckapp decks --json",
        _decks_arguments,
        lambda args: commands.list_decks(as_json=args.json),
    ),
    "check": Command(
        "find what is wrong with decks, cards and plans, each with its place and a remedy",
        "  deckapp check my-deck.yaml\n  deckapp check decks/ cards/\n  deckapp check merger.deckplan",
        _check_arguments,
        lambda args: checking.check(args.paths, as_json=args.json, patiently=args.all),
    ),
    "new": Command(
        "make a plan from a recipe",
        "  deckapp new change-management/first-plan -o merger.deckplan\n"
        "  deckapp new path/to/my-deck.yaml/my-recipe -o merger.deckplan",
        _new_arguments,
        lambda args: commands.new_plan(args.recipe, args.output, force=args.force),
        writes=True,
    ),
    "export": Command(
        "write a plan as PDF, or in another format",
        "  deckapp export merger.deckplan -o merger.pdf\n"
        "  deckapp export merger.deckplan -o wall.pdf --size a3 --parts board\n"
        "  deckapp export merger.deckplan -o board.pdf --logo logo.png",
        _export_arguments,
        _export,
        writes=True,
    ),
    "print": Command(
        "write a deck as PDF of physical cards, for a home printer or a print shop",
        "  deckapp print change-management -o cards.pdf\n"
        "  deckapp print change-management -o cards.pdf --sides fold\n"
        "  deckapp print my-deck.yaml -o one.pdf --cards premortemx2 --skip 3\n"
        "  deckapp print my-deck.yaml -o shop.pdf --size poker --shop gamecrafter --fields what,steps\n"
        "  deckapp print --list",
        _print_arguments,
        _print,
        writes=True,
    ),
    "calibrate": Command(
        "measure how far a printer's backs lie from its fronts, so that `print --printer` makes up for it",
        "  deckapp calibrate -o sheet.pdf\n"
        "  deckapp calibrate --readings A=0.5,-0.3 B=0.4,-0.2 C=0.6,-0.3 D=0.5,-0.2 --printer Office\n"
        "  deckapp calibrate --list",
        _calibrate_arguments,
        _calibrate,
        writes=True,
    ),
    "schema": Command(
        "print the JSON Schema of a kind of file, for completion in an editor",
        "  deckapp schema card > card.schema.json",
        _schema_arguments,
        lambda args: commands.print_schema(args.kind),
    ),
}
