"""Claims from the JSON-LD of a page about its own article."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.document import Document
from ponarscite.extractors.json_ld import extract_claims, nodes_of
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
SITE = "https://www.ponarseurasia.org"
PAGE = f"{SITE}/waving-the-eu-flag-in-eurasia/"
TITLE = "Waving the EU Flag in Eurasia"


def page(*scripts: str, url: str = PAGE, head: str = "") -> Document:
    blocks = "".join(f'<script type="application/ld+json" class="x">{script}</script>' for script in scripts)
    return Document("memo.html", f"<html><head>{head}</head><body><p>Words{blocks}".encode, url=url)


def said(*data: Any, url: str = PAGE, head: str = "") -> list[tuple[str, str]]:
    found = extract_claims(page(*map(json.dumps, data), url=url, head=head), SERIES)
    return [(claim.variable, claim.text) for claim in found]


def article(**properties: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "Article"} | properties


YOAST = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Article",
            "@id": f"{PAGE}#article",
            "isPartOf": {"@id": PAGE},
            "author": {"name": "Juliet Johnson", "@id": f"{SITE}/#/schema/person/1"},
            "headline": f"{TITLE}",
            "datePublished": "2019-04-17T23:15:00-04:00",
            "dateModified": "2020-01-01T00:00:00+00:00",
            "mainEntityOfPage": {"@id": PAGE},
            "publisher": {"@id": f"{SITE}/#organization"},
            "keywords": ["European Union", "Johnson, Boris"],
            "inLanguage": "en-US",
        },
        {"@type": "WebPage", "@id": PAGE, "url": PAGE, "name": f"{TITLE} - PONARS Eurasia"},
        {"@type": "WebSite", "@id": f"{SITE}/#website", "url": f"{SITE}/", "name": "PONARS Eurasia"},
        {"@type": "Organization", "@id": f"{SITE}/#organization", "name": "PONARS Eurasia"},
        {"@type": "Person", "@id": f"{SITE}/#/schema/person/1", "name": "Juliet Johnson"},
    ],
}


def test_the_graph_of_a_content_system() -> None:
    about = About("subject", "", "memo.html")
    assert list(extract_claims(page(json.dumps(YOAST)), SERIES)) == [
        Claim(variable, text, Rank.OWN, "JSON-LD", about, "json-ld Article")
        for variable, text in (
            ("title", TITLE),
            ("issued", "2019-04-17T23:15:00-04:00"),
            ("URL", PAGE),
            ("language", "en-US"),
            ("author", "Juliet Johnson"),
            ("keyword", "European Union"),
            ("keyword", "Johnson, Boris"),
        )
    ]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Juliet Johnson", ["Juliet Johnson"]),
        ("Juliet Johnson and Benjamin Forest", ["Juliet Johnson", "Benjamin Forest"]),
        (["Juliet Johnson", {"@type": "Person", "name": "Benjamin Forest"}], ["Juliet Johnson", "Benjamin Forest"]),
        ({"@id": "#2"}, ["Benjamin Forest"]),
        ("#2", ["Benjamin Forest"]),
        ([{"@id": "#2"}, {"@id": "#nobody"}], ["Benjamin Forest"]),
        ({"familyName": "De Spiegeleire", "givenName": "Stephan"}, ["De Spiegeleire, Stephan"]),
        ({"name": ["Juliet Johnson"]}, ["Juliet Johnson"]),
        ({"@list": ["Juliet Johnson", {"name": "Benjamin Forest"}]}, ["Juliet Johnson", "Benjamin Forest"]),
        ({"name": "adminponars"}, []),
        ({"name": "PONARS Eurasia"}, []),
        ("PONARS Eurasia", []),
        ({"name": "The Other Site"}, []),
        ({"name": "Kennan Institute"}, ["Kennan Institute"]),
        ("https://www.facebook.com/x", []),
        (None, []),
        (12, []),
        ([[["x"]]], []),
    ],
)
def test_authors(author: Any, names: list[str]) -> None:
    graph = [
        article(author=author),
        {"@id": "#2"},
        {"@type": "Person", "@id": "#2", "name": "Benjamin Forest"},
        {"@type": "Person", "@id": "#2", "name": "Someone Else"},
        {"@type": "WebSite", "name": "The Other Site"},
    ]
    assert said({"@graph": graph}) == [("author", name) for name in names]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"headline": "A", "name": "B"}, [("title", "A")]),
        ({"headline": "", "name": "A | PONARS Eurasia"}, [("title", "A")]),
        ({"headline": "Kazakhstan&#8217;s"}, [("title", "Kazakhstan’s")]),
        ({"headline": {"@value": "A", "@language": "en"}}, [("title", "A")]),
        ({"datePublished": "2012-07-23"}, []),
        ({"dateCreated": "2012-07-22", "dateModified": "2012-07-24"}, []),
        ({"url": {"@id": "/x/"}}, [("URL", f"{SITE}/x/")]),
        ({"url": "javascript:x", "mainEntityOfPage": {"@type": "WebPage", "@id": f"{PAGE}#webpage"}}, [("URL", PAGE)]),
        ({"mainEntityOfPage": True}, []),
        ({"reportNumber": 590}, [("number", "590")]),
        (
            {"reportNumber": "PONARS Eurasia Policy Memo No. 590"},
            [("number", "590"), ("genre", "PONARS Eurasia Policy Memo")],
        ),
        ({"inLanguage": {"@type": "Language", "name": "Russian", "alternateName": "ru"}}, [("language", "ru")]),
        ({"keywords": "a, b;c"}, [("keyword", "a"), ("keyword", "b"), ("keyword", "c")]),
        ({"keywords": [{"@type": "DefinedTerm", "name": "a"}, "b", "b"]}, [("keyword", "a"), ("keyword", "b")]),
        ({"description": "A teaser."}, []),
        ({"isPartOf": {"name": "A Series"}}, []),
    ],
)
def test_properties(properties: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert said(article(**properties)) == expected


@pytest.mark.parametrize(
    ("kind", "item_type"),
    [
        ("Report", "report"),
        (["Article", "Report"], "report"),
        ("PodcastEpisode", "broadcast"),
        ("https://schema.org/NewsArticle", "article-newspaper"),
        ("schema:ScholarlyArticle", ""),
        ("BlogPosting", ""),
    ],
)
def test_the_type_is_claimed_where_it_is_sure(kind: Any, item_type: str) -> None:
    expected = [("title", "A"), *([("type", item_type)] if item_type else [])]
    assert said(article(headline="A") | {"@type": kind}) == expected


def test_a_page_without_an_article_is_only_a_page() -> None:
    graph = [
        {"@type": ["WebPage"], "name": "Policy Memos - PONARS Eurasia", "url": PAGE, "datePublished": "2020-01-01"}
    ]
    assert said({"@graph": graph}) == [("title", "Policy Memos"), ("URL", PAGE)]
    assert said({"@type": "Organization", "name": "PONARS Eurasia"}) == []


def test_a_list_of_articles_is_none() -> None:
    cards = [article(headline=f"Memo {n}", url=f"{SITE}/{n}/", author="Ann Example") for n in range(3)]
    assert said(cards) == []
    assert said(*cards) == []


def test_of_several_articles_the_page_is_the_one_with_its_address() -> None:
    cards = [article(headline=f"Memo {n}", url=f"http://ponarseurasia.com/{n}") for n in range(3)]
    assert ("title", "Memo 1") in said(cards, url=f"{SITE}/1/?utm_source=x")
    assert ("title", "Memo 2") in said(cards, url="", head=f'<link rel="canonical" href="{SITE}/2/">')


def test_the_same_article_twice_is_one() -> None:
    assert said(article(headline="A Memo"), article(headline="a memo", author="B C")) == [("title", "A Memo")]


def test_episodes_in_the_margin_are_not_the_page() -> None:
    episodes = [article(name=f"Episode {n}") | {"@type": "PodcastEpisode"} for n in range(3)]
    assert said([*episodes, article(headline=TITLE)]) == [("title", TITLE)]


def test_an_article_inside_its_page() -> None:
    assert said({"@type": "WebPage", "name": "x", "mainEntity": article(headline=TITLE)}) == [("title", TITLE)]


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "A"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>',
        '/* <![CDATA[ */ [{"@type": "Article", "headline": "A"}]; /* ]]> */',
        '{"@type": "Article",\n"headline": "A\n", "wordCount": ' + "9" * 5000 + "}",
        '{"@type": "Article", "headline": "A"} trailing words',
    ],
)
def test_wrapped_and_untidy_json(script: str) -> None:
    found = extract_claims(page("{broken", script, "", '{"@type": '), SERIES)
    assert [(claim.variable, claim.text) for claim in found] == [("title", "A")]


@pytest.mark.parametrize("script", ["[" * 100_000, '{"@graph":' * 100_000, '{"@type":"Article","a":' + "[" * 100_000])
def test_depth_is_no_danger(script: str) -> None:
    assert nodes_of(script) == []
    assert list(extract_claims(page(script), SERIES)) == []


def test_deep_but_readable() -> None:
    deep: Any = article(headline=TITLE)
    for _ in range(200):
        deep = {"mainEntity": [deep]}
    assert said(deep) == [("title", TITLE)]


def test_other_scripts_and_kinds_are_not_ours() -> None:
    assert (
        list(extract_claims(Document("x", b'<script>{"@type": "Article", "name": "A"}</script>'.strip), SERIES)) == []
    )
    assert list(extract_claims(Document("x", b'{"@type": "Article", "name": "A"}'.strip), SERIES)) == []


WORDS = st.sampled_from(
    "@id @type @graph @value name headline author url keywords mainEntityOfPage mainEntity inLanguage reportNumber "
    "datePublished familyName Article Report WebPage WebSite Person #1 2012-07-23".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
)


@given(VALUES | st.dictionaries(WORDS, VALUES).map(lambda node: node | {"@type": "Article"}))
def test_any_json_is_read(value: Any) -> None:
    for claim in extract_claims(page(json.dumps(value).replace("<", "\\u003c")), SERIES):
        assert claim.text.strip()
        assert claim.about.role == "subject"


@given(st.text())
def test_any_script_is_read(text: str) -> None:
    assert all(isinstance(node, dict) for node in nodes_of(text))


MICRODATA = """<article itemscope itemtype="https://schema.org/{kind}"><h1 itemprop="headline">The Clock</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/a/">
<span itemprop="name">Ana Ejemplo</span></a></span>
<time itemprop="datePublished" datetime="2021-05-20">May</time></article>"""


def test_microdata_speaks_where_json_ld_is_silent() -> None:
    def said(html: str) -> list[tuple[str, str, str]]:
        document = Document("a.html", f"<!doctype html><body>{html}".encode)
        return [(claim.variable, claim.text, claim.origin) for claim in extract_claims(document, SERIES)]

    page = MICRODATA.format(kind="BlogPosting")
    assert said(page) == [
        ("title", "The Clock", "microdata"),
        ("issued", "2021-05-20", "microdata"),
        ("author", "Ana Ejemplo", "microdata"),
    ]
    assert said(MICRODATA.format(kind="Product")) == []
    script = '<script type="application/ld+json">{"@type": "Article", "headline": "Another"}</script>'
    assert said(page + script) == [("title", "Another", "JSON-LD")]
    assert said(page + page.replace("The Clock", "Another")) == []
