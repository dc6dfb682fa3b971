"""Pushes into one Zotero, with its user at work between them: restarts, deletions, tags, collections, broken requests.

What a user did stays, nothing is there twice, and every line is true.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any

import pytest

import ponarscite
from ponarscite import Pushed, PushError, PushOptions, Record, settings
from tests.live.corpus import CORPUS, KINDS
from tests.outputs.test_zotero_desktop import DIFFERENT, RIVERS
from tests.outputs.zotero_stand_in import Desk, Handler, zotero

PAIRS = [replace(record, id=f"rivers{n}") for n, record in enumerate((RIVERS, *DIFFERENT))]
COLLECTIONS = {"": "", "Memos": "C5", "Russia": "C6"}


def push(server: str, records: list[Record], **options: Any) -> list[Pushed]:
    return list(ponarscite.push(records, "zotero", options=PushOptions(server=server, **options)))


@pytest.mark.parametrize("records", [list(CORPUS), PAIRS, list(KINDS)], ids=["49 records", "pairs", "kinds"])
def test_all_arrive_and_are_found_again(records: list[Record]) -> None:
    with zotero() as (server, desk):
        assert [one.state for one in push(server, records)] == ["added"] * len(records)
        for _ in range(2):
            assert [one.state for one in push(server, records)] == ["there"] * len(records)
            assert [one.state for one in push(server, records[::-1])] == ["there"] * len(records)
            desk.restart()
        assert len(desk.items) == len(records)


class User:
    """A user of Zotero, and what the library must hold for them.

    Args:
        random: decides what they do.
    """

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random = desk, random

    def work(self) -> None:
        """Do one thing in Zotero's window."""
        if not self.desk.items:
            return
        item = self.random.choice(self.desk.items)
        deed = self.random.choice(("tag", "untag", "file", "unfile", "note", "delete", "restart", "nothing"))
        if deed == "tag":
            item["tags"].append({"tag": f"own {self.random.randrange(9)}", "type": 0})
        elif deed == "untag":
            item["tags"] = item["tags"][1:]
        elif deed == "file":
            item["collections"] = [*{*item["collections"], self.random.choice(("C5", "C6", "C7"))}]
        elif deed == "unfile":
            item["collections"] = []
        elif deed == "note":
            item["rights"] = f"my own words {self.random.randrange(9)}"
        elif deed == "delete":
            self.desk.items.remove(item)
        elif deed == "restart":
            self.desk.restart()
        self.desk.versions[item["key"]] = self.desk.version(item) + 1

    def breaks(self) -> None:
        """Let a random request of the next push break off, before or after it was done, or none."""
        left = self.random.randrange(60)
        name = self.random.choice(("saveItems", "updateSession", "items", "authorize"))

        def fault(handler: Handler) -> bool:
            nonlocal left
            left -= 1
            return left == 0 and handler.cut()

        self.desk.faults = {name: fault}


def lost(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """What a push took from items, or changed of them but for more tags and collections."""
    now = {item["key"]: item for item in after}
    found = []
    for item in before:
        other = now.get(item["key"])
        if other is None:
            found.append(f"{item['key']} is gone")
            continue
        for name in item.keys() | other.keys():
            if name in ("tags", "collections"):
                kept = [json.dumps(one, sort_keys=True) for one in other[name]]
                found += [f"{item['key']} {name}" for one in item[name] if json.dumps(one, sort_keys=True) not in kept]
            elif item.get(name) != other.get(name):
                found.append(f"{item['key']} {name}")
    return found


@pytest.mark.parametrize("server_id", ["", "sPMHtLD6HHBd"], ids=["Zotero 7", "Zotero 10"])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_the_user_is_lost_and_every_line_is_true(
    seed: int, server_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(settings, "secret", lambda service: kept.get(service, ""))
    monkeypatch.setattr(settings, "keep_secret", kept.__setitem__)
    random = Random(seed)
    works = [*PAIRS[:6], *random.sample(CORPUS, 6)]
    with zotero() as (server, desk):
        desk.server, user = server_id, User(desk, random)
        for _ in range(8):
            for _ in range(random.randrange(4)):
                user.work()
            desk.permission = random.choice(("once", "always", "deny"))
            user.breaks()
            chosen = random.sample(works, random.randrange(1, len(works)))
            collection, tags = random.choice(list(COLLECTIONS)), tuple(random.sample(("x", "y"), random.randrange(3)))
            before: list[dict[str, Any]] = deepcopy(desk.items)
            outcomes: list[Pushed] = []
            try:
                options = PushOptions(server=server, collection=collection, tags=tags)
                outcomes.extend(ponarscite.push(chosen, "zotero", options=options))
            except PushError:
                assert desk.faults
            desk.faults = {}
            assert lost(before, desk.items) == []
            _assert_true(outcomes, before, desk.items, COLLECTIONS[collection], tags)
            keys = [item["citationKey"] for item in desk.items]
            assert len(set(keys)) == len(keys), "no double"


def _assert_true(
    outcomes: list[Pushed],
    before: list[dict[str, Any]],
    after: list[dict[str, Any]],
    collection: str,
    tags: tuple[str, ...],
) -> None:
    """Each outcome is what has become of the library."""
    had = {item["citationKey"] for item in before}
    has = {item["citationKey"]: item for item in after}
    for one in outcomes:
        assert one.state in ("added", "there"), one
        assert (one.key in had, one.key in has) == (one.state == "there", True), one
        item = has[one.key]
        is_filed = {*tags} <= {tag["tag"] for tag in item["tags"]} and (
            not collection or collection in item["collections"]
        )
        assert is_filed == (not one.remark.startswith("already there") and not one.problem), (one, item)
