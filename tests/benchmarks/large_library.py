"""Records as a large library holds them, as many as are wanted: invented, and the same for the same number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from ponarscite.reconcile.given import claims_of
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record

PLACES = (
    "Kazakhstan Ukraine Georgia Armenia Moldova Estonia Latvia Belarus Uzbekistan Tajikistan Mongolia Finland".split()
)
_SYLLABLES = (
    "ba be bi bo da de di do ga ge ka ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se ta te".split()
)
_TOPICS = ("media", "elections", "borders", "energy", "protest", "courts", "railways", "rivers", "memory", "trade")
_CITING = 50
"""Records of which one cites another one by a note."""


@cache
def _words(count: int, seed: int) -> tuple[str, ...]:
    random = Random(seed)
    return tuple("".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 4))) for _ in range(count))


@cache
def _families() -> tuple[str, ...]:
    return ("Junisbai", *(word.capitalize() for word in _words(4_000, 2)))


def _number(n: int) -> int:
    """The number that the n-th record has if it is a memo."""
    return 1_000 + n - n // 3


def _common(random: Random, words: tuple[str, ...]) -> str:
    return words[int(len(words) * random.random() ** 3)]  # a few are frequent, most are rare


def records(count: int, seed: int = 7) -> Iterator[Record]:
    """*count* records: two in three are memos with numbers of their own, the others have addresses."""
    for n in range(count):
        yield _record(n, Random(seed * 1_000_003 + n))


def _record(n: int, random: Random) -> Record:
    vocabulary, given = _words(20_000, 1), _words(600, 3)
    memo = n % 3 < 2
    number = str(_number(n)) if memo else ""
    return Record(
        type="report" if memo else "post-weblog",
        title=" ".join(_common(random, vocabulary) for _ in range(6)).capitalize() + f" in {random.choice(PLACES)} {n}",
        author=tuple(
            Name(_common(random, _families()), random.choice(given).capitalize())
            for _ in range(random.choice((1, 1, 1, 2, 3)))
        ),
        issued=Date(2008 + n % 17, n % 12 + 1, n % 28 + 1),
        genre="PONARS Eurasia Policy Memo" if memo else "",
        number=number,
        url=f"https://www.ponarseurasia.org/{n}-{_common(random, vocabulary)}/",
        abstract=" ".join(_common(random, vocabulary) for _ in range(50)),
        keyword=tuple(dict.fromkeys(random.choice(_TOPICS) for _ in range(3))),
        language="en",
    )


def citations(count: int) -> Iterator[Record]:
    """Pages beyond those of `records(count)`, each of which cites one of them by a note."""
    for n in range(0, count, _CITING):
        page = f"https://www.ponarseurasia.org/page-{n}/"
        about = About("subject", "", page)
        record = _citing(n, count)
        claims = tuple(replace(claim, about=about) for claim in claims_of(record, Rank.OWN, "page"))
        yield replace(record, claims=claims)
        yield _cited(About("cited", "note 1", page), str(_number(n)), f"Memo {n}")


def _citing(n: int, count: int) -> Record:
    """The page that cites the n-th record."""
    number = 3 * ((count + n) // 3 + 1)  # a memo
    return _record(number, Random(number))


def _cited(about: About, number: str, title: str) -> Record:
    said = {"type": "report", "genre": "PONARS Eurasia Policy Memo", "title": title, "number": number}
    claims = tuple(Claim(name, text, Rank.CITED, "note 1", about) for name, text in said.items())
    return Record(role="cited", title=title, number=number, genre=said["genre"], type="report", claims=claims)


def query(number: int, count: int) -> str:
    """The query of the acceptance, about the page that cites some record: about one in eight finds it."""
    n = number * _CITING % count
    n -= n % _CITING
    page = _citing(n, count)
    place = page.title.split()[-2].lower()
    author = page.author[0].family.lower()
    numbers = f"number:<{_number(2 * count)} series:pepm cites:{_number(n)}"
    return f"{place} author:{author} issued:2020..2022 {numbers} -topic:media"


def as_papis(found: Iterable[Record], folder: Path) -> Path:
    """Write records as papis keeps them, a folder each; the folder of its configuration."""
    for n, record in enumerate(found):
        place = folder / "papers" / f"{n:06}"
        place.mkdir(parents=True)
        value = {
            "papis_id": f"{n:032x}",
            "ref": f"key{n}",
            "type": "report",
            "title": record.title,
            "author": " and ".join(f"{name.family}, {name.given}" for name in record.author),
            "year": record.issued.year,
            "abstract": record.abstract,
            "tags": list(record.keyword),
            "url": record.url,
        }
        (place / "info.yaml").write_text(json.dumps(value), encoding="utf-8")  # JSON is YAML
    settings = "[settings]\ndefault-library = papers\ndatabase-backend = sqlite\n"
    (folder / "config").write_text(f"{settings}[papers]\ndir = {folder / 'papers'}\n", encoding="utf-8")
    return folder
