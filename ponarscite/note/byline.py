"""Bylines in notes: the authors in front of a title, told from signals ("See also") and other words."""

from __future__ import annotations

import re

from ponarscite.note.outlet import is_known
from ponarscite.record.date import MONTH_NAMES
from ponarscite.record.institution import is_institution, is_organization
from ponarscite.record.name import CAPITAL_PARTICLES, PARTICLES, split_byline

SIGNAL = re.compile(
    r"(?:^|(?<=[\s(,.:;—]))"
    r"(?:see also|see|cf\.?|compare|quoted in|cited in|according to|reprinted in|см\. также|см\.?|смотри|ср\.)"
    r"(?:[,:]? (?:also|for example|for instance|for more|e\.g\.|inter alia|among others|especially|in particular|"
    r"generally|here|the following|например|в частности|подробнее|также))*[,:]?(?:\s+|$)",
    re.IGNORECASE,
)
"""Signals: words that introduce a source ("see also", "cf.", "quoted in", "см. также")."""

INTERVIEW = re.compile(
    r"\b(?:interview|interviews|interviewed|conversations?|correspondence)\b|интервью", re.IGNORECASE
)

_DATE = re.compile(
    r"(?:,|(?<![\s.-]\w)\.)? \(?(?P<year>(?:1[89]|20)\d\d)[a-z]?"
    rf"(?:, (?P<day>(?:{MONTH_NAMES})(?: \d\d?)?))?\)?\.?$",
    re.IGNORECASE,
)
"""The date behind the names in author-date styles: "Jane Roe. 2017.", "Roe, J. (2017, May 3)."."""

_CONJUNCTION = re.compile(r"^(?:and|but|or|и)(?: |,|$)", re.IGNORECASE)
_OTHERS = re.compile(r",? (?:et al\.?|and others|with others|и др\.?)(?=[\s,;:.]|$)", re.IGNORECASE)
_EDITORS = re.compile(r",? \(?(?:eds?\.?|editors?)\)?[.,]?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-.’'ʼ`])*")
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]\.$")
_THING = re.compile(
    r"(?:(?:the|this|an?|his|her|their|my|our|(?:the )?authors?[’']s?) )?(?:\w+ )?"
    r"(?:articles?|reports?|memos?|essays?|papers?|pieces?|op-eds?|"
    r"stud(?:y|ies)|stor(?:y|ies)|posts?|статья|статью)(?: in| titled| entitled| called)?|his|her|their|my|our",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    "the a an this these that on in for at as by from with see ibid note notes when while however according also "
    "author authors source sources data table figure idem".split()
)
_INNER = frozenset("to without against sans pour".split())
_SMALL = frozenset("of the and for on in at de la du des der und".split())
_LEAD = re.compile(r"(?:for|on|but|and)\b[^.]{0,80}$", re.IGNORECASE)
_LONGEST = 1_500
"""Characters of a byline; forty names have as many."""


def after_signal(head: str) -> str:
    """Return the text behind the last signal; all of it if there is none."""
    end = 0
    for match in SIGNAL.finditer(head):
        end = match.end()
    return head[end:].strip()


def read_authors(head: str) -> tuple[str, ...] | None:
    """Read the names in front of a title.

    Returns:
        The names as printed, in order; () if nobody is named; None if the words are no byline.
    """
    end = head[-_LONGEST:]
    names = after_signal(end)
    return None if len(head) > _LONGEST and names == end.strip() else _names(names)  # no name is cut


def _names(head: str) -> tuple[str, ...] | None:
    text = _CONJUNCTION.sub("", _OTHERS.sub("", _DATE.sub("", _trimmed(head))))
    text = _POSSESSIVE.sub("", _trimmed(_EDITORS.sub("", text)))
    if not text or _THING.fullmatch(text):
        return ()
    if is_known(text):
        return (text,)
    names = (text,) if is_institution(text) and "," not in text else _first_inverted(split_byline(text), text)
    if all(map(is_name, names)):
        return names
    _, colon, behind = text.rpartition(": ")
    return _names(behind) if colon else None


def _trimmed(text: str) -> str:
    """Strip the punctuation around a text, but keep the full stop of an initial ("Lee, A.")."""
    text = text.lstrip(" ,:;.([—–-").rstrip(" ,:;([—–-")
    return text if _INITIAL.search(text[-3:]) else text.rstrip(" ,:;.([—–-")


def read_date(head: str) -> str:
    """Return the date between names and title ("2017", "May 3 2017"), "" for none."""
    match = _DATE.search(head.rstrip(" ,."))
    return f"{match['day'] or ''} {match['year']}".strip() if match else ""


def _first_inverted(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Join the inverted first name of a bibliography entry: "Lee, Ann, and Bo Kim" -> "Lee, Ann", "Bo Kim"."""
    first = ", ".join(names[:2])
    is_index = len(names) > 2 and text.startswith(first) and _is_family(names[0]) and _is_given(names[1])
    return (first, *names[2:]) if is_index and all(" " in name for name in names[2:]) else names


def _is_family(text: str) -> bool:
    """Whether a text is a family name: one word, perhaps after particles ("de Vogel", "St. Julian-Varnon")."""
    *particles, _ = text.split()
    return PARTICLES.union(CAPITAL_PARTICLES).issuperset(particles)


def _is_given(text: str) -> bool:
    """Whether a text is a given name: one word, perhaps before initials or a particle ("Henry E.", "Sasha de")."""
    word, *others = text.split()
    return not word.endswith((".", ",")) and all(one in PARTICLES or _INITIAL.match(one) for one in others)


def is_name(text: str) -> bool:
    """Whether a text may name a person ("Sasha de Vogel", "Junisbai, Azamat") or an institution."""
    words = text.replace(",", " ").split()
    is_body = is_institution(text) or ("," not in text and is_organization(text))
    small = _SMALL | _INNER if is_body else PARTICLES
    return (
        0 < len(words) <= (12 if is_body else 6)
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() or word in small or word[:2] in ("d’", "d'", "al") for word in words)
        and _NO_NAMES.isdisjoint(
            word.casefold() for word in (words[1:2] if is_body and words[0] == "The" else words[:1])
        )
        and any(word[0].isupper() for word in words)
    )


def split_unquoted(text: str) -> tuple[tuple[str, ...], str]:
    """Split names from a title that has no quotation marks: "A B, C D, and E F, Title: Subtitle".

    Returns:
        (names, title); the names are () if the text begins with none, the title is "" if there are only names.
    """
    chunks = _OTHERS.sub("", _after_first_signal(text)).split(", ")
    count = _leading_names(chunks[:8])
    title = ", ".join(chunks[count:]).strip(" ,")
    return split_byline(", ".join(chunks[:count])), title


def _after_first_signal(text: str) -> str:
    """Cut off the signal that a text begins with. A later one may belong to the title, which nothing marks off here."""
    match = SIGNAL.search(text)
    if match and (match.start() == 0 or _LEAD.match(text[: match.start()])):
        return text[match.end() :]
    return text


def _leading_names(chunks: list[str]) -> int:
    if not _are_full_names(chunks[0]):
        return 0
    for count, chunk in enumerate(chunks[1:], 2):
        if not _are_full_names(chunk.removeprefix("and ")):
            break
        if chunk.startswith("and ") or " and " in chunk:
            return count
    return 1


def _are_full_names(chunk: str) -> bool:
    return all(is_name(name) and " " in name for name in chunk.split(" and "))
