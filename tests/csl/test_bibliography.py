"""Bibliographies: the layout that a style asks for, the whole in each markup, items that print nothing."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Bibliography, BibliographyLayout, Processor, Style
from ponarscite.errors import StyleNotFoundError

NUMBER = '<text variable="citation-number" prefix="[" suffix="] "/>'
ITEMS: list[dict[str, Any]] = [{"id": n, "type": "book", "title": f"A & B {n}"} for n in range(1, 12)]


def listed(attributes: str = "", layout: str = '<text variable="title"/>', items: Any = ITEMS) -> Bibliography:
    style = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography {attributes}><layout>{layout}</layout></bibliography></style>"""
    return Processor(Style.parse(style), items).bibliography()


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", BibliographyLayout()),
        ('hanging-indent="true"', BibliographyLayout(hanging_indent=True)),
        ('hanging-indent="false"', BibliographyLayout()),
        ('entry-spacing="0" line-spacing="2"', BibliographyLayout(entry_spacing=0, line_spacing=2)),
        ('entry-spacing="1.5" line-spacing="x"', BibliographyLayout(entry_spacing=1.5)),
        ('second-field-align="flush"', BibliographyLayout(second_field_align="flush", max_offset=5)),
        ('second-field-align="margin"', BibliographyLayout(second_field_align="margin", max_offset=5)),
        ('second-field-align="else"', BibliographyLayout(max_offset=5)),
    ],
)
def test_layout(attributes: str, expected: BibliographyLayout) -> None:
    assert listed(attributes, f'{NUMBER}<text variable="title"/>').layout == expected


def test_a_style_without_a_bibliography_has_an_empty_one() -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info/>
        <citation><layout><text variable="title"/></layout></citation></style>"""
    found = Processor(Style.parse(style), ITEMS).bibliography()
    assert found == []
    assert found.layout == BibliographyLayout()
    assert found.render("html") == '<div class="csl-bib-body">\n</div>'


def test_the_whole_in_each_markup() -> None:
    found = listed('hanging-indent="true" line-spacing="2"', '<text variable="title" font-style="italic"/>', ITEMS[:2])
    assert found.render() == "A & B 1\nA & B 2"
    assert found.render("markdown") == "*A \\& B 1*\n\n*A \\& B 2*"
    assert found.render("latex") == "\\textit{A \\& B 1}\n\n\\textit{A \\& B 2}"
    assert found.render("html") == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry"><i>A &#38; B 1</i></div>\n'
        '  <div class="csl-entry"><i>A &#38; B 2</i></div>\n'
        "</div>"
    )
    assert found.render("rtf") == (
        "{\\rtf1\\ansi\n"
        "\\pard\\sl480\\slmult1\\sa240\\li720\\fi-720\\tx720 {\\i A & B 1}\\par\n"
        "\\pard\\sl480\\slmult1\\sa240\\li720\\fi-720\\tx720 {\\i A & B 2}\\par\n"
        "}"
    )
    assert "\\pard\\sl240\\slmult1\\sa240 A" in listed().render("rtf")
    aligned = listed('second-field-align="flush"', f'{NUMBER}<text variable="title"/>', ITEMS[:1])
    assert "\\li600\\fi-600\\tx600 [1]\\tab A" in aligned.render("rtf").replace("] ", "]")


@pytest.mark.parametrize(
    ("attributes", "rules"),
    [
        ("", [".csl-bib-body { line-height: 1.35; }", ".csl-entry { clear: left; }"]),
        ('hanging-indent="true"', [".csl-entry { clear: left; padding-left: 2em; text-indent: -2em; }"]),
        ('line-spacing="2"', [".csl-bib-body { line-height: 2.7; }"]),
        ('entry-spacing="0"', [".csl-entry + .csl-entry { margin-top: 0em; }"]),
        ('second-field-align="flush"', ["float: left; width: 6ch; }", ".csl-right-inline { margin-left: 6ch; }"]),
        ('second-field-align="margin"', ["width: 6ch; margin-left: -6ch; }", ".csl-right-inline { margin-left: 0; }"]),
    ],
)
def test_the_stylesheet_follows_the_layout(attributes: str, rules: list[str]) -> None:
    found = listed(attributes, f'{NUMBER}<text variable="title"/>')
    sheet = found.layout.stylesheet()
    assert [rule for rule in rules if rule not in sheet] == []
    assert found.render("html", stylesheet=True).startswith(f"<style>\n{sheet}</style>\n<div class=")


def test_items_that_print_nothing_are_named() -> None:
    found = listed(items=[ITEMS[0], {"id": "x", "type": "book"}, ITEMS[1]])
    assert [entry.id for entry in found] == ["1", "2"]
    assert found.unprinted == ("x",)
    assert listed().unprinted == ()


@pytest.mark.parametrize("markup", ["docx", "", "HTML", None])
def test_an_unknown_markup_is_told(markup: Any) -> None:
    for call in (listed()[0].text.render, listed().render):
        with pytest.raises(StyleNotFoundError) as caught:
            call(markup)
        assert caught.value.message == f"no markup is called {markup!r}"
        assert caught.value.hint == "known: text, html, markdown, latex, rtf"
