"""Identifiers of works: a text with its kind before it ("doi:10.1000/abc") -> Identifier.

Sources: DOI handbook, 2.2 (syntax) and 2.6 (presentation); arXiv, "Understanding the arXiv identifier"; NLM, "PMID vs.
PMCID"; ISO 2108 and the ISBN users' manual, appendix 1 (check digits).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from ponarscite.errors import SourceError

_LONGEST = 2_000
"""Characters of a text that is read; no identifier is longer."""
_LONGEST_LIST = 100_000
"""Characters of a text with several identifiers."""

_KINDS = r"doi|arxiv|pmid|pubmed|pmcid|pmc|isbn(?:-?1[03])?"
_NAMED = re.compile(
    rf"[\s<(\[\"'“]{{0,9}}(?:urn:|info:(?=doi/))?({_KINDS})(?:\s{{0,9}}:|(?<=doi)/)(.*)", re.IGNORECASE | re.DOTALL
)
_DOI_ADDRESS = re.compile(
    r"<?https?://(?:www\.|dx\.)?doi\.org/(?:doi:)?(?=10(?:\.|%2e))(.+)", re.IGNORECASE | re.DOTALL
)
_ADDRESS_END = re.compile(r"[?#].*", re.DOTALL)
_ALIASES = {"pubmed": "pmid", "pmc": "pmcid", "isbn-10": "isbn", "isbn-13": "isbn", "isbn10": "isbn", "isbn13": "isbn"}

_BETWEEN = re.compile(
    rf"(?<![:\s])(?:\s*[,;]\s*|\s+)(?=(?:(?:urn:|info:)?(?:{_KINDS})\s?[:/]|https?://(?:www\.|dx\.)?doi\.org/)\s?\S)",
    re.IGNORECASE,
)
"""The gap between two identifiers: a kind follows, or the address of the resolver."""
_AGAIN = re.compile(
    rf"\s*(?:(?:{_KINDS})\s*:|(?:https?://)?(?:(?:www|dx|export)\.)?(?:doi\.org|arxiv\.org/(?:abs|pdf))/)",
    re.IGNORECASE,
)
"""A kind, or the address of a resolver, before a value whose kind is told already."""

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,5}/\S+")
_ARXIV = re.compile(
    r"(?:(\d\d)(\d\d)\.(\d{4,5})|([a-z-]{2,20})(?:\.[a-z]{2})?/\d\d(\d\d)\d{3})(v[1-9]\d{0,2})?(?:\.pdf)?",
    re.IGNORECASE,
)
_ARXIV_CLASS = re.compile(r"\s*\[[\w.-]{1,30}\]$")
_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga "
    "funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph "
    "q-alg q-bio quant-ph solv-int stat supr-con".split()
)
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_PMCID = re.compile(r"(?:PMC)?\s?([1-9]\d{0,8})(?:\.\d{1,3})?", re.IGNORECASE | re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]+")
_ISBN = re.compile(r"\d{9}[\dXx]|97[89]\d{10}", re.ASCII)

_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LAST_MARKS = ".,;:!?'\"’”»`"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of a work.

    Args:
        kind: "doi", "arxiv", "pmid", "pmcid" or "isbn".
        value: in one form, so that equal identifiers have equal values: a DOI in lower case; "1706.03762v5" or
            "hep-th/9901001"; "31452104"; "PMC6709999"; the 13 digits of an ISBN.
    """

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


def parse_identifier(text: str) -> Identifier | None:
    """The identifier that a text names by its kind or by the address of the DOI resolver; None for any other text.

    Raises:
        SourceError: a kind is named, but what follows is no such identifier, or its check digit is wrong.
    """
    if len(text) > _LONGEST:
        return None
    if address := _DOI_ADDRESS.match(text.strip()):
        return Identifier("doi", _doi(unquote(_ADDRESS_END.sub("", address[1]))))
    if not (named := _NAMED.match(text)):
        return None
    word = named[1].casefold()
    kind = _ALIASES.get(word, word)
    value = named[2].strip()
    while again := _AGAIN.match(value):
        value = value[again.end() :].lstrip()
    return Identifier(kind, _VALUES[kind](value))


