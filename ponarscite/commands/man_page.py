"""Pages for the program `man`: the manual and the list of commands, in the macros of man(7).

Source: groff_man(7), Linux man-pages 6 (.TH, .SH, .SS, .TP, .IP, .EX).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ponarscite.__about__ import __version__

if TYPE_CHECKING:
    from markdown_it.token import Token

COMMANDS: Final = "1"
OVERVIEWS: Final = "7"
"""Sections of man: programs; overviews and conventions."""

_OPEN: Final = {"strong_open": r"\fB", "em_open": r"\fI", "strong_close": r"\fR", "em_close": r"\fR"}
_SIGNS: Final = str.maketrans({"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"})
"""Characters that roff prints as others, or reads as a command."""

_BREAKS: Final = {"paragraph_open": ".PP", "list_item_open": ".IP \\(bu 2", "hr": ".PP"}


def overview(topic: str, summary: str, markdown: str) -> str:
    """The page of a topic, `ponarscite-TOPIC(7)`, of its page of the manual."""
    tokens = _tokens(markdown)
    body = tokens[3:] if tokens[:1] and tokens[0].type == "heading_open" else tokens  # without its title
    return _page(f"ponarscite-{topic}", OVERVIEWS, summary, "DESCRIPTION", body)


def command_page(
    summary: str, sections: Mapping[str, Sequence[tuple[str, str]]], markdown: str, topics: Sequence[str]
) -> str:
    """The page `ponarscite(1)`.

    Args:
        summary: what the program does, in a line.
        sections: heading -> (command, summary) of each command below it.
        markdown: the page of the manual about the command line.
        topics: those of the other pages, for "see also".
    """
    synopsis = ".SH SYNOPSIS\n.B ponarscite\n.I COMMAND\n[\\fIOPTION\\fR ...]\n[\\fIARGUMENT\\fR ...]\n"
    listed = ".SH COMMANDS\n" + "".join(_section(heading, rows) for heading, rows in sections.items())
    also = ", ".join(rf"\fBponarscite\-{_escaped(topic)}\fR({OVERVIEWS})" for topic in topics)
    page = _page("ponarscite", COMMANDS, summary, "DESCRIPTION", _tokens(markdown)[3:])
    head, mark, rest = page.partition(".SH DESCRIPTION\n")
    return f"{head}{synopsis}{listed}{mark}{rest}.SH SEE ALSO\n{also}\n"


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    items = "".join(f".TP\n.B {_escaped(name)}\n{_escaped(text)}\n" for name, text in rows)
    return f".SS {_escaped(heading)}\n{items}"


def _page(name: str, section: str, summary: str, heading: str, tokens: Sequence[Token]) -> str:
    title = f'.TH "{name.upper()}" "{section}" "" "ponarscite {__version__}" "Manual of ponarscite"\n'
    named = f".SH NAME\n{_escaped(name)} \\- {_escaped(summary.rstrip('.'))}\n"
    return f"{title}{named}.SH {heading}\n{''.join(_blocks(tokens))}"


def _tokens(markdown: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(markdown)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of the blocks. The paragraph of a list item, and the cells of a table, open no paragraph."""
    is_open = False
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            yield f".{'SH' if token.tag == 'h2' else 'SS'} "
        elif token.type == "inline":
            before = tokens[number - 1].type
            yield _cell(before, _inline(token.children or ()))
        elif token.type == "fence":
            yield f".PP\n.in +4n\n.EX\n{_lines(token.content)}.EE\n.in\n"
        elif token.type in _BREAKS and not (token.type == "paragraph_open" and is_open):
            yield f"{_BREAKS[token.type]}\n"
        elif token.type == "tr_open":
            yield ".TP\n"
        is_open = token.type == "list_item_open"


def _cell(before: str, text: str) -> str:
    """A text on lines of its own; in a table, the first cell of a row is the tag of its paragraph."""
    if before in ("td_open", "th_open"):
        return f"{text}\n" if text else "\\ \n"
    return f"{_protected(text)}\n"


def _inline(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type == "code_inline":
            parts.append(rf"\fB{_escaped(token.content)}\fR")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(_OPEN.get(token.type) or _escaped(token.content))
    return "\n".join(map(_protected, "".join(parts).split("\n")))


def _lines(text: str) -> str:
    return "".join(f"{_protected(_escaped(line))}\n" for line in text.splitlines())


def _escaped(text: str) -> str:
    return text.translate(_SIGNS)


def _protected(line: str) -> str:
    """A line that begins with a dot or an apostrophe, which would be a request of roff."""
    return rf"\&{line}" if line[:1] in (".", "'") else line
