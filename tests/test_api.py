"""ingest, render and cite as another program calls them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ponarscite
from tests.conftest import EXAMPLES, ROOT

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"
MEMO = ponarscite.Record(title="A Title", author=(ponarscite.Name("Lee", "Ann"),), issued=ponarscite.Date(2019))


@pytest.mark.parametrize(
    "sources",
    [str(PAGE), PAGE, [PAGE], (str(PAGE), PAGE), iter([PAGE])],
    ids=["text", "path", "list", "tuple", "iterator"],
)
def test_sources_may_be_one_or_several(plugins, sources):
    (record,) = ponarscite.ingest(sources, plugins)
    assert record.number == "9001"


def test_a_failure_comes_after_what_was_read_or_into_a_list(plugins):
    records = ponarscite.ingest(["no-such.html", PAGE], plugins)
    assert next(records).number == "9001"
    with pytest.raises(ponarscite.SourceError, match="no-such"):
        next(records)
    failures: list[ponarscite.PonarsciteError] = []
    assert len(list(ponarscite.ingest(["no-such.html", PAGE], plugins, failures=failures))) == 1
    assert [type(failure) for failure in failures] == [ponarscite.SourceError]


@pytest.mark.parametrize("roles", ["mentioned", ["mentioned"], ("mentioned",)])
def test_a_role_may_stand_alone(plugins, roles):
    assert {record.role for record in ponarscite.ingest(PAGE, plugins, roles=roles)} == {"mentioned"}


@pytest.mark.parametrize("roles", ["subjects", ("subject", "citd"), [""]])
def test_a_role_that_there_is_not_is_misuse_at_once(plugins, roles):
    with pytest.raises(ponarscite.MisuseError, match="no role is called"):
        ponarscite.ingest(PAGE, plugins, roles=roles)


@pytest.mark.parametrize(("sources", "url"), [(PAGE, "ftp://example.org/x"), ([PAGE, OTHER], "https://example.org/x")])
def test_a_url_from_which_the_sources_cannot_have_come_is_misuse(plugins, sources, url):
    with pytest.raises(ponarscite.MisuseError, match="--url"):
        next(ponarscite.ingest(sources, plugins, url=url))


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "csl-json", "ris", "citation"])
def test_one_record_is_rendered_as_a_list_of_one(plugins, format):
    one = ponarscite.render(MEMO, format, plugins)
    assert one == ponarscite.render([MEMO], format, plugins) == ponarscite.render(iter([MEMO]), format, plugins)
    assert "Lee" in one


@pytest.mark.parametrize(("format", "empty"), [("bibtex", ""), ("ris", ""), ("citation", ""), ("csl-json", "[\n]\n")])
def test_no_records_give_an_empty_text(plugins, format, empty):
    assert ponarscite.render(iter(()), format, plugins) == empty


@pytest.mark.parametrize("records", ["memo.html", [{"title": "A Title"}], [None]])
def test_what_is_no_record_is_named(plugins, records):
    with pytest.raises(TypeError, match="is not a Record"):
        ponarscite.render(records, "ris", plugins)
    with pytest.raises(TypeError, match="is not a Record"):
        ponarscite.cite(records, plugins=plugins)


def test_a_style_may_be_a_path(plugins):
    path = ROOT / "styles" / "ponars-eurasia.csl"
    cited = [ponarscite.cite(MEMO, style, plugins=plugins) for style in (path, str(path), "ponars-eurasia")]
    assert cited[0] == cited[1] == cited[2]
    assert str(cited[0]) == cited[0].bibliography == "Ann Lee, “A Title,” 2019.\n"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"style": "no-such-style"}, ponarscite.StyleNotFoundError),
        ({"style": Path("no-such.csl")}, ponarscite.StyleNotFoundError),
        ({"markup": "xml"}, ponarscite.StyleNotFoundError),
        ({"locale": "not a locale"}, ponarscite.StyleNotFoundError),
        ({"engine": "no-such-engine"}, ponarscite.StyleNotFoundError),
    ],
    ids=str,
)
def test_a_wrong_name_is_our_error(plugins, wanted, error):
    with pytest.raises(error):
        ponarscite.cite(MEMO, plugins=plugins, **wanted)
    with pytest.raises(ponarscite.FormatError, match="bibtexx"):
        ponarscite.render(MEMO, "bibtexx", plugins)


def test_threads_may_share_it(plugins):
    def work(page: Path) -> tuple[str, str]:
        records = list(ponarscite.ingest(page, plugins))
        return str(ponarscite.cite(records, "apa", plugins=plugins)), ponarscite.render(records, "bibtex", plugins)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(work, [PAGE, OTHER] * 4))) == 2


def test_what_was_ingested_can_be_used_again_and_is_read_once() -> None:
    asked = []

    def sources() -> Iterator[Path]:
        asked.append("sources")
        yield EXAMPLES / "pages" / "borrowed-rivers.html"

    records = ponarscite.ingest(sources(), roles=("subject", "cited"))
    assert next(records).id == "pepm9001"
    assert ponarscite.render(records, "bibtex").count("@") == 4
    assert str(ponarscite.cite(records, style="apa", markup="html")).count("csl-entry") == 4
    assert next(records).id == "pepm8950"
    assert asked == ["sources"]


def test_a_failure_is_raised_in_each_round() -> None:
    records = ponarscite.ingest(["nowhere.html", EXAMPLES / "pages" / "borrowed-rivers.html"])
    for _ in range(2):
        found = []
        with pytest.raises(ponarscite.SourceError, match="nowhere"):
            found.extend(iter(records))
        assert len(found) == 1


def test_keys_are_made_anew_as_asked() -> None:
    source = EXAMPLES / "guideline.json"
    assert [one.id for one in ponarscite.ingest(source, keys="number")] == ["pm427", "pepm54", "pepm590"]
    assert [one.id for one in ponarscite.ingest(source)] == ["kassianova2006", "zhemukhov2008", "johnson2019"]
    with pytest.raises(ponarscite.MisuseError, match="no function is called 'nummer'"):
        ponarscite.ingest(source, keys="nummer")
