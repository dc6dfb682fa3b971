r"""LaTeX: \cite and its kin of LaTeX, natbib, biblatex, apacite, csquotes; notes, \bibitem, and running text.

Sources: the manuals of natbib (2.3), biblatex (3.9), apacite (4.1) and csquotes (5.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ponarscite.manuscript.blocks import below_reference_heading, paragraphs
from ponarscite.manuscript.brackets import pairs
from ponarscite.manuscript.locator import LONGEST, split_locator
from ponarscite.manuscript.mask import Mask, Rule, blanked
from ponarscite.manuscript.passage import Passage, passage
from ponarscite.manuscript.scan import Scan
from ponarscite.manuscript.site import Mode, Setting, Site, Span

_COMMANDS: Final[Mapping[Mode, str]] = {
    "parenthetical": "cite citep citealp parencite supercite autocite smartcite citenum volcite pvolcite svolcite "
    "avolcite cites parencites supercites autocites smartcites shortcite textcquote blockcquote hybridblockcquote "
    "citepalias citealpalias notecite pnotecite",
    "textual": "citet citealt textcite textcites tvolcite citea shortcitea citetalias citealtalias citeasnoun citen "
    "shortciten citenp shortcitenp fullcitea fullcitenp",
    "author-omitted": "citeyear citeyearpar citedate citeyearnp citeurl citetitle citefield",
    "author-only": "citeauthor citefullauthor citename citelist citeauthornp shortciteauthor fullciteauthor",
    "note": "footcite footcites footcitetext footcitetexts fvolcite ftvolcite fnotecite",
    "full": "fullcite footfullcite bibentry",
    "hidden": "nocite nocitemeta",
}
_MODES: Final[Mapping[str, Mode]] = {name: mode for mode, names in _COMMANDS.items() for name in names.split()}
"""Name of a command in lower case -> how it prints."""

_LANGUAGE_FIRST = {"foreigntextcquote": "textcquote", "foreignblockcquote": "blockcquote"}
_VOLUME_FIRST = frozenset("volcite pvolcite fvolcite ftvolcite svolcite tvolcite avolcite".split())
_SEVERAL = frozenset("cites parencites supercites autocites smartcites textcites footcites footcitetexts".split())
_COMMAND = re.compile(r"\\([A-Za-z]*(?:[Cc]it|[Qq]uote|bibentry)[A-Za-z]*)\*?")
_BLANK = re.compile(r"\s{0,100}")
_NAME = re.compile(r"[^,]+")
_BAD_NAME = re.compile(r"[\\{}#%\[\]]")
_MOST_CITES = 200
"""Citations of one command like \\cites."""

_VERBATIM = r"verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?|alltt|listing"
MASK = Mask(
    (
        Rule(r"\\verb\*?([^\w\s*])", lambda opener: re.escape(opener[-1]), crosses=False),
        Rule(r"\\[\\%&$#_{}~^]"),
        Rule(r"%[^\n]*"),
        Rule(
            rf"\\begin\{{(?:{_VERBATIM})\}}",
            lambda opener: re.escape(opener.replace("begin", "end", 1)),
            unclosed="all",
        ),
        Rule(r"\\iffalse(?![A-Za-z])", lambda _: r"\\fi(?![A-Za-z])", unclosed="all"),
        Rule(r"\\(?:url|nolinkurl|path)\{[^{}\n]*\}"),
        Rule(r"\\href\{[^{}\n]*\}"),
        Rule(r"\\end\{document\}[\s\S]*"),
    )
)
_NOTE = re.compile(r"\\(?:footnote|footnotetext|endnote|endnotetext|sidenote|marginnote)(?![A-Za-z])")
_ITEM = re.compile(r"\\bibitem(?![A-Za-z])")
_END = re.compile(r"\\bibitem(?![A-Za-z])|\\end\{thebibliography\}")
_BIBLIOGRAPHY = re.compile(
    r"\\(bibliography|addbibresource|addglobalbib|addsectionbib)\s*(?:\[[^\]\n]*\])?\s*\{([^{}]*)\}"
)
_HEADING = re.compile(r"\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?\s*\{([^{}\n]{0,200})\}")
_SILENT = r"begin|end|documentclass|usepackage|label|ref|pageref|autoref|input|include|bibliographystyle|setcounter"
_MARKUP = re.compile(
    rf"\\(?:{_SILENT})\*?\s*(?:\[[^\[\]\n]{{0,500}}\]\s*)?\{{[^{{}}\n]{{0,500}}\}}|"
    r"\\[A-Za-z]+\*?\s*|\\.|[{}]|``|''|`|---?|~|\$",
    re.DOTALL,
)
_PRINTED = {"``": "“", "''": "”", "`": "‘", "--": "–", "---": "—", "~": " "}


def scan(text: str) -> Scan:
    """Find the citations of a LaTeX document."""
    masked = MASK(text)
    return scan_masked(text, masked)


def scan_masked(text: str, masked: str) -> Scan:
    """As `scan`, of a text whose code and comments are blanked."""
    closing = pairs(masked)
    keyed = tuple(cite_sites(masked, text, closing))
    words = without(masked, [(site.start, site.end) for site in keyed])
    words = without(words, [match.span() for match in _BIBLIOGRAPHY.finditer(words)])
    notes = list(_arguments(words, _NOTE, closing))
    items = list(_items(words, closing))
    body = without(words, [span for span, _ in items] + notes)
    passages = [
        *(_passage(words, span, "note") for span in notes),
        *(_passage(words, span, "list") for span, _ in items),
        *(_passage(body, span, setting) for span, setting in _paragraphs(body)),
    ]
    return Scan(
        keyed=keyed,
        passages=tuple(passages),
        bibliographies=tuple(_bibliographies(masked)),
        defined=frozenset(key for _, key in items if key),
    )


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks in place of spans, which may nest."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            pieces += (text[done : max(start, done)], blanked(text[max(start, done) : end]))
            done = end
    return "".join((*pieces, text[done:]))


def cite_sites(masked: str, text: str, closing: Mapping[int, int]) -> Iterator[Site]:
    """The citing commands of a text, in order; one within another's argument is left to the outer one."""
    at = 0
    for match in _COMMAND.finditer(masked):
        if match.start() < at:
            continue
        name = match[1].lower()
        is_foreign = name in _LANGUAGE_FIRST
        name = _LANGUAGE_FIRST.get(name, name)
        if name not in _MODES:
            continue
        start = match.end()
        if is_foreign and (language := _argument(masked, start, "{", closing)):
            start = language[1] + 1
        for site in _command(name, match.start(), start, masked, text, closing):
            at = site.end
            yield site


