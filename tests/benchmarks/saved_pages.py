"""Memo pages in the site's shape, as many as are wanted, of about 37 kB each: what the benchmarks read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from tests.paths import EXAMPLES

MODEL = EXAMPLES / "pages" / "borrowed-rivers.html"
SIZE = 37_000  # bytes, about what a page of the site has

_LAST_PARAGRAPH = "<p>Neither report says who paid for the room.</p>"
_FIRST_NUMBER = 1_000
_PARAGRAPH = (
    "<p>In the {n}th year of the ledger the upper valley wrote down {days} days of water, and the lower valley wrote "
    "down as many sacks. <em>Nobody</em> compared the hands in which this was written, although <a "
    'href="https://ledger.example/{n}">both copies</a> have been open to readers ever since, and although a reader '
    "who asks for one of them is given the other.</p>\n"
)


AUTHOR = '<meta name="author" content="Olena Prykladna">'
"""What some themes write into the head: of several authors the first."""


def page(n: int, head: str = "") -> str:
    """The HTML of the n-th memo: a title and an address of its own, and below 9,000 a number, as no series has more.

    Its first note names No. 8950 under a title of its own, too; what its cards show is the same on every page.

    Args:
        head: put at the end of its head.
    """
    model = MODEL.read_text(encoding="utf-8")
    text = (
        model.replace("9001", str(_FIRST_NUMBER + n))
        .replace("Borrowed Rivers:", f"Borrowed Rivers {n}:")
        .replace("Two valleys", f"The two valleys of case {n}")
        .replace("Unsent Bills:", f"Unsent Bills {n}:")
        .replace("The figures were", f"The {n} figures were")
        .replace("borrowed-rivers-who-pays-for-water", f"borrowed-rivers-{n}")
    )
    size, body = len(text.encode()), [_LAST_PARAGRAPH]
    while size < SIZE:
        body.append(_PARAGRAPH.format(n=len(body), days=n + len(body)))
        size += len(body[-1])
    return text.replace(_LAST_PARAGRAPH, "".join(body)).replace("</head>", f"{head}</head>")


CITED = (
    "Olena Prykladna, “Unsent Bills {n}: Memory and Debt in the Upper Valley,” "
    "PONARS Eurasia Policy Memo No. 8950, July 2023"
)
"""What the first note of the n-th page names."""

CARDS = {
    "the-lighthouse": ("The Lighthouse in the Steppe", "March 12, 2024", "Kit Beispiel"),
    "night-trains": ("Night Trains: Do Timetables Make a Border?", "March 21, 2024", "Mira van Esempio"),
    "snow": ("Counting Snow: An Invented Census", "February 2, 2024", "Ana Ejemplo, Petro Zrazok and Kit Beispiel"),
    "bridges": ("Bridges Without Rivers", "January 15, 2024", "John O’Paradigm"),
}
"""The cards of a page: address -> title, date and byline. The first two are of the memos before and after it."""

BYLINE = "Olena Prykladna and Juan de la Prueba"


def linked_page(n: int, count: int) -> str:
    """As `page`, one of *count* pages of a site whose cards and notes name each other, a few of them very often."""
    random = Random(n)
    often = [min(count - 1, int(random.paretovariate(0.6)) - 1) for _ in range(3)]
    text = page(n)
    named = dict(zip(CARDS, (max(0, n - 1), min(count - 1, n + 1), *often[:2]), strict=True))
    for address, (title, day, byline) in CARDS.items():
        start = text.index(f'<h3><a href="/{address}/">')
        card = _card(text[start : start + 400], named[address], {title: "", day: "March 14, 2024", byline: BYLINE})
        text = text[:start] + card.replace(f"/{address}/", _path(named[address])) + text[start + 400 :]
    note = f"{BYLINE}, “{_title(often[2])}” PONARS Eurasia Policy Memo No. {_FIRST_NUMBER + often[2]}, March 2024"
    return text.replace(CITED.format(n=n), note)


def _card(card: str, n: int, changed: Mapping[str, str]) -> str:
    for old, new in changed.items():
        card = card.replace(old, new or _title(n), 1)
    return card


def _title(n: int) -> str:
    return f"Borrowed Rivers {n}: Who Pays for Water in Two Invented Valleys?"


def _path(n: int) -> str:
    return f"/borrowed-rivers-{n}/"


def serial_page(n: int) -> str:
    """As `page`; its first note names an article whose title each volume of a journal has."""
    return page(n).replace(
        CITED.format(n=n), f"Olena Prykladna, “Unsent Bills,” Journal of Water {n + 1}, no. 2 (2019)"
    )


def save(folder: Path, count: int) -> list[Path]:
    """Write *count* pages into a folder."""
    paths = [folder / f"memo-{n:05}.html" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(page(n), encoding="utf-8")
    return paths


def endless(count: int) -> Iterator[bytes]:
    """*count* pages as bytes, made when asked for; beyond 9,000 they repeat with other titles only."""
    for n in range(count):
        yield page(n % 9_000).replace(f"Rivers {n % 9_000}:", f"Rivers {n}:").encode()
