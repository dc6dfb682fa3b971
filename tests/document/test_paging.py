import pytest

from ponarscite.document.document import Document
from ponarscite.document.paging import next_page

DRUPAL = '<ul><li class="pager-next"><a href="/memos?page={}">next ›</a></li></ul>'
WORDPRESS = '<a class="next page-numbers" href="https://example.org/memos/page/{}/">Next</a>'
FEED = '<feed xmlns="x"><link rel="self" href="/feed"/><link href="/feed?a=b&amp;paged={}" rel="next"/>'


@pytest.mark.parametrize(
    ("url", "content", "following"),
    [
        ("https://example.org/memos", DRUPAL.format(1), "https://example.org/memos?page=1"),
        ("https://example.org/memos?page=1", DRUPAL.format(2), "https://example.org/memos?page=2"),
        ("https://example.org/memos?year=2019", '<a rel="next" href="?year=2019&page=1">x</a>', "https://example.org/memos?year=2019&page=1"),
        ("https://example.org/memos/", WORDPRESS.format(2), "https://example.org/memos/page/2/"),
        ("https://example.org/memos/page/2/", WORDPRESS.format(3), "https://example.org/memos/page/3/"),
        ("https://example.org/memos/", '<link rel="next" href="/memos/page/2/">', "https://example.org/memos/page/2/"),
        ("https://example.org/feed?a=b", FEED.format(2), "https://example.org/feed?a=b&paged=2"),
        ("https://example.org/a-memo/", '<link rel="next" href="/another-memo/">', ""),
        ("https://example.org/memos", '<a rel="next" href="https://elsewhere.example/memos?page=1">x</a>', ""),
        ("https://example.org/memos", '<a rel="next" href="javascript:alert(1)">x</a>', ""),
        ("https://example.org/memos", '<a rel="next" href="http://[">x</a>', ""),
        ("https://example.org/memos", '<a rel="next" href="#top">x</a>', ""),
        ("https://example.org/memos", '<a href="/memos?page=1">2</a>', ""),
        ("https://example.org/memos", "<p>no list", ""),
        ("", DRUPAL.format(1), ""),
        ("https://example.org/memos", "plain text", ""),
    ],
)  # fmt: skip
def test_next_page(url: str, content: str, following: str) -> None:
    assert next_page(Document("x", content.encode, url=url)) == following


def test_a_page_that_cannot_be_read_has_none() -> None:
    assert next_page(Document("x", lambda: b"<i>" * 1_000_001, url="https://example.org/memos")) == ""
