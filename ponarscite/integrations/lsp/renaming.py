"""Renaming: another key for a record, in its bibliography or the library, and in all files that cite it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ponarscite import Library, MisuseError, PonarsciteError, SourceError
from ponarscite.integrations.lsp.bibliography import key_places
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, Named, name_at
from ponarscite.integrations.lsp.mentions import Mention, Target, mentions, target_of
from ponarscite.library.names import SITE, SITE_SERIES, Known, Name
from ponarscite.manuscript.pandoc import pandoc_sites
from ponarscite.record.identifier import parse_identifier
from ponarscite.record.key import is_key

_UNFIT = frozenset(" \t,;{}()[]<>\"'`\\%#~@=|")
"""Characters that end a key in one of the languages."""

_DOI = re.compile(r"10\.[0-9.]+/")


def renamed_at(analysis: Analysis, offset: int) -> Named | None:
    """The name under the cursor that can be renamed."""
    return name_at(analysis.manuscript.sites, offset)


def renamings(desk: Desk, analysis: Analysis, named: Named, new: str) -> list[Mention]:
    """The places to change; a record of the library gets its new key at once, and the former one still leads to it.

    Raises:
        MisuseError: the new key cannot be one, or belongs to another work.
        LibraryError: the library refuses it, or cannot be written.
    """
    new = new.strip()
    _check_key(desk, new)
    if named.name in analysis.manuscript.defined:
        raise MisuseError(f"the document itself defines {named.name}", hint="rename it there by hand")
    target = target_of(desk, analysis, named)
    if target.bibliography is not None:
        _check_free(desk, target, new)
    found = [one for one in mentions(desk, target) if _is_renamed(one, target)]
    if target.key:
        _rename_record(desk, target.key, new)
    return found


def _check_key(desk: Desk, new: str) -> None:
    """Refuse a key that cannot be cited as it is, in Markdown too, and a name of another kind. Raises MisuseError."""
    if not is_key(new) or _UNFIT.intersection(new) or Name.parse(new) is None or not _is_cited(new):
        hint = "letters, digits, and single - _ . : / + within; fig-, sec: and the like are cross-references"
        raise MisuseError(f"{new!r:.80} cannot be a key", hint=hint)
    if _means_else(desk, new):
        hint = "a number of a series, an address or an identifier is a name of its own"
        raise MisuseError(f"{new!r:.80} cannot be a key", hint=hint)


def _is_cited(new: str) -> bool:
    """Whether pandoc reads a citation of exactly this key. Source: pandoc's manual, "Citation syntax"."""
    text = f"[@{new}]"
    return [name for site in pandoc_sites(text, text) for name in site.names] == [new]


def _means_else(desk: Desk, new: str) -> bool:
    """Whether a text names a number of a series that is known, an address, or an identifier such as a DOI."""
    name = Name.parse(new)
    series = {SITE, *SITE_SERIES, *(one.id.casefold() for one in desk.series)}
    is_key_or_unknown = name is not None and (name.value == new or (name.is_numbered and name.scheme not in series))
    if _DOI.match(new) or not is_key_or_unknown:
        return True
    try:
        return parse_identifier(new) is not None
    except SourceError:
        return True


def _is_renamed(mention: Mention, target: Target) -> bool:
    """Whether a place is one of a key; "pepm:775" and addresses stay true."""
    name = Name.parse(mention.name)
    is_key = name is not None and (name.scheme == "key" or mention.name == target.name)
    return bool(target.bibliography) or not target.key or is_key


def _check_free(desk: Desk, target: Target, new: str) -> None:
    path = target.bibliography
    document = desk.open_at(path) if path else None
    text = document.text.content if document else desk.bibliographies.of(path).text.content if path else ""
    taken = {key.casefold() for key in key_places(text, path.suffix if path else "")}
    if new.casefold() in taken - {target.name.casefold()}:
        raise MisuseError(f"{path.name if path else ''} has an entry with the key {new}", hint="choose another key")
    found = desk.library.lookup([new])[new]
    record = desk.library_record(new) if isinstance(found, Known) and found.key.casefold() == new.casefold() else None
    if record and record.identity != _identity(desk, target):
        raise MisuseError(f"the key {new} belongs to another record of the library", hint="choose another key")


def _identity(desk: Desk, target: Target) -> object:
    own = desk.bibliographies.of(target.bibliography) if target.bibliography else None
    record = own.by_key.get(target.name) if own else None
    return record.identity if record else None


def _rename_record(desk: Desk, key: str, new: str) -> None:
    """Give a record of the library another key. Raises LibraryError."""
    if key == new:
        return
    with Library(desk.library.path, desk.plugins, create=False, wait=1.0) as library:
        library.edit(key, {"id": [new]})
    desk.library.poll()


def by_file(found: Sequence[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """(URI, path) -> the places in this document or file."""
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in found:
        grouped[one.uri, str(one.path or "")].append(one)
    return grouped


def refusal(error: PonarsciteError) -> str:
    """The words of an error for the user."""
    return f"{error.message}; {error.hint}" if error.hint else error.message
