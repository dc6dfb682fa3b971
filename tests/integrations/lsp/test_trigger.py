"""Where a key is being typed, in each language, and how a key is written there."""

from __future__ import annotations

import time

import pytest

from ponarscite.integrations.lsp.text import Text
from ponarscite.integrations.lsp.trigger import Typed, spelt, typed_at


def typed(marked: str, language: str) -> Typed | None:
    """What is typed at the bar."""
    at = marked.index("|")
    return typed_at(Text.of(marked.replace("|", "", 1)), at, language)


@pytest.mark.parametrize(
    ("marked", "language", "words", "replaced"),
    [
        ("See @vol|", "markdown", "vol", "vol"),
        ("See [see @a, p. 3; -@vol|ume, 4]", "markdown", "vol", "volume"),
        ("See @vol|. Then", "markdown", "vol", "vol"),
        ("See @{vol|}", "markdown", "vol", "vol"),
        ("@|", "markdown", "", ""),
        ("@ponars:77|", "markdown", "ponars:77", "ponars:77"),
        ("{cite:p}`a,vol|`", "markdown", "vol", "vol"),
        ("{cite}`vol gas|`", "markdown", "vol gas", "vol gas"),
        (r"\cite{vol|", "markdown", "vol", "vol"),
        (r"\cite{vol|", "latex", "vol", "vol"),
        (r"\autocite[see][3]{a, vol|, b}", "latex", "vol", "vol"),
        (r"\cites(see)(3)[1]{a}[2]{vol|", "latex", "vol", "vol"),
        ("\\parencite{a,\n  vol|", "latex", "vol", "vol"),
        (r"\citet*{vol gas|}", "latex", "vol gas", "vol gas"),
        (r"\nocite{|}", "latex", "", ""),
        ("as @vol|[p. 3]", "typst", "vol", "vol"),
        ('#cite(<vol|>, form: "prose")', "typst", "vol", "vol"),
        ('#cite(label("vol|', "typst", "vol", "vol"),
        (":cite:p:`vol|`", "restructuredtext", "vol", "vol"),
        (":footcite:t:`a,vol|`", "restructuredtext", "vol", "vol"),
        (":cite:p:`{see}a,vol|", "restructuredtext", "vol", "vol"),
        ("[cite:see @vol|]", "org", "vol", "vol"),
        ("[cite/t:@a; see @vol| p. 3]", "org", "vol", "vol"),
        ("citep:a,vol|", "org", "vol", "vol"),
        ("[[cite:&vol|]]", "org", "vol", "vol"),
    ],
)
def test_a_key_is_being_typed(marked: str, language: str, words: str, replaced: str) -> None:
    found = typed(marked, language)
    assert found is not None
    text = marked.replace("|", "", 1)
    assert (found.words, text[found.start : found.end]) == (words, replaced)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("me@example|", "markdown"),
        (r"\@vol|", "markdown"),
        ("@vol and|", "markdown"),
        ("@a\n\nb|", "markdown"),
        (r"\emph{vol|", "latex"),
        (r"\cite{a} vol|", "latex"),
        ("\\cite{a,\n\nb|", "latex"),
        (r"\cite[see|", "latex"),
        ("me@example|", "typst"),
        ("#emph(<vol|", "typst"),
        (":ref:`vol|", "restructuredtext"),
        ("@vol|", "restructuredtext"),
        ("@vol|", "org"),
        ("vol|", "unknown"),
    ],
)
def test_nothing_is_being_cited(marked: str, language: str) -> None:
    assert typed(marked, language) is None


@pytest.mark.parametrize("language", ["markdown", "latex", "typst", "restructuredtext", "org"])
@pytest.mark.parametrize("piece", [r"\cite{", "[@", "@{", "{cite}`", ":cite:`", "#cite(<", "[cite:@", "cite:a,", "a"])
def test_an_opening_without_end_takes_no_time(language: str, piece: str) -> None:
    text = Text.of(piece * 400_000)
    began = time.process_time()
    for at in range(1, len(text.content), len(text.content) // 20):
        typed_at(text, at, language)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("key", "place", "written"),
    [
        ("pepm775", "at", "pepm775"),
        ("a.", "at", "{a.}"),
        ("a b", "at", ""),
        ("a#b", "braces", ""),
        ("a:b", "braces", "a:b"),
        ("a/b", "label", ""),
        ("a/b", "string", "a/b"),
        ("a,b", "role", ""),
        ("a.", "typst", ""),
        ("o'hara", "org", "o'hara"),
        ("o'hara", "link", ""),
    ],
)
def test_a_key_is_written_as_its_place_takes_it(key: str, place: str, written: str) -> None:
    assert spelt(key, place) == written  # type: ignore[arg-type]
