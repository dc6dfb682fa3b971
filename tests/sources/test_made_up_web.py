"""A catalogue of many houses: what an archive of a made-up web gives is right or missing, and never wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import ponarscite
from ponarscite.errors import PonarsciteError
from ponarscite.record.date import parse_date
from ponarscite.record.record import Record
from tests.sources.archives import members, write
from tests.sources.made_up_web import House, Work, crawl, houses, sequel

NUMBERED = frozenset("wordpress drupal joomla json-ld microdata highwire amp".split())
"""Shapes of which the works are found with their numbers."""

TITLED = NUMBERED | {"rdfa", "dublin core", "feed", "repository"}
"""Shapes of which the works are found."""


def house_of(record: Record, known: Sequence[House]) -> House:
    """The house of a record: that of its address; without one, that of its title, since lists give no addresses."""
    host = urlsplit(record.url).hostname
    if host:
        return next(one for one in known if one.host == host)
    return next((one for one in known if work_of(record, one)), known[0])


def work_of(record: Record, house: House) -> Work | None:
    """The work of a record."""
    works = (*house.works, *(map(sequel, house.works) if house.shape == "list" else ()))
    return next((one for one in works if one.title == record.title), None)


def faults(record: Record, house: House) -> list[str]:
    """What a record says that its house does not."""
    one = work_of(record, house)
    if one is None:
        return [f"{house.shape}: {record.title!r} is no publication"]
    wrong = {
        "number": record.number not in ("", str(one.number), f"{one.kind} {one.number}"),
        "genre": bool(record.genre) and record.genre not in (one.kind, f"{house.name} {one.kind}"),
        "type": record.type == "report" and not record.number,
        "author": bool(record.author) and not _are(record, one, house),
        "issued": bool(record.issued) and not record.issued.agrees(parse_date(one.iso)),
        "publisher": record.publisher not in ("", house.name),
        "container-title": record.container_title not in ("", house.name),
    }
    return [f"{house.shape}: {name} of {record}" for name, is_wrong in wrong.items() if is_wrong]


def _are(record: Record, one: Work, house: House) -> bool:
    """Whether the authors are those of a work; a feed and a blog name the first alone."""
    families = tuple(name.family for name in record.author)
    return families == (one.families[:1] if house.shape in ("feed", "blog") else one.families)


@pytest.mark.parametrize("turn", [0, 1, 4])
def test_every_publication_is_right_or_missing(tmp_path: Path, turn: int) -> None:
    known = houses(turn=turn)
    failures: list[PonarsciteError] = []
    path = write(tmp_path, "web.warc.gz", members(crawl(known)))
    found = list(ponarscite.ingest(path, failures=failures))
    assert [fault for record in found for fault in faults(record, house_of(record, known))] == []
    assert failures == []
    if turn:
        return  # a house may call its works what no other does
    counted = {shape: [one for one in found if house_of(one, known).shape == shape] for shape in TITLED}
    assert {shape for shape, records in counted.items() if len(records) == 3} == TITLED
    assert {shape for shape, records in counted.items() if all(one.number for one in records)} >= NUMBERED - {"json-ld"}


def test_a_host_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "web.warc.gz", members(crawl(houses(1))))
    assert [record.number for record in ponarscite.ingest(path, hosts=("drupal.example",))] == ["12"]
