"""Runs written as plain text, HTML, Markdown, LaTeX or RTF, each escaped by its own rules.

HTML has the elements and classes of citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias
from urllib.parse import quote

from ponarscite.csl.punctuation import Open, Run
from ponarscite.csl.tree import LINK
from ponarscite.errors import StyleNotFoundError

MarkupName: TypeAlias = Literal["text", "html", "markdown", "latex", "rtf"]
Tags: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]
Escape: TypeAlias = Callable[[str], str]
Link: TypeAlias = tuple[str, str, Escape | None]
_NO_TAG = ("", "")
_NO_LINK: Link = ("", "", None)
_CLOSING = frozenset(",.;:!?)] ")
"""First characters of a text that needs no gap after a left margin."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """Text and formats in a markup.

    Args:
        escape: plain text -> text of the markup.
        tags: (attribute, value) -> text before and after.
        blocks: value of display -> text before and after.
        gap: text after a left-margin block, unless a mark follows.
        link: (address, text or "" if it is more than one run) -> text before and after a link, and its own *escape*.
        escape_bare: the same as *escape* where addresses are no links, None if it is no other.
        finish: applied to escaped text.
    """

    escape: Callable[[str], str]
    tags: Tags
    blocks: Mapping[str, tuple[str, str]]
    gap: str = ""
    finish: Callable[[str], str] = str
    link: Callable[[str, str], Link] = lambda address, text: _NO_LINK  # noqa: ARG005  # the signature of a link
    escape_bare: Escape | None = None

    def around(self, run: Open) -> tuple[str, str]:
        """The text before and after a format or block."""
        if run.name == "display":
            return self.blocks.get(run.value, _NO_TAG)
        return self.tags.get((run.name, run.value), _NO_TAG)


def write(runs: Sequence[Run], markup: MarkupName, *, links: bool = True) -> str:
    """Write runs in a markup; *links* tells whether an address in a text may become a link."""
    return "".join(written(runs, markup, links=links))


def written(runs: Sequence[Run], markup: MarkupName, *, links: bool = True) -> list[str]:
    """Write each run in a markup; the texts together are the whole.

    Raises:
        StyleNotFoundError: no markup has this name.
    """
    syntax = SYNTAX.get(markup) if isinstance(markup, str) else None
    if syntax is None:
        raise StyleNotFoundError(f"no markup is called {markup!r}", hint=f"known: {', '.join(SYNTAX)}")
    bare = syntax.escape if links or syntax.escape_bare is None else syntax.escape_bare
    escape, finish = bare, syntax.finish
    output: list[str] = []
    pending: list[tuple[str, str]] = []
    gap = ""
    for n, run in enumerate(runs):
        if isinstance(run, str):
            if gap and run[0] not in _CLOSING:
                output[-1] += gap
            gap = ""
            output.append(finish(escape(run)))
        elif isinstance(run, Open) and run.name == LINK:
            before, after, inside = syntax.link(run.value, _only_text(runs, n + 1))
            output.append(before)
            pending.append((after, LINK))
            escape = inside or bare
        elif isinstance(run, Open):
            before, after = syntax.around(run)
            output.append(before)
            pending.append((after, run.value))
        else:
            after, value = pending.pop()
            output.append(after)
            if value == LINK:
                escape = bare
            gap = syntax.gap if value == "left-margin" else ""
    return output


def _only_text(runs: Sequence[Run], start: int) -> str:
    """The text of a link that begins at a run, "" if it has more than one run."""
    texts = runs[start : start + 2]
    return texts[0] if len(texts) == 2 and isinstance(texts[0], str) and not isinstance(texts[1], str | Open) else ""


def _html_link(address: str, text: str) -> Link:  # noqa: ARG001  # the signature of a link
    target = _escape_html(address).replace('"', "&#34;")
    return f'<a href="{target}">', "</a>", None


_UNSAFE = re.compile(r"[^!#$%&'*+,./0-9:;=?@A-Z_a-z-]")
"""A character that is percent-encoded in an address, since a markup may give it a meaning."""


def _encoded(address: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), address)


def _markdown_link(address: str, text: str) -> Link:
    if text == address and _AUTOLINK.fullmatch(address):
        return "<", ">", str
    return "[", f"]({_encoded(address)})", _escape_special


def _latex_link(address: str, text: str) -> Link:  # noqa: ARG001  # the signature of a link
    target = re.sub(r"[%#&_$]", lambda match: f"\\{match[0]}", _encoded(address))
    return f"\\href{{{target}}}{{", "}", None


def _rtf_link(address: str, text: str) -> Link:  # noqa: ARG001  # the signature of a link
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{_encoded(address)}"}}}}{{\\fldrslt ', "}}", None


def _escape_html(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return text


_RAISED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
"""Superscript letters for which Unicode has no decomposition."""


def _raise(text: str) -> str:
    """Replace superscript characters by plain ones in ``<sup>``, as citeproc-js does."""
    return text if text.isascii() else "".join(map(_raised, text))


@cache
def _raised(char: str) -> str:
    import unicodedata

    kind, _, codes = unicodedata.decomposition(char).partition(" ")
    plain = "".join(chr(int(code, 16)) for code in codes.split()) if kind == "<super>" else _RAISED.get(char)
    return f"<sup>{plain}</sup>" if plain else char


_MARKDOWN = re.compile(
    r"(https?://[^\s<>\\\"`]*[^\s<>\\\"`.,;:!?)\]])|([\\`*_{}\[\]<>#$&~^|@])|^(\s*\d+)([.)])|^(\s*)([-+=])"
)
"""An http(s) address; a character with a meaning in Markdown; a list marker at the beginning."""


def _escape_markdown(text: str) -> str:
    """Escape with backslashes as CommonMark and pandoc read them; an http(s) address becomes a link."""

    def one(match: re.Match[str]) -> str:
        address, special, number, dot, indent, bullet = match.groups()
        if address:
            return f"<{address}>"
        return f"\\{special}" if special else f"{number or indent or ''}\\{dot or bullet}"

    return _MARKDOWN.sub(one, text)


_AUTOLINK = re.compile(r"https?://[^\s<>\\\"`]+")
"""An address that stands between angle brackets as it is."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$&~^|@]")


