"""The built-in formats, to write records and to read them back."""

from __future__ import annotations

from collections.abc import Iterator

from ponarscite import Document, Format, Record, RenderOptions, Resources, plugin_manager
from ponarscite.extractors.references import extract_claims
from ponarscite.hooks import offered
from ponarscite.ingestion.recognition import recognised
from ponarscite.reconcile.works import reconcile

_PLUGINS = plugin_manager(external=False)

WRITERS = {name: one for name, one in offered.writers(_PLUGINS).items() if not one.binary}
"""The formats that can be written as text, by name."""

READERS = {one.name: one for one in offered.readers(_PLUGINS)}
"""The formats that can be read, by name, in the order in which they are tried."""

BOTH_WAYS = [name for name in READERS if name in WRITERS]
"""The formats that are read and written."""

RESOURCES = Resources(find_style=lambda _: (b"", ""), engines=())


def pieces(name: str, *found: Record, options: RenderOptions | None = None) -> Iterator[str]:
    """The records in a text format, piece by piece."""
    written = WRITERS[name].write
    assert written
    for piece in written(found, options or RenderOptions(), RESOURCES):
        assert isinstance(piece, str)
        yield piece


def write(name: str, *found: Record, options: RenderOptions | None = None) -> str:
    """The records in a text format."""
    return "".join(pieces(name, *found, options=options))


def drops(name: str, record: Record) -> list[str]:
    """The variables of a record that a format cannot carry."""
    told = WRITERS[name].drops
    assert told
    return list(told(record))


def recognise(content: str | bytes, name: str = "exported", media_type: str = "") -> tuple[Document, Format | None]:
    """The document with its format, among all that can be read."""
    data = content.encode() if isinstance(content, str) else content
    return recognised(Document(name, lambda: data, media_type=media_type), tuple(READERS.values()))


def read(content: str | bytes, name: str = "exported") -> list[Record]:
    """The records of a file, without what a series would add to them."""
    document, _ = recognise(content, name)
    return reconcile(extract_claims(document, tuple(READERS.values())), lambda record: record)
