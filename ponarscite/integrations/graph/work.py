"""A work in a few words: its year, its label, its kind, and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ponarscite.record.richtext import plain
from ponarscite.record.text import fold, web_address


def year_of(item: Mapping[str, Any]) -> int | None:
    """The year of its date, None for none."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    year = parts[0][0] if parts[0] else None
    return year if isinstance(year, int) else None


def family_names(item: Mapping[str, Any]) -> Iterator[str]:
    """The names of its authors, folded, each with the first letter of the given name."""
    for name in item.get("author") or ():
        given = fold(str(name.get("given", "")))[:1]
        yield fold(f"{name.get('literal') or name.get('family') or ''}, {given}")


def label_of(item: Mapping[str, Any], longest: int = 60, *, dated: bool = True) -> str:
    """Authors, year if *dated*, and title in at most so many characters: "Prykladna 2024: Borrowed Rivers"."""
    whole = " ".join(filter(None, (_authors(item), str(year_of(item) or "") if dated else "")))
    title = plain(str(item.get("title", "")))
    text = f"{whole}: {title}" if whole and title else whole or title or str(item["id"])
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _authors(item: Mapping[str, Any]) -> str:
    names = [
        str(one.get("literal") or f"{one.get('non-dropping-particle', '')} {one.get('family') or one.get('given', '')}")
        for one in item.get("author") or item.get("editor") or ()
    ]
    return " & ".join(map(str.strip, names)) if len(names) < 3 else f"{names[0].strip()} et al."


def address_of(item: Mapping[str, Any]) -> str:
    """Its http(s) address, that of its DOI, or ""."""
    doi = str(item.get("DOI", ""))
    return web_address(str(item.get("URL", ""))) or (web_address(f"https://doi.org/{doi}") if doi else "")
