"""reStructuredText: the roles of sphinxcontrib-bibtex, "[CIT2002]_", footnotes and running text.

Sources: docutils' specification of reStructuredText; sphinxcontrib-bibtex 2.6, "Roles and directives".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ponarscite.manuscript.blocks import body_parts
from ponarscite.manuscript.latex import without
from ponarscite.manuscript.mask import Mask, Rule
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.role import ROLE, role_sites
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Setting, Site, Span

MASK: Final = Mask(
    (
        Rule(r"``(?=\S)", lambda _: "``", crosses=False),
        Rule(ROLE, is_kept=True),
        Rule(r":[A-Za-z][\w:.+-]{0,60}:`[^`\n]{1,500}`"),
        Rule(r"\\."),
        Rule(r"`[^`<\n]{0,300}<[^<>\n]{1,500}>`__?"),
        Rule(r"(?:https?://|mailto:)[^\s<>\[\]\"]+"),
    )
)
_REFERENCE = re.compile(r"(?<!\w)\[(?P<key>[A-Za-z](?:[\w.+-]*\w)?)\]_(?!\w)")
_CITATION = re.compile(r"^[ \t]*\.\. \[(?P<key>[A-Za-z](?:[\w.+-]*\w)?)\] ", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]*\.\. \[(?:\d+|#[\w.-]*|\*)\] ", re.MULTILINE)
_EXPLICIT = re.compile(r"^(?P<indent>[ \t]*)\.\.(?:[ \t]+(?P<rest>[^\n]*))?$")
_PROSE = re.compile(
    r"(?:\[|_|\|)|(?:note|warning|tip|hint|important|caution|danger|attention|error|admonition|topic|sidebar|epigraph|"
    r"pull-quote|highlights|compound|container|rubric|figure|table|list-table|seealso|versionadded|versionchanged|only|"
    r"glossary|class)::"
)
_BIBLIOGRAPHY = re.compile(r"^[ \t]*\.\. (?:foot)?bibliography::[ \t]*([^\n]*)$", re.MULTILINE)
_LITERAL = re.compile(r"::[ \t]*$")
_HEADING = re.compile(r"^(\S[^\n]{0,200})\n([=\-`:.'\"~^_*+#<>])\2{2,}[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,4}[.)]|#\.|\|)[ \t]+", re.MULTILINE)
_MARKUP = re.compile(r"\*+|`__?(?!\w)|`|\\.|\[(?:\d+|#[\w.-]*|\*)\]_|---?")
_PRINTED = {"--": "–", "---": "—"}


def scan(text: str) -> Scan:
    """Find the citations of a reStructuredText document."""
    masked = MASK(_without_literal(text))
    roles = list(role_sites(masked, text))
    others = without(masked, [site.cluster for site in roles])
    keyed = tuple(sorted((*roles, *_references(others, text)), key=lambda site: site.start))
    words = without(masked, [site.cluster for site in keyed])
    return Scan(
        keyed=keyed,
        passages=tuple(_passages(words)),
        bibliographies=tuple(path for match in _BIBLIOGRAPHY.finditer(text) for path in match[1].split()),
        defined=frozenset(match["key"] for match in _CITATION.finditer(masked)),
    )


def _without_literal(text: str) -> str:
    """The text with blanks for literal blocks, comments, and directives that hold no prose."""
    lines = text.split("\n")
    limit = -1
    """Indentation of what opened a block; deeper lines belong to it. -1 outside of blocks."""
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if indent > limit >= 0:
            lines[n] = " " * len(line)
            continue
        limit = -1
        match = _EXPLICIT.match(line)
        if match and not _PROSE.match(match["rest"] or ""):
            limit = indent
            lines[n] = " " * len(line)
        elif not match and _LITERAL.search(line):
            limit = indent
    return "\n".join(lines)


def _references(masked: str, text: str) -> Iterator[Site]:
    for match in _REFERENCE.finditer(masked):
        yield Site(
            kind="keyed",
            start=match.start(),
            end=match.end(),
            text=text[match.start() : match.end()],
            names=(match["key"],),
            places=(match.span("key"),),
            cluster=match.span(),
        )


def _passages(words: str) -> Iterator[Passage]:
    notes = list(_bodies(words, _NOTE))
    entries = list(_bodies(words, _CITATION))
    body = without(words, [*notes, *entries])
    yield from (_passage(words, span, "note") for span in notes)
    yield from (_passage(words, span, "list") for span in entries)
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(body)]
    for span, setting in body_parts(body, headings, _ITEM):
        yield _passage(body, span, setting)


def _bodies(words: str, marker: re.Pattern[str]) -> Iterator[Span]:
    """The texts behind markers, with the indented lines below."""
    for match in marker.finditer(words):
        indent = len(match[0]) - len(match[0].lstrip(" \t"))
        end = words.find("\n", match.end())
        while end >= 0:
            following = words.find("\n", end + 1)
            line = words[end + 1 : following if following >= 0 else len(words)]
            if not line.strip() or len(line) - len(line.lstrip()) <= indent:
                break
            end = following
        yield match.end(), end if end >= 0 else len(words)


def _passage(text: str, span: Span, setting: Setting) -> Passage:
    return passage(text, span, setting, _MARKUP, _plain)


def _plain(match: re.Match[str]) -> str:
    return _PRINTED.get(match[0], match[0][1:] if match[0][0] == "\\" else "")
