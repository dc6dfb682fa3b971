from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from ponarscite.formats.bibtex import writer as bib
from ponarscite.formats.bibtex.fields import BIBLATEX, BIBTEX, LANGUAGES, Dialect
from ponarscite.formats.bibtex.writer import WORDS_IN
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, TYPES, variables
from ponarscite.record.name import Name, parse_name
from ponarscite.record.record import Record
from tests.conftest import Golden
from tests.formats.formats import pieces, write
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS
from tests.formats.readers import TAG_OF_LANGUAGE, read_bib
from tests.strategies import names, records

DIALECTS = {"bibtex": BIBTEX, "biblatex": BIBLATEX}


def carried_name(name: Name) -> Name:
    """What is left of a name: BibTeX has one kind of particle, and no family name alone."""
    given = f"{name.given} {name.dropping_particle}".strip()
    if name.literal or not given:
        return Name(literal=str(name))
    if re.fullmatch(r"(?![A-Z'])[\w ]*", name.non_dropping_particle):
        return replace(name, given=given, dropping_particle="")
    whole = f"{name.non_dropping_particle} {name.family}"
    return Name(whole, given, suffix=name.suffix)


def carried(record: Record, dialect: Dialect) -> dict[str, Any]:
    """What is left of a record in a dialect; see `Dialect.carried`."""
    entry = dialect.entry_type_of(record)
    left = {"key": record.id, "entry": entry}
    values = variables(record)
    if words := "" if record.issued.parts or record.issued.end else record.issued.literal:
        values[WORDS_IN[dialect.name]] = "; ".join(filter(None, (values.get(WORDS_IN[dialect.name]), words)))
    for variable, value in values.items():
        if variable in dialect.carried(entry):
            left[variable] = carried_value(dialect, variable, value)
    return {variable: value for variable, value in left.items() if value}


def carried_value(dialect: Dialect, variable: str, value: Any) -> Any:
    if isinstance(value, Date):
        return carried_date(dialect, variable, value)
    if variable in NAMES:
        return tuple(map(carried_name, value))
    if variable == "language":
        return TAG_OF_LANGUAGE.get(LANGUAGES.get(value) or LANGUAGES.get(value.partition("-")[0], ""))
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "–", value) if variable == "page" else value


def carried_date(dialect: Dialect, variable: str, date: Date) -> Date:
    if not date.parts and not date.end:
        return Date()  # words are in another field
    if variable != "issued" or dialect is BIBLATEX:
        return replace(date, literal="")
    return replace(date, day=None, circa=False, uncertain=False)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("record", RECORDS)
def test_golden(record: str, name: str, golden: Golden) -> None:
    golden(write(name, RECORDS[record]), f"{name}/{record}.bib")


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("key", sorted(set(RECORDS) - {"special-characters"}))
def test_golden_records_come_back(key: str, name: str) -> None:
    record, dialect = RECORDS[key], DIALECTS[name]
    (found,) = read_bib(write(name, record), dialect)
    assert found == carried(record, dialect)


@pytest.mark.parametrize("name", DIALECTS)
@given(record=records())
def test_what_is_written_comes_back(name: str, record: Record) -> None:
    dialect = DIALECTS[name]
    (found,) = read_bib(write(name, record), dialect)
    assert found == carried(record, dialect)


@pytest.mark.parametrize("name", DIALECTS)
def test_many_records_are_one_piece_each(name: str) -> None:
    found = [replace(record, id=f"k{number}") for number, record in enumerate(RECORDS.values())]
    written = list(pieces(name, *found))
    assert len(written) == len(found)
    assert [entry["key"] for entry in read_bib("".join(written), DIALECTS[name])] == [record.id for record in found]


@pytest.mark.parametrize("name", DIALECTS)
def test_no_records_are_an_empty_document(name: str) -> None:
    assert write(name) == ""


