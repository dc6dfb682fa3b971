"""Post: one item of WordPress' REST listing, as it is printed there.

Source: WordPress REST API handbook, Posts, with `_embed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.series.url import link, unescape


@dataclass(frozen=True, slots=True)
class Post:
    """One post. Texts are HTML where WordPress writes HTML, "" where it says nothing.

    Args:
        id: WordPress' own number, 0 when unknown.
        link: its address.
        title: HTML.
        date: "2022-05-20T09:00:00", in the time zone of the site.
        content: HTML.
        authors: the names of its accounts, or of its authors where a plugin knows several.
        categories: the names of the sections it stands in.
        tags: its keywords.
    """

    id: int
    link: str
    title: str
    date: str
    content: str
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def is_post(value: object) -> bool:
    """Whether a JSON value is a post: a title and a link, written as WordPress writes them."""
    return isinstance(value, dict) and isinstance(_at(value, "title", "rendered"), str) and "link" in value


def posts_of(text: str) -> list[dict[str, Any]]:
    """The posts of a REST answer, one or a list of them; [] for other JSON, and for none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [one for one in (value if isinstance(value, list) else [value]) if is_post(one)]


def parse_post(value: Mapping[str, Any]) -> Post:
    """The post in a JSON object, odd values and all. Raises nothing."""
    number = value.get("id")
    terms = list(_terms(value))
    return Post(
        id=number if isinstance(number, int) else 0,
        link=link(_text(value.get("link"))),
        title=_text(_at(value, "title", "rendered")),
        date=_text(value.get("date")),
        content=_text(_at(value, "content", "rendered")),
        authors=tuple(_authors(value)),
        categories=tuple(name for taxonomy, name in terms if taxonomy == "category"),
        tags=tuple(name for taxonomy, name in terms if taxonomy == "post_tag"),
    )


def _at(value: object, *path: str) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: object) -> Sequence[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _authors(value: Mapping[str, Any]) -> Iterator[str]:
    """Those that PublishPress Authors lists; else the account, which is what WordPress itself knows."""
    several = [_text(one.get("display_name")) for one in _objects(value.get("authors"))]
    accounts = [_text(one.get("name")) for one in _objects(_at(value, "_embedded", "author"))]
    yield from (unescape(name) for name in (several if any(several) else accounts) if name)


def _terms(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(taxonomy, name) of each term: WordPress embeds a list for each taxonomy."""
    embedded = _at(value, "_embedded", "wp:term")
    for group in embedded if isinstance(embedded, list) else ():
        for term in _objects(group):
            if name := unescape(_text(term.get("name"))):
                yield _text(term.get("taxonomy")), name
