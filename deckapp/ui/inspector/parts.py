"""The plan's tables as data: which columns each has, which of them show in a narrow pane, and their words."""

from __future__ import annotations

from typing import Literal

import msgspec

from deckapp.plan.plan import Approval, Change, Decision, Impact, Measure, Part, Risk, Stakeholder

ColumnKind = Literal["line", "text", "level", "attitude", "number", "date", "group"]

LEVELS = ("Not said", "Very low", "Low", "Medium", "High", "Very high")
ATTITUDES = ("Not said", "Opposed", "Doubtful", "Neutral", "Supportive", "Leading")
EVERYONE = "Everyone"
"""What an impact without a group is for."""


class Column(msgspec.Struct, frozen=True):
    """A field of a part; `main` columns stand in the table, all stand in the form below it."""

    name: str
    label: str
    kind: ColumnKind = "line"
    hint: str = ""
    main: bool = False


class Table(msgspec.Struct, frozen=True):
    """One of the plan's collections as a table; `noun` and `nouns` name its rows in the history."""

    collection: str
    title: str
    noun: str
    nouns: str
    prefix: str
    part: type[Part]
    empty: str
    columns: tuple[Column, ...]

    @property
    def main(self) -> tuple[Column, ...]:
        """The columns that show in the table."""
        return tuple(column for column in self.columns if column.main)


TABLES = (
    Table(
        "stakeholders", "Stakeholders", "stakeholder group", "stakeholder groups", "s", Stakeholder,
        "Who is touched by this change, how much, and where do they stand?",
        (
            Column("name", "Group", "line", "Such as plant managers", main=True),
            Column("headcount", "People", "number", "How many"),
            Column("impact", "Impact", "level", main=True),
            Column("influence", "Influence", "level", main=True),
            Column("attitude", "Attitude today", "attitude"),
            Column("desired_attitude", "Attitude needed", "attitude"),
            Column("concerns", "Concerns", "text", "What they fear to lose, in their own words"),
        ),
    ),
    Table(
        "impacts", "Impacts", "impact", "impacts", "i", Impact,
        "What will be different for each group, from what to what?",
        (
            Column("aspect", "What changes", "line", "Such as how prices are set", main=True),
            Column("group", "For", "group", main=True),
            Column("today", "Today", "text", "How it is done now"),
            Column("tomorrow", "Tomorrow", "text", "How it will be done"),
            Column("severity", "Severity", "level", main=True),
        ),
    ),
    Table(
        "risks", "Risks", "risk", "risks", "r", Risk,
        "What could go wrong, and what will be done about it?",
        (
            Column("title", "Risk", "line", "What could happen", main=True),
            Column("likelihood", "Likelihood", "level", main=True),
            Column("severity", "Severity", "level", main=True),
            Column("response", "Response", "text", "What is done so that it does not, or if it does"),
            Column("owner", "Owner", "line", "Who watches it"),
        ),
    ),
    Table(
        "measures", "Measures", "measure", "measures", "m", Measure,
        "Which figures will say that the change is working?",
        (
            Column("title", "Measure", "line", "Such as days to a quotation", main=True),
            Column("baseline", "Baseline", "line", "What it is today"),
            Column("target", "Target", "line", "What would be good", main=True),
            Column("due", "Due", "date", "By when", main=True),
            Column("method", "How it is measured", "text", "From which source, how often"),
            Column("owner", "Owner", "line", "Who measures it"),
        ),
    ),
    Table(
        "decisions", "Decisions", "decision", "decisions", "d", Decision,
        "What has been decided that one may be asked about later?",
        (
            Column("title", "Decision", "line", "What was decided", main=True),
            Column("by", "By", "line", "Who decided"),
            Column("date", "Date", "date", "When", main=True),
            Column("reason", "Reason", "text", "Why so, and what was left"),
        ),
    ),
    Table(
        "approvals", "Approvals", "approval", "approvals", "v", Approval,
        "Who has to sign this plan?",
        (
            Column("name", "Name", "line", "Who signs", main=True),
            Column("role", "Role", "line", "As what", main=True),
            Column("date", "Date", "date", "When it was signed", main=True),
        ),
    ),
    Table(
        "history", "Change history", "change", "changes", "h", Change,
        "What has changed in this plan since people last saw it?",
        (
            Column("summary", "Change", "line", "What is different in this edition", main=True),
            Column("author", "By", "line", "Who changed it", main=True),
            Column("date", "Date", "date", "When", main=True),
        ),
    ),
)  # fmt: skip
"""The tables in the order in which they stand in the inspector."""


def name_of(part: Part, table: Table) -> str:
    """What a row is called: the text of its first column."""
    return str(getattr(part, table.columns[0].name)).strip()
