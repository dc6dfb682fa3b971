from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.formats.bibtex.block import LONGEST_MACRO, LONGEST_VALUE, definitions_of, parse_blocks, resolve


def fields(text: str) -> list[dict[str, str]]:
    return [dict(block.fields) for block in parse_blocks(text)]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("{A {B} C}", "A {B} C"),
        ('"A {"}B"', 'A {"}B'),
        ("2020", "2020"),
        ("jul", "jul"),
        ("GW", "George"),
        ('gw # {, "x" # } # " y" # jul', 'George, "x" #  yjul'),
        ('"15~" # jul', "15~jul"),
        (r"{a \# b}", r"a \# b"),
        (r"{a \} # } # {b}", r"a \} # b"),
        ("{a # b}", "a # b"),
        ("unknown # 1", "unknown1"),
        ("", ""),
        ("{", "{"),
    ],
)
def test_a_value_is_put_together(raw: str, value: str) -> None:
    assert resolve(raw, {"gw": "George"}) == value


def test_macros_of_macros_do_not_grow_without_end() -> None:
    text = "@string{a0 = {" + "x" * 1000 + "}}\n"
    text += "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    text += "@book{k, title = " + " # ".join(["a59"] * 5000) + "}"
    (found,) = fields(text)
    assert len(found["title"]) <= LONGEST_VALUE + LONGEST_MACRO


def test_fields_are_inherited() -> None:
    parent = "@book{p, title = {Whole}, editor = {E, F}, publisher = {P}, url = {https://example.org/}, keywords = {k}}"
    child = "@incollection{c, title = {Part}, crossref = {P}, publisher = {Q}}"
    data = "@xdata{x, location = {L}, year = 1999}\n@report{r, title = {R}, xdata = {x, missing}}"
    assert fields(f"{child}\n{parent}\n{data}") == [
        {"title": "Part", "crossref": "P", "publisher": "Q", "booktitle": "Whole", "editor": "E, F"},
        {"title": "Whole", "editor": "E, F", "publisher": "P", "url": "https://example.org/", "keywords": "k"},
        {"title": "R", "xdata": "x, missing", "location": "L", "year": "1999"},
    ]


def test_a_circle_of_parents_ends() -> None:
    first, second = parse_blocks("@book{a, crossref = b, title = {A}}\n@book{b, crossref = a, year = 1}")
    assert (first.fields["year"], second.fields["year"]) == ("1", "1")


def test_an_entry_of_very_many_parents_is_read_in_no_time() -> None:
    keys = ",".join(f"k{number}" for number in range(300))
    text = "".join(f"@book{{k{number}, title = {{T}}, crossref = {{{keys}}}}}\n" for number in range(30))
    assert len(list(parse_blocks(text))) == 30


def test_nothing_is_lost_between_two_entries_of_one_key() -> None:
    blocks = list(parse_blocks("@book{a, title = {A}}\n@book{a, title = {B}}\n@string{s = {1}}\n@string{s = {2}}"))
    assert [(block.key, block.fields["title"], block.faults) for block in blocks] == [("a", "A", ()), ("a", "B", ())]


def test_the_same_field_twice_is_told_only_when_the_values_differ() -> None:
    same, other = parse_blocks("@book{a, year = 1, year = 1}\n@book{b, year = 1, year = 2, Year = 3}")
    assert same.faults == ()
    assert other.faults == ("b has the field year twice: the first is read",)


def test_what_the_parser_warns_of_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    list(parse_blocks("@book{a, title = {A}\n@book{b, title = {B}}"))
    assert capfd.readouterr().err == ""


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*'@{}(),="#\\\n ', "@book{a,", "@string{b=", "@comment{", "title = ", "é"])).map("".join)
)
def test_anything_is_read(text: str) -> None:
    for block in parse_blocks(text):
        assert block.type or block.faults


def test_a_hundred_files_leave_one_handler() -> None:
    logger = logging.getLogger("bibtexparser")
    before = len(logger.handlers)
    for _ in range(100):
        list(parse_blocks("@book{a, title = {A}}"))
    assert len(logger.handlers) == before
    assert sum(isinstance(handler, logging.NullHandler) for handler in logger.handlers) == 1


@pytest.mark.parametrize(
    ("text", "fields", "remarks"),
    [
        (
            "@misc{k, title={Work}\n  year=2018}",
            {"title": "Work", "year": "2018"},
            ("a comma is missing before year in line 2",),
        ),
        (
            '@misc{k, title="Work"\n year="1997"}',
            {"title": "Work", "year": "1997"},
            ("a comma is missing before year in line 2",),
        ),
        (
            "@misc{k, year=2018\n title={A, B = C}\n\n month=jan\n author={A B}, note={N}}",
            {"year": "2018", "title": "A, B = C", "month": "jan", "author": "A B", "note": "N"},
            (
                "a comma is missing before title in line 2",
                "a comma is missing before month in line 4",
                "a comma is missing before author in line 5",
            ),
        ),
        (
            '@misc{k, title="A" # {b}\n year=2018}',
            {"title": "Ab", "year": "2018"},
            ("a comma is missing before year in line 2",),
        ),
        (
            "@misc{k, title={Work};\n year=1}",
            {"title": "Work", "year": "1"},
            ("a comma is missing before year in line 2",),
        ),
        ("@misc{k\n title={Work},\n year=1}", {"title": "Work", "year": "1"}, ("a comma is missing after the key",)),
        ("@misc{k title={Work}, year=1}", {"title": "Work", "year": "1"}, ("a comma is missing after the key",)),
        ("@misc{k, url={http://x.org/?a=b&c = d}, title={A = {B}}}", {"url": "http://x.org/?a=b&c = d"}, ()),
    ],
)
def test_a_missing_comma_is_told_and_the_next_field_is_read(
    text: str, fields: dict[str, str], remarks: tuple[str, ...]
) -> None:
    (block,) = parse_blocks(text)
    assert {name: block.fields[name] for name in fields} == fields
    assert block.remarks == remarks
    assert not block.faults


def test_very_many_missing_commas_take_linear_time() -> None:
    (block,) = parse_blocks("@misc{k, a0={x}\n" + "".join(f"a{n}={{x}}\n" for n in range(1, 20_000)) + "}")
    assert len(block.fields) == 20_000


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        ("@string{jx = {Journal\n X}}\n@article{k, title={T}}", "@string{jx = {Journal X}}"),
        ('@STRING(jx = "J {X}")', '@STRING(jx = "J {X}")'),
        ("@string{a = {A}} text\n@string {b = a # {B}}", "@string{a = {A}} @string {b = a # {B}}"),
        ("@string{a = {never closed", ""),
        ("@article{k, title={T}}", ""),
    ],
)
def test_the_macros_of_a_file_are_one_line(text: str, definitions: str) -> None:
    assert definitions_of(text) == definitions
