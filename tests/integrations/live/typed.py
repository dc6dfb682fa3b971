"""Files with typed notes, as Word and LibreOffice save them: styles in runs, marks of spelling, split words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from ponarscite import Library, Record, from_item
from tests.manuscript.frames import archive

GENRE = "PONARS Eurasia Policy Memo"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = (
    *("Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heath", "Islet", "Juniper", "Kelp", "Larch"),
    *("Moss", "Nectar", "Otter", "Pine", "Quartz", "Reed", "Slate", "Thistle"),
)
TITLES = tuple(f"{word} Roads and the Price of {word} in Invented Towns" for word in WORDS)
FIRST = 700
MONTHS = ("January", "March", "May")


def memo(number: int) -> Record:
    """Memo number 700, 701, …: each of its own author."""
    count = number - FIRST
    item: dict[str, Any] = {
        "id": f"pepm{number}",
        "type": "report",
        "title": TITLES[count],
        "author": [{"family": f"{TITLES[count].split()[0]}ova", "given": "Ana"}],
        "issued": {"date-parts": [[2021, 1 + 2 * (count % 3)]]},
        "genre": GENRE,
        "number": str(number),
    }
    return from_item(item)


def library() -> Library:
    made = Library(":memory:")
    fill(made)
    return made


def fill(made: Library) -> None:
    for count in range(len(TITLES)):
        made.add(memo(FIRST + count))
    book = {"id": "lee2012", "type": "book", "title": "Rivers of the North", "publisher": "Press"}
    made.add(from_item({**book, "author": [{"family": "Lee", "given": "Ann"}], "issued": {"date-parts": [[2012]]}}))


def typed(number: int, *, author: str = "", year: int = 2021, printed: int = 0, page: str = "") -> str:
    """A typed citation of a memo, with <i> around its genre."""
    record = memo(number)
    name = author or f"{record.author[0].given} {record.author[0].family}"
    month = MONTHS[(number - FIRST) % 3]
    ending = f", {page}" if page else ""
    return f"{name}, “{record.title},” <i>{GENRE}</i> No. {printed or number}, {month} {year}{ending}."


def notes() -> list[str]:
    """Sixty notes: 20 are exact, 20 have a wrong year, number or author, 20 cite other works; mixed."""
    found: list[str] = []
    for count in range(20):
        number = FIRST + count
        found.append(typed(number, page="3" * (count % 2)))
        wrong: list[dict[str, Any]] = [{"year": 2020}, {"printed": 680}, {"author": "Boris Otherman"}]
        found.append(typed(number, **wrong[count % 3]))
        found.append(f"Io Vale, <i>The {WORDS[count]} Book</i> (Oxford: Vale Press, {1990 + count}), {count + 1}.")
    return found


def docx(found: Sequence[str], body: str = "") -> bytes:
    """A Word document with these notes; a marked paragraph before them."""
    ids = range(2, len(found) + 2)
    calls = "".join(
        f'<w:p w:rsidR="00A{n:05}"><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>Point {n}.</w:t></w:r>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n in ids
    )
    listed = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="X"/>'
        f"</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> </w:t></w:r>{runs(text)}</w:p></w:footnote>"
        for n, text in zip(ids, found, strict=True)
    )
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": "<Relationships/>",
            "word/document.xml": f"{head}<w:document xmlns:w='{W}'><w:body>{body}{calls}<w:sectPr /></w:body>"
            "</w:document>",
            "word/footnotes.xml": f'{head}<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p><w:r>'
            f"<w:separator/></w:r></w:p></w:footnote>{listed}</w:footnotes>",
            "word/comments.xml": f'<w:comments xmlns:w="{W}"/>',
            "docProps/app.xml": "<Properties/>",
        }
    )


def runs(text: str) -> str:
    """The runs of a text: italics, words split where spelling was looked at, a language."""
    made: list[str] = []
    for number, piece in enumerate(text.replace("</i>", "<i>").split("<i>")):
        properties = f'<w:rPr>{"<w:i/><w:iCs/>" * (number % 2)}<w:lang w:val="en-US"/></w:rPr>'
        for start in range(0, len(piece), 41):
            words = escape(piece[start : start + 41])
            space = ' xml:space="preserve"' if words != words.strip() else ""
            made.append(
                f'<w:r w:rsidRPr="00B7">{properties}<w:t{space}>{words}</w:t></w:r><w:proofErr w:type="spellStart"/>'
            )
    return "".join(made)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"


def odt(found: Sequence[str]) -> bytes:
    """An OpenDocument text with these notes."""
    styles = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties '
        'fo:font-style="italic" style:font-style-asian="italic"/></style:style></office:automatic-styles>'
    )
    body = "".join(
        f'<text:p>Point {n}.<text:note text:id="ftn{n}"><text:note-citation>{n}</text:note-citation><text:note-body>'
        f"<text:p>{spans(text)}</text:p></text:note-body></text:note></text:p>"
        for n, text in enumerate(found, 1)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
        f'xmlns:style="{STYLE}" xmlns:fo="{FO}">{styles}<office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": "<s/>",
            "META-INF/manifest.xml": manifest,
        }
    )


def spans(text: str) -> str:
    pieces = text.replace("</i>", "<i>").split("<i>")
    return "".join(
        f'<text:span text:style-name="T1">{escape(piece)}</text:span>' if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )
