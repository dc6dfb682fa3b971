"""WARC files and WACZ packages as sources: what is read, what is told, and what a broken archive costs."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import ponarscite
from ponarscite.api import Ingested
from ponarscite.errors import MisuseError, PonarsciteError, SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.record.record import Record
from ponarscite.series.url import original
from ponarscite.sources.web_archive import region
from ponarscite.sources.web_archive.address import day_of, readable
from ponarscite.sources.web_archive.archive import read_archives
from tests.conftest import EXAMPLES, Run
from tests.sources.archives import members, package, page, page_record, record, response, write

Archive = Callable[[Sequence[bytes]], bytes]
FORMS: Mapping[str, tuple[str, Archive]] = {
    "members": ("x.warc.gz", members),
    "plain": ("x.warc", b"".join),
    "compressed as a whole": ("x.warc.gz", lambda records: gzip.compress(b"".join(records))),
    "package": ("x.wacz", lambda records: package({"archive/a.warc.gz": members(records)})),
    "deflated package": (
        "x.wacz",
        lambda records: package({"archive/a.warc.gz": members(records)}, zipfile.ZIP_DEFLATED),
    ),
}
"""The forms of one archive: name of the file, and its bytes."""

every_form = pytest.mark.parametrize("form", FORMS)


class Found:
    """What was found in an archive.

    Args:
        options: as for `ingest`.
    """

    def __init__(self, path: Path, **options: object) -> None:
        self.failures: list[PonarsciteError] = []
        ingested: Ingested = ponarscite.ingest(path, failures=self.failures, **options)  # type: ignore[arg-type]
        self.records: list[Record] = list(ingested)
        self.numbers = [int(one.title.rpartition(" ")[2]) for one in self.records]
        self.folder = str(path.parent)
        self.unread = next(iter(ingested.unread.values()), {})

    @property
    def faults(self) -> list[str]:
        """The failures, with paths below the folder of the archive."""
        return [one.message.replace(f"{self.folder}/", "") for one in self.failures]


def found(folder: Path, records: Sequence[bytes], form: str = "members", **options: object) -> Found:
    """What is found in an archive of these records."""
    name, archive = FORMS[form]
    return Found(write(folder, name, archive(records)), **options)


FIVE = [page_record(n) for n in range(5)]


@every_form
@pytest.mark.parametrize("jobs", [1, 2])
def test_every_page_is_read_in_order(tmp_path: Path, form: str, jobs: int) -> None:
    one = found(tmp_path, FIVE, form, jobs=jobs)
    assert (one.numbers, one.faults, one.unread) == ([0, 1, 2, 3, 4], [], {})
    assert [record.url for record in one.records] == [f"https://a.example/{n}" for n in range(5)]
    assert {str(record.accessed) for record in one.records} == {"2015-03-01"}


def test_a_claim_says_in_which_file_and_where(tmp_path: Path) -> None:
    one = found(tmp_path, FIVE)
    assert one.records[1].claims[0].about.document == f"{tmp_path}/x.warc.gz@{len(members(FIVE[:1]))}"
    inner = found(tmp_path, FIVE, "compressed as a whole").records[1]
    assert inner.claims[0].about.document == f"{tmp_path}/x.warc.gz@0+{len(FIVE[0])}"


def test_a_place_in_a_package(tmp_path: Path) -> None:
    one = found(tmp_path, FIVE, "package").records[0]
    assert one.claims[0].about.document == f"{tmp_path}/x.wacz/archive/a.warc.gz@0"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves temporary files open
def test_a_program_that_writes_archives_is_read(tmp_path: Path) -> None:
    """warcio writes the digests and the revisits."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for day, body in (("2015-03-01", page(1)), ("2016-04-02", page(1)), ("2017-05-03", page(2))):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://a.example/{1 + (body == page(2))}",
                "response",
                payload=io.BytesIO(body),
                http_headers=head,
                warc_headers_dict={"WARC-Date": f"{day}T00:00:00Z"},
            )
        )
    digest = "sha1:" + "A" * 32
    again = writer.create_revisit_record("https://a.example/2", digest, "https://a.example/2", "2017-05-03T00:00:00Z")
    again.rec_headers.replace_header("WARC-Payload-Digest", "")
    again.rec_headers.replace_header("WARC-Date", "2018-06-04T00:00:00Z")
    writer.write_record(again)
    one = Found(write(tmp_path, "w.warc.gz", made.getvalue()))
    assert (one.numbers, one.faults, one.unread) == ([1, 2], [], {})
    assert [str(record.accessed) for record in one.records] == ["2016-04-02", "2018-06-04"]


