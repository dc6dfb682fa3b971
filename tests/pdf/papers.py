"""Memos as PDF files in three layouts of the series, with random titles, authors and numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MONTHS = "January February March April May June July August September October November December".split()
GIVEN = "Olena Juan Mira Petro Ana Kit Sasha Erika Max Şener Jean-François Lisa".split()
FAMILY = (
    "Prykladna",
    "de la Prueba",
    "van Esempio",
    "Zrazok",
    "Ejemplo",
    "O’Beispiel",
    "De Modelo",
    "Mustermann",
    "Gould-Exemple",
    "Örnek",
)
PLACES = ("Example University", "Institute of Invented Studies", "College of the Two Valleys", "Center for Snow Policy")
NOUNS = "Rivers Valleys Ferries Bridges Snow Clouds Maps Timetables Borders Memos Orchards Fences Lighthouses".split()
VERBS = "Borrowed Counted Unsent Measured Forgotten Invented Divided Returning Expensive Official".split()
PROSE = (
    "Two valleys that exist on no map share one river, and neither of them has a meter. This memo follows the bills "
    "that were never sent, from the office that did not write them to the offices that did not fail to pay. What is "
    "found in the files is a difference of opinion about the difficult affair of the flood, and a first draft of a "
    "final offer. "
)


@dataclass(frozen=True)
class Memo:
    """The facts of a memo."""

    number: int
    title: str
    authors: tuple[str, ...]
    month: str
    year: int
    places: tuple[str, ...]

    @property
    def issued(self) -> str:
        """ISO 8601."""
        return f"{self.year}-{MONTHS.index(self.month) + 1:02}"


def memos(count: int) -> list[Memo]:
    """The first *count* memos, always the same ones."""
    lot = random.Random(1997)
    return [_memo(lot, n) for n in range(count)]


def _memo(lot: random.Random, n: int) -> Memo:
    subject = f"{lot.choice(VERBS)} {lot.choice(NOUNS)}"
    rest = lot.choice(
        (
            "",
            f": Who Pays for the {lot.choice(NOUNS)}?",
            f" and {lot.choice(VERBS)} {lot.choice(NOUNS)}: What the Third Valley Has to Do with {lot.choice(NOUNS)}",
            f" in the Land of {lot.choice(NOUNS)}",
            f": “{lot.choice(VERBS)} {lot.choice(NOUNS)}” and the Politics of {lot.choice(NOUNS)} after 2014",
        )
    )
    names = lot.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], lot.choice((1, 1, 2, 3, 4)))
    year = lot.randint(2023, 2025)
    places = lot.choices(PLACES, k=len(names))
    return Memo(782 + 7 * n, subject + rest, tuple(names), lot.choice(MONTHS), year, tuple(places))


def fonts() -> None:
    """Register a font with ligatures and with letters that the standard fonts lack."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))


class Page:
    """A canvas that is filled from the top."""

    def __init__(self, size: tuple[float, float]) -> None:
        fonts()
        self.file = BytesIO()
        self.width, self.height = size
        self.canvas = Canvas(self.file, pagesize=size)
        self.y = self.height - 72

    def row(
        self, text: str, font: str, size: float, left: float = 72, *, centred: bool = False, after: float = 1.2
    ) -> None:
        """Write a row of text and go down to the next."""
        self.canvas.setFont(font, size)
        if centred:
            self.canvas.drawCentredString(self.width / 2, self.y, text)
        else:
            self.canvas.drawString(left, self.y, text)
        self.y -= after * size

    def rows(self, text: str, font: str, size: float, width: float, left: float = 72, **how: Any) -> None:
        """Write a text in as many rows as it takes."""
        for line in simpleSplit(text, font, size, width):
            self.row(line, font, size, left, **how)

    def note(self, number: int, text: str, font: str, size: float, left: float, width: float) -> None:
        """Write a footnote: a raised number and rows of text."""
        self.canvas.setFont(font, 0.65 * size)
        self.canvas.drawString(left, self.y + 0.35 * size, str(number))
        first, *more = simpleSplit(text, font, size, width - 8)
        self.row(first, font, size, left + 8)
        for line in more:
            self.row(line, font, size, left)

    def marked(self, text: str, mark: int, font: str, size: float, left: float) -> None:
        """Write a row that ends with the raised mark of a note."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.y, text)
        end = left + pdfmetrics.stringWidth(text, font, size)
        self.canvas.setFont(font, 0.65 * size)
        self.canvas.drawString(end, self.y + 0.35 * size, str(mark))
        self.y -= 1.2 * size

    def bytes(self) -> bytes:
        """The bytes of the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()


