"""The columns of the plan's lists, each a table in the inspector: who is touched, what may go wrong, who signs."""

from __future__ import annotations

from deckapp.plan.columns.column import Column, OnPaper, PartTable
from deckapp.plan.plan import Approval, Change, Decision, Impact, Measure, Plan, Risk, Stakeholder

_WEIGHTS = (4, 9, 14)
"""The highest products of likelihood and severity that still count as low, moderate, serious; above is critical."""


def _lightness(risk: Risk) -> int:
    return -risk.likelihood * risk.severity


def _weight(_plan: Plan, risk: Risk) -> int:
    """How heavy a risk is, from 1 to 4; 0 where its likelihood or severity is not said."""
    product = -_lightness(risk)
    return 1 + sum(product > limit for limit in _WEIGHTS) if product else 0


def _attitudes(_plan: Plan, group: Stakeholder) -> tuple[int, int]:
    return group.attitude, group.desired_attitude


def _unsigned(_plan: Plan, _approval: Approval) -> str:
    return ""


STAKEHOLDERS = PartTable("stakeholders", Stakeholder, "stakeholder group", "stakeholder groups", (
    Column("name", "Group", "line", "Such as plant managers", main=True, call="name",
           paper=OnPaper("group", 92)),
    Column("headcount", "People", "number", "How many", paper=OnPaper("headcount", 44)),
    Column("impact", "Impact", "level", main=True, paper=OnPaper("impact", 56)),
    Column("influence", "Influence", "level", main=True, paper=OnPaper("influence", 56)),
    Column("attitude", "Attitude today", "attitude"),
    Column("desired_attitude", "Attitude needed", "attitude"),
    Column("attitudes", kind="attitudes", made_of=("attitude", "desired_attitude"), make=_attitudes,
           paper=OnPaper("attitude", 92)),
    Column("concerns", "Concerns", "text", "What they fear to lose, in their own words",
           paper=OnPaper("concerns", 140)),
), "Stakeholders", "s", "Who is touched by this change, how much, and where do they stand?")  # fmt: skip

IMPACTS = PartTable("impacts", Impact, "impact", "impacts", (
    Column("aspect", "What changes", "phrase", "Such as how prices are set", main=True, call="aspect",
           paper=OnPaper("aspect", 100)),
    Column("group", "For", "group", main=True, call="stakeholder group", paper=OnPaper("group", 90, -1)),
    Column("today", "Today", "text", "How it is done now", paper=OnPaper("today", 110)),
    Column("tomorrow", "Tomorrow", "text", "How it will be done", paper=OnPaper("tomorrow", 110)),
    Column("severity", "Severity", "level", main=True, paper=OnPaper("severity", 60)),
), "Impacts", "i", "What will be different for each group, from what to what?")  # fmt: skip

RISKS = PartTable("risks", Risk, "risk", "risks", (
    Column("title", "Risk", "line", "What could happen", main=True, call="title", paper=OnPaper("risk", 140)),
    Column("likelihood", "Likelihood", "level", main=True, paper=OnPaper("likelihood", 62)),
    Column("severity", "Severity", "level", main=True, paper=OnPaper("severity", 62)),
    Column("weight", kind="weight", made_of=("likelihood", "severity"), make=_weight,
           paper=OnPaper("weight", 58, exported=False)),
    Column("response", "Response", "text", "What is done so that it does not, or if it does",
           paper=OnPaper("response", 130)),
    Column("owner", "Owner", "line", "Who watches it", paper=OnPaper("owner", 64)),
), "Risks", "r", "What could go wrong, and what will be done about it?", _lightness)  # fmt: skip

MEASURES = PartTable("measures", Measure, "measure", "measures", (
    Column("title", "Measure", "line", "Such as days to a quotation", main=True, call="title",
           paper=OnPaper("measure", 130)),
    Column("baseline", "Baseline", "phrase", "What it is today", paper=OnPaper("baseline", 70)),
    Column("target", "Target", "phrase", "What would be good", main=True, paper=OnPaper("target", 70)),
    Column("due", "Due", "date", "By when", main=True, paper=OnPaper("due", 62)),
    Column("method", "How it is measured", "text", "From which source, how often", call="method",
           paper=OnPaper("method", 120)),
    Column("owner", "Owner", "line", "Who measures it", paper=OnPaper("owner", 64)),
), "Measures", "m", "Which figures will say that the change is working?")  # fmt: skip

DECISIONS = PartTable("decisions", Decision, "decision", "decisions", (
    Column("title", "Decision", "line", "What was decided", main=True, call="title",
           paper=OnPaper("decision", 170)),
    Column("by", "By", "line", "Who decided", call="who decided", paper=OnPaper("decided_by", 84)),
    Column("date", "Date", "date", "When", main=True, paper=OnPaper("date", 62)),
    Column("reason", "Reason", "text", "Why so, and what was left", paper=OnPaper("reason", 190)),
), "Decisions", "d", "What has been decided that one may be asked about later?")  # fmt: skip

APPROVALS = PartTable("approvals", Approval, "approval", "approvals", (
    Column("name", "Name", "line", "Who signs", main=True, paper=OnPaper("name", 130)),
    Column("role", "Role", "line", "As what", main=True, paper=OnPaper("role", 120)),
    Column("date", "Date", "date", "When it was signed", main=True, paper=OnPaper("date", 80)),
    Column("signature", kind="signature", made_of=("name",), make=_unsigned,
           paper=OnPaper("signature", 170, exported=False)),
), "Approvals", "v", "Who has to sign this plan?")  # fmt: skip

HISTORY = PartTable("history", Change, "change", "changes", (
    Column("summary", "Change", "line", "What is different in this edition", main=True, call="summary",
           paper=OnPaper("change", 330)),
    Column("author", "By", "line", "Who changed it", main=True, call="author",
           paper=OnPaper("changed_by", 110)),
    Column("date", "Date", "date", "When", main=True, paper=OnPaper("date", 62, -1)),
), "Change history", "h", "What has changed in this plan since people last saw it?")  # fmt: skip

LISTS = (STAKEHOLDERS, IMPACTS, RISKS, MEASURES, DECISIONS, APPROVALS, HISTORY)
"""In the order in which they stand in the inspector."""
