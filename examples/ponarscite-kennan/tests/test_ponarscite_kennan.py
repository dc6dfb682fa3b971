"""Kennan Cables on invented pages, in their PDF's text and in notes; and the reading list."""

from pathlib import Path

import pytest
from ponarscite import Document, PluginManager, cite, ingest, parse_citations, render
from ponarscite.testing import Golden, Site, page

URL = "https://www.wilsoncenter.org/publication/kennan-cable-no-9052-port-without-sea"
PAGES = {
    "label": page("A Port Without a Sea", label="Kennan Cable No. 9052", site="Wilson Center", url=URL),
    "title": page("Kennan Cable No. 9052: A Port Without a Sea", site="Wilson Center", url=URL),
}
TEXT = Path(__file__).parents[1] / "kennan-cable-9052.txt"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_a_cable(name: str, plugins: PluginManager) -> None:
    (cable,) = ingest(PAGES[name], plugins=plugins)
    assert (cable.id, cable.title) == ("kennancable9052", "A Port Without a Sea")
    assert (cable.genre, cable.number) == ("Kennan Cable", "9052")
    assert (cable.publisher, cable.publisher_place) == ("Wilson Center", "Washington, DC")
    assert [str(name) for name in cable.author] == ["Olena Prykladna", "Juan de la Prueba"]
    assert str(cable.issued) == "2024-03-05"


def test_the_text_of_its_pdf_and_its_page_are_one_work(plugins: PluginManager) -> None:
    text = TEXT.read_text(encoding="utf-8")
    (cable,) = ingest([PAGES["title"], Document.of(text, name="cable.txt")], plugins=plugins)
    assert cable.number == "9052"
    assert {claim.about.document for claim in cable.claims} == {"page.html", "cable.txt"}


@pytest.mark.parametrize(
    "note",
    [
        "Ana Ejemplo, “A Port Without a Sea,” Kennan Cable No. 9052, Wilson Center, March 2024.",
        "Ana Ejemplo, “A Port Without a Sea,” Kennan Cable, no. 9052 (March 2024).",
    ],
)
def test_a_note_cites_a_cable(note: str, plugins: PluginManager) -> None:
    (cited,) = parse_citations(note, plugins)
    assert cited.record
    assert (cited.record.genre, cited.record.number) == ("Kennan Cable", "9052")


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_a_cable_is_cited(style: str, plugins: PluginManager, golden: Golden) -> None:
    golden(f"{style}.txt", cite(ingest(PAGES["label"], plugins=plugins), style, plugins=plugins).bibliography)


def test_a_cable_is_fetched(plugins: PluginManager, site: Site) -> None:
    site.pages["/cable"] = PAGES["title"]
    (cable,) = ingest(site.address("/cable"), plugins=plugins, allow_private=True)
    assert cable.number == "9052"


def test_a_reading_list(plugins: PluginManager) -> None:
    listed = render(ingest(PAGES["label"], plugins=plugins), "reading-list", plugins)
    assert listed == f"- [A Port Without a Sea](<{URL}>), Olena Prykladna, Juan de la Prueba (2024)\n"
