"""Records as a large library holds them, as many as are wanted: invented, and the same for the same number."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record

_SYLLABLES = (
    "ba be bi bo da de di do ga ge ka ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se ta te".split()
)
_PLACES = (
    "Kazakhstan Ukraine Georgia Armenia Moldova Estonia Latvia Belarus Uzbekistan Tajikistan Mongolia Finland".split()
)
_TOPICS = ("media", "elections", "borders", "energy", "protest", "courts", "railways", "rivers", "memory", "trade")
_FAMILIES = 4_000


def _word(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 4)))


def _vocabulary(random: Random, count: int) -> list[str]:
    return [_word(random) for _ in range(count)]


def records(count: int, seed: int = 7) -> Iterator[Record]:
    """*count* records: two in three are memos with numbers of their own, the others have addresses."""
    random = Random(seed)
    vocabulary = _vocabulary(random, 20_000)
    families = ["Junisbai", *(word.capitalize() for word in _vocabulary(random, _FAMILIES))]
    given = [word.capitalize() for word in _vocabulary(random, 600)]

    def common(words: list[str]) -> str:
        return words[int(len(words) * random.random() ** 3)]  # a few are frequent, most are rare

    for n in range(count):
        authors = tuple(Name(common(families), random.choice(given)) for _ in range(random.choice((1, 1, 1, 2, 3))))
        title = " ".join(common(vocabulary) for _ in range(6)).capitalize() + f" in {random.choice(_PLACES)} {n}"
        memo = n % 3 < 2
        number = n - n // 3 + 433 if memo else 0
        yield Record(
            type="report" if memo else "post-weblog",
            title=title,
            author=authors,
            issued=Date(2008 + n % 17, n % 12 + 1, n % 28 + 1),
            genre="PONARS Eurasia Policy Memo" if memo else "",
            number=str(number) if memo else "",
            url=f"https://www.ponarseurasia.org/{n}-{common(vocabulary)}/",
            abstract=" ".join(common(vocabulary) for _ in range(50)),
            keyword=tuple(dict.fromkeys(random.choice(_TOPICS) for _ in range(3))),
            language="en",
        )