def _escape_bare_markdown(text: str) -> str:
    """Escape as `_escape_markdown` does, an address too."""
    return _escape_markdown(text.replace("://", "\0")).replace("\0", "://")


def _escape_special(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "-{}",
    "\xa0": "~",
    "\u202f": r"\,",
    **{char: f"\\{char}" for char in "$&#_%"},
}


def _escape_latex(text: str) -> str:
    return re.sub(r"-(?=-)|[^-\w\s]|[_\xa0\u202f]", lambda match: _LATEX.get(match[0], match[0]), text)


def _escape_rtf(text: str) -> str:
    return re.sub(r"[\\{}]|[^\x20-\x7e]", _rtf_character, text)


def _rtf_character(match: re.Match[str]) -> str:
    r"""A character as RTF control words.

    They take signed 16-bit numbers, so characters beyond the Basic Multilingual Plane need two. The fragment sets \uc0,
    so that no substitute character follows; pandoc would lose a space after one.
    """
    if match[0] in "\\{}":
        return f"\\{match[0]}"
    units = match[0].encode("utf-16-le", "replace")
    pairs = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
    return "".join(f"\\uc0\\u{number}{{}}" for number in pairs)


def _span(name: str, value: str) -> tuple[str, str]:
    return (f'<span style="{name}:{value};">', "</span>")


_HTML: Tags = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): _span("font-style", "normal"),
    ("font-variant", "small-caps"): _span("font-variant", "small-caps"),
    ("font-variant", "normal"): _span("font-variant", "normal"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): _span("font-weight", "normal"),
    ("font-weight", "light"): _span("font-weight", "lighter"),
    ("text-decoration", "underline"): _span("text-decoration", "underline"),
    ("text-decoration", "none"): _span("text-decoration", "none"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
}
_MARKDOWN_TAGS: Tags = {
    **_HTML,
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
}


def _commands(names: Mapping[tuple[str, str], str]) -> Tags:
    return {key: (f"\\{name}{{", "}") for key, name in names.items()}


_LATEX_TAGS = _commands({
    ("font-style", "italic"): "textit",
    ("font-style", "oblique"): "textsl",
    ("font-style", "normal"): "textup",
    ("font-variant", "small-caps"): "textsc",
    ("font-variant", "normal"): "textup",
    ("font-weight", "bold"): "textbf",
    ("font-weight", "normal"): "textmd",
    ("font-weight", "light"): "textmd",
    ("text-decoration", "underline"): "underline",
    ("vertical-align", "sup"): "textsuperscript",
    ("vertical-align", "sub"): "textsubscript",
})  # fmt: skip
_RTF_WORDS = {
    ("font-style", "italic"): "i",
    ("font-style", "oblique"): "i",
    ("font-style", "normal"): "i0",
    ("font-variant", "small-caps"): "scaps",
    ("font-variant", "normal"): "scaps0",
    ("font-weight", "bold"): "b",
    ("font-weight", "normal"): "b0",
    ("text-decoration", "underline"): "ul",
    ("text-decoration", "none"): "ul0",
    ("vertical-align", "sup"): "super",
    ("vertical-align", "sub"): "sub",
    ("vertical-align", "baseline"): "nosupersub",
}
_HTML_BLOCKS = {
    "block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "indent": ('<div class="csl-indent">', "</div>\n  "),
}

SYNTAX: dict[MarkupName, Syntax] = {
    "text": Syntax(str, {}, {"block": ("\n", "")}, " "),
    "html": Syntax(_escape_html, _HTML, _HTML_BLOCKS, finish=_raise, link=_html_link),
    "markdown": Syntax(
        _escape_markdown,
        _MARKDOWN_TAGS,
        {"block": ("\n\n", ""), "indent": ("\n\n", "")},
        link=_markdown_link,
        escape_bare=_escape_bare_markdown,
    ),
    "latex": Syntax(_escape_latex, _LATEX_TAGS, {"block": ("\n\n", ""), "indent": ("\n\n", "")}, link=_latex_link),
    "rtf": Syntax(
        _escape_rtf,
        {key: (f"{{\\{word} ", "}") for key, word in _RTF_WORDS.items()},
        {"left-margin": ("", "\\tab "), "block": ("\\line ", ""), "indent": ("\\line\\tab ", "")},
        link=_rtf_link,
    ),
}
"""Name of a markup -> its syntax."""
