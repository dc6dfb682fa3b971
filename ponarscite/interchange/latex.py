r"""Text <-> the LaTeX of a bibliography field. Unicode stays; characters that LaTeX or BibTeX act on are escaped.

The rich text of CSL is written as macros (`\emph`) and read from them; well-formed mathematics between dollar signs is
the same on both sides. Source: the escapes that most readers of .bib files understand (Zotero, pandoc, biber, BibTeX,
JabRef and others); no escape of `~ ^ \` is understood by all. `<` and `>` of no tag stay unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise

from ponarscite.interchange.latex_macros import ACCENTS
from ponarscite.record.richtext import GUARD, Mark, Math, Part, is_rich, parts_of, plain
from ponarscite.record.text import clean, composed

ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
"""Character -> its escape; no other text is written like it, so that it can be reversed."""

MARKS = {
    "i": "emph",
    "b": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "sc": "textsc",
}
"""Mark of rich text -> its macro. `nocase` is written as braces; `nodecor` has no LaTeX and is left out."""

_BALANCED = {"{": r"\{", "}": r"\}"}
_UNBALANCED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_LIGATURE = re.compile(r"-(?=-)|`(?=`|[^`\s{}][^`]*')|'(?=')|[!?](?=`)")
_SPECIAL = re.compile(r"[&%$#_~^\\{}'`<-]")
_SIGNED = re.compile(r"[\d.,+-]*[+-][\d.,+-]*")
_MACRO = re.compile(r"\\(?:emph|textbf|textsuperscript|textsubscript|textsc)\{")
_FORMULA = re.compile(r"(?<!\\)(\$[^$]*(?<!\\)\$)")

_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " "}
_SIMPLE = re.compile(
    r"(?<!\\)\\(?:([&%#_])|([`'^\"~=.])\s*(?:\{([^\W\d_ıȷ])\}|([^\W\d_ıȷ]))"
    r"|([uvHcdkr])(?:\s*\{([^\W\d_ıȷ])\}|\s+([^\W\d_ıȷ])))"
)
"""The escapes and accents of most texts, which are read at once."""

_MODES = re.compile(r"\\ifmmode(?![A-Za-z])[^$]{0,100}?\\else(?![A-Za-z])\s*([^$]{0,100}?)\\fi(?![A-Za-z])(?:\{\}|\s*)")
_ENTITY = re.compile(r"(?<!\\)&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
"""A character of HTML, which services leave in titles; a bare "&" has no other meaning in a text."""
_QUOTED = re.compile(r"(?<![\w\\`?!])`(?![`\s{}])([^`]*?)(?<![\s\\'])'(?![\w'])")
"""Words in single quotation marks."""

_PLAIN_TOKEN = re.compile(r"---?|``|''|[!?]`|~|[{}]")


def to_latex(text: str, kept: Iterable[tuple[int, int]] = ()) -> str:
    r"""The text as LaTeX whose braces balance, also for BibTeX, which counts `\{` as a brace.

    Args:
        text: as `record.text.clean` leaves it: one line, no control characters; with the rich text of CSL.
        kept: (start, end) of the stretches whose capitals no style may change; they get braces. In order, not
            overlapping.
    Raises:
        Nothing.
    """
    spans = list(kept)
    if not spans and not _SPECIAL.search(text):
        return text
    parts = parts_of(text) if is_rich(text) else []
    bare = blanked(text, parts) if parts else text
    spelt = [ESCAPES.get(character, character) for character in bare] + [""]
    for index, brace in _braces(bare):
        spelt[index] = brace
    for match in _LIGATURE.finditer(bare):
        spelt[match.start()] += "{}"
    for start, end in _between(parts, spans) if parts else spans:
        spelt[start] = "{" + spelt[start]
        spelt[end - 1] += "}"
    for part, code in _codes(text, parts) if parts else ():
        spelt[part.start : part.end] = [code] + [""] * (part.end - part.start - 1)
    if GUARD in text:
        _drop_guards(text, parts, spelt)
    return "".join(spelt)


def blanked(text: str, parts: Iterable[Part] = ()) -> str:
    """The text with blanks, as many characters, in the place of tags and mathematics."""
    at, pieces = 0, []
    for part in parts or (parts_of(text) if is_rich(text) else ()):
        pieces += [text[at : part.start], " " * (part.end - part.start)]
        at = part.end
    return "".join((*pieces, text[at:])) if pieces else text


def _between(parts: Iterable[Part], spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, cut where a tag or mathematics is in them."""
    holes = [(part.start, part.end) for part in parts]
    for start, end in spans:
        for hole_start, hole_end in holes:
            if start < hole_end and hole_start < end:
                if start < hole_start:
                    yield start, hole_start
                start = hole_end
        if start < end:
            yield start, end


def _codes(text: str, parts: list[Part]) -> Iterator[tuple[Part, str]]:
    """Each mark and formula with its LaTeX. A signed number as a script is mathematics, which has a minus sign."""
    signed: set[int] = set()
    for part, behind in pairwise((*parts, None)):
        if isinstance(part, Math):
            yield part, f"${part.source}$"
        elif part and behind and _is_signed(part, text[part.end : behind.start]):
            signed.add(behind.start)
            yield part, "$^{" if part.name == "sup" else "$_{"
        elif part:
            yield part, "}$" if part.start in signed else _code(part)


