"""Names of newspapers, journals and sites."""

from __future__ import annotations

import pytest

from ponarscite.note.outlet import KNOWN, is_domain, is_known, is_proper_name

OUTLETS = ("Reuters", "REUTERS", " The Economist ", "The Reuters", "Коммерсантъ", "RFE/RL", "Inform.kz", "Kyiv Post")
MORE = ("www.kyiv-post.example.com", "The Example Times", "Правда")
OTHERS = ("", "Economist", "Postal Service", "Example", "a.example", "Reuters Group", "Timeskeeper")


@pytest.mark.parametrize(
    ("name", "is_one"), [*((name, True) for name in OUTLETS + MORE), *((name, False) for name in OTHERS)]
)
def test_an_outlet_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert is_known(name) is is_one


def test_every_outlet_of_the_table_is_known() -> None:
    assert all(is_known(name.upper()) for name in KNOWN)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *((text, True) for text in ("inform.kz", "A-b.c.d.org", "news.example.online")),
        *((text, False) for text in ("inform", "inform.xyz", "inform.kz/a", "a b.kz", ".kz", "a.b.c.d.kz", "")),
    ],
)
def test_a_host_name(text: str, is_one: bool) -> None:
    assert is_domain(text) is is_one


NAMES = {
    "The Example": True,
    "Problems of Post-Communism": True,
    "21st Century": True,
    "inform.kz": True,
    "Inform.kz and Others": True,
    "News of inform.kz": True,
    "рбк": True,
    "der spiegel": True,
    "La Voz de la Costa": True,
    "Rivers & Lakes": True,
    "A: B": False,
    "A. B": False,
    "A.B": True,
    "A; B": False,
    "A?": False,
    "A!": False,
    "A:": False,
    "A (B)": False,
    "A [B]": False,
    "“A": False,
    "A…": False,
    "the Example": False,
    "The example": False,
    "2021": False,
    "- A": False,
    "": False,
    "A B C D E F G H": True,
    "A B C D E F G H I": False,
}


@pytest.mark.parametrize(("text", "is_one"), NAMES.items())
def test_a_proper_name_is_no_sentence(text: str, is_one: bool) -> None:
    assert is_proper_name(text) is is_one


def test_the_length_of_a_proper_name() -> None:
    assert is_proper_name("A B C", 3)
    assert not is_proper_name("A B C", 2)
    assert is_proper_name(f"A {'B' * 78}")
    assert not is_proper_name(f"A {'B' * 79}")
