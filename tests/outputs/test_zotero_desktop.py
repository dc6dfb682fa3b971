"""Push to the Zotero on this machine, against a stand-in that answers as it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

import ponarscite
from ponarscite import MisuseError, Pushed, PushError, PushOptions, Record, settings
from ponarscite.record.name import Name
from ponarscite.record.record import Identity
from tests.conftest import EXAMPLES, Ran, Run
from tests.formats.golden_records import MEMO_775, RECORDS
from tests.outputs.zotero_stand_in import PDF, Desk, Fault, Handler, after, always, attach, once, save, update, zotero

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"
MEMO = replace(MEMO_775, identity=Identity("number", ("pepm", "775")))
HELD = {
    "itemType": "report",
    "title": "The Limits",
    "reportType": "PONARS Eurasia Policy Memo",
    "reportNumber": "775",
    "date": "2022-05",
    "creators": [],
    "tags": [],
    "key": "HELD0001",
}


@pytest.fixture
def running() -> Iterator[tuple[str, Desk]]:
    with zotero() as found:
        yield found


@pytest.fixture
def server(running: tuple[str, Desk]) -> str:
    return running[0]


@pytest.fixture
def desk(running: tuple[str, Desk]) -> Desk:
    return running[1]


@pytest.fixture
def push(server: str, run: Run) -> Run:
    """Run `push zotero` against the stand-in."""
    return lambda *arguments: run("push", "zotero", *arguments, "--server", server)


def pushed(server: str, *records: Record, **options: Any) -> list[Pushed]:
    return list(ponarscite.push(records, "zotero", options=PushOptions(server=server, **options)))


def told(ran: Ran) -> list[str]:
    """The two lines of an error message."""
    lines = ran.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]
    return lines


def test_a_page_becomes_an_item(push: Run, desk: Desk) -> None:
    ran = push(PAGE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "added: pepm9001 Borrowed Rivers: Who Pays for Water in Two Invented Valleys?\n"
    (item,) = desk.items
    assert (item["itemType"], item["reportType"], item["reportNumber"], item["institution"]) == (
        "report",
        "PONARS Eurasia Policy Memo",
        "9001",
        "George Washington University",
    )
    assert (item["extra"], item["citationKey"]) == ("", "pepm9001")
    assert [creator["lastName"] for creator in item["creators"]] == ["Prykladna", "de la Prueba"]


def test_the_same_page_twice_is_one_item(push: Run, desk: Desk) -> None:
    assert push(PAGE).out.startswith("added: pepm9001")
    assert push(PAGE) == Ran(0, "already there: pepm9001 " + desk.titles()[0] + "\n", "")
    desk.restart()
    assert push(PAGE).out.startswith("already there: pepm9001")
    assert len(desk.items) == 1


def test_the_same_page_twice_in_one_run_is_one_item_where_nobody_looks(push: Run, desk: Desk) -> None:
    desk.local_api = False
    assert push(PAGE, "--no-check").out.startswith("added: pepm9001")
    assert push(PAGE, "--no-check", OTHER).out.splitlines()[0].startswith("saved before: pepm9001")
    assert len(desk.items) == 2


@pytest.mark.parametrize(
    "held",
    [
        HELD,
        HELD | {"reportType": "PONARS Policy Memo"},  # the label of another series, which the year corrects
        {"itemType": "blogPost", "title": "x", "url": f"{MEMO.url}?utm_source=x", "key": "B"},
        {"itemType": "blogPost", "title": "x", "url": MEMO.url.replace("https://www.", "http://"), "key": "B"},
        {"itemType": "book", "title": "x", "extra": "Some note\nCitation Key: PEPM775", "key": "B"},
    ],
    ids=["number", "number under another label", "address", "address of the same site", "key in Extra"],
)
def test_works_that_are_there_are_recognised(server: str, desk: Desk, held: dict[str, Any]) -> None:
    desk.items.append(held)
    assert [one.state for one in pushed(server, MEMO)] == ["there"]
    assert len(desk.items) == 1


@pytest.mark.parametrize(
    "held",
    [
        HELD | {"reportNumber": "776"},
        HELD | {"reportType": "Kennan Cable"},
        HELD | {"reportNumber": "776", "extra": "Citation Key: pepm775"},
        {"itemType": "report", "title": "x", "key": "B"},
    ],
    ids=["another number", "another series", "another number under the key", "a report without a number"],
)
def test_other_works_do_not_count_as_there(server: str, desk: Desk, held: dict[str, Any]) -> None:
    desk.items.append(held)
    assert [one.state for one in pushed(server, MEMO)] == ["added"]


def test_the_same_number_of_two_series_is_two_memos(server: str, desk: Desk) -> None:
    old = Record(type="report", title="A", genre="PONARS Policy Memo", number="54", issued=ponarscite.Date(1999, 2))
    new = replace(old, genre="PONARS Eurasia Policy Memo", issued=ponarscite.Date(2008, 12), title="B")
    assert [one.state for one in pushed(server, old, new)] == ["added", "added"]
    desk.restart()
    assert [one.state for one in pushed(server, new, old)] == ["there", "there"]


def test_every_page_of_a_large_library_is_read(server: str, desk: Desk) -> None:
    desk.items += [HELD | {"reportNumber": str(number), "key": f"K{number}"} for number in range(500, 776)]
    assert [one.state for one in pushed(server, MEMO)] == ["there"]
    assert desk.asked.count("/api/users/0/items/top") == 3


def test_a_library_that_gives_short_pages_is_read_to_its_end(server: str, desk: Desk) -> None:
    desk.page = 25
    desk.items += [HELD | {"reportNumber": str(number), "key": f"K{number}"} for number in range(700, 776)]
    assert [one.state for one in pushed(server, MEMO)] == ["there"]


def test_every_kind_of_record_is_saved_once(server: str, desk: Desk) -> None:
    wanted = [replace(record, id=name, number=f"A{n}") for n, (name, record) in enumerate(RECORDS.items())]
    assert [one.state for one in pushed(server, *wanted)] == ["added"] * len(wanted)
    desk.restart()
    assert {one.state for one in pushed(server, *wanted)} == {"there"}
    assert len(desk.items) == len(wanted)


def test_an_institution_stands_in_one_field(server: str, desk: Desk) -> None:
    pushed(server, replace(MEMO, author=(Name(literal="PONARS Eurasia"),)))
    assert desk.items[0]["creators"] == [{"creatorType": "author", "lastName": "PONARS Eurasia", "fieldMode": 1}]


def test_cited_works_go_along(push: Run, desk: Desk) -> None:
    ran = push(PAGE, "--with", "cited")
    assert ran.code == 0
    assert [line.partition(" ")[0] for line in ran.out.splitlines()] == ["added:"] * len(desk.items)
    assert len(desk.items) > 1


# Collections and tags


@pytest.mark.parametrize(
    ("name", "target"),
    [("Memos", "C5"), ("Memos & Notes", "C7"), ("Russia/Drafts", "C8"), ("Shared", "C11")],
)
def test_a_collection_is_named_by_its_name_or_path(server: str, desk: Desk, name: str, target: str) -> None:
    assert pushed(server, MEMO, collection=name)[0].state == "added"
    assert desk.items[0]["collections"] == [target]


def test_an_unknown_collection_is_answered_with_the_known_ones(push: Run, desk: Desk) -> None:
    error, hint = told(push(PAGE, "--collection", "Nemos"))
    assert error == "error: Zotero has no collection called 'Nemos'"
    assert hint == "hint: there are: Memos, Memos/Drafts, Russia, Russia/Memos & Notes, Russia/Drafts, Drafts, Shared"
    assert desk.items == []


def test_a_name_of_several_collections_is_no_name(push: Run, desk: Desk) -> None:
    error, hint = told(push(PAGE, "--collection", "Drafts"))
    assert error == "error: Zotero has several collections called 'Drafts'"
    assert hint == "hint: name one of: Memos/Drafts, Russia/Drafts"
    assert desk.items == []


def test_a_collection_is_looked_for_in_the_selected_library_first(server: str, desk: Desk) -> None:
    desk.library = 2
    pushed(server, MEMO, collection="Drafts")
    assert desk.items[0]["collections"] == ["C9"]


def test_tags_are_added_to_the_keywords(server: str, desk: Desk) -> None:
    pushed(server, MEMO, tags=("to read",))
    assert [tag["tag"] for tag in desk.items[0]["tags"]] == [*MEMO.keyword, "to read"]
    assert "post /connector/updateSession" in desk.asked


def test_a_collection_that_zotero_does_not_fill_is_told(server: str, desk: Desk) -> None:
    desk.faults["updateSession"] = always(500)
    (one,) = pushed(server, MEMO, collection="Memos")
    assert (one.state, one.problem) == ("added", "Zotero did not put it into Memos")
    assert one.hint == "drag it there in Zotero's window"


def test_a_group_is_looked_through_when_it_is_selected(server: str, desk: Desk) -> None:
    desk.library = 2
    desk.items.append(HELD)
    assert [one.state for one in pushed(server, MEMO)] == ["there"]
    assert "/api/groups/45/items/top" in desk.asked


# PDFs


def with_pdf(server: str) -> Record:
    return replace(MEMO, pdf_url=f"{server}/memo.pdf")


def test_a_pdf_is_attached_once(server: str, desk: Desk) -> None:
    for _ in range(2):
        (one,) = pushed(server, with_pdf(server), attach_pdf=True, allow_private=True)
        assert one.problem == ""
    assert desk.files == [(desk.items[0]["key"], PDF)]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [(always(404), "its PDF could not be fetched"), (always(200, b"<html>"), "its PDF was not found")],
)
def test_a_memo_without_its_pdf_is_pushed_all_the_same(server: str, desk: Desk, fault: Fault, problem: str) -> None:
    desk.faults["memo.pdf"] = fault
    (one,) = pushed(server, with_pdf(server), attach_pdf=True, allow_private=True)
    assert (one.state, one.problem.startswith(problem)) == ("added", True)
    assert len(desk.items) == 1


def test_a_pdf_that_zotero_does_not_take_is_told(server: str, desk: Desk) -> None:
    desk.faults["saveAttachment"] = always(413)
    (one,) = pushed(server, with_pdf(server), attach_pdf=True, allow_private=True)
    assert (one.state, one.problem) == ("added", "Zotero did not accept its PDF")


def test_a_missing_pdf_link_is_reported_for_the_subject_only(server: str) -> None:
    subject, cited = pushed(server, MEMO, replace(RECORDS["memo-54"], role="cited"), attach_pdf=True)
    assert (subject.problem, cited.problem) == ("its PDF is not linked on its page", "")


# Cut short, and repeated


@pytest.mark.parametrize(
    ("where", "deed"),
    [("saveItems", save), ("updateSession", update), ("saveAttachment", attach)],
    ids=["saveItems", "updateSession", "saveAttachment"],
)
@pytest.mark.parametrize("done", [True, False], ids=["after it was done", "before"])
@pytest.mark.parametrize("local_api", [True, False], ids=["checked", "unchecked"])
def test_a_push_that_is_cut_and_repeated_makes_no_double(
    server: str, desk: Desk, where: str, deed: Callable[[Handler], None], done: bool, local_api: bool
) -> None:
    desk.local_api = local_api
    options = {"collection": "Memos", "attach_pdf": True, "allow_private": True, "check": local_api}
    desk.faults[where] = once(after(deed) if done else lambda handler: handler.cut())
    with pytest.raises(PushError, match="broke off the connection"):
        pushed(server, with_pdf(server), **options)
    (one,) = pushed(server, with_pdf(server), **options)
    was_saved = done or where != "saveItems"
    assert one.state == (("there" if local_api else "saved") if was_saved else "added")
    assert len(desk.items) == 1
    was_filed = not was_saved or where == "saveAttachment" or (where == "updateSession" and done)
    assert desk.items[0]["collections"] == (["C5"] if was_filed else [])
    assert bool(one.remark) == (was_saved and not (was_filed and local_api))
    assert len(desk.files) <= 1
    if local_api:
        assert len(desk.files) == 1


def test_works_pushed_before_a_cut_are_reported_and_stay(push: Run, desk: Desk) -> None:
    seen: list[int] = []

    def second(handler: Handler) -> bool:
        seen.append(1)
        return len(seen) == 2 and handler.cut()

    desk.faults["saveItems"] = second
    ran = push(PAGE, OTHER)
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["added"]
    assert "error: Zotero broke off the connection\nhint: push again" in ran.err
    assert [line.partition(":")[0] for line in push(PAGE, OTHER).out.splitlines()] == ["already there", "added"]
    assert len(desk.items) == 2


# Dry runs and JSON


def test_a_dry_run_changes_nothing(push: Run, desk: Desk) -> None:
    desk.items.append(HELD | {"reportNumber": "9002", "date": "2024"})
    ran = push(PAGE, OTHER, "--dry-run", "--collection", "Memos", "--attach-pdf")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["would add", "already there"]
    assert ran.code == 0
    assert {one for one in desk.asked if one.startswith("post ")} == {"post /connector/getSelectedCollection"}


def test_results_as_json(push: Run) -> None:
    ran = push(PAGE, "--json")
    assert json.loads(ran.out) == [
        {
            "key": "pepm9001",
            "title": "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?",
            "state": "added",
            "problem": "",
            "hint": "",
            "remark": "",
        }
    ]


def test_sources_that_fail_do_not_stop_the_rest(push: Run, desk: Desk) -> None:
    ran = push("no-such", PAGE)
    assert ran.code == 1
    assert ran.out.startswith("added: pepm9001")
    assert ran.err.startswith("error: no such source: 'no-such'\n")
    assert push("no-such").out == ""
    assert len(desk.items) == 1


# Failures


def test_zotero_is_closed(run: Run) -> None:
    with zotero() as (server, _):
        pass
    ran = run("push", "zotero", PAGE, "--server", server)
    assert (ran.code, ran.out) == (1, "")
    error, hint = told(ran)
    assert error == f"error: Zotero does not answer at {server}"
    assert hint == "hint: start Zotero, or name its address with --server"


@pytest.mark.parametrize("fault", [always(404), always(200, b"JabRef http API runs")])
def test_something_else_answers(push: Run, desk: Desk, fault: Fault) -> None:
    desk.faults["ping"] = fault
    assert "is not Zotero" in told(push(PAGE))[0]


def test_the_local_api_is_off(push: Run, desk: Desk) -> None:
    desk.local_api = False
    ran = push(PAGE)
    error, hint = told(ran)
    assert (ran.code, ran.out, desk.items) == (1, "", [])
    assert error.startswith("error: Zotero's local API is off")
    assert "Allow other applications on this computer to communicate with Zotero" in hint
    assert "--no-check" in hint


def test_an_old_zotero_has_no_local_api(push: Run, desk: Desk) -> None:
    desk.faults["top"] = always(404)
    error, hint = told(push(PAGE))
    assert "local API answered 404" in error
    assert "update Zotero" in hint
    assert desk.items == []


def test_a_local_api_that_gives_no_list_is_not_believed(push: Run, desk: Desk) -> None:
    desk.faults["top"] = always(200, b"<html>")
    assert "did not answer with a list of items" in told(push(PAGE))[0]


@pytest.mark.parametrize("known", [True, False], ids=["before saving", "when saving"])
def test_the_library_is_read_only(push: Run, desk: Desk, known: bool) -> None:
    desk.editable = not known
    if not known:
        desk.faults["saveItems"] = always(500, {"libraryEditable": False})
    ran = push(PAGE)
    assert (ran.code, ran.out) == (1, "")
    assert "that is selected in Zotero is read-only" in told(ran)[0]


@pytest.mark.parametrize(
    ("status", "problem"),
    [(400, "could not read it"), (412, "has it in another version"), (413, "rejects it as too large")],
)
def test_an_item_that_is_refused_does_not_stop_the_next(push: Run, desk: Desk, status: int, problem: str) -> None:
    desk.faults["saveItems"] = once(always(status))
    ran = push(PAGE, OTHER)
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["not added", "added"]
    assert f"error: pepm9001: Zotero {problem}\nhint: " in ran.err
    assert len(desk.items) == 1


def test_zotero_is_busy_for_a_while(push: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("ponarscite.network.service.sleep", waits.append)
    desk.faults["saveItems"] = once(always(429, None, Retry_After="3"))
    assert push(PAGE).out.startswith("added:")
    assert waits == [3]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("headers", [{}, {"Retry_After": "3600"}, {"Retry_After": "soon"}], ids=str)
def test_zotero_stays_busy(
    push: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch, status: int, headers: dict[str, str]
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("ponarscite.network.service.sleep", waits.append)
    desk.faults["saveItems"] = always(status, None, **headers)
    error, hint = told(push(PAGE))
    assert error.startswith("error: Zotero is busy and asks for a pause")
    assert "nothing" not in hint
    assert sum(waits) <= 10


def test_an_unexpected_answer(push: Run, desk: Desk) -> None:
    desk.faults["saveItems"] = always(500, {"error": "oops"})
    assert told(push(PAGE))[0] == "error: Zotero answered 500 and saved nothing"
    desk.faults["getSelectedCollection"] = always(200, [])
    assert "does not tell which collection" in told(push(PAGE))[0]


@pytest.mark.parametrize(
    "server", ["http://192.0.2.1:23119", "https://example.org", "file:///x", "127.0.0.1", "http://[::1"]
)
def test_only_this_machine_is_spoken_to(run: Run, server: str) -> None:
    ran = run("push", "zotero", PAGE, "--server", server)
    assert (ran.code, ran.out) == (2, "")
    told(ran)


def test_a_library_of_zotero_org_is_none_of_this_one(run: Run) -> None:
    with pytest.raises(MisuseError, match="--zotero-library"):
        pushed("http://127.0.0.1:1", MEMO, library="groups/45")


def test_an_unknown_target_is_answered_with_the_known_ones(run: Run) -> None:
    ran = run("push", "zotera", PAGE)
    assert (ran.code, ran.out) == (2, "")
    assert told(ran)[1] == "hint: did you mean zotero?"
    assert told(run("push", "endnote", PAGE))[1] == "hint: known: zotero, zotero.org, jabref"


# What is there is the user's


RIVERS = Record(
    id="lee2020rivers",
    type="article-journal",
    title="Rivers",
    author=(Name("Lee", "Ann"),),
    issued=ponarscite.Date(2020),
    container_title="Waters",
    extra=(("volume", "3"), ("issue", "1"), ("page", "1-9"), ("edition", "1"), ("ISBN", "978-0-306-40615-7")),
)
DIFFERENT = (
    replace(RIVERS, extra=(("volume", "4"), *RIVERS.extra[1:])),
    replace(RIVERS, extra=(RIVERS.extra[0], ("issue", "2"), *RIVERS.extra[2:])),
    replace(RIVERS, extra=(*RIVERS.extra[:2], ("page", "11-19"), *RIVERS.extra[3:])),
    replace(RIVERS, extra=(*RIVERS.extra[:3], ("edition", "2"), RIVERS.extra[4])),
    replace(RIVERS, extra=(*RIVERS.extra[:4], ("ISBN", "978-1-86197-876-9"))),
    replace(RIVERS, container_title="Lakes"),
    replace(RIVERS, issued=ponarscite.Date(2021)),
    replace(RIVERS, doi="10.1000/2"),
    replace(RIVERS, author=(Name("Lee", "Bob"),)),
    replace(RIVERS, title="Rivers, Again"),
)


def test_what_the_user_did_between_two_pushes_stays(server: str, desk: Desk) -> None:
    options = {"collection": "Memos", "tags": ("x",)}
    pushed(server, MEMO, RIVERS, **options)
    for item in desk.items:
        item["collections"].append("C6")
        item["tags"].append({"tag": "handmade", "type": 0})
        item["abstractNote"] = "my own words"
    before = json.dumps(desk.items)
    for _ in range(2):
        assert [(one.state, one.remark) for one in pushed(server, MEMO, RIVERS, **options)] == [("there", "")] * 2
        assert json.dumps(desk.items) == before
        desk.restart()


def test_a_collection_and_a_tag_that_were_not_applied_are_told_once(push: Run, desk: Desk) -> None:
    push(PAGE, OTHER)
    before = json.dumps(desk.items)
    ran = push(PAGE, OTHER, "--collection", "Russia", "--tag", "new")
    assert (ran.code, json.dumps(desk.items)) == (0, before)
    assert ran.err.splitlines()[-1] == (
        "warning: pepm9001, pepm9002: already there, so without the collection 'Russia' and the tag 'new': "
        "add them in Zotero"
    )
    assert ran.err.count("already there") == 1


def test_what_the_user_deleted_is_pushed_again(server: str, desk: Desk) -> None:
    for _ in range(3):
        assert [one.state for one in pushed(server, MEMO, RIVERS, collection="Memos")] == ["added", "added"]
        assert [item["collections"] for item in desk.items] == [["C5"], ["C5"]]
        desk.items.clear()


@pytest.mark.parametrize("cut", range(12))
def test_works_that_differ_in_one_field_all_arrive(server: str, desk: Desk, cut: int) -> None:
    seen: list[int] = []

    def fault(handler: Handler) -> bool:
        seen.append(1)
        return len(seen) == cut + 1 and handler.cut()

    desk.faults["saveItems"] = fault
    if cut < 11:
        with pytest.raises(PushError):
            pushed(server, RIVERS, *DIFFERENT)
    for _ in range(2):
        pushed(server, RIVERS, *DIFFERENT)
        assert len(desk.items) == 11
        desk.restart()
    assert [one.state for one in pushed(server, *reversed(DIFFERENT), RIVERS)] == ["there"] * 11


def test_a_work_that_may_be_the_same_is_pushed_and_named(push: Run, server: str, desk: Desk) -> None:
    pushed(server, RIVERS)
    (one,) = pushed(server, DIFFERENT[0])
    assert (one.state, one.remark) == ("added", "may be the same work as “Rivers” in Zotero: compare the two there")


def test_a_pdf_cannot_follow_into_a_zotero_that_was_restarted(server: str, desk: Desk) -> None:
    pushed(server, MEMO)
    desk.restart()
    (one,) = pushed(server, with_pdf(server), attach_pdf=True, allow_private=True)
    assert (one.state, desk.files) == ("there", [])
    assert one.problem.startswith("its PDF was not attached: Zotero takes it only for an item that a push has saved")


# A Zotero that lets other programs write


@pytest.fixture
def writable(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A Zotero 10, and a keyring."""
    desk.server = "sPMHtLD6HHBd"
    kept: dict[str, str] = {}
    monkeypatch.setattr(settings, "secret", lambda service: kept.get(service, ""))
    monkeypatch.setattr(settings, "keep_secret", kept.__setitem__)
    return desk


