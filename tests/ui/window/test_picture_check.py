"""Pictures of a plan that cannot be shown are told of when it is opened, where its other problems are."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from deckapp.plan.edits import new_plan
from deckapp.plan.file import list_versions, write_plan
from deckapp.ui.kit.notice import Notice
from deckapp.ui.kit.problems import ProblemsDialog
from tests.hands import Hands

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n"
ODD_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text x='1' y='5'>a</text></svg>"


def write(path: Path, picture: bytes, **more: Any) -> Path:
    card = {"id": "c", "title": "Circles", "image": "sha256:1"}
    activity = {"title": "Talk to people", "card": card}
    data = {
        "format": "deckapp-plan", "version": 1, "title": "T", "images": {"sha256:1": b64encode(picture).decode()},
        "activities": {"a": activity}, **more,
    }  # fmt: skip
    path.write_text(json.dumps(data, indent=1))
    return path


def listed(hands: Hands) -> list[str]:
    dialogs = [one for window in hands.app.windows for one in window.findChildren(ProblemsDialog)]
    return [line for one in dialogs if one.isVisible() for line in one.page.toPlainText().splitlines()]


def test_they_are_listed_with_their_place_when_the_plan_is_opened(hands: Hands, tmp_path: Path) -> None:
    path = write(tmp_path / "p.deckplan", EPS)
    hands.app.opener.open_path(path, hands.window)
    hands.wait(lambda: listed(hands))
    [line] = listed(hands)
    number = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if '"image"' in text)
    assert line.startswith(f"{path}:{number}:")
    assert "“Circles” (the activity “Talk to people”)" in line
    assert "PostScript" in line


def test_they_join_the_plans_other_problems(hands: Hands, tmp_path: Path) -> None:
    hands.app.opener.open_path(write(tmp_path / "p.deckplan", EPS, phases={"odd": 5}), hands.window)
    assert len(listed(hands)) == 1
    hands.wait(lambda: len(listed(hands)) == 2)
    assert "odd" in listed(hands)[0]
    assert "PostScript" in listed(hands)[1]
    assert len(hands.window.findChildren(ProblemsDialog)) == 1


def test_what_is_merely_not_drawn_interrupts_nobody(hands: Hands, tmp_path: Path) -> None:
    hands.app.opener.open_path(write(tmp_path / "p.deckplan", ODD_SVG), hands.window)
    hands.wait(lambda: hands.window.findChildren(Notice))
    [notice] = hands.window.findChildren(Notice)
    assert listed(hands) == []
    assert "cannot be drawn" in notice.text
    notice.button.click()
    assert "“Circles”" in listed(hands)[0]
    hands.window.findChildren(ProblemsDialog)[0].close()


def test_an_earlier_version_tells_of_its_problems_too(hands: Hands, tmp_path: Path) -> None:
    path = write(tmp_path / "p.deckplan", EPS, phases={"odd": 5})
    write_plan(new_plan("New"), path)
    hands.app.opener.open_version(list_versions(path)[0].path, hands.window)
    hands.wait(lambda: len(listed(hands)) == 2)
    buttons = hands.window.findChildren(ProblemsDialog)[0].findChildren(QPushButton)
    assert [one.text() for one in buttons if one.isVisible()]
