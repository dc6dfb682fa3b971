"""The attribute text-case (CSL 1.0.2, "Text-case" and "Title Case Conversion")."""

from __future__ import annotations

import pytest

from ponarscite.csl.richtext import parse
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import plain
from tests.csl.small_style import printed


def changed(text: str, how: str, english: bool = True, language: str = "") -> str:
    """The text in a case, without its quotation marks and formats."""
    return "".join(map(plain, change_case(parse(text), how, english, language)))


@pytest.mark.parametrize(
    ("how", "text", "expected"),
    [
        ("lowercase", "The Old PhD", "the old phd"),
        ("uppercase", "The Old PhD", "THE OLD PHD"),
        ("capitalize-first", "the old", "The old"),
        ("capitalize-first", "(the old", "(The old"),
        ("capitalize-first", "eBay shop", "eBay shop"),
        ("capitalize-first", "7th day", "7th day"),
        ("capitalize-first", "", ""),
        ("capitalize-all", "the old-new eBay", "The Old-New eBay"),
        ("capitalize-all", "7th day", "7th Day"),
        ("sentence", "THE OLD PHD", "The old phd"),
        ("sentence", "the Old PhD student", "The old PhD student"),
        ("title", "on #flood in @city, $money and &co of *star", "On #flood in @city, $money and &co of *star"),
        ("title", "#flood begins; the war: @city again", "#flood Begins; the War: @city Again"),
        ("title", "the “#flood” and (#flood)", "The #flood and (#flood)"),
        ("title", "see https://x.org/a/b-c or www.y.org now", "See https://x.org/a/b-c or www.y.org Now"),
        ("title", "ask x-y@z.org, or me @home", "Ask x-y@z.org, or Me @home"),
        ("title", "it ends in https://x.org/a", "It Ends in https://x.org/a"),
        ("uppercase", "see http://x.org/a", "SEE http://x.org/a"),
        ("sentence", "NATO in Europe and the EU", "NATO in europe and the eu"),
        ("sentence", "PONARS Eurasia", "PONARS eurasia"),
        ("sentence", "“NATO Powers” Rise", "NATO powers rise"),
        ("sentence", "(NATO) Powers", "(NATO) powers"),
        ("sentence", "<i>NATO</i> in Europe", "NATO in europe"),
        ("sentence", "NATO-EU Relations", "NATO-eu relations"),
        ("sentence", "USSR/RUSSIA Ties", "USSR/russia ties"),
        ("sentence", "H<sub>2</sub>O in Europe", "H2O in europe"),
        ("sentence", "U.S. Policy Now", "U.S. policy now"),
        ("sentence", "СССР и Россия", "СССР и россия"),
        ("sentence", "McDonald Farms", "McDonald farms"),
        ("sentence", "The NATO Summit", "The nato summit"),
        ("sentence", "THE NATO SUMMIT", "The nato summit"),
        ("sentence", "1990s NATO", "1990s nato"),
        ("sentence", "", ""),
        ("sentence", "See HTTP://X.ORG/A", "See HTTP://X.ORG/A"),
        ("capitalize-first", "#flood begins", "#flood begins"),
        ("capitalize-first", "https://x.org begins", "https://x.org begins"),
        ("capitalize-first", "¿qué …dots", "¿Qué …dots"),
        ("capitalize-all", "a +plus =eq %pct _under", "A +plus =eq %pct _under"),
        ("unknown", "the Old", "the Old"),
        ("", "the Old", "the Old"),
    ],
)
def test_text_cases(how: str, text: str, expected: str) -> None:
    assert changed(text, how) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a story of the old border", "A Story of the Old Border"),
        ("the end of", "The End Of"),
        ("war: the end", "War: The End"),
        ("war. the end", "War. the End"),
        ("war? a memo", "War? A Memo"),
        ("war: “the end”", "War: The End"),
        ("“war.” the end", "War. the End"),
        ("two-thirds done", "Two-Thirds Done"),
        ("up-to-date news", "Up-to-Date News"),
        ("a state-of-the-art memo", "A State-of-the-Art Memo"),
        ("the iPhone and eBay", "The iPhone and eBay"),
        ("the NATO and EU", "The NATO and EU"),
        ("the PhD", "The PhD"),
        ("according to plan", "According to Plan"),
        ("plans according to him", "Plans According to Him"),
        ("plans because of him", "Plans Because of Him"),
        ("because of him", "Because of Him"),
        ("what plans are: of him", "What Plans Are: Of Him"),
        ("β-carotene and α-decay", "β-Carotene and α-Decay"),
        ("vitamin-c diet", "Vitamin-c Diet"),
        ("3d print", "3d Print"),
        ("cats vs. dogs", "Cats vs. Dogs"),
        ("cats (and dogs) here", "Cats (and Dogs) Here"),
        ("east/west", "East/West"),
        ("война и мир", "Война и Мир"),
        ("from a to z", "From a to z"),
        ("h<sub>2</sub>o, x<sup>2</sup> and bold", "H2o, x2 and Bold"),
        ("smith v. the state", "Smith v. the State"),
        ("proc. of the army", "Proc. of the Army"),
        ("notes from vs. to on at up", "Notes from vs. to on at Up"),
        ("the war at 5 p.m. and u.k. law", "The War at 5 p.m. and u.k. Law"),
        ("post-soviet e-government", "Post-Soviet e-Government"),
        ("the e-mail", "The E-Mail"),
        ("anti-EU and pro-eu", "Anti-EU and pro-Eu"),
        ("in-between and in-law", "In-between and in-Law"),
        ("(re)constructing [re]thinking", "(Re)Constructing [Re]Thinking"),
        ("l'état c'est moi", "L’état c’est Moi"),
        ("d'Artagnan and don't", "D’Artagnan and Don’t"),
        ("αβγ and β-carotene", "Αβγ and β-Carotene"),
        ("example.org and war,peace", "Example.org and War,peace"),
        ("the 'new' war", "The New War"),
        ("a <in> b", "A <In> b"),
        ("", ""),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    """Stop words are lowercased unless they are first or last or follow a colon; other words keep their capitals."""
    assert changed(text, "title") == expected


