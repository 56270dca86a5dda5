"""Asks the tests whether they would notice: small changes of the code, each of which should make one fail.

    python packaging/mutants.py [PACKAGE …] [-n HOW_MANY] [--seed NUMBER] [--calls FOLDER]

Samples places of the package (a folder or file, `deckapp` where none is named), changes one at a time in a
copy of the tree, and runs the tests that mirror its file, then those of its room, then those of the rooms
above. What they let pass is printed as a line before and after. Exit code 1 if anything survived.

With `--calls`, all tests of the rooms run once and write into the folder which functions they run (later
samples find it there); instead of the rooms above, only those tests are then asked that run the changed
function, which is much quicker.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LONGEST_S = 600
"""A change that lets one run of the tests take longer than this is told apart: they stand still."""
MANY = 10
TRIES = 3
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)(?: - |$)", re.MULTILINE)
LET_PASS = ("survived", "stood still")
COPIED = ("deckapp", "tests", "cards", "decks", "packaging", "pyproject.toml", "README.md", "CONTRIBUTING.md",
          "CHANGELOG.md", "SECURITY.md", "LICENSE")  # fmt: skip

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
}  # fmt: skip


Calls = Mapping[str, Sequence[str]]
"""The tests that run a function, by its file and the line where it begins."""


class Mutant(NamedTuple):
    """One change: from `start` to `end` (characters of the file) stands `after` instead of what stood there.

    `function` is the line where the innermost function around it begins, 0 where there is none.
    """

    path: Path
    line: int
    start: int
    end: int
    after: str
    function: int = 0


class Verdict(NamedTuple):
    """What became of a mutant: `killed` by its own tests, by those of the room, `stood still`, or `survived`."""

    mutant: Mutant
    how: str


def main(words: Sequence[str]) -> int:
    """Sample, try and tell; 1 if anything survived."""
    parser = argparse.ArgumentParser(description="Asks the tests whether they would notice small changes.")
    parser.add_argument("package", nargs="*", default=["deckapp"], help="folders or files of the package")
    parser.add_argument("-n", type=int, default=20, help="how many changes to try (20)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (1)")
    parser.add_argument("--calls", type=Path, help="a folder that tells which tests run which function")
    options = parser.parse_args(words)
    files = [path for one in options.package for path in _files(ROOT / one)]
    found = [mutant for path in files for mutant in mutants(path.relative_to(ROOT), path.read_text("utf-8"))]
    chosen = random.Random(options.seed).sample(found, min(options.n, len(found)))
    print(f"{len(found)} places in {len(files)} files; {len(chosen)} of them are changed", flush=True)
    counts: dict[str, int] = {}
    calls = recorded(options.calls) if options.calls else None
    for verdict in tried(chosen, calls):
        counts[verdict.how] = counts.get(verdict.how, 0) + 1
        if verdict.how in LET_PASS:
            _tell(verdict)
    print(", ".join(f"{count} {how}" for how, count in sorted(counts.items())))
    return int(any(how in counts for how in LET_PASS))


def mutants(path: Path, source: str) -> Iterator[Mutant]:
    """Every change that could be made to a file."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    data = source.encode()

    def place(line: int, column: int) -> int:
        return len(data[: starts[line - 1] + column].decode())

    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in _alive(tree):
        for changed in _changes(node):
            assert isinstance(node, ast.expr | ast.stmt)
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            start = place(node.lineno, node.col_offset)
            end = place(node.end_lineno, node.end_col_offset)
            yield Mutant(path, node.lineno, start, end, changed, _around(node, functions))


def recorded(folder: Path) -> Calls:
    """Which tests run the function that begins at `path:line`, as the folder tells, or as is found out now."""
    if not list(folder.glob("*.json")):
        folder.mkdir(parents=True, exist_ok=True)
        rooms = [room for room in sorted(Path(ROOT, "tests").iterdir()) if list(room.glob("**/test_*.py"))]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda room: _record(room, folder / f"{room.name}.json"), rooms))
    calls: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.json")):
        for function, tests in json.loads(file.read_text("utf-8")).items():
            calls.setdefault(function, []).extend(tests)
    return calls


