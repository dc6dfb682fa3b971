"""Addresses on a site: categories, hosts, routes of the REST API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode, urlsplit

from ponarscite.series.category import series_of_category

if TYPE_CHECKING:
    from ponarscite.series.series import Series


def category_of(address: str, series: Sequence[Series]) -> str:
    """Return the slug at the end of a category's address: "memos" for "/category/memos/"; "" for other addresses.

    Without "category" in its path, an address counts only if its last word names the section of a series.
    """
    words = [word for word in unquote(urlsplit(address).path).split("/") if word]
    if "category" in words[:-1]:
        return words[-1]
    names_memos = bool(words) and bool(series_of_category(words[-1].replace("-", " "), tuple(series)))
    return words[-1] if names_memos and len(words) < 3 else ""


def host_of(address: str) -> str:
    """Return the host without "www."; "" if there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def route(root: str, path: str, **parameters: object) -> str:
    """Return the address of a REST route ("wp/v2/posts"). The root may end in "?rest_route=/"."""
    joint = "&" if "?" in root else "?"
    return f"{root.rstrip('/')}/{path}" + (f"{joint}{urlencode(parameters, safe=',')}" if parameters else "")
