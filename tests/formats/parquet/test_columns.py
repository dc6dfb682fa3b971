"""The columns of a Parquet file: types, values, and the same bytes in every run."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pyarrow.parquet
import pytest

from ponarscite import Affiliation, Date, Document, Identity, Name, Record, ingest, render, render_bytes
from ponarscite.errors import FormatError
from ponarscite.formats.parquet import writer
from ponarscite.formats.parquet.row import row_of
from ponarscite.interchange.parquet import COLUMNS, SCHEMA, VERSION, claims_of_text, claims_text
from ponarscite.record.claim import ROLES, About, Claim, Rank
from tests.conftest import EXAMPLES, ROOT, Run

PAGES = EXAMPLES / "pages"

WHOLE = Record(
    id="pepm775",
    type="report",
    title="Borrowed <i>Rivers</i>: Who Pays",
    author=(Name("Vogel", "Sasha", "de", suffix="Jr."), Name(literal="An Institution")),
    issued=Date(2022, 5, 20),
    accessed=Date(2026, 11),
    genre="PONARS Eurasia Policy Memo",
    number="775",
    publisher="George Washington University",
    publisher_place="Washington, DC",
    container_title="A Whole",
    collection_title="A Series",
    url="https://example.org/memo",
    doi="10.1000/memo",
    abstract="An abstract.",
    keyword=("one", "two"),
    language="en-US",
    note="A note.",
    extra=(("editor", (Name("Lee", "Ann"),)), ("event-date", Date(2020, end=Date(2021))), ("page", "3-5")),
    notes=("1. See elsewhere.",),
    affiliations=(Affiliation("Ann Lee", "Somewhere"),),
    pdf_name="Memo_775",
    pdf_url="https://example.org/memo.pdf",
    identity=Identity("number", ("pepm", "775"), "its label"),
    doubts=("may be older",),
)


def table_of(*records: Record) -> Any:
    return pyarrow.parquet.read_table(BytesIO(render_bytes(records, "parquet")))


def row(record: Record) -> dict[str, Any]:
    found = table_of(record).to_pylist()
    assert len(found) == 1
    return dict(found[0])


def test_the_schema_is_that_of_the_file() -> None:
    table = table_of(WHOLE)
    assert table.schema.names == [column.name for column in COLUMNS]
    assert table.schema.types == [writer.arrow_type(column.type) for column in COLUMNS]
    assert table.schema.metadata[SCHEMA.encode()] == str(VERSION).encode()


def test_the_manual_has_every_column() -> None:
    """The table of the manual, and that of the code, line by line."""
    text = (ROOT / "ponarscite" / "manual" / "parquet.md").read_text(encoding="utf-8")
    rows = [f"| `{one.name}` | `{one.type_name}` | {one.description} |" for one in COLUMNS]
    assert [line for line in text.splitlines() if line.startswith("| `")] == rows
    assert f"`{SCHEMA}` = `{VERSION}`" in text


def test_every_value_has_its_column() -> None:
    found = row(WHOLE)
    person = dict.fromkeys(("family", "given", "non_dropping_particle", "dropping_particle", "suffix", "literal"))
    vogel = {**person, "family": "Vogel", "given": "Sasha", "non_dropping_particle": "de", "suffix": "Jr."}
    claims = claims_of_text(found.pop("claims"))
    assert {claim.variable for claim in claims} >= {"title", "author", "editor", "notes", "pdf-url", "affiliation"}
    assert found == {
        "key": "pepm775",
        "role": "subject",
        "identity": {"kind": "number", "value": ["pepm", "775"], "reason": "its label"},
        "type": "report",
        "genre": "PONARS Eurasia Policy Memo",
        "series": "pepm",
        "number": "775",
        "title": "Borrowed <i>Rivers</i>: Who Pays",
        "author": [vogel, {**person, "literal": "An Institution"}],
        "contributor": [{"variable": "editor", **person, "family": "Lee", "given": "Ann"}],
        "issued": {
            "precision": "day",
            "text": "2022-05-20",
            "date": datetime.date(2022, 5, 20),
            "literal": None,
        },
        "accessed": {"precision": "month", "text": "2026-11", "date": None, "literal": None},
        "publisher": "George Washington University",
        "publisher_place": "Washington, DC",
        "container_title": "A Whole",
        "collection_title": "A Series",
        "url": "https://example.org/memo",
        "doi": "10.1000/memo",
        "abstract": "An abstract.",
        "language": "en-US",
        "keyword": ["one", "two"],
        "note": "A note.",
        "other": [{"variable": "event-date", "text": "2020/2021"}, {"variable": "page", "text": "3-5"}],
        "notes": ["1. See elsewhere."],
        "affiliation": [{"name": "Ann Lee", "text": "Somewhere"}],
        "pdf_name": "Memo_775",
        "pdf_url": "https://example.org/memo.pdf",
        "doubts": ["may be older"],
        "conflict": [],
        "source_file": claims[0].about.document,
        "source_offset": None,
        "document": [{"name": claims[0].about.document, "hash": None, "accessed": None, "file": None, "offset": None}],
    }


def test_an_unknown_value_is_null() -> None:
    found = row(Record(id="x", title="A"))
    assert {name for name, value in found.items() if value == ""} == set()
    assert (found["number"], found["issued"], found["author"]) == (None, None, [])


@pytest.mark.parametrize(
    ("date", "precision", "text", "day"),
    [
        (Date(2022), "year", "2022", None),
        (Date(2022, 5), "month", "2022-05", None),
        (Date(2022, 5, 20), "day", "2022-05-20", datetime.date(2022, 5, 20)),
        (Date(2022, 5, 20, circa=True), "day", "2022-05-20~", None),
        (Date(2022, 5, 20, uncertain=True), "day", "2022-05-20?", None),
        (Date(2022, season=1), "season", "2022-21", None),
        (Date(2022, 5, 20, end=Date(2022, 5, 23)), "range", "2022-05-20/2022-05-23", None),
        (Date(1999, end=Date()), "range", "1999/..", None),
        (Date(1990, end=Date(1999), vague=1), "range", "199X", None),
        (Date(-44, 3, 15), "day", "-0043-03-15", None),
        (Date(literal="in press"), "words", "in press", None),
        (Date(2014, literal="in press"), "year", "2014", None),
        (Date(9999, 12, 31), "day", "9999-12-31", datetime.date(9999, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_it_is(date: Date, precision: str, text: str, day: datetime.date | None) -> None:
    found = row(replace(WHOLE, issued=date))["issued"]
    assert found == {"precision": precision, "text": text, "date": day, "literal": date.literal or None}


def test_two_runs_give_the_same_bytes(run: Run, tmp_path: Any) -> None:
    for name in ("one.parquet", "two.parquet"):
        run("export", PAGES, "--with", "cited,mentioned", "-o", tmp_path / name)
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_row_groups_come_as_they_are_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records are held: those of one row group."""
    monkeypatch.setattr(writer, "ROWS", 3)
    taken: list[str] = []

    def records() -> Any:
        for n in range(10):
            taken.append(str(n))
            yield replace(WHOLE, id=f"k{n}")

    pieces = writer.write(records())
    first = next(pieces)
    assert (first[:4], len(taken)) == (b"PAR1", 3)
    file = pyarrow.parquet.ParquetFile(BytesIO(b"".join((first, *pieces))))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [3, 3, 3, 1]
    assert file.read(columns=["key"]).to_pydict() == {"key": [f"k{n}" for n in range(10)]}