def tried(chosen: Sequence[Mutant], calls: Calls | None = None) -> Iterator[Verdict]:
    """What becomes of each, on as many copies of the tree as there are processors."""
    workers = min(os.cpu_count() or 1, len(chosen)) or 1
    with tempfile.TemporaryDirectory(prefix="deckapp-mutants-") as base, ThreadPoolExecutor(workers) as pool:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            trees.put(_copy(Path(base, str(number))))

        def judge(mutant: Mutant) -> Verdict:
            tree = trees.get()
            try:
                return Verdict(mutant, _judged(tree, mutant, calls))
            finally:
                trees.put(tree)

        yield from pool.map(judge, chosen)


def tests_of(mutant: Mutant, tree: Path, calls: Calls | None) -> list[list[str]]:
    """The tests to ask about a change, one after the other: the file that mirrors its own, its room, the next.

    Where it is known which tests run the function, these are asked instead; outside of the window, where tests
    start programs that nobody looks into, the room is asked as well.
    """
    around = [str(path) for path in _rooms(mutant.path, tree)]
    asked = [[each, *(f"--ignore={one}" for one in around[:number])] for number, each in enumerate(around)]
    if calls is None:
        return asked
    mirrors = [each for each in asked if each[0].endswith(".py")]
    called = [test for test in _called(mutant, calls) if [test.split("::")[0]] not in mirrors]
    rooms = [each for each in asked if not each[0].endswith(".py")][:1]
    if "ui" in mutant.path.parts:
        rooms = [each for each in rooms if not any(_is_in(each[0], tests) for tests in calls.values())]
    return [*mirrors, *([called] if called else []), *rooms]


def _is_in(room: str, tests: Sequence[str]) -> bool:
    return any(test.startswith(f"{room}/") for test in tests)


def _called(mutant: Mutant, calls: Calls) -> list[str]:
    """The tests that run the function that was changed; outside of functions, those of the whole file."""
    path = mutant.path.as_posix()
    if mutant.function:
        tests = calls.get(f"{path}:{mutant.function}", [])
    else:
        tests = [test for name, some in calls.items() if name.rpartition(":")[0] == path for test in some]
    # Names of parameters are long, and some cannot be given on a command line.
    return list(dict.fromkeys(test.partition("[")[0] for test in tests))


def _rooms(path: Path, tree: Path) -> list[Path]:
    inside = path.relative_to("deckapp")
    rooms = [Path("tests", *inside.parent.parts[:depth]) for depth in range(len(inside.parent.parts), 0, -1)]
    mirror = Path("tests", inside.parent, f"test_{inside.stem}.py")
    wanted = [mirror, *rooms] if rooms else [mirror, *sorted(tree.glob("tests/test_*.py"))]
    return [
        each if not each.is_absolute() else each.relative_to(tree)
        for each in wanted
        if (tree / each).exists()
    ]


def _around(node: ast.expr | ast.stmt, functions: Sequence[ast.FunctionDef | ast.AsyncFunctionDef]) -> int:
    """The line where the innermost function around a part of the code begins, its decorators among it."""
    found = [one for one in functions if one.lineno <= node.lineno and (one.end_lineno or 0) >= node.lineno]
    if not found:
        return 0
    inner = max(found, key=lambda one: one.lineno)
    return min([inner.lineno, *(each.lineno for each in inner.decorator_list)])


def _record(room: Path, file: Path) -> None:
    env = dict(_env(ROOT), DECKAPP_CALLS=str(file))
    env["PYTHONPATH"] += os.pathsep + str(ROOT / "packaging")
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        "-p",
        "recorded_calls",
        str(room),
    ]
    subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _alive(node: ast.AST) -> Iterator[ast.AST]:
    """All parts of the code but those that do nothing: docstrings, types, imports, what is only for types."""
    for child in _inside(node):
        if not isinstance(child, ast.Import | ast.ImportFrom | ast.JoinedStr):
            yield child
            yield from _alive(child)


