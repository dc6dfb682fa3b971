"""Sites: the citations of each language, by key and in words, with their offsets."""

from __future__ import annotations

import io
import itertools
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import MisuseError, SourceError
from ponarscite.manuscript import Site, language_of, read_manuscript, sites

MEMO = "Alla Kassianova, “Roads to Market,” PONARS Policy Memo No. 427, December 2006"
TEXTS = ("markdown", "latex", "typst", "restructuredtext", "org")


def cited(text: str, language: str) -> list[tuple[str, ...]]:
    """(names, prefix, locator, suffix, mode) of each keyed site; the offsets are checked on the way."""
    found = sites(text, language)
    check_offsets(found, text)
    return [
        (" ".join(one.names), one.prefix, one.locator, one.suffix, one.mode) for one in found if one.kind == "keyed"
    ]


def check_offsets(found: tuple[Site, ...], text: str) -> None:
    assert all(text[one.start : one.end] == one.text and one.start < one.end for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    for one in found:
        assert [text[start:end] for start, end in one.places] == list(one.names)
        assert one.cluster[0] <= one.start <= one.end <= one.cluster[1]


PARENTHETICAL = "parenthetical"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@pepm775]", [("pepm775", "", "", "", PARENTHETICAL)]),
        (
            "[see @pepm775, p. 3; also @ponars:660, chap. 2, passim]",
            [
                ("pepm775", "see", "p. 3", "", PARENTHETICAL),
                ("ponars:660", "also", "chap. 2", "passim", PARENTHETICAL),
            ],
        ),
        ("@pm:427 [pp. 3-5] says", [("pm:427", "", "pp. 3-5", "", "textual")]),
        ("[-@key, 33]", [("key", "", "33", "", "author-omitted")]),
        ("[@key {p. 3} here]", [("key", "", "p. 3", "here", PARENTHETICAL)]),
        ("@{url:https://example.org/a_(b)}", [("url:https://example.org/a_(b)", "", "", "", "textual")]),
        ("As @lee2012, @doe2020. And", [("lee2012", "", "", "", "textual"), ("doe2020", "", "", "", "textual")]),
        ("^[See @one and [@two].]", [("one", "", "", "", "textual"), ("two", "", "", "", PARENTHETICAL)]),
        ("---\nnocite: |\n  @a, @b\n---\n", [("a", "", "", "", "hidden"), ("b", "", "", "", "hidden")]),
        ("{cite:p}`a,b` {cite:t}`c`", [("a b", "", "", "", PARENTHETICAL), ("c", "", "", "", "textual")]),
        ("---\nnocite: '@a'\n---\n", [("a", "", "", "", "hidden")]),
        ("{cite:p}`{see}a{p. 3}`", [("a", "see", "p. 3", "", PARENTHETICAL)]),
        ("{cite:p}`a, 3; ponars:660`", [("a ponars:660", "", "", "", PARENTHETICAL)]),
        ("{cite:p}`a,b, chap. 2, and on`", [("a b", "", "chap. 2", "and on", PARENTHETICAL)]),
        ("{cite:full}`a` {cite:empty}`b`", [("a", "", "", "", "full"), ("b", "", "", "", "hidden")]),
        ('<cite data-cite="key">x</cite>', [("key", "", "", "", "textual")]),
        ("\\cite[see][3]{texkey}", [("texkey", "see", "3", "", PARENTHETICAL)]),
        ("```{note}\n[@inner]\n```\n\n[@after]", [(n, "", "", "", PARENTHETICAL) for n in ("inner", "after")]),
        ("| a |\n|---|\n| [@cell] |", [("cell", "", "", "", PARENTHETICAL)]),
        ("- item\n\n    more [@deep]", [("deep", "", "", "", PARENTHETICAL)]),
        ("[@a; text]", [("a", "", "", "", "textual")]),
    ],
)
def test_markdown(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(text, "markdown") == expected


@pytest.mark.parametrize(
    "text",
    [
        "name@example.org and a.b@c.de",
        "\\@name",
        "`@code` and ``a ` @b``",
        "```\n@code\n```",
        "~~~ r\n@code\n~~~",
        "Text:\n\n    @indented\n",
        "<!-- @comment -->",
        "https://social.example/@name and <https://x.org/@y>",
        "[words](https://x.org/@y)",
        "@fig-map, @tbl-one, @sec:two, @eq-3",
        "(@good) An example.\n\nAs (@good) shows.",
        "$a@b$ and $$\n@c\n$$",
        "<a href='mailto:x@y.z'>write</a>",
        "---\nauthor: '@name'\n---\n",
    ],
)
def test_markdown_without_citations(text: str) -> None:
    assert sites(text, "markdown") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a,b}", [("a b", "", "", "", PARENTHETICAL)]),
        (r"\cite[3]{a}", [("a", "", "3", "", PARENTHETICAL)]),
        (r"\citep*[see][p.~3, passim]{a}", [("a", "see", "p. 3", "passim", PARENTHETICAL)]),
        (r"\citet[e.g.][]{a}", [("a", "e.g.", "", "", "textual")]),
        (r"\Textcite{a}", [("a", "", "", "", "textual")]),
        (r"\footcite[3]{pepm775}", [("pepm775", "", "3", "", "note")]),
        (r"\cite<see>[p.~5]{a}", [("a", "see", "p. 5", "", PARENTHETICAL)]),
        (r"\citeA{a} \citeNP{b}", [("a", "", "", "", "textual"), ("b", "", "", "", "textual")]),
        (r"\volcite{2}[3]{a}", [("a", "", "3", "", PARENTHETICAL)]),
        (r"\volcite[see]{2}[3]{a}", [("a", "see", "3", "", PARENTHETICAL)]),
        (
            r"\autocites(pre)(post)[see][3]{a}[4]{b}{c}",
            [
                ("a", "see", "3", "", PARENTHETICAL),
                ("b", "", "4", "", PARENTHETICAL),
                ("c", "", "", "", PARENTHETICAL),
            ],
        ),
        ("\\cite\n  [3]\n  {a,\n   b}", [("a b", "", "3", "", PARENTHETICAL)]),
        (r"\textcquote[3]{a}{words}", [("a", "", "3", "", PARENTHETICAL)]),
        (r"\foreigntextcquote{german}[3]{a}{Wort}", [("a", "", "3", "", PARENTHETICAL)]),
        (r"\cite{" + ",".join(["key"] * 8_000) + "}", [(" ".join(["key"] * 8_000), "", "", "", PARENTHETICAL)]),
        (r"\nocite{a} \nocite{*}", [("a", "", "", "", "hidden")]),
        (r"\citeauthor{a} \citeyear{a}", [("a", "", "", "", "author-only"), ("a", "", "", "", "author-omitted")]),
        (r"50\% \cite{a}", [("a", "", "", "", PARENTHETICAL)]),
    ],
)
def test_latex(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(text, "latex") == expected


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{a}",
        r"\verb|\cite{a}|",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{lstlisting}\n\\cite{a}\n\\end{lstlisting}",
        "\\begin{comment}\\cite{a}\\end{comment}",
        r"\newcommand{\see}[1]{\cite{#1}}",
        r"\citetext{in press} \citestyle{apa} \bibcite x",
        "\\end{document}\n\\cite{a}",
        r"\iffalse \cite{a} \fi",
        r"a@b.org \url{x@y}",
    ],
)
def test_latex_without_citations(text: str) -> None:
    assert sites(text, "latex") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a and @b[p. 3].", [("a", "", "", "", PARENTHETICAL), ("b", "", "p. 3", "", PARENTHETICAL)]),
        ("See @doe2020.", [("doe2020", "", "", "", PARENTHETICAL)]),
        ('#cite(<a>, supplement: [p. 3], form: "prose")', [("a", "", "p. 3", "", "textual")]),
        ('#cite(label("ponars:775"))', [("ponars:775", "", "", "", PARENTHETICAL)]),
        ("#cite(<a>, form: none)", [("a", "", "", "", "hidden")]),
        ("#footnote[See @a.]", [("a", "", "", "", PARENTHETICAL)]),
    ],
)
def test_typst(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(text, "typst") == expected


@pytest.mark.parametrize(
    "text",
    ["a@b.org", "`@a`", "```\n@a\n```", "// @a", "/* @a */", r"\@a", "= Title <intro>\nAs @intro says", "$x@y$"],
)
def test_typst_without_citations(text: str) -> None:
    assert sites(text, "typst") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x :cite:`a`", [("a", "", "", "", PARENTHETICAL)]),
        (
            ":cite:p:`a,b` :cite:t:`{see}c{p. 3}`",
            [("a b", "", "", "", PARENTHETICAL), ("c", "see", "p. 3", "", "textual")],
        ),
        (":footcite:`a`", [("a", "", "", "", "note")]),
        ("As [Lee2012]_ says", [("Lee2012", "", "", "", PARENTHETICAL)]),
        (".. note::\n\n   See :cite:`a`.", [("a", "", "", "", PARENTHETICAL)]),
    ],
)
def test_restructuredtext(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(text, "rst") == expected


@pytest.mark.parametrize(
    "text",
    ["``:cite:`a```", "::\n\n   :cite:`a`\n", ".. code-block:: rst\n\n   :cite:`a`", ".. :cite:`a`", "a@b.org [1]_"],
)
def test_restructuredtext_without_citations(text: str) -> None:
    assert sites(text, "rst") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[cite:@a]", [("a", "", "", "", PARENTHETICAL)]),
        (
            "[cite/t:see @b p. 3; also @c]",
            [("b", "see", "p. 3", "", "textual"), ("c", "also", "", "", "textual")],
        ),
        ("[cite:pre;@d;post]", [("d", "pre", "", "", PARENTHETICAL)]),
        ("[cite/n:@a]", [("a", "", "", "", "hidden")]),
        ("citep:one,two citet:three", [("one two", "", "", "", PARENTHETICAL), ("three", "", "", "", "textual")]),
        ("[[cite:&one;&two]]", [("one two", "", "", "", PARENTHETICAL)]),
        (r"\parencite[3]{a}", [("a", "", "3", "", PARENTHETICAL)]),
    ],
)
def test_org(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(text, "org") == expected


@pytest.mark.parametrize(
    "text",
    [
        "#+begin_src x\n[cite:@a]\n#+end_src",
        "# [cite:@a]",
        ": [cite:@a]",
        "~[cite:@a]~",
        "=cite:ab=",
        "a@b.org @handle",
    ],
)
def test_org_without_citations(text: str) -> None:
    assert sites(text, "org") == ()


NOTES = {
    "markdown": "Text.[^1]\n\n[^1]: See {}.\n",
    "latex": "Text.\\footnote{{See {}.}}",
    "typst": "Text.#footnote[See {}.]",
    "restructuredtext": "Text [1]_\n\n.. [1] See {}.\n",
    "org": "Text[fn:1]\n\n[fn:1] See {}.\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_memo_in_a_note_is_a_typed_site(language: str) -> None:
    text = NOTES[language].format(MEMO)
    (site,) = sites(text, language)
    assert (site.kind, site.setting, site.text) == ("typed", "note", MEMO)
    (work,) = site.works
    assert (work.get("number"), work.get("title"), work.authors) == ("427", "Roads to Market", ("Alla Kassianova",))
    check_offsets((site,), text)


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        (
            "latex",
            r"\footnote{Ann Lee, ``Low \emph{Rivers},'' PONARS Policy Memo No.~427, December 2006.}",
            "Low Rivers",
        ),
        ("markdown", "^[Ann Lee, “Low *Rivers*,” PONARS Policy Memo No. 427, December 2006.]", "Low Rivers"),
        ("typst", '#footnote[Ann Lee, "Low _Rivers_," PONARS Policy Memo No. 427, December 2006.]', "Low Rivers"),
        ("org", "[fn:: Ann Lee, “Low /Rivers/,” PONARS Policy Memo No. 427, December 2006.]", "Low Rivers"),
    ],
)
def test_markup_within_a_typed_site_is_read_over(language: str, text: str, typed: str) -> None:
    (site,) = sites(text, language)
    assert site.works[0].get("title") == typed
    assert site.text == text[text.index("Ann") : text.index("2006") + 4]


