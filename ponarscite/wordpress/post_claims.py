"""A post -> claims about the work that it is, and about works cited in its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.document.flow import lines_of_html
from ponarscite.document.lines import Line
from ponarscite.document.tree import parse_html
from ponarscite.note.footnote import cited_claims
from ponarscite.note.printed import note_claims
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.name import Name, parse_names
from ponarscite.series.card import Card
from ponarscite.series.category import series_of_category, type_of_category
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.layout import article_layout
from ponarscite.series.masthead import layout_claims
from ponarscite.series.site import Site, site_of
from ponarscite.wordpress.author import co_authors, find_byline

if TYPE_CHECKING:
    from ponarscite.series.series import Series
    from ponarscite.wordpress.post import Post

ORIGIN = "WordPress"


def post_claims(post: Post, about: About, series: tuple[Series, ...], accessed: str = "") -> Iterator[Claim]:
    """Claim the metadata of a post and the works that it cites.

    Args:
        about: the post, as a subject of its document.
        accessed: the day on which it was fetched ("2022-05-20"), "" when unknown.
    """
    lines, site = _lines(post.content), site_of(series, address=post.link)
    accounts = _accounts(post, site)
    byline = find_byline(lines, _names(accounts))
    names = byline.text if byline else ""
    card = Card(Line(1, _title(post)), _category(post, series), _issued(post, site), names)
    text = [line for line in lines if line is not byline]
    layout = article_layout(card, text, [Line(n, tag, bullet=True) for n, tag in enumerate(post.tags, 1)])
    authors = [] if byline else co_authors(lines, _names(accounts), _pdf_name(lines)) or _names(accounts)
    yield from layout_claims(layout, series, ClaimMaker(about, base=post.link), authors)
    yield from _claims("author", map(str, authors), about)
    yield from _claims("file-name", site.read("file-name", _pdf_name(lines)), about)
    if post.link:
        yield Claim("URL", post.link, Rank.OWN, "canonical link", about, "link")
    if accessed:
        yield Claim("accessed", accessed, Rank.OWN, "envelope", about)
    yield from note_claims(layout.notes, about)
    yield from cited_claims(layout, series, about, post.link)


def has_author(post: Post, series: tuple[Series, ...]) -> bool:
    """Whether the REST answer names an author. Some sites print authors only on the page of the post."""
    return bool(_accounts(post, site_of(series, address=post.link)) or find_byline(_lines(post.content), ()))


def _claims(variable: str, texts: Iterable[str], about: About) -> Iterator[Claim]:
    yield from (Claim(variable, text, Rank.OWN, ORIGIN, about, variable) for text in texts)


def _lines(html: str) -> tuple[Line, ...]:
    return lines_of_html(parse_html(html))


def _accounts(post: Post, site: Site) -> list[str]:
    """Return the names that WordPress gives, without logins and the name of the site."""
    return [name for account in post.authors for name in site.read("account", account)]


def _names(texts: Sequence[str]) -> list[Name]:
    return [name for text in texts for name in parse_names(text)]


def _title(post: Post) -> str:
    return " ".join(line.text for line in _lines(post.title))


def _issued(post: Post, site: Site) -> str:
    """Return the day of publication by the clock of the site, "" for none."""
    return next(iter(site.read("issued", post.date.partition("T")[0])), "")


def _category(post: Post, series: tuple[Series, ...]) -> str:
    """Return the category that tells most: that of a series, else one with a known type, else ""."""
    known = [name for name in post.categories if type_of_category(name, series)]
    return next(chain((name for name in known if series_of_category(name, series)), known), "")


def _pdf_name(lines: Sequence[Line]) -> str:
    """Return the name of the first PDF that the post links to, "" for none."""
    names = (href.partition("?")[0].rpartition("/")[2] for line in lines for _, href in line.links)
    return next((name for name in names if name.lower().endswith(".pdf")), "")
