"""The ids of the categories of a WordPress site that hold memos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ponarscite.series.category import series_of_category
from ponarscite.series.url import unescape
from ponarscite.sources.site.rest import ClosedError, Value, read_first
from ponarscite.sources.site.route import route

if TYPE_CHECKING:
    from ponarscite.hookspecs import SourceOptions

MOST_PAGES = 50


def categories(root: str, wanted: str, options: SourceOptions) -> tuple[int, ...]:
    """Return the ids of a category and its subcategories, sorted.

    Args:
        root: the REST root of the site.
        wanted: the slug of the category; "" for the categories that hold the members of a series.
    Raises:
        ClosedError: the site does not list its categories, or has no such category.
    """
    known = [one for one in _all(root, options) if isinstance(one.get("id"), int)]
    chosen = {one["id"] for one in known if _is_chosen(one, wanted, options)}
    if wanted and not chosen:
        raise ClosedError(f"{root} has no category {wanted!r}")
    grown = True
    while grown:
        below = {one["id"] for one in known if one.get("parent") in chosen} - chosen
        chosen |= below
        grown = bool(below)
    return tuple(sorted(chosen))


def _all(root: str, options: SourceOptions) -> Iterator[Value]:
    for page in range(1, MOST_PAGES + 1):
        address = route(root, "wp/v2/categories", per_page=100, page=page, _fields="id,name,slug,parent")
        found = read_first(address, options)
        yield from found.items
        if page >= (found.pages or 1):
            return


def _is_chosen(category: Value, wanted: str, options: SourceOptions) -> bool:
    if wanted:
        return unquote(str(category.get("slug", ""))).casefold() == wanted.casefold()
    return bool(series_of_category(unescape(str(category.get("name", ""))), options.series))
