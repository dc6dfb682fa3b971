"""Frames: a text with one citation in each language, as people write it: in a note, in parentheses, in a list."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NOTES: Mapping[str, str] = {
    "markdown": "Rivers are lent.[^1] Others follow.\n\n[^1]: {}\n",
    "latex": "\\documentclass{{article}}\n\\begin{{document}}\nRivers are lent.\\footnote{{{}}} Others follow.\n"
    "\\end{{document}}\n",
    "typst": "Rivers are lent.#footnote[{}] Others follow.\n",
    "restructuredtext": "Rivers are lent. [1]_ Others follow.\n\n.. [1] {}\n",
    "org": "Rivers are lent.[fn:1] Others follow.\n\n[fn:1] {}\n",
}
TEXTS: Mapping[str, str] = {
    language: "Rivers are lent ({}), as all know.\n" for language in NOTES if language != "latex"
} | {
    "latex": "\\documentclass{{article}}\n\\begin{{document}}\nRivers are lent ({}), as all know.\n\\end{{document}}\n"
}
LANGUAGES = (*NOTES, "docx", "odt", "ipynb")

_TITLE: Mapping[str, str] = {
    "markdown": "*{}*",
    "latex": "\\emph{{{}}}",
    "typst": "_{}_",
    "restructuredtext": "*{}*",
    "org": "/{}/",
    "ipynb": "*{}*",
}
"""A title in italics, which a snippet writes as <i>…</i>."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def in_note(citation: str, language: str) -> bytes:
    """A manuscript with a citation in a note.

    Args:
        citation: plain text, with <i>…</i> for italics; LaTeX's special signs are escaped here.
    """
    if language == "docx":
        return docx("Rivers are lent. Others follow.", citation)
    if language == "odt":
        return odt("Rivers are lent.", citation)
    if language == "ipynb":
        return notebook(NOTES["markdown"].format(marked(citation, language)))
    return NOTES[language].format(marked(citation, language)).encode()


def in_text(citation: str, language: str) -> bytes:
    """A manuscript with a citation in parentheses in running text."""
    if language == "docx":
        return docx(f"Rivers are lent ({citation}), as all know.", "")
    if language == "odt":
        return odt(f"Rivers are lent ({citation}), as all know.", "")
    if language == "ipynb":
        return notebook(TEXTS["markdown"].format(marked(citation, language)))
    return TEXTS[language].format(marked(citation, language)).encode()


def marked(citation: str, language: str) -> str:
    """A citation in the markup of a language of texts."""
    if language == "latex":
        citation = "".join(f"\\{sign}" if sign in "#&%$_" else sign for sign in citation)
    if language == "typst":
        citation = citation.replace("#", "\\#").replace(" // ", " \\/\\/ ")
    before, between = _TITLE[language].split("{}")
    if language == "latex":
        before, between = "\\emph{", "}"
    return citation.replace("<i>", before).replace("</i>", between)