DAYS = ["2015-03-01", "2019-07-08", "2012-11-05", "2019-07-08"]


@every_form
def test_a_page_captured_often_is_one_document_with_its_newest_day(tmp_path: Path, form: str) -> None:
    captures = [page_record(1, date=f"{day}T0{hour}:00:00Z") for hour, day in enumerate(DAYS)]
    one = found(tmp_path, [*captures, page_record(2)], form)
    first = one.records[0]
    assert (one.numbers, str(first.accessed)) == ([1, 2], "2019-07-08")
    claims = [claim for claim in first.claims if claim.variable == "accessed"]
    assert [claim.text for claim in claims] == sorted(set(DAYS), reverse=True)
    assert [claim.origin for claim in first.claims if claim.variable == "title"] == ["citation tags", "page title"]
    assert claims[-1].where.endswith(f"@{_offset(form, captures[:2])}")


def _offset(form: str, before: Sequence[bytes]) -> str:
    if form == "plain":
        return str(len(b"".join(before)))
    return f"0+{len(b''.join(before))}" if form == "compressed as a whole" else str(len(members(before)))


def test_another_content_at_the_same_address_is_read_too(tmp_path: Path) -> None:
    """The site may be another's by then: the newest capture of an address is not the best."""
    parked = response("https://a.example/1", b"<title>This domain is for sale</title>", date="2023-01-01T00:00:00Z")
    one = found(tmp_path, [page_record(1), parked])
    assert (one.numbers, str(one.records[0].accessed)) == ([1], "2015-03-01")
    changed = response("https://a.example/1", page(1) + b"<p>More</p>", date="2016-01-01T00:00:00Z")
    assert str(found(tmp_path, [changed, page_record(1)]).records[0].accessed) == "2016-01-01"


def test_the_newest_day_counts_in_any_order_of_the_files(tmp_path: Path) -> None:
    old = write(tmp_path, "old.warc.gz", members([page_record(1)]))
    new = write(tmp_path, "new.warc.gz", members([page_record(1, date="2020-01-02T00:00:00Z")]))
    for order in ([old, new], [new, old]):
        (one,) = ponarscite.ingest(order)
        assert str(one.accessed) == "2020-01-02"


def test_a_folder_of_archives_shares_its_captures(tmp_path: Path) -> None:
    write(tmp_path, "a.warc.gz", members([page_record(1)]))
    again = record("revisit", "https://a.example/1", date="2018-01-02T00:00:00Z")
    write(tmp_path, "b.WARC", b"".join([again, page_record(2)]))
    write(tmp_path, "c.wacz", package({"archive/c.warc": page_record(3)}))
    write(tmp_path, "page.html", page(4))
    write(tmp_path, "data.gz", b"nothing to do with it")
    one = Found(tmp_path)
    assert (one.numbers, one.faults, one.unread) == ([4, 1, 2, 3], [], {})
    assert str(one.records[1].accessed) == "2018-01-02"


def test_a_revisit_that_comes_first_is_a_capture(tmp_path: Path) -> None:
    again = record("revisit", "https://a.example/1", date="2018-01-02T00:00:00Z")
    one = found(tmp_path, [again, page_record(1), record("revisit", "https://a.example/7")])
    assert str(one.records[0].accessed) == "2018-01-02"
    assert one.unread == {"revisits of what is not in the archive": 1}


def test_a_revisit_of_the_content_of_another_address(tmp_path: Path) -> None:
    known = {"WARC-Payload-Digest": "sha1:ABC"}
    refers = {**known, "WARC-Refers-To-Target-URI": "https://a.example/1"}
    one = found(
        tmp_path,
        [
            page_record(1, more=known),
            record("revisit", "https://a.example/copy", date="2018-01-02T00:00:00Z", more=refers),
        ],
    )
    assert str(one.records[0].accessed) == "2018-01-02"


OTHERS = [
    record("warcinfo", block=b"software: by hand\r\n", media_type="application/warc-fields"),
    record("request", "https://a.example/", b"GET / HTTP/1.1\r\n\r\n", media_type="application/http; msgtype=request"),
    *(response(f"https://a.example/{n}.png", b"\x89PNG", media_type="image/png") for n in range(3)),
    response("https://a.example/a.css", b"p {}", media_type="text/css"),
    response("https://a.example/gone", page(7), status="404 Not Found"),
    response("https://a.example/broke", page(7), status="500 Oops"),
    response("https://a.example/moved", b"", status="301 Moved", fields="Location: /1\r\n"),
    response("https://a.example/empty", b"", status="204 No Content"),
    response("https://a.example/a.zip", b"PK", media_type="application/zip"),
    response("https://a.example/cut", page(8), more={"WARC-Truncated": "length"}),
    response("https://a.example/about", b"<title>About us</title><p>We are a house.</p>"),
    response("https://a.example/robots.txt", b"User-agent: *\nDisallow:\n", media_type="text/plain"),
    response("https://a.example/data", b"\0\1\2\3" * 99, media_type="application/octet-stream"),
    record("conversion", "https://a.example/9", page(9), media_type="text/html"),
    record("metadata", "https://a.example/9", b"outlink: x", media_type="application/warc-fields"),
    record("dns", "dns:a.example", b"1", media_type="text/dns"),
    record("resource", "urn:thumbnail:https://a.example/", page(9), media_type="text/html"),
]


