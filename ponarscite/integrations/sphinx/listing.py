"""Listings: what a bibliography lists, and the filter that chooses it (pure)."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

Choice: TypeAlias = Literal["cited", "notcited", "all"]

LONGEST = 10_000
"""Characters of a filter."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A bibliography.

    Args:
        choice: of the works: those cited, those of the sources that are not, or both.
        filter: an expression that chooses among both instead; "" for none.
        style: of CSL; "" for that of the project.
        kind: "citation" for paragraphs, "bullet" or "enumerated".
        prefix: that the names of its works have in citations.
        files: the sources that its works must come from; () for all.
        condition: of an `only` directive around it; "" for none.
    """

    choice: Choice = "cited"
    filter: str = ""
    style: str = ""
    kind: str = "citation"
    prefix: str = ""
    files: tuple[str, ...] = ()
    condition: str = ""


def check_filter(text: str) -> str:
    """The filter. Raises ValueError for one that cannot be read."""
    _parsed(text)
    return text


def passes(text: str, values: Mapping[str, Any]) -> bool:
    """Whether a work passes a filter.

    Args:
        text: `cited and year >= "2000"`, `author % "Doe"`, `docname in docnames`; `%` searches a regular expression.
        values: name -> text, truth or set; a name that is missing is "".
    Raises:
        ValueError: for values of the wrong kind, as `docname in title` has.
    """
    try:
        return bool(_value(_parsed(text), values))
    except (TypeError, re.error, RecursionError) as error:
        raise ValueError(f"the filter {text!r:.80} fails: {error}") from error


def _parsed(text: str) -> ast.expr:
    try:
        if len(text) > LONGEST:
            raise ValueError("it is too long")
        tree = ast.parse(text.strip(), mode="eval").body
        unknown = next((type(one).__name__ for one in ast.walk(tree) if not isinstance(one, _PARTS)), "")
        if unknown:
            raise ValueError(f"{unknown} has no meaning in a filter")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"the filter {text!r:.80} cannot be read: {error}") from error
    return tree


def _value(tree: ast.expr, values: Mapping[str, Any]) -> Any:
    if isinstance(tree, ast.Constant):
        return tree.value
    if isinstance(tree, ast.Name):
        return values.get(tree.id, "")
    if isinstance(tree, ast.Set | ast.Tuple | ast.List):
        return {_value(one, values) for one in tree.elts}
    if isinstance(tree, ast.UnaryOp):
        return not _value(tree.operand, values)
    if isinstance(tree, ast.BoolOp):
        joined = all if isinstance(tree.op, ast.And) else any
        return joined(_value(one, values) for one in tree.values)
    if isinstance(tree, ast.BinOp):
        return _COMBINED[type(tree.op)](_value(tree.left, values), _value(tree.right, values))
    return _compared(tree, values)


def _compared(tree: Any, values: Mapping[str, Any]) -> bool:
    """Whether each pair of a comparison holds: "2000" <= year < "2010"."""
    sides = [_value(one, values) for one in (tree.left, *tree.comparators)]
    pairs = zip(tree.ops, sides, sides[1:], strict=False)
    return all(_COMPARED[type(op)](*_alike(left, right)) for op, left, right in pairs)


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Two sides of a comparison; a number beside a text is a text."""
    numbers = (int, float)
    is_mixed = {isinstance(left, str), isinstance(right, str)} == {True, False}
    if is_mixed and isinstance(left, (str, *numbers)) and isinstance(right, (str, *numbers)):
        return str(left), str(right)
    return left, right


def _searched(text: Any, pattern: Any) -> bool:
    return re.search(str(pattern), str(text), re.IGNORECASE) is not None


_COMBINED: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Mod: _searched,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.Sub: operator.sub,
}
_COMPARED: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
_PARTS = (
    *(ast.Constant, ast.Name, ast.Set, ast.Tuple, ast.List, ast.UnaryOp, ast.Not, ast.BoolOp, ast.And, ast.Or),
    *(ast.BinOp, ast.Compare, ast.Load, *_COMBINED, *_COMPARED),
)
"""The parts of a filter; a filter runs no code."""


def variables(item: Mapping[str, Any]) -> dict[str, str]:
    """The variables of an item as a filter has them: `container_title`; names as "Doe, Jo; Roe, Al"; `year`."""
    found = {name.replace("-", "_"): _text(value) for name, value in item.items()}
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return {**found, "key": str(item["id"]), "year": str(parts[0][0]) if parts and parts[0] else ""}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        name = (value.get("family") or value.get("literal"), value.get("given"))
        return ", ".join(str(one) for one in name if one) or str(value.get("date-parts") or "")
    return str(value)
