"""Every format of `renderers.exchange`: read by people as golden files, by its own parser for any record."""

from __future__ import annotations

import csv
import json
import re
from functools import partial
from io import StringIO
from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
import yaml
from hypothesis import given, settings
from lxml import etree, html

from ponarscite.errors import MisuseError
from ponarscite.formats import csv as spreadsheet
from ponarscite.formats import exchange
from ponarscite.formats.csl_json import yaml_writer as csl_yaml
from ponarscite.formats.hayagriva import writer as hayagriva
from ponarscite.formats.web import coins
from ponarscite.formats.web import html as page
from ponarscite.formats.web import html_meta as head
from ponarscite.formats.web import json_ld as schema_org
from ponarscite.hookspecs import Deposit, RenderOptions, Resources
from ponarscite.interchange.xml import xml_text
from ponarscite.interchange.zotero_item import from_zotero_item, to_zotero_item
from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import web_address
from tests.formats.crossref_schema import SCHEMA as CROSSREF
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS
from tests.strategies import records

RENDERERS = {renderer.name: renderer for renderer in exchange.provide_renderers()}
RESOURCES = Resources(find_style=lambda _: (b"", ""), engines=())
DEPOSIT = RenderOptions(
    deposit=Deposit(doi_pattern="10.5555/{key}", depositor="An Editor <editor@example.org>", moment="20261122050000")
)
SUFFIX = {"html-meta": ".html", "coins": ".html", "crossref": ".xml", "zotero-json": ".json"}
XML = ("zotero-rdf", "endnote-xml", "mods")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def write(name, *found, options=DEPOSIT):
    return "".join(RENDERERS[name].render(found, options, RESOURCES))


def texts(tree):
    """Every text of a tree, and every value of an attribute."""
    values = [value for node in tree.iter(etree.Element) for value in node.attrib.values()]
    return {text.strip() for text in (*tree.itertext(), *values)}


@pytest.mark.parametrize("name", RENDERERS)
def test_golden(name, golden):
    suffix = SUFFIX.get(name) or RENDERERS[name].suffixes[0]
    golden(write(name, *RECORDS.values()), f"exchange/{name}{suffix}")


@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"crossref"}))
def test_no_records_are_an_empty_document(name):
    text = write(name)
    if name in XML:
        etree.fromstring(text.encode(), PARSER)
    elif name.endswith("yaml") or name == "hayagriva":
        assert not any((yaml.safe_load(text) or {}).values())
    elif name.endswith("json") or name == "json-ld":
        assert json.loads(text) in ([], {"@context": schema_org.CONTEXT, "@graph": []})
    else:
        assert "775" not in text


@pytest.mark.parametrize("name", RENDERERS)
def test_many_records_are_one_piece_each(name):
    options = DEPOSIT
    few, many = ([record] * count for record, count in ((MEMO_775, 1), (MEMO_775, 50)))
    pieces = [list(RENDERERS[name].render(found, options, RESOURCES)) for found in (few, many)]
    assert len(pieces[1]) == len(pieces[0]) + 49


def names_what_it_drops(name, record):
    dropped = list(RENDERERS[name].drops(record))
    assert set(dropped) <= set(variables(record))
    assert len(dropped) == len(set(dropped))


@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"coins", "crossref"}))
def test_a_memo_keeps_what_identifies_it(name):
    lost = set(RENDERERS[name].drops(MEMO_775))
    assert not lost & {"title", "author", "issued", "number", "genre", "publisher", "URL"}


# XML


def is_well_formed_and_holds_every_text(name, record):
    tree = etree.fromstring(write(name, record).encode(), PARSER)
    assert not list(tree.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity))
    lost = set(RENDERERS[name].drops(record))
    whole = "\n".join(texts(tree))
    for variable, value in variables(record).items():
        if variable in ("title", "abstract", "publisher") and variable not in lost:
            assert xml_text(value) in whole


@pytest.mark.parametrize("name", XML)
def test_noncharacters_are_left_out(name):
    record = Record(id="k", type="report", title="a\ufffeb\uffffc\x00d", author=(Name(literal="x\ufffe"),))
    assert "abcd" in texts(etree.fromstring(write(name, record).encode(), PARSER))


