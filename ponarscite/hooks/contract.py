"""The contract of the hooks: the type of the values that each gives, and a check of a value, down to its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ponarscite.document.document import Document
from ponarscite.hookspecs import Check, Dialect, Engine, Format, PushTarget, Renderer, StyleRepository
from ponarscite.interchange.reference import Reference
from ponarscite.record.claim import Claim
from ponarscite.record.date import Date
from ponarscite.record.record import Record
from ponarscite.series.series import Series

T = TypeVar("T")

VALUES = {
    "read_source": Document,
    "extract_claims": Claim,
    "provide_series": Series,
    "provide_formats": Format,
    "provide_renderers": Renderer,
    "provide_dialects": Dialect,
    "provide_styles": StyleRepository,
    "provide_engines": Engine,
    "provide_checks": Check,
    "provide_push_targets": PushTarget,
}
"""Hook -> the type of each value that it gives."""


_HARMLESS = frozenset(("__doc__", "__new__", "__repr__", "__dir__", "__getnewargs__", "__reduce_ex__"))
"""Names that a kind of text may define otherwise than `str` does."""


def checked(value: T, hint: Any) -> T:
    """The value. Raises TypeError when it, or one of its fields, does not have the annotated type."""
    if fits(value, hint):
        return value
    if isinstance(hint, type) and isinstance(value, hint):
        name, kind = next(field for field in _fields(hint) if not fits(getattr(value, field[0]), field[1]))
        raise TypeError(f"{_name(hint)}.{name} is {getattr(value, name)!r:.60}, which is not of type {_name(kind)}")
    raise TypeError(f"{value!r:.60} is not of type {_name(hint)}")


def fits(value: object, hint: Any) -> bool:
    """Whether a value has the annotated type. The parameters and results of functions are not looked at."""
    if hint is Any:
        return True
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, tuple) and _fit_each(value, arguments)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(_fit_each(pair, arguments) for pair in value.items())
    if origin is Callable:
        return callable(value)
    if hint is str:
        return isinstance(value, str) and _is_plain(type(value))
    return isinstance(value, hint) and all(fits(getattr(value, name), kind) for name, kind in _fields(hint))


@cache
def _is_plain(kind: type[str]) -> bool:
    """Whether a text behaves as one of Python's own: comparing, printing or folding it calls no code of a plugin.

    The strings of lxml and a StrEnum do.
    """
    own = kind.__mro__[: kind.__mro__.index(str)]
    changed = {name for one in own for name, value in vars(one).items() if value is not vars(str).get(name, value)}
    return changed <= _HARMLESS


def _fit_each(values: tuple[object, ...], hints: tuple[Any, ...]) -> bool:
    if hints[1:] == (...,):
        return all(fits(value, hints[0]) for value in values)
    return len(values) == len(hints) and all(map(fits, values, hints))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """(name, annotation) of the fields of a dataclass; () for another type."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind, localns={known.__name__: known for known in (Claim, Date, Record, Reference, Series)})
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