def test_a_memo_in_bibtex() -> None:
    assert write("bibtex", MEMO_775) == (
        "@techreport{pepm775,\n"
        "  author = {Junisbai, Azamat},\n"
        "  title = {The Limits of Authoritarian Learning: Deconstructing {Kazakhstan’s} 2022 Coup Attempt},\n"
        "  type = {PONARS Eurasia Policy Memo},\n"
        "  number = {775},\n"
        "  institution = {George Washington University},\n"
        "  address = {Washington, DC},\n"
        "  year = {2022},\n"
        "  month = may,\n"
        f"  url = {{{MEMO_775.url}}},\n"
        "  urldate = {2026-11-21},\n"
        "  language = {american},\n"
        "  keywords = {Kazakhstan, Authoritarianism, Elites \\& Power}\n"
        "}\n"
    )


def test_a_memo_in_biblatex_has_no_series() -> None:
    (entry,) = read_bib(write("biblatex", replace(MEMO_775, collection_title="PONARS Eurasia Policy Memos")), BIBLATEX)
    assert entry["issued"] == Date(2022, 5, 20)
    assert "collection-title" not in entry
    assert "  date = {2022-05-20}," in write("biblatex", MEMO_775)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (parse_name("Sasha de Vogel"), "de Vogel, Sasha"),
        (parse_name("Stephan De Spiegeleire"), "{De Spiegeleire}, Stephan"),
        (parse_name("Kimberly St. Julian-Varnon"), "{St. Julian-Varnon}, Kimberly"),
        (Name("Remington", "Thomas F.", suffix="Jr."), "Remington, Jr., Thomas F."),
        (Name("McIntosh Sundstrom", "Lisa"), "McIntosh Sundstrom, Lisa"),
        (Name("hooks", "bell"), "{hooks}, bell"),
        (Name("Ibn al Rashid", "X"), "{Ibn al Rashid}, X"),
        (Name("Vogel", "Sasha", "De"), "{De Vogel}, Sasha"),
        (Name("Humboldt", "Alexander", dropping_particle="von"), "Humboldt, Alexander von"),
        (Name("Hooft", "Gerard", "'t"), "{'t Hooft}, Gerard"),
        (Name(literal="PONARS Eurasia"), "{PONARS Eurasia}"),
        (Name(literal="Trade and Industry, Ministry of"), "{Trade and Industry, Ministry of}"),
        (Name("A, B", "C and D"), "{A, B}, {C and D}"),
        (Name("Z=1", "family=x"), "{Z=1}, {family=x}"),
        (Name("Brace}", "Open{"), "{Brace\\textbraceright{}}, {Open\\textbraceleft{}}"),
        (Name("Plato"), "{Plato}"),
        (Name("Vogel", "", "de"), "{de Vogel}"),
        (Name("King", suffix="Jr."), "{King Jr.}"),
        (Name(literal="others"), "{others}"),
        (Name(), ""),
    ],
)
def test_names(name: Name, written: str) -> None:
    assert bib.to_bib_name(name) == written


@given(names())
def test_names_come_back(name: Name) -> None:
    (entry,) = read_bib(write("bibtex", Record(id="k", author=(name,))), BIBTEX)
    assert entry["author"] == (carried_name(name),)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("csl_type", sorted(TYPES))
def test_every_type_has_an_entry(csl_type: str, name: str) -> None:
    entry = DIALECTS[name].types[csl_type]
    assert write(name, Record(id="k", type=csl_type, title="T", url="https://example.org")).startswith(f"@{entry}{{k,")
    assert DIALECTS[name].fields[entry]["title"] == "title"


def test_newspapers_and_magazines_are_told_apart() -> None:
    assert "entrysubtype = {newspaper}" in write("biblatex", Record(id="k", type="article-newspaper", title="T"))
    assert "entrysubtype" not in write("bibtex", Record(id="k", type="article-newspaper", title="T"))