def test_a_text_like_a_name_space_stays():
    record = Record(id="k", type="report", title='a xmlns="http://www.loc.gov/mods/v3" b')
    assert record.title in texts(etree.fromstring(write("mods", record).encode(), PARSER))


def test_endnote_has_a_report_with_its_number():
    (found,) = etree.fromstring(write("endnote-xml", MEMO_775).encode(), PARSER).iter("record")
    assert found.find("ref-type").attrib["name"] == "Report"
    paths = {"isbn": "775", "work-type": MEMO_775.genre, "dates/year": "2022", "dates/pub-dates/date": "May 20"}
    assert {path: found.findtext(path) for path in paths} == paths
    assert [node.text for node in found.iterfind("urls//url")] == [MEMO_775.url] * 2


def test_only_http_addresses_become_links():
    record = Record(id="k", title="T", url="javascript:alert(1)")
    for name in set(RENDERERS) - {"crossref", "html-meta", "json-ld"}:
        assert "javascript" not in write(name, record), name
    assert "javascript" not in write("html-meta", record)


# Zotero


def read_zotero_json(text):
    return [from_zotero_item(item) for item in json.loads(text)]


def zotero_json_is_the_item(record):
    (found,) = json.loads(write("zotero-json", record))
    assert found == to_zotero_item(record)


def test_zotero_rdf_keeps_the_lines_of_extra():
    tree = etree.fromstring(write("zotero-rdf", RECORDS["event"]).encode(), PARSER)
    extra = tree.findtext(".//{http://www.zotero.org/namespaces/export#}extra")
    assert extra.splitlines() == [
        "Type: event",
        "Genre: Conference",
        "Publisher Place: Washington, DC",
        "Event Place: Washington, DC",
    ]


# YAML


def hayagriva_is_the_entry(record):
    entry, _ = hayagriva.fields(record)
    assert yaml.safe_load(write("hayagriva", record)) == {record.id: entry}


@pytest.mark.parametrize(
    ("text", "written"),
    [("a {b} $c$ \\d", r"a \{b\} \$c\$ \\d"), ("plain — text #1 *x* _y_", "plain — text #1 *x* _y_")],
)
def test_hayagriva_takes_the_meaning_from_signs(text, written):
    assert hayagriva.formattable(text) == written


def test_hayagriva_keeps_capitals_that_must_live():
    entry, _ = hayagriva.fields(Record(type="report", title="Waving the EU Flag in Eurasia {x}"))
    assert entry["title"] == r"Waving the {EU} Flag in {Eurasia} \{x\}"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Junisbai", "Azamat"), "Junisbai, Azamat"),
        (Name("Vogel", "Sasha", "de"), {"name": "Vogel", "given-name": "Sasha", "prefix": "de"}),
        (Name("hooks", "bell"), {"name": "hooks", "given-name": "bell"}),
        (
            Name("Remington", "Thomas F.", suffix="Jr."),
            {"name": "Remington", "given-name": "Thomas F.", "suffix": "Jr."},
        ),
        (Name(literal="PONARS Eurasia"), "PONARS Eurasia"),
        (Name(literal="Ministry of Trade, Industry"), {"name": "Ministry of Trade, Industry"}),
        (Name(literal="rt international"), {"name": "rt international"}),
    ],
)
def test_hayagriva_names(name, written):
    assert hayagriva.person(name) == written


@pytest.mark.parametrize(
    "url",
    ["https://[/", "https://1.2.3.999/", "https://a b.org/", "https://x", "http://a.org:99999/", "https://ü.org/"],
)
def test_hayagriva_leaves_out_what_would_spoil_the_file(url):
    record = Record(type="report", title="T", url=url, language="not a language", issued=Date(literal="forthcoming"))
    assert hayagriva.fields(record)[0] == {"type": "report", "title": "T"}
    assert set(hayagriva.drops(record)) == {"URL", "language", "issued"}