@every_form
def test_what_is_not_read_is_told_once_with_counts(tmp_path: Path, form: str) -> None:
    one = found(tmp_path, [*OTHERS, *FIVE[:2]], form)
    assert (one.numbers, one.faults) == ([0, 1], [])
    assert one.unread == {
        "images": 3,
        "style sheets": 1,
        "errors": 2,
        "redirects": 1,
        "responses without content": 1,
        "application/zip": 1,
        "pages that the crawler cut off": 1,
        "files of an unknown type": 1,
        "conversions": 1,
        "metadata": 1,
        "records of an unknown type": 1,
        "records of other addresses than http": 1,
        "pages without a publication": 1,
        "texts without a publication": 1,
    }


def test_an_archive_without_a_publication_is_a_failure(tmp_path: Path) -> None:
    assert found(tmp_path, OTHERS).faults == ["x.warc.gz: no publication found"]
    assert found(tmp_path, []).faults == ["x.warc.gz: no publication found"]


def test_a_resource_is_a_document_by_itself(tmp_path: Path) -> None:
    one = found(tmp_path, [record("resource", "https://a.example/1", page(1), media_type="text/html;charset=utf-8")])
    assert (one.numbers, one.records[0].url) == ([1], "https://a.example/1")


def test_the_type_of_a_record_in_any_case(tmp_path: Path) -> None:
    one = found(tmp_path, [record("Resource", "https://a.example/1", page(1), media_type="text/html")])
    assert (one.numbers, one.faults) == ([1], [])


@pytest.mark.parametrize("media_type", ["application/octet-stream", "", "application/unknown"])
def test_the_bytes_decide_where_no_media_type_does(tmp_path: Path, media_type: str) -> None:
    assert found(tmp_path, [page_record(1, media_type=media_type)]).numbers == [1]


def test_an_unknown_media_type_is_named_at_most_so_long(tmp_path: Path) -> None:
    odd = [response(f"https://a.example/{n}", b"x", media_type=f"x-{n}/{'y' * 500}") for n in range(300)]
    unread = found(tmp_path, [*odd, FIVE[0]]).unread
    assert sum(unread.values()) == 300
    assert (unread["other files"], max(map(len, unread))) == (100, 60)


BODIES: Mapping[str, tuple[bytes, str]] = {
    "gzip": (gzip.compress(page(1)), "Content-Encoding: gzip\r\n"),
    "x-gzip": (gzip.compress(page(1)), "content-encoding: x-GZIP\r\n"),
    "two gzip members": (gzip.compress(page(1)[:99]) + gzip.compress(page(1)[99:]), "Content-Encoding: gzip\r\n"),
    "deflate": (zlib.compress(page(1)), "Content-Encoding: deflate\r\n"),
    "raw deflate": (zlib.compress(page(1), wbits=-15), "Content-Encoding: deflate\r\n"),
    "brotli": (brotli.compress(page(1)), "Content-Encoding: br\r\n"),
    "gzip twice": (gzip.compress(gzip.compress(page(1))), "Content-Encoding: gzip, gzip\r\n"),
    "identity": (page(1), "Content-Encoding: identity\r\n"),
    "gzip, stored decoded": (page(1), "Content-Encoding: gzip\r\n"),
    "brotli, stored decoded": (page(1), "Content-Encoding: br\r\n"),
    "chunked": (b"5\r\n%b\r\n%X ; x=1\r\n%b\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
    "chunked, without the last line end": (b"5\r\n%b\r\n%x\r\n%b\r\n0", "Transfer-Encoding: Chunked\r\n"),
    "chunked, stored whole": (page(1), "Transfer-Encoding: chunked\r\n"),
    "chunked with line feeds alone": (b"5\n%b\n%x\n%b\n0\n", "Transfer-Encoding: chunked\r\n"),
}


@pytest.mark.parametrize("name", BODIES)
def test_codings(tmp_path: Path, name: str) -> None:
    body, fields = BODIES[name]
    if b"%b" in body:
        body = body % (page(1)[:5], len(page(1)) - 5, page(1)[5:])
    one = found(tmp_path, [page_record(0), response("https://a.example/1", body, fields=fields), page_record(2)])
    last = "chunked, without the last line end"
    assert one.numbers == ([0, 2] if name == last else [0, 1, 2])
    assert len(one.faults) == (name == last)


def test_a_coding_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    one = found(tmp_path, [page_record(0), response("https://a.example/1", b"x", fields="Content-Encoding: zstd\r\n")])
    assert (one.numbers, one.unread) == ([0], {"pages in the coding zstd": 1})


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("windows-1251", "text/html; charset=windows-1251"),
        ("koi8-r", 'text/html;charset="koi8-r"'),
        ("utf-8", "text/html"),
    ],
)
def test_the_charset_of_the_record_counts(tmp_path: Path, charset: str, declared: str) -> None:
    text = page(1).decode().replace("The Ferry", "Паром и переправа на реке")
    one = found(tmp_path, [response("https://a.example/1", text.encode(charset), media_type=declared)])
    assert one.records[0].title == "Паром и переправа на реке of Case 1"


