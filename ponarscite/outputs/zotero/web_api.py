"""Push to a library at zotero.org through the Web API, fifty items at a time.

The library is read first. Writes carry the version that was read; if another program has changed the library meanwhile,
zotero.org refuses them, and the library is read again. Without that check (`check` off), a write token made from the
items keeps zotero.org from accepting the same request twice.

Source: Zotero Web API v3, "Write Requests" and "Rate Limiting".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ponarscite.errors import MisuseError, PushError
from ponarscite.hookspecs import Pushed, PushOptions, PushResources, PushState
from ponarscite.interchange.zotero_item import to_zotero_item
from ponarscite.network.service import Response, Service, confidential
from ponarscite.outputs.zotero.account import Account
from ponarscite.outputs.zotero.holdings import Shelf, shelf_of
from ponarscite.outputs.zotero.upload import attach
from ponarscite.reconcile.holdings import Match
from ponarscite.record.item import with_texts
from ponarscite.record.record import Record
from ponarscite.record.richtext import with_math_read
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

HOME = "https://api.zotero.org"
BATCH = 50
PATIENCE = 60  # seconds that one request may wait because the server is busy
ROUNDS = 4  # how often the library may change during a push

KEY_PAGE = "https://www.zotero.org/settings/keys"
NO_KEY = f"make one at {KEY_PAGE}/new and put it into ZOTERO_API_KEY, or: keyring set ponarscite zotero.org"
UNREACHED = "check your connection, or push to the Zotero on this machine: ponarscite push zotero"

ITEM_HINTS = {
    400: "please report this: the item should be valid",
    409: "another program writes to the library: push again",
    412: "it changed meanwhile: push again",
    413: "zotero.org rejects it as too large",
}
"""Status of one item -> the next step."""


def push(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    """Push records to a library at zotero.org. Raises PushError, MisuseError."""
    key = resources.secret("zotero.org")
    if not (key.isascii() and key.isalnum()):
        raise MisuseError(f"the key for zotero.org is {'malformed' if key else 'missing'}", hint=NO_KEY)
    headers = {"Zotero-API-Version": "3", "Zotero-API-Key": key}
    address = confidential(options.server or HOME)
    readable = [with_texts(one, with_math_read) for one in records]
    with Service("zotero.org", address, unreachable_hint=UNREACHED, headers=headers, patience=PATIENCE) as service:
        account = Account(service)
        library = account.library(options.library)
        collection = account.collection(library, options.collection) if options.collection else ""
        yield from Library(service, library, collection, options, resources.series).push(readable)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record to be written.

    Args:
        place: its index among the records.
        record: the record.
        item: the item that it becomes.
        match: the work in the library that it is, or those that may be the same.
    """

    place: int
    record: Record
    item: dict[str, Any]
    match: Match = Match()


