"""What is particular to the Hayagriva YAML that is written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings

from ponarscite.formats.hayagriva import writer as hayagriva
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.formats import drops, write
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_is_its_entry(record: Record) -> None:
    entry, _ = hayagriva.fields(record)
    assert yaml.safe_load(write("hayagriva", record)) == {record.id: entry}


@pytest.mark.parametrize(
    ("text", "written"),
    [("a {b} $c$ \\d", r"a \{b\} \$c\$ \\d"), ("plain — text #1 *x* _y_", "plain — text #1 *x* _y_")],
)
def test_hayagriva_takes_the_meaning_from_signs(text: str, written: str) -> None:
    assert hayagriva.formattable(text) == written


def test_hayagriva_keeps_capitals_that_must_live() -> None:
    entry, _ = hayagriva.fields(Record(type="report", title="Waving the EU Flag in Eurasia {x}"))
    assert entry["title"] == r"Waving the {EU} Flag in {Eurasia} \{x\}"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Junisbai", "Azamat"), "Junisbai, Azamat"),
        (Name("Vogel", "Sasha", "de"), {"name": "de Vogel", "given-name": "Sasha"}),
        (Name("hooks", "bell"), {"name": "hooks", "given-name": "bell"}),
        (
            Name("Remington", "Thomas F.", suffix="Jr."),
            {"name": "Remington", "given-name": "Thomas F.", "suffix": "Jr."},
        ),
        (Name(literal="PONARS Eurasia"), "PONARS Eurasia"),
        (Name(literal="Ministry of Trade, Industry"), {"name": "Ministry of Trade, Industry"}),
        (Name(literal="rt international"), {"name": "rt international"}),
    ],
)
def test_hayagriva_names(name: Name, written: object) -> None:
    assert hayagriva.person(name) == written


@pytest.mark.parametrize(
    "url",
    ["https://[/", "https://1.2.3.999/", "https://a b.org/", "https://x", "http://a.org:99999/", "https://ü.org/"],
)
def test_hayagriva_leaves_out_what_would_spoil_the_file(url: str) -> None:
    record = Record(type="report", title="T", url=url, language="not a language", issued=Date(literal="forthcoming"))
    assert hayagriva.fields(record)[0] == {"type": "report", "title": "T"}
    assert set(drops("hayagriva", record)) == {"URL", "language", "issued"}


def test_the_type_of_the_parent_alone_tells_an_article_of_a_newspaper() -> None:
    entry, _ = hayagriva.fields(Record(type="article-newspaper", title="T"))
    assert entry["parent"] == {"type": "newspaper"}
    assert "parent" not in hayagriva.fields(Record(type="article-journal", title="T"))[0]
