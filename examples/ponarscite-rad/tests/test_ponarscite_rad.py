"""Articles of the Russian Analytical Digest on invented pages, in a repository's metadata and in notes."""

import pytest
from ponarscite import Document, PluginManager, Record, cite, ingest, parse_citations
from ponarscite.testing import Golden, page

LABEL = "RUSSIAN ANALYTICAL DIGEST No. 9293, 3 March 2023"
META = (
    ("citation_title", "Ports Without a Sea"),
    ("citation_author", "Prykladna, Olena"),
    ("citation_author", "de la Prueba, Juan"),
    ("citation_journal_title", "Russian Analytical Digest"),
    ("citation_issue", "9293"),
    ("citation_firstpage", "2"),
    ("citation_lastpage", "4"),
    ("citation_publication_date", "2023-03-03"),
    ("citation_issn", "1863-0421"),
    ("citation_doi", "10.5555/example-9293"),
)
PORTS = page(
    "Ports Without a Sea", label=LABEL, issued="3 March 2023", url="https://css.ethz.ch/rad/ports", name="ports"
)
SNOW = page("Counting Snow", label=LABEL, issued="3 March 2023", url="https://css.ethz.ch/rad/snow", name="snow")
DEPOSIT = page("Ports Without a Sea", meta=META, issued="", name="deposit")


def is_of_issue(record: Record, number: str) -> bool:
    extra = dict(record.extra)
    return (record.type, record.container_title, extra["issue"], record.number, record.genre) == (
        "article-journal",
        "Russian Analytical Digest",
        number,
        "",
        "",
    )


def test_two_articles_of_an_issue_are_two_works(plugins: PluginManager) -> None:
    ports, snow = ingest([PORTS, SNOW], plugins=plugins)
    assert (ports.title, snow.title) == ("Ports Without a Sea", "Counting Snow")
    assert is_of_issue(ports, "9293")
    assert is_of_issue(snow, "9293")
    assert (ports.id, str(ports.issued)) == ("prykladna2023ports", "2023-03-03")


def test_its_page_and_its_deposit_are_one_work(plugins: PluginManager) -> None:
    (ports,) = ingest([PORTS, DEPOSIT], plugins=plugins)
    assert is_of_issue(ports, "9293")
    assert (ports.doi, dict(ports.extra)["page"]) == ("10.5555/example-9293", "2-4")


@pytest.mark.parametrize(
    "note",
    [
        "Ana Ejemplo, “Counting Snow,” Russian Analytical Digest, No. 9293 (March 3, 2023), pp. 4–6.",
        "Ana Ejemplo, “Counting Snow,” Russian Analytical Digest No. 9293, 3 March 2023.",
    ],
)
def test_a_note_cites_an_article(note: str, plugins: PluginManager) -> None:
    (cited,) = parse_citations(note, plugins)
    assert cited.record
    assert is_of_issue(cited.record, "9293")


def test_another_journal_is_left_alone(plugins: PluginManager) -> None:
    meta = [(name, "Caucasus Analytical Digest" if "journal" in name else text) for name, text in META]
    (found,) = ingest(page("Ports Without a Sea", meta=meta), plugins=plugins)
    assert found.container_title == "Caucasus Analytical Digest"


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_an_article_is_cited(style: str, plugins: PluginManager, golden: Golden) -> None:
    golden(f"{style}.txt", cite(ingest(DEPOSIT, plugins=plugins), style, plugins=plugins).bibliography)


def test_a_list_of_an_issue_is_read(plugins: PluginManager) -> None:
    cited = "Ana Ejemplo, “{},” Russian Analytical Digest, No. 9293 (March 3, 2023), pp. {}.\n"
    text = "References\n\n" + cited.format("Ports Without a Sea", "2–4") + cited.format("Counting Snow", "5–8")
    assert len(list(ingest(Document.of(text), plugins=plugins))) == 2
