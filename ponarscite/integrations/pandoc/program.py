"""The filter as pandoc runs it: JSON on standard input and output, messages on standard error.

    pandoc -F pandoc-ponarscite --citeproc paper.md

Metadata of the document:

    ponarscite-library        path of the library, in place of the user's own
    ponarscite-sources        files to read records from, in place of a library
    ponarscite-strict         true: a name that means no record, or several, is an error
    ponarscite-bibliography   CSL-JSON file to write what was cited to
    ponarscite-style          style of CSL, in place of --citeproc
    ponarscite-live           true, fields or bookmarks: citations of .docx and .odt files as live fields of Zotero
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from ponarscite.errors import PonarsciteError
from ponarscite.integrations.pandoc.cited import Cited, look_up
from ponarscite.integrations.pandoc.document import add_references, is_true, texts

if TYPE_CHECKING:
    from ponarscite.integrations.pandoc.saved import Saved
    from ponarscite.integrations.pandoc.styled import Fields

LONGEST = 1_000
"""Characters of a message."""


def main() -> None:
    """The program pandoc-ponarscite."""
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.exit(run(sys.stdin.buffer, sys.stdout.buffer, target))


def run(source: BinaryIO, result: BinaryIO, target: str = "") -> int:
    """Filter one document, and return the exit code. Nothing is written where it is not 0."""
    try:
        written = _filtered(json.loads(source.read()), target)
    except PonarsciteError as error:
        return _failed(error.message, error.hint)
    except RecursionError:
        return _failed("the document is nested too deeply", "take quotations and lists out of each other")
    except (ValueError, TypeError, LookupError, AttributeError):
        return _failed("this is no document of pandoc", "pandoc -F pandoc-ponarscite runs the filter")
    if written is None:
        return 1
    result.write(written)
    result.flush()
    return 0


def _failed(message: str, hint: str) -> int:
    _tell(f"error: {message}")
    _tell(f"hint: {hint}")
    return 1


def _tell(text: str) -> None:
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    shown = text if text.isprintable() else ascii(text)
    sys.stderr.write(f"[ponarscite] {shown}\n")


def _filtered(document: dict[str, Any], target: str) -> bytes | None:
    """The document with what it cites; None where it is strict and a name is unknown, and nothing is written then.

    Raises:
        PonarsciteError: the sources cannot be read, there is no such style, or a file cannot be written.
    """
    meta = document["meta"]
    path = next(iter(texts(meta.get("ponarscite-bibliography"))), "")
    saved = _read_saved(path) if path else None
    cited = look_up(document, target, saved.by_name if saved else {})
    for message in cited.messages:
        _tell(message)
    if cited.messages and is_true(meta.get("ponarscite-strict")):
        return None
    remarks = list(cited.remarks)
    mode = _live_mode(meta)
    if style := _style_of(meta, is_live=bool(mode)):
        fields, told = _fields(mode, target) if mode else (None, [])
        remarks += [*told, *_cite_in_style(document, style, cited, fields)]
    else:
        add_references(meta, cited.items.values())
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if saved:
        remarks += saved.update(cited.items, cited.names)
    for remark in remarks:
        _tell(remark)
    return written


def _read_saved(path: str) -> Saved:
    from ponarscite.integrations.pandoc.saved import Saved

    return Saved.read(path)


LIVE_STYLE = "apa"
"""The style of live fields where a document names none."""


def _style_of(meta: Mapping[str, Any], *, is_live: bool) -> str:
    """The style that a document names; of one with live fields also that for pandoc's own processor."""
    named = next(iter(texts(meta.get("ponarscite-style"))), "")
    if named or not is_live:
        return named
    named = next((text for name in ("csl", "citation-style") for text in texts(meta.get(name))[:1]), LIVE_STYLE)
    return named if "://" in named or os.path.isfile(named) else named.removesuffix(".csl")  # noqa: PTH113 -- quick


def _live_mode(meta: Mapping[str, Any]) -> str:
    """The mode of live fields that a document asks for, "" for none. Raises MisuseError."""
    given = meta.get("ponarscite-live")
    wanted = "fields" if is_true(given) else next(iter(texts(given)), "").lower()
    if wanted in ("", "false", "no"):
        return ""
    from ponarscite.errors import MisuseError
    from ponarscite.integrations.live.marks import MODES

    if wanted not in MODES:
        raise MisuseError(f"ponarscite-live is {wanted:.80}", hint=f"it is true, {' or '.join(MODES)}")
    return wanted


def _fields(mode: str, target: str) -> tuple[Fields | None, list[str]]:
    """The maker of live fields in a format, None for one without; and the messages about it. Raises MisuseError."""
    from ponarscite.errors import MisuseError
    from ponarscite.integrations.live.filtered import LiveFields
    from ponarscite.integrations.live.marks import FORMS

    if form := FORMS.get((target, mode)):
        return LiveFields(form), []
    if (target, "fields") in FORMS:
        raise MisuseError(f"{target} files have no {mode}", hint="write ponarscite-live: true")
    return None, [f"{target or 'this format'} has no live fields, .docx and .odt have them: citations are text"]


def _cite_in_style(document: dict[str, Any], name: str, cited: Cited, fields: Fields | None) -> list[str]:
    """Cite a document by our own processor, in place; what is told of it. Raises PonarsciteError for the style."""
    from ponarscite.integrations.pandoc.styled import cite_document
    from ponarscite.integrations.works.style import read_style

    style, locale = read_style(name)
    return cite_document(document, style, locale, cited.items, cited.figures, fields)