def notebook(text: str) -> bytes:
    """A notebook of a code cell and a Markdown cell, line by line as Jupyter saves them."""
    cells = [
        {"cell_type": "code", "metadata": {}, "source": ["print('[@no]')"], "outputs": [], "execution_count": None},
        {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1).encode()


def archive(parts: Mapping[str, str]) -> bytes:
    """A zip file of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), text, compresslevel=9)
    return stream.getvalue()


def docx(text: str, note: str) -> bytes:
    """A Word document of one paragraph and one note; each italic piece and each tenth word begins a run."""
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body><w:p>{_runs(text)}</w:p></w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="1"><w:p>{_runs(note)}</w:p></w:footnote>'
            "</w:footnotes>",
            "docProps/app.xml": "<Properties/>",
        }
    )


def _runs(text: str) -> str:
    """The runs of a text: Word splits words where spelling was looked at."""
    runs: list[str] = []
    for number, piece in enumerate(text.replace("</i>", "<i>").split("<i>")):
        style = "<w:rPr><w:i/></w:rPr>" * (number % 2)
        for start in range(0, len(piece), 37):
            words = escape(piece[start : start + 37])
            runs.append(f'<w:r>{style}<w:t xml:space="preserve">{words}</w:t></w:r><w:proofErr w:type="spellStart"/>')
    return "".join(runs)


def odt(text: str, note: str) -> bytes:
    """An OpenDocument text of one paragraph with one note."""
    body = (
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{_spans(note)}</text:p>"
        "</text:note-body></text:note>"
    )
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>'
        f"<text:p>{_spans(text)}{body * bool(note)} Others follow.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": "<s/>"}
    )


def _spans(text: str) -> str:
    pieces = text.replace("</i>", "<i>").split("<i>")
    return "".join(
        f'<text:span text:style-name="I">{escape(piece)}</text:span>' if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


_PIECE = re.compile(r"\[\[(?P<note>.*?)\]\]|\{(?P<text>t:)?(?P<key>[^{}|]+)(?:\|(?P<page>[^{}]+))?\}")
"""A note, or a citation by key: "[[words]]", "{pepm775}", "{pepm775|3}"; "{t:pepm775}" in running text."""


def paper(cell: str, language: str) -> bytes:
    """A manuscript of a cell of the corpus: "Words {key|3} and more.[[A note.]] ## entry ## entry"."""
    body, *entries = cell.split(" ## ")
    if language in ("docx", "odt"):
        return _office(body, entries, language)
    if language == "ipynb":
        return notebook(paper(cell, "markdown").decode())
    notes: list[str] = []
    text = _with_pieces(body, language, notes)
    return (_head(language) + text + "\n" + _tail(language, notes, entries)).encode()


def _with_pieces(body: str, language: str, notes: list[str]) -> str:
    """The words in the markup of a language; notes that stand elsewhere are collected."""
    pieces: list[str] = []
    done = 0
    for match in _PIECE.finditer(body):
        pieces.append(marked(body[done : match.start()], language))
        if match["note"] is not None:
            words = _with_pieces(match["note"], language, [])
            pieces.append(_call(words, language, notes))
        else:
            pieces.append(cited(match["key"], match["page"] or "", language, is_text=bool(match["text"])))
        done = match.end()
    return "".join((*pieces, marked(body[done:], language)))


def _call(words: str, language: str, notes: list[str]) -> str:
    if language == "latex":
        return f"\\footnote{{{words}}}"
    if language == "typst":
        return f"#footnote[{words}]"
    notes.append(words)
    return {"markdown": "[^{}]", "restructuredtext": " [{}]_", "org": "[fn:{}]"}[language].format(len(notes))


def cited(key: str, page: str, language: str, *, is_text: bool) -> str:
    """A citation by key, as people write it in a language."""
    if language == "latex":
        return f"\\{'citet' if is_text else 'cite'}{f'[{page}]' * bool(page)}{{{key}}}"
    if language == "typst":
        label = f"<{key}>" if re.fullmatch(r"[\w-]+", key) else f'label("{key}")'
        form = ', form: "prose"' * is_text
        return f"#cite({label}{f', supplement: [{page}]' * bool(page)}{form})"
    if language == "restructuredtext":
        return f":cite:{'t' if is_text else 'p'}:`{key}{f'{{{page}}}' * bool(page)}`"
    if language == "org":
        return f"[cite{'/t' * is_text}:@{key}{f' {page}' * bool(page)}]"
    return f"@{key}{f' [{page}]' * bool(page)}" if is_text else f"[@{key}{f', {page}' * bool(page)}]"


def _head(language: str) -> str:
    return "\\documentclass{article}\n\\begin{document}\n" if language == "latex" else ""


def _tail(language: str, notes: Sequence[str], entries: Sequence[str]) -> str:
    """The notes that stand at the end, and the list of references."""
    mark = {"markdown": "[^{}]: ", "restructuredtext": ".. [{}] ", "org": "[fn:{}] "}.get(language, "{}")
    lines = [f"{mark.format(number)}{words}" for number, words in enumerate(notes, 1)]
    heading = {
        "markdown": "# References",
        "latex": "\\section*{References}",
        "typst": "= References",
        "restructuredtext": "References\n==========",
        "org": "* References",
    }[language]
    bullet = "" if language == "latex" else "- "
    listed = [heading, *(f"{bullet}{marked(entry, language)}" for entry in entries)] if entries else []
    blocks = [*listed, *lines] if language == "markdown" else [*lines, *listed]
    end = "\n\\end{document}\n" if language == "latex" else ""
    return "".join(f"\n{block}\n" for block in blocks) + end


def _office(body: str, entries: Sequence[str], language: str) -> bytes:
    """A word processor's file: its notes are called where they stand, its keys are pandoc's."""
    notes: list[str] = []
    runs = _runs if language == "docx" else _spans
    pieces: list[str] = []
    done = 0
    for match in _PIECE.finditer(body):
        pieces.append(runs(body[done : match.start()]))
        if match["note"] is None:
            pieces.append(runs(cited(match["key"], match["page"] or "", language, is_text=bool(match["text"]))))
        else:
            notes.append(_keyed(match["note"], language))
            pieces.append(_office_call(notes, language))
        done = match.end()
    first = "".join((*pieces, runs(body[done:])))
    rest = [runs("References"), *map(runs, entries)] if entries else []
    if language == "odt":
        paragraphs = "".join(f"<text:p>{one}</text:p>" for one in (first, *rest))
        return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _odt(paragraphs)})
    paragraphs = "".join(f"<w:p>{one}</w:p>" for one in (first, *rest))
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{_runs(words)}</w:p></w:footnote>' for number, words in enumerate(notes, 1)
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>",
        }
    )


def _keyed(words: str, language: str) -> str:
    return _PIECE.sub(lambda one: cited(one["key"], one["page"] or "", language, is_text=bool(one["text"])), words)


def _office_call(notes: Sequence[str], language: str) -> str:
    if language == "docx":
        return f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    return (
        f"<text:note><text:note-citation>{len(notes)}</text:note-citation><text:note-body><text:p>{_spans(notes[-1])}"
        "</text:p></text:note-body></text:note>"
    )


def _odt(body: str) -> str:
    return (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
