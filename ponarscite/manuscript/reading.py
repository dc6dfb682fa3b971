"""Reading: a manuscript -> its sites, its bibliographies, and the keys that it defines itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ponarscite.errors import MisuseError
from ponarscite.manuscript import latex, markdown, org, restructuredtext, typst
from ponarscite.manuscript.notebook import cells
from ponarscite.manuscript.office import Paragraph, read_paragraphs
from ponarscite.manuscript.pandoc import pandoc_sites
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Site
from ponarscite.manuscript.typed import typed_sites
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import Series, label_pattern

_SCANS: Final[Mapping[str, Callable[[str], Scan]]] = {
    "markdown": markdown.scan,
    "latex": latex.scan,
    "typst": typst.scan,
    "restructuredtext": restructuredtext.scan,
    "org": org.scan,
}
_LANGUAGE_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("markdown", "md", "qmd", "rmd", "rmarkdown", "quarto", "myst", "pandoc", "mdx", "txt"), "markdown"
    ),
    **dict.fromkeys(("latex", "tex", "ltx", "rnw", "sweave"), "latex"),
    **dict.fromkeys(("typst", "typ"), "typst"),
    **dict.fromkeys(("restructuredtext", "rst", "rest"), "restructuredtext"),
    "org": "org",
    **dict.fromkeys(("docx", "word"), "docx"),
    **dict.fromkeys(("odt", "opendocument"), "odt"),
    **dict.fromkeys(("ipynb", "jupyter", "notebook"), "ipynb"),
}
LANGUAGES: Final = (*_SCANS, "docx", "odt", "ipynb")
TEXTS: Final = tuple(_SCANS)
"""Languages that are written in editors of text."""

BINARY: Final = ("docx", "odt", "ipynb")
"""Languages that are read from bytes."""

OURS: Final = (PONARS, PONARS_EURASIA)
_HEAD = 2_000
_HEAD_LINES = 20
_WORDS_BEFORE = re.compile(r"(?:(?!\n[ \t]*\n)[\s\S])*\Z")
_NEAR = 200
_LEAST = 12
"""Letters before a citation that make a sentence around it."""

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The citations of a manuscript, and the text around them.

    Args:
        language: "markdown", "latex", "typst", "restructuredtext", "org", "docx", "odt" or "ipynb".
        sites: in order of part, block and place.
        bibliographies: paths of bibliographies, as the manuscript names them.
        defined: keys that the manuscript itself defines.
        blocks: part, number and text of each paragraph or cell, in order; ("", 0, the text) of a text.
        passages: part, number of the block and words of each note, entry and paragraph, without the keyed sites.
        anchors: of a .docx or .odt file, part and number of a note's paragraph -> part, number and index of its call.
    """

    language: str
    sites: tuple[Site, ...] = ()
    bibliographies: tuple[str, ...] = ()
    defined: frozenset[str] = frozenset()
    blocks: tuple[tuple[str, int, str], ...] = ()
    passages: tuple[tuple[str, int, Passage], ...] = ()
    anchors: Mapping[tuple[str, int], tuple[str, int, int]] = field(default_factory=dict)

    @property
    def texts(self) -> dict[int, str]:
        """Number of each cell -> its text; of a text 0; nothing of a .docx or .odt file, which has no lines."""
        return {} if self.language in ("docx", "odt") else {number: text for _, number, text in self.blocks}

    @property
    def cites(self) -> bool:
        """Whether it cites by key, in a note, or within a paragraph; a paragraph that is a reference is an entry."""
        blocks = {(part, number): text for part, number, text in self.blocks}
        return any(
            site.kind == "keyed"
            or site.setting == "note"
            or (site.setting == "text" and _is_within(blocks[site.part, site.block], site.start))
            for site in self.sites
        )


def _is_within(text: str, at: int) -> bool:
    """Whether words stand before a place in its paragraph."""
    before = _WORDS_BEFORE.search(text[max(at - _NEAR, 0) : at])
    return before is not None and sum(map(str.isalpha, before[0])) >= _LEAST


def language_of(name: str) -> str:
    """The language of a name ("latex", "myst") or of the ending of a path ("paper.tex"); "" for an unknown one."""
    return _LANGUAGE_OF.get(name.rpartition(".")[2].casefold(), "")


def sites(text: str | bytes, language: str, series: tuple[Series, ...] = OURS) -> tuple[Site, ...]:
    """Find the places of a manuscript at which works are cited, by key or in words.

    Args:
        text: the manuscript; the bytes of a .docx, .odt or .ipynb file.
        language: "markdown", "latex", "typst", "restructuredtext", "org", "docx", "odt", "ipynb", or the ending of a
            file's name ("qmd", "tex", "rst").
        series: the series whose labels are recognised in words.
    Returns:
        The sites in order; they never overlap, and `text[site.start:site.end] == site.text` (of a .docx or .odt file in
        the paragraph's text, of a notebook in the cell's).
    Raises:
        MisuseError: the language is unknown.
        SourceError: the bytes are no file of this language.
    """
    return read_manuscript(text, language, series).sites


def keyed_sites(text: str, language: str) -> tuple[Site, ...]:
    """The sites of a text at which works are cited by key, in order. Faster than `sites`, which reads notes, too.

    Raises:
        MisuseError: the language is unknown, or none of texts.
    """
    known = language_of(language)
    if known not in _SCANS:
        raise MisuseError(f"no language of texts is called {language!r}", hint=f"known: {', '.join(_SCANS)}")
    scan = _SCANS[known](text.replace("\r\n", " \n"))
    return tuple(replace(site, text=text[site.start : site.end]) for site in _set(scan.keyed, scan.passages))


