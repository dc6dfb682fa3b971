"""Words of a byline that are no name: "Policy Memo by" before the names, "Senior Fellow" behind them."""

from __future__ import annotations

import re

_KINDS = frozenset(
    "analyses analysis announcement answer answers article background backgrounder bio blog blogpost book brief "
    "briefing briefings bulletin chapter column comment commentaries commentary comments contribution data "
    "discussion dispatch dossier editorial episode essay explainer factsheet feature findings graphics guide "
    "images insight insights interview introduction issue lecture letter memo memorandum memorandums memos "
    "narration news newsletter note notes occasional op-ed opinion opinions outlook paper papers perspective "
    "perspectives photo photographs photography photos piece podcast policy post posts preface presentation press "
    "primer project question questions read remarks report reporting reports research response review series "
    "speech statement story studies study summary survey talk testimony text texts thread transcript update video "
    "videos view viewpoint views words work working".split()
)
"""Words for what somebody has made: "Commentary by"."""

_DEEDS = frozenset(
    "added authored co-authored co-edited co-written coauthored collected commissioned compiled composed "
    "conceived conducted contributed created curated delivered designed drafted edited given hosted illustrated "
    "introduced led made moderated narrated posted prepared presented produced published recorded released "
    "reported researched reviewed revised selected shared submitted transcribed translated updated uploaded "
    "written".split()
)
"""Participles before "by": "Written by"."""

_BETWEEN = frozenset(
    "a also an and blog deep depth eurasia expert exclusive for from full guest in in-depth last latest long new "
    "no nr number on online original our ponars section short special the this today was with".split()
)
"""Words that may stand among these."""

CREDIT = _KINDS | _DEEDS | _BETWEEN

ROLES = {"edited": "editor", "co-edited": "editor", "translated": "translator"}
"""Participle -> CSL variable of those whom it names; all others are authors."""

POSITIONS = frozenset(
    "adviser advisor ambassador analyst assistant associate author candidate ceo chair chairman chairperson "
    "chairwoman chancellor co-chair co-director co-editor co-founder cofounder columnist commentator consultant "
    "contributor coordinator correspondent dean director economist editor editor-in-chief expert fellow founder "
    "head historian instructor intern investigator journalist leader lecturer manager member minister officer "
    "partner postdoc president professor provost reader rector reporter representative researcher scholar "
    "scientist secretary specialist strategist student teacher trustee writer аналитик декан директор доцент "
    "журналист журналистка заведующий исследователь исследовательница обозреватель преподаватель "
    "преподавательница профессор редактор ректор сотрудник сотрудница эксперт".split()
)
"""Nouns for the position of a person."""

_MODIFIERS = frozenset(
    "academic acting adjunct affiliate affiliated analytical assistant associate clinical communications "
    "contributing co-principal corresponding d deputy digital distinguished doctoral editorial emerita emeritus "
    "energy eurasia executive external fellow foreign former founding full global graduate guest head honorary "
    "independent international interim investigative junior lead leading legal managing military nonresident non- "
    "resident phd ph political ponars post-doctoral postdoctoral predoctoral principal program programme project "
    "regional research resident retired security senior special staff teaching temporary undergraduate vice "
    "visiting ведущий главный младший научный приглашенный старший".split()
)
"""Words that stand before a word of POSITIONS."""

_BY = re.compile(r"(?P<before>(?:\S{1,40} ){0,10}?)(?P<by>by):? (?=\S)", re.IGNORECASE)
_INNER_BY = re.compile(r"\S.{0,200}? by:? (?=[^\W\d_a-zа-яё])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"\s(?:of|at|for|in|on|with|to)\s|[,(]")


def split_credit(text: str) -> tuple[str, str]:
    """Split the words before names from them: "Policy Memo by Ann Lee" -> ("Policy Memo by", "Ann Lee").

    Returns:
        ("", text) where the words before "by" are no words of CREDIT: "Ann By Lee" is a name.
    """
    match = _BY.match(text)
    if not match or not CREDIT.issuperset(_WORD.findall(match["before"].casefold())):
        return "", text
    return match[0].strip(), text[match.end() :]


def without_credit(text: str) -> str:
    """Cut off everything up to a "by" in lower case, of a text that is known to hold names: "Dispatch by Ann Lee"."""
    credit, names = split_credit(text)
    inner = None if credit else _INNER_BY.match(text)
    return text[inner.end() :] if inner else names


def has_foreign_words(text: str) -> bool:
    """Whether other words than those of CREDIT stand before a "by": "Ukraine as Seen by Ann Lee" is no byline."""
    return not split_credit(text)[0] and _INNER_BY.match(text) is not None


def role_of(text: str) -> str:
    """The CSL variable of the names behind a credit: "Edited by Ann Lee" -> "editor"; "author" for any other."""
    words = _WORD.findall(split_credit(text)[0].casefold())
    deeds = [word for word in words if word in _DEEDS]
    roles = {ROLES.get(word, "author") for word in deeds}
    return roles.pop() if len(roles) == 1 else "author"


def is_position(text: str) -> bool:
    """Whether a text is the position of a person: "Senior Fellow", "Assistant Professor of Political Science"."""
    words = _WORD.findall(_HEAD.split(text, maxsplit=1)[0].casefold())
    return (
        bool(words)
        and words[-1] in POSITIONS
        and all(word in _MODIFIERS or word in POSITIONS or word == "and" for word in words)
    )


def is_kind(text: str) -> bool:
    """Whether a text only names a kind of publication: "Commentary", "Policy Brief"."""
    words = _WORD.findall(text.casefold())
    return bool(words) and _KINDS.issuperset(words)
