"""The format `citation`: style, engine, markup, form and locale by name; a frame for each markup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ponarscite.citation.format import canonical_locale
from ponarscite.citation.style import find_style
from ponarscite.engines import citeproc_py, native
from ponarscite.errors import MisuseError, StyleNotFoundError
from ponarscite.formats.citation import provide_formats, write
from ponarscite.hookspecs import MARKUPS, CitationRequest, Engine, Markup, RenderOptions, Resources
from ponarscite.record.item import from_item
from ponarscite.record.record import Record
from ponarscite.repositories import citeproc_styles, house
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "citation"
ENDINGS = {"text": "txt", "html": "html", "markdown": "md", "latex": "tex", "rtf": "rtf"}
REPOSITORIES = (*house.provide_styles(), *citeproc_styles.provide_styles())
RECORDS = [
    from_item(item)
    for item in (
        {
            "id": "pepm775",
            "type": "report",
            "genre": "PONARS Eurasia Policy Memo",
            "number": "775",
            "title": "The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt",
            "author": [{"given": "Azamat", "family": "Junisbai"}],
            "publisher": "George Washington University",
            "issued": {"date-parts": [[2022, 5, 20]]},
        },
        {
            "id": "x2020a",
            "type": "article-newspaper",
            "title": 'A <b>"bold"</b> <u>title</u> & 100% of {it}',
            "container-title": "Eurasianet",
            "issued": {"date-parts": [[2020, 1, 2]]},
            "URL": "https://eurasianet.org/a_b?c=1&d=2",
        },
    )
]


def find(name: str) -> tuple[bytes, str]:
    return find_style(name, REPOSITORIES, lambda path: Path(path).read_bytes())


def echo(request: CitationRequest) -> list[str]:
    return [f"{request.form} {request.locale} {request.locator} {item['id']}" for item in request.items]


RESOURCES = Resources(
    find_style=find,
    engines=(*native.provide_engines(), *citeproc_py.provide_engines(), Engine(name="echo", format=echo)),
)


def rendered(records: Sequence[Record] = RECORDS, resources: Resources = RESOURCES, **options: Any) -> str:
    return "".join(write(records, RenderOptions(**options), resources))


def test_the_plugin_offers_one_format() -> None:
    (one,) = provide_formats()
    assert (one.name, one.write) == ("citation", write)


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_house_style_in_each_markup(markup: Markup) -> None:
    expected = (GOLDEN / f"ponars-eurasia.{ENDINGS[markup]}").read_text("utf-8")
    assert rendered(markup=markup) == expected


def test_html_is_one_well_formed_element() -> None:
    root = etree.fromstring(rendered(markup="html"))
    assert root.get("class") == "csl-bib-body"
    assert [entry.get("class") for entry in root] == ["csl-entry"] * 2
    assert "A ‘bold’ <u>title</u> & 100% of {it},”" in "".join(map(str, root[1].itertext()))
    assert [element.tag for element in root[1]] == [
        "b",
        "i",
        "a",
    ]  # what CSL allows in a field is markup, the rest is text


def test_one_piece_a_record() -> None:
    pieces = list(write(RECORDS, RenderOptions(), RESOURCES))
    assert len(pieces) == len(RECORDS)
    assert all(piece.endswith("\n") for piece in pieces)


@pytest.mark.parametrize("markup", MARKUPS)
def test_nothing_comes_of_nothing(markup: Markup) -> None:
    assert rendered([], markup=markup) == ""


@pytest.mark.parametrize(
    ("options", "form"),
    [
        ({}, "bibliography"),
        ({"locator": "3"}, "note"),
        ({"locator": "3", "form": "bibliography"}, "bibliography"),
        ({"form": "short"}, "short"),
        ({"style": "bluebook-law-review"}, "note"),
        ({"style": "bluebook-law-review", "form": "bibliography"}, "note"),
        ({"style": "bluebook-law-review", "form": "short"}, "short"),
    ],
)
def test_the_form_is_chosen(options: Any, form: str) -> None:
    assert rendered(engine="echo", **options).startswith(f"{form} ")


def test_the_locale_is_the_users_or_the_dependent_styles() -> None:
    assert rendered(engine="echo", style="nature-digest", form="note").startswith("note en-GB ")
    assert rendered(engine="echo", style="nature-digest", form="note", locale="de_at").startswith("note de-AT ")


def test_the_locator_reaches_the_note() -> None:
    assert rendered(RECORDS[:1], locator="3").endswith("George Washington University, May 2022, 3.\n")


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"style": "apaa"}, "no style is called 'apaa'", "apa"),
        ({"engine": "citeprocpy"}, "no engine is called 'citeprocpy'", "did you mean citeproc-py?"),
        ({"engine": "zzz"}, "no engine is called 'zzz'", "known: echo, citeproc-py, native"),
        ({"markup": "htm"}, "no markup is called 'htm'", "did you mean html?"),
        ({"markup": "x"}, "no markup is called 'x'", "known: text, html, markdown, latex, rtf"),
        ({"form": "notes"}, "no form is called 'notes'", "did you mean note?"),
        ({"locale": "Klingon!"}, "no locale is called 'Klingon!'", "en-GB"),
    ],
)
def test_unknown_names_bring_a_hint(options: Any, message: str, hint: str) -> None:
    with pytest.raises(StyleNotFoundError, match=message) as caught:
        rendered(**options)
    assert hint in caught.value.hint
    assert isinstance(caught.value, MisuseError)


def test_there_may_be_no_engine() -> None:
    with pytest.raises(StyleNotFoundError, match="no citation engine"):
        rendered(resources=Resources(find_style=find, engines=()))


@pytest.mark.parametrize(
    ("locale", "canonical"),
    [
        ("", ""),
        ("ru", "ru"),
        ("en_gb", "en-GB"),
        ("EN-us", "en-US"),
        ("sr-cyrl-rs", "sr-Cyrl-RS"),
        ("es-419", "es-419"),
    ],
)
def test_canonical_locale(locale: str, canonical: str) -> None:
    assert canonical_locale(locale) == canonical
