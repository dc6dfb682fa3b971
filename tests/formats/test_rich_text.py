"""Rich text and mathematics: each format writes them in its own way, tells what it leaves out, and prints no tag."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ponarscite.hookspecs import RenderOptions
from ponarscite.loss.format import losses
from ponarscite.record.record import Record
from ponarscite.record.richtext import CLOSING, OPENING, parts_of, plain, with_math_read
from ponarscite.record.text import clean
from tests.formats.formats import BOTH_WAYS, WRITERS, read, write

SAME = ("csl-json", "csl-yaml", "zotero-json", "zotero-rdf", "biblatex", "bibtex", "endnote-xml")
"""Formats that carry italics, bold type and scripts, both ways."""

PLAIN = sorted(name for name, one in WRITERS.items() if one.texts == "plain" and name != "crossref")
WORDS = st.sampled_from(
    ("Lutra", "in", "vitro", "of", "NATO", "№ 7", "a–b", "O’Neill", "ўзбек", "& % # _", "$5", "{x}")
)


def marked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.builds(
        lambda name, text: f"{OPENING[name]}{text}{CLOSING[name]}", st.sampled_from("i b".split()), inner
    )
    return st.lists(st.one_of(inner, tagged, SCRIPTS), min_size=1, max_size=3).map(" ".join)


SCRIPTS = st.sampled_from(("CO<sub>2</sub>", "10<sup>-3</sup>", "4<sup>th</sup>", "x<sup>n</sup>"))
RICH = st.recursive(WORDS, marked, max_leaves=6).map(clean)


def record_of(title: str) -> Record:
    return Record(id="k", type="article-journal", title=title, container_title="A Journal")


@pytest.mark.parametrize("name", SAME)
@settings(max_examples=40, deadline=None)
@given(title=RICH)
@example(title="<i>Lutra</i> <i>in</i> H<sub>2</sub>O<sup>-</sup>")
@example(title="<i>a <b>b</b> c</i> d")
@example(title="<i><b>a</b> b</i>")
@example(title="<i>a<b>b</b>c</i><b>d</b>")
@example(title="<i>a <b>b <i>c</i></b></i> d")
def test_rich_text_comes_back(name: str, title: str) -> None:
    (found,) = read(write(name, record_of(title)))
    if name in ("endnote-xml", "csl-yaml"):  # equal looks of neighbours are one, and their order may change
        assert looks(found.title) == looks(title)
    else:
        assert found.title == title


def looks(text: str) -> list[tuple[str, frozenset[str]]]:
    """The characters of a text, each with its looks."""
    found: list[tuple[str, frozenset[str]]] = []
    opened: list[str] = []
    at = 0
    for part in (*parts_of(text), None):
        end = part.start if part else len(text)
        found += [(character, frozenset(opened)) for character in text[at:end] if character != " "]
        if part:
            at = part.end
            name = getattr(part, "name", "")
            opened = [*opened, name] if getattr(part, "opens", False) else opened[:-1]
    return found


RICHEST = (
    '<i>It</i> <b>bo</b> CO<sub>2</sub> 10<sup>-3</sup> <span style="font-variant:small-caps;">Sc</span> '
    'the <span class="nocase">iPad</span> at $\\alpha$ and $\\sqrt[3]{x}$'
)


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"citation", "crossref"}))
def test_no_format_prints_tags_as_text(name: str) -> None:
    text = write(name, record_of(RICHEST))
    if WRITERS[name].texts == "rich" and name != "html":
        return  # they keep the tags of CSL-JSON, or have marks of their own
    assert not re.search(r"</?i>|&lt;i|%3Ci%3E|u003ci|<span class=.nocase", text) or name == "html"
    assert "nocase" not in text


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_left_out_is_told(name: str) -> None:
    told = losses(record_of(RICHEST), WRITERS[name])
    assert "title (rich text)" in told or "title" in told
    assert "title (mathematics)" in told or "title" in told
    assert not losses(record_of("Plain $5 and <b"), WRITERS[name]) or name not in ("ris", "enw", "csv")


def test_what_endnote_leaves_out_is_told() -> None:
    told = losses(record_of(RICHEST), WRITERS["endnote-xml"])
    assert {"title (small capitals)", "title (mathematics)"} <= set(told)
    assert "title (rich text)" not in told


@pytest.mark.parametrize("name", sorted(BOTH_WAYS))
@pytest.mark.parametrize(
    "title", ["<script>x</script> A", "A <i>unbalanced", "A</i> B<b>", "a <b c> d", "<i>a<b>c</i>d</b>"]
)
def test_hostile_tags_stay_text(name: str, title: str) -> None:
    (found,) = read(write(name, record_of(title)))
    assert plain(found.title) == plain(title)


def test_mathematics_is_read_but_for_bib() -> None:
    record = record_of("The $W$-boson at $\\sqrt{s}=7$ TeV, $\\mathcal{N}=4$, $x$\u20602 and $\u20605 to $\u20606")
    assert "$W$-boson at $\\sqrt{s}=7$ {TeV}, $\\mathcal{N}=4$, $x$2 and \\$5 to \\$6}" in write("biblatex", record)
    for name in ("ris", "csl-json", "csv", "mods"):
        assert "The W-boson at √s=7 TeV, 𝒩=4, x2 and $5 to $6" in write(name, record)
    assert with_math_read("a $\\frac{a}{b}$") == "a $\\frac{a}{b}$"


@pytest.mark.parametrize(
    "source",
    [r"\write18{rm}", r"\input{x}", r"\csname x\endcsname", "^^5cinput", r"\def\x{}", "a%", "a#1", "{a", r"\\x"],
)
def test_hostile_mathematics_is_text(source: str) -> None:
    text = write("biblatex", record_of(f"A ${source}$ B"))
    assert r"A \$" in text
    assert not re.search(r"\\(?:write|input|csname|def)(?![a-z])|\^\^|(?<!\\)[%#]", text)


def test_a_dialect_has_its_own_macros() -> None:
    from ponarscite.formats.dialects import ZOTERO

    text = write(
        "bibtex",
        record_of("<i>a <b>b</b></i> CO<sub>2</sub> 4<sup>th</sup> <i>{</i>"),
        options=RenderOptions(spelling=ZOTERO),
    )
    assert r"\textit{a \textbf{b}} {CO}$_{\textrm{2}}$ 4$^{\textrm{th}}$ \textit{\textbraceleft{}}" in text
    plain_text = write("bibtex", record_of("<i>a</i> $\\alpha$"), options=RenderOptions(spelling={"@texts": "plain"}))
    assert "title = {a α}" in plain_text
