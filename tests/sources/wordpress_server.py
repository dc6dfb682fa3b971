"""The answers of a WordPress site, without WordPress: posts, categories, sitemap, feed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.live.memos import Memo, memo, post
from tests.network.scripted import Answers, Asked, Reply, as_json

CATEGORIES = [
    {"id": 2, "name": "Policy Memos | Аналитика", "slug": "memos", "parent": 0},
    {"id": 3, "name": "Commentary", "slug": "commentary", "parent": 0},
    {"id": 5, "name": "A Section of Theirs", "slug": "section", "parent": 2},
]


def memo_post(one: Memo, home: str, **changes: object) -> dict[str, Any]:
    """A memo as REST gives it with `_embed`."""
    given = post(one, home)
    terms = [
        [{"taxonomy": "category", "name": "Policy Memos | Аналитика"}],
        [{"taxonomy": "post_tag", "name": html.escape(tag)} for tag in one.tags],
    ]
    value = {
        "id": one.number,
        "link": f"{home}/{one.slug}/",
        "date": str(given["date"]).replace(" ", "T"),
        "title": {"rendered": given["title"]},
        "content": {"rendered": given["content"]},
        "_embedded": {"author": [{"name": one.account}], "wp:term": terms},
    }
    return value | changes


@dataclass
class WordPress:
    """The answers of a site with these posts; what REST says can be changed while it runs."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    per_page: int = 100
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answers(self, **more: Answers) -> dict[str, Answers]:
        """Path -> answer; *more* by path, with "_" for "/"."""
        root = {"Link": '</wp-json/>; rel="https://api.w.org/"'}
        known: dict[str, Answers] = {
            "/": Reply(b"<title>PONARS Eurasia</title>", headers=root),
            "/wp-json/wp/v2/categories": as_json(CATEGORIES),
            "/wp-json/wp/v2/posts": self.list,
        }
        return known | {path.replace("_", "/"): answer for path, answer in more.items()}

    def list(self, asked: Asked) -> Reply:
        """A page of the posts."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        found = self.changed if "modified_after" in query else self.posts
        size = min(int(query["per_page"]), self.per_page)
        pages = -(-len(found) // size)
        number = int(query.get("page", 1))
        if number > max(pages, 1):
            return Reply(b'{"code": "rest_post_invalid_page_number"}', 400)
        chosen = found[(number - 1) * size : number * size]
        return as_json(chosen, X_WP_Total=str(len(found)), X_WP_TotalPages=str(pages), **self.headers)


def site_of(count: int, home: str = "http://site.example") -> WordPress:
    """A site with the first *count* memos."""
    return WordPress([memo_post(memo(n), home) for n in range(count)])


def numbers(records: Sequence[Any]) -> list[str]:
    """The numbers of records, in order."""
    return [record.number for record in records]
