"""What a card says beyond its faces, as rich text for the side of the card dialog."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QLocale, Qt

from deckapp.deck.card import Card
from deckapp.deck.deck import Style
from deckapp.face.cards.face_words import word
from deckapp.face.type.markup import LINE_BREAK, Paragraph, Run, parse
from deckapp.ui.dialogs.text_pane import INDENT

_TEXTS: tuple[str, ...] = (
    "follow_ups", "what", "why", "when", "when_not", "preparation", "materials", "invitation", "output", "tips",
    "pitfalls", "variations", "example", "source",
)  # fmt: skip


def texts_html(card: Card, style: Style, language: str) -> str:
    """The texts that no face of this style shows, under their heads; "" where there are none."""
    shown: set[str] = {*style.front, *style.back} if card.art is None else set()
    rtl = QLocale(language).textDirection() == Qt.LayoutDirection.RightToLeft
    side = "right" if rtl else "left"
    parts = [
        f"<h4>{escape(word(name, language))}</h4>{''.join(_paragraphs(value, side))}"
        for name in _TEXTS
        if name not in shown and (value := getattr(card, name))
    ]
    return "".join(parts) + _steps(card, shown, language) + _foot(card)


def _paragraphs(value: str | tuple[str, ...], side: str) -> Iterator[str]:
    if isinstance(value, str):
        return (_paragraph(paragraph, side) for paragraph in parse(value))
    return (
        _paragraph(paragraph, side, "•" if number == 0 else "")
        for text in value
        for number, paragraph in enumerate(parse(text))
    )


def _paragraph(paragraph: Paragraph, side: str, bullet: str = "") -> str:
    sign = paragraph.bullet or bullet
    inset = max(paragraph.level, 1 if sign else 0) * INDENT
    runs = "".join(map(_run, paragraph.runs))
    if not sign:
        return f"<p style='margin-{side}:{inset}px'>{runs}</p>"
    mark = f"<span style='white-space:pre'>{escape(sign)}&#9;</span>"
    return f"<p style='margin-{side}:{inset}px; text-indent:-{INDENT}px'>{mark}{runs}</p>"


def _run(run: Run) -> str:
    text = escape(run.text).replace(LINE_BREAK, "<br>")
    text = f"<b>{text}</b>" if run.bold else text
    text = f"<i>{text}</i>" if run.italic else text
    return f"<a href='{escape(run.href)}'>{text}</a>" if run.href else text


def _steps(card: Card, shown: set[str], language: str) -> str:
    if "steps" in shown or not card.steps:
        return ""
    lines = (
        f"<p>{number}. {''.join(_run(run) for part in parse(step.text) for run in part.runs)}"
        f"{f' <i>({step.minutes} min)</i>' if step.minutes is not None else ''}</p>"
        for number, step in enumerate(card.steps, 1)
    )
    return f"<h4>{escape(word('steps', language))}</h4>{''.join(lines)}"


def _foot(card: Card) -> str:
    lines = [
        " · ".join(card.tags),
        " · ".join(part for part in (card.author, card.licence) if part),
        card.alt,
    ]
    return "".join(f"<p class='foot'>{escape(line)}</p>" for line in lines if line)
