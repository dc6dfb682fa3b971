"""Plain text <-> the LaTeX of a bibliography field. Unicode stays; characters that LaTeX or BibTeX act on are escaped.

Source: the escapes that most readers of .bib files understand (Zotero, pandoc, biber, BibTeX, JabRef and others); no
escape of `~ ^ \\` is understood by all. `<` and `>` stay unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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

_BALANCED = {"{": r"\{", "}": r"\}"}
_UNBALANCED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[!?](?=`)")
_SPECIAL = re.compile(r"[&%$#_~^\\{}'`-]")

_MACROS = (
    {"textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    | {
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
        "textdollar": "$",
        "textunderscore": "_",
        "textquotesingle": "'",
    }
    | {"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“"}
    | {
        "textquotedblright": "”",
        "guillemotleft": "«",
        "guillemotright": "»",
        "ldots": "…",
        "dots": "…",
        "textellipsis": "…",
    }
    | {
        "ss": "ß",
        "ae": "æ",
        "AE": "Æ",
        "oe": "œ",
        "OE": "Œ",
        "o": "ø",
        "O": "Ø",
        "l": "ł",
        "L": "Ł",
        "aa": "å",
        "AA": "Å",
    }
    | {"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "textnumero": "№"}
)
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307"} | {
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
}
_DROPPED = frozenset("emph textit textbf textsc textsf texttt textrm textup url mbox relax protect".split())
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " "}
_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^"~=.](?=\s*\{?\\?[^\W\d_])|[uvHcdkr](?=\s*\{|\s+[^\W\d_]))\s*(?:\{\\?(?P<braced>\w)\}|\\?(?P<letter>\w))
    |\\(?P<macro>[A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))
    |\\(?P<symbol>[^A-Za-z])
    |\$(?P<math>[<>|])\$
    |(?P<ligature>---?|``|''|[?!]`|~)
    |(?P<brace>[{}])""",
    re.VERBOSE,
)


def to_latex(text: str, kept: Iterable[tuple[int, int]] = ()) -> str:
    r"""The text as LaTeX whose braces balance, also for BibTeX, which counts `\{` as a brace.

    Args:
        text: as `record.text.clean` leaves it: one line, no control characters.
        kept: (start, end) of the stretches whose capitals no style may change; they get braces. In order, not
            overlapping.
    Raises:
        Nothing.
    """
    bounds = [edge for span in kept for edge in span]
    if not bounds and not _SPECIAL.search(text):
        return text
    spelt = [ESCAPES.get(character, character) for character in text] + [""]
    for index, brace in _braces(text):
        spelt[index] = brace
    for match in _LIGATURE.finditer(text):
        spelt[match.start()] += "{}"
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        spelt[start] = "{" + spelt[start]
        spelt[end - 1] += "}"
    return "".join(spelt)


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


def from_latex(text: str) -> str:
    r"""The plain text of a LaTeX field. It reverses `to_latex`, and also reads accents, ligatures and `\emph`.

    Raises:
        Nothing: an unknown macro stays as printed.
    """
    if not re.search(r"[\\{}~`'$-]", text):
        return text
    return composed(_TOKEN.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    found = match.groupdict()
    if accent := found["accent"]:
        letter = found["braced"] or found["letter"]
        return {"ı": "i"}.get(letter, letter) + _ACCENTS[accent]
    if macro := found["macro"]:
        return "" if macro in _DROPPED else _MACROS.get(macro, match[0])
    if math := found["math"]:
        return math
    if symbol := found["symbol"]:
        return {"\\": " ", "-": "", "/": "", ",": " "}.get(symbol, symbol)
    return _LIGATURES.get(found["ligature"], "")


def to_verbatim(text: str) -> str:
    r"""An address or identifier for a verbatim field, which has no escapes.

    Braces, backslashes, blanks and `^` are percent-encoded: TeX reads `^^5c` as a backslash wherever it stands.
    """
    return re.sub(r"[{}\\^\s]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), clean(text))
