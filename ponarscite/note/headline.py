"""A bullet of a list of headlines -> the newspaper article that it names."""

from __future__ import annotations

from ponarscite.note.cited_work import CitedWork, cited_work
from ponarscite.note.imprint import read_imprint
from ponarscite.note.outlet import is_known, is_proper_name
from ponarscite.note.quotation import find_quotations, title_of
from ponarscite.record.text import clean

LONGEST = 2_000
_MOST_WORDS = 6


def parse_headline(text: str) -> CitedWork | None:
    """Parse "Headline (people discussed) (Outlet)". The last parenthesis is the outlet; the people are no authors.

    Args:
        text: one bullet, without its mark.
    Returns:
        An article with title, container-title, and the date printed with the outlet. None for an ordinary bullet: one
        that does not end in a parenthesis, or ends in one that names no outlet ("see above", "CSTO").
    Raises:
        Nothing.
    """
    if len(text) > LONGEST:
        return None
    rest, outlet = _last_parenthesis(clean(text).rstrip(" ."))
    title, _ = _last_parenthesis(rest)
    imprint = read_imprint(outlet)
    if len(imprint.chunks) != 1 or not _is_headline(title) or not _is_outlet(imprint.chunks[0], title):
        return None
    return cited_work(
        type="article-newspaper",
        title=_unquoted(title),
        container_title=imprint.chunks[0],
        issued=imprint.issued,
    )


def _last_parenthesis(text: str) -> tuple[str, str]:
    """Split off the parenthesis that ends a text: (text before it, its content); (text, "") if there is none."""
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return text[:at].rstrip(), text[at + 1 : -1].strip()
    return text, ""


def _is_headline(title: str) -> bool:
    is_whole = not title.endswith((".", ",", ";", ":")) and title.count("(") == title.count(")")
    return len(title.split()) > 1 and is_whole and not title[0].islower()


def _is_outlet(name: str, title: str) -> bool:
    if is_known(name):
        return True
    has_digit = any(character.isdigit() for character in name)
    return is_proper_name(name, _MOST_WORDS) and not has_digit and not _abbreviates(name, title)


def _abbreviates(name: str, title: str) -> bool:
    """Whether a name abbreviates the words before it: "Collective Security Treaty Organization (CSTO)"."""
    initials = "".join(word[0] for word in title.replace("-", " ").split() if word[0].isupper())
    return name.isupper() and initials.endswith(name)


def _unquoted(title: str) -> str:
    return title_of(title) if (0, len(title)) in find_quotations(title).pairs else title
