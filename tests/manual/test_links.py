"""Every link and every file that our texts name is there, and the index leads to every page."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.markdown import EVERY_TEXT, PAGES, TEXTS, Page

IDS = [page.place for page in EVERY_TEXT]


@pytest.mark.parametrize("page", EVERY_TEXT, ids=IDS)
def test_every_link_leads_somewhere(page: Page) -> None:
    for link in page.links:
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        path = (page.path.parent / target).resolve() if target else page.path
        assert path.exists(), link
        assert path.is_relative_to(ROOT), link
        assert not anchor or anchor in Page(path).anchors, link


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.name)
def test_every_file_named_is_there(page: Page) -> None:
    assert [name for name in page.files_named if not (ROOT / name).exists()] == []


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(r"^- \[([\w-]+)\]\(([\w-]+)\.md\): .+$", PAGES["index"].text, re.MULTILINE)
    assert all(name == target for name, target in listed)
    assert sorted(name for name, _ in listed) == sorted(set(PAGES) - {"index"})


@pytest.mark.parametrize("topic", PAGES)
def test_the_readme_leads_to_every_page(topic: str) -> None:
    if topic != "index":
        assert f"ponarscite/manual/{topic}.md" in TEXTS[0].links


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_a_page_begins_with_its_title_and_has_no_other(page: Page) -> None:
    assert page.text.startswith("# ")
    assert len(re.findall(r"^# ", page.prose, re.MULTILINE)) == 1
    assert page.text.endswith("\n")