def _command(name: str, start: int, at: int, masked: str, text: str, closing: Mapping[int, int]) -> Iterator[Site]:
    """The sites of one command: one, or of \\cites and its kin one for each group of keys."""
    if name in _SEVERAL:
        for _ in range(2):
            if not (shared := _argument(masked, at, "(", pairs_of_round(masked, at))):
                break
            at = shared[1] + 1
    for _ in range(_MOST_CITES if name in _SEVERAL else 1):
        site = _one(name, start, at, masked, text, closing)
        if site is None:
            return
        yield site
        start = at = site.end


def pairs_of_round(masked: str, at: int) -> dict[int, int]:
    """The round brackets near a place: \\cites(see)(p. 3) has two."""
    near = pairs(masked[at : at + LONGEST], "()")
    return {opening + at: end + at for opening, end in near.items()}


def _one(name: str, start: int, at: int, masked: str, text: str, closing: Mapping[int, int]) -> Site | None:
    """The site of optional arguments and keys; None where no keys follow."""
    optional: list[Span] = []
    if (angle := _BLANK.match(masked, at)) and masked[angle.end() : angle.end() + 1] == "<":
        end = masked.find(">", angle.end(), angle.end() + LONGEST)
        before = (angle.end() + 1, end) if end > 0 else None
        at = end + 1 if end > 0 else at
    else:
        before = None
    while len(optional) < 2 and (found := _argument(masked, at, "[", closing)):
        optional.append((found[0] + 1, found[1]))
        at = found[1] + 1
    if name in _VOLUME_FIRST:
        if not (volume := _argument(masked, at, "{", closing)):
            return None
        at = volume[1] + 1
        if page := _argument(masked, at, "[", closing):
            optional = [*(optional or [(at, at)]), (page[0] + 1, page[1])]
            at = page[1] + 1
        elif optional:
            optional.append((at, at))
    keys = _argument(masked, at, "{", closing)
    if not keys:
        return None
    places = tuple(_places(masked, keys[0] + 1, keys[1]))
    if not places:
        return None
    prefix = before or (optional[0] if len(optional) > 1 else None)
    suffix = optional[-1] if optional else None
    locator, rest = split_locator(_words(text, suffix))
    end = keys[1] + 1
    return Site(
        kind="keyed",
        start=start,
        end=end,
        text=text[start:end],
        names=tuple(text[slice(*place)] for place in places),
        places=places,
        prefix=_words(text, prefix),
        locator=locator,
        suffix=rest,
        mode=_MODES[name],
        cluster=(start, end),
    )