def test_a_particle_belongs_to_the_family_name() -> None:
    text = write("biblatex", replace(EXAMPLE, author=(parse_name("Sasha de Vogel"),)))
    assert "options = {useprefix=true}" in text
    assert "options" not in write("biblatex", EXAMPLE)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize(
    ("date", "bibtex", "biblatex"),
    [
        (Date(2022, 5, 20), "year = {2022},\n  month = may", "date = {2022-05-20}"),
        (Date(2022), "year = {2022}", "date = {2022}"),
        (Date(2014, season=1), "year = {2014},\n  month = {Spring}", "date = {2014-21}"),
        (Date(literal="Spring 2014"), "year = {2014},\n  month = {Spring}", "date = {2014-21}"),
        (Date(2018, 7, end=Date(2018, 8)), 'year = {2018},\n  month = jul # "/" # aug', "date = {2018-07/2018-08}"),
        (Date(2013, 5, 23, end=Date(2013, 5, 27)), "year = {2013},\n  month = may", "date = {2013-05-23/2013-05-27}"),
        (
            Date(2013, 12, end=Date(2014, 1)),
            'year = {2013--2014},\n  month = dec # "/" # jan',
            "date = {2013-12/2014-01}",
        ),
        (Date(1999, end=Date()), "year = {1999--}", "date = {1999/..}"),
        (Date(end=Date(2004)), "year = {--2004}", "date = {../2004}"),
        (Date(1999, circa=True), "year = {1999}", "date = {1999~}"),
        (Date(1999, season=2, circa=True), "year = {1999},\n  month = {Summer}", "date = {1999-22~}"),
        (Date(1990, end=Date(1999), vague=1), "year = {199X}", "date = {199X}"),
        (Date(-44), "year = {-0043}", "date = {-0043}"),
        (Date(2013, literal="St. John’s & after"), "year = {2013},\n  month = {St. John’s \\& after}", "date = {2013}"),
        (Date(literal="n.d. & later"), "note = {n.d. \\& later}", "pubstate = {n.d. \\& later}"),
        (Date(33), "year = {0033}", "date = {0033}"),
    ],
)
def test_dates(date: Date, bibtex: str, biblatex: str, name: str) -> None:
    assert f"  {bibtex if name == 'bibtex' else biblatex}\n}}" in write(name, Record(id="k", issued=date))


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("a b{c},d", "a_b_c__d"),
        ("pm:1_2.3-4", "pm:1_2.3-4"),
        ("Ж%", "Ж_"),
        ("^^5cinput", "__5cinput"),
        ("DBLP:journals/x", "DBLP:journals/x"),
        ("", "lee2020title"),
        ("a\nb", "lee2020title"),
    ],
)
def test_keys_are_safe(key: str, written: str) -> None:
    record = Record(id=key, type="report", title="The Title", author=(Name("Lee"),), issued=Date(2020))
    assert write("bibtex", record).startswith(f"@techreport{{{written},\n")


def test_only_web_addresses_are_links() -> None:
    assert "url" not in write("biblatex", Record(id="k", title="T", url="javascript:alert(1)"))
    assert "url = {http://x.org/%7Ba%7D%5Cb%20c%}" in write("biblatex", Record(id="k", url="http://x.org/{a}\\b c%"))


@pytest.mark.parametrize("name", DIALECTS)
def test_hostile_texts_come_out_inert(name: str) -> None:
    text = write(name, RECORDS["special-characters"])
    assert len(read_bib(text, DIALECTS[name])) == 1
    assert not re.search(r"\\write|(?<!\\)%(?![0-9A-F]{2})|[\x00-\x09\x0b-\x1f\u202a-\u202e]", text)
    assert all(re.match(r"@|  \w+ = |\}$|$", line) for line in text.split("\n"))


def test_lists_are_not_split() -> None:
    assert "institution = {{Centre for Peace and War}}" in write("biblatex", RECORDS["institution"])