CITED = (
    "Olena Prykladna, “Unsent Bills of the Upper Valley and What Became of Them,” PONARS Eurasia Policy Memo No. 450, "
    "November 2016."
)
REMARK = "A map of both valleys can be found here."


def ligated(text: str) -> str:
    """The text as typesetting programs print it."""
    return text.replace("fl", "ﬂ").replace("fi", "ﬁ")


def byline(authors: Sequence[str]) -> str:
    return authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} and {authors[-1]}"


def label_first(memo: Memo) -> bytes:
    """Label and month above the title, authors with their institutions below it, footnotes (2010 to 2014)."""
    page = Page(letter)
    page.canvas.setFont("Vera", 10)
    page.canvas.drawRightString(540, page.y, f"{memo.month} {memo.year}")
    page.row(f"PONARS Eurasia Policy Memo No. {memo.number}", "Vera", 10, after=4)
    page.rows(memo.title, "VeraBd", 18, 468)
    page.y -= 10
    for name, place in zip(memo.authors, memo.places, strict=True):
        page.row(name, "VeraBd", 12, after=1.3)
        page.row(place, "VeraIt", 10, after=1.8)
    page.y -= 14
    _prose(page, 72, 468, 10.5)
    _footnotes(page, 72, 468, 100)
    page.canvas.drawCentredString(306, 36, "1")
    page.canvas.showPage()
    page.y = 700
    _prose(page, 72, 468, 10.5)
    return page.bytes()


def title_first(memo: Memo) -> bytes:
    """A centred title in the size of the text, the byline, then label and month; Times, notes at the end."""
    page = Page(A4)
    for line in simpleSplit(memo.title, "VeraBd", 14, 400):
        page.row(line, "VeraBd", 14, centred=True)
    page.y -= 8
    page.row(f"PONARS Eurasia Policy Memo No. {memo.number}", "VeraIt", 11, centred=True, after=1.4)
    page.row(f"{memo.month} {memo.year}", "VeraIt", 11, centred=True, after=2.4)
    for line in simpleSplit(byline(memo.authors), "Vera", 12, 430):
        page.row(line, "Vera", 12, centred=True, after=1.3)
    page.row(memo.places[0], "VeraIt", 10, centred=True, after=3)
    _prose(page, 90, 415, 11)
    _footnotes(page, 90, 415, 130)
    page.canvas.showPage()
    page.y = 760
    _prose(page, 90, 415, 11)
    return page.bytes()


def two_columns(memo: Memo) -> bytes:
    """A banner, the title over both columns, text and notes in two columns."""
    page = Page(letter)
    page.row("PONARS EURASIA", "VeraBd", 24, after=1.4)
    page.row("POLICY MEMOS", "Vera", 9, after=2.5)
    page.row(f"Policy Memo No. {memo.number} | {memo.month} {memo.year}", "Vera", 9, after=2.5)
    page.rows(memo.title, "VeraBd", 16, 468)
    page.y -= 6
    page.rows(f"By {byline(memo.authors)}", "VeraIt", 11, 468)
    page.y -= 16
    top = page.y
    for left in (72, 318):
        page.y = top
        _prose(page, left, 222, 9.5)
        _footnotes(page, left, 222, 130, first=1 if left == 72 else 3)
    return page.bytes()


def _prose(page: Page, left: float, width: float, size: float) -> None:
    """A paragraph with a mark behind its first sentence, and words divided at the ends of rows."""
    rows = simpleSplit(ligated(PROSE), "Vera", size, width)
    for n, row in enumerate(rows):
        if n == 2:
            page.marked(row, 1, "Vera", size, left)
        else:
            page.row(row, "Vera", size, left)
    page.row("The bills that nobody wrote are kept in a cab-", "Vera", size, left)
    page.row("inet that nobody has a key to, in a well-", "Vera", size, left)
    page.row("known office.", "Vera", size, left, after=2)
    page.rows("A well-known clerk keeps the cabinet locked.", "Vera", size, width, left, after=1.2)


def _footnotes(page: Page, left: float, width: float, y: float, first: int = 1) -> None:
    page.y = y
    page.note(first, CITED, "Vera", 8, left, width)
    page.note(first + 1, REMARK, "Vera", 8, left, width)


LAYOUTS = {"label first": label_first, "title first": title_first, "two columns": two_columns}
