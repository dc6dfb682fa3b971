"""The style of a document, by its name or its path."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ponarscite.csl import Style
from ponarscite.errors import StyleNotFoundError
from ponarscite.record.wording import translated

LONGEST = 1_000
"""Characters of the name of a style."""


def read_style(name: str) -> tuple[Style, str]:
    """A style, and the locale that it sets or "". Nothing is fetched. Raises StyleError and StyleNotFoundError."""
    import ponarscite
    from ponarscite import pipeline
    from ponarscite.citation.style import is_path
    from ponarscite.csl.style import style_id

    wanted = style_id(name)
    if len(wanted) > LONGEST or (is_path(wanted) and not os.path.isfile(wanted)):  # noqa: PTH113 -- as elsewhere
        raise StyleNotFoundError(
            f"there is no style {wanted:.80}", hint="name a style that `ponarscite styles` lists, or a .csl file"
        )
    xml, locale = pipeline.resources(ponarscite.plugin_manager()).find_style(wanted)
    return Style.parse(xml, f"the style {name!r}"), locale


def worded(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with its kind and state in the language of the work, as everywhere in a citation."""
    language = str(item.get("language") or "")
    found = [name for name in ("genre", "status") if language and isinstance(item.get(name), str)]
    return {**item, **{name: translated(name, item[name], language) for name in found}}
