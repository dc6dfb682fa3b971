"""Web: texts and bibliographies as HTML, with links between them (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ponarscite.csl import Bibliography
from ponarscite.csl.markup import write
from ponarscite.integrations.works.cluster import Runs, relinked

_UNSAFE = re.compile(r"[^\w.:-]")


def anchor(key: str, prefix: str = "") -> str:
    """The id of an entry in its page: "cite-pepm775"."""
    return "cite-" + _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", prefix + key)


def html(runs: Runs, address: Callable[[str], str]) -> str:
    """A text; its links to entries lead to the address of an id, where that is not ""."""
    return write(relinked(runs, address), "html")


def layout_classes(bibliography: Bibliography) -> list[str]:
    """The classes of a bibliography, for the rules in `static/ponarscite.css`."""
    layout = bibliography.layout
    found = ["csl-bib-body", *(["csl-hanging-indent"] if layout.hanging_indent else [])]
    return [*found, f"csl-{layout.second_field_align}"] if layout.second_field_align else found


def bibliography_html(bibliography: Bibliography) -> str:
    """A bibliography, each entry with its anchor; "" for an empty one."""
    entries = [
        f'<div class="csl-entry" id="{anchor(one.id)}">{write(one.text.runs, "html").strip()}</div>\n'
        for one in bibliography
    ]
    return f'<div class="{" ".join(layout_classes(bibliography))}">\n{"".join(entries)}</div>\n' if entries else ""


def plain(runs: Iterable[object]) -> str:
    """A text without formats."""
    return "".join(run for run in runs if isinstance(run, str))
