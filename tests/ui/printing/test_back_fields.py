"""Which fields the backs show is chosen in a menu, and said on its button."""

from pytestqt.qtbot import QtBot

from deckapp.ui.printing.back_fields import AS_DECK, NOTHING, BackFields


def test_fields_stand_in_the_order_in_which_they_are_ticked(qtbot: QtBot) -> None:
    box = BackFields()
    qtbot.addWidget(box)
    assert (box.value(), box.text()) == (None, AS_DECK)
    with qtbot.waitSignal(box.changed):
        box.ticks["steps"].trigger()
    box.ticks["what"].trigger()
    assert box.value() == ("steps", "what")
    assert box.text() == "Steps, What"
    assert not box.as_deck.isChecked()
    box.ticks["steps"].trigger()
    assert box.value() == ("what",)
    box.ticks["what"].trigger()
    assert (box.value(), box.text()) == (None, AS_DECK)
    assert box.as_deck.isChecked()


def test_a_back_may_show_no_field_at_all(qtbot: QtBot) -> None:
    box = BackFields()
    qtbot.addWidget(box)
    box.ticks["why"].trigger()
    with qtbot.waitSignal(box.changed):
        box.nothing.trigger()
    assert (box.value(), box.text()) == ((), NOTHING)
    assert not any(tick.isChecked() for tick in box.ticks.values())
    box.nothing.trigger()
    assert box.nothing.isChecked(), "what is chosen stays so"
    box.as_deck.trigger()
    assert box.value() is None


def test_what_was_chosen_last_time_is_shown(qtbot: QtBot) -> None:
    box = BackFields()
    qtbot.addWidget(box)
    box.take(("pitfalls", "steps", "what", "why"))
    assert box.value() == ("pitfalls", "steps", "what", "why")
    assert box.text() == "4 fields"
