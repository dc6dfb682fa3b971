"""Push to a library at zotero.org by the web API, fifty items at a time.

The library is read first, and written on the condition that it is still the version that was read: if another program
wrote to it meanwhile, it is read again. Where nobody looks (`check` off), a write token made of the items stands for
that.
Source: Zotero web API v3, "Write Requests", "Rate Limiting".
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
from ponarscite.network.service import Answer, Service, confidential
from ponarscite.outputs.zotero.account import Account
from ponarscite.outputs.zotero.holdings import holdings_of
from ponarscite.outputs.zotero.upload import attach
from ponarscite.reconcile.holdings import Holding
from ponarscite.record.record import Record
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

HOME = "https://api.zotero.org"
BATCH = 50
PATIENCE = 60  # seconds
ROUNDS = 4  # how often the library may have changed under our hands

KEY_PAGE = "https://www.zotero.org/settings/keys"
NO_KEY = f"make one at {KEY_PAGE}/new and put it into ZOTERO_API_KEY, or: keyring set ponarscite zotero.org"
UNREACHED = "check your connection, or push to the Zotero on this machine: ponarscite push zotero"

ITEM_HINTS = {
    400: "tell us: the item should have been valid",
    409: "another program writes to the library: push again",
    412: "it changed meanwhile: push again",
    413: "zotero.org finds it too large",
}
"""Status of one item -> the next step."""


def push(records: Sequence[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
    """Push records to a library at zotero.org. Raises PushError, MisuseError."""
    key = resources.secret("zotero.org")
    if not (key.isascii() and key.isalnum()):
        raise MisuseError(f"there is {'an odd' if key else 'no'} key for zotero.org", hint=NO_KEY)
    headers = {"Zotero-API-Version": "3", "Zotero-API-Key": key}
    address = confidential(options.server or HOME)
    with Service("zotero.org", address, absent=UNREACHED, headers=headers, patience=PATIENCE) as service:
        account = Account(service)
        library = account.library(options.library)
        collection = account.collection(library, options.collection) if options.collection else ""
        yield from Library(service, library, collection, options, resources.series).push(records)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that is to be written, at its place in the order given, with the item that it becomes."""

    place: int
    record: Record
    item: dict[str, Any]


