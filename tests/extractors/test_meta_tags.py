"""Claims from the meta tags of a page, and meta tags that must give none."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ponarscite
from ponarscite import PluginManager
from ponarscite.document.document import Document
from ponarscite.extractors.meta_tags import READ_AS, TAGS, extract_claims
from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.site import READERS
from tests.conftest import EXAMPLES

SERIES = (PONARS, PONARS_EURASIA)
PAGE = "https://www.ponarseurasia.org/a-memo/"


def claims(head: str, url: str = PAGE) -> list[Claim]:
    text = f"<!DOCTYPE html><html><head>{head}</head><body><p>Words</p></body></html>"
    return list(extract_claims(Document("memo.html", text.encode, url=url), SERIES))


def said(head: str, url: str = PAGE) -> list[tuple[str, str, str]]:
    return [(claim.variable, claim.text, claim.origin) for claim in claims(head, url)]


def meta(**tags: str) -> str:
    """`meta(citation_title="A")`; "__" stands for ":"."""
    return "".join(f'<meta name="{name.replace("__", ":")}" content="{text}">' for name, text in tags.items())


REPORT = (
    meta(
        citation_title="Exit, Voice, and Tariffs",
        citation_technical_report_number="590",
        citation_technical_report_institution="George Washington University",
        citation_publication_date="2019/04/17",
        citation_online_date="2019/04/20",
        citation_public_url=PAGE,
        citation_pdf_url="/wp-content/uploads/Pepm590_Johnson-Forest_April2019.pdf",
        citation_keywords="trade; tariffs, Eurasia",
        citation_language="en",
    )
    + '<meta name="citation_author" content="Johnson, Juliet"><meta name="citation_author" content="Benjamin Forest">'
)


def test_citation_tags_are_a_report() -> None:
    assert said(REPORT) == [
        (variable, text, "citation tags")
        for variable, text in (
            ("title", "Exit, Voice, and Tariffs"),
            ("author", "Johnson, Juliet"),
            ("author", "Benjamin Forest"),
            ("issued", "2019/04/17"),
            ("number", "590"),
            ("publisher", "George Washington University"),
            ("URL", PAGE),
            ("pdf-url", "https://www.ponarseurasia.org/wp-content/uploads/Pepm590_Johnson-Forest_April2019.pdf"),
            ("file-name", "Pepm590_Johnson-Forest_April2019.pdf"),
            ("keyword", "trade"),
            ("keyword", "tariffs"),
            ("keyword", "Eurasia"),
            ("language", "en"),
            ("type", "report"),
        )
    ]


def test_a_claim_says_who_and_where() -> None:
    about = About("subject", "", "memo.html")
    assert claims('<META NAME=" DC.Title " CONTENT="A Memo">') == [
        Claim("title", "A Memo", Rank.OWN, "Dublin Core", about, "meta DC.Title")
    ]


def test_citation_tags_make_a_record() -> None:
    record = reconcile(claims(REPORT), lambda draft: draft)[0]
    assert (record.type, record.number, record.issued) == ("report", "590", Date(2019, 4, 17))
    assert [str(name) for name in record.author] == ["Juliet Johnson", "Benjamin Forest"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("citation_author", "A Bee; C Dee", [("author", "A Bee"), ("author", "C Dee")]),
        ("citation_author", "A Bee and C Dee", [("author", "A Bee"), ("author", "C Dee")]),
        ("citation_author", "A Bee, C Dee and E Eff", [("author", "A Bee"), ("author", "C Dee"), ("author", "E Eff")]),
        ("citation_author", "García Márquez, Gabriel José", [("author", "García Márquez, Gabriel José")]),
        ("citation_author", "PONARS Eurasia", [("author", "PONARS Eurasia")]),
        ("citation_authors", "Bee, A; Dee, C", [("author", "Bee, A"), ("author", "Dee, C")]),
        ("citation_authors", "Ann Example, Bo Example", [("author", "Ann Example"), ("author", "Bo Example")]),
        ("citation_technical_report_number", "No. 590", [("number", "590"), ("type", "report")]),
        (
            "citation_technical_report_number",
            "PONARS Eurasia Policy Memo No. 590",
            [("number", "590"), ("genre", "PONARS Eurasia Policy Memo"), ("type", "report")],
        ),
        ("citation_technical_report_number", "TR-12/4", [("number", "TR-12/4"), ("type", "report")]),
        ("citation_journal_title", "A Journal", [("container-title", "A Journal"), ("type", "article-journal")]),
        ("citation_doi", "https://doi.org/10.1080/1060586X.2022.1", [("DOI", "10.1080/1060586X.2022.1")]),
        ("citation_pdf_url", "https://example.org/paper.pdf?x=1", [("pdf-url", "https://example.org/paper.pdf?x=1")]),
        ("citation_year", "2019", [("issued", "2019")]),
        ("dc.creator", "Ann Example", [("author", "Ann Example")]),
        ("DC:Creator", "adminponars", []),
        ("DCTERMS.issued", "2019-04", [("issued", "2019-04")]),
        ("DC.identifier", "doi:10.1000/182", [("DOI", "10.1000/182")]),
        ("DC.identifier", "http://example.org/7", [("URL", "http://example.org/7")]),
        ("DC.identifier", "ISBN 0", []),
        ("dc.publisher", "PONARS Eurasia", []),
        ("dc.publisher", "Kennan Institute", [("publisher", "Kennan Institute")]),
        ("DC.Description", "Words.", [("abstract", "Words.")]),
        ("og:description", "A teaser.", []),
        ("description", "A teaser.", []),
        ("og:locale", "ru_RU", [("language", "ru-RU")]),
        ("og:locale", "x\\y", []),
        ("article:published_time", "2022-05-20T23:30:00-07:00", [("issued", "2022-05-20T23:30:00-07:00")]),
        ("article:published_time", "2012-07-23T10:00:00+00:00", []),
        ("citation_date", "07-23-2012", []),
        ("article:published_time", "-0001-11-30T00:00:00+00:00", []),
        ("article:modified_time", "2022-05-21", []),
        ("article:author", "https://www.facebook.com/PonarsEurasia", []),
        ("article:author", "www.facebook.com/PonarsEurasia", []),
        ("article:author", "@ponars", []),
        ("article:author", "Admin", []),
        ("article:author", "PONARS  Eurasia", []),
        ("article:author", "Ann Example", [("author", "Ann Example")]),
        ("og:url", "/relative/", [("URL", "https://www.ponarseurasia.org/relative/")]),
        ("og:url", "javascript:alert(1)", []),
        ("og:url", "https://user:word@ponarseurasia.org/", []),
        ("og:url", "http://[broken", []),
        ("og:url", "https://ponarseurasia.org:99999/", []),
        ("og:title", "Kazakhstan&amp;#8217;s &amp;amp; Russia&amp;rsquo;s", [("title", "Kazakhstan’s & Russia’s")]),
        ("generator", "WordPress", []),
        ("og:title", "  ", []),
    ],
)
def test_one_tag(name: str, content: str, expected: list[tuple[str, str]]) -> None:
    assert [pair[:2] for pair in said(f'<meta property="{name}" content="{content}">')] == expected


@pytest.mark.parametrize(
    "printed",
    [
        "A Memo - PONARS Eurasia",
        "A Memo | PONARS Eurasia",
        "A Memo – Ponars Eurasia",
        "A Memo — PONARS Eurasia",
        "A Memo|PONARS Eurasia",
        "A Memo » PONARS Eurasia",
        "PONARS Eurasia | A Memo",
        "PONARS Eurasia - A Memo - PONARS Eurasia | ponarseurasia.org",
        "\n A\n Memo &#8211;&nbsp;PONARS Eurasia\n",
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(printed: str) -> None:
    assert said(f"<title>{printed}</title>") == [("title", "A Memo", "page title")]


@pytest.mark.parametrize(
    "printed", ["Russia - Ukraine", "Why PONARS Eurasia", "The New Eurasia: PONARS Eurasia", "Memo-PONARS Eurasia"]
)
def test_other_titles_stay_whole(printed: str) -> None:
    assert said(f"<title>{printed}</title>") == [("title", printed, "page title")]


def test_a_page_names_its_own_site() -> None:
    head = '<meta property="og:site_name" content="Kennan &amp; Friends"><title>A Cable | Kennan &amp; Friends</title>'
    assert said(head) == [("title", "A Cable", "page title")]
    assert said("<title>PONARS Eurasia</title>") == []


def test_a_title_of_a_drawing_is_none() -> None:
    assert said("</head><body><svg><g><title>Logo</title></g></svg><title>A Memo</title>") == [
        ("title", "A Memo", "page title")
    ]


def test_canonical_link_and_language() -> None:
    text = (
        '<html lang="en-US"><link rel="stylesheet" href="/a.css"><link rel="Canonical nofollow" href="?p=12"><p>Words'
    )
    document = Document("memo.html", text.encode, url=PAGE)
    assert [(claim.variable, claim.text, claim.origin, claim.where) for claim in extract_claims(document, SERIES)] == [
        ("URL", f"{PAGE}?p=12", "canonical link", "link canonical"),
        ("language", "en-US", "lang attribute", "html lang"),
    ]


def test_a_relative_address_of_a_saved_page_is_unknown() -> None:
    assert said('<link rel="canonical" href="/a-memo/">', url="") == []


def test_the_printed_form_of_an_address_is_kept() -> None:
    url = "HTTP://WWW.PonarsEurasia.com:80/ru/казахстан/?a=1&b=2#top"
    assert said(f'<link rel="canonical" href="{url}">') == [("URL", url, "canonical link")]


def test_the_first_tag_that_says_something_counts() -> None:
    head = meta(citation_publication_date="soon", citation_date="2019", citation_year="2018")
    assert said(head) == [("issued", "2019", "citation tags")]
    assert said(meta(dc__title="") + meta(dcterms__title="B")) == [("title", "B", "Dublin Core")]


def test_tags_in_a_broken_head_are_found() -> None:
    head = '<noscript><img src="x"></noscript><div>' + meta(citation_title="A Memo")
    assert ("title", "A Memo", "citation tags") in said(head)


def test_the_head_that_we_write_says_the_series_and_the_number(plugins: PluginManager) -> None:
    (memo,) = ponarscite.ingest(EXAMPLES / "pages" / "borrowed-rivers.html", plugins=plugins)
    head = ponarscite.render(memo, "html-meta", plugins)
    found = {(variable, text) for variable, text, _ in said(head)}
    assert {("genre", "PONARS Eurasia Policy Memo"), ("number", "9001"), ("type", "report")} <= found


def test_other_kinds_are_not_ours() -> None:
    for content in (b"A Memo", b"[1]", b"%PDF-1.7"):
        assert list(extract_claims(Document("memo", partial(bytes, content)), SERIES)) == []


def test_every_reader_is_known() -> None:
    tags = {tag for table in TAGS.values() for names in table.values() for tag in names}
    assert set(READ_AS) <= tags
    assert set(READ_AS.values()) <= set(READERS)


NAMES = st.sampled_from([tag for table in TAGS.values() for names in table.values() for tag in names])
ODD = ["http://[", "&amp;#xffffff;", "&amp;#0;", "A;B", ",", " - PONARS Eurasia", "9" * 30, "No.", "\u202e", "\ufffe"]
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]))  # with others a page may count as binary data


@given(st.lists(st.tuples(NAMES, PRINTED | st.sampled_from(ODD))), PRINTED | st.sampled_from(ODD), PRINTED)
def test_any_tags_are_read(tags: list[tuple[str, str]], url: str, title: str) -> None:
    head = "".join(f'<meta name="{name}" content="{text}">' for name, text in tags)
    text = f'<html lang="{url}">{head}<link rel=canonical href="{url}"><title>{title}'
    found = list(extract_claims(Document("x", text.encode, url=url), SERIES))
    assert all(claim.text.strip() and claim.rank == Rank.OWN for claim in found)
    addresses = [claim.text for claim in found if claim.variable in ("URL", "pdf-url")]
    assert all(address.lower().startswith(("http://", "https://")) for address in addresses)
    assert len(reconcile(found, lambda draft: draft)) <= 1


@given(PRINTED)
def test_any_text_is_read(text: str) -> None:
    found = list(extract_claims(Document("x", f"<{text}".encode), ()))
    assert {claim.about for claim in found} <= {About("subject", "", "x")}


def test_other_makers_of_tags() -> None:
    parsely = '<meta name="parsely-{}" content="{}">'
    head = parsely.format("title", "A Memo") + parsely.format("pub-date", "2021-05-20T09:00:00Z")
    head += parsely.format("author", "Ana Ejemplo") + parsely.format("author", "Kit Zrazok")
    assert said(head)[:4] == [
        ("title", "A Memo", "Parsely"),
        ("author", "Ana Ejemplo", "Parsely"),
        ("author", "Kit Zrazok", "Parsely"),
        ("issued", "2021-05-20T09:00:00Z", "Parsely"),
    ]
    head = meta(twitter__title="A Memo", author="Ana Ejemplo", date="2021-05-20")
    assert (
        said(head)
        == [
            ("title", "A Memo", "Open Graph"),
            ("author", "Ana Ejemplo", "meta tags"),
            ("issued", "2021-05-20", "meta tags"),
            ("URL", PAGE, "envelope"),
        ][:3]
    )


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"citation_firstpage": "12", "citation_lastpage": "19"}, {"page": "12-19"}),
        ({"citation_firstpage": "12", "citation_lastpage": "12"}, {"page": "12"}),
        ({"citation_firstpage": "e12"}, {"page": "e12"}),
        ({"citation_firstpage": "12-19", "citation_lastpage": "19"}, {"page": "12-19"}),
        ({"citation_journal_title": "J"}, {"type": "article-journal", "container-title": "J"}),
        (
            {"citation_conference_title": "Conf on Rivers"},
            {"type": "paper-conference", "container-title": "Conf on Rivers"},
        ),
        (
            {"citation_inbook_title": "Proceedings", "citation_conference_title": "Conf"},
            {"type": "paper-conference", "container-title": "Proceedings", "event-title": "Conf"},
        ),
        ({"citation_inbook_title": "Handbook"}, {"type": "chapter", "container-title": "Handbook"}),
        ({"citation_book_title": "Handbook"}, {"type": "chapter", "container-title": "Handbook"}),
        (
            {"citation_title": "Rivers", "citation_book_title": "RIVERS", "citation_isbn": "978-0-00-000000-2"},
            {"type": "book", "title": "Rivers", "ISBN": "978-0-00-000000-2"},
        ),
        ({"citation_isbn": "978-0-00-000000-2"}, {"type": "book", "ISBN": "978-0-00-000000-2"}),
        (
            {"citation_isbn": "978-0-00-000000-2", "citation_inbook_title": "B"},
            {"type": "chapter", "ISBN": "978-0-00-000000-2", "container-title": "B"},
        ),
        (
            {
                "bepress_citation_journal_title": "J",
                "bepress_citation_firstpage": "5",
                "bepress_citation_lastpage": "6",
            },
            {"type": "article-journal", "container-title": "J", "page": "5-6"},
        ),
        (
            {
                "eprints.title": "W",
                "eprints.creators_name": "Uno, Ana",
                "eprints.publication": "J",
                "eprints.volume": "3",
            },
            {
                "type": "article-journal",
                "title": "W",
                "author": "Uno, Ana",
                "container-title": "J",
                "volume": "3",
            },
        ),
        (
            {"prism.publicationName": "J", "prism.startingPage": "12", "prism.endingPage": "19", "prism.number": "2"},
            {"type": "article-journal", "container-title": "J", "page": "12-19", "issue": "2"},
        ),
        ({"citation_dissertation_institution": "Uni"}, {"type": "thesis", "publisher": "Uni"}),
        (
            {"citation_technical_report_institution": "GWU", "citation_isbn": "1"},
            {"type": "report", "publisher": "GWU", "ISBN": "1"},
        ),
    ],
)
def test_scholar_tags_tell_the_kind_of_work_and_its_place(tags: dict[str, str], expected: dict[str, str]) -> None:
    assert {variable: text for variable, text, _ in said(meta(**tags))} == expected
