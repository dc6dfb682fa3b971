"""What is printed decides what else is: groups that vanish with their variables, and stand-ins for names.

Source: CSL 1.0.2 specification, "Group" and "Substitute". The state of one entry lives where citeproc-py
keeps its own, in the layout's `repressed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from citeproc import model
from citeproc.source import VariableError


@contextmanager
def printing(context: Any, variables: Sequence[str]) -> Iterator[None]:
    """Note that variables are called, and, unless VariableError is raised meanwhile, that they are printed.

    Raises VariableError, too, for a variable that stands already in place of missing names.
    """
    state = context.get_layout().repressed
    state["called"] = state.get("called", 0) + len(variables)
    if not state.get("substituted", set()).isdisjoint(variables):
        raise VariableError
    yield
    state.setdefault("printed", []).extend(variables)


class Group(model.Group):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """As the specification has it: nothing, when variables are called and none of them is printed."""
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
        state["printed"].append("")  # a group that prints counts as a variable for the group around it
        return self.join(texts)


class Substitute(model.Substitute):  # type: ignore[misc]  # citeproc is untyped
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """As inherited, but what stands in for the names is not printed again, in whatever macro it came."""
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
