"""Citations of records: style, engine, markup, form and locale are found by name and given to the engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from ponarscite.citation.format import canonical_locale, format_records
from ponarscite.errors import StyleError, StyleNotFoundError
from ponarscite.hookspecs import CitationRequest, Engine, RenderOptions, Resources
from ponarscite.record.record import Record

CITATION = "<citation><layout/></citation>"
BIBLIOGRAPHY = "<bibliography><layout/></bibliography>"
RECORDS = [Record(id="a", type="book", title="A"), Record(id="b", type="report")]


def style(body: str) -> bytes:
    return f'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/>{body}</style>'.encode()


STYLES = {"both": (style(CITATION + BIBLIOGRAPHY), ""), "notes": (style(CITATION), "de-DE"), "broken": (b"<style", "")}


class Asked:
    """Two engines that keep the requests they get."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, CitationRequest]] = []
        engines = tuple(Engine(name=name, format=self._engine(name)) for name in ("one", "other"))
        self.resources = Resources(find_style=STYLES.__getitem__, engines=engines)

    def _engine(self, name: str) -> Any:
        def format_items(request: CitationRequest) -> Iterable[str]:
            self.requests.append((name, request))
            return [str(item["id"]) for item in request.items]

        return format_items

    def format(self, **options: Any) -> CitationRequest:
        assert list(format_records(RECORDS, RenderOptions(**{"style": "both", **options}), self.resources)) == [
            "a",
            "b",
        ]
        return self.requests[-1][1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "bibliography"),
        ({"form": "note"}, "note"),
        ({"form": "short"}, "short"),
        ({"locator": "3"}, "note"),
        ({"locator": "3", "form": "bibliography"}, "bibliography"),
        ({"style": "notes"}, "note"),
        ({"style": "notes", "form": "bibliography"}, "note"),
        ({"style": "notes", "form": "short"}, "short"),
    ],
)
def test_form(options: dict[str, str], expected: str) -> None:
    assert Asked().format(**options).form == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ""),
        ({"locale": "en_gb"}, "en-GB"),
        ({"style": "notes"}, "de-DE"),
        ({"style": "notes", "locale": "ru"}, "ru"),
    ],
)
def test_a_locale_of_the_user_goes_before_that_of_the_style(options: dict[str, str], expected: str) -> None:
    assert Asked().format(**options).locale == expected


@pytest.mark.parametrize(
    ("locator", "expected"),
    [("3", "3"), ("p. 3", "3"), ("pp. 3-5", "3-5"), ("P 3", "3"), (" p.3 ", "3"), ("pt. 3", "pt. 3"), ("p. x", "p. x")],
)
def test_styles_write_the_abbreviation_of_a_page(locator: str, expected: str) -> None:
    assert Asked().format(locator=locator).locator == expected


def test_the_engine_gets_the_style_and_the_items() -> None:
    request = Asked().format(markup="html")
    assert (request.style, request.markup) == (STYLES["both"][0], "html")
    assert [(item["id"], item["type"]) for item in request.items] == [("a", "book"), ("b", "report")]


def test_an_engine_is_chosen_by_name() -> None:
    asked = Asked()
    asked.format()
    asked.format(engine="other")
    assert [name for name, _ in asked.requests] == ["one", "other"]


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"engine": "oter"}, "no engine is called 'oter'", "did you mean other?"),
        ({"engine": "xyz"}, "no engine is called 'xyz'", "known: other, one"),
        ({"markup": "htm"}, "no markup is called 'htm'", "did you mean html?"),
        ({"form": "notes"}, "no form is called 'notes'", "did you mean note?"),
        ({"locale": "English!"}, "no locale is called 'English!'", 'a locale looks like "en-GB" or "ru"'),
    ],
)
def test_unknown_names_bring_a_hint(options: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(StyleNotFoundError) as caught:
        Asked().format(**options)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_without_engines_there_is_nothing_to_format_with() -> None:
    resources = Resources(find_style=STYLES.__getitem__, engines=())
    with pytest.raises(StyleNotFoundError, match="there is no citation engine") as caught:
        format_records(RECORDS, RenderOptions(style="both"), resources)
    assert caught.value.hint == "install a plugin that offers one"


def test_a_file_that_is_not_a_style_is_named() -> None:
    with pytest.raises(StyleError, match="the style 'broken' is not well-formed XML"):
        Asked().format(style="broken")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("", ""),
        ("en", "en"),
        ("EN", "en"),
        ("en-gb", "en-GB"),
        ("en_GB", "en-GB"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("haw-US", "haw-US"),
        ("zh-hans", "zh-Hans"),
    ],
)
def test_canonical_locale(locale: str, expected: str) -> None:
    """RFC 5646, section 2.1."""
    assert canonical_locale(locale) == expected


@pytest.mark.parametrize("locale", ["e", "english", "en-GB-x", "en--GB", "12", "en-4"])
def test_invalid_locales(locale: str) -> None:
    with pytest.raises(StyleNotFoundError):
        canonical_locale(locale)
