"""The page about writing shows the files under examples/writing. tests/live/test_writing.py builds them."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLES
from tests.markdown import PAGES


@pytest.mark.parametrize(
    ("section", "language", "name"),
    [
        ("pandoc", "markdown", "paper.md"),
        ("Quarto", "markdown", "paper.qmd"),
        ("R Markdown", "markdown", "paper.Rmd"),
        ("LaTeX", "latex", "paper.tex"),
        ("Typst", "typst", "paper.typ"),
    ],
)
def test_the_page_shows_the_example(section: str, language: str, name: str) -> None:
    text = (EXAMPLES / "writing" / name).read_text(encoding="utf-8")
    assert f"```{language}\n{text}```\n" in PAGES["writing"].section(section)
