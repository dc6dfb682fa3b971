"""Frames: a text with one citation in each language, as people write it: in a note, in parentheses, in a list."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
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
