"""A series of issues: its number is that of an issue with several articles, which stay works of their own."""

from __future__ import annotations

from types import ModuleType

import pytest

import ponarscite
from ponarscite import Document, PluginManager, Record, Series, hookimpl, parse_citations
from ponarscite.testing import page

DIGEST = Series(
    id="dig",
    label="Example Digest",
    labels=("ED",),
    item_type="article-journal",
    of_issues=True,
    first_year=2006,
    hosts=("digest.example",),
)


@pytest.fixture
def digest(plugins: PluginManager) -> PluginManager:
    made = ModuleType("digest")
    vars(made)["provide_series"] = hookimpl(lambda: [DIGEST])
    plugins.add(made, "digest")
    return plugins


def article(title: str, *, label: str = "Example Digest No. 293, 3 March 2023", path: str = "") -> Document:
    address = f"https://digest.example/{path or title.replace(' ', '-')}"
    return page(title, label=label, issued="3 March 2023", url=address, name=f"{title}.html")


def cited_as(record: Record) -> tuple[str, str, str, dict[str, object]]:
    return record.type, record.container_title, record.number + record.genre, dict(record.extra)


def test_two_articles_of_an_issue_are_two_works(digest: PluginManager) -> None:
    found = list(ponarscite.ingest([article("Ports"), article("Snow")], plugins=digest))
    assert [record.title for record in found] == ["Ports", "Snow"]
    assert [cited_as(record) for record in found] == [("article-journal", "Example Digest", "", {"issue": "293"})] * 2
    assert [record.id for record in found] == ["prykladna2023ports", "prykladna2023snow"]


def test_an_article_and_its_citation_are_one_work(digest: PluginManager) -> None:
    text = "Olena Prykladna and Juan de la Prueba, “Ports,” Example Digest, No. 293 (March 3, 2023), pp. 4–6.\n"
    listed = Document.of(f"References\n\n{text}\n{text.replace('Ports', 'Snow')}", name="list.txt")
    found = list(ponarscite.ingest([article("Ports"), listed], plugins=digest))
    assert [record.title for record in found] == ["Ports", "Snow"]
    assert {claim.about.document for claim in found[0].claims} == {"Ports.html", "list.txt"}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ejemplo, “Ports,” Example Digest, No. 293 (March 3, 2023), pp. 4–6.",
        "Ana Ejemplo, “Ports,” Example Digest No. 293, 3 March 2023.",
        "Ejemplo, Ana (2023): Ports. Example Digest 293, pp. 4-6.",
    ],
)
def test_a_note_gives_the_number_to_the_issue(text: str, digest: PluginManager) -> None:
    (parsed,) = parse_citations(text, digest)
    assert parsed.record
    kind, container, label, extra = cited_as(parsed.record)
    assert (kind, container, label, extra["issue"]) == ("article-journal", "Example Digest", "", "293")
    assert "volume" not in extra


def test_metadata_of_a_journal_is_enough(digest: PluginManager) -> None:
    meta = {"citation_journal_title": "Example Digest", "citation_issue": "293", "citation_firstpage": "4"}
    (record,) = ponarscite.ingest(page("Ports", meta=meta), plugins=digest)
    assert cited_as(record)[:3] == ("article-journal", "Example Digest", "")
    assert dict(record.extra) == {"issue": "293", "page": "4"}


def test_an_article_of_another_journal_is_left_alone(digest: PluginManager) -> None:
    meta = {"citation_journal_title": "Other Digest", "citation_issue": "293"}
    (record,) = ponarscite.ingest(page("Ports", meta=meta), plugins=digest)
    assert record.container_title == "Other Digest"


@pytest.mark.parametrize("label", ["Example Digest No. 293", "EXAMPLE DIGEST No. 293, 3 March 2023"])
def test_a_label_above_the_title_counts(label: str, digest: PluginManager) -> None:
    (record,) = ponarscite.ingest(article("Ports", label=label), plugins=digest)
    assert dict(record.extra) == {"issue": "293"}
