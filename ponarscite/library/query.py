"""Query: a search as the user types it -> SQL conditions and their parameters (pure).

    kazakhstan "coup attempt" author:junisbai issued:2020..2022 number:<700 series:pepm cites:pepm660 -topic:media

A record must match every term. Words and phrases match titles, names, abstracts, keywords, notes and sources; `word*`
matches the beginning of a word, `-term` excludes what the term matches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ponarscite.errors import QueryError, did_you_mean
from ponarscite.library.phrase import MOST_WORDS, printed_names, quoted
from ponarscite.library.row_seal import sound
from ponarscite.library.schema import MOST_DIGITS
from ponarscite.library.spelling import spellings, words
from ponarscite.record.text import fold

LONGEST = 2_000
"""Characters of a query."""
MOST_TERMS = 48
"""Terms of a query."""

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
"""Field of a query -> column of the FTS5 table `words`."""

NAMED = "author"
"""Column of `words` that holds the names of persons."""

VALUE_FIELDS = {
    "series": "record.series = ?",
    "type": "record.type = ?",
    "language": "record.language = ?",
    "key": f"{{id}} = (SELECT record FROM ledger WHERE key = ? AND {sound('ledger')})",
    "role": "{id} IN (SELECT record FROM testimony WHERE role = ?)",
    "tag": f"{{id}} IN (SELECT record FROM tag WHERE CASE WHEN {sound('tag')} THEN lower(tag) = lower(?) END)",
}
"""Field -> SQL condition with its value as the parameter; {id} stands for the column with the id of the record."""

RANGE_FIELDS = {"issued": "issued", "year": "issued", "date": "issued", "number": "serial"}
"""Field -> column of `record` that is compared with bounds."""

LINK_FIELDS = {
    "cites": "(SELECT subject.record FROM testimony AS cited JOIN testimony AS subject USING (document) "
    "WHERE cited.role = 'cited' AND cited.record IN ({}) AND subject.role = 'subject' AND {})",
    "cited-by": "(SELECT cited.record FROM testimony AS subject JOIN testimony AS cited USING (document) "
    "WHERE subject.role = 'subject' AND subject.record IN ({}) AND cited.role = 'cited' AND {})",
}
"""Field -> SQL subquery for the linked records. Its two blanks are the ids to start from and SAME_PART."""

SAME_PART = "(subject.place = '' OR substr(cited.place, 1, length(subject.place) + 1) = subject.place || ' ')"
"""SQL condition: in a document about several works, a subject cites the works in its own part, as "row 3 note 1"."""

STATES = {
    "partial": "record.partial = 1",
    "conflict": "record.disputed > 0",
    "numbered": "record.series <> ''",
}
"""State that `is:` asks for -> SQL condition."""

FIELDS = tuple(sorted({*TEXT_FIELDS, *VALUE_FIELDS, *RANGE_FIELDS, *LINK_FIELDS, "is"}))

_TERM = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[A-Za-z][A-Za-z-]*):)?(?:["“”«](?P<phrase>[^"“”»]*)(?P<end>["“”»])|(?P<word>\S+))""",
)
_FIELD = re.compile(r"(?:^|(?<=\s))-?(?P<field>[A-Za-z][A-Za-z-]*):(?=\S)")
_BOUND = re.compile(r"(?P<sign><=|>=|<|>|=)?(?P<value>\S+)")
_DATE = re.compile(r"(?a:\d{4}(?:-\d\d?){0,2})")
_AFTER = "~"
"""Sorts after digits and hyphens, so that "2022~" is later than every date of 2022."""


class Query:
    """A parsed search. It is no dataclass, because importing `dataclasses` takes longer than most searches.

    Attributes:
        match: an FTS5 expression for the words, "" for none.
        conditions: SQL conditions, all of which must be true; {id} stands for the column with the id of the record.
        parameters: the parameters of the conditions, in order.
    """

    def __init__(self) -> None:
        self.match = ""
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def where(self, column: str) -> list[str]:
        """The conditions for a column that holds the id of the record: "record.id" or "words.rowid"."""
        return [condition.format(id=column) for condition in self.conditions]


def is_query(text: str) -> bool:
    """Whether a text is a search and not a key or a number: it has a `field:`."""
    return any(match["field"].lower() in FIELDS for match in _FIELD.finditer(text))


