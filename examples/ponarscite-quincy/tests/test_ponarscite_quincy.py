"""Quincy Briefs on invented pages and in notes."""

import pytest
from ponarscite import PluginManager, cite, ingest, parse_citations
from ponarscite.testing import Golden, page

TITLE = "A Port Without a Sea: Invented Harbors and the Limits of Deterrence"
URL = "https://quincyinst.org/research/a-port-without-a-sea/"
SITE = "Quincy Institute for Responsible Statecraft"
PAGES = {
    "label above the title": page(TITLE, label="Quincy Brief No. 9034", site=SITE, url=URL),
    "label in capitals": page(TITLE, label="QUINCY BRIEF NO. 9034", site=SITE, url=URL),
    "label with a month": page(TITLE, label="Quincy Brief No. 9034, March 2024", issued="", url=URL),
    "without the name of the site": page(TITLE, label="Quincy Brief #9034", url=URL),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_a_brief(name: str, plugins: PluginManager) -> None:
    (brief,) = ingest(PAGES[name], plugins=plugins)
    assert (brief.id, brief.title) == ("quincybrief9034", TITLE)
    assert (brief.type, brief.genre, brief.number) == ("report", "Quincy Brief", "9034")
    assert (brief.publisher, brief.publisher_place) == (SITE, "Washington, DC")
    assert [str(name) for name in brief.author] == ["Olena Prykladna", "Juan de la Prueba"]
    assert brief.issued.parts[:2] == (2024, 3)


def test_another_page_of_the_site_is_no_brief(plugins: PluginManager) -> None:
    (found,) = ingest(page("An Event on Harbors", site=SITE, url="https://quincyinst.org/events/x/"), plugins=plugins)
    assert (found.type, found.number) == ("webpage", "")


@pytest.mark.parametrize(
    "note",
    [
        f"Ana Ejemplo, “{TITLE},” Quincy Brief No. 9034, {SITE}, March 2024.",
        f"Ana Ejemplo, “{TITLE},” Quincy Brief, no. 9034 ({SITE}, March 2024), {URL}.",
    ],
)
def test_a_note_cites_a_brief(note: str, plugins: PluginManager) -> None:
    (cited,) = parse_citations(note, plugins)
    assert cited.record
    assert (cited.record.genre, cited.record.number) == ("Quincy Brief", "9034")
    assert cited.record.publisher == SITE


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_a_brief_is_cited(style: str, plugins: PluginManager, golden: Golden) -> None:
    (brief,) = ingest(PAGES["label above the title"], plugins=plugins)
    golden(f"{style}.txt", cite(brief, style, plugins=plugins).bibliography)
