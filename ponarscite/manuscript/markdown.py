"""Markdown: pandoc, Quarto, R Markdown, MyST; footnotes, lists of references, and running text.

Sources: pandoc's manual; MyST's roles `cite`, `cite:p`, `cite:t`; Jupyter's <cite data-cite="key">.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ponarscite.manuscript.blocks import body_parts
from ponarscite.manuscript.brackets import pairs
from ponarscite.manuscript.latex import cite_sites, without
from ponarscite.manuscript.mask import Mask, Rule, blanked
from ponarscite.manuscript.pandoc import pandoc_sites
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.role import ROLE, role_sites
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Setting, Site, Span

_PROSE_BLOCKS = (
    "note|tip|warning|important|caution|danger|attention|hint|seealso|admonition|epigraph|pull-quote|highlights|"
    "margin|sidebar|topic|figure|table|list-table|dropdown|card|tab-item|tab-set|grid|grid-item|prf:[a-z]+|exercise|"
    "solution|aside|blockquote|abstract"
)
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
_DIRECTIVE = re.compile(rf"\{{(?:{_PROSE_BLOCKS})\}}")
_CITE_TAG = r"<cite\b[^<>\n]*\bdata-cite\s*=\s*[\"'][^\"'<>]{1,500}[\"'][^<>\n]*>"


def _ticks(opener: str) -> str:
    return rf"(?<!`)`{{{len(opener)}}}(?!`)"


MASK: Final = Mask(
    (
        Rule(r"<!--", lambda _: "-->", unclosed="all"),
        Rule(ROLE, is_kept=True),
        Rule(r"(?<!\\)@\{[^{}\s]{1,300}\}", is_kept=True),
        Rule(_CITE_TAG, is_kept=True),
        Rule(r"`+", _ticks, crosses=False),
        Rule(r"\\[!-/:-@\[-`{-~]"),
        Rule(r"\$\$", lambda _: r"\$\$", crosses=False),
        Rule(r"\$(?=[^\s$])", lambda _: r"(?<=[^\s$])\$(?!\d)", crosses=False),
        Rule(r"<(?:https?|mailto|ftp):[^<>\s]*>"),
        Rule(r"<(?:pre|code|script|style)\b[^<>]*>", lambda opener: rf"</{opener[1:].split()[0].strip('>')}[^<>]*>"),
        Rule(r"</?[A-Za-z][^<>\n]*>"),
        Rule(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*){0,5}\)"),
        Rule(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S[^\n]*$"),
        Rule(r"(?:https?://|www\.)[^\s<>\[\]\"]+"),
        Rule(r"\{\{<[^\n]*?>\}\}"),
    )
)
_FRONT = re.compile(r"---[ \t]*\n(?:(?!(?:---|\.\.\.)[ \t]*$)[^\n]*\n)*(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[\w-]+):(?P<value>[^\n]*(?:\n(?:[ \t-]+[^\n]*|[ \t]*(?=\n[ \t])))*)", re.MULTILINE)
_CITING_FIELDS = frozenset(("nocite", "abstract", "title", "subtitle", "description", "thanks"))
_PATH = re.compile(r"""[^\s\[\],"']+|"[^"\n]*"|'[^'\n]*'""")
_ID = re.compile(r"^[ \t]*(?:-[ \t]+)?(?:id|\"id\")[ \t]*:[ \t]*[\"']?([^\s\"'#,]+)", re.MULTILINE)
_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+([^\n]*?)[ \t#]*(?:\{[^{}\n]*\})?$|^([^\n]{1,200})\n(?:=+|-{3,})[ \t]*$", re.MULTILINE
)
_INDENTED = r"\n(?:[ \t]*\n)*(?: {2,}|\t)[^\n]*"
_LAZY = r"\n(?![ \t]*\n|[ \t]{0,3}(?:\[\^|#|:::|[-*+] ))[^\n]+"
_NOTE = re.compile(rf"^ {{0,3}}\[\^[^\]\s]{{1,200}}\]:[ \t]*(?P<text>[^\n]*(?:{_INDENTED}|{_LAZY})*)", re.MULTILINE)
_INLINE_NOTE = re.compile(r"\^(?=\[)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,4}[.)]|\[\d{1,4}\]|:::?)[ \t]+", re.MULTILINE)
_CODE_LINE = re.compile(r"(?: {4}|\t)")
_LIST_LINE = re.compile(r"[ \t]*(?:[-*+]|\d{1,4}[.)]|\(?[a-z@#][\w-]*[.)]|\[\^[^\]\n]+\]:|:)[ \t]")
_MARKUP = re.compile(
    r"\[\^[^\]\s]{1,200}\]|\*+|(?<!\w)_+|_+(?!\w)|(?<=\W)_|`+|\\.|---?|&nbsp;|^[ \t]*>[ \t]?|^#+[ \t]", re.MULTILINE
)
_PRINTED = {"--": "–", "---": "—", "&nbsp;": " "}


def scan(text: str) -> Scan:
    """Find the citations of a Markdown document."""
    front = _FRONT.match(text)
    head = front.end() if front else 0
    masked = MASK(_head(text, head)[:head] + _without_code(text[head:]))  # metadata are no code, however they stand
    brackets = pairs(masked)
    roles = [*role_sites(masked, text), *_tags(masked, text)]
    others = without(masked, [site.cluster for site in roles])
    commands = list(cite_sites(others, text, brackets))
    others = without(others, [site.cluster for site in commands])
    keyed = _apart((*roles, *commands, *pandoc_sites(others, text)))
    hidden = _nocite(text, head)
    keyed = tuple(_hidden(site) if any(a <= site.start < b for a, b in hidden) else site for site in keyed)
    words = blanked(text[:head]) + without(masked, [site.cluster for site in keyed])[head:]
    words = _without_open(words)
    return Scan(
        keyed=keyed,
        passages=tuple(_passages(words)),
        bibliographies=tuple(_bibliographies(text[:head])),
        defined=frozenset(_ids(text[:head])),
    )


def _apart(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """The sites in order; of two that overlap the first."""
    kept: list[Site] = []
    for site in sorted(sites, key=lambda one: (one.start, -one.end)):
        if not kept or site.start >= kept[-1].end:
            kept.append(site)
    return tuple(kept)


def _head(text: str, end: int) -> str:
    """The text with blanks in the metadata, but for the fields that cite."""
    fields = [match.span("value") for match in _FIELD.finditer(text, 0, end) if match["name"].lower() in _CITING_FIELDS]
    pieces: list[str] = []
    done = 0
    for start, stop in fields:
        pieces += (blanked(text[done:start]), text[start:stop])
        done = stop
    return "".join((*pieces, blanked(text[done:end]), text[end:]))


def _nocite(text: str, end: int) -> list[Span]:
    return [match.span("value") for match in _FIELD.finditer(text, 0, end) if match["name"].lower() == "nocite"]


def _hidden(site: Site) -> Site:
    return replace(site, mode="hidden")


def _without_code(text: str) -> str:
    """The text with blanks for code: fenced, or indented by four blanks behind a blank line, outside lists and notes.

    A fence of MyST whose directive holds prose ("{note}") is no code; its own lines are blanked.
    """
    lines = text.split("\n")
    opened: list[tuple[str, bool]] = []
    """The fences that are open: their marks, and whether they hold prose."""
    is_code = is_list = False
    was_blank = True
    for n, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and opened and _closes(fence, opened[-1][0]):
            opened.pop()
            lines[n] = " " * len(line)
        elif opened and not opened[-1][1]:
            lines[n] = " " * len(line)
        elif fence and not is_code:
            opened.append((fence["mark"], bool(_DIRECTIVE.match(fence["info"]))))
            lines[n] = " " * len(line)
        elif not line.strip():
            was_blank = True
            continue
        else:
            is_indented = bool(_CODE_LINE.match(line))
            is_code = is_indented and not is_list and (was_blank or is_code)
            lines[n] = " " * len(line) if is_code else line
            if not is_indented:
                is_list = bool(_LIST_LINE.match(line)) or (is_list and (not was_blank or line[0] in " \t"))
        was_blank = False
    return "\n".join(lines)


def _closes(fence: re.Match[str], mark: str) -> bool:
    return fence["mark"].startswith(mark) and not fence["info"].strip()


def _without_open(words: str) -> str:
    """The text without the brackets of links, whose addresses are blanked, so that they are not closed."""
    closed = pairs(words, "[]")
    return "".join(
        " " if character == "[" and place not in closed else character for place, character in enumerate(words)
    )


def _tags(masked: str, text: str) -> Iterator[Site]:
    """The sites of <cite data-cite="key">words</cite>; the tag alone is the site."""
    for match in re.finditer(_CITE_TAG, masked):
        quoted = re.search(r"data-cite\s*=\s*[\"']([^\"']*)", match[0])
        name = quoted[1].strip() if quoted else ""
        if quoted and name:
            first = match.start() + quoted.start(1) + quoted[1].index(name)
            yield Site(
                kind="keyed",
                start=match.start(),
                end=match.end(),
                text=text[match.start() : match.end()],
                names=(name,),
                places=((first, first + len(name)),),
                mode="textual",
                cluster=match.span(),
            )


def _passages(words: str) -> Iterator[Passage]:
    """Notes, entries, and running text without the notes."""
    notes = [match.span("text") for match in _NOTE.finditer(words)]
    marks = [match.span() for match in _NOTE.finditer(words)]
    closed = pairs(words, "[]")
    inline = [(match.end() + 1, closed[match.end()]) for match in _INLINE_NOTE.finditer(words) if match.end() in closed]
    notes += inline
    body = without(words, [*marks, *((start - 2, end + 1) for start, end in inline)])
    yield from (_passage(words, span, "note") for span in _outermost(notes))
    headings = [(match.start(), match[1] or match[2] or "") for match in _HEADING.finditer(body)]
    for span, setting in body_parts(body, headings, _ITEM):
        yield _passage(body, span, setting)


def _outermost(spans: list[Span]) -> Iterator[Span]:
    done = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end


def _passage(text: str, span: Span, setting: Setting) -> Passage:
    return passage(text, span, setting, _MARKUP, _plain)


def _plain(match: re.Match[str]) -> str:
    return _PRINTED.get(match[0], match[0][1:] if match[0][0] == "\\" else "")


def _bibliographies(front: str) -> Iterator[str]:
    for match in _FIELD.finditer(front):
        if match["name"].lower() == "bibliography":
            for path in _PATH.findall(match["value"]):
                if path.strip("-|>"):
                    yield path.strip("\"'")


def _ids(front: str) -> Iterator[str]:
    """The keys below `references:`."""
    for match in _FIELD.finditer(front):
        if match["name"].lower() == "references":
            yield from _ID.findall(match["value"])
