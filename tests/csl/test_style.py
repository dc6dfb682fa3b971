"""Styles as files: what is read of them, what makes them unusable, dependent and renamed ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ponarscite.csl import style as module
from ponarscite.csl.element import DEEPEST, LARGEST, Element, parse
from ponarscite.csl.style import LONGEST, Style, find_file, official_file, style_id
from ponarscite.errors import StyleError, StyleNotFoundError

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def xml(body: str = CITATION, info: str = "", attributes: str = 'version="1.0"') -> str:
    return f"<style {CSL} {attributes}><info>{info}</info>{body}</style>"


def dependent(parent: str, info: str = "", attributes: str = 'version="1.0"') -> str:
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
    return xml("", link + info, attributes)


def test_an_element_is_plain_data() -> None:
    root, instructions = parse(
        f'<?ours a="b"?><?other?><a {CSL} x="1" xml:lang="de">text<b/>tail<c><b y="2"/></c></a>', "x"
    )
    assert (root.name, dict(root.attributes), root.text, root.line) == ("a", {"x": "1", "lang": "de"}, "text", 1)
    assert [child.name for child in root.children] == ["b", "c"]
    assert [element.name for element in root.walk()] == ["a", "b", "c", "b"]
    assert root.get("x") == "1"
    assert root.get("none") == ""
    assert root.get("none", "default") == "default"
    found = root.find("c")
    assert found is not None
    assert found.children[0].get("y") == "2"
    assert root.find("none") is None
    assert list(root.all("b")) == [root.children[0]]
    assert instructions == {"ours": 'a="b"', "other": ""}


def test_only_elements_of_csl_are_read() -> None:
    root, _ = parse(f'<a {CSL} xmlns:o="other"><o:b/><b/><!-- c --><?d?></a>', "x")
    assert [child.name for child in root.children] == ["b"]
    assert parse("<a/>", "x")[0].name == "{}a"
    assert parse('<o:a xmlns:o="other"/>', "x")[0].name == "{}{other}a"


def test_a_text_may_name_any_encoding() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><a {CSL}>é</a>'
    assert parse(text, "x")[0].text == "é"
    assert parse(f"\n  {text}", "x")[0].text == "é"
    assert parse(f'<?xml version="1.0" encoding="ISO-8859-1"?><a {CSL}>é</a>'.encode("latin-1"), "x")[0].text == "é"


def nested(depth: int) -> str:
    return f"<a {CSL}>" + "<a>" * depth + "</a>" * depth + "</a>"


def test_limits_of_files() -> None:
    assert parse(nested(DEEPEST), "x")
    with pytest.raises(StyleError, match=r"x is not a CSL 1\.0 style, line 1: it is nested too deeply"):
        parse(nested(DEEPEST + 1), "x")
    whole = f"<a {CSL}></a>"
    assert parse(whole + " " * (LARGEST - len(whole)), "x")
    with pytest.raises(StyleError, match="x is too large for a style") as caught:
        parse(whole + " " * (LARGEST - len(whole) + 1), "x")
    assert caught.value.hint == "a style has at most 2,000,000 bytes"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>\n<b>\n</a>", "x is not well-formed XML, line 3: Opening and ending tag mismatch: b"),
        ("", "x is not well-formed XML, line 1: "),
        ("<!DOCTYPE a><a/>", "x is not a CSL 1.0 style, line 1: a style has no DOCTYPE and no entities"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a style has no DOCTYPE and no entities"),
        ("\x00", "x is not well-formed XML, line 1: "),
    ],
)
def test_what_is_no_xml_of_ours(text: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        parse(text, "x")
    assert message in caught.value.message
    assert "\n" not in caught.value.message


def test_what_a_style_says_of_itself() -> None:
    info = """<id>http://www.zotero.org/styles/mine</id><title> My\n style </title><category field="law"/>
        <category citation-format="note"/><category field="history"/><rights license="https://a.example/l">x</rights>"""
    body = (
        f"<locale/><locale/><macro name='m'/>{CITATION}<bibliography><layout/></bibliography><intext><layout/></intext>"
    )
    attributes = 'version="1.0" class="note" default-locale="de-DE" and="text"'
    style = Style.parse('<?ponarscite comma_after_mark="no"?>' + xml(body, info, attributes))
    assert (style.id, style.title, style.in_notes, style.default_locale) == ("mine", "My style", True, "de-DE")
    assert (style.fields, style.licence, style.parent) == (("law", "history"), "https://a.example/l", "")
    assert (set(style.macros), len(style.locales), style.options["and"]) == ({"m"}, 2, "text")
    assert style.bibliography is not None
    assert style.intext is not None
    assert not style.comma_after_mark
    plain = Style.parse(xml("<citation><layout/></citation><bibliography/><intext/>"))
    assert (plain.id, plain.title, plain.in_notes, plain.default_locale, plain.licence) == ("", "", False, "", "")
    assert plain.bibliography is plain.intext is None
    assert plain.comma_after_mark


def macro(name: str, *called: str) -> str:
    return f'<macro name="{name}">' + "".join(f'<text macro="{each}"/>' for each in called) + "</macro>"


CALL = '<citation><layout>\n<text macro="a"/></layout></citation>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (xml(attributes='version="0.8"'), "the style is not a CSL 1.0 style, line 1: version '0.8'"),
        (xml(attributes='version="2.0"'), "version '2.0'"),
        ("<style/>", "the root element is <style>, not <style> of CSL"),
        (f"<locale {CSL}/>", "the root element is <locale>"),
        (xml(""), "it has neither a citation layout nor an independent parent"),
        (xml("<citation/>"), "it has neither a citation layout nor an independent parent"),
        (xml(CALL), "line 2: there is no macro 'a'"),
        (xml(macro("a", "a") + CALL), "the macro 'a' calls itself"),
        (xml(macro("a", "b") + macro("b", "a") + CALL), "the macro 'a' calls itself"),
        (xml(macro("a", "none") + CALL), "there is no macro 'none'"),
        (xml(f"{CITATION}<bibliography><layout><text macro='a'/></layout></bibliography>"), "there is no macro 'a'"),
        (xml(f"{CITATION}<intext><layout><text macro='a'/></layout></intext>"), "there is no macro 'a'"),
        (xml("<citation><sort><key macro='a'/></sort><layout/></citation>"), "there is no macro 'a'"),
    ],
)
def test_an_unusable_style(text: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        Style.parse(text)
    assert message in caught.value.message


def test_versions_of_csl_1_are_read() -> None:
    assert Style.parse(xml(attributes='version="1.1mlz1"'))
    assert Style.parse(xml(attributes=""))


def test_an_error_carries_the_name_of_the_style_each_time() -> None:
    for name in ("one", "two"):
        with pytest.raises(StyleError, match=f"^{name} is not"):
            Style.parse(xml(""), name)


def test_a_style_that_was_read_is_not_read_again() -> None:
    assert Style.parse(xml()) is Style.parse(xml())


def doubling(levels: int, leaf: str = '<macro name="m{}"/>') -> str:
    macros = "".join(macro(f"m{n}", f"m{n + 1}", f"m{n + 1}") for n in range(levels))
    return xml(f'{macros}{leaf.format(levels)}<citation><layout><text macro="m0"/></layout></citation>')


def test_macros_may_not_multiply_without_bound() -> None:
    assert Style.parse(doubling(14))
    with pytest.raises(StyleError, match=f"its macros expand to more than {LONGEST:,} elements"):
        Style.parse(doubling(16))


def test_of_a_choice_only_the_longest_branch_counts() -> None:
    branches = "".join(f'<if type="book">{"<text/>" * n}</if>' for n in (3000, 2000, 3000))
    body = f"<macro name='m'><choose>{branches}</choose></macro>" + macro("a", *["m"] * 30) + CALL
    assert Style.parse(xml(body))
    with pytest.raises(StyleError):
        Style.parse(xml(body.replace("choose>", "group>")))


def test_an_id_or_its_address() -> None:
    assert style_id("apa") == style_id(" apa ") == "apa"
    assert style_id("http://www.zotero.org/styles/apa") == style_id("https://zotero.org/styles/apa/") == "apa"
    assert style_id("https://example.org/styles/apa") == "https://example.org/styles/apa"


def test_official_styles() -> None:
    assert Style.load("apa").id == "apa"
    assert Style.load("http://www.zotero.org/styles/apa") is Style.load("apa")
    with pytest.raises(StyleNotFoundError, match="no style is called 'no-such-style'") as caught:
        Style.load("no-such-style")
    assert caught.value.hint == "ids are those of the official style repository"


@pytest.fixture
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of official styles of the test's own."""
    (tmp_path / "dependent").mkdir()
    files = {
        "parent.csl": xml(
            info="<id>parent</id><title>Parent</title>", attributes='version="1.0" default-locale="de-DE"'
        ),
        "dependent/child.csl": dependent("parent", "<id>child</id><title>Child</title>"),
        "dependent/french.csl": dependent("parent", "<id>french</id>", 'version="1.0" default-locale="fr-FR"'),
        "dependent/grandchild.csl": dependent("french", "<id>grandchild</id>"),
        "dependent/orphan.csl": dependent("nowhere", "<id>orphan</id>"),
        "dependent/ping.csl": dependent("pong", "<id>ping</id>"),
        "dependent/pong.csl": dependent("ping", "<id>pong</id>"),
        "renamed-styles.json": '{"old": "new", "new": "parent"}',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(module, "official_folder", lambda: tmp_path)
    module._load.cache_clear()
    yield tmp_path
    module._load.cache_clear()


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("parent", ("parent", "Parent", "de-DE")),
        ("child", ("child", "Child", "de-DE")),
        ("french", ("french", "", "fr-FR")),
        ("grandchild", ("grandchild", "", "fr-FR")),
        ("old", ("parent", "Parent", "de-DE")),
    ],
)
def test_dependent_and_renamed_styles(official: Path, id: str, expected: tuple[str, str, str]) -> None:
    style = Style.load(id)
    assert (style.id, style.title, style.default_locale) == expected
    assert style.citation.find("layout") is not None


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("orphan", "the style 'orphan' depends on 'nowhere', which is not an official style"),
        ("ping", "the style 'ping' depends on 'ping', which is not an official style"),
    ],
)
def test_a_dependent_style_without_a_parent(official: Path, id: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        Style.load(id)


def test_a_style_is_read_from_a_file(official: Path) -> None:
    assert Style.read(official / "parent.csl").title == "Parent"
    assert Style.read(str(official / "dependent" / "child.csl")).title == "Child"
    with pytest.raises(StyleNotFoundError, match=r"the style '.*none\.csl' cannot be read: No such"):
        Style.read(official / "none.csl")
    with pytest.raises(StyleNotFoundError, match="cannot be read"):
        Style.read("\x00")


def test_files_are_found_by_id(official: Path) -> None:
    assert official_file("child") == official / "dependent" / "child.csl"
    assert official_file("none") is None
    assert official_file("../parent") is None
    assert official_file("") is None
    folders = [official / "dependent", official]
    assert find_file("x", folders, lambda: {"x": "parent"}) == official / "parent.csl"
    assert find_file("x", folders, lambda: {"x": "y", "y": "x"}) is None
    assert find_file("a" * 201, folders, dict) is None


def test_without_the_package_there_are_no_official_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "official_folder", lambda: None)
    assert official_file("apa") is None


