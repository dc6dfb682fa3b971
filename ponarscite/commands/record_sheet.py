"""A record as TOML for an editor; the differences afterwards are the changes."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ponarscite.errors import MisuseError

if TYPE_CHECKING:
    from ponarscite.record.record import Record

HEAD = """\
# {key}: your values outrank those of documents.
# Delete a line to withdraw your value of that variable.
# Write names as "Ann Lee" or "Lee, Ann", dates as 2022-05-20, 2022-05 or 2022. Close without saving to change nothing.
"""


def edited(record: Record) -> dict[str, tuple[str, ...]]:
    """Let the user edit a record in $EDITOR; variable -> new texts, {} for no change. Raises MisuseError."""
    before = sheet(record)
    after = click.edit(before, extension=".toml", require_save=True)
    return {} if after is None else changes(before, after)


def sheet(record: Record) -> str:
    """The record as TOML: a text for each variable, a list for names and keywords."""
    from ponarscite.library.correction import texts_of
    from ponarscite.record.item import NAMES, variables

    lines = [f"id = {_quoted(record.id)}", f"type = {_quoted(record.type)}"]
    for variable in variables(record):
        texts = texts_of(record, variable)
        value = _list(texts) if variable in NAMES or variable == "keyword" else _quoted("".join(texts))
        lines.append(f"{variable} = {value}")
    return HEAD.format(key=record.id) + "\n".join(lines) + "\n"


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A basic string of TOML, which has all escapes of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def changes(before: str, after: str) -> dict[str, tuple[str, ...]]:
    """Variable -> new texts, for those that differ; () for a deleted line. Raises MisuseError."""
    from ponarscite.library.correction import variable_of

    old, new = _read(before), _read(after)
    found = {
        variable_of(name): _texts(variable_of(name), value) for name, value in new.items() if old.get(name) != value
    }
    return found | {variable_of(name): () for name in old if name not in new and name != "id"}


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MisuseError(f"not valid TOML: {error}", hint="nothing was changed; edit the record again") from error


def _texts(variable: str, value: object) -> tuple[str, ...]:
    from ponarscite.library.correction import values_of

    values = value if isinstance(value, list) else [value]
    return tuple(text for one in values for text in values_of(variable, str(one)))
