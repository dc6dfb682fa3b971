"""The plugin of MkDocs: what a site prints in each style, and where its bibliographies stand."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ponarscite.integrations.mkdocs.marks import mark, replaced
from ponarscite.integrations.mkdocs.page_text import marked
from tests.integrations.test_sphinx import ITEMS, NOTES

CONFIG: dict[str, Any] = {"site_name": "Site", "theme": "mkdocs", "strict": True}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """The loggers of MkDocs as they were."""
    logger = logging.getLogger("mkdocs")
    before = logger.handlers[:], logger.level
    yield
    logger.handlers[:], logger.level = before


def site(folder: Path, pages: dict[str, str], config: dict[str, Any] | None = None, **plugin: Any) -> dict[str, str]:
    """The contents of the pages of a site, by path, without what the theme puts around them."""
    (folder / "refs.json").write_text(json.dumps(ITEMS), encoding="utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Site\n", encoding="utf-8")
    for name, text in pages.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    options = {"sources": ["refs.json"], **plugin}
    loaded = load_config(
        str(folder / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_dir=str(folder / "site"),
        **{**CONFIG, "plugins": ["search", {"ponarscite": options}], **(config or {})},
    )
    build(loaded)
    paths = (folder / "site").rglob("index.html")
    return {path.parent.name: _content(path.read_text(encoding="utf-8")) for path in paths}


def _content(page: str) -> str:
    found = re.search(r'<div class="col-md-9" role="main">(.*?)<footer', page, re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", found[1] if found else "").strip().removesuffix("</div>").strip()


def text(html: str) -> str:
    return re.sub(r"\n+", "\n", re.sub(r"<[^>]+>", "", html)).strip()


PRINTED = {
    "[@roe]": "(Roe, 2020)",
    "[@roe, p. 3]": "(Roe, 2020, p. 3)",
    "[see @doe, chap. 2; also @roe]": "(see Doe, 2019, Chapter 2; also Roe, 2020)",
    "[@roe; @doe]": "(Doe, 2019; Roe, 2020)",
    "[-@roe]": "(2020)",
    "@roe": "Roe (2020)",
    "@roe [p. 3]": "Roe (2020, p. 3)",
    "`[@roe]` a@roe.org": "[@roe] a@roe.org",
    "@someone": "@someone",
    "[a link @roe](index.md)": "a link Roe (2020)",
    "A [@roe].": "A (Roe, 2020).",
}


def test_citations(tmp_path: Path) -> None:
    page = "# Home\n\n" + "\n\n".join(PRINTED)
    assert text(site(tmp_path, {"index.md": page}, bibliography="\\bibliography")["site"]).splitlines() == [
        "Home",
        *PRINTED.values(),
    ]


def test_the_bibliography_of_a_page(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\nA [@doe].\n", "two.md": "# Two\n\n\\bibliography\n\nB @roe.\n", "no.md": "# No\n"}
    found = site(tmp_path, pages)
    assert text(found["site"]).splitlines() == ["Home", "A (Doe, 2019).", "References", "Doe, J. (2019). Rivers."]
    assert text(found["two"]).splitlines() == ["Two", "Roe, A. (2020). Dams.", "B Roe (2020)."]
    assert text(found["no"]) == "No"
    assert 'href="#cite-doe"' in found["site"]
    assert 'id="cite-doe"' in found["site"]
    assert text(site(tmp_path, pages, bibliography="\\bibliography")["site"]).splitlines() == ["Home", "A (Doe, 2019)."]


def test_one_page_for_the_bibliography_of_the_site(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\nA [@doe].\n", "two.md": "# Two\n\nB [@roe] [@doe].\n"}
    found = site(tmp_path, pages, bibliography="page", style="ieee")
    assert text(found["two"]).splitlines()[1] == "B [2] [1]."
    assert 'href="../bibliography/#cite-roe"' in found["two"]
    assert 'href="bibliography/#cite-doe"' in found["site"]
    assert text(found["bibliography"]).splitlines()[0] == "References"
    assert re.findall(r'id="cite-(\w+)"', found["bibliography"]) == ["doe", "roe"]
    pages["refs.md"] = "# Read on\n\n\\bibliography\n"
    assert "bibliography" not in (found := site(tmp_path, pages, bibliography="page"))
    assert 'href="../refs/#cite-roe"' in found["two"]


def test_the_order_of_the_navigation_numbers_the_works(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\nA [@doe].\n", "two.md": "# Two\n\nB [@roe].\n"}
    nav = {"nav": [{"Two": "two.md"}, {"Home": "index.md"}]}
    found = site(tmp_path, pages, nav, bibliography="page", style="ieee")
    assert text(found["two"]).splitlines()[1] == "B [1]."


def test_a_list_of_the_site_may_stand_beside_those_of_pages(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n\\full_bibliography\n", "two.md": "# Two\n\nB [@roe].\n"}
    found = site(tmp_path, pages)
    assert "Roe, A. (2020)" in text(found["site"])
    assert "Roe, A. (2020)" in text(found["two"])


def test_notes(tmp_path: Path) -> None:
    page = "# Home\n\nFirst [@roe], mine[^x], @doe [p. 3]. And [@roe, 4].\n\n[^x]: See [@lee]; [@roe].\n"
    found = text(site(tmp_path, {"index.md": page}, style=NOTES, bibliography="\\bibliography")["site"])
    assert [re.sub(r"\s*&#160;.*", "", line) for line in found.splitlines() if line] == [
        "Home",
        "First,1 mine2, Jo Doe.3 And.4",
        "Al Roe, Dams (2020).",
        "See (Bo Lee, Quiet &#60;Script&#62;alert(1)&#60;/Script&#62; (n.d.)); (Roe, Dams).",
        "Rivers (2019), 3.",
        "Roe, Dams, 4.",
    ]


def test_positions_begin_again_on_each_page(tmp_path: Path) -> None:
    pages = dict.fromkeys(("index.md", "two.md"), "# Page\n\nA [@roe].\n")
    found = site(tmp_path, pages, style=NOTES, bibliography="page")
    assert "Al Roe, Dams (2020)." in text(found["site"])
    assert "Al Roe, Dams (2020)." in text(found["two"])


def test_headings_and_titles(tmp_path: Path) -> None:
    site(tmp_path, {"index.md": "# Home of @roe\n\n## On [@doe]\n"})
    whole = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<h1 id="home-of">Home of Roe (<a href="#cite-roe">2020</a>)</h1>' in whole
    assert re.search(r"<a [^>]*>On \(Doe, 2019\)</a>", whole)  # in the table of contents, without a link in a link
    index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in index["docs"]] == [
        "Home of Roe (2020)",
        "Home of Roe (2020)",
        "On (Doe, 2019)",
        "References",
    ]


def test_the_index_of_the_search_has_each_text_once(tmp_path: Path) -> None:
    site(tmp_path, {"index.md": "# Home\n\nA [@doe].\n"})
    index = (tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    docs = json.loads(index)["docs"]
    assert [one["text"] for one in docs] == [
        "Home A ( Doe, 2019 ). References Doe, J. (2019). Rivers .",
        "A ( Doe, 2019 ).",
        "Doe, J. (2019). Rivers .",
    ]
    assert not re.search("[\U0010f7c0-\U0010f7ff]", index)


def test_what_is_hostile_is_inert(tmp_path: Path) -> None:
    found = site(tmp_path, {"index.md": "# Home\n\nA @lee.\n"})
    assert "<script>alert" not in found["site"]
    assert "Quiet &#60;script&#62;" in found["site"]


def test_unknown_names(tmp_path: Path) -> None:
    with pytest.raises(Abort, match="1 warning"):
        site(tmp_path, {"index.md": "# Home\n\nA [@nosuch; @roe, 3] and [@nosuch].\n"})
    found = site(tmp_path, {"index.md": "# Home\n\n[@nosuch; @roe, 3] [@nosuch]\n"}, {"strict": False})
    assert text(found["site"]).splitlines()[1] == "(nosuch?; Roe, 2020, p. 3) (nosuch?)"
    with pytest.raises(Abort, match="1 warning"):  # a name with a number is meant to be one
        site(tmp_path, {"index.md": "# Home\n\nA @pepm99999.\n"})


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        ({"style": "nosuch"}, "no style is called 'nosuch'"),
        ({"locale": "zz-nosuch"}, "locale"),
        ({"sources": ["none.json"]}, "no such source"),
        ({"sources": ["https://example.org/refs.json"]}, "nothing is fetched"),
    ],
)
def test_wrong_settings_are_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, plugin: dict[str, Any], message: str
) -> None:
    with pytest.raises(Abort):
        site(tmp_path, {"index.md": "# Home\n"}, **plugin)
    assert message in caplog.text


def test_a_second_build_is_the_same(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\nA [@doe].\n"}
    assert site(tmp_path, pages) == site(tmp_path, pages)


def test_marks_come_back() -> None:
    assert replaced(
        f"a {mark('text', 120)}. b", lambda kind, number, before, after: f"{before}<{kind} {number}>{after}"
    ) == ("a <text 120>. b")


def test_a_long_page_takes_linear_time() -> None:
    found = marked("[@roe] " * 3000, 0, 0, in_notes=True, is_cited=lambda _: True)
    assert len(found.clusters) == 3000
