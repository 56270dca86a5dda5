"""The words that a report adds of its own, in the language of the plan; English where it is not known."""

from __future__ import annotations

from deckapp.report.languages import arabic, english, french, german, hebrew

_TABLES = {
    "en": english.WORDS,
    "ar": arabic.WORDS,
    "de": german.WORDS,
    "fr": french.WORDS,
    "he": hebrew.WORDS,
}


def say(key: str, language: str, **values: str) -> str:
    """What a report says in a language (a tag such as ``de-AT``); raises KeyError for an unknown key."""
    text = _TABLES.get(language.lower().split("-")[0], english.WORDS)[key]
    return text.format(**values) if values else text


def languages() -> tuple[str, ...]:
    """The languages whose words are known."""
    return tuple(_TABLES)


def keys(language: str) -> frozenset[str]:
    """The keys of a language's words."""
    return frozenset(_TABLES[language])
