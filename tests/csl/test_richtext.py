"""The text of a field as parts: HTML-like tags, quotation marks and apostrophes."""

from __future__ import annotations

import pytest

from ponarscite.csl.richtext import DEEPEST, parse
from ponarscite.csl.tree import Node, Part


def outline(parts: list[Part]) -> str:
    """The parts in one line: "a [italic b] c"; quotation marks are "" """
    return "".join(part if isinstance(part, str) else f"[{_name(part)} {outline(part.parts)}]" for part in parts)


def _name(node: Node) -> str:
    formatting = node.formatting
    if formatting.quotes:
        return "quote" if formatting.marks == ("", "") else "quote" + "".join(formatting.marks)
    return formatting.formats[0][1] if formatting.formats else formatting.display


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a <i>b</i> c", "a [italic b] c"),
        ("<b>b</b>", "[bold b]"),
        ("H<sub>2</sub>O<sup>+</sup>", "H[sub 2]O[sup +]"),
        ("<sc>ussr</sc>", "[small-caps ussr]"),
        ('<span style="font-variant:small-caps;">ussr</span>', "[small-caps ussr]"),
        ('<span style="font-variant: small-caps">ussr</span>', "[small-caps ussr]"),
        ('<span class="nocase">de</span>', "[nocase de]"),
        ('<span class="nodecor">de</span>', "[nodecor de]"),
        ('<span class="other">de</span>', '<span class="other">de</span>'),
        ("<i>a <b>b</b></i>", "[italic a [bold b]]"),
        ("<i>a <b>b</i>", "[italic a <b>b]"),
        ("<i>a", "<i>a"),
        ("a</i>", "a</i>"),
        ("<i>a</b></i>", "[italic a</b>]"),
        ("<i>a <b>b</i> c</b>", "[italic a <b>b] c</b>"),
        ("<u>a</u>", "<u>a</u>"),
        ("1 < 2", "1 < 2"),
        ("<i></i>", "[italic ]"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    assert outline(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a" b', "[quote a] b"),
        ('say "a"', "say [quote a]"),
        ("say 'a' b", "say [quote a] b"),
        ("“a” b", "[quote“” a] b"),
        ("‘a’ b", "[quote‘’ a] b"),
        ("«a» b", "[quote«» a] b"),
        ("„a“ b", "[quote„“ a] b"),
        ("\"a 'b' c\"", "[quote a [quote b] c]"),
        ("“a ‘b’ c”", "[quote“” a [quote‘’ b] c]"),
        ("don't", "don’t"),
        ("the 1990's", "the 1990’s"),
        ("dogs' days", "dogs’ days"),
        ("'t Lam", "’t Lam"),
        ('5" disk', '5" disk'),
        ('a"b', 'a"b'),
        ('a " b " c', 'a " b " c'),
        ('("a")', "([quote a])"),
        ('say-"a"', "say-[quote a]"),
        ('say "a', 'say "a'),
        ('say "a "b', 'say "a "b'),
        ('say "a"s', 'say "a"s'),
        ("“a", "“a"),
        ("a”", "a”"),
        ("a“b", "a“b"),
        ('<i>"a"</i>', "[italic [quote a]]"),
        ('"<i>a</i>"', "[quote [italic a]]"),
        ('"<i>a"</i>', '"[italic a"]'),
        ('""', '""'),
    ],
)
def test_quotation_marks_and_apostrophes(text: str, expected: str) -> None:
    assert outline(parse(text)) == expected


def test_marks_that_are_too_deep_are_text() -> None:
    deep = "<i>" * (DEEPEST + 1) + "a" + "</i>" * (DEEPEST + 1)
    found = outline(parse(deep))
    assert found.count("[italic") == DEEPEST
    assert "<i>a" in found
    allowed = "<i>" * DEEPEST + "a" + "</i>" * DEEPEST
    assert "<i>" not in outline(parse(allowed))