def read_manuscript(text: str | bytes, language: str, series: tuple[Series, ...] = OURS) -> Manuscript:
    """As `sites`, with the bibliographies and the keys that the manuscript itself defines. Raises the same errors."""
    known = language_of(language)
    if not known:
        raise MisuseError(f"no language of manuscripts is called {language!r}", hint=f"known: {', '.join(LANGUAGES)}")
    if known == "ipynb":
        return _joined(known, list(_of_cells(_bytes(text), series)))
    if known in BINARY:
        paragraphs = list(read_paragraphs(_bytes(text), known))
        read = [(one, *_of_paragraph(one, series)) for one in paragraphs]
        return Manuscript(
            language=known,
            sites=tuple(site for _, sites, _ in read for site in sites),
            blocks=tuple((one.part, one.number, one.text) for one in paragraphs),
            passages=tuple((one.part, one.number, words) for one, _, words in read),
            anchors=_anchors(paragraphs),
        )
    return _of_text(text if isinstance(text, str) else text.decode("utf-8-sig", "replace"), known, series)


def scanned(text: str, language: str) -> Scan:
    """The keys that a text cites, names and defines: much faster than `read_manuscript`, which seeks typed ones, too.

    Args:
        language: "markdown", "latex", "typst", "restructuredtext" or "org".
    """
    scan = _SCANS[language](text.replace("\r\n", " \n"))
    if "\r\n" not in text:
        return scan
    return replace(scan, keyed=tuple(replace(site, text=text[site.start : site.end]) for site in scan.keyed))


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _of_text(text: str, language: str, series: tuple[Series, ...]) -> Manuscript:
    scan = _SCANS[language](text.replace("\r\n", " \n"))
    found = [*_set(scan.keyed, scan.passages), *typed_sites(scan.passages, text, series)]
    if "\r\n" in text:
        found = [replace(site, text=text[site.start : site.end]) for site in found]
    return Manuscript(
        language=language,
        sites=_in_order(found),
        bibliographies=scan.bibliographies,
        defined=scan.defined,
        blocks=(("", 0, text),),
        passages=tuple(("", 0, passage) for passage in scan.passages),
    )


def _set(keyed: Sequence[Site], passages: Sequence[Passage]) -> Iterator[Site]:
    """The keyed sites, each with its setting."""
    apart = sorted((one for one in passages if one.setting != "text"), key=lambda one: one.whole)
    for site in keyed:
        before = bisect_right(apart, site.start, key=lambda one: one.whole[0])
        around = apart[before - 1] if before else None
        yield replace(site, setting=around.setting) if around and site.start < around.whole[1] else site


def _in_order(found: list[Site]) -> tuple[Site, ...]:
    """The sites by place; a typed one that reaches over another site is left out."""
    kept: list[Site] = []
    for site in sorted(found, key=lambda one: (one.start, one.kind)):
        if kept and site.start < kept[-1].end:
            if site.kind == "keyed" and kept[-1].kind == "typed":
                kept[-1] = site
            continue
        kept.append(site)
    return tuple(kept)


def is_manuscript(manuscript: Manuscript, series: tuple[Series, ...] = OURS) -> bool:
    """Whether a file is rather a manuscript than a source.

    A word processor's file, a notebook, and a text that cites by key are. So is one whose notes cite, unless it begins
    as a memo does: with the label and the number of a series in its first lines.
    """
    if manuscript.language in BINARY or any(site.kind == "keyed" for site in manuscript.sites):
        return True
    head = "\n".join(text[:_HEAD] for *_, text in manuscript.blocks[:1]).splitlines()[:_HEAD_LINES]
    is_memo = any(label_pattern(series).match(line.strip(" *_#")) for line in head)
    return manuscript.cites and not is_memo


def _of_cells(content: bytes, series: tuple[Series, ...]) -> Iterator[Manuscript]:
    for number, text in cells(content):
        one = _of_text(text, "markdown", series)
        placed = tuple(replace(site, part="cell", block=number) for site in one.sites)
        passages = tuple(("cell", number, passage) for *_, passage in one.passages)
        yield replace(one, sites=placed, blocks=(("cell", number, text),), passages=passages)


def _joined(language: str, parts: list[Manuscript]) -> Manuscript:
    return Manuscript(
        language=language,
        sites=tuple(site for part in parts for site in part.sites),
        bibliographies=tuple(dict.fromkeys(path for part in parts for path in part.bibliographies)),
        defined=frozenset(key for part in parts for key in part.defined),
        blocks=tuple(block for part in parts for block in part.blocks),
        passages=tuple(passage for part in parts for passage in part.passages),
    )


def _anchors(paragraphs: Sequence[Paragraph]) -> dict[tuple[str, int], tuple[str, int, int]]:
    calls = {name: (one.part, one.number, at) for one in paragraphs for at, name in one.marks}
    return {(one.part, one.number): calls[one.note] for one in paragraphs if one.note in calls}


def _of_paragraph(paragraph: Paragraph, series: tuple[Series, ...]) -> tuple[tuple[Site, ...], Passage]:
    """The sites of a paragraph of a word processor: keys in pandoc's syntax, and typed citations; and its words."""
    text = paragraph.text
    keyed = pandoc_sites(text, text)
    words = latex.without(text, [site.cluster for site in keyed])
    one = passage(words, (0, len(words)), paragraph.setting, _NOTHING, lambda match: match[0])
    found = _in_order(
        [*(replace(site, setting=paragraph.setting) for site in keyed), *typed_sites([one], text, series)]
    )
    return tuple(replace(site, part=paragraph.part, block=paragraph.number) for site in found), one
