"""The pages, as HTML that needs no script. A form sends GET; what changes the library is for the script alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ponarscite.errors import FormatError, PonarsciteError, QueryError, StyleError, StyleNotFoundError
from ponarscite.integrations.graph.html import TOOLS
from ponarscite.integrations.web.desk import Desk
from ponarscite.integrations.web.drawing import KINDS, drawing
from ponarscite.integrations.web.markup import harmless
from ponarscite.integrations.web.saying import differences, sayings, without_folders
from ponarscite.integrations.web.values import Found, Gap, Named, Row
from ponarscite.record.item import to_item

ROWS: Final = 50
"""Rows of a page of results."""

USUAL: Final = 22
"""Styles that are offered at once."""

SHOWN: Final = 20_000
"""Characters of an export that are shown before it is downloaded."""

PREVIEWED: Final = 100
"""Records of a search that are shown before all of them are downloaded."""

REVIEWED: Final = 50
"""Conflicts, and pairs, of one page."""

SORTS: Final = (
    ("", "Best match"),
    ("-issued", "Newest first"),
    ("issued", "Oldest first"),
    ("title", "Title"),
    ("number", "Number"),
    ("-added", "Last added"),
)

FORMS: Final = (("", "Bibliography entry"), ("note", "Note"), ("short", "Short note"))

FIRST_FORMATS: Final = "bibtex biblatex csl-json ris endnote-xml hayagriva".split()
"""Formats that most people look for; the others follow by name."""

VIEWS: Final = (
    ("/", "Search"),
    ("/series", "Series"),
    ("/review", "Review"),
    ("/check", "Check"),
    ("/graph", "Graph"),
)


RANKS: Final = {"user": "your correction", "cited": "another document", "guessed": "a guess"}
"""Rank of a claim -> words for it; of a document's claim about itself, none."""


_TURNING: Final = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *_TURNING))
"""Control characters, and those that turn the direction of a text. No page shows them."""


def _inert(value: Any) -> Any:
    """A value as a page shows it."""
    return value.translate(_INVISIBLE) if isinstance(value, str) and not value.isprintable() else value