def owned(desk: Desk) -> list[dict[str, Any]]:
    """What the user has made of two pushed works."""
    for item in desk.items:
        item["collections"] = ["C6"]
        item["tags"] = [*item["tags"], {"tag": "handmade", "type": 0}]
        item["abstractNote"] = "my own words"
    return deepcopy(desk.items)


def writes(desk: Desk) -> list[str]:
    """The requests that are no reading, in their order."""
    return [one.rpartition("/")[2] for one in desk.asked if one.startswith("post /api/")]


def test_what_is_there_is_added_to_where_zotero_lets(server: str, writable: Desk) -> None:
    pushed(server, MEMO, RIVERS)
    before = owned(writable)
    outcomes = pushed(server, MEMO, RIVERS, collection="Memos", tags=("new", "handmade", "new"))
    assert [(one.state, one.remark) for one in outcomes] == [("there", "")] * 2
    for former, item in zip(before, writable.items, strict=True):
        assert item == former | {"collections": ["C6", "C5"], "tags": [*former["tags"], {"tag": "new"}]}
    assert writes(writable) == ["authorize", "items"]
    assert [one.remark for one in pushed(server, MEMO, RIVERS, collection="Memos", tags=("new",))] == ["", ""]
    assert writes(writable) == ["authorize", "items"], "nothing is lacking, so nothing is asked"


