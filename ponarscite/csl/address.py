"""Addresses: the text of DOI, URL, PMID and PMCID, and what it links to."""

from __future__ import annotations

import re
from typing import NamedTuple

ADDRESSES = frozenset(("DOI", "URL", "PMID", "PMCID"))
"""The variables that hold an address, or a number with one."""
_HTTP = re.compile(r"https?://\S+", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_RESOLVED = re.compile(rf"{_RESOLVER.pattern}\Z", re.IGNORECASE)
_PMID = re.compile(r"\d{1,9}")
_PMCID = re.compile(r"(?:PMC)?(\d{1,9})", re.IGNORECASE)


class Address(NamedTuple):
    """An address as printed.

    Args:
        prefix: what is left of the style's prefix.
        root: what of the prefix belongs to the address: "https://doi.org/".
        text: the value without what the root has already.
        target: the http(s) address that the text stands for, "" for none.
    """

    prefix: str
    root: str
    text: str
    target: str


def read_address(variable: str, text: str, prefix: str = "") -> Address:
    """An address from the value of a variable and the prefix that the style sets.

    A DOI that was stored as an address is not printed behind the resolver's address again.
    """
    if variable == "DOI":
        return _doi(text, prefix)
    if variable == "URL":
        return Address(prefix, "", text, _http(text))
    return Address(prefix, "", text, _pubmed(variable, text))


def _doi(text: str, prefix: str) -> Address:
    resolver = _RESOLVED.search(prefix)
    if resolver is None:
        return Address(prefix, "", text, _http(text) or _http(f"https://doi.org/{text}"))
    before = prefix[: resolver.start()]
    bare = _RESOLVER.sub("", text, count=1) if _RESOLVER.match(text) else text
    if _http(bare):
        return Address(before, "", bare, bare)
    return Address(before, resolver[0], bare, _http(resolver[0] + bare))


def _http(text: str) -> str:
    return text if _HTTP.fullmatch(text) else ""


def _pubmed(variable: str, text: str) -> str:
    if variable == "PMID":
        return f"https://pubmed.ncbi.nlm.nih.gov/{text}/" if _PMID.fullmatch(text) else ""
    match = _PMCID.fullmatch(text)
    return f"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC{match[1]}/" if match else ""
