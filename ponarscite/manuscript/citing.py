r"""Citing: a typed citation -> one by key in the syntax of its language: "[@pepm775, 3]", "\footcite[3]{pepm775}".

Sources: pandoc's manual, "Citation syntax"; the manuals of biblatex and natbib; Typst's reference, `cite`;
sphinxcontrib-bibtex, "Roles"; the Org manual, "Citations".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ponarscite.manuscript.comparison import is_extent
from ponarscite.manuscript.edit import Edit
from ponarscite.manuscript.site import Site, Span
from ponarscite.record.claim import DOUBT, READING, UNREAD
from ponarscite.record.key import key_target
from ponarscite.record.record import Record
from ponarscite.record.text import letters

_TERM = re.compile(r"^(?:pp?|pages?|с|стр|S)\.?[\s~]*(?=[\divxlc])", re.IGNORECASE)
_PAGES = r"(?:pp?\.?[\s~]*)?\d{1,5}(?:[\s]?(?:--?|[–—])[\s]?\d{1,5})?"
_BEHIND = re.compile(rf",[\s~]+(?P<pages>{_PAGES})(?=[\s]*(?:[.;)\]}}]|$))")
_ADDRESS = re.compile(r"[,.]?[\s]+<?(?:\\url\{)?(?P<url>https?://[^\s<>{}\]]*[^\s<>{}\].,;)])[}>]?")
_END = re.compile(r"\s*(?:[.;)\]}]|\Z)|\s+and\b")
_COMMAND = re.compile(r"\\[A-Za-z]+|#[a-z]+|https?://[^\s{}<>]+|_")
_SMALL = frozenset("no nos nr number n p pp page pages and et al in by s c стр и г the a at".split())
"""Words of a citation beside the values of its work."""

SIMPLE_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
LABEL_KEY = re.compile(r"[^\W\d][\w.:-]*\w|\w")
ROLE_KEY = re.compile(r"[^\s{},;`]+")
_OPEN_NOTE = re.compile(r"\\footnote\s*\{\s*\Z")
_CLOSED_NOTE = re.compile(r"\.?\s*\}")
_OPENERS = {"}": re.compile(r"\\[A-Za-z]+\{\Z"), "]": re.compile(r"#[a-z]+\[\Z")}
"""Closing bracket -> the command before its opening one."""
_STYLED = re.compile(r"\b(?:dr|prof|mrs?|ms|hon|mag|ing)\.?[\s~]+\Z", re.IGNORECASE)
"""The style of an author, which would stay alone before a key."""
_DASHES = re.compile(r"--?-?|[–—]")


def dialect_of(language: str, texts: Sequence[str]) -> str:
    """The syntax of keyed citations: "pandoc", "myst", "biblatex", "natbib", "latex", or the language."""
    if language == "latex":
        loaded = re.findall(r"\\usepackage\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}", "\n".join(texts))
        packages = {name.strip() for names in loaded for name in names.split(",")}
        return next((name for name in ("biblatex", "natbib") if name in packages), "latex")
    if language == "markdown" or language == "ipynb":
        return "myst" if any("{cite" in text for text in texts) else "pandoc"
    return language if language in _WRITERS else "pandoc"


def keyed(site: Site, records: Sequence[Record], text: str, dialect: str) -> Edit | None:
    """The edit that makes a typed site one by key; None where words would be lost, or the place is not sure.

    Args:
        records: what each work of the site is.
        text: the paragraph, cell or text of the site.
    """
    if site.setting == "list" or len(records) != len(site.works) or not _is_bare(site, records):
        return None
    if (locator := _locator(site, records)) is None:
        return None
    if _STYLED.search(text[max(site.start - 20, 0) : site.start]):
        return None
    start, end = _balanced(text, site.start, site.end)
    if behind := _BEHIND.match(text, end) if not locator and len(records) == 1 else None:
        locator, end = behind["pages"], behind.end()
    if (address := _ADDRESS.match(text, end)) and any(_path(one.url) == _path(address["url"]) for one in records):
        end = address.end()
    if start < 0 or not _is_level(text[start:end]):
        return None
    is_enclosed = text[max(start - 1, 0) : start] == "(" and text[end : end + 1] == ")"
    is_textual = site.setting == "text" and not is_enclosed
    if not is_textual and not _END.match(text, end):
        return None
    keys = [one.id for one in records]
    if is_enclosed and site.setting == "text":
        start, end = start - 1, end + 1
    words = written(keys, dialect, locator, is_textual=is_textual)
    if dialect == "biblatex" and (note := _whole_note(text, start, end)):
        start, end = note
        words = words.replace("\\parencite", "\\footcite", 1)
    return Edit(site.part, site.block, start, end, words) if words else None


def written(keys: Sequence[str], dialect: str, locator: str = "", *, is_textual: bool = False) -> str:
    """A citation by key in the syntax of a dialect, "" where that has none for one of the keys.

    Args:
        locator: the cited pages: "3", "3-5".
        is_textual: whether the author belongs to the sentence.
    """
    return _WRITERS.get(dialect, _pandoc)(keys, _TERM.sub("", locator), is_textual)


def _path(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _is_bare(site: Site, records: Sequence[Record]) -> bool:
    """Whether a site has no words but those of its works."""
    told = [text for work in site.works for name, text in work if name not in (READING, DOUBT, UNREAD)]
    for one in records:
        told += [one.title, one.genre, one.publisher, one.publisher_place, one.number, *map(str, one.author)]
        told += [str(one.issued)]
    known = set(letters(" ".join(told)).split()) | _SMALL
    return known.issuperset(letters(_COMMAND.sub(" ", site.text)).split())


def _locator(site: Site, records: Sequence[Record]) -> str | None:
    """The cited page within a site; "" for none, None where it may be the extent of an article."""
    pages = [work.get("page") for work in site.works]
    if not any(pages):
        return ""
    if len(pages) > 1:
        return None
    extent = dict(records[0].extra).get("page", "")
    if is_extent(pages[0], str(extent)):
        return ""
    return None if records[0].container_title and not extent else pages[0]


def _balanced(text: str, start: int, end: int) -> Span:
    """The span with the marks of emphasis that belong to it; (-1, -1) if some of them stay alone."""
    for _ in range(4):
        if not (odd := _odd(text[start:end])):
            return start, end
        if text[max(start - len(odd), 0) : start] == odd:
            start -= len(odd)
        elif text[end : end + len(odd)] == odd:
            end += len(odd)
        elif odd in _OPENERS and (opener := _OPENERS[odd].search(text[max(start - 40, 0) : start])):
            start -= len(opener[0])
        else:
            return -1, -1
    return -1, -1


def _odd(text: str) -> str:
    """A mark that stands alone in a text: "*", "_", "/", "}" for a brace that nothing opens; "" for none."""
    for mark in ("**", "*"):
        if len(re.findall(rf"(?<!\*){re.escape(mark)}(?!\*)", text)) % 2:
            return mark
    if len(re.findall(r"(?<!\w)_|_(?!\w)", text)) % 2:
        return "_"
    if len(re.findall(r"(?<![\w/:])/(?=\w)|(?<=[\w.,!?])/(?![\w/])", text)) % 2:
        return "/"
    for opening, closing in ("{}", "[]"):
        if (depth := text.count(opening) - text.count(closing)) != 0:
            return closing if depth < 0 else ("}" if opening == "{" else "]")
    return ""


def _is_level(text: str) -> bool:
    """Whether each bracket is closed within a text."""
    return all(text.count(opening) == text.count(closing) for opening, closing in ("()", "[]", "{}"))


def _whole_note(text: str, start: int, end: int) -> Span | None:
    """The span of a \\footnote that holds nothing else."""
    opening = _OPEN_NOTE.search(text, max(start - 40, 0), start)
    closing = _CLOSED_NOTE.match(text, end)
    return (opening.start(), closing.end()) if opening and closing else None


def _pandoc(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    if any(character in key for key in keys for character in "{} "):
        return ""
    names = [f"@{key}" if SIMPLE_KEY.fullmatch(key) else f"@{{{key}}}" for key in keys]
    if is_textual and len(names) == 1:
        return names[0] + f" [{locator}]" * bool(locator)
    return f"[{'; '.join(names)}{f', {locator}' * bool(locator)}]"


def _roles(opening: str, closing: str, keys: Sequence[str], locator: str, is_textual: bool) -> str:
    if not all(map(ROLE_KEY.fullmatch, keys)):
        return ""
    place = f"{{{locator}}}" if locator else ""
    return f"{opening}{'t' if is_textual else 'p'}{closing}`{','.join(keys)}{place}`"


def _myst(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    return _roles("{cite:", "}", keys, locator, is_textual)


def _restructuredtext(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    return _roles(":cite:", ":", keys, locator, is_textual)


def _org(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    if not all(map(SIMPLE_KEY.fullmatch, keys)):
        return ""
    return f"[cite{'/t' * is_textual}:{';'.join(f'@{key}' for key in keys)}{f' {locator}' * bool(locator)}]"


def _typst(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    if any(character in key for key in keys for character in '"\\'):
        return ""
    labels = [f"<{key}>" if LABEL_KEY.fullmatch(key) else f'label("{key}")' for key in keys]
    place = f", supplement: [{locator}]" if locator else ""
    form = ', form: "prose"' if is_textual else ""
    return " ".join(f"#cite({label}{place}{form})" for label in labels)


def _latex(parenthetical: str, textual: str, keys: Sequence[str], locator: str, is_textual: bool) -> str:
    if any(key_target(key, "biblatex") != key for key in keys):
        return ""
    place = f"[{_DASHES.sub('--', locator)}]" if locator else ""
    return f"\\{textual if is_textual else parenthetical}{place}{{{','.join(keys)}}}"


def _biblatex(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    return _latex("parencite", "textcite", keys, locator, is_textual)


def _natbib(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    return _latex("citep", "citet", keys, locator, is_textual)


def _plain_latex(keys: Sequence[str], locator: str, is_textual: bool) -> str:
    return _latex("cite", "cite", keys, locator, is_textual)


_WRITERS: Final[Mapping[str, Callable[[Sequence[str], str, bool], str]]] = {
    "pandoc": _pandoc,
    "myst": _myst,
    "restructuredtext": _restructuredtext,
    "org": _org,
    "typst": _typst,
    "biblatex": _biblatex,
    "natbib": _natbib,
    "latex": _plain_latex,
}
