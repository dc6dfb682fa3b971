"""The engine `citeproc-py`: the library of that name, with corrections.

Where each correction is: `markup` keeps the text of items apart from markup until the last step; `quotes` settles
quotation marks and punctuation of a whole entry; `work` turns any CSL-JSON value into one that the library accepts;
`elements` and `grouping` subclass those elements of a style that the library renders wrongly. The library itself is
never patched.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import CitationRequest, Engine, hookimpl


@hookimpl
def provide_engines() -> tuple[Engine, ...]:
    """Provide the engine `citeproc-py`."""
    return (Engine(name="citeproc-py", format=format_items),)


def format_items(request: CitationRequest) -> Iterable[str]:
    """Format each item of a request, as `Engine.format` requires.

    Raises:
        StyleError, RenderError: as `process`, when the result is iterated.
    """
    from ponarscite.engines.citeproc_py.processor import process

    return process(request)
