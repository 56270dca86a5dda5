"""The columns of the plan as a whole, and of its definition."""

from __future__ import annotations

from deckapp.plan.columns.column import Column, OnPaper, PartTable
from deckapp.plan.plan import Definition, Plan

PLAN = PartTable("", Plan, "plan", "plans", (
    Column("title", "Title", hint="What the change is called"),
    Column("organisation", "Organisation", hint="Whose change it is"),
    Column("author", "Author", hint="Who answers for this plan"),
    Column("language", "Language on paper", "language", call="language"),
))  # fmt: skip

DEFINITION = PartTable("definition", Definition, "definition", "definitions", (
    Column("case", "Case for change", "text", "Why change, and why now: what happens if nothing does?",
           lines=1, paper=OnPaper("case")),
    Column("current_state", "Current state", "text", "How it works today, and what that costs",
           lines=1, paper=OnPaper("current_state")),
    Column("future_state", "Future state", "text", "How it will work, and how one will notice",
           lines=1, paper=OnPaper("future_state")),
    Column("vision", "Vision", "text", "One sentence that people will repeat",
           lines=1, paper=OnPaper("vision", place=-1)),
    Column("scope", "Scope", "text", "What is in and what is out: teams, places, systems",
           lines=1, paper=OnPaper("scope")),
    Column("objectives", "Objectives", "text", "What will be reached, and by when",
           lines=1, paper=OnPaper("objectives")),
    Column("success_criteria", "Success criteria", "text",
           "How one will see that it worked: a figure and a date", lines=1, paper=OnPaper("success_criteria")),
    Column("sponsor", "Sponsor", "text", "The one senior person who stands up for it",
           lines=1, paper=OnPaper("sponsor")),
    Column("assumptions", "Assumptions", "text", "What has to hold for this plan to work",
           lines=1, paper=OnPaper("assumptions")),
    Column("constraints", "Constraints", "text", "What is fixed: money, people, dates, rules",
           lines=1, paper=OnPaper("constraints")),
), title="Definition")  # fmt: skip
"""In the order in which a manager thinks."""
