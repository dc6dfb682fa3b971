"""Push to JabRef, against a stand-in that answers as its HTTP server does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bibtexparser.entrypoint import parse_string

from tests.conftest import EXAMPLES, Ran, Run
from tests.network.misbehaving import running as serving
from tests.outputs.zotero_stand_in import Fault, Handler, after, always, once

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"
HELD = """@techreport{someone2024,
  type = {PONARS Eurasia Policy Memo},
  number = {9001},
  year = {2024},
}"""


@dataclass
class Library:
    """The library that is open in JabRef, and the requests so far."""

    entries: list[dict[str, str]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    faults: dict[str, Callable[[JabRef], bool]] = field(default_factory=dict)


class JabRef(Handler):
    """Answer as JabRef does; `desk` is a Library."""

    desk: Any

    def answer_to(self, method: str) -> None:
        """Answer as JabRef 6 does."""
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        self.desk.asked.append(method + path)
        if path in self.desk.faults and self.desk.faults[path](self):
            return
        if path == "/":
            self.reply(200, b"<p>JabRef http API runs. Please navigate to <a>libraries</a>.</p>")
        elif path == "/libraries/current" and self.headers["Accept"] == "application/json":
            self.reply(200, self.desk.entries)
        else:
            self.append()

    def append(self) -> None:
        """Entries in BibTeX, with a key each."""
        assert self.headers["Content-Type"] == "application/x-bibtex"
        text = self.body.decode()
        self.desk.groups += parse_qs(urlsplit(self.path).query).get("group", [])
        self.desk.entries += [{"citationKey": one.key, "bibtex": text} for one in parse_string(text).entries]
        self.reply(204)


@contextmanager
def open_library() -> Iterator[tuple[str, Library]]:
    library = Library()
    handler: type[BaseHTTPRequestHandler] = type("FreshHandler", (JabRef,), {"desk": library})
    with serving(handler) as host:
        yield f"http://{host}", library


@pytest.fixture
def library() -> Iterator[tuple[str, Library]]:
    with open_library() as found:
        yield found


@pytest.fixture
def push(library: tuple[str, Library], run: Run) -> Run:
    """Run `push jabref` against the stand-in."""
    return lambda *arguments: run("push", "jabref", *arguments, "--server", library[0])


def told(ran: Ran) -> list[str]:
    """The two lines of an error message."""
    lines = ran.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]
    return lines


def test_a_page_becomes_an_entry_once(push: Run, library: tuple[str, Library]) -> None:
    assert push(PAGE).out.startswith("added: pepm9001 Borrowed Rivers")
    assert push(PAGE, OTHER).out.splitlines()[0].startswith("already there: pepm9001")
    entries = library[1].entries
    assert [entry["citationKey"] for entry in entries] == ["pepm9001", "pepm9002"]
    assert "number = {9001}" in entries[0]["bibtex"]


@pytest.mark.parametrize(
    "entry",
    [
        {"citationKey": "someone2024", "bibtex": HELD},
        {"citationKey": "PEPM9001", "bibtex": "error"},
        {"bibtex": "@misc{a, url = {https://ponarseurasia.org/borrowed-rivers-who-pays-for-water}}"},
    ],
    ids=["number", "key", "address"],
)
def test_works_that_are_there_are_recognised(push: Run, library: tuple[str, Library], entry: dict[str, str]) -> None:
    library[1].entries.append(entry)
    assert push(PAGE).out.startswith("already there: pepm9001")
    assert len(library[1].entries) == 1


def test_no_check_reads_nothing(push: Run, library: tuple[str, Library]) -> None:
    assert push(PAGE, "--no-check").out.startswith("added:")
    assert "/libraries/current" not in library[1].asked


def test_collections_are_groups_and_tags_are_keywords(push: Run, library: tuple[str, Library]) -> None:
    assert push(PAGE, "--collection", "Memos & Notes", "--tag", "to read").code == 0
    assert library[1].groups == ["Memos & Notes"]
    assert "to read" in library[1].entries[0]["bibtex"]


def test_a_dry_run_changes_nothing(push: Run, library: tuple[str, Library]) -> None:
    assert push(PAGE, "--dry-run").out.startswith("would add: pepm9001")
    assert library[1].entries == []


def test_a_push_that_is_cut_and_repeated_makes_no_double(push: Run, library: tuple[str, Library]) -> None:
    library[1].faults["/libraries/current/entries"] = once(after(JabRef.append))
    assert push(PAGE, OTHER).code in (0, 1)
    push(PAGE, OTHER)
    assert [entry["citationKey"] for entry in library[1].entries] == ["pepm9001", "pepm9002"]


@pytest.mark.parametrize(
    ("where", "fault", "problem"),
    [
        ("/", always(200, b"Zotero"), "is not JabRef's HTTP server"),
        ("/", always(404), "is not JabRef's HTTP server"),
        ("/libraries/current", always(401), "requires a token"),
        ("/libraries/current", always(404), "has no library open"),
        ("/libraries/current", always(200, {}), "does not list its library"),
        ("/libraries/current/entries", always(413), "rejects it as too large"),
        ("/libraries/current/entries", always(500), "answered 500"),
    ],
)
def test_every_failure_of_jabref_is_an_error(
    push: Run, library: tuple[str, Library], where: str, fault: Fault, problem: str
) -> None:
    library[1].faults[where] = fault
    ran = push(PAGE)
    assert (ran.code, ran.out) == (1, "")
    assert problem in told(ran)[0]


def test_jabref_is_closed(run: Run) -> None:
    with open_library() as (server, _):
        pass
    error, hint = told(run("push", "jabref", PAGE, "--server", server))
    assert error == f"error: JabRef does not answer at {server}"
    assert "HTTP server" in hint


@pytest.mark.parametrize("option", [("--attach-pdf",), ("--zotero-library", "users/1")])
def test_options_that_jabref_does_not_support(run: Run, option: tuple[str, ...]) -> None:
    ran = run("push", "jabref", PAGE, *option)
    assert (ran.code, ran.out) == (2, "")
    assert told(ran)[0] == f"error: JabRef does not support {option[0]}"
