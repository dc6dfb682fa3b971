"""Names: how a manuscript calls a record, as `@ponars:775` or `\\cite{pepm775}` (pure).

    pepm775             a key
    pepm:775, pm:427    a series and a number; the code of any series, of plugins too
    ponars:775          a number of either series of ponarseurasia.org
    key:2024            a key that is a number, or looks like another name
    url:https://…       a web address, also without "url:"
    doi:10.…            a DOI, also as an address of doi.org

A bare number is no name: pandoc takes "@2024" for a citation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SITE = "ponars"
"""The scheme of a number whose series is not told."""

SITE_SERIES = ("pm", "pepm")
"""The codes of the series of ponarseurasia.org, which are built in."""

LONGEST = 2_000
"""Characters of a name; a longer text is none."""

_NUMBERED = re.compile(r"([a-z][a-z0-9_.-]{0,63}):([0-9]+)", re.IGNORECASE)
_RUN_TOGETHER = re.compile(rf"({'|'.join(SITE_SERIES)})([0-9]+)", re.IGNORECASE)
_PREFIXED = re.compile(r"(key|url|doi):(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)


class Name(NamedTuple):
    """A name in its two parts; two spellings of one name are equal.

    Args:
        scheme: "key", "url", "doi", "ponars", or the code of a series in lower case, which need not be known.
        value: the key, the address, the DOI in lower case, or the number without leading zeros.
    """

    scheme: str
    value: str

    @classmethod
    def parse(cls, text: str) -> Name | None:
        """Parse a name without regard to case and to blanks around it; None for a bare number, and for no name.

        "smith:2020" is ("smith", "2020"): only a library knows whether that is a series or a key with a colon.
        """
        text = text.strip()
        if not text or len(text) > LONGEST or text.isnumeric() or not text.isprintable():
            return None
        if match := _DOI.match(text):
            return cls("doi", text[match.end() :].casefold())
        if _ADDRESS.match(text):
            return cls("url", text)
        if match := _NUMBERED.fullmatch(text):
            return cls.numbered(*match.groups())
        if match := _PREFIXED.match(text):
            value = text[match.end() :]
            return cls.parse(value) if _DOI.match(value) else cls(match[1].lower(), value)
        return cls("key", text)

    @classmethod
    def numbered(cls, code: str, digits: str) -> Name:
        """The name of a number; `key:2024` and `doi:…` are no codes of series."""
        if code.lower() in ("key", "url", "doi"):
            return cls(code.lower(), digits)
        return cls(code.lower(), digits.lstrip("0") or "0")

    @property
    def is_numbered(self) -> bool:
        """Whether it is a series and a number."""
        return self.scheme not in ("key", "url", "doi")

    @property
    def as_numbered(self) -> Name:
        """A key such as "PEPM0775" as series and number; any other name as it is."""
        match = _RUN_TOGETHER.fullmatch(self.value) if self.scheme == "key" else None
        return self.numbered(*match.groups()) if match else self


class Candidate(NamedTuple):
    """One of several records that a name can mean.

    Args:
        series: the code of its series, "" for none.
        number: as printed.
        issued: ISO 8601, as precise as known; "" when unknown.
        title: plain text.
    """

    key: str
    series: str
    number: str
    issued: str
    title: str

    def __str__(self) -> str:
        name = f"{self.series}:{self.number}" if self.series else self.key
        return f"{name} ({', '.join(filter(None, (self.key, self.issued, self.title)))})"


class Known(NamedTuple):
    """The one record that a name means.

    Args:
        key: its key now; a name may be a former one.
        item: its CSL-JSON item (CSL-JSON schema 1.0.2), with this key as `id`.
    """

    key: str
    item: dict[str, object]


class Ambiguous(NamedTuple):
    """Several records that a name can mean, by series and number."""

    candidates: tuple[Candidate, ...]

    def __str__(self) -> str:
        return f"several records have this number: {'; '.join(map(str, self.candidates))}"


class Unknown(NamedTuple):
    """No record.

    Args:
        problem: "no record has this number".
        nearest: keys of at most three records that look like it.
    """

    problem: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.problem}; nearest: {', '.join(self.nearest)}" if self.nearest else self.problem


Found = Known | Ambiguous | Unknown
"""What a library knows of a name."""
