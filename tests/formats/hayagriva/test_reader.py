"""What is particular to the Hayagriva YAML that is read."""

from __future__ import annotations

import pytest

from ponarscite.formats.hayagriva.reader import item_of, references_of
from tests.formats.formats import read


def test_aliases_of_yaml_cost_nothing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert read("k:\n  type: report\n  title: T\n" + "\n".join(lines))[0].title == "T"


@pytest.mark.parametrize(
    ("entry", "csl_type"),
    [
        ({"type": "Article", "parent": {"type": "Newspaper"}}, "article-newspaper"),
        ({"type": "article", "parent": [{"type": "proceedings"}, {"type": "conference"}]}, "paper-conference"),
        ({"type": "article", "parent": {"type": "web"}}, "article-journal"),
        ({"type": "article"}, "article-journal"),
        ({"type": "anthos", "parent": {"type": "anthology"}}, "chapter"),
        ({"type": "audio"}, "song"),
        ({"type": "audio", "parent": {"type": "web"}}, "broadcast"),
        ({"type": "repository"}, "software"),
        ({"type": "exhibition"}, "event"),
        ({"type": "unheard-of"}, "document"),
        ({}, "document"),
    ],
)
def test_types(entry: dict[str, object], csl_type: str) -> None:
    assert item_of(entry)["type"] == csl_type


@pytest.mark.parametrize(
    ("text", "fault"),
    [("a: [", "is no YAML: while parsing"), ("- a", "holds no entries"), ("a word", "holds no entries")],
)
def test_what_is_no_hayagriva_is_a_fault(text: str, fault: str) -> None:
    (found,) = references_of(text)
    assert found.faults[0].startswith(fault)


def test_what_is_no_entry_is_a_fault_and_the_rest_is_read() -> None:
    first, second = references_of("a: 5\nb:\n  type: book\n  title: T\n")
    assert first.faults == ("'a' is no entry",)
    assert second.item == {"id": "b", "type": "book", "title": "T"}
