"""Rewriting: the bytes of a manuscript with edits; in what is not edited no byte changes."""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.errors import SourceError
from ponarscite.manuscript import notebook, package
from ponarscite.manuscript.edit import Edit, spliced

_MARK = b"\xef\xbb\xbf"


def rewritten(content: bytes, language: str, edits: Iterable[Edit]) -> bytes:
    """The bytes of a manuscript with edits.

    Args:
        language: "markdown", "docx", "ipynb", ...
        edits: they must not overlap.
    Raises:
        SourceError: the manuscript is not in UTF-8, or a place cannot be changed.
    """
    if language in ("docx", "odt"):
        return package.with_edits(content, language, edits)
    if language == "ipynb":
        return notebook.with_edits(content, edits)
    mark = _MARK if content.startswith(_MARK) else b""
    try:
        text = content[len(mark) :].decode()
    except UnicodeDecodeError as error:
        raise SourceError("the manuscript is not in UTF-8", hint="save it in UTF-8, then fix it") from error
    return mark + spliced(text, edits).encode()