def parse_identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers that a text names, each by its kind, with blanks, commas or semicolons between them.

    Raises:
        SourceError: as `parse_identifier`.
    """
    found = tuple(parse_identifier(part) for part in _BETWEEN.split(text)) if len(text) <= _LONGEST_LIST else ()
    return tuple(dict.fromkeys(one for one in found if one)) if None not in found else ()


def prefixed(text: str) -> str:
    """The identifier that a bare text seems to be, with its kind: "doi:10.1000/abc"; "" for another text.

    It serves hints alone: a bare text may be a path with a slip in it.
    """
    bare = text.strip()
    for kind, pattern in _BARE.items():
        found = pattern.fullmatch(bare) if len(bare) <= _LONGEST else None
        if found and _is_value(kind, found[1]):
            return f"{kind}:{found[1]}"
    return ""


def _is_value(kind: str, value: str) -> bool:
    """Whether a text is an identifier of a kind, or an ISBN of 13 digits whose last is wrong."""
    try:
        return bool(_VALUES[kind](value))
    except SourceError:
        return kind == "isbn" and bool(re.fullmatch(r"97[89]\d{10}", _BETWEEN_DIGITS.sub("", value), re.ASCII))


_BARE: Mapping[str, re.Pattern[str]] = {
    "doi": re.compile(r"(?:doi\s*|(?:(?:dx|www)\.)?doi\.org/)?(10\.\d{4,9}[\d.]*/\S+)", re.IGNORECASE),
    "arxiv": re.compile(
        r"(?:arxiv\s*[.-]?\s*)?((?:\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?)", re.IGNORECASE
    ),
    "pmcid": re.compile(r"(?:pmcid\s*)?(PMC\s?\d{1,9}(?:\.\d)?)", re.IGNORECASE),
    "isbn": re.compile(r"(?:isbn(?:-?1[03])?\s*)?([\d\s\u2010-\u2015-]{9,22}[\dX])", re.IGNORECASE),
    "pmid": re.compile(r"(?:pmid\s*(?=\d)|(?=\d{6,9}$))(\d{1,9})", re.IGNORECASE),
}
"""Kind -> a bare text of that kind. A number of fewer than six digits is not taken for a PMID: it may be a year, or the
number of a memo."""


def _doi(value: str) -> str:
    """A DOI in lower case: its ASCII letters have no case (DOI handbook, 2.4)."""
    if "&" in value:
        value = unescape(value)
    if re.search(r"%[\da-f]{2}", value, re.IGNORECASE):
        value = unquote(value)
    value = _without_last_marks(value)
    if not _DOI.fullmatch(value) or not value.isprintable():
        raise _wrong("doi", value, "a DOI looks like doi:10.1353/jod.2022.0001, without blanks")
    return "".join(sign.lower() if sign.isascii() else sign for sign in value)


def _without_last_marks(value: str) -> str:
    """The text without the marks behind it, and without closing brackets that it does not open."""
    while value:
        last = value[-1]
        opening = _BRACKETS.get(last, "")
        if last not in _LAST_MARKS and not (opening and value.count(last) > value.count(opening)):
            break
        value = value[:-1].rstrip()
    return value


def _arxiv(value: str) -> str:
    """An identifier of arXiv, the older ones without the class of their subject ("math.GT/0309136")."""
    found = _ARXIV.fullmatch(_ARXIV_CLASS.sub("", _without_last_marks(value)))
    if not found or not 1 <= int(found[2] or found[5]) <= 12 or not _is_of_its_time(found):
        raise _wrong("arxiv", value, "it looks like arxiv:1706.03762, arxiv:1706.03762v5 or arxiv:hep-th/9901001")
    whole = found[0].casefold().removesuffix(".pdf")
    return re.sub(r"\.[a-z]{2}/", "/", whole) if found[4] else whole


def _is_of_its_time(found: re.Match[str]) -> bool:
    """Whether a number has four digits, if it is from before 2015, and else five; and an archive is one of those that
    had identifiers of their own before April 2007.
    """
    if found[4]:
        return found[4].casefold() in _ARCHIVES
    return len(found[3]) == (5 if int(found[1]) >= 15 else 4)


def _pmid(value: str) -> str:
    digits = _without_last_marks(value)
    if not _DIGITS.fullmatch(digits) or not int(digits):
        raise _wrong("pmid", value, "a PMID is a number of up to nine digits, as in pmid:31452104")
    return str(int(digits))


def _pmcid(value: str) -> str:
    found = _PMCID.fullmatch(_without_last_marks(value))
    if not found:
        raise _wrong("pmcid", value, "a PMCID looks like pmcid:PMC6709999")
    return f"PMC{found[1]}"


def _isbn(value: str) -> str:
    """The 13 digits of an ISBN of 10 or 13."""
    digits = _BETWEEN_DIGITS.sub("", _without_last_marks(value)).upper()
    if not _ISBN.fullmatch(digits):
        raise _wrong("isbn", value, "an ISBN has 10 digits, or 13 that begin with 978 or 979")
    if digits[-1] != (right := _check_digit(digits[:-1])):
        problem = f"isbn:{digits}: its last digit should be {right}, not {digits[-1]}"
        raise SourceError(problem, hint="a digit is wrong, or two have changed places: compare it with the book")
    first = digits[:-1] if len(digits) == 13 else f"978{digits[:-1]}"
    return first + _check_digit(first)


def _check_digit(digits: str) -> str:
    """The check digit behind 9 digits (modulo 11) or 12 (modulo 10)."""
    if len(digits) == 9:
        return "0123456789X"[-sum((10 - n) * int(digit) for n, digit in enumerate(digits)) % 11]
    return str(-sum((1 + n % 2 * 2) * int(digit) for n, digit in enumerate(digits)) % 10)


def _wrong(kind: str, value: str, hint: str) -> SourceError:
    shown = "".join(sign if sign.isprintable() else " " for sign in value[:100]).strip()
    return SourceError(f"{kind}:{shown}: this is {_NAMES[kind]}" if shown else f"{kind}: nothing follows", hint=hint)


_VALUES: Mapping[str, Callable[[str], str]] = {
    "doi": _doi,
    "arxiv": _arxiv,
    "pmid": _pmid,
    "pmcid": _pmcid,
    "isbn": _isbn,
}
"""Kind -> value as found -> value in one form. Each raises SourceError."""

_NAMES = {
    "doi": "no DOI",
    "arxiv": "no identifier of arXiv",
    "pmid": "no PMID",
    "pmcid": "no PMCID",
    "isbn": "no ISBN",
}
