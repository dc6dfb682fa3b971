"""The capitals that a title keeps in sentence case."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given

from ponarscite.record.capitals import PROPER_NOUNS, protected_spans
from tests.strategies import texts


def kept(title: str, names: Iterable[str] = (), prose: str = "") -> list[str]:
    return [title[start:end] for start, end in protected_spans(title, names, prose)]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt", ["Kazakhstan’s"]),
        ("Waving the EU Flag in Eurasia", ["EU", "Eurasia"]),
        ("Post-Soviet Russian-Ukrainian Ties, U.S. Style", ["Soviet", "Russian", "Ukrainian", "U.S."]),
        ("Why McFaul and O’Loughlin Met the G20", ["McFaul", "O’Loughlin", "G20"]),
        ("The “Near Abroad” and the USSR in «Правда»", ["“Near Abroad”", "USSR", "«Правда»"]),
        ("“The USSR Lives”", ["“The USSR Lives”"]),
        ("Пределы обучения: Новая роль Казахстана", ["Казахстана"]),
        ("A Plain Title Case Title", []),
        ("RUSSIA AND THE WORLD", []),
        ("PONARS", []),
        ("RUSSIA AND THE G20", []),
        ("RUSSIA AND Putin’s WORLD", ["RUSSIA", "AND", "Putin’s", "WORLD"]),
        ("PUTIN AND Putin", ["PUTIN", "AND", "Putin"]),
        ("The Kazakhs’ Way", ["Kazakhs"]),
        ("Putins and Putin", ["Putin"]),
        ("March and May in April", ["April"]),
        ("USSR“Near”USSR and «Far»EU", ["USSR", "“Near”", "USSR", "«Far»", "EU"]),
        ("Covid-19 and X5 or X and x5y", ["X5"]),
        ("A “Near” End of the USSR, “Far” From It", ["“Near”", "USSR", "“Far”"]),
        ("Язык: Что Это? Новый Мир и «Новый Мир»", ["Это", "Мир", "«Новый Мир»"]),
        ("", []),
    ],
)
def test_what_is_protected(title: str, words: list[str]) -> None:
    assert kept(title) == words


@pytest.mark.parametrize("name", sorted(PROPER_NOUNS))
def test_a_proper_noun_is_protected_alone_and_with_an_apostrophe(name: str) -> None:
    assert kept(f"The {name} and {name}’s or {name}'s Way") == [name, f"{name}’s", f"{name}'s"]


def test_names_and_prose_show_what_is_a_name() -> None:
    title = "How Junisbai’s Theory Explains Zhanaozen and Elections"
    assert kept(title) == []
    assert kept(title, names=("Junisbai",)) == ["Junisbai’s"]
    assert kept(title, prose="Elections matter. In January, events in Zhanaozen’s streets decided.") == ["Zhanaozen"]
    assert kept(title, names=("Gould Junisbai", "How")) == ["How", "Junisbai’s"]
    assert kept(title, prose="events: Elections; Explains. (Theory) of, Zhanaozen") == ["Explains", "Zhanaozen"]


@given(texts(80), texts(80))
def test_spans_are_in_order_and_apart(title: str, prose: str) -> None:
    edges = [edge for span in protected_spans(title, prose=prose) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize("quoted", ["“a” ", "“a ", "a” ", "«a» b “c” ", "A-b ", "a.B.c."])
def test_long_titles_take_linear_time(quoted: str) -> None:
    begun = time.process_time()
    protected_spans(quoted * 40_000)
    assert time.process_time() - begun < 5  # it was minutes


def test_words_between_phrases_are_judged() -> None:
    assert kept("“A” USSR and “B” EU, “C”") == ["“A”", "USSR", "“B”", "EU", "“C”"]
