"""Bibliography files: ours and those of an outside reader, which has the same rights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ponarscite import Document, Format, PluginManager, Record, Reference, SourceError, hookimpl, ingest
from ponarscite.extractors.references import extract_claims
from tests.conftest import Run

FULL = "id: 1\nname: First\nwho: Ann Lee\n\nid: 2\nwho: Bo Ray\n\nid: 3\nname: Third\nwho: Jo Doe\n"
"""A made-up format: its second record has no title."""

HINT = "a card file has cards, each with a name"


def cards(text: str) -> Iterator[Reference]:
    for number, card in enumerate(text.strip().split("\n\n"), 1):
        values = dict(line.split(": ", 1) for line in card.splitlines() if ": " in line)
        names = {"id": "id", "name": "title", "who": "author"}
        item = {names[key]: value for key, value in values.items() if key in names}
        if item:
            yield Reference(place=f"card {number}", item={"type": "book"} | item)


class Cards:
    """An outside plugin with a reader."""

    def __init__(self, **fields: object) -> None:
        known: dict[str, object] = {
            "name": "cards",
            "description": "cards",
            "suffixes": (".cards",),
            "media_types": ("x-cards",),
            "sign": lambda beginning: beginning.startswith("id: "),
            "read": cards,
            "empty": HINT,
            "origin": "Cards",
        }
        self.format = Format(**(known | fields))  # type: ignore[arg-type]

    @hookimpl
    def provide_formats(self) -> list[Format]:
        return [self.format]


def read(plugins: PluginManager, path: Path, content: str, **fields: object) -> tuple[list[Record], list[str]]:
    path.write_text(content, encoding="utf-8")
    plugins.register(Cards(**fields), "cards")
    failures: list[SourceError] = []
    found = list(ingest(path, plugins=plugins, failures=failures))  # type: ignore[arg-type]
    return found, [f"{failure.message} | {failure.hint}".replace(f"{path}", path.name) for failure in failures]


def test_a_broken_record_is_named_and_the_rest_is_read(plugins: PluginManager, tmp_path: Path) -> None:
    found, failures = read(plugins, tmp_path / "x", FULL)
    assert [(record.id, record.title, str(record.author[0])) for record in found] == [
        ("1", "First", "Ann Lee"),
        ("3", "Third", "Jo Doe"),
    ]
    assert failures == [
        "x, card 2: 2 has no title and no number, and is left out | "
        "correct it in the file; the rest of the file is read"
    ]
    assert {claim.origin for record in found for claim in record.claims} == {"Cards"}


def test_the_exit_code_tells(plugins: PluginManager, run: Run, tmp_path: Path) -> None:
    read(plugins, tmp_path / "x", FULL)
    ran = run("export", tmp_path / "x", "-f", "ris")
    assert (ran.code, ran.out.count("TY  - BOOK")) == (1, 2)


@pytest.mark.parametrize("content", ["id: \n", "id: 1\n", "id: x\nother: y\n"])
def test_an_empty_file_brings_the_hint_of_its_format(content: str, plugins: PluginManager, tmp_path: Path) -> None:
    found, failures = read(plugins, tmp_path / "x", content, read=lambda text: iter(()))
    assert (found, failures) == ([], [f"x: no reference found | {HINT}"])


def test_a_format_without_a_hint_has_that_of_all(plugins: PluginManager, tmp_path: Path) -> None:
    _, (failure,) = read(plugins, tmp_path / "x", "id: 1", read=lambda text: (), empty="")
    assert failure == "x: no reference found | a file of references has entries, each with a title"


def test_an_outside_sign_goes_before_ours_and_before_pages(plugins: PluginManager, tmp_path: Path) -> None:
    plain = lambda text: [Reference(place="it", item={"type": "book", "title": text.split()[1], "author": "A B"})]  # noqa: E731
    everything = {"sign": lambda beginning: True, "read": plain}
    for content in ("<html> One", "TY Two\nTY  - RPRT\n", "@article{Three, x}", '["Four" 1]', "a Five"):
        plugins.register(Cards(**everything), content)
        (tmp_path / "x").write_text(content, encoding="utf-8")
        (found,) = ingest(tmp_path / "x", plugins=plugins)
        assert found.claims[0].origin == "Cards"
        plugins.unregister(name=content)


@pytest.mark.parametrize("content", ["%PDF-1.7", '[{"title": {"rendered": "A"}}]'])
def test_nobody_gets_pdf_files_and_posts(content: str, plugins: PluginManager, tmp_path: Path) -> None:
    def never(text: str) -> bool:
        raise AssertionError(text)

    read(plugins, tmp_path / "x", content, sign=never, read=never)
    assert plugins.broken == {}


@pytest.mark.parametrize(
    "fields", [{"name": "x.cards"}, {"name": "x.CARDS"}, {"name": "x", "media_type": "text/x-cards; charset=utf-8"}]
)
def test_suffix_and_media_type_decide_what_no_sign_does(fields: dict[str, str], plugins: PluginManager) -> None:
    class Source:
        @hookimpl
        def read_source(self, source: str) -> list[Document] | None:
            loaded = ("\n" + FULL.replace("id: 1\n", "")).encode
            return [Document(fields["name"], loaded, media_type=fields.get("media_type", ""))]

    plugins.register(Cards(sign=None), "cards")
    plugins.register(Source(), "source")
    assert [record.title for record in ingest("x", plugins=plugins, failures=[])] == ["First", "Third"]


def test_a_source_may_name_the_format(plugins: PluginManager) -> None:
    class Source:
        @hookimpl
        def read_source(self, source: str) -> list[Document] | None:
            return [Document("x", b"who: Ann Lee\nname: <html>\n".strip, format="cards")]

    plugins.register(Cards(sign=None, suffixes=()), "cards")
    plugins.register(Source(), "source")
    (found,) = ingest("x", plugins=plugins)
    assert (found.title, str(found.author[0])) == ("<html>", "Ann Lee")


def test_a_file_that_carries_one_work_is_one_record(plugins: PluginManager, tmp_path: Path) -> None:
    content = "id: 1\nname: First\n\nwho: Ann Lee\n\nwho: Bo Ray\n"
    (found,), failures = read(plugins, tmp_path / "x", content, carries_many=False)
    assert failures == []
    assert (found.title, list(map(str, found.author))) == ("First", ["Ann Lee", "Bo Ray"])


def test_other_kinds_of_documents_are_left_to_others() -> None:
    for content in ("A Memo", "<p>{}", "TY  - RPRT\n"):
        assert list(extract_claims(Document("x", content.encode), ())) == []
