"""Citations of pandoc: "[see @key, p. 3; also @other]", "@key [p. 3]", "-@key".

Source: pandoc's manual, section "Citation syntax".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ponarscite.manuscript.locator import LONGEST, split_locator
from ponarscite.manuscript.site import Mode, Site, Span

_KEY = (
    r"(?<![^\W_])(?<!\\)(?P<minus>-?)@"
    r"(?:\{(?P<braced>[^{}\s]{1,300})\}|(?P<key>\w+(?:[:.#$%&\-+?<>~/]\w+|//\w+){0,60}))"
)
_TOKEN = re.compile(rf"{_KEY}|(?P<mark>[\[\];])|\n[ \t]*\n")
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)[-:]\w"
)
"""Keys of pandoc-crossref and Quarto: "@fig-map", "@eq:one"."""
_LINE_EXAMPLE = re.compile(r"^ {0,3}\(@([\w-]+)\)[ \t]", re.MULTILINE)


@dataclass(slots=True)
class _Key:
    name: str
    start: int
    place: Span
    is_suppressed: bool


@dataclass(slots=True)
class _Frame:
    """An open bracket with what stands directly in it.

    Args:
        cuts: indices of its semicolons.
        has_cluster: whether a bracket within it is a citation.
    """

    start: int
    keys: list[_Key] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    has_cluster: bool = False


def pandoc_sites(masked: str, text: str) -> list[Site]:
    """The citations of a text, in order. In linear time.

    Args:
        masked: the text with blanks for what is no prose; of the same length.
    """
    examples = set(_LINE_EXAMPLE.findall(masked))
    clusters: list[Site] = []
    alone: list[_Key] = []
    stack: list[_Frame] = []
    closed: dict[int, int] = {}
    for match in _TOKEN.finditer(masked):
        if key := _key_of(match, examples):
            (stack[-1].keys if stack else alone).append(key)
        elif match["mark"] == "[":
            stack.append(_Frame(match.start()))
        elif match["mark"] == ";" and stack:
            stack[-1].cuts.append(match.start())
        elif match["mark"] == "]" and stack:
            frame = stack.pop()
            closed[frame.start] = match.start()
            found = list(_cluster(frame, match.start(), masked, text))
            clusters += found
            alone += () if found else frame.keys
            if stack:
                stack[-1].has_cluster = stack[-1].has_cluster or bool(found) or frame.has_cluster
        elif not match["mark"] and not match["key"] and not match["braced"]:  # a blank line ends all brackets
            alone += (key for frame in stack for key in frame.keys)
            stack.clear()
    alone += (key for frame in stack for key in frame.keys)
    taken = {site.cluster[0] for site in clusters}
    textual = [_textual(key, masked, text, closed, taken) for key in alone]
    return sorted((*clusters, *textual), key=lambda site: site.start)


def _key_of(match: re.Match[str], examples: set[str]) -> _Key | None:
    """The key that was found; None for a mark, a cross-reference and a numbered example."""
    name = match["braced"] or match["key"]
    if not name or name in examples or _CROSS_REFERENCE.match(name):
        return None
    place = match.span("braced" if match["braced"] else "key")
    return _Key(name, match.start(), place, bool(match["minus"]))


def _cluster(frame: _Frame, end: int, masked: str, text: str) -> Iterator[Site]:
    """The citations of a bracket; none if it is a link, a note, or has a part without a key."""
    before, behind = masked[max(0, frame.start - 1) : frame.start], masked[end + 1 : end + 2]
    if not frame.keys or frame.has_cluster or before in ("^", "!") or behind in ("(", "{"):
        return
    bounds = [frame.start + 1, *(cut + 1 for cut in frame.cuts), end + 1]
    spans = [(bounds[n], bounds[n + 1] - 1) for n in range(len(bounds) - 1)]
    keys = iter(frame.keys)
    parts: list[tuple[_Key, Span]] = []
    key = next(keys, None)
    for start, stop in spans:
        if key is None or not start <= key.start < stop or stop - start > LONGEST:
            return
        parts.append((key, (start, stop)))
        while key is not None and key.start < stop:
            key = next(keys, None)
    for one, (start, stop) in parts:
        yield _site(one, start, stop, text, (frame.start, end + 1))


def _site(key: _Key, start: int, stop: int, text: str, cluster: Span) -> Site:
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop -= len(text[start:stop]) - len(text[start:stop].rstrip())
    behind = key.place[1] + (text[key.place[1] : key.place[1] + 1] == "}" and text[key.place[0] - 1] == "{")
    locator, suffix = split_locator(text[behind:stop])
    return Site(
        kind="keyed",
        start=start,
        end=stop,
        text=text[start:stop],
        names=(key.name,),
        places=(key.place,),
        prefix=text[start : key.start].strip(),
        locator=locator,
        suffix=suffix,
        mode="author-omitted" if key.is_suppressed else "parenthetical",
        cluster=cluster,
    )


def _textual(key: _Key, masked: str, text: str, closed: dict[int, int], taken: set[int]) -> Site:
    """A citation in running text, with the bracket behind it: "@key [p. 3]"."""
    end = key.place[1] + (text[key.place[1] : key.place[1] + 1] == "}" and text[key.place[0] - 1] == "{")
    opening = end + 1 if masked[end : end + 1] in (" ", "\n") else end
    closing = closed.get(opening, -1) if masked[opening : opening + 1] == "[" and opening not in taken else -1
    inside = text[opening + 1 : closing] if 0 <= closing - opening <= LONGEST else ""
    is_locator = bool(inside) and "@" not in inside and masked[closing + 1 : closing + 2] not in ("(", "[", ":", "{")
    locator, suffix = split_locator(inside.partition(";")[0]) if is_locator else ("", "")
    stop = closing + 1 if is_locator else end
    mode: Mode = "author-omitted" if key.is_suppressed else "textual"
    return Site(
        kind="keyed",
        start=key.start,
        end=stop,
        text=text[key.start : stop],
        names=(key.name,),
        places=(key.place,),
        locator=locator,
        suffix=suffix,
        mode=mode,
        cluster=(key.start, stop),
    )
