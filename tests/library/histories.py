"""Random documents and commands from so few titles, people, numbers and addresses that their works often match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random

from ponarscite import About, Claim, Library, Rank, Record
from ponarscite.library.document_table import Provenance
from ponarscite.library.record_row import record_row, search_row
from ponarscite.library.row_seal import COLUMNS
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import Role
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SETTLE = partial(settle, series=(PONARS, PONARS_EURASIA))
PLACES: dict[Role, str] = {"subject": "row", "cited": "note", "mentioned": "card"}
TEXTS: dict[str, tuple[float, Sequence[str]]] = {
    "title": (1, ("Borrowed Rivers: Who Counts?", "Borrowed Rivers", "Night Trains", "Реки взаймы", "Talk")),
    "author": (0.6, ("Ana Ejemplo", "Olena Prykladna", "A. Ejemplo", "Şener Aktürk", "Sener Akturk")),
    "issued": (0.6, ("2020-07", "July 2020", "2020", "2005", "1999-05-01", "Spring 2014")),
    "genre": (0.6, ("PONARS Eurasia Policy Memo",)),
    "number": (0.5, ("660", "661", "60", "9" * 30)),
    "URL": (
        0.3,
        ("https://www.ponarseurasia.org/borrowed/", "http://ponarseurasia.com/borrowed", "https://x.org/?a=1"),
    ),
    "pdf-name": (0.2, ("Pepm660_Ana_July2020", "weird2020pdf")),
    "id": (0.1, ("mine", "pepm660")),
    "keyword": (0.3, ("snow", "ice")),
}
"""Variable -> (probability of a claim about it, its possible texts)."""
EDITS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("title", ("Edited",)),
    ("title", ()),
    ("author", ("Zed Zee",)),
    ("issued", ("2019",)),
    ("number", ("660",)),
    ("id", ("new",)),
    ("id", ("pepm660",)),
)


def document(random: Random, name: str) -> list[Record]:
    """The records of one document: its subject, and up to two works beside it."""
    claims: list[Claim] = []
    for n in range(random.randint(1, 3)):
        role = random.choice(tuple(PLACES)) if n else "subject"
        about = About(role, f"{PLACES[role]} {n}" if n else "", name)
        rank = Rank.OWN if role == "subject" else Rank.CITED
        for variable, (share, texts) in TEXTS.items():
            if random.random() < share:
                claims.append(Claim(variable, random.choice(texts), rank, "page", about, "line 1"))
    return draft(claims, SETTLE)


def command(random: Random, library: Library) -> None:
    """Run a random command on the library; its errors are raised."""
    keys = [record.id for record in library] or ["none"]
    one, other = random.choice(keys), random.choice(keys)
    deed = random.choice(
        ("document", "document", "add", "merge", "distinct", "edit", "edit", "revise", "tag", "remove")
    )
    if deed == "document":
        name = random.choice(("a.html", "b.html", "-"))
        library.add_document(Provenance(name, random.choice(("", "1", "2")), "2026-01-01"), document(random, name))
    elif deed == "add":
        library.add(document(random, "api")[0])
    elif deed == "revise":
        library.add(replace(library.get(one), title=random.choice(TEXTS["title"][1])))
    elif deed == "edit":
        library.edit(one, dict([random.choice(EDITS)]))
    elif deed == "tag":
        library.tag(one, random.choice("ab"), remove=random.choice(((), ("a",))))
    elif deed == "remove":
        library.remove(one)
    else:
        getattr(library, deed)(one, other)


def assert_consistent(library: Library) -> None:
    """Assert that derived rows fit the rows they derive from, and that no reference dangles."""
    rows = library._database.rows
    assert rows("PRAGMA integrity_check") == [("ok",)]
    assert rows("PRAGMA foreign_key_check") == []
    assert rows("SELECT id FROM record WHERE id NOT IN (SELECT record FROM testimony)") == []
    assert rows("SELECT key FROM ledger WHERE record IS NOT NULL AND record NOT IN (SELECT id FROM record)") == []
    for table, columns in COLUMNS.items():
        assert rows(f"SELECT id FROM {table} WHERE checksum IS NOT row_checksum({', '.join(columns)})") == []
    for number, key, *values, shape, checksum, doi in rows("SELECT * FROM record"):
        record = library.get(key)
        assert (*values, shape, checksum, doi) == record_row(record, shape)
        assert rows("SELECT * FROM search WHERE id = ?", (number,)) == [(number, *search_row(record))]
        numbers = {claim.text for claim in record.claims if claim.variable == "number" and record.type == "report"}
        assert record.identity.kind != "number" or record.identity.value[1] in numbers
