"""PostList: the posts of some categories, page by page; on later runs only those that have changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.document.document import Document
from ponarscite.errors import FetchError
from ponarscite.network.fetch import fetch
from ponarscite.network.pace import FRESH
from ponarscite.series.url import link
from ponarscite.sources.fetched import document_of, failed
from ponarscite.sources.site.rest import ListPage, Value, read, read_cached, read_first
from ponarscite.sources.site.route import host_of, route
from ponarscite.wordpress.post import is_post, parse_post
from ponarscite.wordpress.post_claims import has_author

if TYPE_CHECKING:
    from ponarscite.hookspecs import SourceOptions

PER_PAGE = 100  # the maximum of the WordPress REST API
MOST_PAGES = 2_000
MOST_LOST = 5  # consecutive pages that failed; then the rest is skipped
ENDED = (400, 404)  # statuses of WordPress, or of a proxy in front of it, beyond the last page
OVERLAP = timedelta(seconds=1)  # for changes within the second in which the list was read

Changes: TypeAlias = dict[object, tuple[Value, ListPage]]
"""Identity of a post -> the post as changed, and the page of the list of changes that has it."""


@dataclass(frozen=True, slots=True)
class PostList:
    """The posts of some categories of a site; of the whole site if there are none.

    The cache is the only state. It holds the pages of the list as they were read, and under a further address, with the
    parameter `modified_after`, the posts that have changed since the first page was read.

    Args:
        root: the REST root of the site.
        categories: ids of categories.
        options: how to read; `options.cache` decides whether changes are looked for.
    """

    root: str
    categories: tuple[int, ...]
    options: SourceOptions

    def documents(self) -> Iterator[Document]:
        """Yield each post once, the failures, and the pages of posts whose REST response names no author.

        Raises:
            ClosedError: the site has no usable REST API; raised before the first document. FetchError: the first page
                of the list failed; raised before the first document.
        """
        first = read_cached(self._address(1), self.options)
        changes = self._changes_of(first) if first else None
        if first is None or changes is None:
            first, changes = read_first(self._address(1), self._again), {}
        return _Pass(self, first, changes).documents()

    @property
    def _again(self) -> SourceOptions:
        return self.options if self.options.cache == "offline" else replace(self.options, cache="refresh")

    def _address(self, page: int, **more: object) -> str:
        """Return the address of a page of the list, ordered by id, so that new posts come last and move no others."""
        return self._route(_embed=1, per_page=PER_PAGE, page=page, orderby="id", order="asc", **more)

    def _route(self, **parameters: object) -> str:
        chosen = {"categories": ",".join(map(str, self.categories))} if self.categories else {}
        return route(self.root, "wp/v2/posts", **parameters, **chosen)

    def page(self, number: int, first: ListPage) -> ListPage:
        """Return a page of the list from the cache, if it is no older than the first page; else fetch it. Raises
        FetchError.
        """
        return first if number == 1 else self._cached(number, first) or read(self._address(number), self._again)

    def page_again(self, number: int) -> ListPage:
        """Fetch a page of the list anew. Raises FetchError."""
        return read(self._address(number), self._again)

    def name(self, page: int) -> str:
        """Return the name of a page of the list in messages."""
        return self._address(page)

    def _cached(self, page: int, first: ListPage) -> ListPage | None:
        found = read_cached(self._address(page), self.options)
        return found if found and (found.fetched.at >= first.fetched.at or self.options.cache == "offline") else None

    def _changes_of(self, first: ListPage) -> Changes | None:
        """Return the posts changed since the list was read; None if the list has to be read anew."""
        is_fresh = abs(datetime.now(UTC) - first.fetched.at) < FRESH  # a clock that was set back makes it negative
        if self.options.cache == "offline" or (self.options.cache == "use" and is_fresh):
            return self._changes_since(first, read_cached)
        known: set[object] = set()
        for number in range(1, (first.pages or 1) + 1):
            page = first if number == 1 else self._cached(number, first)
            if not page:  # an earlier run was interrupted
                return {} if is_fresh else None
            known.update(map(identity, page.items))
        changes = self._changes_since(first, read)
        there_are = read(self._route(per_page=1, _fields="id"), self.options).total
        return changes if there_are in (None, len(known.union(changes))) else None

    def _changes_since(self, first: ListPage, read_page: Callable[[str, SourceOptions], ListPage | None]) -> Changes:
        since = (first.sent_at.astimezone(UTC) - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
        changes: Changes = {}
        for page in range(1, MOST_PAGES + 1):
            listed = read_page(self._address(page, modified_after=since), self.options)
            changes |= {identity(one): (one, listed) for one in listed.items} if listed else {}
            if not listed or page >= (listed.pages or 1):
                break
        return changes


def identity(post: Value) -> object:
    """Return what two versions of one post have in common: the id, else the address."""
    number = post.get("id")
    return number if isinstance(number, int) else str(post.get("link"))


@dataclass(slots=True)
class _Pass:
    """One pass through a list.

    Args:
        listing: the list.
        first: its first page.
        changes: posts that have changed since.
        seen: identities of the posts that were yielded.
        total: number of posts that the last page announced, None when unknown.
        has_failed: whether a page failed.
        has_shrunk: whether the list became shorter during the pass.
    """

    listing: PostList
    first: ListPage
    changes: Changes
    seen: set[object] = field(default_factory=set)
    total: int | None = None
    has_failed: bool = False
    has_shrunk: bool = False

    def documents(self) -> Iterator[Document]:
        """Yield every post of the list not seen before, then the new ones."""
        yield from self._pages(lambda number: self.listing.page(number, self.first))
        for post, listed in list(self.changes.values()):
            yield from self._post(post, listed)
        if self._is_whole or self.has_failed or self.listing.options.cache == "offline":
            return
        self.has_shrunk = False
        yield from self._pages(self.listing.page_again)
        if not (self._is_whole or self.has_failed):
            problem = f"{self.first.address} lists {len(self.seen)} posts, but announces {self.total}"
            yield failed(self.first.address, FetchError(problem, hint="try again later with --refresh"))

    @property
    def _is_whole(self) -> bool:
        """Whether no post can be missing. A deletion during the pass moves posts to pages that were already read."""
        return not self.has_shrunk and (self.total is None or len(self.seen) >= self.total)

    def _pages(self, read_page: Callable[[int], ListPage]) -> Iterator[Document]:
        number, pages, lost = 1, 1, 0
        passed: set[object] = set()
        while number <= pages:
            if number > MOST_PAGES or lost == MOST_LOST:
                yield self._skipped(number, pages)
                return
            try:
                listed = read_page(number)
            except FetchError as error:
                if number > 1 and error.status in ENDED:
                    self.has_shrunk = True
                    return
                self.has_failed, lost = True, lost + 1
                yield failed(self.listing.name(number), error)
            else:
                lost = 0
                more = len(listed.items) >= PER_PAGE
                pages = (number + more) if listed.pages is None else listed.pages
                if passed.issuperset(map(identity, listed.items)):
                    return  # the server repeats itself, perhaps endlessly
                passed.update(map(identity, listed.items))
                self.has_shrunk |= (self.total or 0) > (listed.total or 0)
                self.total = listed.total
                for post in listed.items:
                    yield from self._post(*self.changes.get(identity(post), (post, listed)))
            number += 1

    def _skipped(self, number: int, pages: int) -> Document:
        self.has_failed = True
        address = self.listing.name(number)
        problem = f"{address} and the pages after it are skipped; the site announces {pages} pages"
        return failed(address, FetchError(problem, hint="try again later with --refresh"))

    def _post(self, post: Value, listed: ListPage) -> Iterator[Document]:
        if identity(post) in self.seen:
            return
        self.seen.add(identity(post))
        if not is_post(post):
            return
        document, options = _document(post, listed, self.total or 0), self.listing.options
        yield document
        is_ours = bool(document.url) and host_of(document.url) == host_of(self.first.address)
        if is_ours and not has_author(parse_post(post), options.series):
            yield _page(document.url, options)


def _document(post: Value, listed: ListPage, total: int) -> Document:
    """Make a Document of the JSON of one post."""
    address = link(str(post.get("link")))
    content = json.dumps(post, ensure_ascii=False).encode("utf-8", "replace")
    return document_of(
        replace(listed.fetched, content=content, media_type="application/json", charset="utf-8", url=address),
        address or f"{listed.address}#{identity(post)}",
        total,
    )


def _page(address: str, options: SourceOptions) -> Document:
    try:
        return document_of(fetch(address, options), address)
    except FetchError as error:
        return failed(address, error)
