"""Memos as PDF files whose first page differs from those of the series but can be read."""

from __future__ import annotations

from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics

from tests.pdf.papers import PROSE, Memo, Page, byline


def _text(page: Page, size: float = 10.5) -> None:
    page.y -= 14
    for _ in range(3):
        page.rows(PROSE, "Vera", size, page.width - 144)
        page.y -= 6


def running_head(memo: Memo) -> bytes:
    """Label and month only in small type above every page."""
    page = Page(letter)
    for number in (1, 2, 3):
        page.canvas.setFont("Vera", 8)
        page.canvas.drawString(72, 756, f"PONARS Eurasia Policy Memo No. {memo.number}")
        page.canvas.drawRightString(540, 756, f"{memo.month} {memo.year}")
        page.y = 700
        if number == 1:
            page.rows(memo.title, "VeraBd", 20, 468)
            page.y -= 8
            page.rows(byline(memo.authors), "VeraIt", 13, 468)
        _text(page)
        page.canvas.drawCentredString(306, 30, str(number))
        if number < 3:
            page.canvas.showPage()
    return page.bytes()


def small_capitals(memo: Memo) -> bytes:
    """A title in capitals of two sizes, letter by letter."""
    page = Page(letter)
    page.row("PONARS EURASIA", "VeraBd", 22)
    page.row(f"Policy Memo No. {memo.number}", "Vera", 10)
    page.row(f"{memo.month} {memo.year}", "Vera", 10, after=3)
    for row in simpleSplit(memo.title.upper(), "VeraBd", 17, 468):
        left = 72.0
        for word in row.split():
            for place, letter_ in enumerate(word):
                size = 14 if place else 18
                page.canvas.setFont("VeraBd", size)
                page.canvas.drawString(left, page.y, letter_)
                left += pdfmetrics.stringWidth(letter_, "VeraBd", size)
            left += 6
        page.y -= 24
    page.y -= 4
    page.rows(byline(memo.authors), "VeraIt", 12, 468)
    _text(page)
    return page.bytes()


def month_at_the_foot(memo: Memo) -> bytes:
    """The month stands alone below the text."""
    page = Page(letter)
    page.row("PONARS Eurasia", "VeraBd", 14)
    page.row(f"POLICY MEMO NO. {memo.number}", "Vera", 11, after=3)
    page.rows(memo.title, "VeraBd", 20, 468)
    page.rows(byline(memo.authors), "Vera", 12, 468)
    _text(page)
    page.y = 40
    page.row(f"{memo.month} {memo.year}", "Vera", 8, centred=True)
    return page.bytes()


def divided_title(memo: Memo) -> bytes:
    """The first long word of the title is divided at the end of a row."""
    page = Page(letter)
    page.row(f"PONARS Eurasia Policy Memo No. {memo.number}", "Vera", 11, centred=True)
    page.row(f"{memo.month} {memo.year}", "Vera", 11, centred=True, after=3)
    words = memo.title.split(" ")
    at = next(n for n, word in enumerate(words) if len(word) > 4 and word.isalpha())
    page.row(" ".join([*words[:at], f"{words[at][:3]}-"]), "VeraBd", 20, centred=True)
    page.rows(" ".join([words[at][3:], *words[at + 1 :]]), "VeraBd", 20, 468, centred=True)
    page.rows(byline(memo.authors), "Vera", 12, 468, centred=True)
    _text(page)
    return page.bytes()


def turned(memo: Memo) -> bytes:
    """A page rotated by a right angle, with its text rotated back."""
    page = Page(letter)
    page.canvas.setPageRotation(90)
    page.canvas.translate(page.width, 0)
    page.canvas.rotate(90)
    page.width, page.height, page.y = page.height, page.width, page.width - 60
    page.row(f"PONARS Eurasia Policy Memo No. {memo.number}", "Vera", 10)
    page.row(f"{memo.month} {memo.year}", "Vera", 10, after=2)
    page.rows(memo.title, "VeraBd", 20, 640)
    page.rows(byline(memo.authors), "Vera", 12, 640)
    _text(page)
    return page.bytes()


OTHERS = {
    "running head": running_head,
    "small capitals": small_capitals,
    "month at the foot": month_at_the_foot,
    "divided title": divided_title,
    "turned": turned,
}
