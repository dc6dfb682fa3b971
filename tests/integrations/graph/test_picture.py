"""The picture: years as columns, the most cited largest, no label over another, nothing of a title becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import combinations

import pytest
from hypothesis import given
from lxml import etree

from ponarscite.integrations.graph import layout
from ponarscite.integrations.graph.files import WRITERS
from ponarscite.integrations.graph.layout import FONT, LARGEST, MOST_LABELS, SMALLEST, Picture, picture_of, width
from ponarscite.integrations.graph.network import Network
from tests.integrations.graph.networks import item, network, networks

HOSTILE = {
    "a": item("a", title='<img src=x onerror="alert(1)">', URL="javascript:alert(1)"),
    "b": item("b", title="A & B ]]> \x01", URL="https://b.example/?x=1&y=<2>", DOI="10.1/b"),
    "c": item("c", title="By its DOI", DOI="10.1/c"),
}


def written(found: Network, name: str) -> str:
    return "".join(WRITERS[name][1](found))


def boxes(picture: Picture) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each label."""
    labelled = [place for place in picture.places.values() if place.label]
    return [
        (left := one.x + one.radius + 5, one.y - FONT / 2, left + width(one.label), one.y + FONT / 2)
        for one in labelled
    ]


@given(networks())
def test_no_label_lies_over_another_or_outside(found: Network) -> None:
    picture = picture_of(found)
    for one, other in combinations(boxes(picture), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(
        left >= 0 and right <= picture.width and bottom <= picture.height for left, _, right, bottom in boxes(picture)
    )


@given(networks())
def test_a_picture_is_well_formed_and_the_same_again(found: Network) -> None:
    text = written(found, "svg")
    assert text == written(found, "svg")
    root = etree.fromstring(text.encode())
    assert len(root.findall(".//{*}circle")) == len(found.works)
    assert len(root.findall(".//{*}path")) == len(found.links)


def test_lines_within_a_year_stay_in_the_picture() -> None:
    """A year of many works is a tall column."""
    lines = " ".join(f"k{number:03}>k{number * 7 % 100:03}" for number in range(1, 100) if number * 7 % 100 != number)
    curves = re.findall(r'd="M([\d.]+),[\d.]+C([-\d.]+),', written(network(lines), "svg"))
    assert curves
    assert all(float(start) / 4 + float(bend) * 3 / 4 >= 0 for start, bend in curves)


def test_years_are_columns_from_left_to_right() -> None:
    found = network("a>b", a=item("a", 2021), b=item("b", 1999), c=item("c", None), d=item("d", 1999))
    picture = picture_of(found)
    assert [year for year, _ in picture.columns] == [None, 1999, 2021]
    x = {key: place.x for key, place in picture.places.items()}
    assert x["c"] < x["b"] == x["d"] < x["a"]


def test_the_most_cited_is_the_largest() -> None:
    picture = picture_of(network(" ".join(f"k{n}>a" for n in range(20)) + " a>b"))
    sizes = {key: place.radius for key, place in picture.places.items()}
    assert sizes["a"] == LARGEST > sizes["b"] > sizes["k1"] == SMALLEST


def test_in_a_large_network_the_most_cited_have_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LABEL_ALL", 10)
    found = network(" ".join(f"k{n}>a{n % 120:03}" for n in range(300)) + " k0>a119")
    named = [key for key, place in picture_of(found).places.items() if place.label]
    assert len(named) == MOST_LABELS
    assert "a119" in named
    assert all(key.startswith("a") for key in named)


def test_links_are_http_alone_and_titles_are_text() -> None:
    text = written(network("a>b b>c", **HOSTILE), "svg")
    root = etree.fromstring(text.encode())
    assert [one.get("href") for one in root.findall(".//{*}a")] == [
        "https://b.example/?x=1&y=<2>",
        "https://doi.org/10.1/c",
    ]
    assert {etree.QName(one).localname for one in root.iter(etree.Element)} == set(
        "svg title style g line text path circle a".split()
    )


def test_the_page_allows_its_own_style_and_script_alone() -> None:
    text = written(network("a>b b>c", **HOSTILE), "html")
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for name in ("style", "script"):
        [body] = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "<img" not in text
    assert "javascript:" not in text


def test_the_script_is_short() -> None:
    text = written(network("a>b"), "html")
    assert text.partition("<script>")[2].count("\n") <= 150