@cache
def _environment() -> Environment:
    loader = PackageLoader("ponarscite.integrations.web")
    found = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
    )
    found.globals |= {"views": VIEWS, "ranks": RANKS}
    found.filters |= {
        "part": lambda text: quote(str(text), safe=""),
        "said": sayings,
        "without_folders": without_folders,
    }
    found.filters["differences"] = differences
    found.tests |= {"gap": lambda one: isinstance(one, Gap)}
    return found


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page."""
    common = {
        "token": getattr(request.state, "token", ""),
        "path": request.url.path,
        "asked": request.url.query,
        "status": str(status),
        "library": "",
        "read_only": True,
    }
    return HTMLResponse(_environment().get_template(template).render(common | values), status)


def failed(request: Request, error: PonarsciteError, status: int) -> Response:
    """The page of an error."""
    return _page(request, "failed.html", status, message=error.message, hint=error.hint)


def routes(desk: Desk, waits: Callable[[str], bool] = lambda _: False) -> list[BaseRoute]:
    """The routes of the pages.

    Args:
        waits: whether an editor waits for the page for picking of this number.
    """
    pages = Pages(desk, waits)
    views: Mapping[str, Callable[[Request], Response]] = {
        "/": pages.search,
        "/record": pages.record,
        "/export": pages.export,
        "/download": pages.download,
        "/review": pages.review,
        "/duplicates": pages.duplicates,
        "/check": pages.check,
        "/series": pages.series,
        "/graph": pages.graph,
        "/pick/{number}": pages.pick,
    }
    return [Route(path, view) for path, view in views.items()]


class Pages:
    """The pages of a desk."""

    def __init__(self, desk: Desk, waits: Callable[[str], bool]) -> None:
        self._desk = desk
        self._waits = waits

    @cached_property
    def _styles(self) -> tuple[Named, ...]:
        return self._desk.styles("", USUAL)

    @cached_property
    def _formats(self) -> tuple[Named, ...]:
        """The formats but citations in a style, the usual ones first."""
        places = {name: place for place, name in enumerate(FIRST_FORMATS)}
        others = (one for one in self._desk.formats() if one.id != "citation")
        return tuple(sorted(others, key=lambda one: (places.get(one.id, len(places)), one.id)))

    def _page(self, request: Request, template: str, /, **values: Any) -> Response:
        own = {"library": os.path.basename(self._desk.path), "read_only": self._desk.read_only}  # noqa: PTH119
        return _page(request, template, 200, **own, **values)

    def search(self, request: Request) -> Response:
        """The records of a search, or those that may be meant."""
        query = _asked(request, "q").strip()
        sort = _choice(request, "sort", SORTS) or ("" if query else "-added")
        after, problem = _number(request, "after"), None
        guesses: tuple[Row, ...] = ()
        try:
            found = self._desk.search(query, ROWS, after, sort)
        except QueryError as error:
            found, problem = Found(0, (), 0, True), error
        if query and not found.total and not problem:
            guesses = self._desk.suggest(query, ROWS)
        values = {"found": found, "guesses": guesses, "problem": problem, "formats": self._formats}
        given = {"query": query, "sort": sort, "sorts": SORTS, "start": after, "step": ROWS}
        return self._page(request, "search.html", **values, **given)

    def record(self, request: Request) -> Response:
        """All that is known of a record, and its citation."""
        sheet = self._desk.record(_asked(request, "key"))
        values = self._citation(request, [sheet.key])
        return self._page(request, "record.html", sheet=sheet, **values)

    def _citation(self, request: Request, keys: Sequence[str]) -> dict[str, Any]:
        """The citation that is asked for: its text, and as HTML for one in a style."""
        chosen = _asked(request, "as") or f"style:{self._styles[0].id}"
        typed = _asked(request, "style").strip()
        style = _style(chosen, typed)
        form, locator = _choice(request, "form", FORMS), _asked(request, "locator").strip()
        text, html, problem = "", Markup(""), None
        try:
            if style:
                text = self._desk.cite(keys, style, form, locator)
                html = harmless(self._desk.cite(keys, style, form, locator, markup="html"))
            else:
                text = self._desk.export(keys=keys, format=chosen).content.decode("utf-8", "replace")
        except (StyleError, StyleNotFoundError, FormatError) as error:
            problem = error
        given = {"chosen": chosen, "typed": typed, "form": form, "locator": locator, "forms": FORMS}
        offered = {"styles": self._styles, "formats": self._formats}
        return {"text": text, "html": html, "unknown": problem} | given | offered

    def export(self, request: Request) -> Response:
        """The choice of a format for some records, with its beginning."""
        query, keys = _asked(request, "q").strip(), _keys(request)
        program, options = _asked(request, "for"), self._choice(request)
        exported, problem = None, None
        count, first = len(keys), keys
        try:
            if not keys:
                found = self._desk.search(query, PREVIEWED)
                count, first = found.total, tuple(row.key for row in found.rows)
            exported = self._desk.export(query, first, for_=program, **options) if count else None
        except (StyleError, StyleNotFoundError, FormatError, QueryError) as error:
            problem = error
        text = "" if exported is None or exported.is_binary else exported.content.decode("utf-8", "replace")
        values = {
            "query": query,
            "keys": keys,
            "count": count,
            "exported": exported,
            "text": text[:SHOWN],
            "is_cut": len(text) > SHOWN or count > len(first),
            "first": len(first),
            "problem": problem,
            "program": program,
            "programs": self._desk.programs(),
            "formats": self._formats,
            "styles": self._styles,
            "chosen": _asked(request, "as") or "bibtex",
            "typed": _asked(request, "style").strip(),
        }
        return self._page(request, "export.html", **values)

    def _choice(self, request: Request) -> dict[str, Any]:
        """The format, or the style, that a form for exports names."""
        chosen = _asked(request, "as") or "bibtex"
        style = _style(chosen, _asked(request, "style").strip())
        return {"format": "citation", "style": style} if style else {"format": chosen}

    def download(self, request: Request) -> Response:
        """The file of an export."""
        options = self._choice(request)
        found = self._desk.export(_asked(request, "q").strip(), _keys(request), for_=_asked(request, "for"), **options)
        name = f"references{found.suffix or '.txt'}"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(found.content, media_type="application/octet-stream", headers=headers)

    def review(self, request: Request) -> Response:
        """Conflicts, and the last changes."""
        found = self._desk.conflicts()
        records = self._desk.records(dict.fromkeys(one.key for one in found[:REVIEWED]))
        titles = {one.id: Row.of(to_item(one)) for one in records}
        return self._reviewed(request, found, titles=titles)

    def duplicates(self, request: Request) -> Response:
        """Pairs of records that may be one work, and the last changes."""
        return self._reviewed(request, self._desk.duplicates(), titles={})

    def _reviewed(self, request: Request, found: Sequence[object], **values: object) -> Response:
        log = self._desk.log()
        last = next((one.number for one in log if not one.undone), 0)
        given = {"found": found[:REVIEWED], "count": len(found), "log": log, "last": last}
        return self._page(request, "review.html", **given, **values)

    def check(self, request: Request) -> Response:
        """A place to drop a manuscript."""
        return self._page(request, "check.html")

    def series(self, request: Request) -> Response:
        """The numbered series by year."""
        return self._page(request, "series.html", lists=self._desk.series())

    def graph(self, request: Request) -> Response:
        """The graph of citations, or the part of it around some works."""
        name, kind = _asked(request, "name").strip(), _choice(request, "kind", KINDS)
        problem, keys = None, ()
        try:
            keys = tuple(row.key for row in self._named(name)) if name else ()
        except QueryError as error:
            problem = error
        drawn = drawing(self._desk.graph(), keys if name else None, kind, min(_number(request, "depth", 1), 9))
        values = {"name": name, "kind": kind, "kinds": KINDS, "depth": _number(request, "depth", 1), "problem": problem}
        tools = Markup(TOOLS)  # noqa: S704 -- a constant
        return self._page(request, "graph.html", drawn=drawn, tools=tools, **values)

    def pick(self, request: Request) -> Response:
        """The page on which somebody picks what an editor asks for."""
        number, query = request.path_params["number"], _asked(request, "q").strip()
        if not self._waits(number):
            raise HTTPException(404, "nobody waits for this pick any more")
        rows = self._desk.suggest(query, ROWS)
        if query and not rows:
            with suppress(QueryError):
                rows = self._desk.search(query, ROWS).rows
        return self._page(request, "pick.html", number=number, query=query, rows=rows)

    def _named(self, name: str) -> Sequence[Any]:
        """The rows of a key, a number or a search. Raises QueryError."""
        exact = [row for row in self._desk.suggest(name, 1) if row.key == name]
        return exact or self._desk.search(name, 200).rows


def _style(chosen: str, typed: str) -> str:
    """The style that is typed, or chosen among styles and formats; "" for a format."""
    return typed or (chosen.removeprefix("style:") if chosen.startswith("style:") else "")


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")


def _choice(request: Request, name: str, known: Sequence[tuple[str, str]]) -> str:
    """One of some values, the first one for any other."""
    given = _asked(request, name)
    return given if given in dict(known) else known[0][0]


def _number(request: Request, name: str, usual: int = 0) -> int:
    given = _asked(request, name)
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else usual


def _keys(request: Request) -> tuple[str, ...]:
    """The keys that a form has as `key`, each once."""
    return tuple(dict.fromkeys(filter(None, request.query_params.getlist("key"))))
