"""Org: "[cite/t:see @key p. 3; also @other]", org-ref's "citep:key", footnotes and running text.

Source: the Org manual, "Citations" (9.5 and later); org-ref's manual, version 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ponarscite.manuscript.blocks import body_parts
from ponarscite.manuscript.brackets import pairs
from ponarscite.manuscript.latex import cite_sites, without
from ponarscite.manuscript.locator import LONGEST, split_locator
from ponarscite.manuscript.mask import Mask, Rule
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Mode, Setting, Site, Span

MASK: Final = Mask(
    (
        Rule(
            r"^[ \t]*#\+(?:begin|BEGIN)_(?:src|SRC|example|EXAMPLE|export|EXPORT|comment|COMMENT)\b[^\n]*$",
            lambda opener: r"(?i:^[ \t]*#\+end_" + opener.lower().partition("begin_")[2].split()[0] + r"\b[^\n]*$)",
            unclosed="all",
        ),
        Rule(r"^[ \t]*#(?: [^\n]*)?$"),
        Rule(r"^[ \t]*: [^\n]*$"),
        Rule(r"(?<![\w~=])[~=](?=[^\s~=])[^~=\n]{0,300}[~=](?!\w)"),
        Rule(r"(?:https?|mailto|ftp|file|doi):[^\s\[\]<>]+"),
    )
)
_CITE = re.compile(r"\[cite(?:/(?P<style>[\w/-]{1,60}))?:")
_KEY = re.compile(r"(?P<minus>-?)@(?P<key>[\w.:?!`'/*@+|(){}<>&^$#%~-]*[\w/*+&$#%~-])")
_REF_NAME = r"&?[A-Za-z0-9_](?:[\w:./+-]*\w)?"
_REF = re.compile(
    rf"(?<![\w@])(?P<command>[A-Za-z]*[Cc]ite[A-Za-z]*\*?):(?P<keys>{_REF_NAME}(?:[,;] ?{_REF_NAME}){{0,100}})"
)
_REF_COMMAND = re.compile(
    r"(?:foot|paren|text|smart|auto|full|no)?cite(?:s|p|t|alp|alt|author|year|yearpar|title|num)?\*?", re.IGNORECASE
)
_REF_KEY = re.compile(r"[^,;&\s]+")
_MODES: dict[str, Mode] = {
    "t": "textual",
    "text": "textual",
    "a": "author-only",
    "author": "author-only",
    "na": "author-omitted",
    "noauthor": "author-omitted",
    "y": "author-omitted",
    "year": "author-omitted",
    "n": "hidden",
    "nocite": "hidden",
    "ft": "note",
    "footnote": "note",
}
_REF_MODES: dict[str, Mode] = {
    "citet": "textual",
    "textcite": "textual",
    "citealt": "textual",
    "citeauthor": "author-only",
    "citeyear": "author-omitted",
    "citeyearpar": "author-omitted",
    "nocite": "hidden",
    "footcite": "note",
    "fullcite": "full",
}
_BIBLIOGRAPHY = re.compile(r"^[ \t]*#\+bibliography:[ \t]*(?:\"([^\"\n]+)\"|([^\n]*\S))", re.MULTILINE | re.IGNORECASE)
_OLD_BIBLIOGRAPHY = re.compile(r"(?<!\w)(?:bibliography|addbibresource):([\w./~-]+(?:,[\w./~-]+){0,20})")
_KEYWORD = re.compile(r"^[ \t]*#\+[^\n]*$", re.MULTILINE)
_NOTE = re.compile(r"^\[fn:[\w-]{1,100}\][ \t]*(?P<text>[^\n]*(?:\n(?![ \t]*$|\*+ |\[fn:)[^\n]*)*)", re.MULTILINE)
_INLINE_NOTE = re.compile(r"\[fn:[\w-]{0,100}:")
_HEADING = re.compile(r"^\*+[ \t]+([^\n]{1,200})$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-+]|\d{1,4}[.)])[ \t]+", re.MULTILINE)
_MARKUP = re.compile(
    r"\[fn:[\w-]{1,100}\]|\[\[[^\[\]\n]{0,500}\]\[|\]\]|(?<!\w)[*/_+]|[*/_+](?!\w)|---?|\\\\$|(?<!\\)\\[A-Za-z]+\{\}",
    re.MULTILINE,
)
_PRINTED = {"--": "–", "---": "—"}


def scan(text: str) -> Scan:
    """Find the citations of an Org document."""
    masked = MASK(text)
    closing = pairs(masked)
    cites = list(_cites(masked, text, closing))
    others = without(masked, [site.cluster for site in cites])
    commands = list(cite_sites(others, text, closing))
    others = without(others, [site.cluster for site in commands])
    keyed = tuple(sorted((*cites, *commands, *_refs(others, text)), key=lambda site: site.start))
    words = without(masked, [site.cluster for site in keyed])
    paths = [match[1] or match[2] for match in _BIBLIOGRAPHY.finditer(text)]
    paths += [path for match in _OLD_BIBLIOGRAPHY.finditer(masked) for path in match[1].split(",")]
    return Scan(
        keyed=keyed,
        passages=tuple(_passages(without(words, [match.span() for match in _KEYWORD.finditer(words)]))),
        bibliographies=tuple(paths),
    )


def _cites(masked: str, text: str, closing: dict[int, int]) -> Iterator[Site]:
    """The citations of Org itself, each work a site; the common prefix goes to the first, the suffix to the last."""
    done = 0
    for match in _CITE.finditer(masked):
        end = closing.get(match.start(), -1)
        if match.start() < done or not 0 < end - match.start() <= 10 * LONGEST:
            continue
        parts = _parts(masked, match.end(), end)
        cited = [(part, key) for part in parts if (key := _KEY.search(masked, *part))]
        if not cited:
            continue
        done = end + 1
        style = (match["style"] or "").partition("/")[0]
        common = text[slice(*parts[0])].strip() if parts[0] != cited[0][0] else ""
        for (start, stop), key in cited:
            first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
            last = first + len(text[first:stop].rstrip())
            locator, suffix = split_locator(text[key.end("key") : last])
            prefix = text[first : key.start()].strip()
            yield Site(
                kind="keyed",
                start=first,
                end=last,
                text=text[first:last],
                names=(key["key"],),
                places=(key.span("key"),),
                prefix=" ".join(filter(None, (common, prefix))),
                locator=locator,
                suffix=suffix,
                mode="author-omitted" if key["minus"] else _MODES.get(style, "parenthetical"),
                cluster=(match.start(), done),
            )
            common = ""


def _parts(masked: str, start: int, end: int) -> list[Span]:
    """The spans between the semicolons of a citation."""
    cuts = [match.start() for match in re.compile(";").finditer(masked, start, end)]
    return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _refs(masked: str, text: str) -> Iterator[Site]:
    """The links of org-ref: "citep:key,other", "cite:&key;&other"; in brackets too."""
    for match in _REF.finditer(masked):
        if not _REF_COMMAND.fullmatch(match["command"]):
            continue
        places = tuple(one.span() for one in _REF_KEY.finditer(masked, *match.span("keys")))
        is_linked = masked[match.start() - 2 : match.start()] == "[[" and masked[match.end() : match.end() + 2] == "]]"
        yield Site(
            kind="keyed",
            start=match.start(),
            end=match.end(),
            text=text[match.start() : match.end()],
            names=tuple(text[slice(*place)] for place in places),
            places=places,
            mode=_REF_MODES.get(match["command"].lower().rstrip("*"), "parenthetical"),
            cluster=(match.start() - 2, match.end() + 2) if is_linked else match.span(),
        )


def _passages(words: str) -> Iterator[Passage]:
    closing = pairs(words)
    inline: list[Span] = []
    for match in _INLINE_NOTE.finditer(words):
        if match.start() in closing and (not inline or match.start() >= inline[-1][1]):
            inline.append((match.start(), closing[match.start()] + 1))
            yield _passage(words, (match.end(), closing[match.start()]), "note")
    rest = without(words, inline)
    notes = [match.span("text") for match in _NOTE.finditer(rest)]
    yield from (_passage(rest, span, "note") for span in notes)
    body = without(rest, notes)
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(body)]
    for span, setting in body_parts(body, headings, _ITEM):
        yield _passage(body, span, setting)


def _passage(text: str, span: Span, setting: Setting) -> Passage:
    return passage(text, span, setting, _MARKUP, lambda match: _PRINTED.get(match[0], ""))