ADDRESSES = {
    "https://web.archive.org/web/20150301123456/http://a.example/x?y=1": ("http://a.example/x?y=1", "2015-03-01"),
    "http://web.archive.org/web/2015/https://a.example/": ("https://a.example/", ""),
    "https://web.archive.org/web/20150301id_/http:/a.example/x": ("http://a.example/x", "2015-03-01"),
    "https://web.archive.org/web/20150301123456if_/www.a.example/x": ("http://www.a.example/x", "2015-03-01"),
    "https://wayback.archive-it.org/1234/20140202030405/https://a.example/x": ("https://a.example/x", "2014-02-02"),
    "https://webarchive.example.gov.uk/20100708090000/http://a.example/": ("http://a.example/", "2010-07-08"),
    "https://arquivo.example/wayback/20100708090000mp_/http://a.example/": ("http://a.example/", "2010-07-08"),
    "https://web.archive.org/web/20160101000000/https://web.archive.org/web/20100101000000/http://a.example/": (
        "http://a.example/",
        "2010-01-01",
    ),
    "https://a.example/redirect/20150301123456": ("https://a.example/redirect/20150301123456", ""),
    "https://a.example/2015/http://b.example/": ("https://a.example/2015/http://b.example/", ""),
    "https://web.archive.org/web/*/http://a.example/": ("https://web.archive.org/web/*/http://a.example/", ""),
    "https://a.example/?u=/20150301123456/http://b.example/": (
        "https://a.example/?u=/20150301123456/http://b.example/",
        "",
    ),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_original_address_of_a_page_in_a_public_archive(address: str) -> None:
    assert original(address) == ADDRESSES[address]


def test_a_capture_of_a_public_archive_has_the_original_address_and_day(tmp_path: Path) -> None:
    url = "https://web.archive.org/web/20130405060708/http://a.example/1"
    (one,) = found(tmp_path, [response(url, page(1))]).records
    assert (one.url, str(one.accessed)) == ("http://a.example/1", "2013-04-05")


def test_odd_addresses() -> None:
    assert readable("https://a.example/a b|c#part") == "https://a.example/a%20b%7Cc"
    assert readable("https://user:secret@a.example/") == "https://a.example/"
    assert [readable(one) for one in ("ftp://a.example/", "dns:a", "javascript:alert(1)", "https://", "")] == [""] * 5
    assert readable("https://a.example/\0") == "https://a.example/%00"


def test_days() -> None:
    assert day_of("2015-03-01T10:00:00.123Z") == day_of("2015-03-01") == "2015-03-01"
    assert [day_of(one) for one in ("2015", "20150301100000", "", "2015-13-01T", "yesterday")] == [""] * 5


SEVEN = [page_record(n, date=f"201{n}-0{n + 1}-01T00:00:00Z") for n in range(7)]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ({"since": "2014"}, [4, 5, 6]),
        ({"since": "2014-05-02"}, [5, 6]),
        ({"until": "2012"}, [0, 1, 2]),
        ({"until": "2012-03-01"}, [0, 1, 2]),
        ({"until": "2012-02"}, [0, 1]),
        ({"since": "2012", "until": "2013"}, [2, 3]),
        ({"hosts": ("a.example",)}, [0, 1, 2, 3, 4, 5, 6]),
        ({"hosts": ("b.example",), "since": "2012"}, []),
    ],
)
def test_host_and_day(tmp_path: Path, options: Mapping[str, Any], numbers: list[int]) -> None:
    one = found(tmp_path, SEVEN, **options)
    assert (one.numbers, one.unread) == (numbers, {})
    assert bool(one.faults) is not bool(numbers)


