"""The corpus: snippets with one planted fault each and their clean twins, in every language.

`corpus.tsv` has a snippet a line: the code that is to be found, the fault, and the same without it. [[…]] is a note,
{key|3} a citation by key, {t:key} one in running text, <i>…</i> italics; " ## " begins an entry of the references.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ponarscite.manuscript import read_manuscript
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.quotation import WorkText
from ponarscite.manuscript.reading import OURS
from ponarscite.manuscript.review import review
from tests.manuscript import frames, shelf

FOLDER = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    """The lines of a table, each with its columns by name."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [(one["code"], one["fault"], one["clean"]) for one in table("corpus.tsv")]
ERRORS = {f"M{number:03}" for number in (1, 2, 3, 4, 5, 9, 10)}
WARNINGS = {f"M{number:03}" for number in (6, 7, 11, 12, 14)}
TEXTS = {
    "pepm775": WorkText(
        "In both valleys, water that nobody owns is lent by everyone who drinks it. Two valleys and one river make at "
        "least three angry mayors in the end. The bill for the water was never written, and so it was never paid."
    )
}


@cache
def holdings() -> Holdings:
    return Holdings(shelf.own(), library=shelf.library())


def codes(cell: str, language: str) -> set[str]:
    manuscript = read_manuscript(frames.paper(cell, language), language)
    return {fault.code for fault in review(manuscript, holdings(), OURS, TEXTS)}


@pytest.mark.parametrize("language", frames.LANGUAGES)
def test_faults_are_found_and_nothing_is_found_in_clean_text(language: str) -> None:
    missed: list[tuple[str, str]] = []
    wrong: list[tuple[str, set[str]]] = []
    warned = 0
    for code, fault, clean in ROWS:
        if code not in codes(fault, language):
            missed.append((code, fault))
        found = codes(clean, language)
        warned += bool(found & WARNINGS)
        if found & ERRORS:
            wrong.append((clean, found & ERRORS))
    asked = Counter(code for code, *_ in ROWS)
    lost = Counter(code for code, _ in missed)
    assert [(code, fault) for code, fault in missed if lost[code] > 0.05 * asked[code]] == []
    assert wrong == []
    assert warned <= 0.02 * len(ROWS)


def test_the_corpus_is_large_and_has_every_code() -> None:
    assert len(ROWS) >= 120
    assert {code for code, *_ in ROWS} == {f"M{number:03}" for number in range(1, 18)}


CLEAN = [line for line in (FOLDER / "clean.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
INVENTED = table("invented.tsv")


@pytest.mark.parametrize("language", ["markdown", "latex", "docx"])
def test_what_only_looks_like_a_fault_is_none(language: str) -> None:
    found = {text: codes(text, language) & (ERRORS | WARNINGS) for text in CLEAN}
    assert {text: faults for text, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["markdown", "latex", "docx"])
@pytest.mark.parametrize("frame", ["Dust.[[{}]]", "Dust settles. ## {}", "{}"], ids=["note", "list", "text"])
def test_invented_references_are_found(frame: str, language: str) -> None:
    """Numbers, titles and dates as language models make them up, each in a note, in a list, and as a paragraph."""
    assert len(INVENTED) == 40
    missed = []
    for one in INVENTED:
        text = one["text"].strip("- ")
        if language != "markdown":
            text = text.replace("*", "")
        if one["code"] not in codes(frame.format(text), language):
            missed.append((one["code"], one["text"]))
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "van der " * 6_000 + "(2012)",
        "Aaa and " * 6_000 + "(2012)",
        "(Lee 2012; Roe 2015) and " * 2_000,
        "(" * 20_000 + "Lee 2012" + ")" * 20_000,
        "“" * 20_000 + " PONARS Eurasia Policy Memo No. 775 " + "”" * 20_000,
        "[" + "; ".join(f"@key{number}" for number in range(3_000)) + "]",
    ],
    ids=["particles", "names", "short", "parentheses", "quotes", "keys"],
)
def test_hostile_text_is_compared_in_linear_time(text: str) -> None:
    manuscript = read_manuscript(f"{text}\n\n# References\n\n- Lee, Ann. *Rivers*. Oxford: OUP, 2012.\n", "markdown")
    found = review(manuscript, holdings(), OURS, TEXTS)
    assert sum(len(fault.site.text) for fault in found) <= 2 * len(text)


@pytest.mark.parametrize("heading", ["# Further Reading", "## Selected bibliography"])
def test_a_list_that_is_not_complete_is_not_compared(heading: str) -> None:
    text = f"As Roe (2015, 3) says.\n\n{heading}\n\n- Lee, Ann. *Rivers of the North*. Oxford: OUP, 2012.\n"
    found = review(read_manuscript(text, "markdown"), holdings())
    assert {fault.code for fault in found}.isdisjoint(("M010", "M011"))


def test_a_list_of_bibitems_is_compared_with_the_keys() -> None:
    text = "\\cite{pm427} \\cite{own}\n\\begin{thebibliography}{1}\\bibitem{own} Roe, A.\\end{thebibliography}"
    found = review(read_manuscript(text, "latex"), Holdings(defined=frozenset(("own",)), library=shelf.library()))
    assert [(fault.code, fault.key) for fault in found] == [("M010", "pm427")]
