"""The invented records of the samples, and what is told of those that cannot be read."""

from pathlib import Path

import pytest
from ponarscite import Date, Document, Name, PluginManager, SourceError, ingest
from ponarscite.testing import Golden, Run

HERE = Path(__file__).parents[1]


def test_every_field_is_read(plugins: PluginManager) -> None:
    first, second = ingest(HERE / "sample.nbib", plugins=plugins)
    assert first.title == "Invented rivers and the people who measure them: a study of two valleys"
    assert first.author == (
        Name("Prykladna", "Olena"),
        Name("Prueba", "Juan", "de la"),
        Name(literal="Example Water Office"),
    )
    assert (first.container_title, first.issued, first.doi) == (
        "Journal of Invented Studies",
        Date(2019, 7, 15),
        "10.5555/example.2019.101",
    )
    assert first.abstract.endswith("believed the other, and both kept the figures.")
    assert (first.keyword, first.language) == (("water meters", "valleys", "Rivers"), "en")
    assert {name: value for name, value in first.extra if name != "container-title-short"} == {
        "PMID": "90000001",
        "issue": "3",
        "page": "101-110",
        "volume": "12",
    }
    assert (second.author, str(second.issued)) == ((Name("Esempio", "M. A.", "van"),), "Spring 1987")
    assert (second.container_title, second.language) == ("Arch Registres Inventes", "fr")
    assert {claim.origin for claim in first.claims} == {"PubMed"}


def test_a_record_without_a_title_is_named(run: Run) -> None:
    ran = run("export", HERE / "untitled.nbib", "-f", "bibtex")
    assert (ran.code, ran.out.count("@article{")) == (1, 1)
    assert "untitled.nbib, PMID 90000004: a reference has no title and no number, and is left out\n" in ran.err


def test_a_file_of_this_name_that_is_none_is_told(plugins: PluginManager) -> None:
    document = Document.of("nothing of the kind", name="x.nbib", kind="nbib")
    with pytest.raises(SourceError, match="record 1: a reference has no title and no number"):
        list(ingest(document, plugins=plugins))


def test_the_sample_as_bibtex(run: Run, golden: Golden) -> None:
    golden("sample.bib", run("export", HERE / "sample.nbib", "-f", "bibtex").out)