def test_title_case_is_for_english_only() -> None:
    assert changed("die alte grenze", "title", english=False) == "die alte grenze"
    assert changed("die alte grenze", "uppercase", english=False) == "DIE ALTE GRENZE"


TITLE = '<text variable="title" text-case="title"/>'


@pytest.mark.parametrize(
    ("default", "language", "expected"),
    [
        ("", "", "Old Border"),
        ("en-GB", "", "Old Border"),
        ("en-US", "de-DE", "old border"),
        ("de-DE", "", "old border"),
        ("de-DE", "en", "Old Border"),
        ("de-DE", "EN-us", "Old Border"),
        ("en-US", "en-GB", "Old Border"),
    ],
)
def test_an_item_is_english_by_its_language_or_that_of_the_style(default: str, language: str, expected: str) -> None:
    """CSL 1.0.2, "Non-English Items"."""
    root = f'default-locale="{default}"' if default else ""
    assert printed(TITLE, {"title": "old border", "language": language}, root=root) == expected


def test_some_text_of_a_field_keeps_its_case() -> None:
    text = 'an <span class="nocase">de facto</span> h<sub>2</sub>o <span style="font-variant:small-caps;">ussr</span>'
    assert changed(text, "uppercase") == "AN de facto H2O ussr"
    assert changed("a<sup>th</sup>", "uppercase") == "Ath"


def test_words_run_across_formatting() -> None:
    assert changed("<i>o</i>ld border", "title") == "Old Border"
    assert changed("<i>the</i> <b>old</b>", "capitalize-first") == "The old"


def test_an_item_of_a_jurisdiction_has_no_title_case() -> None:
    """As Zotero: the titles of laws stay as they are."""
    assert printed(TITLE, {"title": "law on the border", "jurisdiction": "us"}) == "law on the border"
    assert printed(TITLE, {"title": "law on the border", "note": "jurisdiction: us"}) == "law on the border"


@pytest.mark.parametrize(
    ("language", "how", "text", "expected"),
    [
        ("el", "uppercase", "Παπαδόπουλος, Μαΐου, ΐ", "ΠΑΠΑΔΟΠΟΥΛΟΣ, ΜΑΪΟΥ, Ϊ"),
        ("el-GR", "uppercase", "é", "É"),
        ("en", "uppercase", "ό", "Ό"),
        ("tr", "uppercase", "Çelik ı", "ÇELİK I"),
        ("tr-TR", "lowercase", "ILIK İz", "ılık iz"),
        ("tr", "capitalize-first", "iz", "İz"),
        ("de", "uppercase", "Straße i", "STRASSE I"),
    ],
)
def test_capitals_follow_the_language(language: str, how: str, text: str, expected: str) -> None:
    layout = f'<text variable="title" text-case="{how}"/>'
    assert printed(layout, {"title": text, "language": language}) == expected
    assert printed(layout, {"title": text}, root=f'default-locale="{language}"') == expected


def test_azerbaijani_has_the_turkish_letters() -> None:
    assert changed("iz ı", "uppercase", language="az") == "İZ I"


def test_capitals_of_names_follow_the_language_of_the_item() -> None:
    layout = '<names variable="author"><name><name-part name="family" text-case="uppercase"/></name></names>'
    author = [{"family": "Çelik", "given": "Ali"}]
    assert printed(layout, {"author": author, "language": "tr"}) == "Ali ÇELİK"
    assert printed(layout, {"author": author}) == "Ali ÇELIK"
