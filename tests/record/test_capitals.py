import pytest
from hypothesis import given

from ponarscite.record.capitals import protected_spans
from tests.strategies import texts


def kept(title: str, names: tuple[str, ...] = (), prose: str = "") -> list[str]:
    return [title[start:end] for start, end in protected_spans(title, names=names, prose=prose)]


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
        ("", []),
    ],
)
def test_what_lives(title: str, words: list[str]) -> None:
    assert kept(title) == words


def test_names_and_prose_show_what_is_a_name() -> None:
    title = "How Junisbai’s Theory Explains Zhanaozen and Elections"
    assert kept(title) == []
    assert kept(title, names=("Junisbai",)) == ["Junisbai’s"]
    assert kept(title, prose="Elections matter. In January, events in Zhanaozen’s streets decided.") == ["Zhanaozen"]


@given(texts(80), texts(80))
def test_stretches_are_in_order_and_apart(title: str, prose: str) -> None:
    edges = [edge for span in protected_spans(title, prose=prose) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))
