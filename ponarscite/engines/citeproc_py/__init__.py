"""The engine `citeproc-py`: the library of that name, with the corrections that our publications need.

What is corrected and where: item text is kept apart from markup until the last step (`markup`), quotation
marks and punctuation are settled on the whole entry (`quotes`), odd variables, names and dates become values
without harm (`work`), and the elements of a style that get something wrong are subclassed (`elements`). The
library itself is never patched.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import CitationRequest, Engine, hookimpl


@hookimpl
def provide_engines() -> tuple[Engine, ...]:
    """The one engine of this plugin."""
    return (Engine("citeproc-py", format_items),)


def format_items(request: CitationRequest) -> Iterable[str]:
    """One text an item, as `Engine.format` promises. Raises StyleError and RenderError, when iterated."""
    from ponarscite.engines.citeproc_py.processor import process

    return process(request)
