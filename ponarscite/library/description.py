"""Testimony: what one document says of one thing; and the record that several testimonies make together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from typing import Any

from ponarscite.library.database import readable
from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.packed import unpack
from ponarscite.record.claim import OWN_VARIABLES, ROLES, About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.item import TYPES, to_json_name, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import clean, fold

Key = tuple[str, ...]

GIVEN = "given"
"""The origin of what a program says, without saying where it has it from."""

USER = "you"
"""The document and the origin of what a user has corrected."""

PLACE = "correction"
"""The place of an About that a user's claims have."""

_quoted = json.encoder.encode_basestring
_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Testimony:
    """The claims that share an About, and the record that they make alone."""

    claims: tuple[Claim, ...]
    draft: Record

    @property
    def about(self) -> About:
        """What the claims are about."""
        return self.claims[0].about


def shape_of(claims: Iterable[Claim]) -> int:
    """A hash (64 bits, signed) of what claims say, but for the document, the place and the line."""
    said = (f"{c.variable}\x1e{c.text}\x1e{c.rank:d}\x1e{c.origin}\x1e{c.about.role}" for c in claims)
    return _hash(_SEPARATOR.join(said))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def testimonies(record: Record, settle: Settle) -> list[Testimony]:
    """What the claims of a record say, one testimony a document and place; of a record without claims, its values."""
    if record.claims:
        return [draft(group, settle) for group in by_about(record.claims)]
    claims = claims_of(record, Rank.OWN, GIVEN)
    texts = [claim.text for claim in claims]
    if not "".join(texts).isprintable() and texts != list(map(clean, texts)):
        return [draft(claims, settle)]  # which cleans what no text should have
    return [Testimony(claims, settle(replace(record, claims=claims)))]


def as_read(record: Record, settle: Settle) -> list[Testimony]:
    """The testimonies of a record that was just made of its claims: one about one thing needs not be made again."""
    claims = record.claims
    if claims and all(claim.about is claims[0].about or claim.about == claims[0].about for claim in claims):
        return [Testimony(claims, record)]
    return testimonies(record, settle)


def added_values(record: Record, settle: Settle) -> tuple[Claim, ...]:
    """Claims for the values that a record has and its claims do not give: somebody has changed it."""
    if not record.claims:
        return ()
    built = build(record.claims, settle)
    if replace(built, id=record.id, identity=record.identity, role=record.role) == record:
        return ()
    theirs = set(_statements(built))
    variables = {variable for variable, text in _statements(record) if (variable, text) not in theirs} - {"id"}
    return tuple(claim for claim in claims_of(record, Rank.USER, GIVEN) if claim.variable in variables)


def by_about(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims that share an About, together."""
    groups: dict[About, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.about].append(claim)
    return [tuple(group) for group in groups.values()]


def draft(claims: Sequence[Claim], settle: Settle) -> Testimony:
    """The testimony that these claims make."""
    return Testimony(tuple(claims), build(claims, settle))


def claims_of(record: Record, rank: Rank, origin: str) -> tuple[Claim, ...]:
    """The values of a record as claims; () for one that has none. They make the same record again."""
    statements = list(_statements(record))
    place = f"{GIVEN} {_hash(_SEPARATOR.join((record.role, *chain.from_iterable(statements)))):x}"
    about = About(record.role, "", place)
    return tuple([Claim(variable, text, rank, origin, about) for variable, text in statements])


def _statements(record: Record) -> Iterator[tuple[str, str]]:
    """(variable, text) of each value; names and dates as JSON, since words would be read anew."""
    if record.id:
        yield "id", record.id
    yield "type", record.type if record.type in TYPES else "document"
    for variable, value in variables(record).items():
        if isinstance(value, str):
            yield variable, value
        elif isinstance(value, Date):
            yield variable, _date_text(value)
        else:
            yield from ((variable, one if isinstance(one, str) else name_text(one)) for one in value)
    for variable, attribute in OWN_VARIABLES.items():
        value = getattr(record, attribute)
        if isinstance(value, str):
            yield from ((variable, value),) if value else ()
        else:
            yield from ((variable, one if isinstance(one, str) else f"{one.name}: {one.text}") for one in value)


def _date_text(date: Date) -> str:
    parts = list(date.parts)
    return f'{{"date-parts":[{parts}]}}' if parts else f'{{"literal":{_quoted(date.literal)}}}'


def name_text(name: Name) -> str:
    """A name as the JSON of an entry of a CSL name-variable: `read_name` undoes it."""
    parts = ",".join(f'"{part}":{_quoted(text)}' for part, text in to_json_name(name).items())
    return f"{{{parts}}}"


def opened(packed: bytes) -> tuple[Claim, ...]:
    """The claims of a row. Raises sqlite3.DatabaseError when its bytes are damaged."""
    with readable():
        claims = tuple(unpack(packed))
        ROLES.index(claims[0].about.role)  # raises for what is none, and where there is no claim
        return claims


def together(groups: Iterable[tuple[Claim, ...]], settle: Settle) -> Record:
    """The record that testimonies make, the same in whatever order they come: a document about itself first."""
    return build(ordered(groups), settle)


def ordered(groups: Iterable[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """The claims of testimonies, each once, in an order that does not depend on when they came."""
    in_order = sorted(groups, key=_precedence)
    return tuple(dict.fromkeys(chain.from_iterable(in_order)))


def _precedence(claims: tuple[Claim, ...]) -> tuple[Any, ...]:
    about = claims[0].about
    return -max(claim.rank for claim in claims), ROLES.index(about.role), about.document, about.place, shape_of(claims)


def known_as(record: Record) -> Identity:
    """The identity under which a testimony meets others: with the name of its PDF.

    A title alone, without anybody who made it, is no identity: many works have it. The year is added to it.
    """
    identity = record.identity
    if identity.kind == "title" and len(identity.value) == 2:
        identity = replace(identity, value=(*identity.value, "", str(record.issued)) if identity.value[1] else ())
    if identity.kind != "ambiguous" and (name := pdf_key(record)):
        identity = replace(identity, aliases=(*identity.aliases, ("pdf", name)))
    return identity


def pdf_key(record: Record) -> str:
    """The folded name of a record's PDF; "" for one that could be the name of many."""
    name = fold(record.pdf_name)
    return name if len(name) > 7 and any(map(str.isdigit, name)) else ""


def keys_of(identity: Identity, bonds: Iterable[str]) -> list[Key]:
    """Every key under which testimonies meet."""
    keys: list[Key] = [("bond", bond) for bond in bonds]
    if identity.value:
        keys.append((identity.kind, *identity.value))
        if identity.kind == "ambiguous":
            keys.append(("title", *identity.value[1:]))
    return [*keys, *identity.aliases]


def hashes(identity: Identity, bonds: Iterable[str] = ()) -> set[int]:
    """The keys as numbers (64 bits, signed)."""
    return set(map(key_hash, keys_of(identity, bonds)))


def key_hash(key: Key) -> int:
    """One key as a number (64 bits, signed)."""
    return _hash(_SEPARATOR.join(key))


def identity_text(identity: Identity) -> str:
    """The identity as JSON; `identity_of` undoes it."""
    return json.dumps([identity.kind, identity.value, identity.aliases])


def identity_of(text: str) -> Identity:
    """The identity again, without its reason. Raises sqlite3.DatabaseError when the text is damaged."""
    with readable():
        kind, value, aliases = json.loads(text)
        return Identity(kind, tuple(value), "", tuple(map(tuple, aliases)))
