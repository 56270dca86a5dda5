"""The command line, as somebody at a terminal or a script meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp import __version__
from deckapp.cli import checking
from deckapp.cli.program import COMMANDS
from tests.terminal import Deckapp

DECK = """\
id: tiny
title: Tiny
suits:
  - id: start
    title: Start
    cards:
      - id: three-questions
        title: Three questions
        question: What must be true in a year?
        steps:
          - text: Write three questions
            minutes: 5
recipes:
  - id: kick-off
    title: Kick-off
    steps:
      - card: three-questions
        phase: Prepare
"""
RECIPE = "change-management/first-plan"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A small deck that is right."""
    path = tmp_path / "tiny.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path, deckapp: Deckapp) -> Path:
    """A plan made from a bundled recipe."""
    path = tmp_path / "first.deckplan"
    assert deckapp("new", RECIPE, "-o", path).code == 0
    return path


def run_apart(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `deckapp` as a process of its own, without a display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "deckapp", *words],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


# Help


def test_help_names_every_command(deckapp: Deckapp) -> None:
    said = deckapp("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_shows_examples_that_name_it(deckapp: Deckapp, name: str) -> None:
    said = deckapp(name, "--help")
    assert said.code == 0
    assert f"\n  deckapp {name} " in said.out.partition("examples:")[2]


def test_version_is_told(deckapp: Deckapp) -> None:
    assert deckapp("--version") == (0, f"deckapp {__version__}\n", "")


def test_help_loads_neither_qt_nor_reportlab() -> None:
    code = (
        "import sys; from deckapp.cli.program import main; main(['--help']);"
        "sys.exit(bool({'PySide6', 'reportlab'} & {*sys.modules}))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def test_wrong_usage_is_exit_code_2(deckapp: Deckapp) -> None:
    for words in (["--nonsense"], ["new"], ["check"], ["schema", "suit"], ["decks", "extra"]):
        said = deckapp(*words)
        assert said.code == 2
        assert said.err.startswith("usage: ")


# The library


def test_decks_lists_the_bundled_decks(deckapp: Deckapp) -> None:
    said = deckapp("decks")
    assert (said.code, said.err) == (0, "")
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert "Change Management" in lines["change-management"]
    assert "cards" in lines["social-media-strategy"]


def test_decks_as_json_is_for_scripts(deckapp: Deckapp) -> None:
    decks = {deck["id"]: deck for deck in json.loads(deckapp("decks", "--json").out)}
    deck = decks["change-management"]
    assert set(deck) == {"id", "title", "language", "path", "cards", "recipes"}
    assert deck["language"] == "en"
    assert Path(deck["path"]).is_file()
    assert "premortem" in deck["cards"]
    assert {"id": "first-plan", "title": "A first plan in ninety minutes"} in deck["recipes"]


# A plan from a recipe


@pytest.mark.parametrize("words", [["decks"], ["decks", "--json"]])
def test_decks_ends_with_1_where_one_of_the_users_is_broken_and_lists_the_others(
    deckapp: Deckapp, words: list[str]
) -> None:
    folder = Path(os.environ["DECKAPP_HOME"]) / "decks"
    folder.mkdir(parents=True)
    (folder / "good.yaml").write_text(DECK)
    assert (deckapp(*words).code, deckapp(*words).err) == (0, "")
    (folder / "torn.yaml").write_text("{")
    (folder / "slip.yaml").write_text(DECK.replace("tiny", "slip").replace("question:", "qestion:"))
    said = deckapp(*words)
    assert said.code == 1
    slip, torn = sorted(said.err.splitlines())
    assert slip == f"{folder / 'slip.yaml'}: 1 problem; `deckapp check {folder / 'slip.yaml'}` tells more"
    assert torn.startswith(f"{folder / 'torn.yaml'}: 1 problem; ")
    assert all(name in said.out for name in ("tiny", "slip", "change-management"))


def test_new_makes_a_plan_with_copies_of_the_cards(plan: Path) -> None:
    data = json.loads(plan.read_bytes())
    activities = data["activities"].values()
    assert "premortem" in {activity["card"]["id"] for activity in activities}
    assert all(activity["title"] == activity["card"]["title"] for activity in activities)


def test_new_takes_a_recipe_of_a_deck_file(deckapp: Deckapp, deck: Path, tmp_path: Path) -> None:
    output = tmp_path / "kick-off.deckplan"
    said = deckapp("new", f"{deck}/kick-off", "-o", output)
    assert said == (0, f"{output}: 1 activity in 1 phase\n", "")
    assert output.is_file()


def test_new_never_replaces_a_plan_unless_told(deckapp: Deckapp, plan: Path) -> None:
    plan.write_text("a year's work")
    said = deckapp("new", RECIPE, "-o", plan)
    assert said.code == 1
    assert "--force" in said.err
    assert plan.read_text() == "a year's work"
    assert deckapp("new", RECIPE, "-o", plan, "--force").code == 0
    assert plan.read_text() != "a year's work"


@pytest.mark.parametrize(
    ("recipe", "remedy"),
    [
        ("chnge-management/first-plan", "did you mean `change-management`?"),
        ("change-management/frst-plan", "did you mean `change-management/first-plan`?"),
        ("change-management", "change-management/first-plan"),
        ("no-such-folder/deck.yaml/first", "no-such-folder/deck.yaml"),
    ],
)
def test_a_recipe_that_is_nowhere_is_one_line_and_no_file(
    deckapp: Deckapp, tmp_path: Path, recipe: str, remedy: str
) -> None:
    output = tmp_path / "new.deckplan"
    said = deckapp("new", recipe, "-o", output)
    assert said.code == 1
    assert remedy in said.err
    assert said.err.count("\n") == 1
    assert not output.exists()


def test_a_deck_with_mistakes_starts_no_plan(deckapp: Deckapp, deck: Path, tmp_path: Path) -> None:
    deck.write_text(DECK.replace("minutes: 5", "minutes: five"))
    output = tmp_path / "new.deckplan"
    said = deckapp("new", f"{deck}/kick-off", "-o", output)
    assert said.code == 1
    assert said.err.startswith(f"{deck}:12:")
    assert not output.exists()


def test_an_output_that_cannot_be_is_refused_in_one_line(
    deckapp: Deckapp, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    for output in (tmp_path / "folder.pdf", tmp_path / "nowhere" / "x.pdf", plan / "x.pdf"):
        said = deckapp("export", plan, "-o", output)
        assert said.code == 1
        assert said.err.startswith(f"{output}: ")
        assert said.err.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files on Linux alone")
def test_a_folder_that_takes_no_files_is_one_line(deckapp: Deckapp, plan: Path) -> None:
    for said in (
        deckapp("export", plan, "-o", "/proc/x.pdf"),
        deckapp("new", RECIPE, "-o", "/proc/x.deckplan"),
    ):
        assert said.code == 1
        assert said.err.startswith("/proc/")
        assert said.err.count("\n") == 1


def test_a_wrong_ending_is_wrong_usage(deckapp: Deckapp, plan: Path, tmp_path: Path) -> None:
    said = deckapp("new", RECIPE, "-o", tmp_path / "new.json")
    assert said.code == 2
    assert "does not end in .deckplan" in said.err
    assert deckapp("new", RECIPE, "-o", tmp_path / ".deckplan").code == 2
    assert deckapp("export", plan, "-o", tmp_path / "plan.docx").code == 2
    assert [path.name for path in tmp_path.iterdir()] == [plan.name]


# Export


def test_a_second_export_gives_the_same_bytes(deckapp: Deckapp, plan: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert deckapp("export", plan, "-o", first) == (0, f"{first}\n", "")
    assert deckapp("export", plan, "-o", second).code == 0
    assert first.read_bytes().startswith(b"%PDF-")
    assert first.read_bytes() == second.read_bytes()


def test_export_prints_only_the_parts_asked_for(deckapp: Deckapp, plan: Path, tmp_path: Path) -> None:
    import pypdfium2

    output = tmp_path / "board.pdf"
    assert deckapp("export", plan, "-o", output, "--parts", "board", "--size", "a3").code == 0
    pages = pypdfium2.PdfDocument(output)
    assert {tuple(round(side) for side in page.get_size()) for page in pages} == {(1191, 842)}
    assert deckapp("export", plan, "-o", output, "--parts", "board,bord").code == 2


def test_a_plan_that_is_none_is_one_line_and_no_file(deckapp: Deckapp, deck: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    damaged = tmp_path / "damaged.deckplan"
    damaged.write_text('{"format": "deckapp-plan", "version": 1, "title": "Half')
    for plan in (tmp_path / "missing.deckplan", tmp_path, deck, damaged):
        said = deckapp("export", plan, "-o", output)
        assert said.code == 1
        assert said.err.startswith(str(plan))
        assert said.err.count("\n") == 1
        assert not output.exists()


def test_a_logo_that_is_no_picture_leaves_no_file(
    deckapp: Deckapp, plan: Path, deck: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.pdf"
    for logo in (tmp_path / "missing.png", deck):
        said = deckapp("export", plan, "-o", output, "--logo", logo)
        assert said.code == 1
        assert str(logo) in said.err
        assert said.err.count("\n") == 1
        assert not output.exists()


# Check


def test_check_sums_up_what_is_right(deckapp: Deckapp, deck: Path, plan: Path) -> None:
    assert deckapp("check", deck) == (0, "1 card, 1 deck: no problems\n", "")
    assert deckapp("check", deck, plan) == (0, "1 card, 1 deck and 1 plan: no problems\n", "")


def test_check_of_a_folder_reads_the_plans_in_it_as_deep_as_decks(
    deckapp: Deckapp, deck: Path, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("a/b/Second.DECKPLAN", "a/.third.deckplan", ".hidden/fourth.deckplan"):
        (tmp_path / name).write_bytes(plan.read_bytes())
    (tmp_path / "again.deckplan").symlink_to(plan)
    assert deckapp("check", tmp_path) == (0, "1 card, 1 deck and 2 plans: no problems\n", "")
    assert deckapp("check", tmp_path, plan, deck).out == "1 card, 1 deck and 2 plans: no problems\n"
    assert deckapp("check", tmp_path / "a") == (0, "1 plan: no problems\n", "")


def test_check_of_a_folder_tells_what_is_wrong_with_each_plan_in_it(
    deckapp: Deckapp, deck: Path, plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    data = json.loads(plan.read_bytes())
    next(iter(data["activities"].values()))["duration"] = "soon"
    (folder / "slip.deckplan").write_text(json.dumps(data, indent=1))
    said = deckapp("check", folder)
    assert (said.code, said.out) == (0, "1 plan: 1 warning\n")
    assert "unknown key `duration`, kept but not used; did you mean `duration_days`?" in said.err
    wrong = {
        "empty.deckplan": "the file is empty",
        "noise.deckplan": "this is not a Deckapp plan: no JSON",
        "outside.deckplan": "this is a link to a file outside the folder",
    }
    (folder / "empty.deckplan").touch()
    (folder / "noise.deckplan").write_bytes(bytes(range(256)) * 9)
    (folder / "outside.deckplan").symlink_to(plan)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.deckplan")
        wrong["pipe.deckplan"] = "this is not an ordinary file; name a file, no device, pipe or socket"
    said = deckapp("check", folder)
    assert (said.code, said.out) == (1, "")
    lines = [line for line in said.err.splitlines() if "warning" not in line]
    assert len(lines) == len(wrong)
    for line, (name, why) in zip(lines, sorted(wrong.items()), strict=True):
        assert line.startswith(f"{folder / name}:")
        assert why in line
    found = json.loads(deckapp("check", "--json", folder).out)
    assert len(found) == len(wrong) + 1


def test_plans_that_a_check_had_no_time_for_are_counted_and_all_reads_them(
    deckapp: Deckapp, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (tmp_path / f"plan-{number}.deckplan").write_bytes(plan.read_bytes())
    monkeypatch.setattr(checking, "CHECK_SECONDS", -60.0)
    assert deckapp("check", tmp_path).out == "4 plans: no problems\n"
    monkeypatch.setattr(checking, "PLANS_SECONDS", -60.0)
    hasty = deckapp("check", tmp_path)
    assert hasty.code == 1
    assert f"{plan}: this and 3 further plans were not checked: there is too much to read; " in hasty.err
    assert deckapp("check", "--all", tmp_path).out == "4 plans: no problems\n"


def test_the_bundled_decks_have_no_problems(deckapp: Deckapp) -> None:
    paths = {deck["path"] for deck in json.loads(deckapp("decks", "--json").out)}
    said = deckapp("check", *sorted(paths))
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("5 decks: no problems\n")


def test_check_tells_every_mistake_with_its_place_and_remedy(deckapp: Deckapp, deck: Path) -> None:
    deck.write_text(
        DECK.replace("question:", "qestion:").replace("card: three-questions", "card: thre-questions")
    )
    said = deckapp("check", deck)
    first, second = said.err.splitlines()
    assert said.code == 1
    assert said.out == ""
    assert first.startswith(f"{deck}:9:9: ")
    assert "did you mean `question`?" in first
    assert second.startswith(f"{deck}:17:")


def test_check_as_json_is_for_scripts(deckapp: Deckapp, deck: Path) -> None:
    deck.write_text(DECK.replace("question:", "qestion:"))
    said = deckapp("check", "--json", deck)
    [problem] = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    assert (problem["path"], problem["line"], problem["column"]) == (str(deck), 9, 9)


def test_check_finds_a_text_too_long_for_its_face(deckapp: Deckapp, deck: Path) -> None:
    deck.write_text(DECK.replace("What must be true in a year?", "What must be true? " * 60))
    said = deckapp("check", deck)
    assert said.code == 1
    assert said.err.startswith(f"{deck}:9:")
    assert "the front of “Three questions”" in said.err
    assert "mm" in said.err


def test_check_of_nothing_is_a_problem(deckapp: Deckapp, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    for path in (tmp_path / "missing.yaml", tmp_path / "missing", tmp_path / "notes.txt", tmp_path):
        said = deckapp("check", path)
        assert said.code == 1
        assert said.err.startswith(str(path))
    assert "there is no deck, card or plan in this folder" in said.err


def test_check_reads_a_damaged_plan(deckapp: Deckapp, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.deckplan"
    damaged.write_text("{")
    said = deckapp("check", damaged)
    assert said.code == 1
    assert said.err.startswith(f"{damaged}:1:")


# Schemas


@pytest.mark.parametrize("kind", ["card", "deck", "plan"])
def test_schema_is_json_schema(deckapp: Deckapp, kind: str) -> None:
    said = deckapp("schema", kind)
    assert said.code == 0
    assert json.loads(said.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


# The window


OPEN = """
import sys
from deckapp import app
from deckapp.cli.program import main
# Stands for the window: what it would be given.
app.run = lambda files, refused: print([path.name for path in files], [one.message for one in refused]) or 0
code = main(sys.argv[1:])
print("code", code)
"""


def opened(*names: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", OPEN, *map(str, names)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(words, env=env, capture_output=True, text=True, timeout=60)


def test_names_that_cannot_be_opened_stop_neither_the_window_nor_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "good.deckplan").write_text("{}")
    said = opened(tmp_path / "missing.deckplan", tmp_path, tmp_path / "good.deckplan", tmp_path / "notes.txt")
    shown, code = said.stdout.splitlines()
    assert shown.startswith(
        "['good.deckplan'] ['there is no such file', 'this is a folder', 'this is neither"
    )
    assert code == "code 1"
    missing, folder, other = said.stderr.splitlines()
    assert "there is no such file" in missing
    assert "this is a folder" in folder
    assert "neither a plan" in other


def test_a_bad_name_alone_opens_the_window_as_well(tmp_path: Path) -> None:
    said = opened(tmp_path / "missing.deckplan")
    assert said.stdout.splitlines()[0] == "[] ['there is no such file']"


def test_a_slip_in_a_command_is_noticed(deckapp: Deckapp) -> None:
    said = deckapp("exprt", "a.deckplan", "-o", "a.pdf")
    assert said.code == 2
    assert "did you mean the command `export`?" in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_window_says_so() -> None:
    said = run_apart()
    assert said.returncode == 1
    assert "no display" in said.stderr
    assert said.stderr.count("\n") == 1


# Terminals and pipes


def test_commands_that_draw_need_no_display(plan: Path, tmp_path: Path) -> None:
    output = tmp_path / "apart.pdf"
    said = run_apart("export", str(plan), "-o", str(output))
    assert (said.returncode, said.stderr) == (0, "")
    assert output.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with head")
def test_a_reader_that_has_had_enough_sees_no_traceback() -> None:
    command = f"set -o pipefail; '{sys.executable}' -m deckapp schema plan | head -c 1"
    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, "{", "")


def test_a_name_that_the_terminal_cannot_show_does_no_harm(tmp_path: Path) -> None:
    said = run_apart("check", str(tmp_path / "Übung.yaml"), PYTHONIOENCODING="ascii")
    assert said.returncode == 1
    assert "bung.yaml: " in said.stderr
    assert "Traceback" not in said.stderr


def test_faces_that_a_check_had_no_time_for_are_counted_and_all_looks_at_them(
    deckapp: Deckapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(checking, "FACES_SECONDS", 0.0)
    monkeypatch.setattr(checking, "BUILD_SECONDS", -60.0)
    card = "{id: c, title: C, what: '" + "word " * 790 + "'}"
    deck = tmp_path / "deck.yaml"
    deck.write_text(f"id: d\ntitle: D\nsuits:\n  - id: s\n    title: S\n    cards:\n      - {card}\n")
    hasty = deckapp("check", deck)
    assert "the faces of 1 more card were not looked at" in hasty.err
    assert "`deckapp check --all` looks at all" in hasty.err
    assert hasty.code == 0
    patient = deckapp("check", "--all", deck)
    assert "not looked at" not in patient.err
    assert "mm too long" in patient.err
    assert patient.code == 1


def test_a_title_cannot_steer_the_terminal_or_forge_a_line(deckapp: Deckapp) -> None:
    deck = Path(os.environ["DECKAPP_HOME"]) / "decks" / "deck.yaml"
    deck.parent.mkdir(parents=True)
    title = r"\e]0;pwn\a\e[31mRED\nfake line: no problems\u202eabc"
    deck.write_text(DECK.replace("title: Tiny", f'title: "{title}"'))
    for said in (deckapp("decks"), deckapp("check", deck)):
        assert not any(char in said.out + said.err for char in "\x1b\x07\u202e")
        assert not any(line.startswith("fake") for line in (said.out + said.err).splitlines())


def test_a_plan_that_cannot_be_read_hides_no_other_problem(deckapp: Deckapp, tmp_path: Path) -> None:
    plan = tmp_path / "loop.deckplan"
    plan.write_text("{}")
    said = deckapp("check", tmp_path / "nowhere", plan, tmp_path / "gone.deckplan")
    assert "nowhere: " in said.err
    assert "loop.deckplan: " in said.err


# Exit codes


def test_a_pdf_that_lacks_something_of_the_plan_is_written_and_ends_with_1(
    deckapp: Deckapp, plan: Path, tmp_path: Path
) -> None:
    data = json.loads(plan.read_bytes())
    key, output = next(iter(data["activities"])), tmp_path / "out.pdf"
    data["activities"][key]["card"] = 7
    plan.write_text(json.dumps(data, indent=1))
    said = deckapp("export", plan, "-o", output)
    assert (said.code, said.out) == (1, f"{output}\n")
    first, *_links_to_it, last = said.err.splitlines()
    assert first.startswith(f"{plan}:")
    assert f"activities.{key}" in first
    assert last.startswith(f"{output}: the PDF lacks what could not be understood of the plan; ")
    assert output.read_bytes().startswith(b"%PDF")


def test_of_a_newer_plan_what_is_understood_is_written(deckapp: Deckapp, plan: Path, tmp_path: Path) -> None:
    data = json.loads(plan.read_bytes()) | {"version": 99}
    plan.write_text(json.dumps(data))
    for name, kind in (("out.pdf", "PDF"), ("out.md", "Markdown")):
        said = deckapp("export", plan, "-o", tmp_path / name)
        assert (said.code, said.out) == (1, f"{tmp_path / name}\n")
        assert "made by a newer Deckapp (format 99" in said.err
        assert f"the {kind} lacks what could not be understood" in said.err
        assert (tmp_path / name).stat().st_size > 100


def test_what_is_only_odd_in_a_plan_is_said_and_ends_with_0(
    deckapp: Deckapp, plan: Path, tmp_path: Path
) -> None:
    data = json.loads(plan.read_bytes())
    next(iter(data["activities"].values()))["position"] = {"phase": "nowhere"}
    plan.write_text(json.dumps(data, indent=1))
    said = deckapp("export", plan, "-o", tmp_path / "out.pdf", "--parts", "definition")
    assert said.code == 0
    assert "parking lot" in said.err


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_tells_what_the_exit_codes_mean(deckapp: Deckapp, words: list[str]) -> None:
    told = deckapp(*words).out.partition("exit codes:")[2]
    assert all(f"\n  {code}  " in told for code in (0, 1, 2))
    assert ("`export`" in told) == (words in (["--help"], ["export", "--help"]))
    assert ("nothing was written" in told) == (words[0] not in ("decks", "check", "schema"))
