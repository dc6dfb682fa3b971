"""The README and the pages of the manual, taken apart: blocks of code, links, sections and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT

MANUAL = ROOT / "ponarscite" / "manual"

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_NAMED_FILE = re.compile(r"(?<![\w/.-])(?:examples|ponarscite|tests|styles)/[\w./-]*\w")


@dataclass(frozen=True)
class Page:
    """One Markdown file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """The topic: "command-line"; "README" for the front page."""
        return self.path.stem

    @property
    def place(self) -> str:
        """Its path in the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The text without its blocks of code."""
        return _FENCE.sub("", self.text)

    @cached_property
    def blocks(self) -> list[tuple[str, str]]:
        """(language, text) of every block of code."""
        return [(match["language"], match["body"]) for match in _FENCE.finditer(self.text)]

    def blocks_in(self, language: str) -> list[str]:
        return [body for found, body in self.blocks if found == language]

    @cached_property
    def commands(self) -> list[tuple[str, str]]:
        """(command, the output that is shown) of every console block, in order."""
        parts = [part for body in self.blocks_in("console") for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]]
        return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]

    @cached_property
    def code_in_prose(self) -> list[str]:
        """The texts between backticks, outside of blocks."""
        return re.findall(r"`([^`\n]+)`", self.prose)

    @cached_property
    def links(self) -> list[str]:
        """The targets of all links outside of code."""
        return _LINK.findall(self.prose)

    @cached_property
    def anchors(self) -> set[str]:
        """The anchors that GitHub gives to the headings."""
        headings = [heading.lower() for heading in _HEADING.findall(self.prose)]
        return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}

    @cached_property
    def files_named(self) -> set[str]:
        """Paths of the repository that the page names, in code too."""
        return set(_NAMED_FILE.findall(self.text))

    def section(self, heading: str) -> str:
        """The text below a heading, up to the next one of its level or above."""
        start = re.search(rf"^(#+) {re.escape(heading)}$", self.text, re.MULTILINE)
        assert start, f"{self.name} has no heading {heading!r}"
        rest = self.text[start.end() :]
        end = re.search(rf"^#{{1,{len(start[1])}}} ", _hidden_code(rest), re.MULTILINE)
        return rest[: end.start()] if end else rest


def _hidden_code(text: str) -> str:
    """The same length of text, without the lines of code, whose comments look like headings."""
    return _FENCE.sub(lambda match: " " * len(match[0]), text)


README = Page(ROOT / "README.md")
PAGES = {page.stem: Page(page) for page in sorted(MANUAL.glob("*.md"))}
"""Topic -> page of the manual."""

TEXTS = (README, *PAGES.values())
EVERY_TEXT = (*TEXTS, *(Page(path) for path in sorted((ROOT / "examples").rglob("README.md"))))
