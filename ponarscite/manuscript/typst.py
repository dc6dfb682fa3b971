"""Typst: "@key[p. 3]" and "#cite(<key>, supplement: [p. 3])"; footnotes and running text.

Source: Typst's reference, `ref`, `cite`, `bibliography` and the syntax of labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ponarscite.manuscript.blocks import body_parts
from ponarscite.manuscript.brackets import pairs
from ponarscite.manuscript.latex import without
from ponarscite.manuscript.locator import LONGEST, split_locator
from ponarscite.manuscript.mask import Mask, Rule
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Mode, Setting, Site, Span

MASK: Final = Mask(
    (
        Rule(r"\\."),
        Rule(r"https?://[^\s\[\]()]+"),
        Rule(r"//[^\n]*"),
        Rule(r"/\*", lambda _: r"\*/", unclosed="all"),
        Rule(r"`{3,}", lambda opener: rf"`{{{len(opener)}}}", unclosed="all"),
        Rule(r"`", lambda _: "`"),
        Rule(r"#(?:link|raw|image|eval|read|import|include)\(\"[^\"\n]*\""),
        Rule(r"\$", lambda _: r"\$", crosses=False),
    )
)
_REFERENCE = re.compile(r"(?<![^\W_])@(?P<key>[^\W]+(?:[\w.:-]*\w)?)")
_CITE = re.compile(r"(?<!\w)#?cite\(")
_LABEL = re.compile(r"(?:label\(\s*\"(?P<quoted>[^\"\n]{1,300})\"\s*\)|<(?P<key>[\w][\w.:-]{0,300})>)")
_DEFINED = re.compile(r"<([\w][\w.:-]{0,300})>")
_SUPPLEMENT = re.compile(r"supplement:\s*(?=\[)|supplement:\s*\"(?P<text>[^\"\n]*)\"")
_FORM = re.compile(r"form:\s*(?:\"(\w+)\"|none)")
_MODES: dict[str, Mode] = {
    "prose": "textual",
    "full": "full",
    "author": "author-only",
    "year": "author-omitted",
    "normal": "parenthetical",
}
_NOTE = re.compile(r"#footnote(?=\[)")
_BIBLIOGRAPHY = re.compile(r"#(?:show: )?bibliography\((?P<paths>\(?[^()]{0,2000})")
_QUOTED = re.compile(r"\"([^\"\n]{1,500})\"")
_HEADING = re.compile(r"^[ \t]*=+[ \t]+([^\n]{1,200})$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-+]|\d{1,4}\.)[ \t]+", re.MULTILINE)
_MARKUP = re.compile(
    r"#(?:emph|strong|smallcaps|quote|text|link)(?:\([^()\n]{0,200}\))?(?=\[)|[*]|(?<!\w)_|_(?!\w)|---?|~|\\.|[\[\]]|#\w+"
)
_PRINTED = {"--": "–", "---": "—", "~": " "}


def scan(text: str) -> Scan:
    """Find the citations of a Typst document."""
    masked = MASK(text)
    closing = pairs(masked, "[]()")
    calls = list(_calls(masked, text, closing))
    rest = without(masked, [site.cluster for site in calls])
    defined = set(_DEFINED.findall(rest))
    references = [site for site in _references(rest, text, closing) if site.names[0] not in defined]
    keyed = tuple(sorted((*calls, *references), key=lambda site: site.start))
    words = without(masked, [site.cluster for site in keyed])
    words = without(words, [match.span() for match in _BIBLIOGRAPHY.finditer(words)])
    return Scan(
        keyed=keyed, passages=tuple(_passages(words, closing)), bibliographies=tuple(_bibliographies(text, masked))
    )


def _calls(masked: str, text: str, closing: Mapping[int, int]) -> Iterator[Site]:
    """The calls of `cite`, in order."""
    done = 0
    for match in _CITE.finditer(masked):
        opening = match.end() - 1
        end = closing.get(opening, -1)
        if match.start() < done or not 0 < end - opening <= LONGEST:
            continue
        label = _LABEL.search(masked, opening, end)
        if not label:
            continue
        group = "key" if label["key"] else "quoted"
        locator, suffix = split_locator(_supplement(masked, text, opening, end, closing))
        form = _FORM.search(masked, opening, end)
        mode: Mode = "hidden" if form and not form[1] else _MODES.get(form[1] if form else "", "parenthetical")
        done = end + 1
        yield Site(
            kind="keyed",
            start=match.start(),
            end=done,
            text=text[match.start() : done],
            names=(text[slice(*label.span(group))],),
            places=(label.span(group),),
            locator=locator,
            suffix=suffix,
            mode=mode,
            cluster=(match.start(), done),
        )


def _supplement(masked: str, text: str, start: int, end: int, closing: Mapping[int, int]) -> str:
    match = _SUPPLEMENT.search(masked, start, end)
    if not match:
        return ""
    return match["text"] or text[match.end() + 1 : closing.get(match.end(), match.end() + 1)]


def _references(masked: str, text: str, closing: Mapping[int, int]) -> Iterator[Site]:
    for match in _REFERENCE.finditer(masked):
        end = match.end()
        close = closing.get(end, -1) if masked[end : end + 1] == "[" else -1
        has_supplement = 0 < close - end <= LONGEST and "@" not in masked[end:close]
        locator, suffix = split_locator(text[end + 1 : close]) if has_supplement else ("", "")
        stop = close + 1 if has_supplement else end
        yield Site(
            kind="keyed",
            start=match.start(),
            end=stop,
            text=text[match.start() : stop],
            names=(match["key"],),
            places=(match.span("key"),),
            locator=locator,
            suffix=suffix,
            cluster=(match.start(), stop),
        )


def _passages(words: str, closing: Mapping[int, int]) -> Iterator[Passage]:
    notes: list[Span] = []
    for match in _NOTE.finditer(words):
        if match.end() in closing and (not notes or match.start() >= notes[-1][1]):
            notes.append((match.start(), closing[match.end()] + 1))
    yield from (_passage(words, (start + len("#footnote["), end - 1), "note") for start, end in notes)
    body = without(words, notes)
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(body)]
    for span, setting in body_parts(body, headings, _ITEM):
        yield _passage(body, span, setting)


def _passage(text: str, span: Span, setting: Setting) -> Passage:
    return passage(text, span, setting, _MARKUP, _plain)


def _plain(match: re.Match[str]) -> str:
    return _PRINTED.get(match[0], match[0][1:] if match[0][0] == "\\" else "")


def _bibliographies(text: str, masked: str) -> Iterator[str]:
    for match in _BIBLIOGRAPHY.finditer(masked):
        yield from _QUOTED.findall(text[slice(*match.span("paths"))])
