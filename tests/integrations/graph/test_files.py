"""Files of other programs, opened again by networkx or by their own rules, and the command `graph`."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import networkx
import pytest
from hypothesis import given

from ponarscite import Library
from ponarscite.integrations.graph.files import WRITERS
from ponarscite.integrations.graph.network import Network, shared
from tests.conftest import EXAMPLES, Run
from tests.integrations.graph.networks import item, network, networks

SMALL = network(
    "A>b A>c d>b",
    A=item("A", 2024, title='A "quoted" title', author=[{"family": "Prueba", "non-dropping-particle": "de la"}]),
    b=item("b", 2019, title="=1+1", DOI="10.1/B"),
    c=item("c", None, URL="https://c.example/"),
)
READ = {
    "graphml": lambda text: networkx.parse_graphml(text),
    "gexf": lambda text: networkx.read_gexf(io.BytesIO(text.encode())),
    "gml": lambda text: networkx.parse_gml(text),
    "pajek": lambda text: networkx.parse_pajek(text),
}


def written(found: Network, name: str) -> str:
    return "".join(WRITERS[name][1](found))


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("found", [SMALL, shared(SMALL, "co-citation")], ids=["citations", "co-citation"])
def test_networkx_opens_the_file(name: str, found: Network) -> None:
    graph = READ[name](written(found, name))
    assert sorted(graph.nodes) == list(found.works)
    assert {frozenset(pair) for pair in graph.edges()} == {
        frozenset((link.source, link.target)) for link in found.links
    }
    assert graph.is_directed() == found.is_directed
    label = graph.nodes["A"]["name" if name == "gml" else "label"]
    assert label.replace("'", '"') == 'de la Prueba 2024: A "quoted" title'


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_the_same_on_another_day(name: str) -> None:
    assert not re.search(r"\d{4}-\d\d-\d\d", written(SMALL, name))


TEXTS = ["O'Neil", "it's", "a\\", "\\\\", "\\N", "#5", "*Vertices 3", "*arcs", "x", "a b", "'", "''", "жук"]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("key", ["k", "k'q", "#k", "1", "a b'", "k\\"])
def test_any_text_comes_back(name: str, text: str, key: str) -> None:
    graph = READ[name](written(network(f"{key}>z" if " " not in key else "", **{key: item(key, 1, title=text)}), name))
    assert key in graph
    assert graph.nodes[key]["title"] == text


@pytest.mark.parametrize(
    ("citing", "cited", "expected"),
    [(2020, -500, "P2519Y"), (1, -1, "P1Y"), (-1, 1, "-P1Y"), (-1, -3, "P2Y"), (9, 5, "P4Y")],
)
def test_there_is_no_year_zero_in_a_timespan(citing: int, cited: int, expected: str) -> None:
    found = network("a>b", a=item("a", citing), b=item("b", cited))
    (row,) = csv.DictReader(io.StringIO(written(found, "coci")))
    assert row["timespan"].lstrip("'") == expected


@given(networks())
def test_any_network_is_the_same_again_as_json(found: Network) -> None:
    whole = json.loads(written(found, "json"))
    assert [node["id"] for node in whole["nodes"]] == list(found.works)
    assert [(link["source"], link["target"]) for link in whole["links"]] == [
        (link.source, link.target) for link in found.links
    ]


def test_json_has_places_and_notes() -> None:
    whole = json.loads(written(SMALL, "json"))
    assert whole["links"][0] == {"source": "A", "target": "b", "weight": 1, "places": ["note 1"], "notes": ["See it."]}
    assert whole["nodes"][0]["series"] == "pepm"


def test_csv_and_coci() -> None:
    assert written(SMALL, "csv").splitlines()[:2] == ["source,target,weight,places,notes", "A,b,1,note 1,See it."]
    rows = list(csv.DictReader(io.StringIO(written(SMALL, "coci"))))
    assert [(row["citing"], row["cited"], row["creation"], row["timespan"]) for row in rows] == [
        ("key:A", "doi:10.1/b", "2024", "P5Y"),
        ("key:A", "url:https://c.example/", "2024", ""),
        ("key:d", "doi:10.1/b", "2020", "P1Y"),
    ]


def test_no_value_of_a_table_is_a_formula() -> None:
    evil = network("=a>-b", **{"=a": item("=a"), "-b": item("-b")})
    assert written(evil, "csv").splitlines()[1].startswith("'=a,'-b,")


def test_vosviewer() -> None:
    whole = json.loads(written(SMALL, "vosviewer"))["network"]
    assert whole["items"][1] == {
        "id": 2,
        "label": "2019: =1+1",
        "description": "=1+1",
        "weights": {"Citations": 2, "References": 0},
        "scores": {"Year": 2019},
        "url": "https://doi.org/10.1/B",
    }
    assert whole["links"][0] == {"source_id": 1, "target_id": 2, "strength": 1}


def test_dot_quotes_its_texts() -> None:
    text = written(SMALL, "dot")
    assert text.startswith("digraph citations {\n")
    assert '"A" [label="de la Prueba 2024: A \\"quoted\\" title"];' in text
    assert '"A" -> "b" [weight=1];' in text
    assert '"b" -- "c" [weight=1];' in written(shared(SMALL, "co-citation"), "dot")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import ponarscite

    path = tmp_path_factory.mktemp("graph") / "a.sqlite"
    with Library(path) as one:
        one.add_all(ponarscite.ingest(EXAMPLES / "pages", roles=("subject", "cited")))
    return path


def test_the_citations_of_the_examples(library: Path, run: Run) -> None:
    ran = run("graph", "--library", library, "-f", "csv")
    assert [line.split(",")[:2] for line in ran.out.splitlines()[1:]] == [
        ["pepm9001", "exampleno"],
        ["pepm9001", "inventedlower"],
        ["pepm9001", "pepm8950"],
    ]
    assert ran.err == ""


def test_a_part_and_figures(library: Path, run: Run) -> None:
    ran = run("graph", "pepm8950", "--direction", "cites", "--library", library, "-f", "json")
    assert [node["id"] for node in json.loads(ran.out)["nodes"]] == ["pepm8950"]
    found = json.loads(run("graph", "--stats", "--json", "--library", library).out)
    assert (found["links"], found["self_citations"], found["outside"], found["islands"]) == (3, 1, 2, [4])
    told = run("graph", "--stats", "--library", library).out
    assert told.startswith(f"{found['works']} works, 3 citations, 1 of them between works of one author\n")


def test_the_suffix_chooses_the_format(library: Path, run: Run, tmp_path: Path) -> None:
    assert run("graph", "-o", tmp_path / "a.gexf", "--library", library).code == 0
    assert (tmp_path / "a.gexf").read_text().startswith("<gexf")
    ran = run("graph", "-o", tmp_path / "a.docx", "--library", library)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: no graph format ends in '.docx'")
    ran = run("graph", "--json", "--library", library)
    assert (ran.code, ran.err.splitlines()[1]) == (2, "hint: -f json writes the graph as JSON")


def test_what_is_not_there_is_told(library: Path, run: Run, tmp_path: Path) -> None:
    assert run("graph", "pepm775", "--library", library).err.splitlines()[0] == "error: no record has the key 'pepm775'"
    assert (
        run("graph", "--min", 9, "--library", library).err == "warning: no work has such a line: the graph is empty\n"
    )
    ran = run("graph", "--library", tmp_path / "none.sqlite")
    assert (ran.code, ran.err.splitlines()[0]) == (1, f"error: there is no library at {tmp_path / 'none.sqlite'}")


def test_a_missing_package_is_named(library: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    ran = run("graph", "-f", "gml", "--library", library)
    assert ran.err.splitlines() == [
        "error: this format needs the package networkx",
        "hint: pip install 'ponarscite[graph]'",
    ]
