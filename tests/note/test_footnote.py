"""Footnotes and lists of headlines of a memo -> claims: what each is about, and where it was found."""

from __future__ import annotations

import pytest

from ponarscite.document.document import Document
from ponarscite.document.lines import Line
from ponarscite.note.footnote import cited_claims
from ponarscite.note.printed import note_claims
from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import READING, About, Claim, Rank
from ponarscite.series.identity import settle
from ponarscite.series.layout import Layout, Note, layout_of
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
MEMO = About("subject", "", "page.html")
BASE = "https://a.example/memo/"
ARCHES = "Ann Lee, “Arches,” PONARS Eurasia Policy Memo No. 590."
ROPE = "Bob Roe, “Rope,” The Guardian, May 3, 2021."


def note(number: str, text: str, line: int = 1, links: tuple[tuple[str, str], ...] = ()) -> Note:
    return Note(number, text, Line(line, text, links=links))


def of_notes(*notes: Note, subject: About = MEMO) -> list[Claim]:
    claims = cited_claims(Layout(notes=notes), SERIES, subject, BASE)
    return [claim for claim in claims if claim.variable != READING]


def test_what_a_note_cites_is_claimed_of_its_place() -> None:
    place = About("cited", "note 1", "page.html")
    assert of_notes(note("1", ARCHES, 7, (("“Arches,”", "../arches"),))) == [
        Claim(variable, text, Rank.CITED, "note 1", place, "line 7")
        for variable, text in (
            ("type", "report"),
            ("author", "Ann Lee"),
            ("title", "Arches"),
            ("genre", "PONARS Eurasia Policy Memo"),
            ("number", "590"),
            ("URL", "https://a.example/arches"),
        )
    ]


def places(*notes: Note, subject: About = MEMO) -> list[str]:
    return list(dict.fromkeys(claim.about.place for claim in of_notes(*notes, subject=subject)))


def test_several_works_of_a_note_are_told_apart_by_letters() -> None:
    assert places(note("1", f"{ARCHES[:-1]}; {ROPE}")) == ["note 1", "note 1b"]
    many = note("2", "; ".join(f"“Title {n},” The Guardian, May 3, 2021" for n in range(28)))
    assert places(many)[-4:] == ["note 2y", "note 2z", "note 2-27", "note 2-28"]
    assert {claim.origin for claim in of_notes(many)} == {"note 2"}


def test_a_second_set_of_notes_is_told_apart_by_lines() -> None:
    assert places(note("1", ARCHES, 4), note("1", ROPE, 9), note("2", ROPE, 10)) == [
        "note 1",
        "note 1, line 9",
        "note 2",
    ]


def test_of_a_document_of_several_the_place_begins_with_that_of_the_memo() -> None:
    post = About("subject", "post 3", "posts.json")
    assert places(note("1", ARCHES), subject=post) == ["post 3, note 1"]
    assert {claim.about.document for claim in of_notes(note("1", ARCHES), subject=post)} == {"posts.json"}
    assert of_headlines(*PRESS, subject=post)[0].about == About("cited", "post 3, headline 1", "posts.json")


def test_an_address_in_the_note_goes_before_that_of_its_link() -> None:
    text = "Bob Roe, “Rope,” The Guardian, May 3, 2021, https://b.example/rope."
    found = of_notes(note("1", text, links=(("Rope", "/other"),)))
    assert [claim.text for claim in found if claim.variable == "URL"] == ["https://b.example/rope"]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ((("“Rope,”", "/1"),), ["https://a.example/1"]),
        ((("Bob Roe, “Rope,” The Guardian", "/1"),), ["https://a.example/1"]),
        ((("the Rope of today", " /1 "), ("Rope", "/2")), ["https://a.example/1"]),
        ((("here", "/1"), ("Rope", "/2")), ["https://a.example/2"]),
        ((("Rop", "/1"),), []),
        ((("", "/1"), ("…", "/2")), []),
        ((("Rope", "javascript:alert(1)"),), []),
        ((("Rope", "mailto:a@a.example"), ("Rope", "/2")), []),
    ],
)
def test_the_link_on_a_title_is_the_address_of_the_work(links: tuple[tuple[str, str], ...], url: list[str]) -> None:
    found = of_notes(note("1", ROPE, links=links))
    assert [claim.text for claim in found if claim.variable == "URL"] == url


def test_a_part_of_a_title_is_linked_only_if_it_has_two_words() -> None:
    text = "Bob Roe, “Rope and Ruin,” The Guardian, May 3, 2021."
    for words, url in (("Rope and", ["https://a.example/1"]), ("Rope", [])):
        found = of_notes(note("1", text, links=((words, "/1"),)))
        assert [claim.text for claim in found if claim.variable == "URL"] == url


def test_the_text_of_a_note_belongs_to_the_memo() -> None:
    assert list(note_claims([note("1", "Ibid.", 7), note("2", "See above.", 8)], MEMO)) == [
        Claim("notes", "Ibid.", Rank.OWN, "page", MEMO, "line 7"),
        Claim("notes", "See above.", Rank.OWN, "page", MEMO, "line 8"),
    ]


def bullet(text: str, *links: tuple[str, str], number: int = 1) -> Line:
    return Line(number, text, bullet=True, links=links)


def of_headlines(*body: Line, subject: About = MEMO) -> list[Claim]:
    return list(cited_claims(Layout(body=body), SERIES, subject, BASE))


def titles(*body: Line) -> list[str]:
    return [claim.text for claim in of_headlines(*body) if claim.variable == "title"]


PRESS = (bullet("Ferry Sinks (Reuters)", ("Ferry Sinks", "/1"), number=3), bullet("Bridge Opens (Reuters)", number=4))


