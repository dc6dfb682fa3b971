"""Footnotes and lists of headlines of whole documents -> claims."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ponarscite.document.document import Document
from ponarscite.extractors.notes import extract_claims
from ponarscite.record.claim import READING, ROLES, Claim, Rank
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.conftest import SHARED

SERIES = (PONARS, PONARS_EURASIA)
SEEDS = SHARED / "seeds"

PAGE = """<!DOCTYPE html><html><head><title>On Bridges - PONARS Eurasia</title></head><body>
<ul><li>Conference (Reuters)</li><li>Workshop Notes (Reuters)</li></ul>
<div><a href="/c">Policy Memos | Аналитика</a></div><h1>On Bridges</h1>
<ul><li>May 20, 2022</li><li>Olena Example and Juan de la Prueba</li></ul>
<p>Bridges are long.[1] They cross water, as those who build them know.</p>
<ul><li><a href="/news/1">Bridge Opens at Last</a> (Jane Roe) (Reuters)</li>
<li><a href="https://example.org/2">A Bridge Too Few</a> (Inform.kz)</li>
<li>Tolls (see above)</li></ul>
<p>Options are few:</p>
<ul><li>Build more of them (Option A)</li><li>wait (the EU agrees)</li><li>Leave it to others</li></ul>
<p>One stands out:</p>
<ul><li><a href="javascript:alert(1)">Ferry Sinks Again</a> (The Guardian)</li></ul>
<p>Another does not:</p>
<ul><li>Ferries Are Slow (Option B)</li></ul>
<p>[1] See <a href="/memo/arches">“Arches,”</a> PONARS Eurasia Policy Memo No. 590, April 2019;
Jane Roe, “Rope,” The Guardian, May 3, 2021.</p>
<p>[2] Ibid.</p>
<p>Image credit/license</p></body></html>"""


def claims_of(content: str | bytes, url: str = "", media_type: str = "") -> list[Claim]:
    data = content.encode() if isinstance(content, str) else content
    return list(extract_claims(Document("page", lambda: data, url=url, media_type=media_type), SERIES, ROLES))


def by_place(claims: list[Claim]) -> dict[str, list[tuple[str, str]]]:
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        if claim.about.role == "cited" and claim.variable != READING:
            places[claim.about.place].append((claim.variable, claim.text))
    return dict(places)


def notes_of(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.variable == "notes"]


def seed(start: str) -> list[Claim]:
    if not SEEDS.is_dir():
        pytest.skip("the seeds stand beside the repository, and are not there")
    (path,) = SEEDS.glob(f"{start}_*.txt")
    return claims_of(path.read_bytes())


def test_the_works_of_a_page_are_claimed() -> None:
    claims = claims_of(PAGE, url="https://www.ponarseurasia.org/on-bridges/")
    assert by_place(claims) == {
        "note 1": [
            ("type", "report"),
            ("title", "Arches"),
            ("genre", "PONARS Eurasia Policy Memo"),
            ("number", "590"),
            ("issued", "April 2019"),
            ("URL", "https://www.ponarseurasia.org/memo/arches"),
        ],
        "note 1b": [
            ("type", "article-newspaper"),
            ("author", "Jane Roe"),
            ("title", "Rope"),
            ("container-title", "The Guardian"),
            ("issued", "May 3, 2021"),
        ],
        "headline 1": [
            ("type", "article-newspaper"),
            ("title", "Bridge Opens at Last"),
            ("container-title", "Reuters"),
            ("URL", "https://www.ponarseurasia.org/news/1"),
        ],
        "headline 2": [
            ("type", "article-newspaper"),
            ("title", "A Bridge Too Few"),
            ("container-title", "Inform.kz"),
            ("URL", "https://example.org/2"),
        ],
        "headline 3": [
            ("type", "article-newspaper"),
            ("title", "Ferry Sinks Again"),
            ("container-title", "The Guardian"),
        ],
    }


def test_the_notes_are_the_memos_own_as_text() -> None:
    first, second = notes_of(claims_of(PAGE))
    assert first.text.startswith("See “Arches,” PONARS Eurasia Policy Memo No. 590")
    assert (second.text, second.rank, second.origin) == ("Ibid.", Rank.OWN, "page")
    assert (second.about.role, second.about.place) == ("subject", "")


def test_a_cited_work_says_where_it_stands() -> None:
    claims = [claim for claim in claims_of(PAGE) if claim.about.role == "cited"]
    assert {claim.rank for claim in claims} == {Rank.CITED}
    assert {claim.origin for claim in claims} == {"note 1", "headline list"}
    assert all(claim.where.startswith("line ") for claim in claims)


def test_a_saved_page_without_an_address_has_absolute_links_only() -> None:
    urls = [text for found in by_place(claims_of(PAGE)).values() for name, text in found if name == "URL"]
    assert urls == ["https://example.org/2"]


@pytest.mark.parametrize("content", ["", "{}", "%PDF-1.7", "<html>", "nothing\n"])
def test_other_documents_give_nothing(content: str) -> None:
    assert claims_of(content) == []


def test_many_works_of_one_note_keep_their_places() -> None:
    note = "; ".join(f"“Title {n},” The Guardian, May 3, 2021" for n in range(30))
    assert list(by_place(claims_of(f"A Memo\n\n[1] {note}\n")))[-5:] == [
        "note 1z",
        "note 1-27",
        "note 1-28",
        "note 1-29",
        "note 1-30",
    ]


def test_seed_002_cites_a_memo_and_six_articles() -> None:
    claims = seed("002")
    places = by_place(claims)
    assert places.pop("note 1") == [
        ("type", "report"),
        ("author", "Azamat Junisbai"),
        ("title", "Authoritarian Learning: Making Sense of Kazakhstan’s Political Transition"),
        ("genre", "PONARS Eurasia Policy Memo"),
        ("number", "660"),
        ("issued", "July 2020"),
    ]
    assert [dict(found)["container-title"] for found in places.values()] == [
        "Reuters",
        "Eurasianet",
        "Reuters",
        "Inform.kz",
        "The Diplomat",
        "The Guardian",
    ]
    assert list(places) == [f"headline {n}" for n in range(1, 7)]
    assert all(name != "author" for found in places.values() for name, _ in found)
    assert len(notes_of(claims)) == 3


def test_seed_000_cites_nothing() -> None:
    assert seed("000") == []


def headlines(*bullets: str, bullet: str = "  • ") -> list[tuple[str, str]]:
    listed = "".join(f"{bullet}{text}\n" for text in bullets)
    page = (
        f"  • Policy Memos\n\nOn Bridges\n\n  • May 20, 2022\n  • Ana Ejemplo\n\nThey said:\n\n{listed}\nAnd so on.\n"
    )
    works = by_place(claims_of(page)).values()
    return [(dict(work)["title"], dict(work)["container-title"]) for work in works]


@pytest.mark.parametrize(
    "bullets",
    [
        ("Rebuild the Port (Odesa)", "Open the Border (Poland)", "Train the Police (Kharkiv)"),
        ("Support Civil Society (NGOs)", "The European Union (EU)"),
        ("Washington should support the port (Ukraine).", "Brussels should open the border (Poland)."),
        ("Minister of Bridges (Petro Zrazok)", "Head of the Ferry (Ana Ejemplo)"),
        ("Presidential Election (2012)", "Parliamentary Election (2016)"),
    ],
)
def test_policy_options_are_no_headlines(bullets: tuple[str, ...]) -> None:
    assert headlines(*bullets) == []


@pytest.mark.parametrize("bullet", ["  • ", "- ", ""])
def test_headlines_with_and_without_bullets(bullet: str) -> None:
    bullets = ("Ferry Sinks (Ana Ejemplo (Minister); Petro Zrazok) (Reuters)", "Bridge Opens (An Invented Wire)")
    assert headlines(*bullets, bullet=bullet) == [("Ferry Sinks", "Reuters"), ("Bridge Opens", "An Invented Wire")]


CITATION = "Olena Example, “Arches,” PONARS Eurasia Policy Memo No. 590, April 2019."


@pytest.mark.parametrize(
    ("block", "notes"),
    [
        (f"[1]\n{CITATION}\n\n[2] Ibid.", 2),
        (f"¹ {CITATION}\n² Ibid.", 2),
        (f"Notes\n\n1. {CITATION}\n\n2. Ibid.", 2),
        (f"Notes:\n\n  • {CITATION}\n  • Ibid.", 2),
        (f"Options\n\n1. {CITATION}", 0),
    ],
)
def test_notes_with_other_markers(block: str, notes: int) -> None:
    claims = claims_of(f"  • Policy Memos\n\nOn Bridges\n\n  • May 20, 2022\n  • Ana Ejemplo\n\nBridges.\n\n{block}\n")
    assert len(notes_of(claims)) == notes
    assert len(by_place(claims)) == min(notes, 1)


def test_two_sets_of_notes_are_not_mixed() -> None:
    other = CITATION.replace("Arches", "Piers").replace("590", "591")
    page = f"  • Policy Memos\n\nOn Bridges\n\n  • May 20, 2022\n  • Ana Ejemplo\n\n[1] {CITATION}\n\n[1] {other}\n"
    works = by_place(claims_of(page))
    assert {place: dict(work)["number"] for place, work in works.items()} == {"note 1": "590", "note 1, line 10": "591"}


def test_what_is_not_asked_for_is_left_out() -> None:
    document = Document("page", PAGE.encode)
    asked = list(extract_claims(document, SERIES, ROLES))
    assert {claim.about.role for claim in asked} == {"subject", "cited"}
    assert list(extract_claims(document, SERIES, ("subject",))) == [c for c in asked if c.about.role == "subject"]
