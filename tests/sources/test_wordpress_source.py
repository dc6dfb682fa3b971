"""A whole WordPress site: the requests it gets, and the records read from it, however it behaves."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from ponarscite import PluginManager, pipeline
from ponarscite.errors import PonarsciteError
from ponarscite.hookspecs import SourceOptions
from ponarscite.record.item import to_item
from ponarscite.record.record import Record
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.sources.wordpress import read_source, stands_for_site
from tests.conftest import EXAMPLES, Run
from tests.live.memos import Memo, expected, memo
from tests.network.scripted import Asked, Reply, Script, as_json, scripted
from tests.sources.wordpress_server import CATEGORIES, WordPress, memo_post, numbers, site_of

HERE = SourceOptions(allow_private=True, timeout=60)
OFFLINE = replace(HERE, cache="offline")
REFRESH = replace(HERE, cache="refresh")
SERIES = (PONARS, PONARS_EURASIA)
START = ["/robots.txt", "/", "/wp-json/wp/v2/categories?per_page=100&page=1&_fields=id%2Cname%2Cslug%2Cparent"]


def listing(page: int, categories: str = "2%2C5") -> str:
    """The address of a page of the list."""
    return (
        f"/wp-json/wp/v2/posts?_embed=1&per_page=100&page={page}&orderby=id&order=asc&categories={categories}"
    ).replace("%2C", ",")


Read: TypeAlias = Callable[..., tuple[list[Record], list[str]]]
"""read(source, options) -> (records, messages of the failures)."""


@pytest.fixture
def read(plugins: PluginManager) -> Read:
    """Read a source."""

    def read(source: str, options: SourceOptions = HERE) -> tuple[list[Record], list[str]]:
        failures: list[PonarsciteError] = []
        found = list(pipeline.ingest(source, plugins, options=options, failures=failures))
        return found, [failure.message for failure in failures]

    return read


@pytest.mark.parametrize(
    ("address", "lists"),
    [
        ("https://a.example", True),
        ("https://a.example/", True),
        ("https://a.example/ru/", True),
        ("https://a.example/category/memos/", True),
        ("https://a.example/policy-memos/", True),
        ("https://a.example/category/", False),
        ("https://a.example/?p=5", False),
        ("https://a.example/a-memo/", False),
        ("https://a.example/2022/05/policy-memos/", False),
        ("http://[::1", False),
    ],
)
def test_which_addresses_stand_for_a_site(address: str, lists: bool) -> None:
    assert stands_for_site(address, SERIES) is lists
    assert (read_source(address, replace(HERE, series=SERIES)) is not None) is lists
    assert read_source(address, replace(HERE, site=True)) is not None


def test_sources_that_are_not_addresses_are_left_to_others() -> None:
    assert read_source("memos.html", replace(HERE, site=True)) is None


def test_every_field_of_every_post(read: Read) -> None:
    site = site_of(24)
    with scripted(site.answers()) as server:
        records, failures = read(server.home)
    assert failures == []
    assert server.paths == [path.replace("%2C", ",") for path in (*START, listing(1))]
    assert numbers(records) == [str(memo(n).number) for n in range(24)]
    for n, record in enumerate(records):
        item = to_item(record)
        item["authors"] = [str(name) for name in record.author]
        item["keyword"] = ", ".join(sorted(record.keyword))
        wanted = expected(memo(n), "http://site.example")
        assert {field: item.get(field) for field in wanted} == wanted
        assert record.accessed
        assert len(record.notes) == 1


def test_the_second_time_asks_nothing_and_gives_the_same(read: Read) -> None:
    site = site_of(250)
    with scripted(site.answers()) as server:
        first, _ = read(server.home)
        asked = len(server.paths)
        again, _ = read(server.home)
        offline, failures = read(server.home, OFFLINE)
        assert len(server.paths) == asked == 6
    assert first == again == offline
    assert len(first) == 250
    assert failures == []


def test_refresh_asks_only_what_has_changed(read: Read) -> None:
    site = site_of(150)
    changed = memo_post(memo(7), "http://site.example", title={"rendered": "Another Title"})
    new = memo_post(memo(150), "http://site.example")
    with scripted(site.answers()) as server:
        read(server.home)
        asked = len(server.paths)
        site.changed = [changed, new]
        site.posts = [*site.posts[:7], changed, *site.posts[8:], new]
        records, _ = read(server.home, REFRESH)
        assert [path for path in server.paths[asked:] if "per_page=100&page=1&order" in path] == [
            path for path in server.paths[asked:] if "modified_after" in path
        ]
        assert len(server.paths) == asked + 4
        offline, _ = read(server.home, OFFLINE)
    assert records[7].title == "Another Title"
    assert numbers(records) == [str(memo(n).number) for n in range(151)]
    assert offline == records


def test_deleted_posts_are_noticed(read: Read) -> None:
    site = site_of(120)
    with scripted(site.answers()) as server:
        read(server.home)
        del site.posts[5]
        records, _ = read(server.home, REFRESH)
        again, _ = read(server.home, OFFLINE)
    assert numbers(records) == [str(memo(n).number) for n in range(120) if n != 5]
    assert again == records


def test_a_page_that_repeats_a_post(read: Read) -> None:
    site = site_of(120)
    site.posts.insert(100, site.posts[99])
    with scripted(site.answers()) as server:
        records, failures = read(server.home)
    assert len(records) == 120
    assert failures == [f"{server.home[:-1]}{listing(1)} lists 120 posts, but announces 121"]
    assert len(server.paths) == 5 + 2  # read again, in case something moved


def test_a_list_that_repeats_itself_for_ever_is_left(read: Read) -> None:
    site = site_of(100)
    same = as_json(site.posts, X_WP_Total="99999999", X_WP_TotalPages="999999")
    with scripted(site.answers() | {"/wp-json/wp/v2/posts": same}) as server:
        records, failures = read(server.home)
    assert len(records) == 100
    assert len(failures) == 1
    assert len([path for path in server.paths if "/posts" in path]) == 4


def test_a_list_without_totals(read: Read) -> None:
    """Some caches and proxies drop the headers that say how many pages there are."""
    site = site_of(130)

    def bare(asked: Asked) -> Reply:
        return replace(site.list(asked), headers={})

    with scripted(site.answers() | {"/wp-json/wp/v2/posts": bare}) as server:
        records, failures = read(server.home)
    assert (len(records), failures) == (130, [])


@pytest.mark.parametrize("odd", [[1], {}, "x", True, None, -1])
def test_posts_with_odd_numbers(read: Read, odd: object) -> None:
    site = site_of(3)
    site.posts[1]["id"] = odd
    with scripted(site.answers()) as server:
        records, failures = read(server.home)
    assert (len(records), failures) == (3, [])


def test_totals_that_grow_between_pages(read: Read) -> None:
    site = site_of(220)
    later = site.posts[190:]
    del site.posts[190:]

    def growing(asked: Asked) -> Reply:
        reply = site.list(asked)
        site.posts += later[:]
        later.clear()
        return reply

    with scripted(site.answers() | {"/wp-json/wp/v2/posts": growing}) as server:
        records, failures = read(server.home)
    assert (len(records), failures) == (220, [])
    assert [path for path in server.paths if "posts" in path] == [listing(1), listing(2), listing(3)]


def test_totals_that_shrink_between_pages(read: Read) -> None:
    """A post deleted while the list is read moves another one to a page that was read before."""
    site = site_of(201)

    def shrinking(asked: Asked) -> Reply:
        reply = site.list(asked)
        if "page=1&" in asked.path and len(site.posts) == 201:
            del site.posts[0]
        return reply

    with scripted(site.answers() | {"/wp-json/wp/v2/posts": shrinking}) as server:
        records, failures = read(server.home)
    assert failures == []
    assert {record.number for record in records} >= {str(memo(n).number) for n in range(1, 201)}


def test_a_broken_page_is_reported_and_the_rest_is_read(read: Read) -> None:
    site = site_of(250)
    with scripted(site.answers() | {listing(2): Reply(b'[{"id": 1,')}) as server:
        records, failures = read(server.home)
    assert numbers(records) == [str(memo(n).number) for n in (*range(100), *range(200, 250))]
    assert failures == [f"{server.home[:-1]}{listing(2)} is not a JSON list"]
    assert server.count(listing(2)) == 1


CLAIMED = {"X_WP_Total": "9999999", "X_WP_TotalPages": "99999"}


@pytest.mark.parametrize(("status", "asked"), [(400, 4), (404, 4), (410, 6), (403, 6)])
def test_a_hundred_thousand_pages_that_are_not_there(read: Read, status: int, asked: int) -> None:
    """An answer that ends a list is checked once more. Of other failures, five in a row end it."""
    site = site_of(100)

    def pages(request: Asked) -> Reply:
        return as_json(site.posts, **CLAIMED) if "page=1&" in request.path else Reply(b"", status)

    with scripted(site.answers() | {"/wp-json/wp/v2/posts": pages}) as server:
        records, failures = read(server.home)
    assert len(records) == 100
    assert len([path for path in server.paths if "/posts" in path]) == asked
    assert ("after it are skipped" in failures[-1]) is (asked == 6)
    assert len(failures) == (6 if asked == 6 else 1)


def test_a_list_that_goes_on_for_ever_is_left(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.sources.site.post_list.MOST_PAGES", 7)
    site = site_of(60)

    def pages(request: Asked) -> Reply:
        number = int(request.path.partition("&page=")[2].partition("&")[0])
        return as_json(site.posts[2 * number : 2 * number + 2], **CLAIMED)

    with scripted(site.answers() | {"/wp-json/wp/v2/posts": pages}) as server:
        records, failures = read(server.home)
    assert len(records) == 14
    assert len([path for path in server.paths if "/posts" in path]) == 7
    assert failures == [
        f"{server.home[:-1]}{listing(8)} and the pages after it are skipped; the site announces 99999 pages"
    ]


def test_a_site_that_cannot_be_listed_is_an_error_with_a_reason(run: Run) -> None:
    with scripted(site_of(5).answers() | {"/robots.txt": Reply(b"User-agent: *\nDisallow: /wp-json/")}) as server:
        ran = run("export", server.home, "--allow-private")
    assert ran.code == 1
    assert f"warning: the posts of {server.home} cannot be listed: {server.home}wp-json/wp/v2/categories" in ran.err
    assert "by the robots.txt of its site" in ran.err
    assert f"error: {server.home}: no memo found" in ran.err


def test_posts_that_are_no_posts_are_passed_over(read: Read) -> None:
    site = site_of(3)
    site.posts[1:1] = [{"id": 1, "title": "no"}, {"id": 2}]  # and one that is no object
    with scripted(site.answers()) as server:
        records, failures = read(server.home)
    assert (len(records), failures) == (3, [])


@pytest.mark.parametrize(
    ("date", "issued"),
    [("2099-03-01T00:00:00", "2099-03-01"), ("0000-00-00T00:00:00", "2021-01"), ("soon", "2021-01"), (None, "2021-01")],
)
def test_dates_that_cannot_be(read: Read, date: str | None, issued: str) -> None:
    """With a wrong clock the printed date wins, and without one the month in the name of the PDF."""
    site = site_of(1)
    site.posts[0]["date"] = date
    with scripted(site.answers()) as server:
        (record,), _ = read(server.home)
    assert record.issued.iso == issued


@pytest.mark.parametrize("clock", ["Fri, 01 Jan 2100 00:00:00 GMT", "soon"])
def test_a_server_whose_clock_is_wrong_is_still_asked_since_we_asked(read: Read, clock: str) -> None:
    site = site_of(3)
    with scripted(site.answers()) as server:
        site.headers = {"Date": clock}
        read(server.home)
        read(server.home, REFRESH)
        (since,) = {path.partition("modified_after=")[2] for path in server.paths if "modified_after" in path}
    assert since[:4] == str(datetime.datetime.now(datetime.UTC).year)


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>%(home)s</loc></url><url><loc>%(home)sone/</loc></url><url><loc>%(home)stwo/</loc></url>
<url><loc>%(home)sone/</loc></url><url><loc>%(home)sgone/</loc></url><url><loc>http://other.example/x/</loc></url>
</urlset>"""
INDEX = b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>%(home)swp-sitemap-posts-post-1.xml</loc></sitemap>
<sitemap><loc>%(home)swp-sitemap-taxonomies-category-1.xml</loc></sitemap></sitemapindex>"""
MODEL = EXAMPLES / "pages"


def with_sitemap(site: WordPress, server: Script) -> None:
    """Give a running site a sitemap of three pages, one of which is missing."""
    home = {b"home": server.home.encode()}
    server.answers |= {
        "/wp-sitemap.xml": Reply(INDEX % home),
        "/wp-sitemap-posts-post-1.xml": Reply(SITEMAP % home),
        "/one/": Reply((MODEL / "borrowed-rivers.html").read_bytes()),
        "/two/": Reply((MODEL / "night-trains.html").read_bytes()),
    }


CLOSED = {
    "401": Reply(b'{"code": "rest_forbidden"}', 401),
    "404": Reply(b"", 404),
    "disabled": as_json({"code": "rest_disabled"}),
    "malformed": Reply(b"[{"),
    "a page instead": Reply(b"<title>Sign in</title>"),
}


@pytest.mark.parametrize("how", CLOSED)
def test_where_rest_is_closed_the_sitemap_is_read(read: Read, how: str) -> None:
    site = site_of(5)
    with scripted(site.answers() | {"/wp-json/wp/v2/posts": CLOSED[how]}) as server:
        with_sitemap(site, server)
        records, failures = read(server.home)
        assert server.count(listing(1)) == 1
        assert [path for path in server.paths if path.endswith(("one/", "two/", "gone/"))] == [
            "/one/",
            "/two/",
            "/gone/",
        ]
        asked = server.paths.copy()
        offline, _ = read(server.home, OFFLINE)
        assert server.paths == asked
    assert numbers(records) == ["9001", "9002"]
    assert failures == [f"{server.home}gone/ answered 404 Not Found"]
    assert offline == records


def test_robots_txt_is_respected(read: Read) -> None:
    site = site_of(5)
    rules = Reply(b"User-agent: *\nDisallow: /wp-json/\n")
    with scripted(site.answers() | {"/robots.txt": rules}) as server:
        with_sitemap(site, server)
        records, _ = read(server.home)
    assert numbers(records) == ["9001", "9002"]
    assert not any("wp-json" in path for path in server.paths)


def test_a_site_that_forbids_everything(read: Read) -> None:
    with scripted(site_of(5).answers() | {"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n")}) as server:
        records, failures = read(server.home)
    assert records == []
    assert failures == [f"{server.home} is closed to programs by the robots.txt of its site"]
    assert server.paths == ["/robots.txt"]


FEED = b'<rss version="2.0"><channel><title>T</title><item><guid>%d</guid><title>A</title></item></channel></rss>'


def test_without_a_sitemap_the_feed_is_read() -> None:
    closed = {
        "/wp-json/wp/v2/categories": Reply(b"", 401),
        "/feed/": Reply(FEED % 1),
        "/feed/?paged=2": Reply(FEED % 2),
    }
    with scripted(site_of(5).answers() | closed | {"/feed/?paged=3": Reply(b"", 404)}) as server:
        documents = list(read_source(server.home, replace(HERE, series=SERIES)) or ())
    assert [document.content for document in documents] == [FEED % 1, FEED % 2]
    assert [document.name for document in documents] == [f"{server.home}feed/", f"{server.home}feed/?paged=2"]


ITEM = """<item><title>%(title)s</title><link>http://site.example/%(slug)s/</link><guid>%(slug)s</guid>
<dc:creator>%(author)s</dc:creator><pubDate>Thu, 14 Mar 2024 14:00:00 +0000</pubDate>
<category>Policy Memos | Аналитика</category>
<content:encoded><![CDATA[<p>ponars eurasia policy memo no. %(number)d (pdf)</p><p>It is asked who counts.</p>]]>
</content:encoded></item>"""
CHANNEL = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>PONARS Eurasia</title>%s</channel></rss>'
)


def test_what_the_feed_lists_is_read_page_by_page(read: Read) -> None:
    def page(*ids: int) -> Reply:
        items = "".join(
            ITEM % {"title": f"Case {n}", "slug": f"case-{n}", "author": "Ana Ejemplo", "number": n} for n in ids
        )
        return Reply((CHANNEL % items).encode(), headers={"Content-Type": "application/rss+xml"})

    closed = {"/wp-json/wp/v2/categories": Reply(b"", 401), "/feed/": page(901, 902), "/feed/?paged=2": page(903)}
    with scripted(site_of(5).answers() | closed | {"/feed/?paged=3": Reply(b"", 404)}) as server:
        records, failures = read(server.home)
    assert failures == []
    assert [(record.title, record.author[0].family) for record in records] == [
        (f"Case {n}", "Ejemplo") for n in (901, 902, 903)
    ]
    assert server.paths[-3:] == ["/feed/", "/feed/?paged=2", "/feed/?paged=3"]


def test_a_feed_that_never_ends_is_left() -> None:
    closed = {"/wp-json/wp/v2/categories": Reply(b"", 401), "/feed/": Reply(FEED % 1)}
    with scripted(site_of(5).answers() | closed) as server:
        documents = list(read_source(server.home, replace(HERE, series=SERIES)) or ())
    assert len(documents) == 1
    assert server.paths[-1] == "/feed/?paged=2"


def test_the_root_of_another_site_is_a_page(read: Read) -> None:
    page = (MODEL / "borrowed-rivers.html").read_bytes().replace(b"api.w.org", b"x.example")
    with scripted({"/": Reply(page.replace(b"WordPress", b"Else").replace(b"wp-content/", b"x/"))}) as one:
        records, failures = read(one.home)
    assert (numbers(records), failures) == (["9001"], [])
    assert one.paths == ["/robots.txt", "/"]


def test_a_category_lists_its_own(read: Read) -> None:
    site = site_of(4)
    with scripted(site.answers()) as server:
        server.answers["/category/commentary/"] = server.answers["/"]
        records, _ = read(f"{server.home}category/commentary/")
    assert len(records) == 4
    assert server.paths[-1] == listing(1, "3")


def test_a_site_without_memos_is_read_whole(read: Read) -> None:
    site = site_of(4)
    with scripted(site.answers() | {"/wp-json/wp/v2/categories": as_json(CATEGORIES[1:2])}) as server:
        read(server.home)
    assert "categories=" not in server.paths[-1]


def test_plain_permalinks(read: Read) -> None:
    """Without rewriting, REST lives behind a query: "/?rest_route=/"."""
    site = site_of(2)
    root = Reply(b"<title>T</title>", headers={"Link": '</index.php?rest_route=/>; rel="https://api.w.org/"'})

    def index(asked: Asked) -> Reply:
        return as_json(CATEGORIES) if "rest_route=/wp/v2/categories" in asked.path else site.list(asked)

    with scripted({"/": root, "/index.php": index}) as server:
        records, failures = read(server.home)
    assert (len(records), failures) == (2, [])


def test_a_post_that_names_no_author_is_read_on_its_page(read: Read) -> None:
    with scripted({}) as server:
        home = server.home[:-1]
        page = (MODEL / "borrowed-rivers.html").read_bytes().replace(b"https://www.ponarseurasia.org", home.encode())
        one = Memo(
            9001, "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?", ("X Y",), memo(1).day, (), "login"
        )
        value = memo_post(one, home, link=f"{home}/borrowed-rivers-who-pays-for-water/")
        value["content"]["rendered"] = "<p>PONARS Eurasia Policy Memo No. 9001</p>"
        value["date"] = "2024-03-14T09:00:00"
        site = site_of(0)
        site.posts = [value]
        server.answers |= site.answers() | {"/borrowed-rivers-who-pays-for-water/": Reply(page)}
        (record,), failures = read(server.home)
    assert [str(name) for name in record.author] == ["Olena Prykladna", "Juan de la Prueba"]
    assert failures == []


def test_posts_saved_in_a_file(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    path.write_text(json.dumps(site_of(3).posts), encoding="utf-8")
    records, failures = read(str(path))
    assert numbers(records) == ["800", "801", "802"]
    assert failures == []
    assert {claim.about.place for record in records for claim in record.claims} == {"post 1", "post 2", "post 3"}