def _argument(masked: str, at: int, opening: str, closing: Mapping[int, int]) -> Span | None:
    """The indices of the brackets of the argument that begins at a place, blanks passed over."""
    blank = _BLANK.match(masked, at)
    at = blank.end() if blank else at
    return (at, closing[at]) if masked[at : at + 1] == opening and at in closing else None


def _places(masked: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the keys between commas; none where one cannot be a key."""
    if _BAD_NAME.search(masked, start, end):
        return
    for match in _NAME.finditer(masked, start, end):
        name = match[0].strip()
        if name and name != "*":
            first = match.start() + match[0].index(name)
            yield first, first + len(name)


def _words(text: str, span: Span | None) -> str:
    if span is None or span[1] - span[0] > LONGEST:
        return ""
    return " ".join(_MARKUP.sub(_plain, text[slice(*span)]).split())


def _arguments(masked: str, command: re.Pattern[str], closing: Mapping[int, int]) -> Iterator[Span]:
    """The spans of what stands in the argument of a command, the outermost ones."""
    done = 0
    for match in command.finditer(masked):
        at = match.end()
        if option := _argument(masked, at, "[", closing):
            at = option[1] + 1
        if match.start() >= done and (found := _argument(masked, at, "{", closing)):
            done = found[1]
            yield found[0] + 1, found[1]


def _items(masked: str, closing: Mapping[int, int]) -> Iterator[tuple[Span, str]]:
    """The span of each \\bibitem, from behind its key to the next, with the key."""
    starts = [match.end() for match in _ITEM.finditer(masked)]
    for n, at in enumerate(starts):
        if option := _argument(masked, at, "[", closing):
            at = option[1] + 1
        if key := _argument(masked, at, "{", closing):
            following = starts[n + 1] if n + 1 < len(starts) else len(masked)
            end = _END.search(masked, key[1], following)
            yield (key[1] + 1, end.start() if end else following), masked[key[0] + 1 : key[1]].strip()


def _paragraphs(body: str) -> Iterator[tuple[Span, Setting]]:
    """The paragraphs of the body, and whether each is an entry below a heading like "References"."""
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(body)]
    start = body.find(r"\begin{document}")
    for span in paragraphs(body, max(start, 0)):
        yield span, "list" if below_reference_heading(span[0], headings) else "text"


def _passage(text: str, span: Span, setting: Setting) -> Passage:
    return passage(text, span, setting, _MARKUP, _plain)


def _plain(match: re.Match[str]) -> str:
    found = match[0]
    if found in _PRINTED:
        return _PRINTED[found]
    if found[0] == "\\" and len(found) == 2 and not found[1].isalpha():
        return found[1] if found[1] in "%&$#_{}" else " "
    return " " if found[-1:].isspace() and found[0] != "\\" else ""


def _bibliographies(masked: str) -> Iterator[str]:
    for match in _BIBLIOGRAPHY.finditer(masked):
        for name in filter(None, map(str.strip, match[2].split(","))):
            yield name if match[1] != "bibliography" or name.endswith(".bib") else f"{name}.bib"
