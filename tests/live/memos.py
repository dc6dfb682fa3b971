"""Three hundred memos that nobody wrote: what is posted, and what shall be read."""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass

COUNT = 300
FIRST = 800  # No.
PEOPLE = (
    "Olena Prykladna", "Juan de la Prueba", "Mira van Esempio", "Kit Beispiel", "Ana Ejemplo", "Petro Zrazok",
    "Zoë O’Sample", "J. Paul Muster", "Jean-Luc Exemple", "Şule Örnek",
)  # fmt: skip
THINGS = ("Rivers", "Night Trains", "Lighthouses", "Orchards", "Timetables", "Bridges & Tolls", "“Quiet” Markets")
TOPICS = ("rivers", "trains", "borders", "grain", "salt & sand")
ABSTRACT = (
    "Case {n} of this invented series asks who keeps the books when nobody pays, and finds that the answer depends on "
    "the day on which the question is put."
)


@dataclass(frozen=True)
class Memo:
    """One memo: the fields that shall be read, and how its post knows its authors."""

    number: int
    title: str
    authors: tuple[str, ...]
    day: datetime.date
    tags: tuple[str, ...]
    manner: str  # "account", "byline", "login", "bios": who tells the authors

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"memo-{self.number}"

    @property
    def abstract(self) -> str:
        """Its first paragraph."""
        return ABSTRACT.format(n=self.number)

    @property
    def pdf(self) -> str:
        """The name of its PDF."""
        surnames = "-".join(name.split()[-1].replace("’", "") for name in self.authors)
        return f"Pepm{self.number}_{surnames}_{self.day:%B%Y}.pdf"

    @property
    def account(self) -> str:
        """The display name of the account that posted it."""
        return "adminponars" if self.manner == "login" else self.authors[0]

    @property
    def byline(self) -> str:
        """All authors, as the site joins them."""
        *others, last = self.authors
        return f"{', '.join(others)} and {last}" if others else last


def memo(n: int) -> Memo:
    """The n-th memo."""
    count = (1, 2, 1, 3, 1, 4)[n % 6]
    authors = tuple(PEOPLE[(n + 3 * i) % len(PEOPLE)] for i in range(count))
    manner = "account" if count == 1 and n % 4 else ("byline", "login", "bios")[n % 3]
    if manner == "bios" and count == 1:
        manner = "login"
    title = f"{THINGS[n % len(THINGS)]} and the Case of No. {n}: Who’s Counting?"
    day = datetime.date(2021, 1, 4) + datetime.timedelta(days=6 * n)
    return Memo(FIRST + n, title, authors, day, tuple(TOPICS[(n + i) % len(TOPICS)] for i in range(2)), manner)


def memos() -> list[Memo]:
    """All of them."""
    return [memo(n) for n in range(COUNT)]


def post(one: Memo, home: str) -> dict[str, object]:
    """What WordPress is given. It was published late in the evening: by UTC, that is the next day."""
    return {
        "title": html.escape(one.title, quote=False),
        "slug": one.slug,
        "date": f"{one.day.isoformat()} 22:30:00",
        "account": one.account,
        "tags": [*one.tags, one.authors[0].split()[-1]],
        "content": content(one, home),
    }


def content(one: Memo, home: str) -> str:
    """The text of the post, as the site writes it."""
    pdf = f"{home}/wp-content/uploads/{one.pdf}"
    byline = f"<p>{one.byline}</p>" if one.manner in ("byline", "login") else ""
    if one.manner == "login":
        byline = f"<p>By {one.byline}</p>"
    bios = "".join(f"<p>{name} is Professor of Samples at Example University.</p>" for name in one.authors)
    return (
        f'{byline}<p><a href="{pdf}">ponars eurasia policy memo no. {one.number} (pdf)</a></p>'
        f"<p>{one.abstract}</p><h2>A Heading</h2><p>The second paragraph of case {one.number} says nothing new.[1]</p>"
        f"<p>[1] See: Ana Ejemplo, “An Older Case,” PONARS Eurasia Policy Memo No. {one.number - 100}, July 2019.</p>"
        f'{bios}<p><a href="{pdf}">{one.pdf.removesuffix(".pdf")} (PDF)</a></p><p>Image credit/license</p>'
    )


def expected(one: Memo, home: str) -> dict[str, object]:
    """The fields of its CSL-JSON item."""
    return {
        "type": "report",
        "title": one.title,
        "genre": "PONARS Eurasia Policy Memo",
        "number": str(one.number),
        "publisher": "George Washington University",
        "publisher-place": "Washington, DC",
        "issued": {"date-parts": [[one.day.year, one.day.month, one.day.day]]},
        "URL": f"{home}/{one.slug}/",
        "abstract": one.abstract,
        "keyword": ", ".join(sorted(one.tags)),
        "language": "en",
        "authors": list(one.authors),
    }
