"""What the inspector shows with nothing chosen: the plan itself, its definition and its tables."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deckapp.plan.columns import DEFINITION, LISTS, PLAN, Column, PartTable
from deckapp.plan.edits import change_definition, change_plan
from deckapp.plan.plan import Definition, Plan
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.page import FieldPage
from deckapp.ui.inspector.parts_table import PartsTable
from deckapp.ui.inspector.section import Section


class PlanPage(FieldPage):
    """Title, organisation, author; the definition; the tables."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen_plan: tuple[str, ...] | None = None
        self._seen_definition: Definition | None = None
        self.form = Form(PLAN, lambda: document.plan, self)
        self.definition = Form(DEFINITION, lambda: document.plan, self)
        self.add(self.form)
        self.definition_section = Section(DEFINITION.title, self.definition, self)
        self.definition_section.set_open(True)
        self.add(self.definition_section)
        self.sections: dict[str, Section] = {}
        self.tables: dict[str, PartsTable] = {}
        for table in LISTS:
            self._add_section(table)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the document's plan as it is now."""
        plan = self._document.plan
        about = tuple(column.value(plan, plan) for column in PLAN.fields)
        if about != self._seen_plan:
            self._seen_plan = about
            self.form.show_parts(plan, plan)
        if plan.definition is not self._seen_definition:
            self._seen_definition = plan.definition
            self.definition.show_parts(plan, plan.definition)
            self.definition_section.set_note(_filled(plan))
        for table in LISTS:
            count = len(getattr(plan, table.collection))
            self.sections[table.collection].set_note(str(count) if count else "")
        for made in self.tables.values():
            made.follow(plan)

    def forget(self) -> None:
        """Fill all fields anew the next time."""
        self._seen_plan = self._seen_definition = None
        for made in self.tables.values():
            made.forget()

    def focus_fields(self) -> None:
        """Put the cursor into the first field."""
        self.go_to(self.form.field("title"))
        self.form.field("title").selectAll()

    def show_definition(self, name: str) -> None:
        """Put the cursor into a field of the definition."""
        self.definition_section.set_open(True)
        self.go_to(self.definition.field(name))

    def show_part(self, collection: str, key: str) -> None:
        """Go to a row of one of the tables."""
        section = self.sections[collection]
        section.set_open(True)
        table = self.tables[collection]
        table.select(key)
        self.go_to(table.view)

    # Helpers.

    def _add_section(self, table: PartTable) -> None:
        """The table itself is made when its section is opened for the first time."""
        content = QWidget(self)
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        section = Section(table.title, content, self)
        self.sections[table.collection] = section
        self.add(section)

        def fill() -> None:
            if table.collection not in self.tables:
                made = PartsTable(table, self._document, content)
                made.added.connect(self.go_to)
                self.tables[table.collection] = made
                box.addWidget(made)

        section.opened.connect(fill)

    def _connect(self) -> None:
        document = self._document
        self.form.edited.connect(self._edit_plan)
        self.definition.edited.connect(self._edit_definition)
        for form in (self.form, self.definition):
            form.set_locked(document.read_only)
            form.left.connect(document.seal)

    def _edit_plan(self, column: Column, value: Any) -> None:
        after = change_plan(self._document.plan, **{column.name: value})
        self._document.edit(f"change {column.words} of the plan", after, merge=("plan", column.name))

    def _edit_definition(self, column: Column, value: Any) -> None:
        after = change_definition(self._document.plan, **{column.name: value})
        self._document.edit(f"change {column.words}", after, merge=("definition", column.name))


def _filled(plan: Plan) -> str:
    filled = sum(bool(column.value(plan, plan.definition).strip()) for column in DEFINITION.fields)
    return f"{filled} of {len(DEFINITION.fields)}"
