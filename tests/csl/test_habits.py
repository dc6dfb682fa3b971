"""Habits of Zotero: links, subtitles with capitals, addresses of articles with pages, abbreviations."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from ponarscite.csl.address import Address, read_address
from ponarscite.csl.habits import capitalises_subtitles
from ponarscite.csl.subtitle import with_capitals
from tests.csl.small_style import printed, small_style

URL, DOI = '<text variable="URL"/>', '<text variable="DOI" prefix="https://doi.org/"/>'
ADDRESS = "https://a.org/b_c?d=1&e=%20f"


def off(layout: str, item: dict[str, Any], markup: Any = "html") -> str:
    """What a layout prints of an item without links."""
    processor = Processor(small_style(layout), [{"type": "book", **item, "id": "x"}], links=False)
    return processor.preview([{"id": "x"}]).render(markup)


@pytest.mark.parametrize(
    ("markup", "linked", "bare"),
    [
        ("text", ADDRESS, ADDRESS),
        (
            "html",
            '<a href="https://a.org/b_c?d=1&#38;e=%20f">https://a.org/b_c?d=1&#38;e=%20f</a>',
            "https://a.org/b_c?d=1&#38;e=%20f",
        ),
        ("markdown", f"<{ADDRESS}>", r"https://a.org/b\_c?d=1\&e=%20f"),
        (
            "latex",
            r"\href{https://a.org/b\_c?d=1\&e=\%20f}{https://a.org/b\_c?d=1\&e=\%20f}",
            r"https://a.org/b\_c?d=1\&e=\%20f",
        ),
        ("rtf", rf'{{\field{{\*\fldinst{{HYPERLINK "{ADDRESS}"}}}}{{\fldrslt {ADDRESS}}}}}', ADDRESS),
    ],
)
def test_an_address_is_a_link_where_the_markup_has_links(markup: str, linked: str, bare: str) -> None:
    assert printed(URL, {"URL": ADDRESS}, markup=markup) == linked
    assert off(URL, {"URL": ADDRESS}, markup) == bare


@pytest.mark.parametrize(
    ("layout", "item", "expected"),
    [
        (DOI, {"DOI": "10.1/x"}, '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>'),
        (DOI, {"DOI": "https://doi.org/10.1/x"}, '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>'),
        (DOI, {"DOI": "http://dx.doi.org/10.1/x"}, '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>'),
        (DOI, {"DOI": "https://b.org/x"}, '<a href="https://b.org/x">https://b.org/x</a>'),
        ('<text variable="DOI" prefix="doi:"/>', {"DOI": "10.1/x"}, 'doi:<a href="https://doi.org/10.1/x">10.1/x</a>'),
        (
            '<text variable="DOI" prefix=" at https://doi.org/" suffix="."/>',
            {"DOI": "10.1/x."},
            ' at <a href="https://doi.org/10.1/x.">https://doi.org/10.1/x.</a>',
        ),
        (
            '<text variable="PMID" prefix="PMID: "/>',
            {"PMID": "123"},
            'PMID: <a href="https://pubmed.ncbi.nlm.nih.gov/123/">123</a>',
        ),
        (
            '<text variable="PMCID"/>',
            {"PMCID": "PMC7"},
            '<a href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/">PMC7</a>',
        ),
        ('<text variable="PMCID"/>', {"PMCID": "see <b>"}, "see &#60;b&#62;"),
        (URL, {"URL": "javascript:alert(1)"}, "javascript:alert(1)"),
        ('<text variable="URL" text-case="capitalize-first"/>', {"URL": "ftp://a.org/x"}, "ftp://a.org/x"),
        ('<text variable="DOI" text-case="uppercase"/>', {"DOI": "10.1/x"}, '<a href="https://doi.org/10.1/x">10.1/x</a>'),
        (URL, {"URL": "ftp://a.org"}, "ftp://a.org"),
        (URL, {"URL": 'https://a.org/"x'}, '<a href="https://a.org/&#34;x">https://a.org/"x</a>'),
        (URL, {"URL": "https://a.org/a b"}, "https://a.org/a b"),
        ('<text variable="URL" form="short"/>', {"URL": "https://www.a.org/x"}, "www.a.org"),
        ('<text variable="URL" font-style="italic"/>', {"URL": "http://a.org"}, '<i><a href="http://a.org">http://a.org</a></i>'),
        (URL, {"URL": "https://a.org/" + "x" * 3000}, "https://a.org/" + "x" * 3000),
    ],
)  # fmt: skip
def test_what_is_linked(layout: str, item: dict[str, Any], expected: str) -> None:
    assert printed(layout, item, markup="html") == expected


def test_a_link_that_does_not_read_like_its_target() -> None:
    doi = '<text variable="DOI" prefix="doi:"/>'
    item = {"DOI": "10.1002/(SICI)<1:A_B>2.0.CO;2-#"}
    assert printed(doi, item, markup="markdown") == (
        r"doi:[10.1002/(SICI)\<1:A\_B\>2.0.CO;2-\#](https://doi.org/10.1002/%28SICI%29%3C1:A_B%3E2.0.CO;2-#)"
    )
    assert r"\href{https://doi.org/10.1002/\%28SICI\%29\%3C1:A\_B\%3E2.0.CO;2-\#}" in printed(doi, item, markup="latex")
    hostile = {"URL": r'https://a.org/}\write18{x}"'}
    assert printed(URL, hostile, markup="latex").startswith(r"\href{https://a.org/\%7D\%5Cwrite18\%7Bx\%7D\%22}{")
    assert r"HYPERLINK \"https://a.org/%7D%5Cwrite18%7Bx%7D%22\"".replace("\\", "") in printed(
        URL, hostile, markup="rtf"
    )


def test_a_doi_that_was_stored_as_an_address_is_mended_without_links_too() -> None:
    assert off(DOI, {"DOI": "https://doi.org/10.1/x"}) == "https://doi.org/10.1/x"
    assert off(DOI, {"DOI": "https://b.org/x"}) == "https://b.org/x"
    assert read_address("DOI", "10.1/x", "http://dx.doi.org/") == Address(
        "", "http://dx.doi.org/", "10.1/x", "http://dx.doi.org/10.1/x"
    )


def test_a_traced_address_belongs_to_its_variable() -> None:
    processor = Processor(small_style(DOI), [{"id": "x", "DOI": "10.1/x"}], traced=True)
    pieces = [
        (piece.text, piece.source.variable if piece.source else "")
        for piece in processor.preview([{"id": "x"}]).pieces()
    ]
    assert pieces == [("https://doi.org/", ""), ("10.1/x", "DOI")]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "short", "expected"),
    [
        ("Power and order: the end", "", "Power and order: The end"),
        ("on war", "", "On war"),
        ("eBay: the shop", "", "eBay: The shop"),
        ("War - the end — and more: again", "", "War—The end—And more: Again"),
        ("War? what is it", "", "War? What is it"),
        ("War. The end", "", "War. The end"),
        ("Proc. of the army: an end", "", "Proc. of the army: An end"),
        ("Ann. d. Phys.", "", "Ann. d. Phys."),
        ("the U.S. army", "", "The U.S. army"),
        ("One: b: c", "One", "One: B: c"),
        ("A: b: c", "A", "A: b: C"),
        ("A b: c: d", "Other", "A b: C: D"),
        ("One: “the end”", "", "One: “The end”"),
        ("One: <i>the end</i>", "", "One: <i>The end</i>"),
        ("One: eBay's end", "", "One: eBay's end"),
        ("One : two", "", "One: Two"),
        ("10:30 in the morning", "", "10:30 in the morning"),
        ("", "", ""),
    ],
)
def test_subtitles_begin_with_a_capital(title: str, short: str, expected: str) -> None:
    assert with_capitals(title, short) == expected


def test_subtitles_take_linear_time() -> None:
    for text in (":" * 50_000, " " * 50_000 + "x", "-" * 50_000, "a: " * 20_000, "a" + " " * 50_000 + "b"):
        assert with_capitals(text)


def test_french_sets_a_narrow_space_before_the_colon() -> None:
    assert with_capitals("Un : deux ! trois", narrow="\u202f") == "Un\u202f: Deux\u202f! Trois"


ITEM = {"id": "x", "type": "book", "title": "Power and order: the end", "container-title": "A journal"}


def apa(*, subtitles: bool = True) -> str:
    (entry,) = Processor(Style.load("apa"), [ITEM], subtitles=subtitles).bibliography()
    return entry.text.render()


def test_the_styles_of_the_apa_have_capital_subtitles() -> None:
    assert "order: The end" in apa()
    assert "order: the end" in apa(subtitles=False)
    assert capitalises_subtitles("http://www.zotero.org/styles/apa-cv")
    assert capitalises_subtitles("x", "apa")
    assert not capitalises_subtitles("apan", "http://www.zotero.org/styles/chicago-author-date", "")
    dependent = Style.load("journal-of-personality-and-social-psychology")
    assert dependent.base == "apa"


def test_an_article_with_pages_loses_its_address_only_when_asked() -> None:
    date = '<date variable="accessed" form="numeric" prefix=", "/>'
    layout = f'<text variable="title"/><text variable="URL" prefix=", "/>{date}'
    paged = {
        "id": "x",
        "type": "article-journal",
        "title": "T",
        "page": "3",
        "URL": "https://a.org",
        "accessed": {"date-parts": [[2020]]},
    }
    style = small_style(layout)
    items = [paged, {**paged, "id": "y", "page": ""}, {**paged, "id": "z", "type": "book"}]
    kept = Processor(style, items)
    assert [kept.preview([{"id": key}]).render() for key in "xyz"] == ["T, https://a.org, 2020"] * 3
    left = Processor(style, items, paged_urls=False)
    assert [left.preview([{"id": key}]).render() for key in "xyz"] == ["T", *["T, https://a.org, 2020"] * 2]


def test_abbreviations_by_a_function() -> None:
    def abbreviate(variable: str, text: str) -> str | None:
        return {("container-title", "World Politics"): "WP", ("publisher", "A Press"): "AP"}.get((variable, text))

    short_form = '<text variable="{}" form="short"/>'.format
    bar = '<text value="|"/>'
    layout = bar.join((short_form("container-title"), '<text variable="container-title"/>', short_form("publisher")))

    def text(item: dict[str, Any], **options: Any) -> str:
        return Processor(small_style(layout), [{"id": "x", **item}], **options).preview([{"id": "x"}]).render()

    journal = {"container-title": "World Politics", "publisher": "A Press"}
    assert text(journal) == "World Politics|World Politics|A Press"
    assert text(journal, abbreviate=abbreviate) == "WP|World Politics|AP"
    short = {**journal, "container-title-short": "W.P."}
    assert text(short) == "W.P.|World Politics|A Press"
    assert text(short, abbreviate=abbreviate) == "WP|World Politics|AP"
    assert text({"container-title": "Other"}, abbreviate=abbreviate) == "Other|Other|"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("", "power: The end"),
        ("normal", "power: The end"),
        ("capitalize-first", "Power: the end"),
        ("sentence", "Power: the end"),
    ],
)
def test_a_text_case_of_the_style_goes_before_capital_subtitles(case: str, expected: str) -> None:
    attribute = f'text-case="{case}"' if case else ""
    style = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><id>http://www.zotero.org/styles/apa-small</id></info>
        <citation><layout><text variable="title" {attribute}/></layout></citation></style>""")
    assert Processor(style, [{"id": "a", "title": "power: the end"}]).cite([{"id": "a"}]).render() == expected
