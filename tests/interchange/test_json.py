"""JSON, value by value: broken places are told, and what follows them is read."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.interchange.json import BrokenJSON, values_of


def read(text: str) -> list[Any]:
    return [f"broken {line}" if isinstance(value, BrokenJSON) else value for line, value in values_of(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[]", []),
        ('  [1, {"a": [2]} ,\n3 ] ', [1, {"a": [2]}, 3]),
        ('{"a": 1}', [{"a": 1}]),
        ("{}", [{}]),
        ('{"a": 1, "items": [1, 2], "b": 2}', [1, 2]),
        ('{"items": 5}', [{"items": 5}]),
        ('{"a": 1}\n{"b": 2}\r\n{"c": 3}', [{"a": 1}, {"b": 2}, {"c": 3}]),
        ('{"a": 1}\n{"b"\n{"c": 3}', [{"a": 1}, "broken 2", {"c": 3}]),
        ("[1, 2", [1, 2, "broken 1"]),
        ("[1,\n 2 3]", [1, 2, "broken 2"]),
        ('[{"a": 1},\n {"b": },\n {"c": 3}\n]', [{"a": 1}, "broken 2", {"c": 3}]),
        ('{"items": [1', [1, "broken 1"]),
        ("[" * 100_000, ["broken 1"]),
        ("nothing", ["broken 1"]),
        ("", []),
        ("[1] words", [1, "broken 1"]),
        ("[99999999999999999999999]", ["99999999999999999999999"]),
    ],
    ids=range(17),
)
def test_values(text: str, values: list[Any]) -> None:
    assert read(text) == values


def test_a_value_is_given_before_the_next_is_decoded() -> None:
    values = values_of('[{"a": 1}, {"broken"')
    assert next(values) == (1, {"a": 1})


def test_each_value_has_its_line() -> None:
    text = '\n[{"a":\n1},\n\n  {"b": 2}, {"c"},\n{"d": "\\n"},\n\n{"e": 5}]\n{"f": 6}'
    assert [line for line, _ in values_of(text)] == [2, 5, 5, 6, 8, 9]
    assert [line for line, _ in values_of('{"x": 1,\n"items": [\n{"a": 1},\n{"b": 2}]}')] == [3, 4]
