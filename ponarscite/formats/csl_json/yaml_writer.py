"""Records -> CSL-YAML, for pandoc, as a bibliography file or in the metadata of a document.

Source: pandoc's manual, "Specifying bibliographic data". Texts are Markdown there, so ASCII punctuation that could be
markup is escaped by a backslash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ponarscite.formats.csl_json.markdown import to_markdown
from ponarscite.interchange.yaml import Plain, plain_keys, to_yaml
from ponarscite.record.item import to_item
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record
from ponarscite.record.text import clean, clean_lines, web_address

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources


def _marked(variable: str, value: Any) -> Any:
    """The value with its texts as Markdown; types, addresses and numbers stay as they are."""
    if variable == "id":
        return value
    if variable in ("type", "URL", "DOI"):
        return Plain(value) if variable == "type" else clean(value)
    if isinstance(value, dict):
        return {key: _marked(key, part) for key, part in value.items()}
    if isinstance(value, list):
        return [_marked("", part) for part in value]
    if variable == "note":
        return "\n".join(map(to_markdown, clean_lines(value).split("\n")))
    return to_markdown(clean(value)) if isinstance(value, str) else value


def item(record: Record) -> dict[str, Any]:
    """The CSL item of a record, its texts as Markdown."""
    found = to_item(record) | {"id": citation_key(record)}
    if not web_address(found.get("URL", "")):
        found.pop("URL", None)
    return {variable: _marked(variable, value) for variable, value in found.items()}


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as a list under `references`, one piece each."""
    lead = "---\nreferences:\n"
    for record in records:
        found = item(record)
        kind = Plain(options.spell("type", found.pop("type"), record.type))
        spelt = {"type": kind} | {options.spell(name, name, record.type): value for name, value in found.items()}
        spelt.pop("", None)
        yield lead + to_yaml(plain_keys([spelt]))
        lead = ""
    yield f"{lead.removesuffix(chr(10))} []\n..." if lead else "..."
    yield "\n"
