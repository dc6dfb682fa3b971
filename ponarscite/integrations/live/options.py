"""The options of `ponarscite live`."""

from __future__ import annotations

from dataclasses import dataclass

ENDINGS = ("docx", "odt")
"""Endings of files that have live fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveOptions:
    """The options of `ponarscite live`, each named like its parameter."""

    manuscript: str
    arguments: tuple[str, ...] = ()
    output: str = ""
    style: str = ""
    locale: str = ""
    mode: str = "fields"
    pandoc: str = ""
    library: str | None = None
    dry_run: bool = False
    probable: bool = False
    in_place: bool = False
