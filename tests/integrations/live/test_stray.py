"""`ponarscite live typed.docx`: no word around or within a typed citation is lost, or hidden in its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integrations.live import typed as files
from tests.integrations.live.conftest import Live
from tests.integrations.live.test_existing import codes, members, shown

AMBER = files.typed(700).removesuffix(".")
PART = "word/footnotes.xml"
NOT_EXACT = (
    f"As argued by Smith, we agree with {AMBER} and disagree.",
    f"As {AMBER}, says.",
    f"And {AMBER}.",
    f"{AMBER} (hereafter “Amberova 700”).",
    f"{AMBER} (in Russian), http://x.org/1.",
    f"In {AMBER}, a town is shown.",
    f"Ana Amberova, in her brilliant memo {AMBER.removeprefix('Ana Amberova, ')}.",
    f"Ana Amberova disagrees, {AMBER.removeprefix('Ana Amberova, ')}.",
    f"Boris Otherman and {AMBER}.",
    f"{AMBER} (reprinted with changes), https://x.org/1.",
)
EXACT = (
    f"{AMBER}.",
    f"I agree with {AMBER}.",
    f"See {AMBER}.",
    f"{AMBER.replace('Ana ', 'A. ')}.",
    f"{AMBER}, p. 3.",
    f"{AMBER}, https://x.org/1 (accessed May 3, 2022).",
    f"Water is dear ({AMBER}, 3), as all know.",
    f"Water is dear ({AMBER}), as all know.",
)


@pytest.mark.parametrize("options", [(), ("-s", "apa")], ids=str)
@pytest.mark.parametrize("note", NOT_EXACT)
def test_a_citation_with_stray_words_stays_and_is_told(
    tmp_path: Path, live: Live, note: str, options: tuple[str, ...]
) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([note]))
    ran = live(source, "-o", target, *options)
    assert "left: " in ran.err
    assert source.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("note", NOT_EXACT)
def test_a_probable_one_keeps_the_words_before_it(tmp_path: Path, live: Live, note: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([note]))
    live(source, "-o", target, "-s", "apa", "--probable")
    text = shown(members(target)[PART], "docx")
    for word in (
        "argued by Smith, we agree with",
        "And ",
        "hereafter",
        "Russian",
        "brilliant",
        "disagree",
        "reprinted",
    ):
        assert word not in note or word in text


@pytest.mark.parametrize("note", EXACT)
def test_a_citation_without_stray_words_is_exact(tmp_path: Path, live: Live, note: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([note]))
    live(source, "-o", target)
    (code,) = codes(members(target)[PART], "docx")
    assert not code["properties"]["plainCitation"].startswith(("I ", "See ", "In "))
