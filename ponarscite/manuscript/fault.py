"""Fault: one thing that is wrong at a site of a manuscript."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.manuscript.site import Site


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, named by the code of its check.

    Args:
        code: "M001" to "M017".
        site: where it is.
        message: what is wrong, and what the record has.
        key: key of the record that is meant, "" if there is none.
        others: keys of other records concerned.
        fix: the text to write in place of the site, "" if none is sure.
    """

    code: str
    site: Site
    message: str
    key: str = ""
    others: tuple[str, ...] = ()
    fix: str = ""
