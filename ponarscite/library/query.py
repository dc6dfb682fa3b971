"""A search as a person writes it -> SQL and its parameters (pure).

    kazakhstan "coup attempt" author:junisbai issued:2020..2022 number:<700 series:pepm cites:pepm660 -topic:media

Words and phrases are looked for in titles, names, abstracts, keywords, notes and sources; `word*` is the beginning of a
word, `-` in front means without. Everything must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ponarscite.errors import QueryError
from ponarscite.library.spelling import spellings, words
from ponarscite.record.text import fold

LONGEST = 2_000
"""Characters of a query."""
MOST_TERMS = 48

TEXT_FIELDS = {
    "title": "title",
    "author": "author",
    "name": "author",
    "abstract": "abstract",
    "topic": "topic",
    "keyword": "topic",
    "note": "notes",
    "notes": "notes",
    "source": "source",
    "publisher": "source",
    "in": "source",
}
"""Field of a query -> column of the words."""

VALUE_FIELDS = {
    "series": "record.series = ?",
    "type": "record.type = ?",
    "language": "record.language = ?",
    "key": "{id} = (SELECT record FROM ledger WHERE key = ?)",
    "role": "{id} IN (SELECT record FROM testimony WHERE role = ?)",
    "tag": "{id} IN (SELECT record FROM tag WHERE lower(tag) = lower(?))",
}
"""Field -> what must hold of its value; {id} is the column that names the record."""

RANGE_FIELDS = {"issued": "issued", "year": "issued", "date": "issued", "number": "serial"}

LINK_FIELDS = {
    "cites": "(SELECT subject.record FROM testimony AS cited JOIN testimony AS subject USING (document) "
    "WHERE cited.role = 'cited' AND cited.record IN ({}) AND subject.role = 'subject' AND {})",
    "cited-by": "(SELECT cited.record FROM testimony AS subject JOIN testimony AS cited USING (document) "
    "WHERE subject.role = 'subject' AND subject.record IN ({}) AND cited.role = 'cited' AND {})",
}
"""Field -> the records that are linked to those in the first place."""

SAME_PART = "(subject.place = '' OR substr(cited.place, 1, length(subject.place) + 1) = subject.place || ' ')"
"""Of a document about several works, each cites what stands in its own part."""

STATES = {
    "partial": "record.partial = 1",
    "conflict": "record.disputed > 0",
    "numbered": "record.series <> ''",
}
FIELDS = tuple(sorted({*TEXT_FIELDS, *VALUE_FIELDS, *RANGE_FIELDS, *LINK_FIELDS, "is"}))

_TERM = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[A-Za-z][A-Za-z-]*):)?(?:["“”«](?P<phrase>[^"“”»]*)(?P<end>["“”»])|(?P<word>\S+))""",
)
_FIELD = re.compile(r"(?:^|(?<=\s))-?(?P<field>[A-Za-z][A-Za-z-]*):(?=\S)")
_BOUND = re.compile(r"(?P<sign><=|>=|<|>|=)?(?P<value>\S+)")
_DATE = re.compile(r"(?a:\d{4}(?:-\d\d?){0,2})")
_AFTER = "~"  # sorts behind every digit and hyphen


class Query:
    """A search, understood. No dataclass: to import what makes one takes longer than most searches.

    Attributes:
        match: the expression of SQLite's FTS5, "" for none.
        conditions: what must hold besides, all of it, as SQL; {id} stands for the column that names the record.
        parameters: the values of the conditions.
    """

    def __init__(self) -> None:
        self.match = ""
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def where(self, column: str) -> list[str]:
        """The conditions, asked of the record that a column names: "record.id", or "words.rowid" of the index."""
        return [condition.format(id=column) for condition in self.conditions]


def is_query(text: str) -> bool:
    """Whether a text is a search rather than a name: it has a field."""
    return any(match["field"].lower() in FIELDS for match in _FIELD.finditer(text))


