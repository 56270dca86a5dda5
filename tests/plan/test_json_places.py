"""Lines and columns of values in a JSON text."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from deckapp.plan.json_places import Lines, locate

TEXT = b"""{
 "a": {"b": [1, {"c": "}"}], "\\u00e9": null},
 "d": "a", "\xc3\xa9": {"x\\"y": 1}
}"""


def test_keys_are_found_through_objects_lists_and_escapes() -> None:
    wanted = [("a",), ("a", "b"), ("a", "b", "1", "c"), ("a", "é"), ("d",), ("é", 'x"y'), ("nowhere",)]
    assert locate(TEXT, wanted) == {
        ("a",): (2, 2),
        ("a", "b"): (2, 8),
        ("a", "b", "1", "c"): (2, 18),
        ("a", "é"): (2, 30),
        ("d",): (3, 2),
        ("é", 'x"y'): (3, 18),
    }


@given(
    st.recursive(
        st.integers() | st.text(max_size=4),
        lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=4) | st.lists(inner, max_size=3),
    )
)
def test_every_key_of_any_document_is_found_where_it_stands(document: object) -> None:
    text = msgspec.json.format(msgspec.json.encode(document), indent=1)
    keys: set[tuple[str, ...]] = set()
    waiting: list[tuple[tuple[str, ...], object]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        items = value.items() if isinstance(value, dict) else []
        keys.update((*path, key) for key, _ in items)
        waiting += [((*path, key), inner) for key, inner in items]
        if isinstance(value, list):
            waiting += [((*path, str(index)), inner) for index, inner in enumerate(value)]
    found = locate(text, keys)
    assert set(found) == keys
    lines = text.decode().split("\n")
    for path, (line, column) in found.items():
        assert lines[line - 1][column - 1 :].startswith(msgspec.json.encode(path[-1]).decode())


@given(st.lists(st.sampled_from(["a", "é", "中", "😀", "\n", "x" * 50])), st.data())
def test_a_place_is_counted_in_letters_wherever_one_asked_before(
    letters: list[str], data: st.DataObject
) -> None:
    text = "".join(letters)
    lines = Lines(text.encode())
    for at in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5))):
        before = text[:at].split("\n")
        assert lines.place(len(text[:at].encode())) == (len(before), len(before[-1]) + 1)


def test_in_a_long_line_a_column_is_the_true_one() -> None:
    text = '{"' + "é" * 3_000_000 + '": 1, "b": 2}'
    assert Lines(text.encode()).place(len(text.encode()) - 7) == (1, text.index('"b"') + 1)