def test_elements_compare_by_identity() -> None:
    assert Element("a") != Element("a")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("apa 7", "apa"),
        ("APA", "apa"),
        ("modern language", "modern-language-association"),
        ("american political science", "american-political-science-association"),
        ("chicago notes bibliography", "chicago-notes-bibliography"),
        ("vancouver.", "vancouver-ama"),
        ("nature", "nature"),
    ],
)
def test_styles_are_found_by_words_of_their_id_and_title(words: str, first: str) -> None:
    found = Style.search(words)
    assert found[0].id == first
    assert found[0].title
    assert Style.load(first).title


def test_a_search_has_a_limit_and_may_find_nothing() -> None:
    assert len(Style.search("science")) == 20
    assert len(Style.search("science", 3)) == 3
    assert Style.search("zzzz") == Style.search("") == Style.search("!") == []
    assert [one.dependent for one in Style.search("apa", 1)] == [False]


@pytest.mark.parametrize(
    ("name", "close"), [("APA 7", "apa"), ("modern-language", "modern-language-association"), ("naturre", "nature")]
)
def test_a_style_that_is_not_found_suggests_others(name: str, close: str) -> None:
    with pytest.raises(StyleNotFoundError) as caught:
        Style.load(name)
    assert caught.value.hint.startswith(f"did you mean {close}")
    with pytest.raises(StyleNotFoundError) as caught:
        Style.load("zzzzzz")
    assert caught.value.hint == "ids are those of the official style repository"
