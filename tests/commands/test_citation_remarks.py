"""The remarks of the CSL processor on the command line."""

from __future__ import annotations

from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


def test_an_unknown_locale_is_told_once(run: Run) -> None:
    ran = run("export", PAGE, "-s", "apa", "--locale", "xx-YY")
    assert ran.code == 0
    assert ran.err.count("no locale is called 'xx-YY'; that of 'en-US' is used") == 1
    assert run("export", PAGE, "-s", "apa", "--locale", "de").err.count("locale") == 0