def test_a_key_that_was_given_for_good_is_used_again(server: str, writable: Desk) -> None:
    writable.permission = "always"
    pushed(server, MEMO)
    for tag in ("a", "b"):
        assert pushed(server, MEMO, tags=(tag,))[0].remark == ""
    assert writes(writable) == ["authorize", "items", "items"]
    writable.keys.clear()  # the user clears the authorizations
    assert pushed(server, MEMO, tags=("c",))[0].remark == ""
    assert writes(writable) == ["authorize", "items", "items", "items", "authorize", "items"]
    writable.server = "another00000"  # the key of another database goes nowhere
    assert pushed(server, MEMO, tags=("d",))[0].remark == ""
    assert writes(writable)[-2:] == ["authorize", "items"]


def test_a_key_for_one_request_is_asked_for_again(server: str, writable: Desk) -> None:
    works = [replace(RIVERS, id=f"k{n}", title=f"Rivers {n}", extra=()) for n in range(51)]
    pushed(server, *works)
    assert {one.remark for one in pushed(server, *works, tags=("new",))} == {""}
    assert all({"tag": "new"} in item["tags"] for item in writable.items)
    assert writes(writable) == ["authorize", "items", "items", "authorize", "items"]


@pytest.mark.parametrize(
    "fault",
    [
        None,
        always(500),
        always(200, b"<html>"),
        always(200, {"key": "a\nb: c"}),
        always(429, b"", Retry_After="60"),
        lambda handler: handler.cut(),
    ],
    ids=["denied", "broken", "no JSON", "no key", "asked too often", "gone"],
)
def test_where_the_user_does_not_allow_it_nothing_is_changed_and_it_is_told(
    push: Run, writable: Desk, fault: Fault | None
) -> None:
    push(PAGE, OTHER)
    before = json.dumps(writable.items)
    writable.permission = "deny"
    if fault:
        writable.faults["authorize"] = fault
    ran = push(PAGE, OTHER, "--tag", "new")
    assert (ran.code, json.dumps(writable.items)) == (0, before)
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["already there"] * 2
    assert "already there, so without the tag 'new': add them in Zotero" in ran.err
    assert "warning: Zotero asks in its window" in ran.err


def test_what_the_user_changes_meanwhile_is_not_overwritten(server: str, writable: Desk) -> None:
    pushed(server, MEMO, RIVERS)

    def change(_: Handler) -> bool:
        writable.items[0]["tags"].append({"tag": "typed just now"})
        writable.versions[writable.items[0]["key"]] = 2
        return False

    writable.faults["authorize"] = change
    first, second = pushed(server, MEMO, RIVERS, tags=("new",))
    assert (first.remark, second.remark) == ("already there, so without the tag 'new': add them in Zotero", "")
    assert {"tag": "typed just now"} in writable.items[0]["tags"]


@pytest.mark.parametrize("options", [{"dry_run": True}, {"check": False}])
def test_nobody_is_asked_in_a_dry_run_or_without_the_check(
    server: str, writable: Desk, options: dict[str, Any]
) -> None:
    pushed(server, MEMO)
    pushed(server, MEMO, tags=("new",), collection="Memos", **options)
    assert writes(writable) == []


def test_a_zotero_before_10_is_not_asked(server: str, desk: Desk) -> None:
    pushed(server, MEMO)
    assert "without the tag" in pushed(server, MEMO, tags=("new",))[0].remark
    assert writes(desk) == []