def parse_query(text: str, candidates: Callable[[str], Sequence[int]] = lambda _: ()) -> Query:
    """Understand a search.

    Args:
        candidates: the ids of the records that a key or a number can mean, for `cites:`.
    Raises:
        QueryError: it points at the place.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the search has {len(text):,} characters", hint=f"at most {LONGEST:,} are understood")
    text = text.encode(errors="replace").decode()  # a terminal may give bytes that are no text
    query = Query()
    wanted: list[str] = []
    unwanted: list[str] = []
    for number, match in enumerate(_terms(text)):
        if number == MOST_TERMS:
            raise _error(text, match.start(), f"more than {MOST_TERMS} conditions", "search for less at a time")
        expression = _understand(text, match, query, candidates)
        if expression:
            (unwanted if match["minus"] else wanted).append(expression)
    query.match = " AND ".join(wanted)
    if unwanted and wanted:
        query.match = f"({query.match}) NOT ({' OR '.join(unwanted)})"
    elif unwanted:
        query.conditions.append("{id} NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
        query.parameters.append(" OR ".join(unwanted))
    return query


def _terms(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TERM.match(text, position)
        if match is not None and match["word"] == "-":
            raise _error(text, position, "nothing is behind this sign", "as -word, or leave it out") from None
        if match is None or (match["word"] and match["word"][0] in '"“«'):
            raise _error(text, position, "this quotation mark has no end", "close it, or leave it out") from None
        found.append(match)
        position = match.end()
    return found


def _understand(text: str, match: re.Match[str], query: Query, candidates: Callable[[str], Sequence[int]]) -> str:
    """Add one condition to the query; what is looked up by words is returned as an expression instead."""
    name = (match["field"] or "").lower()
    value = match["phrase"] if match["word"] is None else match["word"]
    if not name and match["word"] and ":" in match["word"]:
        return _phrase(value)  # a title has its colon, too
    if name and name not in FIELDS:
        if value.startswith("//"):
            return _phrase(value)  # an address
        raise _error(text, match.start("field"), f"no field is called {name!r}", f"known: {', '.join(FIELDS)}")
    if not name or name in TEXT_FIELDS:
        expression = _phrase(value)
        if not expression and name:
            raise _error(text, match.start(), f"{name}: has nothing to look for", f"as {name}:word")
        return f"{TEXT_FIELDS[name]} : {expression}" if name and expression else expression
    condition, parameters = _condition(text, match, name, value, candidates)
    query.conditions.append(f"NOT ifnull({condition}, 0)" if match["minus"] else condition)
    query.parameters += parameters
    return ""


def _phrase(value: str) -> str:
    """The words of a term, in order, as an expression of FTS5; each spelling of a single word."""
    beginning = value.endswith("*")
    found = words(value)[:64]
    if not found:
        return ""
    if len(found) > 1:
        return f'"{fold(" ".join(found)).replace(chr(39), " ")}"' + (" *" if beginning else "")
    each = [f'"{spelling.replace(chr(39), " ")}"' + (" *" if beginning else "") for spelling in spellings(found[0])]
    return each[0] if len(each) == 1 else f"({' OR '.join(each)})"


def _condition(
    text: str, match: re.Match[str], name: str, value: str, candidates: Callable[[str], Sequence[int]]
) -> tuple[str, list[object]]:
    place = match.end() - len(value)
    if name in RANGE_FIELDS:
        return _range(text, place, RANGE_FIELDS[name], value)
    if name == "is":
        if value.lower() not in STATES:
            raise _error(text, place, f"no state is called {value!r}", f"known: {', '.join(STATES)}")
        return STATES[value.lower()], []
    if name in LINK_FIELDS:
        numbers = list(candidates(value))
        if not numbers:
            raise _error(text, place, f"no record is called {value!r}", "name the key or the number of a record")
        return f"{{id}} IN {LINK_FIELDS[name].format(', '.join('?' * len(numbers)), SAME_PART)}", [*numbers]
    return VALUE_FIELDS[name], [value if name in ("tag", "key") else value.lower()]


def _range(text: str, place: int, column: str, value: str) -> tuple[str, list[object]]:
    """ "2020", "2020..2022", "2020..", "..2022", "<700", ">=2020-05"."""
    start, dots, end = value.partition("..")
    if not dots:
        match = _BOUND.fullmatch(value)
        sign, bound = (match["sign"] or "=", match["value"]) if match else ("=", "")
        start, end = {"<": ("", bound), "<=": ("", bound), ">": (bound, ""), ">=": (bound, "")}.get(
            sign, (bound, bound)
        )
    else:
        sign = "="
    conditions: list[str] = []
    parameters: list[object] = []
    for bound, low in ((start, True), (end, False)):
        if bound:
            limit = _limit(text, place, column, bound)
            operator, parameter = _compared(limit, low=low, sign=sign)
            conditions.append(f"record.{column} {operator} ?")
            parameters.append(parameter)
    if not conditions:
        raise _error(text, place, f"{column_name(column)} has no bounds", "as 2020..2022, 2020.., <700 or 775")
    if column == "issued":
        conditions.append("record.issued <> ''")
    return f"({' AND '.join(conditions)})", parameters


def _compared(limit: str | int, *, low: bool, sign: str) -> tuple[str, object]:
    """A date stands for all its days: what is up to 2022 has the whole of 2022, what is after 2020 none of it."""
    if isinstance(limit, int):
        return {"<": "<", ">": ">"}.get(sign, ">=" if low else "<="), limit
    if low:
        return (">", limit + _AFTER) if sign == ">" else (">=", limit)
    return ("<", limit) if sign == "<" else ("<", limit + _AFTER)


def _limit(text: str, place: int, column: str, bound: str) -> str | int:
    if column == "serial":
        if not (bound.isascii() and bound.isdecimal() and len(bound) < 18):
            raise _error(text, place, f"{bound!r} is no number", "as number:775, number:<700 or number:600..700")
        return int(bound)
    if not _DATE.fullmatch(bound):
        raise _error(text, place, f"{bound!r} is no date", "as issued:2022, issued:2022-05.. or issued:2020..2022")
    year, *rest = bound.split("-")
    return "-".join((year, *(f"{int(part):02}" for part in rest)))


def column_name(column: str) -> str:
    """The field that looks into a column of numbers or dates."""
    return next(name for name, one in RANGE_FIELDS.items() if one == column)


def _error(text: str, place: int, problem: str, hint: str) -> QueryError:
    """The error, with the place marked in what was written there."""
    start = max(place - 20, 0)
    shown = f"{'…' if start else ''}{text[start:place]}⟶{text[place : place + 40]}"
    return QueryError(f"search: {problem}, at character {place + 1}: {shown}", hint=hint)
