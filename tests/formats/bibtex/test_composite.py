"""Fields that belong together: titles, eprints, people with a role, kinds of theses, states of publication."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.formats.bibtex.block import parse_blocks
from ponarscite.formats.bibtex.reader import entry_of
from ponarscite.record.item import from_item, variables
from tests.formats.formats import drops, read, write

PERSON = [{"family": "Uno", "given": "Ana", "non-dropping-particle": "", "suffix": ""}]


def entry(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    (block,) = parse_blocks(text)
    return entry_of(block)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{k, eprint={1706.03762}, archivePrefix={arXiv}, primaryClass={cs.CL}}", {"type": "article"}),
        ("@misc{k, eprint={1706.03762}}", {"archive": "arXiv", "URL": "https://arxiv.org/abs/1706.03762"}),
        ("@misc{k, eprint={arXiv:1706.03762v2 [cs.CL]}}", {"archive_location": "1706.03762v2"}),
        ("@misc{k, eprint={arXiv:1706.03762v2 [cs.CL]}}", {"archive_collection": "cs.CL"}),
        ("@article{k, eprint={hep-th/9701168}, eprinttype={arxiv}}", {"URL": "https://arxiv.org/abs/hep-th/9701168"}),
        ("@article{k, eprint={1}, eprinttype={jstor}}", {"archive": "JSTOR", "URL": "https://www.jstor.org/stable/1"}),
        ("@article{k, eprint={77}, eprinttype={pubmed}}", {"PMID": "77"}),
        ("@book{k, eprint={a/b}, eprinttype={hdl}}", {"URL": "https://hdl.handle.net/a/b"}),
        ("@book{k, eprint={id7}, eprinttype={googlebooks}}", {"URL": "https://books.google.com/books?id=id7"}),
        ("@misc{k, eprint={1706.03762}, url={https://x.org/}}", {"URL": "https://x.org/"}),
        ("@misc{k, eprint={https://x.org/1}}", {"URL": "https://x.org/1"}),
        ("@article{k, eprint={a_b--c}, eprinttype={hal}}", {"archive": "hal", "archive_location": "a_b--c"}),
        ("@article{k, eid={012345}, number={2}}", {"number": "012345", "issue": "2"}),
        ("@article{k, pmid={1}, pmcid={PMC2}}", {"PMID": "1", "PMCID": "PMC2"}),
        ("@inbook{k, booktitle={B}, bookauthor={Uno, Ana}}", {"container-author": PERSON}),
        (
            "@book{k, title={V}, subtitle={S}, maintitle={M}, mainsubtitle={N}}",
            {"title": "M: N", "volume-title": "V: S"},
        ),
        ("@incollection{k, booktitle={B}, maintitle={M}}", {"container-title": "M", "volume-title": "B"}),
        ("@article{k, journaltitle={J}, journalsubtitle={S}, issuetitle={I}}", {"volume-title": "I"}),
        ("@book{k, title={T}, titleaddon={Addition}}", {"title": "T. Addition"}),
        ("@book{k, title={T?}, titleaddon={Addition}}", {"title": "T? Addition"}),
        ("@book{k, note={N}, addendum={A}}", {"note": "N. A"}),
        ("@online{k, organization={O}, howpublished={Blog}, url={https://x.org/}}", {"medium": "Blog"}),
        ("@misc{k, howpublished={Poster}}", {"container-title": "Poster"}),
        ("@inproceedings{k, event={E}, venue={V}}", {"event-title": "E", "event-place": "V"}),
        ("@book{k, origdate={1950}, origpublisher={P}}", {"original-publisher": "P"}),
        ("@book{k, editora={Uno, Ana}, editoratype={compiler}}", {"compiler": PERSON}),
        ("@book{k, editor={Uno, Ana}, editortype={organizer}}", {"organizer": PERSON}),
        ("@book{k, editor={Uno, Ana}, editora={Uno, Ana}}", {"editor": [*PERSON, *PERSON]}),
        ("@book{k, foreword={Uno, Ana}}", {"contributor": PERSON}),
        ("@mastersthesis{k, school={U}}", {"genre": "Master's thesis"}),
        ("@phdthesis{k, school={U}}", {"genre": "PhD thesis"}),
        ("@phdthesis{k, type={Dissertation}}", {"genre": "Dissertation"}),
    ],
)
def test_a_field_has_a_home(text: str, expected: dict[str, Any]) -> None:
    found, _ = entry(text)
    assert {variable: found.get(variable) for variable in expected} == expected


def test_the_location_beside_an_address_is_that_of_the_conference() -> None:
    found, unread = entry("@inproceedings{k, title={T}, address={New York}, location={Paris}}")
    assert (found["publisher-place"], found["event-place"], unread) == ("New York", "Paris", ())
    assert entry("@inproceedings{k, title={T}, location={Paris}}")[0]["publisher-place"] == "Paris"


@pytest.mark.parametrize(
    ("fields", "unread"),
    [
        ("file={a.pdf}, groups={g}, title={T}", ("file", "groups")),
        ("foreword={Uno, Ana}", ("foreword (role)",)),
        ("editor={Uno, Ana}, editortype={redactor}", ("editor (redactor)",)),
        ("subtitle={S}", ("subtitle",)),
        ("date={2003-05}, year={2003}, month=may", ()),
        ("date={2003-05}, year={2004}", ("year",)),
        ("url={ftp://example.org/}, year={}, author={ }", ("url",)),
        ("publisher={P}, institution={P}", ()),
        ("publisher={P}, institution={Q}", ("institution",)),
        ("entrysubtype={newspaper}, options={useprefix=true}", ()),
        ("entrysubtype={x}, options={dataonly}", ("entrysubtype", "options")),
        ("howpublished={https://x.org/1}, url={https://x.org/2}", ("howpublished",)),
    ],
)
def test_what_has_no_home_is_named(fields: str, unread: tuple[str, ...]) -> None:
    assert tuple(sorted(entry(f"@book{{k, {fields}}}")[1])) == unread


@pytest.mark.parametrize(
    ("typed", "genre", "biblatex", "bibtex"),
    [
        ("@mastersthesis{k, ", "Master's thesis", "type = {mathesis}", "@mastersthesis{k"),
        ("@phdthesis{k, ", "PhD thesis", "type = {phdthesis}", "@phdthesis{k"),
        ("@thesis{k, type={mathesis}, ", "Master's thesis", "type = {mathesis}", "@mastersthesis{k"),
        ("@thesis{k, type={phdthesis}, ", "PhD thesis", "type = {phdthesis}", "@phdthesis{k"),
        ("@thesis{k, type={bathesis}, ", "Bachelor's thesis", "type = {bathesis}", "type = {Bachelor's thesis}"),
        ("@thesis{k, type={Diplomarbeit}, ", "Diplomarbeit", "type = {Diplomarbeit}", "type = {Diplomarbeit}"),
        ("@mastersthesis{k, type={M.A. thesis}, ", "M.A. thesis", "type = {M.A. thesis}", "@mastersthesis{k"),
        ("@masterthesis{k, ", "Master's thesis", "type = {mathesis}", "@mastersthesis{k"),
    ],
)
def test_the_kind_of_a_thesis_stays(typed: str, genre: str, biblatex: str, bibtex: str) -> None:
    (found,) = read(f"{typed}title={{T}}, author={{Uno, Ana}}, school={{U}}}}", "x.bib")
    assert found.genre == genre
    for name, part in (("biblatex", biblatex), ("bibtex", bibtex)):
        assert part in write(name, found)
        assert read(write(name, found), "x.bib")[0].genre == genre
        assert "genre" not in drops(name, found)


@pytest.mark.parametrize(
    ("field", "variable", "words"),
    [
        ("pubstate={inpress}", "status", "in press"),
        ("pubstate={forthcoming}", "status", "forthcoming"),
        ("pubstate={submitted}", "status", "submitted"),
        ("pubstate={inpreparation}", "status", "in preparation"),
        ("pubstate={Under review}", "status", "Under review"),
        ("type={techreport}", "genre", "Technical report"),
        ("type={resreport}", "genre", "Research report"),
        ("type={patentus}", "genre", "U.S. patent"),
        ("type={patreqde}", "genre", "German patent request"),
        ("location={countryde}", "publisher-place", "Germany"),
        ("location={countryde and countryfr}", "publisher-place", "Germany, France"),
        ("location={Kyiv and Lviv}", "publisher-place", "Kyiv and Lviv"),
    ],
)
def test_keys_of_biblatex_become_words(field: str, variable: str, words: str) -> None:
    (found,) = read(f"@report{{k, title={{T}}, author={{Uno, Ana}}, {field}}}", "x.bib")
    assert variables(found)[variable] == words
    assert variables(read(write("biblatex", found), "x.bib")[0])[variable] == words


def test_what_is_read_of_an_entry_is_written_again() -> None:
    text = (
        "@incollection{k, title={C}, author={Uno, Ana}, booktitle={B}, maintitle={M}, bookauthor={Dos, B.}, part={2}, "
        "editora={Tres, C.}, editoratype={compiler}, eprint={1706.03762}, eprinttype={arxiv}, eprintclass={cs.CL}, "
        "pmid={1}, pmcid={PMC2}, shorthand={S}, origpublisher={P}, origlocation={L}, howpublished={H}}"
    )
    (found,) = read(text, "x.bib")
    assert list(drops("biblatex", found)) == []
    assert variables(read(write("biblatex", found), "x.bib")[0]) == variables(found)
    assert "url = " not in write("biblatex", found)


def test_a_shelf_in_an_archive_is_no_eprint() -> None:
    item = {"id": "k", "type": "manuscript", "title": "T", "archive": "RGANI", "archive_location": "f. 5, op. 30"}
    written = write("biblatex", from_item(item))
    assert "eprint" not in written
    assert variables(read(written, "x.bib")[0])["archive_location"] == "f. 5, op. 30"
