"""The sections of a site, and what stands in them."""

from __future__ import annotations

import pytest

from ponarscite.series.category import (
    KINDS,
    is_working_paper,
    series_of_category,
    type_of_category,
    without_archive,
)
from tests.series.claimed import SERIES

SECTIONS = {
    "Policy Memos": "report",
    "Policy Memos | Аналитика": "report",
    "policy memo": "report",
    "Аналитические записки": "report",
    "PONARS Policy Memo": "report",
    "Working Papers": "report",
    "Recommended | Рекомендуем": "post-weblog",
    "Something New | Commentary": "post-weblog",
    "PONARS Eurasia Podcast": "broadcast",
    "Events": "event",
    "Policy Memos, Commentary": "report",
    "Commentary · Policy Memos": "post-weblog",
    "Home » Policy Memos": "report",
    "Главная / Комментарии": "post-weblog",
    "Posted in Podcasts": "broadcast",
    "Posted in Podcasts, Events": "broadcast",
}


@pytest.mark.parametrize(("line", "kind"), SECTIONS.items())
def test_a_section_tells_the_type_of_what_is_in_it(line: str, kind: str) -> None:
    assert type_of_category(line, SERIES) == kind


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Home",
        "About Us",
        "Policy Memos of 2010",
        "News Desk | Policy Options",
        "Our Events",
        "PoliciesPolicy Memos",
        f"Policy Memos{' ' * 80}",
    ],
)
def test_another_line_is_no_section(line: str) -> None:
    assert type_of_category(line, SERIES) == ""


def test_a_section_has_at_most_eighty_characters() -> None:
    line = "Policy Memos | ".ljust(79, "x")
    assert type_of_category(f"{line}x", SERIES) == "report"
    assert type_of_category(f"{line}xx", SERIES) == ""


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names])
def test_every_section_of_the_table_is_known_without_any_series(kind: str, name: str) -> None:
    assert type_of_category(name.upper(), ()) == kind


def test_the_sections_of_a_series_are_its_own() -> None:
    assert type_of_category("Policy Memos", ()) == ""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Policy Memos | Аналитика", ["pm", "pepm"]),
        ("Аналитика", ["pm", "pepm"]),
        ("Our Policy Memos of 2010", ["pm", "pepm"]),
        ("PONARS Eurasia Policy Memo", ["pm", "pepm"]),
        ("Recommended", []),
        ("Policy Memoshop", []),
        ("Un-policy memory", []),
        ("", []),
    ],
)
def test_the_series_of_a_section(line: str, found: list[str]) -> None:
    assert [one.id for one in series_of_category(line, SERIES)] == found


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Working Papers", True), ("Рабочие материалы | Events", True), ("Working Papers of 2010", False), ("", False)],
)
def test_the_section_of_the_working_papers(line: str, is_one: bool) -> None:
    assert is_working_paper(line) is is_one


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Category: Policy Memos", "Policy Memos"),
        ("Author: Ann Lee", "Ann Lee"),
        ("Archives: Policy Memos", "Policy Memos"),
        ("Ann Lee Archives", "Ann Lee"),
        ("ann lee archive", "ann lee"),
        ("Policy Memos", "Policy Memos"),
        ("The Archives", "The"),
        ("Archives", "Archives"),
    ],
)
def test_what_themes_print_around_a_section_is_cut_off(heading: str, name: str) -> None:
    assert without_archive(heading) == name
