"""YAML text by PyYAML: texts stand in double quotes, so that no reader takes one for a number, a date or null."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _dumper() -> Any:
    import yaml

    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(str, lambda own, text: own.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
    dumper.add_representer(Plain, lambda own, text: own.represent_scalar("tag:yaml.org,2002:str", str(text)))
    return dumper


class Plain(str):
    """A word of ours, which needs no quotes."""

    __slots__ = ()


def to_yaml(value: Any) -> str:
    """A tree of dicts, lists, texts and integers as YAML in blocks; dicts keep their order."""
    import yaml

    text: str = yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10**9)
    return text


def plain_keys(value: Any) -> Any:
    """The tree with the keys of all dicts as they are: words of ours."""
    if isinstance(value, dict):
        return {Plain(key): plain_keys(part) for key, part in value.items()}
    return [plain_keys(part) for part in value] if isinstance(value, list) else value
