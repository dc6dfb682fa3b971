"""Words for biblatex's keys, and their translations; DOIs without what stands before them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponarscite import Record, api
from ponarscite.record.item import from_item
from ponarscite.record.text import bare_doi, doi_of
from ponarscite.record.wording import _TRANSLATED, GENRES, STATES, in_words, is_masters, key_of, translated
from tests.formats.golden_records import EXAMPLE


@pytest.mark.parametrize(
    "lead",
    [
        "",
        " ",
        "doi:",
        "DOI: ",
        "doi ",
        "DOI:https://doi.org/",
        "urn:doi:",
        "info:doi/",
        "doi.org/",
        "//doi.org/",
        "https://doi.org/",
        "http://dx.doi.org/",
        "HTTPS://WWW.DOI.ORG/",
        "https://doi.org/doi:",
        "https://onlinelibrary.wiley.com/doi/",
        "https://www.tandfonline.com/doi/full/",
    ],
)
@pytest.mark.parametrize("doi", ["10.1000/ABC", "10.1016/S0140-6736(20)30183-5", "10.1000.10/a/b_c"])
def test_a_doi_has_nothing_before_it(lead: str, doi: str) -> None:
    assert bare_doi(lead + doi) == doi == doi_of(lead + doi)
    assert from_item({"DOI": lead + doi}).doi == doi


def test_a_percent_sign_is_read_in_an_address_alone() -> None:
    assert bare_doi("https://doi.org/10.1000%2FABC") == "10.1000/ABC"
    assert bare_doi("https://doi.org/10.1002/%28SICI%291") == "10.1002/(SICI)1"
    assert bare_doi("10.1002/%28SICI%291") == "10.1002/%28SICI%291"


@pytest.mark.parametrize("text", ["", "PONARS Policy Memo", "10", "10.1000", "https://example.org/", "doi:", "775"])
def test_other_texts_are_no_doi(text: str) -> None:
    assert bare_doi(text) == text
    assert doi_of(text) == ""


def test_keys_and_words_are_one_to_one() -> None:
    for table in (GENRES, STATES):
        assert {key_of(table, words): words for words in table.values()} == dict(table)
    assert key_of(GENRES, "master’s THESIS") == "mathesis"
    assert key_of(GENRES, "Diplomarbeit") == ""


def test_words_of_english_are_no_keys() -> None:
    assert [in_words("genre", text) for text in ("software", "patent", "phdthesis", "PhDThesis", "techreport")] == [
        "software",
        "patent",
        "PhD thesis",
        "PhD thesis",
        "Technical report",
    ]
    assert in_words("title", "inpress") == "inpress"
    assert in_words("status", "inpress") == "in press"


@pytest.mark.parametrize("genre", ["Master's thesis", "MA thesis", "M.Sc. thesis", "Masterarbeit", "Magisterarbeit"])
def test_a_masters_thesis_is_known_by_its_words(genre: str) -> None:
    assert is_masters(genre)
    assert not is_masters("PhD thesis")
    assert not is_masters("Madrid dissertation")


def test_translations_are_of_known_words() -> None:
    for words in _TRANSLATED.values():
        assert set(words) <= {*GENRES, *STATES}
    assert translated("genre", "PhD thesis", "de-AT") == "Dissertation"
    assert translated("status", "in press", "ru") == "в печати"
    assert translated("genre", "PhD thesis", "ka") == "PhD thesis"
    assert translated("genre", "Habilitation", "de") == "Habilitation"
    assert translated("title", "in press", "de") == "in press"


@pytest.mark.parametrize(
    ("language", "printed"), [("", "PhD thesis"), ("en", "PhD thesis"), ("fr", "Thèse de doctorat")]
)
def test_a_citation_prints_them_in_the_language_of_the_record(language: str, printed: str) -> None:
    thesis: Record = replace(EXAMPLE, type="thesis", genre="PhD thesis", number="", language=language)
    assert f"[{printed}" in str(api.cite(thesis, "apa"))
