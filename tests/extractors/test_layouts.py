"""Each layout that the site has had, and its feeds: invented pages in their shape, and the records they make."""

from pathlib import Path

import pytest

from tests.conftest import DATA, Golden, Run

PAGES = sorted((DATA / "pages").iterdir())
DOUBTFUL = {"drupal-list.txt": 1, "drupal-memo.txt": 1}  # a number of two series, a memo without date and number


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page(page: Path, run: Run, golden: Golden) -> None:
    ran = run("export", page, "-f", "csl-json")
    assert (ran.code, ran.err.count("warning: "), ran.err.count("error: ")) == (0, DOUBTFUL.get(page.name, 0), 0)
    golden(ran.out, f"pages/{page.name}.json")


@pytest.mark.parametrize("feed", ["memos.rss", "podcast.xml"])
def test_a_feed(feed: str, run: Run, golden: Golden) -> None:
    ran = run("export", DATA / "feeds" / feed, "-f", "csl-json")
    assert (ran.code, ran.err) == (0, "")
    golden(ran.out, f"feeds/{feed}.json")


def test_items_that_say_too_little_are_named(run: Run, golden: Golden) -> None:
    ran = run("export", DATA / "feeds" / "memos.atom", "-f", "csl-json")
    assert ran.code == 1
    assert "memos.atom, item 2: No Author and No Date has nothing but a title, and is left out\n" in ran.err
    assert "memos.atom, item 3: a reference has no title and no number, and is left out\n" in ran.err
    golden(ran.out, "feeds/memos.atom.json")


def test_rows_link_to_their_memos(run: Run) -> None:
    ran = run(
        "export", DATA / "pages" / "drupal-list.html", "--url", "http://www.ponarseurasia.org/policy-memos", "-f", "ris"
    )
    assert "UR  - http://www.ponarseurasia.org/memo/counting-snow\n" in ran.out


def test_a_row_and_the_page_of_its_memo_make_one_record(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "memo.txt"
    page.write_text("Counting Snow\n\nAna Ejemplo\n\nPONARS Eurasia Policy Memo No. 615\n\nOctober 2019\n", "utf-8")
    ran = run("export", DATA / "pages" / "drupal-list.txt", page, "-s", "ponars-eurasia")
    assert "Ana Ejemplo, “Counting Snow,” PONARS Eurasia Policy Memo No. 615, George Washington Uni" in ran.out


def test_the_blurbs_of_a_list_are_no_notes(run: Run) -> None:
    ran = run("explain", DATA / "pages" / "drupal-list.txt")
    assert "(cited)" not in ran.out


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
        '<rss version="2.0"><channel><item>',
        "<rss version='2.0'>" + "<a>" * 20_000,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title>',
    ],
)
def test_a_feed_of_nothing_has_no_memo(content: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(content, encoding="utf-8")
    ran = run("export", tmp_path / "x.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert "x.xml: no memo found\n" in ran.err


def test_a_feed_opens_nothing(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    item = "<item><title>&s; A Title</title><pubDate>Fri, 20 May 2022 00:00:00 GMT</pubDate></item>"
    entity = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    (tmp_path / "x.xml").write_text(f'{entity}<rss version="2.0"><channel>{item}</channel></rss>', encoding="utf-8")
    assert "the secret" not in run("export", tmp_path / "x.xml").out
