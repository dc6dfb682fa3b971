"""PostList: the posts of a category, page by page; and, once they have been read, only what has changed since."""

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
from ponarscite.sources.site.rest import ListPage, Value, read, read_first, read_kept
from ponarscite.sources.site.route import host_of, route
from ponarscite.wordpress.post import is_post, parse_post
from ponarscite.wordpress.post_claims import has_author

if TYPE_CHECKING:
    from ponarscite.hookspecs import SourceOptions

PER_PAGE = 100  # the most that WordPress gives
MOST_PAGES = 2_000
MOST_LOST = 5  # pages, one after the other: then the server is asked no more
ENDED = (400, 404)  # what WordPress, or what stands before it, answers behind the last page
OVERLAP = timedelta(seconds=1)  # what changed in the second in which the list was read

Changes: TypeAlias = dict[object, tuple[Value, ListPage]]
"""Posts that are newer than the list, each with the answer that it came in."""


@dataclass(frozen=True, slots=True)
class PostList:
    """The posts of some categories of a site; of all of it when there are none.

    The cache is all the state there is: the pages of the list as they were read, and below one address more, with
    `modified_after`, what has changed since the first of them was.
    """

    root: str
    categories: tuple[int, ...]
    options: SourceOptions

    def documents(self) -> Iterator[Document]:
        """Each post once, what could not be read, and the pages of posts that name no author.

        Raises:
            ClosedError, FetchError: for the first page of the list, before anything else.
        """
        first = read_kept(self._address(1), self.options)
        changes = self._changes_of(first) if first else None
        if first is None or changes is None:
            first, changes = read_first(self._address(1), self._again), {}
        return _Reading(self, first, changes).documents()

    @property
    def _again(self) -> SourceOptions:
        return self.options if self.options.cache == "offline" else replace(self.options, cache="refresh")

    def _address(self, page: int, **more: object) -> str:
        """A page of the list, in the order in which nothing moves from page to page: what is new comes last."""
        return self._route(_embed=1, per_page=PER_PAGE, page=page, orderby="id", order="asc", **more)

    def _route(self, **parameters: object) -> str:
        chosen = {"categories": ",".join(map(str, self.categories))} if self.categories else {}
        return route(self.root, "wp/v2/posts", **parameters, **chosen)

    def page(self, number: int, first: ListPage) -> ListPage:
        """A page of the list: as it was read after the first one, else as it is now. Raises FetchError."""
        return first if number == 1 else self._kept(number, first) or read(self._address(number), self._again)

    def page_again(self, number: int) -> ListPage:
        """A page of the list as it is now. Raises FetchError."""
        return read(self._address(number), self._again)

    def name(self, page: int) -> str:
        """What messages call a page of the list."""
        return self._address(page)

    def _kept(self, page: int, first: ListPage) -> ListPage | None:
        found = read_kept(self._address(page), self.options)
        return found if found and (found.fetched.at >= first.fetched.at or self.options.cache == "offline") else None

    def _changes_of(self, first: ListPage) -> Changes | None:
        """What has changed since the list was read; None when it has to be read anew."""
        is_fresh = datetime.now(UTC) - first.fetched.at < FRESH
        if self.options.cache == "offline" or (self.options.cache == "use" and is_fresh):
            return self._changes_since(first, read_kept)
        known: set[object] = set()
        for number in range(1, (first.pages or 1) + 1):
            page = first if number == 1 else self._kept(number, first)
            if not page:  # the run that read it was cut
                return {} if is_fresh else None
            known.update(map(identity, page.items))
        changes = self._changes_since(first, read)
        there_are = read(self._route(per_page=1, _fields="id"), self.options).total
        return changes if there_are in (None, len(known.union(changes))) else None

    def _changes_since(self, first: ListPage, read_page: Callable[[str, SourceOptions], ListPage | None]) -> Changes:
        since = (first.asked.astimezone(UTC) - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
        changes: Changes = {}
        for page in range(1, MOST_PAGES + 1):
            answer = read_page(self._address(page, modified_after=since), self.options)
            changes |= {identity(one): (one, answer) for one in answer.items} if answer else {}
            if not answer or page >= (answer.pages or 1):
                break
        return changes


def identity(post: Value) -> object:
    """What makes two posts the same."""
    number = post.get("id")
    return number if isinstance(number, int) else str(post.get("link"))


@dataclass(slots=True)
class _Reading:
    """One time through a list."""

    listing: PostList
    first: ListPage
    changes: Changes
    seen: set[object] = field(default_factory=set)
    total: int | None = None
    has_failed: bool = False
    has_shrunk: bool = False

    def documents(self) -> Iterator[Document]:
        """Every post of the list that was not seen before, then those that are new since."""
        yield from self._pages(lambda number: self.listing.page(number, self.first))
        for post, answer in list(self.changes.values()):
            yield from self._post(post, answer)
        if self._is_whole or self.has_failed or self.listing.options.cache == "offline":
            return
        self.has_shrunk = False
        yield from self._pages(self.listing.page_again)
        if not (self._is_whole or self.has_failed):
            problem = f"{self.first.address} lists {len(self.seen)} posts, but says that there are {self.total}"
            yield failed(self.first.address, FetchError(problem, hint="try again later with --refresh"))

    @property
    def _is_whole(self) -> bool:
        """Whether nothing can have been missed: what is deleted meanwhile moves other posts to pages read before."""
        return not self.has_shrunk and (self.total is None or len(self.seen) >= self.total)

    def _pages(self, read_page: Callable[[int], ListPage]) -> Iterator[Document]:
        number, pages, lost = 1, 1, 0
        passed: set[object] = set()
        while number <= pages:
            if number > MOST_PAGES or lost == MOST_LOST:
                yield self._not_asked_for(number, pages)
                return
            try:
                answer = read_page(number)
            except FetchError as error:
                if number > 1 and error.status in ENDED:
                    self.has_shrunk = True
                    return
                self.has_failed, lost = True, lost + 1
                yield failed(self.listing.name(number), error)
            else:
                lost = 0
                more = len(answer.items) >= PER_PAGE
                pages = (number + more) if answer.pages is None else answer.pages
                if passed.issuperset(map(identity, answer.items)):
                    return  # it repeats itself, perhaps for ever
                passed.update(map(identity, answer.items))
                self.has_shrunk |= (self.total or 0) > (answer.total or 0)
                self.total = answer.total
                for post in answer.items:
                    yield from self._post(*self.changes.get(identity(post), (post, answer)))
            number += 1

    def _not_asked_for(self, number: int, pages: int) -> Document:
        self.has_failed = True
        address = self.listing.name(number)
        problem = f"{address} is not asked for, nor is what follows it: {pages} pages in all, says the site"
        return failed(address, FetchError(problem, hint="try again later with --refresh"))

    def _post(self, post: Value, answer: ListPage) -> Iterator[Document]:
        if identity(post) in self.seen:
            return
        self.seen.add(identity(post))
        if not is_post(post):
            return
        document, options = _document(post, answer, self.total or 0), self.listing.options
        yield document
        is_ours = bool(document.url) and host_of(document.url) == host_of(self.first.address)
        if is_ours and not has_author(parse_post(post), options.series):
            yield _page(document.url, options)


def _document(post: Value, answer: ListPage, total: int) -> Document:
    """One post as a document of its own: its JSON."""
    address = link(str(post.get("link")))
    content = json.dumps(post, ensure_ascii=False).encode("utf-8", "replace")
    return document_of(
        replace(answer.fetched, content=content, media_type="application/json", charset="utf-8", url=address),
        address or f"{answer.address}#{identity(post)}",
        total,
    )


def _page(address: str, options: SourceOptions) -> Document:
    try:
        return document_of(fetch(address, options), address)
    except FetchError as error:
        return failed(address, error)
