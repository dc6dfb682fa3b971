"""Memo pages in the site's shape, as many as are wanted, of about 37 kB each: what the benchmarks read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
    """The HTML of the n-th memo: a number, a title and an address of its own. 0 <= n < 9,000.

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
