"""The manual names every method of a library, and no other."""

from __future__ import annotations

import re

from ponarscite import Library
from ponarscite.commands.help import page


def test_the_manual_lists_every_method() -> None:
    table = page("library").partition("| to | methods of `Library")[2]
    assert sorted(re.findall(r"`(\w+)\(", table)) == sorted(
        {name for name in dir(Library) if not name.startswith("_")} | {"len"}
    )