def test_no_record_is_a_table_without_rows() -> None:
    table = table_of()
    assert (table.num_rows, table.schema.names) == (0, [column.name for column in COLUMNS])


def test_a_lone_surrogate_does_not_stop_it() -> None:
    claims = (Claim("title", "A \ud800 title", Rank.OWN, "page", About("subject", "", "d\udcff")),)
    found = row(replace(WHOLE, title="A \ud800 title", claims=claims))
    assert found["title"] == "A ? title"
    assert claims_of_text(found["claims"]) == list(claims)


@pytest.mark.parametrize("where", ["", "line 3"])
@pytest.mark.parametrize("place", ["", "note 1"])
def test_claims_come_back_from_their_json(place: str, where: str) -> None:
    claims = [
        Claim("title", 'A "quoted"\nline', rank, "page", About(role, place, "d"), where)
        for rank in Rank
        for role in ROLES
    ]
    assert claims_of_text(claims_text(claims)) == claims


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "[1]", "[{}]", "[" * 100_000, '[{"variable":"title"}]', '[{"variable":1}]'),
        '[{"variable":"title","text":"A","rank":"own","origin":"page","role":"nobody","document":"d"}]',
        '[{"variable":"title","text":"A","rank":"king","origin":"page","role":"subject","document":"d"}]',
        '[{"variable":"title","text":"A","rank":"own","origin":"page","role":"subject","document":null}]',
    ],
    ids=range(12),
)
def test_what_is_no_list_of_claims_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        claims_of_text(text)


def test_the_documents_are_told_where_they_are_read(run: Run, tmp_path: Any) -> None:
    run("export", PAGES / "borrowed-rivers.html", "-o", tmp_path / "x.parquet")
    (found,) = pyarrow.parquet.read_table(tmp_path / "x.parquet").to_pylist()
    (document,) = found["document"]
    assert document["name"] == str(PAGES / "borrowed-rivers.html") == found["source_file"]
    assert len(document["hash"]) == 64
    assert all(claim.variable != "document" for claim in claims_of_text(found["claims"]))


def test_no_other_format_is_traced() -> None:
    records = list(ingest(Document.of((PAGES / "borrowed-rivers.html").read_bytes())))
    assert all(claim.variable != "document" for record in records for claim in record.claims)


def test_it_is_no_text() -> None:
    with pytest.raises(FormatError, match="parquet is written as bytes"):
        render(WHOLE, "parquet")


def test_without_pyarrow_nothing_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    ran = run("export", "no-such-file", "-o", "x.parquet")
    assert ran.err == "error: parquet needs the package pyarrow\nhint: pip install 'ponarscite[scale]'\n"
    assert ran.code == 1


def test_a_row_has_every_column() -> None:
    assert row_of(WHOLE).keys() == {column.name for column in COLUMNS}
