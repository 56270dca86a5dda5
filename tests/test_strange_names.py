"""A file or folder whose name is no text (not UTF-8) works like any other, and never hides another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.app import not_opened
from deckapp.deck import library_cache, listing
from deckapp.deck.gathering import read_library
from deckapp.files.home import home_folder
from deckapp.plan.file import read_plan
from deckapp.problem import Problem
from tests.hands import Hands
from tests.terminal import Deckapp
from tests.ui.conftest import hands as hands_fixture

ROOT = Path(__file__).parents[1]
STRANGE = os.fsdecode(b"\xff-\xe9t\xe9")
PLAN = {
    "format": "deckapp-plan", "version": 1,
    "phases": {"p": {"title": "P"}}, "workstreams": {"w": {"title": "W"}},
    "activities": {"a": {"title": "A", "card": {"id": "one", "title": "One"}}},
}  # fmt: skip
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf"
    b"\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)

hands = hands_fixture

try:
    os.stat(os.fsencode(STRANGE))
except FileNotFoundError:
    pass
except OSError:
    pytest.skip("this system takes no such names", allow_module_level=True)
if sys.platform in ("win32", "darwin"):
    pytest.skip("this system takes no such names", allow_module_level=True)


def deck(deck_id: str, **card: str) -> str:
    cards = [{"id": "one", "title": "One", **card}]
    suits = [{"id": "s", "title": "S", "colour": "plum", "cards": [*cards]}]
    recipe = {"id": "r", "title": "R", "steps": [{"card": "one"}]}
    return json.dumps({"id": deck_id, "title": deck_id.capitalize(), "suits": suits, "recipes": [recipe]})


@pytest.fixture
def home() -> Path:
    """A home with decks, cards and folders of strange names beside an ordinary one."""
    home = home_folder()
    inside = home / "decks" / f"folder {STRANGE}"
    shelf = home / "cards" / STRANGE
    inside.mkdir(parents=True)
    shelf.mkdir(parents=True)
    (home / "decks" / "good.yaml").write_text(deck("good"))
    (home / "decks" / f"{STRANGE}.yaml").write_text(deck("strange"))
    (home / "decks" / f"torn {STRANGE}.yaml").write_text("{")
    (inside / "in.yaml").write_text(deck("inside", image="pixel.png"))
    (inside / "pixel.png").write_bytes(PNG)
    (shelf / f"card {STRANGE}.yaml").write_text(json.dumps({"id": "shelved", "title": "Shelved"}))
    return home


def mine() -> set[str]:
    return {held.deck.id for held in read_library().decks if held.origin == "yours"}


def test_no_deck_is_hidden(home: Path) -> None:
    assert mine() == {"good", "strange", "inside"}
    library = read_library()
    assert [problem.path for problem in library.problems] == [str(home / "decks" / f"torn {STRANGE}.yaml")]


def test_what_is_kept_between_two_starts_copes(home: Path, tmp_path: Path) -> None:
    library, user = read_library(), home / "decks"
    listing.keep(tmp_path / "l", listing.list_decks(library), library.stamps, (), user)
    assert listing.load(tmp_path / "l", (), user) == listing.list_decks(library)
    library_cache.keep(tmp_path / "k", library, (), user)
    assert library_cache.load(tmp_path / "k", (), user) in (None, library)


def test_the_library_is_listed(home: Path, deckapp: Deckapp) -> None:
    said = deckapp("decks")
    assert said.code == 1, "one of them is torn"
    assert all(name in said.out for name in ("good", "strange", "inside"))
    listed = {one["id"]: one["path"] for one in json.loads(deckapp("decks", "--json").out)}
    assert listed["strange"] == str(home / "decks" / f"{STRANGE}.yaml")


def test_every_command_takes_such_names(home: Path, deckapp: Deckapp, tmp_path: Path) -> None:
    plan, torn = tmp_path / f"{STRANGE}.deckplan", tmp_path / f"torn {STRANGE}.deckplan"
    plan.write_text(json.dumps(PLAN))
    torn.write_text("{")
    strange = home / "decks" / f"{STRANGE}.yaml"
    assert deckapp("check", plan, strange, home / "decks" / f"folder {STRANGE}").code == 0
    told = deckapp("check", torn)
    assert told.code == 1
    assert "torn" in told.err
    assert json.loads(deckapp("check", "--json", torn).out)[0]["path"] == str(torn)
    for words, made in (
        (("export", plan), f"{STRANGE}.pdf"),
        (("new", "strange/r"), f"new {STRANGE}.deckplan"),
        (("new", f"{strange}/r"), f"again {STRANGE}.deckplan"),
        (("new", "inside/r"), "inside.deckplan"),
        (("print", strange), f"cards {STRANGE}.pdf"),
        (("print", "inside"), "inside.pdf"),
    ):
        said = deckapp(*words, "-o", tmp_path / made)
        assert said.code == 0, (words, said.err)
        assert (tmp_path / made).stat().st_size > 100
    assert deckapp("print", f"nothing {STRANGE}", "-o", tmp_path / "x.pdf").code == 1
    assert "nothing" in not_opened([Problem(f"nothing {STRANGE}.deckplan")]).encode().decode()


@pytest.mark.parametrize("language", ["C", "C.UTF-8"])
def test_a_terminal_of_any_kind_is_told(home: Path, language: str) -> None:
    env = {**os.environ, "LC_ALL": language, "LANG": language, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in (["decks"], ["decks", "--json"], ["check", str(home)]):
        done = subprocess.run(
            [sys.executable, "-m", "deckapp", *words], env=env, cwd=ROOT, capture_output=True
        )
        assert b"Traceback" not in done.stderr
        assert b"torn" in done.stderr
        assert done.returncode == 1


def test_the_window_shows_opens_and_saves_them(home: Path, hands: Hands, tmp_path: Path) -> None:
    store = hands.app.services.store
    hands.wait(lambda: not store.is_loading)
    assert {"good", "strange", "inside"} <= {held.deck.id for held in store.library.decks}
    folder = tmp_path / STRANGE
    folder.mkdir()
    plan, torn, own = folder / f"{STRANGE}.deckplan", folder / "torn.deckplan", folder / f"{STRANGE}.yaml"
    plan.write_text(json.dumps(PLAN))
    torn.write_text("{")
    own.write_text(deck("opened"))
    hands.app.opener.open_path(plan, hands.window)
    hands.board.place([("inside", "one")])
    hands.window.actions_by_id["file.save"].trigger()
    assert len(read_plan(plan)[0].activities) == 2
    hands.app.opener.open_path(torn, hands.window)
    hands.app.opener.open_path(own, hands.window)
    hands.wait(lambda: "opened" in {held.deck.id for held in store.library.decks})
    assert hands.app.services.settings.recent_plans == [plan]
    hands.window.close_document()
    hands.window.grab()
