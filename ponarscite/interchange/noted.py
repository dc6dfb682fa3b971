"""Variables in the lines of a note, as Zotero writes them into its field Extra and CSL processors read them.

"original-date: 1900" and "translator: Dos || Bea" in the first lines; "Original Date: 1900", "PMID: 123" in any line.
Source: citeproc-js, "Cheater syntax for odd fields"; Zotero's documentation, "Citing Fields from Extra".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ponarscite.record.item import DATES, NAMES, STRINGS, TEXT, TYPES, text_of

_LINE = re.compile(r"([A-Za-z][A-Za-z_ -]{0,40}):\s*(\S.*)")
_INLINE = re.compile(r"\{:\s*([A-Za-z][A-Za-z_-]{0,40}):\s*([^{}]*)\}")
_APART = "||"
_VARIABLES = (NAMES | DATES | STRINGS | frozenset(TEXT)) - {"note", "title"}
_LABELS = {
    name.replace("-", " ").replace("_", " ").casefold(): name
    for name in _VARIABLES
    if not name.isalpha() or name.isupper()
}
"""Label of Extra -> variable: those that are no common words, so that no sentence is taken for one."""


def with_noted(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with the variables that its note holds. A line about a variable that the item has stays in the note."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return item
    found: dict[str, Any] = {}
    kept: list[str] = []
    text = _INLINE.sub(lambda match: "" if _take(match[1], match[2], item, found) else match[0], note)
    is_head = True
    for number, line in enumerate(text.splitlines()):
        match = _LINE.fullmatch(line.strip())
        if match and _take(match[1], match[2], item, found, is_head=is_head):
            continue
        is_head = is_head and (bool(match) or not number or not line.strip())
        kept.append(line)
    return {**item, **found, "note": "\n".join(filter(str.strip, kept))} if found else item


def _take(label: str, text: str, item: Mapping[str, Any], found: dict[str, Any], *, is_head: bool = True) -> bool:
    """Whether the label is a variable that the item lacks; its value is then among those found."""
    variable = label if is_head and (label in _VARIABLES or label == "type") else _LABELS.get(label.casefold(), "")
    text = text_of(text)
    if variable == "type":
        found |= {"type": text} if text in TYPES else {}
        return text in TYPES
    if not variable or not text or item.get(variable) or (variable in found and variable not in NAMES):
        return False
    if variable in NAMES:
        found.setdefault(variable, []).append(_name(text))
    else:
        found[variable] = text
    return True


def _name(text: str) -> dict[str, str]:
    family, apart, given = text.partition(_APART)
    return {"family": family.strip(), "given": given.strip()} if apart else {"literal": text}
