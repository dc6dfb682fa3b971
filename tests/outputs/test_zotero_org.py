"""Push to a library at zotero.org, against a stand-in that answers as it does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

import ponarscite
from ponarscite import MisuseError, Pushed, PushError, PushOptions, Record, settings
from ponarscite.record.name import Name
from tests.conftest import EXAMPLES, Ran, Run
from tests.formats.golden_records import MEMO_775, RECORDS
from tests.outputs.zotero_org_stand_in import KEY, Site, SiteHandler, zotero_org
from tests.outputs.zotero_stand_in import PDF, Fault, after, always, once

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
MEMO = MEMO_775
MANY = [replace(MEMO, id=f"pepm{n}", number=str(n), url="", title=f"Memo {n}") for n in range(600, 720)]


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", KEY)


@pytest.fixture
def running() -> Iterator[tuple[str, Site]]:
    with zotero_org() as found:
        yield found


@pytest.fixture
def server(running: tuple[str, Site]) -> str:
    return running[0]


@pytest.fixture
def site(running: tuple[str, Site]) -> Site:
    return running[1]


@pytest.fixture
def push(server: str, run: Run) -> Run:
    """Run `push zotero.org` against the stand-in."""
    return lambda *arguments: run("push", "zotero.org", *arguments, "--server", server)


def pushed(server: str, *records: Record, **options: Any) -> list[Pushed]:
    return list(ponarscite.push(records, "zotero.org", options=PushOptions(server=server, **options)))


def states(outcomes: list[Pushed]) -> list[str]:
    return [one.state for one in outcomes]


def told(ran: Ran) -> list[str]:
    """The two lines of an error message."""
    lines = ran.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]
    return lines


def test_a_page_becomes_an_item_of_the_keys_own_library(push: Run, site: Site) -> None:
    assert push(PAGE).out.startswith("added: pepm9001 Borrowed Rivers")
    (item,) = site.items
    assert (item["itemType"], item["reportNumber"], item["collections"]) == ("report", "9001", [])
    assert "post /users/12/items" in site.asked
    assert push(PAGE).out.startswith("already there: pepm9001")
    assert len(site.items) == 1


def test_every_kind_of_record_is_valid_there(server: str, site: Site) -> None:
    wanted = [replace(record, id=name, number=f"A{n}") for n, (name, record) in enumerate(RECORDS.items())]
    assert states(pushed(server, *wanted)) == ["added"] * len(wanted)
    assert states(pushed(server, *wanted)) == ["there"] * len(wanted)


def test_an_institution_has_one_name(server: str, site: Site) -> None:
    pushed(server, replace(MEMO, author=(Name(literal="PONARS Eurasia"),)))
    assert site.items[0]["creators"] == [{"creatorType": "author", "name": "PONARS Eurasia"}]


def test_fifty_go_at_a_time_in_the_order_given(server: str, site: Site) -> None:
    outcomes = pushed(server, *MANY)
    assert [one.key for one in outcomes] == [record.id for record in MANY]
    assert set(states(outcomes)) == {"added"}
    assert site.asked.count("post /users/12/items") == 3


def test_two_records_of_one_push_are_two_items(server: str, site: Site) -> None:
    for state in ("added", "there"):
        assert states(pushed(server, MEMO, replace(MEMO, id="other"))) == [state, state]


def test_too_much_at_once_is_halved(server: str, site: Site) -> None:
    site.largest = 20
    assert set(states(pushed(server, *MANY[:60]))) == {"added"}
    assert len(site.items) == 60


def test_one_item_that_is_too_large_does_not_stop_the_others(server: str, site: Site) -> None:
    site.faults["items"] = lambda handler: "Memo 601" in handler.body.decode() and handler.reply(413)
    assert states(pushed(server, *MANY[:4])) == ["added", "failed", "added", "added"]


def test_partial_failures_are_reported_item_by_item(push: Run, site: Site, server: str) -> None:
    outcomes = pushed(server, MANY[0], replace(MANY[1], title="Refused"), MANY[2])
    assert states(outcomes) == ["added", "failed", "added"]
    assert outcomes[1].problem == "zotero.org did not accept it: refused on purpose"
    site.faults["items"] = always(200, {"failed": {"0": "odd"}})
    ran = push(PAGE)
    assert (ran.code, ran.out.partition(":")[0]) == (1, "not added")
    assert "no reason given" in told(ran)[0]


# Libraries, collections, keys


def test_a_group_is_named(server: str, site: Site) -> None:
    assert states(pushed(server, MEMO, library="groups/45")) == ["added"]
    assert "post /groups/45/items" in site.asked


@pytest.mark.parametrize("name", ["45", "groups/x", "users/12/items", "../users/12"])
def test_names_that_are_not_libraries(server: str, name: str) -> None:
    with pytest.raises(MisuseError, match="is not a library of zotero"):
        pushed(server, MEMO, library=name)


def test_a_library_that_there_is_not(server: str) -> None:
    with pytest.raises(PushError, match="has no library groups/99"):
        pushed(server, MEMO, library="groups/99")


@pytest.mark.parametrize(
    ("name", "collection"), [("Memos", "MEMOS000"), ("Russia/Memos", "MEMOS000"), ("Russia/Drafts", "DRAFTS01")]
)
def test_a_collection_is_named_by_its_name_or_path(server: str, site: Site, name: str, collection: str) -> None:
    pushed(server, MEMO, collection=name, tags=("to read",))
    assert site.items[0]["collections"] == [collection]
    assert site.items[0]["tags"][-1] == {"tag": "to read"}


@pytest.mark.parametrize(
    ("name", "problem", "hint"),
    [
        ("Nemos", "no collection called 'Nemos' in users/12", "Russia/Memos"),
        ("Drafts", "several collections", "Russia/"),
    ],
)
def test_names_that_are_not_one_collection(push: Run, site: Site, name: str, problem: str, hint: str) -> None:
    error, next_step = told(push(PAGE, "--collection", name))
    assert problem in error
    assert hint in next_step
    assert site.items == []


@pytest.mark.parametrize("wrong", ["WrongKey", "another key", "", "ключ"])
def test_a_wrong_key_is_never_shown(push: Run, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", wrong)
    ran = push(PAGE)
    assert ran.code == (1 if wrong == "WrongKey" else 2)
    error, hint = told(ran)
    assert "key" in error
    assert "https://www.zotero.org/settings/keys" in hint
    assert not wrong or wrong not in ran.err


def test_the_key_comes_from_the_keyring_when_the_environment_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    kept = {("ponarscite", "zotero.org"): "FromRing"}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)), raising=False)
    monkeypatch.setattr(errors, "KeyringError", LookupError, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert settings.secret("zotero.org") == KEY
    monkeypatch.delenv("ZOTERO_API_KEY")
    assert settings.secret("zotero.org") == "FromRing"
    assert settings.secret("another.org") == ""
    kept.clear()
    assert settings.secret("zotero.org") == ""
    monkeypatch.setattr(keyring, "get_password", lambda *name: kept[name], raising=False)
    assert settings.secret("zotero.org") == ""


def test_without_a_keyring_there_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZOTERO_API_KEY")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert settings.secret("zotero.org") == ""


def test_a_key_that_may_not_write(push: Run, site: Site) -> None:
    site.write = False
    assert "may read its library at zotero.org, but not write" in told(push(PAGE))[0]
    assert "the key may not write to groups/45" in told(push(PAGE, "--zotero-library", "groups/45"))[0]
    assert site.items == []


@pytest.mark.parametrize(
    "server", ["http://example.org", "ftp://example.org", "https://u:p@example.org", "example.org"]
)
def test_a_key_is_sent_by_https_or_to_this_machine(run: Run, server: str) -> None:
    ran = run("push", "zotero.org", PAGE, "--server", server)
    assert (ran.code, ran.out) == (2, "")
    told(ran)


# Versions, tokens, cuts


def test_a_library_that_changed_meanwhile_is_read_again(server: str, site: Site) -> None:
    def meanwhile(handler: SiteHandler) -> bool:
        site.items.append({"itemType": "report", "title": "x", "key": "SYNCED", "extra": f"Citation Key: {MANY[1].id}"})
        site.version += 1
        return False

    site.faults["items"] = once(meanwhile)
    assert states(pushed(server, *MANY[:3])) == ["added", "there", "added"]
    assert len(site.items) == 3


def test_a_library_that_never_rests(push: Run, site: Site) -> None:
    def meanwhile(handler: SiteHandler) -> bool:
        site.version += 1
        return False

    site.faults["items"] = meanwhile
    assert "keeps changing during the push" in told(push(PAGE))[0]
    assert site.items == []


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("done", [True, False], ids=["after it was done", "before"])
def test_a_push_that_is_cut_and_repeated_makes_no_double(server: str, site: Site, done: bool, check: bool) -> None:
    site.faults["items"] = once(after(SiteHandler.write_items) if done else lambda handler: handler.cut())
    with pytest.raises(PushError, match="broke off"):
        pushed(server, *MANY[:3], check=check)
    assert states(pushed(server, *MANY[:3], check=check)) == [("there" if check else "saved") if done else "added"] * 3
    assert len(site.items) == 3


def test_a_dry_run_changes_nothing(push: Run, site: Site) -> None:
    ran = push(PAGE, "--dry-run")
    assert ran.out.startswith("would add: pepm9001")
    assert not [one for one in site.asked if one.startswith("post ")]


# Rate limits and other answers


def test_zotero_org_is_given_the_time_it_asks_for(push: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("ponarscite.network.service.sleep", waits.append)
    site.faults["current"] = once(always(429, None, Retry_After="20"))
    site.faults["top"] = once(always(200, [], Backoff="5", Total_Results="0", Last_Modified_Version="7"))
    site.faults["items"] = once(always(503))
    assert push(PAGE).out.startswith("added:")
    assert waits == [20, 5, 1]


def test_a_pause_of_a_day_is_an_error(push: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.network.service.sleep", pytest.fail)
    site.faults["items"] = always(429, None, Retry_After="86400")
    error, hint = told(push(PAGE))
    assert error == "error: zotero.org is busy and asks for a pause of 86400 seconds"
    assert hint == "hint: wait a little, and push again: works that were saved are not added twice"


@pytest.mark.parametrize("where", ["current", "top", "items"])
def test_an_unexpected_answer(push: Run, site: Site, where: str) -> None:
    site.faults[where] = always(500)
    assert told(push(PAGE))[0].startswith("error: zotero.org answered 500")


def test_an_unreachable_server_is_an_error(run: Run) -> None:
    with zotero_org() as (server, _):
        pass
    error, hint = told(run("push", "zotero.org", PAGE, "--server", server))
    assert error == f"error: zotero.org does not answer at {server}"
    assert hint == "hint: check your connection, or push to the Zotero on this machine: ponarscite push zotero"


# PDFs


def attached(server: str, **options: Any) -> Pushed:
    record = replace(MEMO, pdf_url=f"{server}/memo.pdf")
    return pushed(server, record, attach_pdf=True, allow_private=True, **options)[0]


def test_a_pdf_is_uploaded_once(server: str, site: Site) -> None:
    assert [(one.state, one.problem) for one in (attached(server), attached(server))] == [("added", ""), ("there", "")]
    assert site.files == {"uploaded": b"<" + PDF + b">"}
    assert site.asked.count("post /upload") == 1
    assert [item["itemType"] for item in site.items] == ["report", "attachment"]
    sent = dict(zip(site.asked, site.keys, strict=True))
    assert (sent["post /upload"], sent["/memo.pdf"]) == ("", "")


@pytest.mark.parametrize("where", ["file", "upload"])
def test_an_upload_that_is_cut_is_taken_up_again(server: str, site: Site, where: str) -> None:
    site.faults[where] = once(lambda handler: handler.cut())
    assert attached(server).problem == "its PDF zotero.org broke off the connection"
    assert (attached(server).state, attached(server).problem) == ("there", "")
    assert len(site.items) == 2
    assert site.asked.count("post /upload") <= 2


@pytest.mark.parametrize(
    ("where", "fault", "problem"),
    [
        ("file", always(413), "its PDF does not fit: the storage at zotero.org is full"),
        ("file", always(403), "its PDF may not be uploaded: the key has no permission for files"),
        (
            "file",
            always(200, {"url": "http://192.0.2.1/"}),
            "its PDF zotero.org named an address that must not be used",
        ),
        ("upload", always(500), "its PDF was not accepted: zotero.org answered 500"),
        ("memo.pdf", always(404), "its PDF could not be fetched"),
    ],
)
def test_an_item_without_its_pdf_stays(server: str, site: Site, where: str, fault: Fault, problem: str) -> None:
    site.faults[where] = fault
    one = attached(server)
    assert (one.state, one.problem.startswith(problem)) == ("added", True)
    assert one.hint
    assert len(site.top()) == 1


def test_a_file_that_zotero_org_has_is_not_sent(server: str, site: Site) -> None:
    site.faults["file"] = always(200, {"exists": 1})
    assert attached(server).problem == ""
    assert site.files == {}