def test_hosts_below_a_host_belong_to_it(tmp_path: Path) -> None:
    places = ("www.a.example", "a.example:8080", "nota.example", "a.example.org")
    one = found(tmp_path, [response(f"https://{h}/x", page(n)) for n, h in enumerate(places)], hosts=("a.example",))
    assert one.numbers == [0, 1]


@pytest.mark.parametrize("host", ["bücher.example", "BÜCHER.example", "xn--bcher-kva.example"])
def test_a_host_is_one_however_it_is_written(tmp_path: Path, host: str) -> None:
    places = ("bücher.example", "www.xn--bcher-kva.example:8080", "bucher.example")
    one = found(tmp_path, [response(f"https://{h}/x", page(n)) for n, h in enumerate(places)], hosts=(host,))
    assert one.numbers == [0, 1]


def test_an_archive_has_no_address(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="holds many pages"):
        found(tmp_path, FIVE, url="https://a.example/")


def _spoilt(number: int, **rest: object) -> list[bytes]:
    return [*FIVE[:number], page_record(number, **rest), *FIVE[number + 1 :]]


LENGTHS = {
    5_000: "its Content-Length is 5,000, and",
    50: "its Content-Length is wrong",
    -5: "its Content-Length is '-5'",
    10**18: "its Content-Length is '1000000000000000000'",
    10**17: "its Content-Length is 100,000,000,000,000,000, and",
    "many": "its Content-Length is 'many'",
    "": "it has no Content-Length",
    "9" * 5_000: "its Content-Length is '99",
}


@every_form
@pytest.mark.parametrize("length", LENGTHS)
def test_a_wrong_length_costs_its_record_alone(tmp_path: Path, form: str, length: object) -> None:
    one = found(tmp_path, _spoilt(1, length=length), form)
    assert one.numbers == [0, 2, 3, 4]
    (fault,) = one.faults
    assert f"{FORMS[form][0]}" in fault
    assert f"@{_offset(form, FIVE[:1])}: {LENGTHS[length]}" in fault


LONG = "X-Long: " + "a" * 1_000_000
BROKEN = {
    "no address": (response("", page(1)), "it has no WARC-Target-URI"),
    "a head of a megabyte": (page_record(1, more={"X": "a" * 1_000_000}), "its head has more than 65,536 bytes"),
    "an HTTP head of a megabyte": (page_record(1, fields=f"{LONG}\r\n"), "it holds no HTTP response"),
    "no HTTP": (record("response", "https://a.example/1", page(1)), "it holds no HTTP response"),
    "no version": (page_record(1).replace(b"WARC/1.0", b"WARC/x.y", 1), "no record starts here"),
}


@every_form
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_named_and_the_rest_is_read(tmp_path: Path, form: str, name: str) -> None:
    broken, fault = BROKEN[name]
    one = found(tmp_path, [FIVE[0], broken, *FIVE[2:]], form)
    assert one.numbers == [0, 2, 3, 4]
    assert [text.rpartition("@")[2] for text in one.faults] == [f"{_offset(form, FIVE[:1])}: {fault}"]


