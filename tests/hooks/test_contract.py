"""Texts of plugins: those of lxml and enumerations are texts; one whose methods are a plugin's code is none."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest
from lxml.html import fromstring

from ponarscite import Format, hookimpl, plugin_manager
from ponarscite.cli import group
from ponarscite.hooks.contract import checked, fits
from ponarscite.record.claim import About, Claim, Rank


class Colour(StrEnum):
    RED = "red"


class Named(str):
    """A text with a name of its own."""

    __slots__ = ("name",)


def hostile(method: str) -> str:
    """A text one of whose methods fails."""

    def fail(*_: object) -> Any:
        raise ZeroDivisionError(method)

    return type("Hostile", (str,), {method: fail, "__hash__": str.__hash__})("text")  # type: ignore[no-any-return]


FOUND: Any = fromstring("<p class='a'>b</p>").xpath("//@class | //text()")


@pytest.mark.parametrize("text", ["a", Colour.RED, Named("a"), *FOUND], ids=repr)
def test_a_text_of_another_library_is_a_text(text: str) -> None:
    assert fits(text, str)
    assert fits((text,), tuple[str, ...])


@pytest.mark.parametrize("method", ["__str__", "__eq__", "__format__", "__len__", "lower", "startswith", "encode"])
def test_a_text_that_may_run_the_code_of_a_plugin_is_none(method: str) -> None:
    about = About("subject", "", "a.html")
    with pytest.raises(TypeError, match=r"Claim\.text is 'text', which is not of type str"):
        checked(Claim("title", hostile(method), Rank.OWN, "page", about), Claim)
    with pytest.raises(TypeError, match=r"Format\.name is"):
        checked(Format(name=hostile(method), description=""), Format)


def test_a_name_with_an_escape_sequence_is_printed_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    def provide_formats() -> list[Format]:
        return [Format(name="a\x1b[31m\nb", description="\x1b]0;title\x07", write=lambda *_: iter(()))]

    plugins = plugin_manager(external=False)
    plugins.register(type("Outsider", (), {"provide_formats": hookimpl(staticmethod(provide_formats))})(), "outsider")
    group(plugins).main(["formats"], standalone_mode=False, obj=plugins)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "a [31m b" in printed
