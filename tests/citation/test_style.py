"""Styles: what their XML says, and how they are found by id, address or path."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ponarscite.citation.style import StyleInfo, find_style, is_path, parse_style
from ponarscite.csl.style import style_id
from ponarscite.errors import SourceError, StyleError, StyleNotFoundError
from ponarscite.hookspecs import StyleRepository

START = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def style(title: str = "T", body: str = CITATION, info: str = "", attributes: str = "") -> bytes:
    return f"{START} {attributes}><info><title>{title}</title>{info}</info>{body}</style>".encode()


def dependent(parent: str, locale: str = "") -> bytes:
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
    return style(body="", info=link, attributes=f'default-locale="{locale}"' if locale else "")


STYLES = {
    "apa": style("APA"),
    "chicago-notes": style("Chicago", attributes='default-locale="en-GB"'),
    "child": dependent("apa", "de-DE"),
    "grandchild": dependent("child"),
    "orphan": dependent("nowhere"),
    "self": dependent("self"),
    "ping": dependent("pong"),
    "pong": dependent("ping"),
    "broken": b"<style",
}
REPOSITORY = StyleRepository(
    name="test", read=STYLES.get, list=lambda: [(name, name) for name in STYLES], ids=lambda: STYLES
)
FIRST = StyleRepository(
    name="first", read={"apa": style("Ours")}.get, list=lambda: [("apa", "Ours")], ids=lambda: ["apa"]
)


def read_nothing(path: str) -> bytes:
    raise FileNotFoundError(2, "No such file or directory", path)


def find(
    name: str,
    repositories: Sequence[StyleRepository] = (REPOSITORY,),
    read_path: Callable[[str], bytes] = read_nothing,
) -> tuple[bytes, str]:
    return find_style(name, repositories, read_path)


def test_the_description_of_a_style() -> None:
    body = f"{CITATION}<bibliography><layout/></bibliography>"
    xml = b'<?ponarscite comma_after_mark="no"?>' + style("A\n  title", body, attributes='default-locale="fr"')
    assert parse_style(xml) == StyleInfo("A title", "", "fr", has_bibliography=True, comma_after_mark=False)
    assert parse_style(style()) == StyleInfo("T")
    assert parse_style(dependent("apa", "de-DE")) == StyleInfo("T", "apa", "de-DE")


BOMB = b'<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + style("&b;&b;")
FILE = b'<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + style("&a;")


def calling(*names: str) -> str:
    return "".join(f'<text macro="{name}"/>' for name in names)


def macro(name: str, *called: str) -> str:
    return f'<macro name="{name}">{calling(*called)}</macro>'


DOUBLING = "".join(macro(f"m{n}", f"m{n + 1}", f"m{n + 1}") for n in range(40)) + '<macro name="m40"/>'


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b"", r"not well-formed XML, line 1"),
        (b"<style>\n<info>\n</style>", r"not well-formed XML, line 3: .*mismatch"),
        (b"\x00\x01\x02", r"not well-formed XML"),
        (b"<html>\n</html>", r"line 1: the root element is <html>"),
        (b"<style/>", r"the root element is <style>, not <style> of CSL"),
        (style().replace(b'"1.0"', b'"0.8"'), r"version '0.8'"),
        (style(body=""), r"neither a citation layout nor an independent parent"),
        (BOMB, r"no DOCTYPE and no entities"),
        (FILE, r"no DOCTYPE and no entities"),
        (style("x" * 3_000_000), r"too large"),
        (style(body=f"<citation>\n<layout>{calling('a')}</layout></citation>"), r"line 2: there is no macro 'a'"),
        (
            style(body=f"{macro('a', 'b')}{macro('b', 'a')}<citation><layout>{calling('a')}</layout></citation>"),
            r"macro 'a' calls itself",
        ),
        (
            style(body=f"{DOUBLING}<citation><layout>{calling('m0')}</layout></citation>"),
            r"its macros expand to more than 100,000 elements",
        ),
        (b"<a>" * 2000 + b"</a>" * 2000, r"not well-formed XML|nested too deeply|root element"),
    ],
)
def test_an_unusable_style_is_named_with_its_line(xml: bytes, message: str) -> None:
    with pytest.raises(StyleError, match=message) as caught:
        parse_style(xml, "the style 'x'")
    assert str(caught.value).startswith("the style 'x' is ")
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_style_is_found_by_id_or_address() -> None:
    assert find("apa") == (STYLES["apa"], "")
    assert find("http://www.zotero.org/styles/apa") == (STYLES["apa"], "")
    assert find("apa", (FIRST, REPOSITORY)) == (style("Ours"), "")


def test_a_dependent_style_gives_its_parent_and_its_own_locale() -> None:
    assert find("child") == (STYLES["apa"], "de-DE")
    assert find("grandchild") == (STYLES["apa"], "de-DE")
    assert find("child", (FIRST, REPOSITORY)) == (style("Ours"), "de-DE")


@pytest.mark.parametrize("name", ["mine.csl", "./mine.csl", "a/b", "a\\b"])
def test_a_path_is_read(name: str) -> None:
    assert is_path(name)
    assert find(name, read_path={name: style("Mine")}.__getitem__) == (style("Mine"), "")


def test_a_dependent_file_finds_its_parent_in_the_repositories() -> None:
    assert find("x.csl", read_path={"x.csl": dependent("apa")}.__getitem__) == (STYLES["apa"], "")


def read_badly(path: str) -> bytes:
    raise SourceError(f"{path} is a folder")


@pytest.mark.parametrize("read_path", [read_nothing, read_badly])
def test_a_path_that_cannot_be_read_is_not_found(read_path: Callable[[str], bytes]) -> None:
    with pytest.raises(StyleNotFoundError, match=r"the style 'no.csl' cannot be read: ") as caught:
        find("no.csl", read_path=read_path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("appa", "did you mean apa?"),
        ("chicago", "did you mean chicago-notes?"),
        ("CHICAGO-NOTE", "did you mean chicago-notes?"),
        ("zzzzzz", "`ponarscite styles WORDS` lists the styles"),
        ("", "`ponarscite styles WORDS` lists the styles"),
        ("x" * 100_000, "`ponarscite styles WORDS` lists the styles"),
    ],
)
def test_an_unknown_style_brings_a_hint(name: str, hint: str) -> None:
    with pytest.raises(StyleNotFoundError, match="no style is called") as caught:
        find(name)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("orphan", "'orphan' depends on 'nowhere', which no repository has"),
        ("self", "'self' depends on 'self', which depends on it in turn"),
        ("ping", "'ping' depends on 'ping', which depends on it in turn"),
        ("broken", "'broken' is not well-formed XML, line 1"),
    ],
)
def test_a_style_without_a_usable_parent_is_a_style_error(name: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        find(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("apa", "apa"),
        (" apa ", "apa"),
        ("https://zotero.org/styles/apa/", "apa"),
        ("http://a.b/styles/apa", "http://a.b/styles/apa"),
    ],
)
def test_style_id(text: str, name: str) -> None:
    assert style_id(text) == name
