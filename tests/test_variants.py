"""Variants of memo pages by tools, themes and years: each is read like the original page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite import PluginManager, SourceError, plugin_manager
from ponarscite.document.document import Document
from ponarscite.hooks import offered
from ponarscite.ingestion.extract import Extractors, extract, is_citable
from ponarscite.reconcile.works import reconcile
from ponarscite.record.record import Record
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.pages import ABSTRACT, MENU, RELATED, TITLE, memo_page

SERIES = (PONARS, PONARS_EURASIA)
PLUGINS = plugin_manager(external=False)
IDENTIFY = partial(settle, series=SERIES)


def records(content: str | bytes, plugins: PluginManager) -> list[Record]:
    data = content.encode() if isinstance(content, str) else content
    try:
        claims = extract(Document("memo", lambda: data), Extractors(plugins, SERIES, offered.readers(plugins)))
    except SourceError:
        return []
    return [replace(one, claims=()) for one in reconcile(claims, IDENTIFY) if is_citable(one)]


def subject(content: str, plugins: PluginManager) -> Record:
    (found,) = (one for one in records(content, plugins) if one.role == "subject")
    return found


def without_bullets(text: str) -> str:
    return re.sub(r"^ +• ", "", text, flags=re.MULTILINE)


PAGE = memo_page()
MARKDOWN = (
    PAGE.replace("  • ", "* ")
    .replace(f"\n{TITLE}\n", f"\n# **{TITLE}**\n")
    .replace("Related Topics", "##### Related Topics")
    .replace("You May Also Like", "## You May Also Like")
)
LAYOUTS = {
    "Windows": PAGE.replace("\n", "\r\n"),
    "old Macintosh": PAGE.replace("\n", "\r"),
    "byte order mark": "\ufeff" + PAGE,
    "UTF-16": PAGE.encode("utf-16"),
    "UTF-16 without mark": PAGE.encode("utf-16-le"),
    "windows-1251": PAGE.encode("cp1251"),
    "no blank lines": re.sub(r"\n\n+", "\n", PAGE),
    "more blank lines": PAGE.replace("\n", "\n\n"),
    "spaces at the end": PAGE.replace("\n", "  \n").rstrip(),
    "indented": PAGE.replace("\n", "\n    "),
    "quoted": "> " + PAGE.replace("\n", "\n> "),
    "stars": PAGE.replace("  • ", "  * "),
    "hyphens": PAGE.replace("  • ", "- "),
    "tabs": PAGE.replace("  • ", "\t•\t"),
    "no-break spaces": PAGE.replace("  • ", "\u00a0\u00a0•\u00a0"),
    "numbers": PAGE.replace("  • ", "  1. "),
    "letters o": PAGE.replace("  • ", "  o "),
    "black circles": PAGE.replace("•", "●"),
    "glued bullets": PAGE.replace("  • ", "•"),
    "no bullets": without_bullets(PAGE),
    "zero-width spaces": PAGE.replace("  • ", "  •\u200b ").replace("Rivers: Who", "Riv\u200bers: Who"),
    "soft hyphens": PAGE.replace("Borrowed", "Bor\u00adrowed"),
    "no-break hyphens": PAGE.replace("-", "\u2011"),
    "Markdown": MARKDOWN,
    "underlined title": PAGE.replace(f"\n{TITLE}\n", f"\n{TITLE}\n{'=' * len(TITLE)}\n"),
    "capitals": PAGE.replace("Related Topics", "RELATED TOPICS").replace("You May Also Like", "YOU MAY ALSO LIKE"),
    "author first": PAGE.replace(
        "  • May 20, 2022\n  • Olena Prykladna and Juan de la Prueba",
        "  • Olena Prykladna and Juan de la Prueba\n  • May 20, 2022",
    ),
    "one line": PAGE.replace("May 20, 2022\n  • Olena", "May 20, 2022 • Olena"),
}


@pytest.mark.parametrize("content", LAYOUTS.values(), ids=LAYOUTS)
def test_any_way_of_saving_a_page_gives_the_same_records(content: str | bytes, plugins: PluginManager) -> None:
    assert records(content, plugins) == records(PAGE, plugins)


def test_what_the_page_itself_gives(plugins: PluginManager) -> None:
    found = records(PAGE, plugins)
    assert [(one.role, one.type, one.title, str(one.issued)) for one in found] == [
        ("subject", "report", TITLE, "2022-05-20"),
        ("mentioned", "post-weblog", "The Lighthouse in the Steppe", "2022-03-12"),
        ("mentioned", "report", "Do Timetables Make a Border?", "2022-03-21"),
        ("mentioned", "report", "Counting Snow in May 2021", "2023-02-02"),
        ("mentioned", "report", "Bridges Without Rivers", "2023-01-15"),
        ("mentioned", "broadcast", "Who Owns a Cloud? [Example Series 2023]", "2023-11-05"),
        ("mentioned", "broadcast", "Ana Ejemplo on Maps", "2023-09-14"),
        ("cited", "report", "Unsent Bills", "2021-07"),
    ]
    assert found[0].abstract == ABSTRACT
    assert found[0].keyword == ("Rivers",)
    assert found[0].pdf_name == "Pepm775_Prykladna-Prueba_May2022"
    assert not found[0].conflicts


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("PONARS Eurasia Policy Memo No. 775", "775"),
        ("PONARS EURASIA POLICY MEMO NO.775", "775"),
        ("PONARS Eurasia Policy Memo: 775", "775"),
        ("PONARS Eurasia Policy Memo – № 775", "775"),
        ("Policy Memo # 775", "775"),
        ("PONARS Policy Memo 775", "775"),
        ("(PONARS Policy Memo)", ""),
        ("PONARS Eurasia Policy Memo No. 775 (PDF)Download", "775"),
        ("Download PONARS Eurasia Policy Memo No. 775 (PDF)", "775"),
        ("(PDF) PONARS Eurasia Policy Memo No. 775", "775"),
        ("PONARS Eurasia Policy Memo No. 775, May 2022", "775"),
        ("PONARS Eurasia Policy Memo No. 775 | May 2022", "775"),
        ("Pepm775_Prykladna_May2022.pdf", "775"),
        ("Pepm775_Prykladna_May2022Download", "775"),
        ("Pepm775_Prykladna_May2022 (PDF) Download", "775"),
        ("See PONARS Eurasia Policy Memo No. 12", ""),
        ("PM 10 and Other Particles", ""),
    ],
)
def test_label_lines(label: str, number: str, plugins: PluginManager) -> None:
    found = subject(memo_page(label=label, end=""), plugins)
    assert (found.number, found.abstract, found.conflicts) == (number, ABSTRACT, ())


@pytest.mark.parametrize("notes", ["", "".join(f"[{n}] A remark of no consequence.\n\n" for n in range(1, 20))])
def test_a_label_below_the_text_counts_wherever_it_stands_alone(notes: str, plugins: PluginManager) -> None:
    end = f"PONARS Eurasia Policy Memo No. 775\n\n{notes}"
    assert subject(memo_page(label="", notes="", end=end), plugins).number == "775"


def test_the_end_of_a_wrapped_note_is_no_label(plugins: PluginManager) -> None:
    notes = "[1] See: Olena Prykladna, “Unsent Bills,”\nPONARS Eurasia Policy Memo No. 750, July 2021.\n\n"
    assert subject(memo_page(label="", notes=notes, end=""), plugins).number == ""


def test_a_label_that_is_glued_to_the_abstract(plugins: PluginManager) -> None:
    found = subject(memo_page(label="", abstract=f"(PONARS Policy Memo){ABSTRACT}"), plugins)
    assert (found.abstract, found.number) == (ABSTRACT, "775")


@pytest.mark.parametrize(
    "issued",
    [
        "20 May 2022",
        "May 20th, 2022",
        "May 20 2022",
        "Friday, May 20, 2022",
        "2022-05-20",
        "20.05.2022",
        "05-20-2022",
        "20 мая 2022",
        "Posted on May 20, 2022",
        "Published: May 20, 2022",
        "May 20, 2022 at 10:30 am",
    ],
)
def test_dates_in_other_spellings(issued: str, plugins: PluginManager) -> None:
    assert records(memo_page(issued=issued), plugins) == records(PAGE, plugins)


def test_a_month_alone(plugins: PluginManager) -> None:
    found = subject(memo_page(issued="May 2022"), plugins)
    assert (str(found.issued), found.title, len(found.author), found.number) == ("2022-05", TITLE, 2, "775")


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("Policy Memos, Commentary", "report"),
        ("Policy Memos Commentary", "report"),
        ("Home » Policy Memos", "report"),
        ("Commentary | Комментарии", "post-weblog"),
        ("Uncategorized", "document"),
    ],
)
def test_categories(category: str, kind: str, plugins: PluginManager) -> None:
    found = subject(memo_page(category=category, label="", end=""), plugins)
    assert (found.type, found.title, len(found.author)) == (kind, TITLE, 2)


@pytest.mark.parametrize(
    "title",
    [
        "Is It Over?",
        "Russia Votes, March 2018",
        "May 9, 2022: Victory Day in Ukraine",
        "2016",
        "Vladimir Putin",
        "Policy Memo on Policy Memos",
        "PONARS Eurasia Policy Memo No. 12 Revisited",
        "The “New” Elite",
        "Title: Date: Series",
        "Events, News, and Elections",
    ],
)
def test_titles_that_look_like_something_else(title: str, plugins: PluginManager) -> None:
    found = subject(memo_page(title=title), plugins)
    assert (found.title, len(found.author), str(found.issued), found.number) == (title, 2, "2022-05-20", "775")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By: Ana Ejemplo", "Ana Ejemplo"),
        ("Ana Ejemplo with Petro Zrazok", "Ana Ejemplo; Petro Zrazok"),
        ("Ana Ejemplo, Petro Zrazok, and Kit O’Beispiel", "Ana Ejemplo; Petro Zrazok; Kit O’Beispiel"),
        ("Ana Ejemplo & Petro Zrazok, Jr.", "Ana Ejemplo; Petro Zrazok Jr."),
        ("Анна Пример и Борис ван Образец", "Анна Пример; Борис ван Образец"),
        ("Ana Ejemplo, Example University", "Ana Ejemplo"),
        ("Ana Ejemplo and PONARS Eurasia", "Ana Ejemplo; PONARS Eurasia"),
    ],
)
def test_bylines(byline: str, authors: str, plugins: PluginManager) -> None:
    assert "; ".join(map(str, subject(memo_page(byline=byline), plugins).author)) == authors


SEARCH = f"{MENU}Search Results for: rivers\n{RELATED.partition('You May Also Like')[2]}"
NO_MEMO = {
    "menu": MENU,
    "search": SEARCH,
    "nothing found": f"{MENU}Search Results for: rivers\n\nNothing Found\n",
    "contact": f"{MENU}Contact Us\n\n12 Example St\nWashington, DC 20000\n\nEmail: someone@example.org\n",
    "empty main column": f"{MENU}  • Policy Memos | Аналитика\n\nPowered by narva.io\n",
    "recipe": "Chocolate Cake\nBy Ana Ejemplo\nMay 20, 2022\n\n- 2 eggs\n\nMix and bake.",
    "letter": "Dear Ana,\n\nplease see\nPONARS Eurasia Policy Memo No. 775\n\nPetro Zrazok\nMay 20, 2022\n",
    "e-mail": "From: Ana Ejemplo\nSubject: PONARS Eurasia Policy Memo No. 775\n\nIt is attached.",
    "list of names": "Ana Ejemplo\nPetro Zrazok\n",
    "search in HTML": "".join(
        f"<h2>Thing {n}</h2><p>May {n}, 2022</p><p>Ana Ejemplo</p><p>An excerpt.</p>" for n in range(1, 4)
    ),
}


@pytest.mark.parametrize("content", NO_MEMO.values(), ids=NO_MEMO)
def test_what_is_no_memo_gives_none(content: str, plugins: PluginManager) -> None:
    assert [one.title for one in records(content, plugins) if one.role == "subject"] == []


PDF = "https://www.ponarseurasia.org/Pepm775_Ejemplo_May2022.pdf"
LABEL = f'<p><a href="{PDF}">ponars eurasia policy memo no. 775</a></p>'
BODY = f"{LABEL}<p>{ABSTRACT}</p><h2>A Heading</h2><p>Ana Ejemplo is Professor of Rain at Example University.</p>"
CATEGORIES = {
    "list": "<ul><li><a>Policy Memos | Аналитика</a></li></ul>",
    "links": '<span class="cat-links"><a>Policy Memos</a>, <a>Commentary</a></span>',
    "breadcrumb": "<div><a>Home</a> » <a>Policy Memos</a></div>",
    "none": "",
}
HEADS = {
    "list": "<h1>{title}</h1><ul><li>May 20, 2022</li><li>Ana Ejemplo</li></ul>",
    "posted on": '<h1>{title}</h1><div><span>Posted on <time class="published">May 20, 2022</time>'
    '<time class="updated">June 1, 2022</time></span> by <a>Ana Ejemplo</a></div>',
    "comments": "<h1>{title}</h1><p>May 20, 2022 by Ana Ejemplo / 0 Comments</p>",
    "fields": "<h1>{title}</h1><p>Published: May 20, 2022</p><p>Author: Ana Ejemplo</p>",
    "definitions": "<h1>{title}</h1><dl><dt>Date<dd>May 20, 2022<dt>Author<dd>Ana Ejemplo</dl>",
    "glued": "<h1>{title}</h1><div><span>May 20, 2022</span><span>Ana Ejemplo</span></div>",
    "category between": "<h1>{title}</h1><p>Policy Memos | May 20, 2022 | Ana Ejemplo</p>",
    "category below": "<h1>{title}</h1><p>Policy Memos</p><ul><li>May 20, 2022</li><li>Ana Ejemplo</li></ul>",
    "above the title": "<ul><li>Policy Memos</li><li>May 20, 2022</li><li>Ana Ejemplo</li></ul><h1>{title}</h1>",
    "subtitle": "<h1>{title}</h1><h2>Notes from a Field</h2><ul><li>May 20, 2022</li><li>Ana Ejemplo</li></ul>",
    "broken title": "<h1>Borrowed Rivers:<br>Who Counts?</h1><ul><li>May 20, 2022</li><li>Ana Ejemplo</li></ul>",
    "address": "<h1>{title}</h1><address>Ana Ejemplo</address><time>May 20, 2022</time>",
}
ASIDES = {
    "none": "",
    "dated": "<aside><h4>RECOMMENDED</h4><h5>A Talk</h5><p>March 3, 2023</p><p>Petro Zrazok</p></aside>",
    "cards": "<aside><p>Policy Memos</p><h3>A Talk</h3><ul><li>March 3, 2023</li><li>Petro Zrazok</li></ul></aside>",
}


@pytest.mark.parametrize("aside", ASIDES.values(), ids=ASIDES)
@pytest.mark.parametrize("category", CATEGORIES.values(), ids=CATEGORIES)
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_any_theme_shows_the_same_memo(head: str, category: str, aside: str, plugins: PluginManager) -> None:
    main = f"{aside}<main>{category}{head.format(title=TITLE)}{BODY}</main>"
    found = subject(f"<html><body><h1>PONARS Eurasia</h1><nav><ul><li>Events</ul></nav>{main}</body></html>", plugins)
    assert (found.title, [*map(str, found.author)], str(found.issued)) == (TITLE, ["Ana Ejemplo"], "2022-05-20")
    assert (found.number, found.abstract, len(found.affiliations)) == ("775", ABSTRACT, 1)
    assert found.conflicts == ()


FOOTNOTES = f"""<main><p>Policy Memos</p><h1>{TITLE}</h1><ul><li>May 20, 2022</li><li>Ana Ejemplo</li></ul>{LABEL}
<p>{ABSTRACT}<sup class="fn"><a href="#n1">1</a></sup></p><p><sup>1</sup> Petro Zrazok, “Rain,” PONARS Eurasia Policy
Memo No. 660.</p><h3>You May Also Like</h3><ul><li>Policy Memos</li></ul><h2>Snow</h2><ul><li>Ana Ejemplo</li>
<li>May 3, 2020</li></ul></main><h3>Leave a Reply</h3><ol><li>Cy Poe<br>May 22, 2022 at 3:00 pm<p>So true.</p></ol>"""


def test_raised_numbers_mark_notes_and_comments_are_no_cards(plugins: PluginManager) -> None:
    found = records(f"<html><body>{FOOTNOTES}</body></html>", plugins)
    assert [one.title for one in found] == [TITLE, "Snow", "Rain"]
    assert found[0].abstract == ABSTRACT


FRAGMENTS = [
    *dict.fromkeys(PAGE.splitlines()),
    *(
        "\u202e",
        "\x00",
        "  • ",
        "[1]",
        "[",
        "](",
        "**",
        "# ",
        "===",
        "20.05.2022",
        "May 2022",
        "Policy Memo",
        "by",
        "•",
    ),
]
LINES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=40)), max_size=30)


@given(LINES, st.sampled_from(["\n", " ", "\r\n\r\n", " | "]))
def test_any_text_gives_records_or_an_error_of_ours(lines: list[str], glue: str) -> None:
    for record in records(glue.join(lines).encode("utf-8", "replace"), PLUGINS):
        assert record.title or record.number


TAGS = ["<h1>", "</h1>", "<br>", "<ul><li>", "</li>", "<p>", "<pre>", "<time class=updated>", "<a href='x'>", "<title>"]
MARKUP = st.lists(st.one_of(st.sampled_from([*TAGS, *FRAGMENTS]), st.text(max_size=20)), max_size=40)


@given(MARKUP)
def test_any_html_gives_records_or_an_error_of_ours(pieces: list[str]) -> None:
    for record in records(("<html>" + "".join(pieces)).encode("utf-8", "replace"), PLUGINS):
        assert record.title or record.number
