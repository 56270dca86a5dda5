"""A plan as Markdown: all of it, in its language, and nothing in it means what it should not."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from deckapp.export.markdown import to_markdown
from deckapp.face.type.markup import parse
from deckapp.plan import edits
from deckapp.plan.plan import Plan, Risk
from tests.little_plan import little_plan

EVIL = (
    "<img src=x onerror=alert(1)> # No heading\n# Nor this\n---\n![](http://a.b/c.png) "
    "[click](javascript:alert(1)) [x]: http://a.b\n| a | b |\n```\ncode"
)


@pytest.fixture
def plan() -> Plan:
    plan = little_plan()
    plan = edits.change_activities(
        plan, ["a1"], owner="Ada | Co", start=dt.date(2026, 11, 23), duration_days=3
    )
    plan, _ = edits.add_link(plan, "a1", "a2", label="then")
    return edits.set_part(
        plan, "risks", "r1", Risk(title="No time", likelihood=4, severity=3, response="Less")
    )


def test_it_says_what_is_in_the_plan(plan: Plan) -> None:
    text = to_markdown(plan)
    assert text.startswith("# Move house\n\n## Activities by phase\n\n### ")
    assert "- **Map** (Owner: Ada \\| Co; 23 Nov – 25 Nov 2026; Planned)" in text
    assert "- **Talk** (Planned)  \n  - After: Map (then)" in text
    assert "| Risk | Likelihood | Severity | Response | Owner |\n| --- |" in text
    assert "| No time | High | Medium | Less |   |" in text
    assert text.endswith("|\n")


def test_it_speaks_the_plans_language(plan: Plan) -> None:
    text = to_markdown(msgspec.structs.replace(plan, language="de"))
    assert "## Aktivitäten nach Phasen" in text or "Aktivitäten" in text
    assert "Owner:" not in text


def test_nothing_of_a_text_becomes_html_a_picture_or_a_heading(plan: Plan) -> None:
    evil = edits.change_activities(
        plan, ["a1"], title=EVIL, purpose=EVIL, note=EVIL, outcome=EVIL, owner=EVIL
    )
    evil = edits.change_definition(evil, case=EVIL, vision=EVIL)
    evil = edits.set_part(evil, "risks", "r1", Risk(title=EVIL, response=EVIL, owner=EVIL))
    evil = msgspec.structs.replace(evil, title=EVIL, author=EVIL)
    calm = edits.change_definition(plan, case="Calm", vision="Calm")
    reader = MarkdownIt("commonmark").enable("table")
    kinds = [token.type for token in reader.parse(to_markdown(evil))]
    children = [child for token in reader.parse(to_markdown(evil)) for child in token.children or ()]
    assert not {"html_block", "fence", "code_block", "hr"} & set(kinds)
    assert not {"html_inline", "image"} & {child.type for child in children}
    assert not [child for child in children if child.type == "link_open" and "script" in str(child.attrs)]
    wanted = [token.type for token in reader.parse(to_markdown(calm))]
    for structure in ("heading_open", "table_open", "tr_open", "td_open"):
        assert kinds.count(structure) == wanted.count(structure), structure


READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text("\\<>&;lt`~![](){}#*_-+=1. \nab|:/", max_size=40)
FORBIDDEN = {"html_inline", "html_block", "image", "code_inline", "code_block", "fence", "s_open", "hr"}


def kinds_and_text(markdown: str) -> tuple[set[str], str]:
    """The kinds of tokens in it, and what it says without them."""
    tokens = READER.parse(markdown)
    children = [child for token in tokens for child in token.children or ()]
    said = "".join("\n" if child.type.endswith("break") else child.content for child in children)
    return {token.type for token in (*tokens, *children)}, said


@given(SIGNS)
def test_whatever_a_text_holds_nothing_of_it_is_html_a_picture_or_code(text: str) -> None:
    plan = edits.change_definition(little_plan(), case=text)
    kinds, _said = kinds_and_text(to_markdown(plan))
    assert not kinds & FORBIDDEN


@given(SIGNS)
def test_a_name_says_what_it_is(text: str) -> None:
    plan = msgspec.structs.replace(Plan(), title=text, organisation=text)
    name = " ".join(text.split()) or "Untitled plan"
    kinds, said = kinds_and_text(to_markdown(plan))
    assert said in (name, name + name)
    assert kinds <= {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"} | {
        "text_special", "softbreak"
    }  # fmt: skip


@pytest.mark.parametrize("text", [
    r"\\server\share\_plan", "AT&amp;T &lt;b&gt;", r"\<img src=x onerror=y>", r"\![a](http://b.c/d.png)", "`a` ~~b~~",
    "    four spaces", "a & b", r"\\&lt;", "1 < 2 > 0",
])  # fmt: skip
def test_a_text_says_what_it_says_on_paper(text: str) -> None:
    on_paper = "\n".join("".join(run.text for run in one.runs) for one in parse(text))
    plan = edits.change_definition(little_plan(), case=text, vision="END")
    _kinds, said = kinds_and_text(to_markdown(plan))
    assert on_paper.strip() in said
