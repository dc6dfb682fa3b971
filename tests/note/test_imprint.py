"""What follows a title, taken apart."""

from __future__ import annotations

import pytest

from ponarscite.note.imprint import Imprint, find_date, read_imprint

TAILS = {
    "": Imprint(),
    ", The Moscow Times, July 26, 2021.": Imprint(("The Moscow Times",), "July 26, 2021"),
    ", in The Post (May 2021), p. 3": Imprint(("The Post", "p. 3"), "May 2021"),
    ", The Post": Imprint(("The Post",)),
}


@pytest.mark.parametrize(("tail", "imprint"), TAILS.items())
def test_the_parts_of_an_imprint(tail: str, imprint: Imprint) -> None:
    assert read_imprint(tail) == imprint


DATES = {
    "on May 3, 2021 it": "May 3, 2021",
    "May 3rd 2021": "May 3rd 2021",
    "3 May 2021": "3 May 2021",
    "3rd May, 2021": "3rd May, 2021",
    "May 3–5, 2021": "May 3–5, 2021",
    "2021-05-03": "2021-05-03",
    "3.5.2021": "3.5.2021",
    "5/3/2021": "5/3/2021",
    "3 мая 2021": "3 мая 2021",
    "May 2021": "May 2021",
    "May/June 2021": "May/June 2021",
    "Spring 2021": "Spring 2021",
    "Fall–Winter 2021": "Fall–Winter 2021",
    "no. 3 (2021)": "2021",
    "2021": "2021",
    "1850": "1850",
    "1700": "",
    "2100": "",
    "2020–2021": "",
    "20211": "",
    "2019 and May 2021": "May 2021",
    "May 2020 and June 3, 2021": "June 3, 2021",
    "2019 (2021)": "2021",
    "May 3, 2020, and May 4, 2021": "May 3, 2020",
}


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_the_most_precise_date_counts(text: str, date: str) -> None:
    found = find_date(text)
    assert (found[0] if found else "") == date
    assert read_imprint(text).issued == date


CHUNKS = {
    ", A, B (C) [D]. E // F.": ("A", "B", "C", "D", "E", "F"),
    ". Published in The Post": ("The Post",),
    ", originally published on A": ("A",),
    ", available at: A": ("A",),
    ", at A, by B, в C": ("A", "B", "C"),
    ", “A”; «B»": ("A”; «B",),
    ", газета «Ведомости»": ("Ведомости",),
    ", Inform.kz": ("Inform.kz",),
    ", A. b": ("A. b",),
    ", , ;": (),
    ", inside A": ("inside A",),
}


@pytest.mark.parametrize(("tail", "chunks"), CHUNKS.items())
def test_the_words_between_commas(tail: str, chunks: tuple[str, ...]) -> None:
    assert read_imprint(tail).chunks == chunks


ADDRESSES = {
    "https://a.example/b.": "https://a.example/b",
    "http://a.example/b_(c)": "http://a.example/b_(c)",
    "(https://a.example/b_(c)).": "https://a.example/b_(c)",
    "(https://a.example/b).)": "https://a.example/b",
    "HTTPS://a.example/b?c=d;e": "HTTPS://a.example/b?c=d;e",
    "“https://a.example/b”": "https://a.example/b",
    "https://a.example/b’]!?": "https://a.example/b",
    "https://u:p@a.example/b": "",
    "ftp://a.example/b": "",
}


@pytest.mark.parametrize(("tail", "url"), ADDRESSES.items())
def test_an_address_is_told_from_the_punctuation_around_it(tail: str, url: str) -> None:
    imprint = read_imprint(f", A, {tail}")
    assert imprint.url == url
    if "ftp" not in tail:
        assert imprint.chunks == ("A",)


@pytest.mark.parametrize(
    ("tail", "doi"),
    [
        (", A, doi:10.1000/a.b(c).", "10.1000/a.b(c)"),
        (", (10.1234/abc)", "10.1234/abc"),
        (", https://doi.org/10.1000/ab", "10.1000/ab"),
        (", 10.12/ab", ""),
    ],
)
def test_a_doi(tail: str, doi: str) -> None:
    assert read_imprint(tail).doi == doi


@pytest.mark.parametrize(
    ("tail", "accessed", "issued"),
    [
        (", A, accessed May 3, 2022", "May 3, 2022", ""),
        (", A, May 2021 (last accessed on 3 May 2022)", "3 May 2022", "May 2021"),
        (", A [date retrieved: 2022-05-03].", "2022-05-03", ""),
        (", A, visited 3.5.2022, 2020", "3.5.2022", "2020"),
        (", A; viewed May 3, 2022", "May 3, 2022", ""),
        (", A, дата обращения: 03.05.2022", "03.05.2022", ""),
        (", A, accessed in May 2022", "", "May 2022"),
    ],
)
def test_the_day_of_access_is_no_date_of_publication(tail: str, accessed: str, issued: str) -> None:
    imprint = read_imprint(tail)
    assert (imprint.accessed, imprint.issued) == (accessed, issued)
    assert imprint.chunks[0].startswith("A")


def test_an_imprint_has_at_most_eight_hundred_characters() -> None:
    tail = f", {'x' * 792}, 2021"
    assert len(tail) == 800
    assert read_imprint(tail).issued == "2021"
    assert read_imprint(f"x{tail}").issued == ""