def _inside(node: ast.AST) -> Sequence[ast.AST]:
    if isinstance(node, ast.AnnAssign):
        return [node.value] if node.value is not None else []
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
        return [part for part in node.body if not _is_docstring(part)]
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return []
    return list(ast.iter_child_nodes(node))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[str]:
    """What could stand instead of a part of the code."""
    for kind, change in CHANGES:
        if isinstance(node, kind):
            yield from change(node)


def _compare(node: ast.Compare) -> Iterator[str]:
    if len(node.ops) == 1:
        other = COMPARISONS[type(node.ops[0])]()
        yield f"({ast.unparse(ast.Compare(node.left, [other], node.comparators))})"


def _sum(node: ast.BinOp) -> Iterator[str]:
    if type(node.op) in SUMS and not isinstance(node.left, ast.Constant | ast.JoinedStr):
        yield f"({ast.unparse(ast.BinOp(node.left, SUMS[type(node.op)](), node.right))})"


def _either(node: ast.BoolOp) -> Iterator[str]:
    yield f"({ast.unparse(node.values[0])})"
    yield f"({ast.unparse(node.values[-1])})"


def _denial(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield f"({ast.unparse(node.operand)})"


def _value(node: ast.Constant) -> Iterator[str]:
    if isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node.value, int | float):
        # One more of a length or a limit changes nothing that anybody would notice.
        yield repr(node.value * 2 if abs(node.value) >= MANY else node.value + 1)


def _choice(node: ast.If | ast.IfExp | ast.While) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield f"({ast.unparse(node.body)})"
        yield f"({ast.unparse(node.orelse)})"


def _call(node: ast.Expr) -> Iterator[str]:
    if isinstance(node.value, ast.Call):
        yield "pass"


def _end(node: ast.Return) -> Iterator[str]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return None"


CHANGES: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[str]]], ...] = (
    (ast.Compare, _compare),
    (ast.BinOp, _sum),
    (ast.BoolOp, _either),
    (ast.UnaryOp, _denial),
    (ast.Constant, _value),
    (ast.IfExp, _choice),
    (ast.Expr, _call),
    (ast.Return, _end),
)


def _copy(tree: Path) -> Path:
    tree.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, tree / name)
    return tree


def _judged(tree: Path, mutant: Mutant, calls: Calls | None) -> str:
    path = tree / mutant.path
    source = path.read_text("utf-8")
    path.write_text(source[: mutant.start] + mutant.after + source[mutant.end :], "utf-8")
    try:
        for number, tests in enumerate(tests_of(mutant, tree, calls)):
            if not _pass(tree, tests):
                return "killed" if number == 0 else "killed by other tests"
        return "survived"
    except subprocess.TimeoutExpired:
        return "stood still"
    finally:
        path.write_text(source, "utf-8")


def _pass(tree: Path, tests: Sequence[str]) -> bool:
    """Whether the tests pass; what fails only once, as on a busy machine, is asked no more."""
    unsteady: list[str] = []
    for _ in range(TRIES):
        done = _run(tree, [*tests, *(f"--deselect={one}" for one in unsteady)])
        failed = FAILED.search(done.stdout)
        if done.returncode != 1 or failed is None or _run(tree, [failed[1]]).returncode:
            # 5: there was no test to run.
            return done.returncode in (0, 5)
        unsteady.append(failed[1])
    return True


def _run(tree: Path, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *words]
    env = _env(tree)
    return subprocess.run(
        words, cwd=tree, env=env, capture_output=True, text=True, timeout=LONGEST_S, check=False
    )


def _env(tree: Path) -> dict[str, str]:
    return dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(tree), PYTHONDONTWRITEBYTECODE="1")


def _tell(verdict: Verdict) -> None:
    mutant = verdict.mutant
    source = (ROOT / mutant.path).read_text("utf-8")
    changed = source[: mutant.start] + mutant.after + source[mutant.end :]
    before, after = source.splitlines()[mutant.line - 1], changed.splitlines()[mutant.line - 1]
    print(f"{mutant.path}:{mutant.line} {verdict.how}\n  - {before.strip()}\n  + {after.strip()}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