def _is_signed(mark: Mark, content: str) -> bool:
    return mark.opens and mark.name in ("sup", "sub") and bool(_SIGNED.fullmatch(content))


def _code(mark: Mark) -> str:
    if mark.name == "nodecor":
        return ""
    macro = f"\\{MARKS[mark.name]}" if mark.name in MARKS else ""
    return f"{macro}{{" if mark.opens else "}"


def _drop_guards(text: str, parts: Iterable[Part], spelt: list[str]) -> None:
    """Leave out the joiners that keep money and mathematics apart; in LaTeX, backslashes do."""
    ends = {part.end for part in parts if isinstance(part, Math)}
    for match in re.finditer(GUARD, text):
        if match.start() in ends or text[match.start() - 1 : match.start()] == "$":
            spelt[match.start()] = ""


def _braces(text: str) -> Iterable[tuple[int, str]]:
    """The index and the escape of each brace; braces without a partner become macros."""
    opened: list[int] = []
    partners: set[int] = set()
    places = [match.start() for match in re.finditer(r"[{}]", text)]
    for index in places:
        if text[index] == "{":
            opened.append(index)
        elif opened:
            partners |= {opened.pop(), index}
    return ((index, (_BALANCED if index in partners else _UNBALANCED)[text[index]]) for index in places)


def respelt(latex: str, character: str, spelling: str) -> str:
    """LaTeX of `to_latex` with another escape for a character, outside of mathematics."""
    escape = ESCAPES.get(character, character)
    if escape not in latex:
        return latex
    pieces = _FORMULA.split(latex)
    pieces[::2] = [piece.replace(escape, spelling) for piece in pieces[::2]]
    return "".join(pieces)


def with_macro(latex: str, macro: str, spelling: str) -> str:
    r"""LaTeX of `to_latex` with another spelling of a macro of MARKS: `\textit{%s}` for `\emph`; "%s" leaves it out."""
    before, _, after = spelling.partition("%s")
    opened: list[bool] = []
    pieces: list[str] = []
    for code in re.findall(r"\\[A-Za-z]+\{|\\.|[{}]|[^\\{}]+", latex):
        if code[-1] == "{" and code != "\\{":
            opened.append(code == f"{macro}{{")
            pieces.append(before if opened[-1] else code)
        elif code == "}" and opened and opened.pop():
            pieces.append(after)
        else:
            pieces.append(code)
    return "".join(pieces)


def from_latex(text: str) -> str:
    r"""The text of a LaTeX field, with the rich text of CSL. It reverses `to_latex`.

    Accents, symbols, ligatures and spaces are read; `\emph` and the like become tags, `\enquote` quotation marks. A
    single raised or lowered script of words or digits becomes a tag, other well-formed mathematics keeps its source
    between dollar signs; see `ponarscite.record.richtext`.

    Raises:
        Nothing: an unknown macro stays as printed, with its arguments.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    if "`" in text:
        text = _QUOTED.sub(r"‘\1’", text)
    text = without_modes(text)
    read_text = _SIMPLE.sub(_simple, text) if "\\" in text else text
    if "\\" in read_text or "$" in read_text:
        from ponarscite.interchange.latex_reader import read

        return read(text)
    if _PLAIN_TOKEN.search(read_text):
        read_text = _PLAIN_TOKEN.sub(_unligatured, read_text)
    return read_text if read_text is text else composed(read_text)


def without_modes(text: str) -> str:
    r"""The text with the B of each `\ifmmode A\else B\fi`, which LaTeX prints outside of mathematics."""
    return _MODES.sub(r"\1", text) if "\\ifmmode" in text else text


def _simple(match: re.Match[str]) -> str:
    sign, mark, braced, letter, other, other_braced, other_letter = match.groups()
    return sign or f"{braced or letter or other_braced or other_letter}{ACCENTS[mark or other]}"


def _unligatured(match: re.Match[str]) -> str:
    return _LIGATURES.get(match[0], "")


def plain_of(text: str) -> str:
    """The text of a LaTeX field without rich text, for names, numbers and the like. Raises nothing."""
    return plain(from_latex(text))


def unknown_macros(latex: str, text: str) -> Iterator[str]:
    r"""The macros (`\foo`) that reading *latex* left in its *text*."""
    if "\\" in text:
        left = dict.fromkeys(re.findall(r"\\[A-Za-z]+", blanked(text)))
        known = set(re.findall(r"\\[A-Za-z]+", latex))
        yield from (name for name in left if name in known)


def to_verbatim(text: str) -> str:
    r"""An address or identifier for a verbatim field, which has no escapes.

    Braces, backslashes, blanks and `^` are percent-encoded: TeX reads `^^5c` as a backslash wherever it stands.
    """
    return re.sub(r"[{}\\^\s]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), clean(text))