PAYLOADS: Mapping[str, tuple[bytes, str, str]] = {
    "chunk cut": (b"ffff\r\n" + page(1), "Transfer-Encoding: chunked\r\n", "is cut off within a chunk"),
    "chunks cut": (b"5\r\n<html\r\n", "Transfer-Encoding: chunked\r\n", "is cut off between its chunks"),
    "chunk odd": (b"5\r\n<html\r\nzz\r\n", "Transfer-Encoding: chunked\r\n", "is damaged between its chunks"),
    "gzip cut": (gzip.compress(page(1))[:-9], "Content-Encoding: gzip\r\n", "is cut off: its compressed data"),
    "gzip damaged": (b"\x1f\x8b\x08" + b"x" * 99, "Content-Encoding: gzip\r\n", "is damaged: it cannot be"),
    "brotli cut": (brotli.compress(page(1))[:-9], "Content-Encoding: br\r\n", "is cut off: its compressed data"),
    "brotli damaged": (b"\xff" * 99, "Content-Encoding: br\r\n", "is damaged: it cannot be"),
    "gzip bomb": (gzip.compress(bytes(60_000_000), 1), "Content-Encoding: gzip\r\n", "is larger than the limit of"),
    "brotli bomb": (brotli.compress(bytes(60_000_000), quality=1), "Content-Encoding: br\r\n", "is larger than the"),
    "NULs": (bytes(5_000) + page(1), "", "is binary data, not text"),
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_broken_payload_is_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    body, fields, fault = PAYLOADS[name]
    one = found(tmp_path, [FIVE[0], response("https://a.example/1", body, fields=fields), *FIVE[2:]])
    assert one.numbers == [0, 2, 3, 4]
    (told,) = one.faults
    assert told.startswith(f"x.warc.gz@{len(members(FIVE[:1]))} {fault}")


@pytest.mark.parametrize(
    ("form", "size", "fault"),
    [
        ("members", 60_000_000, "is larger than the limit of 50,000,000 bytes"),
        ("compressed as a whole", 9_000_000, "bytes, in an archive that is compressed as a whole"),
    ],
)
def test_a_large_record_is_named(tmp_path: Path, form: str, size: int, fault: str) -> None:
    one = found(tmp_path, [FIVE[0], response("https://a.example/1", bytes(size)), *FIVE[2:]], form)
    assert one.numbers == [0, 2, 3, 4]
    (told,) = one.faults
    assert fault in told


def test_a_member_that_is_cut_in_the_middle(tmp_path: Path) -> None:
    cut = members(FIVE[1:2])
    content = members(FIVE[:1]) + cut[: len(cut) // 2] + members(FIVE[2:])
    one = Found(write(tmp_path, "x.warc.gz", content))
    assert one.numbers == [0, 2, 3, 4]
    assert one.faults == [f"x.warc.gz@{len(members(FIVE[:1]))}: it is damaged: it cannot be decompressed"]


def test_a_file_that_is_cut_at_its_end(tmp_path: Path) -> None:
    offset = len(members(FIVE[:4]))
    one = Found(write(tmp_path, "x.warc.gz", members(FIVE)[:-20]))
    assert (one.numbers, one.faults) == (
        [0, 1, 2, 3],
        [f"x.warc.gz@{offset}: it is cut off: its compressed data are incomplete"],
    )
    one = Found(write(tmp_path, "x.warc", b"".join(FIVE)[:-100]))
    assert (one.numbers, len(one.faults)) == ([0, 1, 2, 3], 1)


@pytest.mark.parametrize("place", range(12, 200, 17))
def test_a_byte_that_is_changed_costs_its_member_alone(tmp_path: Path, place: int) -> None:
    content = bytearray(members(FIVE))
    content[len(members(FIVE[:1])) + place] ^= 0xFF
    one = Found(write(tmp_path, "x.warc.gz", bytes(content)))
    assert one.numbers == [0, 2, 3, 4]
    assert len(one.faults) == 1


@pytest.mark.parametrize("place", range(12))
def test_a_change_at_the_very_start_costs_at_most_the_first_member(tmp_path: Path, place: int) -> None:
    content = bytearray(members(FIVE))
    content[place] ^= 0x55
    one = Found(write(tmp_path, "x.warc.gz", bytes(content)))
    assert (one.numbers[-4:], len(one.numbers) + len(one.faults)) == ([1, 2, 3, 4], 5)


def test_a_damaged_start_of_a_file_that_is_not_compressed(tmp_path: Path) -> None:
    packed = response("https://a.example/x.warc.gz", members(FIVE[:1]), media_type="application/warc")
    one = Found(write(tmp_path, "x.warc", b"X" + b"".join((FIVE[0], packed, *FIVE[1:]))[1:]))
    assert (one.numbers, one.faults) == ([1, 2, 3, 4], ["x.warc@0: no record starts here"])


def test_what_stands_between_records_is_named(tmp_path: Path) -> None:
    junk = b"no record at all\r\n" * 100
    one = Found(write(tmp_path, "x.warc", FIVE[0] + junk + b"".join(FIVE[1:])))
    assert (one.numbers, one.faults) == ([0, 1, 2, 3, 4], [f"x.warc@{len(FIVE[0])}: no record starts here"])
    one = Found(write(tmp_path, "x.warc.gz", members(FIVE[:1]) + b"\x1f\x8b\x08junk" * 100 + members(FIVE[1:])))
    assert (one.numbers, len(one.faults)) == ([0, 1, 2, 3, 4], 1)


def test_few_broken_records_are_named_and_the_others_counted(tmp_path: Path) -> None:
    broken = [page_record(n, length=-1) for n in range(200)]
    one = found(tmp_path, [*broken, FIVE[0]])
    assert (one.numbers, len(one.faults), one.unread) == ([0], 50, {"further broken records": 150})
    odd = [response(f"https://a.example/{n}", b"ff\r\nx", fields="Transfer-Encoding: chunked\r\n") for n in range(200)]
    one = found(tmp_path, [*odd, FIVE[0]])
    assert (one.numbers, len(one.faults), one.unread) == ([0], 50, {"further broken records": 150})


def test_many_broken_records_in_one_member_end_it(tmp_path: Path) -> None:
    broken = [page_record(n, length=5) for n in range(150)]
    one = found(tmp_path, [*broken, FIVE[0]], "compressed as a whole")
    assert one.numbers == []
    assert one.unread == {"further broken records": 52}


def test_an_archive_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "x.warc.gz", members(FIVE))
    documents = read_archives((str(path),), str(path), SourceOptions())
    first = next(documents)
    path.write_bytes(members(reversed([page_record(n, length=3) for n in range(5)])))
    with pytest.raises(SourceError, match="has changed while it was read"):
        _ = first.content
    with pytest.raises(SourceError, match="has changed while it was read"):
        _ = next(documents).content


def test_tiny_records_take_linear_time_and_no_memory(tmp_path: Path) -> None:
    tiny = members([response("https://a.example/x", b"x", media_type="image/gif")])
    one = Found(write(tmp_path, "x.warc.gz", tiny * 4_000 + members(FIVE)))
    assert (one.numbers, one.unread) == ([0, 1, 2, 3, 4], {"images": 4_000})


def test_the_links_of_a_replayed_page_are_the_original_ones(tmp_path: Path) -> None:
    """A replay rewrites the addresses in the page, the canonical one too."""
    replay = "https://web.archive.org/web/20130405060708"
    links = f'<link rel="canonical" href="{replay}/https://www.ponarseurasia.org/rivers/">'
    body = (EXAMPLES / "pages" / "borrowed-rivers.html").read_text("utf-8")
    start = body.index('<link rel="canonical"')
    body = body[:start] + links + body[body.index(">", start) + 1 :]
    url = f"{replay}/https://www.ponarseurasia.org/rivers/"
    (one,) = ponarscite.ingest(write(tmp_path, "x.warc.gz", members([response(url, body.encode())])))
    assert (one.id, one.url, str(one.accessed)) == ("pepm9001", "https://www.ponarseurasia.org/rivers/", "2013-04-05")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("page.html", "--since", "2015"), "--since: only web archives are read by host and day, and no source is one"),
        (("x.warc", "--until", "soon"), "'soon' is no day"),
        (("x.warc", "--since", "2015-13"), "'2015-13' is no day"),
    ],
)
def test_options_for_archives_alone(run: Run, arguments: Sequence[str], problem: str) -> None:
    ran = run("export", *arguments)
    assert ran.code == 2
    assert ran.err.startswith(f"error: {problem}\n")