class Library:
    """One library at zotero.org, "/users/1" or "/groups/2", as a target of pushes."""

    def __init__(
        self, service: Service, path: str, collection: str, options: PushOptions, series: Sequence[Series]
    ) -> None:
        self._service = service
        self._path = path
        self._collections = [collection] if collection else []
        self._options = options
        self._series = series
        self._shelf, self._version = Shelf(empty_holdings(series)), 0
        self._written: set[str] = set()

    def push(self, records: Sequence[Record]) -> Iterator[Pushed]:
        """Push records batch by batch, and yield the outcome of each."""
        waiting = self._matched([Waiting(place, record, self._item(record)) for place, record in enumerate(records)])
        for start in range(0, len(waiting), BATCH):
            yield from self._in_order(waiting[start : start + BATCH])

    def _in_order(self, batch: Sequence[Waiting]) -> Iterator[Pushed]:
        """Yield the outcomes of a batch in order, also those before an error that ends the push."""
        results: dict[int, Pushed] = {}
        try:
            for one, pushed in self._write(batch):
                remark = self._shelf.remark(one.match, pushed.state, self._options, "".join(self._collections))
                results[one.place] = replace(pushed, remark=remark)
        except PushError:
            yield from (results[place] for place in sorted(results))
            raise
        yield from (results[place] for place in sorted(results))

    def _matched(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        """Read the items of the library, and find the records among those that this push has not written."""
        if self._options.check:
            self._shelf = shelf_of(self._service, self._path, self._series, self._check, without=self._written)
            self._version = self._shelf.version
        matches = self._shelf.match([one.record for one in waiting])
        return [replace(one, match=match) for one, match in zip(waiting, matches, strict=True)]

    def _check(self, response: Response) -> None:
        if response.status != 200:
            raise failure(response, self._path)

    def _item(self, record: Record) -> dict[str, Any]:
        tagged = replace(record, keyword=(*record.keyword, *self._options.tags))
        return to_zotero_item(tagged) | {"collections": self._collections, "relations": {}}

    def _write(self, batch: Sequence[Waiting], rounds: int = ROUNDS) -> Iterator[tuple[Waiting, Pushed]]:
        """Write the items that the library lacks, and yield (record, outcome)."""
        new = []
        for one in batch:
            if one.match.held:
                yield one, self._there(one, one.match.held.name)
            elif self._options.dry_run:
                yield one, _result(one, "planned")
            else:
                new.append(one)
        if new:
            yield from self._sent(new, rounds)

    def _sent(self, new: Sequence[Waiting], rounds: int) -> Iterator[tuple[Waiting, Pushed]]:
        """Send items. Depending on the status, read the library again, send fewer items, or fail."""
        response = self._post(new)
        if response.status == 412 and not self._options.check:
            yield from ((one, _result(one, "saved")) for one in new)
        elif response.status == 412 and rounds:
            yield from self._write(self._matched(new), rounds - 1)
        elif response.status == 413 and len(new) > 1:
            middle = len(new) // 2
            yield from self._sent(new[:middle], rounds)
            yield from self._sent(new[middle:], rounds)
        elif response.status == 413:
            yield new[0], _result(new[0], "failed", ITEM_HINTS[413], "add it by hand, without its abstract")
        elif response.status != 200:
            raise failure(response, self._path)
        else:
            self._version = response.number("Last-Modified-Version") or self._version
            yield from self._read(new, response.json)

    def _post(self, new: Sequence[Waiting]) -> Response:
        body = json.dumps([one.item for one in new]).encode()
        token = hashlib.sha256(self._path.encode() + body).hexdigest()[:32]
        condition = (
            {"If-Unmodified-Since-Version": str(self._version)}
            if self._options.check
            else {"Zotero-Write-Token": token}
        )
        headers = {"Content-Type": "application/json", **condition}
        return self._service.request("POST", f"{self._path}/items", headers=headers, body=body)

    def _read(self, new: Sequence[Waiting], result: object) -> Iterator[tuple[Waiting, Pushed]]:
        """Yield the outcome of each item of a successful request."""
        keys, failed = _keys(result), _part(result, "failed")
        for index, one in enumerate(new):
            if key := keys.get(str(index)):
                self._written.add(key)
                yield one, self._attached(one, key, "added")
            else:
                yield one, _refused(one, failed.get(str(index)))

    def _there(self, one: Waiting, key: str) -> Pushed:
        """Return the outcome of an item that was there before; its PDF may still be missing."""
        return self._attached(one, key, "there") if key else _result(one, "there")

    def _attached(self, one: Waiting, key: str, state: PushState) -> Pushed:
        wanted = self._options.attach_pdf and not self._options.dry_run
        if not wanted or (one.record.role != "subject" and not one.record.pdf_url):
            return _result(one, state)
        try:
            attach(self._service, self._path, key, one.record, self._options)
        except PushError as error:
            return _result(one, state, f"its PDF {error.message}", error.hint)
        return _result(one, state)


def _result(one: Waiting, state: PushState, problem: str = "", hint: str = "") -> Pushed:
    return Pushed(key=one.record.id, title=one.record.title, state=state, problem=problem, hint=hint)


def _part(result: object, name: str) -> Mapping[str, Any]:
    part = result.get(name) if isinstance(result, dict) else None
    return part if isinstance(part, dict) else {}


def _keys(result: object) -> dict[str, str]:
    """Return index -> item key of items that were written, or that were there unchanged."""
    written = {index: one.get("key") for index, one in _part(result, "successful").items() if isinstance(one, dict)}
    return {
        index: str(key) for index, key in {**_part(result, "unchanged"), **_part(result, "success"), **written}.items()
    }


def _refused(one: Waiting, why: object) -> Pushed:
    """Return the outcome of an item that zotero.org refused, with its reason."""
    reason = why if isinstance(why, dict) else {}
    status = reason.get("code")
    hint = ITEM_HINTS.get(status, "push again") if isinstance(status, int) else "push again"
    return _result(one, "failed", f"zotero.org did not accept it: {reason.get('message') or 'no reason given'}", hint)


def failure(response: Response, library: str) -> PushError:
    """Make the error for a response after which nothing can be written."""
    if response.status in (401, 403):
        return PushError(
            f"the key may not write to {library.lstrip('/')}",
            hint=f"give it the right to at {KEY_PAGE}, or use another",
        )
    if response.status == 404:
        return PushError(f"zotero.org has no library {library.lstrip('/')}", hint="name one as users/123 or groups/45")
    if response.status == 412:
        return PushError(
            "the library keeps changing during the push", hint="let the other program finish, and push again"
        )
    return PushError(f"zotero.org answered {response.status} and saved nothing", hint="push again later")
