"""YAML by PyYAML: read as texts, lists and mappings alone, written with all texts in double quotes.

The quotes keep readers from taking a text for a number, a date or null.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ponarscite.record.text import clean


def from_yaml(text: str) -> dict[str, Any] | list[Any] | str:
    """The YAML document of a text, with texts instead of numbers and dates; its fault where it is none.

    Raises nothing. Aliases share one value, so they cost no memory.
    """
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes texts, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return f"is no YAML: {clean(str(error))[:120]}"
    return found if isinstance(found, dict | list) else "holds no entries"


@lru_cache(maxsize=1)
def _dumper() -> Any:
    import yaml

    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(str, lambda own, text: own.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
    dumper.add_representer(Plain, lambda own, text: own.represent_scalar("tag:yaml.org,2002:str", str(text)))
    return dumper


class Plain(str):
    """A word that needs no quotes."""

    __slots__ = ()


def to_yaml(value: Any) -> str:
    """A tree of dicts, lists, texts and integers as YAML in block style; dicts keep their order."""
    import yaml

    text: str = yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10**9)
    return text


def plain_keys(value: Any) -> Any:
    """The tree with the keys of all dicts as plain words, without quotes."""
    if isinstance(value, dict):
        return {Plain(key): plain_keys(part) for key, part in value.items()}
    return [plain_keys(part) for part in value] if isinstance(value, list) else value
