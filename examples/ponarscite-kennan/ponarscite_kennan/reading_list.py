"""Records -> a Markdown list. A renderer is pure, and yields one piece of text a record."""

import re
from collections.abc import Iterable, Iterator

from ponarscite import Record, RenderOptions, Resources

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def render(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """One line a record: ``- [Title](address), Authors (year)``. What is unknown is left out.

    Args:
        records: with citation keys.
        options: style, locale and the like; a list has no use for them.
        resources: styles and engines, for renderers that cite.
    """
    return (f"- {_line(record)}\n" for record in records)


def _line(record: Record) -> str:
    title = _text(record.title) or "Untitled"
    linked = f"[{title}](<{record.url}>)" if _is_address(record.url) else title
    authors = ", ".join(_text(str(name)) for name in record.author)
    year = f" ({record.issued.year})" if record.issued.year else ""
    return (f"{linked}, {authors}" if authors else linked) + year


def _text(text: str) -> str:
    """Markdown that shows *text* on one line as it is: what a page says must not become markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and not re.search(r"[\s<>\\]", url)
