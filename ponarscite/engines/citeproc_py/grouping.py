"""cs:group and cs:substitute: what is printed depends on which variables were printed before.

Source: CSL 1.0.2 specification, "Group" and "Substitute". The state of an entry is kept in the dict that citeproc-py
has for its own state, `repressed` of the layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from citeproc import model
from citeproc.source import VariableError


@contextmanager
def printing(context: Any, variables: Sequence[str]) -> Iterator[None]:
    """Note that variables are called, and that they are printed unless the body raises VariableError.

    Raises:
        VariableError: a variable was printed already in place of missing names.
    """
    state = context.get_layout().repressed
    state["called"] = state.get("called", 0) + len(variables)
    if not state.get("substituted", set()).isdisjoint(variables):
        raise VariableError
    yield
    state.setdefault("printed", []).extend(variables)


class Group(model.Group):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """As CSL 1.0.2 has it: a group that calls variables and prints none of them is left out."""
        state = (self if context is None else context).get_layout().repressed
        called, printed = state.get("called", 0), len(state.setdefault("printed", []))
        texts = []
        for child in self.iterchildren():
            inherited = {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            with suppress(VariableError):
                texts.append(child.render(item, context=context, **inherited, **kwargs))
        texts = [text for text in texts if text]
        if not texts or (state.get("called", 0) > called and len(state["printed"]) == printed):
            raise VariableError
        state["printed"].append("")  # a group with output counts as a variable for the group around it
        return self.join(texts)


class Substitute(model.Substitute):  # type: ignore[misc]  # citeproc is untyped
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """As inherited, but the variables printed in place of names are not printed again, by any macro."""
        state = (self if context is None else context).get_layout().repressed
        printed = state.setdefault("printed", [])
        for child in self.iterchildren():
            before = len(printed)
            try:
                text = child.render(item, context=context, **kwargs)
            except VariableError:
                continue
            if text:
                state["substituted"] = {*state.get("substituted", ()), *printed[before:]}
                return text
        return None