def csl_yaml_is_the_items(record):
    (found,) = yaml.safe_load(write("csl-yaml", record))["references"]
    assert found == json.loads(json.dumps(csl_yaml.item(record)))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a *b* _c_ [d](e) <f> $g$ `h` @i ^j^ ~k~", r"a \*b\* \_c\_ \[d\]\(e\) \<f\> \$g\$ \`h\` \@i \^j\^ \~k\~"),
        ("St. Petersburg: a well-known city, isn't it?", r"St\. Petersburg: a well-known city, isn\'t it?"),
        ("one -- two ... 'q'", r"one \-\- two \.\.\. \'q\'"),
        ("# no heading", r"\# no heading"),
    ],
)
def test_csl_yaml_is_markdown_without_a_meaning(text, written):
    assert csl_yaml.markdown(text) == written


def markdown_loses_its_backslashes_only(record):
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", csl_yaml.markdown(record.title)) == record.title


# JSON-LD, HTML


def json_ld_is_a_graph_without_markup(record):
    text = write("json-ld", record)
    assert not set("<>&\u2028\u2029") & set(text)
    (found,) = json.loads(text)["@graph"]
    assert found == {"@id": f"#{record.id}"} | schema_org.node(record)


def head_is_tags_and_one_script(record):
    tree = html.document_fromstring(f"<html><head>{write('html-meta', record)}</head><body></body></html>")
    assert {node.tag for node in tree.iter()} | {"meta"} == {"html", "head", "body", "link", "meta", "script"}
    contents = {node.get("content") for node in tree.iter("meta")}
    assert {xml_text(name.inverted) for name in record.author} - {""} <= contents
    (script,) = tree.iter("script")
    assert json.loads(script.text) == {"@context": schema_org.CONTEXT} | schema_org.node(record)


def test_zotero_saves_the_page_of_a_memo_as_a_report():
    text = head.block(MEMO_775, RenderOptions())
    for name, content in (
        ("citation_technical_report_institution", "George Washington University"),
        ("citation_technical_report_number", "775"),
        ("citation_author", "Junisbai, Azamat"),
        ("citation_publication_date", "2022/05/20"),
        ("z.itemType", "report"),
        ("z.reportType", "PONARS Eurasia Policy Memo"),
    ):
        assert f'<meta name="{name}" content="{content}">' in text


def coins_is_an_open_url(record):
    (span,) = html.fragments_fromstring(coins.span(record, RenderOptions()))
    assert (span.tag, span.get("class"), len(span), span.text) == ("span", "Z3988", 0, None)
    pairs = parse_qsl(span.get("title"), keep_blank_values=True, strict_parsing=True)
    assert pairs[0] == ("ctx_ver", "Z39.88-2004")
    if record.title:
        assert record.title in dict(pairs).values()


ALLOWED = {"li", "span", "cite", "a", "time", "meta", "details", "summary", "p", "i"}


def entry_has_our_elements_only(record):
    (item,) = html.fragments_fromstring(page.entry(record, RenderOptions()))
    assert {node.tag for node in item.iter()} <= ALLOWED
    assert xml_text(record.title) in item.text_content()
    links = [node.get("href") for node in item.iter("a")]
    assert links == [xml_text(web_address(record.url))] * bool(record.url)
    assert not any(name.startswith("on") or name == "style" for node in item.iter() for name in node.attrib)


def test_the_page_is_whole_and_loads_nothing():
    text = write("html", *RECORDS.values())
    tree = html.document_fromstring(text)
    assert text.startswith("<!DOCTYPE html>")
    assert not list(tree.iter("script", "img", "link", "iframe"))
    assert "default-src 'none'" in text
    assert len(list(tree.iter("li"))) == len(RECORDS)
    assert "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,”" in tree.text_content()


# CSV, ENW


def csv_has_a_cell_for_each_column_and_no_formula(record):
    first, row = csv.reader(StringIO(write("csv", record)))
    assert first == ["key", "type", *spreadsheet.COLUMNS]
    assert len(row) == len(first)
    assert not [text for text in row if text.startswith(("=", "+", "-", "@", "\t"))]
    assert row[first.index("title")].removeprefix("'") == record.title.removeprefix("'")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_a_formula_is_quoted_as_text(text):
    _, row = csv.reader(StringIO(write("csv", Record(id="k", title=text))))
    assert row[3] == f"'{text}"


def enw_has_one_value_a_line(record):
    lines = write("enw", record).splitlines()
    assert all(re.match(r"%[0-9A-Z@?!\[] \S", line) for line in lines)
    assert (lines[0][:2], lines[-1]) == ("%0", f"%F {record.id}")
    assert [line[3:] for line in lines if line.startswith("%T ")] == [record.title] * bool(record.title)


def test_an_address_holds_nothing_that_turns_the_text_around():
    hostile = Record(id="k", type="report", title="T", url="https://example.org/\u202egro.elpmaxe\u202c")
    for name in set(RENDERERS) - {"crossref"}:
        assert "\u202e" not in write(name, hostile), name


# Crossref


def deposit(*found, pattern="10.5555/{series}.{number}", depositor=""):
    return write(
        "crossref",
        *found,
        options=RenderOptions(deposit=Deposit(doi_pattern=pattern, depositor=depositor, moment="20261122050000")),
    )


def numbered(record):
    return Record(
        **{name: getattr(record, name) for name in record.__dataclass_fields__ if name != "identity"},
        identity=Identity("number", ("pepm", record.number)),
    )


def deposit_is_valid(record):
    listed = [EXAMPLE, record]
    tree = etree.fromstring(deposit(*listed, pattern="10.5555/{key}").encode(), PARSER)
    CROSSREF.assertValid(tree)


def test_a_deposit_says_who_and_when():
    text = deposit(numbered(MEMO_775), depositor="An Editor <editor@example.org>")
    tree = etree.fromstring(text.encode(), PARSER)
    CROSSREF.assertValid(tree)
    for part in ("<timestamp>20261122050000<", ">An Editor<", ">editor@example.org<", ">10.5555/pepm.775<"):
        assert part in text
    assert f"<resource>{MEMO_775.url}</resource>" in text


def test_a_name_that_the_schema_takes_for_no_person_is_kept_as_it_is():
    record = Record(id="k", type="report", title="T", issued=Date(2020), author=(Name("Who?", "Agent 7"),))
    text = deposit(record, pattern="10.5555/{key}")
    CROSSREF.assertValid(etree.fromstring(text.encode(), PARSER))
    assert ">Agent 7 Who?</organization>" in text


@pytest.mark.parametrize(
    ("pattern", "depositor", "told"),
    [
        ("", "", "there is nothing to deposit"),
        ("10.5555/{serie}", "", r"\{serie\}, which is not known"),
        ("ponars/{number}", "", "which is no DOI"),
        ("10.5555/{number}", "Nobody", "has no address"),
    ],
)
def test_a_deposit_that_cannot_be(pattern, depositor, told):
    with pytest.raises(MisuseError, match=told):
        deposit(MEMO_775, pattern=pattern, depositor=depositor)


def test_what_cannot_be_deposited_is_left_out_and_told():
    undated = Record(id="u", type="report", title="T")
    text = deposit(MEMO_775, undated, RECORDS["podcast"], pattern="10.5555/{key}")
    assert text.count("<report-paper>") == 1
    assert list(RENDERERS["crossref"].drops(undated)) == ["title"]


CHECKS = (
    *(partial(names_what_it_drops, name) for name in RENDERERS),
    *(partial(is_well_formed_and_holds_every_text, name) for name in XML),
    zotero_json_is_the_item,
    hayagriva_is_the_entry,
    csl_yaml_is_the_items,
    markdown_loses_its_backslashes_only,
    json_ld_is_a_graph_without_markup,
    head_is_tags_and_one_script,
    coins_is_an_open_url,
    entry_has_our_elements_only,
    csv_has_a_cell_for_each_column_and_no_formula,
    enw_has_one_value_a_line,
    deposit_is_valid,
)
"""What holds of any record."""


@settings(max_examples=60)
@given(records())
def test_any_record_is_well_formed_in_every_format(record):
    for holds in CHECKS:
        holds(record)


def test_pieces_follow_one_another():
    pieces = list(RENDERERS["mods"].render([MEMO_775, EXAMPLE], DEPOSIT, RESOURCES))
    assert all(before.endswith("\n") for before, _ in pairwise(pieces))