class Library:
    """One library: "/users/1" or "/groups/2"."""

    def __init__(
        self, service: Service, path: str, collection: str, options: PushOptions, series: Sequence[Series]
    ) -> None:
        self._service = service
        self._path = path
        self._collections = [collection] if collection else []
        self._options = options
        self._series = series
        self._held, self._version = empty_holdings(series), 0

    def push(self, records: Sequence[Record]) -> Iterator[Pushed]:
        """What became of each record, batch by batch."""
        self._look()
        for start in range(0, len(records), BATCH):
            batch = [
                Waiting(place, record, self._item(record))
                for place, record in enumerate(records[start : start + BATCH])
            ]
            yield from self._in_order(batch)

    def _in_order(self, batch: Sequence[Waiting]) -> Iterator[Pushed]:
        """What became of a batch, also when there was no going on in the middle of it."""
        said: dict[int, Pushed] = {}
        try:
            said.update(self._write(batch))
        except PushError:
            yield from (said[place] for place in sorted(said))
            raise
        yield from (said[place] for place in sorted(said))

    def _look(self) -> None:
        """Read what is there."""
        if self._options.check:
            self._held, self._version = holdings_of(self._service, self._path, self._series, self._check)

    def _check(self, answer: Answer) -> None:
        if answer.status != 200:
            raise failure(answer, self._path)

    def _item(self, record: Record) -> dict[str, Any]:
        tagged = replace(record, keyword=(*record.keyword, *self._options.tags))
        return to_zotero_item(tagged) | {"collections": self._collections, "relations": {}}

    def _write(self, batch: Sequence[Waiting], rounds: int = ROUNDS) -> Iterator[tuple[int, Pushed]]:
        """Write what is not there, and give (place, what became of it)."""
        new = []
        for one in batch:
            holding = self._held.find(one.record)
            if holding:
                yield one.place, self._there(one, holding)
            elif self._options.dry_run:
                yield one.place, _said(one, "planned")
            else:
                new.append(one)
            if not holding:
                self._held.add(one.record)  # the same work twice in one push is written once
        if new:
            yield from self._sent(new, rounds)

    def _sent(self, new: Sequence[Waiting], rounds: int) -> Iterator[tuple[int, Pushed]]:
        """Send the items, and do what the status says: read again, send fewer, or give up."""
        answer = self._post(new)
        if answer.status == 412 and not self._options.check:
            yield from ((one.place, _said(one, "there")) for one in new)
        elif answer.status == 412 and rounds:
            self._look()
            yield from self._write(new, rounds - 1)
        elif answer.status == 413 and len(new) > 1:
            middle = len(new) // 2
            yield from self._sent(new[:middle], rounds)
            yield from self._sent(new[middle:], rounds)
        elif answer.status == 413:
            yield new[0].place, _said(new[0], "failed", ITEM_HINTS[413], "add it by hand, without its abstract")
        elif answer.status != 200:
            raise failure(answer, self._path)
        else:
            self._version = answer.number("Last-Modified-Version") or self._version
            yield from self._read(new, answer.json)

    def _post(self, new: Sequence[Waiting]) -> Answer:
        body = json.dumps([one.item for one in new]).encode()
        token = hashlib.sha256(self._path.encode() + body).hexdigest()[:32]
        condition = (
            {"If-Unmodified-Since-Version": str(self._version)}
            if self._options.check
            else {"Zotero-Write-Token": token}
        )
        headers = {"Content-Type": "application/json", **condition}
        return self._service.ask("POST", f"{self._path}/items", headers=headers, body=body)

    def _read(self, new: Sequence[Waiting], said: object) -> Iterator[tuple[int, Pushed]]:
        """What the answer says of each item, by its index in the batch."""
        keys, failed = _keys(said), _part(said, "failed")
        for index, one in enumerate(new):
            if key := keys.get(str(index)):
                yield one.place, self._attached(one, key, "added")
            else:
                yield one.place, _refused(one, failed.get(str(index)))

    def _there(self, one: Waiting, holding: Holding) -> Pushed:
        """What was there before; its PDF may still be missing."""
        return self._attached(one, holding.name, "there") if holding.name else _said(one, "there")

    def _attached(self, one: Waiting, key: str, state: PushState) -> Pushed:
        wanted = self._options.attach_pdf and not self._options.dry_run
        if not wanted or (one.record.role != "subject" and not one.record.pdf_url):
            return _said(one, state)
        try:
            attach(self._service, self._path, key, one.record, self._options)
        except PushError as error:
            return _said(one, state, f"its PDF {error.message}", error.hint)
        return _said(one, state)


def _said(one: Waiting, state: PushState, problem: str = "", hint: str = "") -> Pushed:
    return Pushed(one.record.id, one.record.title, state, problem, hint)


def _part(said: object, name: str) -> Mapping[str, Any]:
    part = said.get(name) if isinstance(said, dict) else None
    return part if isinstance(part, dict) else {}


def _keys(said: object) -> dict[str, str]:
    """Index -> item key, of what was written, and of what was the same already."""
    written = {index: one.get("key") for index, one in _part(said, "successful").items() if isinstance(one, dict)}
    return {index: str(key) for index, key in {**_part(said, "unchanged"), **_part(said, "success"), **written}.items()}


def _refused(one: Waiting, why: object) -> Pushed:
    """An item that was not taken, with what zotero.org says of it."""
    said = why if isinstance(why, dict) else {}
    status = said.get("code")
    hint = ITEM_HINTS.get(status, "push again") if isinstance(status, int) else "push again"
    return _said(one, "failed", f"zotero.org did not take it: {said.get('message') or 'no reason given'}", hint)


def failure(answer: Answer, library: str) -> PushError:
    """What zotero.org says when it takes nothing at all."""
    if answer.status in (401, 403):
        return PushError(
            f"the key may not write to {library.lstrip('/')}",
            hint=f"give it the right to at {KEY_PAGE}, or use another",
        )
    if answer.status == 404:
        return PushError(f"zotero.org has no library {library.lstrip('/')}", hint="name one as users/123 or groups/45")
    if answer.status == 412:
        return PushError(
            "the library keeps changing while we push", hint="let the other program finish, and push again"
        )
    return PushError(f"zotero.org answered {answer.status} and took nothing", hint="push again later")