def test_claims_of_a_headline() -> None:
    assert of_headlines(*PRESS) == [
        Claim(variable, text, Rank.CITED, "headline list", About("cited", place, "page.html"), where)
        for place, where, variable, text in (
            ("headline 1", "line 3", "type", "article-newspaper"),
            ("headline 1", "line 3", "title", "Ferry Sinks"),
            ("headline 1", "line 3", "container-title", "Reuters"),
            ("headline 1", "line 3", "URL", "https://a.example/1"),
            ("headline 2", "line 4", "type", "article-newspaper"),
            ("headline 2", "line 4", "title", "Bridge Opens"),
            ("headline 2", "line 4", "container-title", "Reuters"),
        )
    ]


def test_headlines_are_counted_over_all_lists() -> None:
    body = (*PRESS, Line(5, "And then:"), *PRESS)
    assert [claim.about.place for claim in of_headlines(*body) if claim.variable == "title"] == [
        f"headline {n}" for n in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # an outlet that is known, people in a parenthesis of their own, or links
        ((bullet("Ferry Sinks (Wire A)"), bullet("Bridge Opens (Wire B)")), []),
        ((bullet("Ferry Sinks (Reuters)"), bullet("Bridge Opens (Wire B)")), ["Ferry Sinks", "Bridge Opens"]),
        ((bullet("Ferry Sinks (Ann Lee) (Wire A)"), bullet("Bridge Opens (Wire B)")), ["Ferry Sinks", "Bridge Opens"]),
        (
            (
                bullet("Ferry Sinks (Wire A)", ("Ferry Sinks", "/1")),
                bullet("Bridge Opens (Wire B)", ("Bridge Opens", "/2")),
            ),
            ["Ferry Sinks", "Bridge Opens"],
        ),
        ((bullet("Ferry Sinks (Wire A)", ("Ferry Sinks", "/1")), bullet("Bridge Opens (Wire B)")), []),
        # two in a row, or most of the list
        ((*PRESS, bullet("a"), bullet("b"), bullet("c")), ["Ferry Sinks", "Bridge Opens"]),
        ((PRESS[0], bullet("a"), PRESS[1]), ["Ferry Sinks", "Bridge Opens"]),
        ((PRESS[0], bullet("a")), []),
        ((bullet("a"), PRESS[0], bullet("b"), PRESS[1]), []),
        ((bullet("a"), bullet("b")), []),
        # one alone is a link
        ((PRESS[0],), ["Ferry Sinks"]),
        ((PRESS[1],), []),
        ((bullet("Ferry Sinks (Reuters)", ("elsewhere", "/2")),), ["Ferry Sinks"]),
        ((Line(1, "Ferry Sinks (Reuters)", links=(("Ferry Sinks", "/1"),)),), []),
        # lines that have lost their bullets
        ((Line(1, "Ferry Sinks (Reuters)"), Line(2, "Bridge Opens (Reuters)")), ["Ferry Sinks", "Bridge Opens"]),
        ((Line(1, "Ferry Sinks (Reuters)"), Line(2, "Text."), Line(3, "Bridge Opens (Reuters)")), []),
        ((PRESS[1], Line(2, "Bridge Opens (Reuters)")), []),
        ((), []),
    ],
)
def test_a_list_of_headlines_is_told_from_other_lists(body: tuple[Line, ...], found: list[str]) -> None:
    assert titles(*body) == found


def test_notes_come_before_headlines() -> None:
    layout = Layout(body=PRESS, notes=(note("1", ARCHES),))
    found = list(cited_claims(layout, SERIES, MEMO, BASE))
    assert [claim.text for claim in found if claim.variable == "title"] == ["Arches", "Ferry Sinks", "Bridge Opens"]


MEMO_TEXT = """\
On Bridges

  • {date}

  • Ann Lee

ponars eurasia policy memo no. 775 (pdf)

Nobody has measured the bridge, and this paragraph tells why that may have been wise.

[1] Bo Kim, “On Rafts,” PONARS Eurasia Policy Memo No. 651, May 2020.
[2] Roe, “On Fords” (2011), quite unlike 88 by Kim and the third way of 1999, “On Rafts.”
[3] Ibid., 4.
[4] I thank Ann Lee.
[5] See Policy Memo 300.
[6] Roe, “On Ferries” – Zz & 2011 – (mimeo; 12 (3) 4).
"""


def claims_of_text(text: str) -> list[Claim]:
    paper = Document("memo", lambda: text.encode())
    return list(cited_claims(layout_of(paper, SERIES), SERIES, About("subject", "", "memo"), ""))


def test_notes_that_cite_what_is_not_understood_are_named_once() -> None:
    (doubt,) = (one for one in claims_of_text(MEMO_TEXT.format(date="May 20, 2022")) if one.variable == "doubt")
    assert doubt.text == "2 of 4 notes cite nothing that was understood: 2, 6"
    assert (doubt.about, doubt.origin, doubt.where) == (About("subject", "", "memo"), "notes", "line 12")
    text = MEMO_TEXT.replace("[6] Roe, “On Ferries”", "[6] I thank Roe")
    (doubt,) = (one for one in claims_of_text(text) if one.variable == "doubt")
    assert doubt.text == "1 of 3 notes cites nothing that was understood: 2"


@pytest.mark.parametrize(("date", "series"), [("May 20, 2022", "pepm"), ("May 20, 2003", "pm")])
def test_a_short_label_belongs_to_the_series_of_its_memo(date: str, series: str) -> None:
    claims = [one for one in claims_of_text(MEMO_TEXT.format(date=date)) if one.about.place == "note 5"]
    assert [(one.variable, one.text) for one in claims][-1] == ("listed-years", date[-4:])
    (record,) = reconcile(claims, lambda record: settle(record, SERIES))
    assert record.identity.value == (series, "300")
