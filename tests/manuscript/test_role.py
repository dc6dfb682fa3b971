"""Roles: works, places and words in the text of a role."""

from __future__ import annotations

import time

import pytest

from ponarscite.errors import MisuseError
from ponarscite.manuscript import keyed_sites, sites
from ponarscite.manuscript.role import role_cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", [("a", "", "")]),
        ("a, b", [("a", "", ""), ("b", "", "")]),
        ("a,b;c", [("a", "", ""), ("b", "", ""), ("c", "", "")]),
        ("a, 3", [("a", "", "3")]),
        ("a, 3; ponars:660", [("a", "", "3"), ("ponars:660", "", "")]),
        ("a, pp. 3, 5-7, b", [("a", "", "pp. 3, 5-7"), ("b", "", "")]),
        ("a, ch. 2, and on; {also}b", [("a", "", "ch. 2, and on"), ("b", "also", "")]),
        ("{see}a{p. 3},b", [("a", "see", "p. 3"), ("b", "", "")]),
        ("a, p3", [("a", "", ""), ("p3", "", "")]),  # a key, since a term has a stop or a blank behind it
        ("1987:nelson,1993:x", [("1987:nelson", "", ""), ("1993:x", "", "")]),
        ("url:https://example.org/a, § 3", [("url:https://example.org/a", "", "§ 3")]),
        ("a;;b,", [("a", "", ""), ("b", "", "")]),
        ("", []),
        ("{see}", []),
        ("two words", []),
        ("a{", []),
        ("a{{b}}", []),
    ],
)
def test_the_works_of_a_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.name, one.prefix, one.behind) for one in role_cites(text)] == expected
    assert all(text[slice(*one.place)] == one.name for one in role_cites(text))


@pytest.mark.parametrize("text", ["{" * 50_000, "a," * 25_000, "{a}" * 15_000, "a " * 25_000, "a, 1" * 10_000])
def test_a_long_role_takes_linear_time(text: str) -> None:
    begin = time.process_time()
    role_cites(text)
    assert time.process_time() - begin < 5


def test_keyed_sites_are_those_of_the_manuscript() -> None:
    text = "A [@a, 3] in text[^x].\r\n\r\n[^x]: See @b.\r\n"
    assert keyed_sites(text, "md") == tuple(one for one in sites(text, "md") if one.kind == "keyed")
    assert [one.setting for one in keyed_sites(text, "md")] == ["text", "note"]
    with pytest.raises(MisuseError):
        keyed_sites("", "docx")