LISTS = {
    "markdown": "# References\n\n- {}\n- {}\n",
    "latex": "\\begin{{thebibliography}}{{9}}\n\\bibitem{{one}} {}\n\\bibitem{{two}} {}\n\\end{{thebibliography}}",
    "typst": "= References\n\n- {}\n- {}\n",
    "restructuredtext": "References\n==========\n\n- {}\n- {}\n",
    "org": "* References\n\n- {}\n- {}\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_entries_of_a_list_of_references_are_typed_sites(language: str) -> None:
    article = "John Smith, “Why Rivers Turn,” World Politics 71, no. 2 (2019): 1–30"
    found = sites(LISTS[language].format(f"{MEMO}.", f"{article}."), language)
    assert [(site.setting, site.text) for site in found] == [("list", MEMO), ("list", article)]


@pytest.mark.parametrize("language", TEXTS)
def test_running_text_that_names_a_series_in_full_is_a_typed_site(language: str) -> None:
    text = f"The roads were bad, as others say ({MEMO}), and are. A memo, No. 5, is no site.\n"
    (site,) = sites(text, language)
    assert (site.setting, site.text) == ("text", MEMO)


def test_bibliographies_and_own_keys_are_named() -> None:
    markdown = read_manuscript("---\nbibliography: [a.bib, 'b c.json']\nreferences:\n- id: own\n---\n", "md")
    assert (markdown.bibliographies, markdown.defined) == (("a.bib", "b c.json"), frozenset(("own",)))
    latex = read_manuscript("\\bibliography{a,b.bib}\\addbibresource[x=y]{c.bib}\\bibitem[L]{own} x", "tex")
    assert (latex.bibliographies, latex.defined) == (("a.bib", "b.bib", "c.bib"), frozenset(("own",)))
    assert read_manuscript('#bibliography(("a.yml", "b.bib"))', "typ").bibliographies == ("a.yml", "b.bib")
    assert read_manuscript("#+bibliography: a.bib\n", "org").bibliographies == ("a.bib",)
    assert read_manuscript(".. bibliography:: a.bib\n.. [own] x", "rst").bibliographies == ("a.bib",)


def test_the_language_is_known_by_name_or_ending() -> None:
    assert [language_of(one) for one in ("paper.Rmd", "qmd", "a.b.tex", "x.pdf")] == [
        "markdown",
        "markdown",
        "latex",
        "",
    ]
    with pytest.raises(MisuseError, match="no language of manuscripts"):
        sites("x", "pdf")


def archive(**parts: str) -> bytes:
    """A zip file; "_" in a name stands for a slash and "0" for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("_", "/").replace("0", "."), text)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, notes: str = "") -> bytes:
    return archive(
        word_document0xml=f"<w:document {W}><w:body>{body}</w:body></w:document>",
        word_footnotes0xml=f'<w:footnotes {W}><w:footnote w:id="1">{notes}</w:footnote></w:footnotes>',
    )


def run(*texts: str) -> str:
    return "".join(("<w:p>", *(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts), "</w:p>"))


def test_a_docx_is_read_run_by_run() -> None:
    content = docx(run("As [see @pep", "m775, p. 3] says"), run("See ", MEMO[:20], MEMO[20:], "."))
    keyed, typed = sites(content, "docx")
    assert (keyed.text, keyed.names, keyed.part, keyed.block) == (
        "see @pepm775, p. 3",
        ("pepm775",),
        "word/document.xml",
        1,
    )
    assert (typed.text, typed.setting, typed.part) == (MEMO, "note", "word/footnotes.xml")
    assert (typed.start, typed.end) == (4, 4 + len(MEMO))


def test_deleted_words_of_a_docx_are_no_text() -> None:
    content = docx("<w:p><w:del><w:r><w:delText>[@gone]</w:delText></w:r></w:del><w:r><w:t>[@kept]</w:t></w:r></w:p>")
    assert [site.names for site in sites(content, "docx")] == [("kept",)]


def test_an_odt_is_read_with_its_notes() -> None:
    t = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:o="urn:oasis"'
    note = f"<text:note-citation>1</text:note-citation><text:note-body><text:p>{MEMO}.</text:p></text:note-body>"
    words = f"As <text:span>[@pepm</text:span>775] says<text:note>{note}</text:note> and [@b]."
    body = f"<o:x {t}><text:p>{words}</text:p></o:x>"
    found = sites(archive(content0xml=body), "odt")
    assert [(site.kind, site.text, site.block) for site in found] == [
        ("typed", MEMO, 1),
        ("keyed", "@pepm775", 2),
        ("keyed", "@b", 2),
    ]


def test_a_notebook_is_read_by_cells() -> None:
    cells = [
        {"cell_type": "code", "source": ["'[@no]'"]},
        {"cell_type": "markdown", "source": ["As [@a]\n", "and @b [p. 3]."]},
    ]
    found = sites(json.dumps({"nbformat": 4, "cells": cells}), "ipynb")
    assert [(site.text, site.part, site.block, site.start) for site in found] == [
        ("@a", "cell", 2, 4),
        ("@b [p. 3]", "cell", 2, 12),
    ]


XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_an_external_entity_is_not_read() -> None:
    content = archive(word_document0xml=f"{XXE}<w:document {W}><w:body>{run('&a; [@k]')}</w:body></w:document>")
    assert [site.names for site in sites(content, "docx")] == [("k",)]


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (b"no archive", "docx"),
        (archive(other="x"), "docx"),
        (archive(word_document0xml="<broken"), "docx"),
        (archive(content0xml="<a>" + "0" * 50_000_001 + "</a>"), "odt"),
        (b"[]", "ipynb"),
        (b"[" * 100_000, "ipynb"),
        (b'{"cells": [1]}', "ipynb"),
    ],
    ids=["text", "other", "broken", "bomb", "list", "deep", "numbers"],
)
def test_a_damaged_file_is_an_error(content: bytes, language: str) -> None:
    with pytest.raises(SourceError):
        sites(content, language)


PIECES = st.lists(
    st.sampled_from(
        (
            *"@a [ ] { } ( ) ; ` `` ``` ^[ [^1]: [@k] \\cite{ \\footnote{ [cite: #footnote[ #cite(< <!-- --> $".split(
                " "
            ),
            *":cite:`k` [fn:1] % // /* \n \n\n é e\u0301 * _ \\ - -@ , p. 3 “ ” . PONARS Policy Memo No. 427".split(
                " "
            ),
            *(MEMO, " ", "\n\n", "# References\n\n"),
        )
    ),
    max_size=30,
).map("".join)


@given(text=PIECES | st.text(max_size=80), language=st.sampled_from(TEXTS))
def test_sites_never_overlap_and_slice_the_text(text: str, language: str) -> None:
    check_offsets(sites(text, language), text)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "@[[[[" * 10_000,
        "\\cite{\\cite{" * 4_000,
        "[@a " * 12_000 + "]" * 12_000,
        "{" * 25_000 + "}" * 25_000,
        "\\footnote{" * 5_000,
        "[cite:@a;" * 5_000,
        "#footnote[" * 2_500 + "]" * 2_500,
        "`" * 25_000 + "x" + "`" * 24_999,
        "<!--" * 12_000,
        "$a " * 16_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_ends(text: str, language: str) -> None:
    check_offsets(sites(text, language), text)
