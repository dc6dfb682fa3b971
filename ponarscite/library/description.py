"""Description: the claims of one document about one work. Several descriptions of a work make its record."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

from ponarscite.library.checksum import unsealed
from ponarscite.library.decoding import decoding
from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.given import GIVEN, claims_of, hash_of, values_of
from ponarscite.reconcile.packed import unpack
from ponarscite.record.claim import ROLES, About, Claim, Rank
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import clean, fold

MatchKey: TypeAlias = tuple[str, ...]
"""Descriptions that share one may be about the same work: ("number", series, number), ("url", address), ("title", type,
title, authors...), ("pdf", file name) or ("bond", name of a link)."""

USER = "you"
"""The document and the origin of claims that come from the user's corrections."""

PLACE = "correction"
"""The place in the About of the user's corrections."""


@dataclass(frozen=True, slots=True)
class Description:
    """Claims that share an About, and the record that they make without any others. There is at least one claim."""

    claims: tuple[Claim, ...]
    record: Record

    @property
    def about(self) -> About:
        """The About of every claim."""
        return self.claims[0].about


def shape_of(claims: Iterable[Claim]) -> int:
    """A hash of claims without document, place and line (64 bits, signed): equal when two documents state the same."""
    stated = [f"{c.variable}\x1e{c.text}\x1e{int(c.rank)}\x1e{c.origin}\x1e{c.about.role}" for c in claims]
    return hash_of(stated)


def descriptions(record: Record, settle: Settle) -> list[Description]:
    """The descriptions in a record: one for each About of its claims, or one of its values when it has no claims."""
    if record.claims:
        return [describe(group, settle) for group in by_about(record.claims)]
    claims = claims_of(record, Rank.OWN, GIVEN)
    texts = [claim.text for claim in claims]
    if not "".join(texts).isprintable() and texts != list(map(clean, texts)):
        return [describe(claims, settle)]  # rebuilding strips control characters
    return [Description(claims, settle(record))]


def built_descriptions(record: Record, settle: Settle) -> list[Description]:
    """As `descriptions` for a record that was just built from its claims, so that with one About it can be reused."""
    claims = record.claims
    if claims and all(claim.about is claims[0].about or claim.about == claims[0].about for claim in claims):
        return [Description(claims, record)]
    return descriptions(record, settle)


def changed_values(record: Record, settle: Settle) -> tuple[Claim, ...]:
    """Claims for the values that a program has changed in a record since it was built from its claims."""
    if not record.claims:
        return ()
    built = build(record.claims, settle)
    if replace(built, id=record.id, identity=record.identity, role=record.role) == record:
        return ()
    old = set(values_of(built))
    changed = {variable for variable, text in values_of(record) if (variable, text) not in old} - {"id"}
    return tuple(claim for claim in claims_of(record, Rank.USER, GIVEN) if claim.variable in changed)


def by_about(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims grouped by their About, in order of first appearance."""
    groups: dict[About, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.about].append(claim)
    return [tuple(group) for group in groups.values()]


def describe(claims: Sequence[Claim], settle: Settle) -> Description:
    """The description that these claims make. They share an About."""
    return Description(tuple(claims), build(claims, settle))


def unpacked_claims(packed: bytes) -> tuple[Claim, ...]:
    """The claims of a row of `testimony`. Raises sqlite3.DatabaseError when its bytes are damaged."""
    with decoding():
        claims = tuple(unpack(unsealed(packed)))
        ROLES.index(claims[0].about.role)  # raises for an unknown role, and when there are no claims
        return claims


def reconciled(groups: Iterable[tuple[Claim, ...]], settle: Settle) -> Record:
    """The record of a work, built from the claims of its descriptions; their order does not matter."""
    return build(in_fixed_order(groups), settle)


def in_fixed_order(groups: Iterable[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """The claims of several descriptions, each claim once, in an order that does not depend on when they were added.

    The highest rank comes first, then the closest role, then document and place by name.
    """
    in_order = sorted(groups, key=_precedence)
    return tuple(dict.fromkeys(chain.from_iterable(in_order)))


def _precedence(claims: tuple[Claim, ...]) -> tuple[Any, ...]:
    about = claims[0].about
    return -max(claim.rank for claim in claims), ROLES.index(about.role), about.document, about.place, shape_of(claims)


def match_identity(record: Record) -> Identity:
    """The identity under which a description is matched with others: the record's, with the name of its PDF."""
    identity = record.identity
    if identity.kind != "ambiguous" and (name := pdf_key(record)):
        identity = replace(identity, aliases=(*identity.aliases, ("pdf", name)))
    return identity


def pdf_key(record: Record) -> str:
    """The folded name of a record's PDF; "" for a name of fewer than 8 characters or without a digit, as "memo"."""
    name = fold(record.pdf_name)
    return name if len(name) > 7 and any(map(str.isdigit, name)) else ""


def match_keys(identity: Identity, links: Iterable[str]) -> list[MatchKey]:
    """Every match key of an identity and of the user's links."""
    keys: list[MatchKey] = [("bond", link) for link in links]  # the hashes in existing files are made of this word
    if identity.value:
        keys.append((identity.kind, *identity.value))
        if identity.kind == "ambiguous":
            keys.append(("title", *identity.value[1:]))
    return [*keys, *identity.aliases]


def match_hashes(identity: Identity, links: Iterable[str] = ()) -> set[int]:
    """The hashes of all match keys, as the table `meeting` stores them."""
    return set(map(match_hash, match_keys(identity, links)))


def match_hash(key: MatchKey) -> int:
    """The hash of one match key. 64 bits, signed."""
    return hash_of(key)


def identity_text(identity: Identity) -> str:
    """The identity as JSON without its reason; `identity_of` reads it back."""
    return json.dumps([identity.kind, identity.value, identity.aliases])


def texts_of(values: Iterable[str]) -> tuple[str, ...]:
    """Texts that were decoded from JSON, as a tuple. Raises TypeError where one is no text."""
    "".join(texts := tuple(values))
    return texts


def identity_of(text: str) -> Identity:
    """The identity that `identity_text` wrote. Raises sqlite3.DatabaseError when the text is damaged."""
    with decoding():
        kind, value, aliases = json.loads(text)
        texts_of((kind,))
        return Identity(kind, texts_of(value), "", tuple(map(texts_of, aliases)))
