"""Post: one item of the posts endpoint of the WordPress REST API.

Source: WordPress REST API handbook, Posts, with the parameter `_embed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.series.url import link, unescape


@dataclass(frozen=True, slots=True)
class Post:
    """One post. Values are "" or empty where the answer has none.

    Args:
        id: WordPress' number, 0 when unknown.
        link: the address of the post.
        title: HTML.
        date: "2022-05-20T09:00:00", in the time zone of the site.
        content: HTML.
        authors: names of the accounts, or the authors' names if a plugin lists several.
        categories: names of its categories.
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
    """Whether a JSON value is a post: it has a link and a rendered title."""
    return isinstance(value, dict) and isinstance(_at(value, "title", "rendered"), str) and "link" in value


def posts_of(text: str) -> list[dict[str, Any]]:
    """Return the posts of a REST answer, one post or a list; [] for any other text."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [one for one in (value if isinstance(value, list) else [value]) if is_post(one)]


def parse_post(value: Mapping[str, Any]) -> Post:
    """Parse the JSON object of a post; values of wrong types count as missing. Raises nothing."""
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
    """Yield the authors that the plugin PublishPress Authors lists, else the account that WordPress knows."""
    several = [_text(one.get("display_name")) for one in _objects(value.get("authors"))]
    accounts = [_text(one.get("name")) for one in _objects(_at(value, "_embedded", "author"))]
    yield from (unescape(name) for name in (several if any(several) else accounts) if name)


def _terms(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (taxonomy, name) of each term; WordPress embeds one list of terms a taxonomy."""
    embedded = _at(value, "_embedded", "wp:term")
    for group in embedded if isinstance(embedded, list) else ():
        for term in _objects(group):
            if name := unescape(_text(term.get("name"))):
                yield _text(term.get("taxonomy")), name