def parse_query(text: str, candidates: Callable[[str], Sequence[int]] = lambda _: ()) -> Query:
    """Parse a search.

    Args:
        candidates: a key or number -> the ids of the records that it can mean; for `cites:` and `cited-by:`.
    Raises:
        QueryError: the message shows the place of the problem.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the search has {len(text):,} characters", hint=f"at most {LONGEST:,} are understood")
    text = text.encode(errors="replace").decode()  # the command line may hold lone surrogates, which SQLite refuses
    query = Query()
    wanted: list[str] = []
    unwanted: list[str] = []
    for number, match in enumerate(_terms(text)):
        if number == MOST_TERMS:
            raise _error(text, match.start(), f"more than {MOST_TERMS} conditions", "search for less at a time")
        expression = _parse_term(text, match, query, candidates)
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
    """The terms of a search as matches of _TERM. Raises QueryError."""
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


def _parse_term(text: str, match: re.Match[str], query: Query, candidates: Callable[[str], Sequence[int]]) -> str:
    """The FTS5 expression of a term that is looked up by words; other terms add a condition to the query and give "".

    Raises QueryError.
    """
    name = (match["field"] or "").lower()
    value = match["phrase"] if match["word"] is None else match["word"]
    if not name and match["word"] and ":" in match["word"]:
        return _phrase(value)  # a colon inside a word, as titles have it
    if name and name not in FIELDS:
        if value.startswith("//"):
            return _phrase(value)  # a web address
        if candidates(key := match[0].removeprefix("-")):
            query.conditions.append(("NOT " if match["minus"] else "") + VALUE_FIELDS["key"])
            query.parameters.append(key)
            return ""
        raise _error(text, match.start("field"), f"no field is called {name!r}", did_you_mean(name, FIELDS))
    if not name or name in TEXT_FIELDS:
        column = TEXT_FIELDS.get(name, "")
        expression = _phrase(value)
        if not expression and name:
            raise _error(text, match.start(), f"{name}: has nothing to look for", f"as {name}:word")
        if printed := printed_names(value, is_name=bool(column)) if column in ("", NAMED) else "":
            expression = f"({expression} OR {printed if column else f'{NAMED} : {printed}'})"
        return f"{column} : {expression}" if column and expression else expression
    condition, parameters = _condition(text, match, name, value, candidates)
    query.conditions.append(f"NOT ifnull({condition}, 0)" if match["minus"] else condition)
    query.parameters += parameters
    return ""


def _phrase(value: str) -> str:
    """An FTS5 expression for the words of a term in order, or for every spelling of a single word; "" for none."""
    beginning = value.endswith("*")
    found = words(value)[:MOST_WORDS]
    if not found:
        return ""
    if len(found) > 1:
        return quoted(fold(" ".join(found)), beginning=beginning)
    each = [quoted(spelling, beginning=beginning) for spelling in spellings(found[0])]
    return each[0] if len(each) == 1 else f"({' OR '.join(each)})"


def _condition(
    text: str, match: re.Match[str], name: str, value: str, candidates: Callable[[str], Sequence[int]]
) -> tuple[str, list[object]]:
    """The SQL condition of a field and its parameters. Raises QueryError."""
    place = match.end() - len(value)
    if name in RANGE_FIELDS:
        return _range(text, place, RANGE_FIELDS[name], value)
    if name == "is":
        if value.lower() not in STATES:
            raise _error(text, place, f"no state is called {value!r}", did_you_mean(value, STATES))
        return STATES[value.lower()], []
    if name in LINK_FIELDS:
        numbers = list(candidates(value))
        if not numbers:
            raise _error(text, place, f"no record is called {value!r}", "name the key or the number of a record")
        return f"{{id}} IN {LINK_FIELDS[name].format(', '.join('?' * len(numbers)), SAME_PART)}", [*numbers]
    return VALUE_FIELDS[name], [value if name in ("tag", "key") else value.lower()]


def _range(text: str, place: int, column: str, value: str) -> tuple[str, list[object]]:
    """The SQL condition of "2020", "2020..2022", "2020..", "..2022", "<700" or ">=2020-05". Raises QueryError."""
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
    """The operator and the parameter of one bound.

    A date covers all of its days: "..2022" includes the whole of 2022, and ">2020" starts after its last day.
    """
    if isinstance(limit, int):
        return {"<": "<", ">": ">"}.get(sign, ">=" if low else "<="), limit
    if low:
        return (">", limit + _AFTER) if sign == ">" else (">=", limit)
    return ("<", limit) if sign == "<" else ("<", limit + _AFTER)


def _limit(text: str, place: int, column: str, bound: str) -> str | int:
    """A bound as the column holds it: an integer, or a date in ISO 8601. Raises QueryError."""
    if column == "serial":
        if not (bound.isascii() and bound.isdecimal() and len(bound) <= MOST_DIGITS):
            raise _error(text, place, f"{bound!r} is no number", "as number:775, number:<700 or number:600..700")
        return int(bound)
    if not _DATE.fullmatch(bound):
        raise _error(text, place, f"{bound!r} is no date", "as issued:2022, issued:2022-05.. or issued:2020..2022")
    year, *rest = bound.split("-")
    return "-".join((year, *(f"{int(part):02}" for part in rest)))


def column_name(column: str) -> str:
    """The field that names a column of RANGE_FIELDS in messages: "issued" or "number"."""
    return next(name for name, one in RANGE_FIELDS.items() if one == column)


def _error(text: str, place: int, problem: str, hint: str) -> QueryError:
    """A QueryError that shows the text around the place, with an arrow before it."""
    start = max(place - 20, 0)
    shown = f"{'…' if start else ''}{text[start:place]}⟶{text[place : place + 40]}"
    return QueryError(f"search: {problem}, at character {place + 1}: {shown}", hint=hint)