def test_the_command_reads_an_archive(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "x.warc.gz", members([*OTHERS[2:5], *FIVE]))
    ran = run("export", path, "--host", "A.EXAMPLE", "--jobs", "2", "-f", "csl-json")
    assert (ran.code, len(json.loads(ran.out))) == (0, 5)
    assert ran.err == f"warning: {path}: not read: images (3)\n"


DEGENERATE = {
    "heads without end": (b"WARC/1.0\r\n", "x.warc"),
    "line ends and signs": (b"\nWARC/", "x.warc"),
    "gzip signs": (b"\x1f\x8b\x08", "x.warc.gz"),
    "lengths without end": (page_record(1, length=10**17), "x.warc"),
    "wrong lengths": (page_record(1, length=7), "x.warc"),
    "damaged members": (members([page_record(1)])[:-9], "x.warc.gz"),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_repeated_faults_end(tmp_path: Path, name: str) -> None:
    """Each fault goes on behind itself, in time that grows with the file."""
    unit, file = DEGENERATE[name]
    one = Found(write(tmp_path, file, unit * 2_000))
    assert one.numbers == []
    assert one.faults


def test_empty_members_are_nothing(tmp_path: Path) -> None:
    one = Found(write(tmp_path, "x.warc.gz", gzip.compress(b"") * 9 + members(FIVE) + gzip.compress(b"")))
    assert (one.numbers, one.faults) == ([0, 1, 2, 3, 4], [])


# WACZ


def test_a_package_with_several_files(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "archive/a.warc.gz": members(FIVE[:3]),
        "archive/b.warc.gz": members(FIVE[2:]),
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n',
        "indexes/index.cdx": "",
    }
    described = [
        {"path": name, "hash": f"sha256:{sha256(_bytes(content)).hexdigest()}"} for name, content in files.items()
    ]
    whole = {**files, "datapackage.json": json.dumps({"resources": described})}
    one = Found(write(tmp_path, "x.wacz", package(whole)))
    assert (one.numbers, one.faults, one.unread) == ([0, 1, 2, 3, 4], [], {})


@pytest.mark.parametrize("name", ["archive/empty.warc", "archive/empty.warc.gz"])
def test_an_empty_file_in_a_package_has_nothing_of_the_next_one(tmp_path: Path, name: str) -> None:
    one = Found(write(tmp_path, "x.wacz", package({name: b"", "archive/a.warc.gz": members(FIVE[:2])})))
    files = {claim.about.document.rpartition("/")[2].partition("@")[0] for it in one.records for claim in it.claims}
    assert (one.numbers, one.faults, files) == ([0, 1], [], {"a.warc.gz"})


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def test_a_file_that_is_not_what_the_package_says(tmp_path: Path) -> None:
    described = json.dumps({"resources": [{"path": "archive/a.warc.gz", "hash": f"sha256:{'0' * 64}"}, 3, {"path": 1}]})
    one = Found(write(tmp_path, "x.wacz", package({"archive/a.warc.gz": members(FIVE), "datapackage.json": described})))
    assert one.numbers == [0, 1, 2, 3, 4]
    assert one.faults == [
        "x.wacz/archive/a.warc.gz has changed since it was packed: its SHA-256 is not that of datapackage.json"
    ]


@pytest.mark.parametrize("described", ["", "[", "[1]", '{"resources": {}}', '{"resources": 7}', "[" * 100_000])
def test_a_description_that_tells_nothing(tmp_path: Path, described: str) -> None:
    content = package({"archive/a.warc.gz": members(FIVE), "datapackage.json": described})
    one = Found(write(tmp_path, "x.wacz", content))
    assert (one.numbers, one.faults) == ([0, 1, 2, 3, 4], [])


@pytest.mark.parametrize("name", ["../archive/x.warc.gz", "/archive/x.warc.gz", "archive/../../x.warc.gz", "C:/x.warc"])
def test_a_path_that_climbs_is_refused(tmp_path: Path, name: str) -> None:
    one = Found(write(tmp_path, "x.wacz", package({name: members(FIVE), "archive/a.warc.gz": members(FIVE[:1])})))
    assert (one.numbers, one.faults) == ([0], [f"x.wacz has a member outside of it: {name}"])


def test_an_archive_in_an_archive_is_left_out(tmp_path: Path) -> None:
    inner = package({"archive/a.warc.gz": members(FIVE)})
    one = Found(write(tmp_path, "x.wacz", package({"archive/in.wacz": inner, "archive/a.warc": FIVE[0]})))
    assert (one.numbers, one.faults) == ([0], ["x.wacz/archive/in.wacz is no WARC file"])


def test_a_member_that_inflates_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "FREE", 1_000_000)
    bomb = FIVE[0] + b"\r\n" * 2_000_000
    one = Found(write(tmp_path, "x.wacz", package({"archive/a.warc": bomb}, zipfile.ZIP_DEFLATED)))
    assert one.numbers == [0]
    assert one.faults[-1].endswith(": it inflates more than 100 times")


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    content = bytearray(package({"archive/a.warc.gz": members(FIVE[:1]), "archive/b.warc.gz": members(FIVE[1:])}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = (0).to_bytes(4, "little")
    one = Found(write(tmp_path, "x.wacz", bytes(content)))
    assert one.faults[0].startswith("x.wacz has members that overlap")


def test_a_list_of_members_that_is_too_long(tmp_path: Path) -> None:
    content = bytearray(package({"archive/a.warc.gz": members(FIVE)}))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (17_000_000).to_bytes(4, "little")
    (fault,) = Found(write(tmp_path, "x.wacz", bytes(content))).faults
    assert fault == "x.wacz has too many members: their list has 17,000,000 bytes"


def test_a_package_without_its_end_is_searched(tmp_path: Path) -> None:
    content = package({"archive/a.warc.gz": members(FIVE[:3]), "archive/b.warc.gz": members(FIVE[3:])})
    one = Found(write(tmp_path, "x.wacz", content[: content.rfind(b"PK\x01\x02")]))
    assert (one.numbers, len(one.faults)) == ([0, 1, 2, 3, 4], 1)
    assert "is damaged, or no zip package" in one.faults[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nothing", b"\x1f\x8b"])
@pytest.mark.parametrize("name", ["x.wacz", "x.warc", "x.warc.gz"])
def test_what_is_no_archive(tmp_path: Path, name: str, content: bytes) -> None:
    one = Found(write(tmp_path, name, content))
    assert (one.numbers, bool(one.faults)) == ([], True)
