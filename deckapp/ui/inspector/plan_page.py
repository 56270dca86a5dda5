"""What the inspector shows with nothing chosen: the plan itself, its definition and its tables."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from deckapp.plan.edits import change_definition, change_plan
from deckapp.plan.plan import Definition, Plan
from deckapp.ui.document import Document
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.line_field import LineField
from deckapp.ui.inspector.page import Page
from deckapp.ui.inspector.section import Section
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.inspector.wording import DEFINITION, FIELD_WORDS


class PlanPage(Page):
    """Title, organisation, author; the definition; the tables."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen_plan: tuple[str, ...] | None = None
        self._seen_definition: Definition | None = None
        self.form = Form(self)
        self.form.add("title", "Title", LineField(self), "What the change is called")
        self.form.add("organisation", "Organisation", LineField(self), "Whose change it is")
        self.form.add("author", "Author", LineField(self), "Who answers for this plan")
        self.definition = Form(self)
        for name, label, hint in DEFINITION:
            self.definition.add(name, label, TextField(self, lines=1), hint)
        self.add(self.form)
        self.definition_section = Section("Definition", self.definition, self)
        self.definition_section.set_open(True)
        self.add(self.definition_section)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the document's plan as it is now."""
        plan = self._document.plan
        about = (plan.title, plan.organisation, plan.author)
        if about != self._seen_plan:
            self._seen_plan = about
            self.form.show_values(dict(zip(self.form.names(), about, strict=True)))
        if plan.definition is not self._seen_definition:
            self._seen_definition = plan.definition
            self.definition.show_values(
                {name: getattr(plan.definition, name) for name in self.definition.names()}
            )
            self.definition_section.set_note(_filled(plan))

    def focus_fields(self) -> None:
        """Put the cursor into the first field."""
        self.form.field("title").setFocus()
        self.form.field("title").selectAll()

    def show_definition(self, name: str) -> None:
        """Put the cursor into a field of the definition."""
        self.definition_section.set_open(True)
        self.definition.field(name).setFocus()

    # Helpers.

    def _connect(self) -> None:
        document = self._document
        self.form.edited.connect(self._edit_plan)
        self.definition.edited.connect(self._edit_definition)
        for form in (self.form, self.definition):
            form.set_locked(document.read_only)
            form.left.connect(lambda _name: document.seal())

    def _edit_plan(self, name: str, value: Any) -> None:
        after = change_plan(self._document.plan, **{name: value})
        self._document.edit(f"change {FIELD_WORDS[name]} of the plan", after, merge=("plan", name))

    def _edit_definition(self, name: str, value: Any) -> None:
        after = change_definition(self._document.plan, **{name: value})
        self._document.edit(f"change {FIELD_WORDS[name]}", after, merge=("definition", name))


def _filled(plan: Plan) -> str:
    filled = sum(bool(getattr(plan.definition, name).strip()) for name, _label, _hint in DEFINITION)
    return f"{filled} of {len(DEFINITION)}"
