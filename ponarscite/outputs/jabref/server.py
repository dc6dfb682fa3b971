"""JabRef's HTTP server: read the open library, and append the works that it lacks.

Source: JabRef 6, module jabsrv. GET /libraries/current returns an array of {"citationKey", "bibtex", ...}; POST
/libraries/current/entries takes BibTeX, and the parameter `group` for a group, created if need be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ponarscite.errors import MisuseError, PushError
from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushState
from ponarscite.interchange.latex import plain_of
from ponarscite.network.service import AGAIN, Response, Service, loopback
from ponarscite.reconcile.holdings import Holdings
from ponarscite.record.date import known_date
from ponarscite.record.key import written_keys
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

HOME = "http://127.0.0.1:23119"
LIBRARY = "/libraries/current"
SETTING = "Preferences > Network > HTTP server"
CLOSED = f"start JabRef 6 and turn on {SETTING}, or name its address with --server"

FAILURES = {
    401: ("requires a token, which only its browser extension has", f"turn the token off: {SETTING}"),
    404: ("has no library open", "open or create one, and push again"),
    413: ("rejects it as too large", "push fewer works at once"),
}
"""Status -> (what JabRef reports, the next step)."""


def push(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    """Push records to JabRef's open library. Raises PushError, MisuseError."""
    for asked, option in ((options.attach_pdf, "--attach-pdf"), (options.library, "--zotero-library")):
        if asked:
            raise MisuseError(
                f"JabRef does not support {option}", hint="it supports --collection, --tag, --dry-run and --no-check"
            )
    with Service("JabRef", loopback(options.server or HOME), unreachable_hint=CLOSED) as service:
        _greet(service)
        holdings = _read_holdings(service, resources.series) if options.check else empty_holdings(resources.series)
        written = list(written_keys(records, "bibtex"))
        for record, match in zip(written, holdings.match(written), strict=True):
            state: PushState = "there" if match.held else "planned"
            if state == "planned" and not options.dry_run:
                _append(service, record, options, resources)
                state = "added"
            yield Pushed(key=record.id, title=record.title, state=state)


def _greet(service: Service) -> None:
    """Make sure that JabRef answers: Zotero uses the same port."""
    response = service.request("GET", "/")
    if response.status != 200 or b"JabRef" not in response.content:
        raise PushError(f"what answers at {service.address} is not JabRef's HTTP server", hint=CLOSED)


def _check(response: Response) -> None:
    if not 200 <= response.status < 300:
        problem, hint = FAILURES.get(response.status, (f"answered {response.status}", f"restart it, and {AGAIN}"))
        raise PushError(f"JabRef {problem}", hint=hint)


def _read_holdings(service: Service, series: Sequence[Series]) -> Holdings:
    response = service.request("GET", LIBRARY, headers={"Accept": "application/json"})
    _check(response)
    listed = response.json
    if not isinstance(listed, list):
        raise PushError("JabRef does not list its library", hint="push without that check: --no-check")
    holdings = empty_holdings(series)
    for entry in listed:
        if isinstance(entry, dict):
            holdings.add(_record(entry))
    return holdings


def _record(entry: Mapping[str, object]) -> Record:
    """Make a record with the fields by which a work in JabRef is identified."""
    from bibtexparser.entrypoint import parse_string

    parsed = parse_string(str(entry.get("bibtex") or "")).entries
    fields = {field.key.lower(): clean(plain_of(str(field.value))) for one in parsed[:1] for field in one.fields}
    return Record(
        id=str(entry.get("citationKey") or ""),
        title=fields.get("title", ""),
        genre=fields.get("type", ""),
        number=fields.get("number", ""),
        issued=known_date(fields.get("date") or fields.get("year") or ""),
        url=web_address(fields.get("url", "")),
        doi=fields.get("doi", ""),
    )


def _append(service: Service, record: Record, options: PushOptions, resources: PushResources) -> None:
    text = resources.render([replace(record, keyword=(*record.keyword, *options.tags))], "bibtex")
    headers = {"Content-Type": "application/x-bibtex"}
    params = {"group": options.collection} if options.collection else None
    _check(service.request("POST", f"{LIBRARY}/entries", params=params, headers=headers, body=text.encode()))
