"""The one style of all pages: a sheet of CSS that a single file holds within it, and that a site links to.

Source: Okabe and Ito, "Color Universal Design" (2008); WCAG 2.2, 1.4.3 and 1.4.11, for contrast.
"""

from __future__ import annotations

import re
from functools import cache
from pkgutil import get_data

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/\n?")


@cache
def stylesheet() -> str:
    """The rules, without comments. They name no file and no address."""
    data = get_data(__package__, "design.css") or b""
    return _COMMENT.sub("", data.decode("utf-8"))
