"""Cite as you write: an editor asks, somebody picks, and the editor gets a citation in its markup.

The path and its parameters are those of Better BibTeX, which editors know already.

    GET /better-bibtex/cayw?probe=true                           "ready"
    GET /better-bibtex/cayw?format=pandoc&brackets=1             opens a page, and waits for it
    GET /better-bibtex/cayw?format=pandoc&pick=775,pepm660       answers at once
    GET /better-bibtex/cayw?format=json&selected=true            the records that are selected on the page

    POST /api/picks/NUMBER {"citations": [{"key": "pepm775", "locator": "3"}]}      what the page /pick/NUMBER sends;
                                                                                    [] closes it
    POST /api/selected {"keys": ["pepm775"]}

Source: Better BibTeX's manual, "Cite as you write".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ponarscite.errors import MisuseError, did_you_mean
from ponarscite.integrations.web.citation_text import JSON, KEYS, WRITERS, Picked
from ponarscite.integrations.web.desk import Desk
from ponarscite.integrations.web.door import CAYW
from ponarscite.integrations.web.json_body import field, object_of
from ponarscite.integrations.web.picks import Picks, Told
from ponarscite.record.item import to_item

FORMATTED: Final = ("formatted-bibliography", "formatted-citation", "translate")
"""Formats that the library prints, beside WRITERS."""

IGNORED: Final = (
    "clipboard",
    "minimize",
    "select",
    "texstudio",
    "application",
    "exportNotes",
    "useJournalAbbreviation",
)
"""Parameters of Better BibTeX and JabRef that concern their windows. The answer names those that were given."""

TRANSLATORS: Final[Mapping[str, str]] = {
    "ca65189f-8815-4afe-8c8b-8c7c15f0edca": "bibtex",
    "f895aa0d-f28e-47fe-b247-2ea77c6ed583": "biblatex",
    "f4b52ab0-f878-4556-85a0-c7aeedd09dfc": "csl-json",
    "0f238e69-043e-4882-93bf-342de007de19": "csl-yaml",
}
"""Id of a translator of Better BibTeX -> format."""

MOST_PICKED: Final = 1_000


def routes(desk: Desk, picks: Picks) -> list[BaseRoute]:
    """The routes of cite-as-you-write."""

    async def cayw(request: Request) -> Response:
        options = {name: value for name, value in request.query_params.items() if value}
        if "probe" in options:
            return PlainTextResponse("ready")
        format_ = _format(options)
        _same_library(desk, options)
        told = await _told(desk, picks, request, options)
        if not told:
            return PlainTextResponse("")
        words = await run_in_threadpool(_text, desk, told, format_, options)
        ignored = [name for name in IGNORED if name in options]
        headers = {"X-Ponarscite-Ignored": ", ".join(ignored)} if ignored else {}
        kind = "application/json" if format_ in JSON else "text/plain; charset=utf-8"
        return Response(words, media_type=kind, headers=headers)

    async def answer(request: Request) -> Response:
        body = await object_of(request)
        told = field(body, "citations", list)
        if len(told) > MOST_PICKED or not all(isinstance(one, dict) for one in told):
            raise HTTPException(400, "citations are objects, each with a key")
        await run_in_threadpool(_picked, desk, told)  # an unknown key is told to the page, not to the editor
        picks.answer(request.path_params["number"], told)
        return JSONResponse({})

    async def selected(request: Request) -> Response:
        keys = field(await object_of(request), "keys", list)
        if len(keys) > MOST_PICKED or not all(isinstance(one, str) for one in keys):
            raise HTTPException(400, "keys are texts")
        desk.selected = tuple(keys)
        return JSONResponse({})

    return [
        Route(CAYW, cayw),
        Route("/api/picks/{number}", answer, methods=["POST"]),
        Route("/api/selected", selected, methods=["POST"]),
    ]


async def _told(desk: Desk, picks: Picks, request: Request, options: Mapping[str, str]) -> Told:
    """Return the picks: of the request itself, of the page, or of somebody who is asked now."""
    if "pick" in options:
        names = [name.strip() for name in options["pick"].split(",") if name.strip()]
        shared = {name: options[name] for name in ("locator", "label", "prefix", "suffix") if name in options}
        suppressed = {"suppressAuthor": True} if "suppressAuthor" in options else {}
        return [{"key": name, **shared, **suppressed} for name in names[:MOST_PICKED]]
    if "selected" in options:
        return [{"key": key} for key in desk.selected]

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return await picks.pick(gone)


def _picked(desk: Desk, told: Told) -> list[Picked]:
    """The records that were picked. Raises UnknownKeyError."""
    keys = [one.get("key") for one in told]
    if not all(isinstance(key, str) and key for key in keys):
        raise MisuseError("a citation needs a key")
    return [Picked.of(to_item(record), one) for record, one in zip(desk.records(map(str, keys)), told, strict=True)]


def _format(options: Mapping[str, str]) -> str:
    """The format that a request names; latex by default. Raises MisuseError."""
    name = options.get("format", "latex")
    known = sorted((*WRITERS, *FORMATTED))
    if name not in known:
        raise MisuseError(f"no format is called {name!r}", hint=did_you_mean(name, known))
    return name


def _same_library(desk: Desk, options: Mapping[str, str]) -> None:
    """Refuse a request for another library: no file that a request names is opened. Raises MisuseError."""
    path = options.get("librarypath", desk.path)
    if path not in (desk.path, "demo") and "libraryid" not in options:
        raise MisuseError(f"this server has one library: {desk.path}", hint="leave out librarypath")


def _text(desk: Desk, told: Told, format: str, options: Mapping[str, str]) -> str | bytes:
    picked = _picked(desk, told)
    if format in WRITERS:
        _holds(format, picked)
        return WRITERS[format](picked, options)
    if format == "translate":
        return desk.export(keys=[one.key for one in picked], format=_translator(desk, options)).content
    style, locale = options.get("style", ""), options.get("locale", "")
    markup = "html" if options.get("contentType") == "html" else options.get("markup", "text")
    if format == "formatted-bibliography":
        return desk.cite([one.key for one in picked], style, "bibliography", markup=markup, locale=locale).rstrip("\n")
    return desk.cluster([one.cite for one in picked], style, markup=markup, locale=locale)


def _holds(format: str, picked: Sequence[Picked]) -> None:
    """Refuse keys that a format cannot hold. Raises MisuseError."""
    for one in picked:
        if format in KEYS and not KEYS[format].fullmatch(one.key):
            raise MisuseError(f"{format} has no citation for the key {one.key!r}", hint="give the record another key")


def _translator(desk: Desk, options: Mapping[str, str]) -> str:
    """The format that a translator of Better BibTeX writes: "Better CSL JSON" is csl-json. Raises MisuseError."""
    wanted = options.get("translator", "biblatex")
    if wanted in TRANSLATORS:
        return TRANSLATORS[wanted]
    bare = re.sub("[^a-z0-9]", "", wanted.lower().replace("better", ""))
    names = {re.sub("[^a-z0-9]", "", one.id): one.id for one in desk.formats()}
    if bare not in names:
        raise MisuseError(f"no translator is called {wanted!r}", hint=did_you_mean(bare, sorted(names)))
    return names[bare]
