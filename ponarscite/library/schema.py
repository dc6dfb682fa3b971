"""The tables of a library, as numbered migrations; what an older file lacks is added when it is opened to be written.

A *testimony* is what one document says of one thing: the claims that share an About. Testimonies, the ledger of keys,
tags and what a user has settled are facts; a record, the words it is found by, and the hashes that testimonies meet by
are worked out from them.

No id is given twice (AUTOINCREMENT): the journal takes a row for new by its id. A trigger that watched for new rows
would make FTS5 write out all that it has gathered, at every row.
"""

from __future__ import annotations

APPLICATION = 0x706F6E63
"""SQLite's application_id: "ponc"."""

_FIRST = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,          -- a URL, a path, "-" for standard input
    hash TEXT NOT NULL,             -- SHA-256 of its bytes, "" when they were never seen
    day TEXT NOT NULL,              -- when it was read, ISO 8601
    UNIQUE (address, hash)
);
CREATE INDEX document_hash ON document (hash) WHERE hash <> '';
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL COLLATE NOCASE,
    item TEXT NOT NULL,             -- CSL-JSON
    identity TEXT NOT NULL,         -- [kind, [value...], reason]
    role TEXT NOT NULL,             -- the closest of its testimonies
    type TEXT NOT NULL,
    series TEXT NOT NULL,
    number TEXT NOT NULL,
    serial INTEGER,                 -- the number as a number
    issued TEXT NOT NULL,           -- ISO 8601, as precise as known
    language TEXT NOT NULL,
    address TEXT NOT NULL,          -- canonical
    pdf TEXT NOT NULL,              -- name of the PDF, folded
    title TEXT NOT NULL,            -- letters only
    disputed INTEGER NOT NULL,      -- open conflicts
    partial INTEGER NOT NULL,
    shape INTEGER                   -- of its testimonies, where all say the same
);
CREATE INDEX record_number ON record (serial, series);
CREATE INDEX record_issued ON record (issued);
CREATE TABLE testimony (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    document INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    place TEXT NOT NULL,
    shape INTEGER NOT NULL,         -- what is said, whoever says it
    identity TEXT NOT NULL,         -- [kind, [value...], [alias...]]
    bonds TEXT NOT NULL,            -- [name...]: what a user has merged
    claims BLOB NOT NULL
);
CREATE INDEX testimony_record ON testimony (record);
CREATE INDEX testimony_document ON testimony (document) WHERE document IS NOT NULL;
CREATE INDEX testimony_shape ON testimony (shape);
CREATE TABLE meeting (              -- hash of a key under which a testimony is known
    hash INTEGER NOT NULL,
    testimony INTEGER NOT NULL,
    PRIMARY KEY (hash, testimony)
) WITHOUT ROWID;
CREATE TABLE ledger (               -- every key ever given
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    record INTEGER REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    identity TEXT NOT NULL DEFAULT ''  -- of the record that was removed
);
CREATE INDEX ledger_record ON ledger (record) WHERE record IS NOT NULL;
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    tag TEXT NOT NULL,
    UNIQUE (record, tag)
);
CREATE INDEX tag_tag ON tag (tag);
CREATE TABLE apart (                -- two keys whose works a user calls distinct
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first TEXT NOT NULL COLLATE NOCASE,
    second TEXT NOT NULL COLLATE NOCASE,
    UNIQUE (first, second)
);
CREATE TABLE change (               -- one command
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    at TEXT NOT NULL,               -- ISO 8601, UTC
    undone TEXT NOT NULL DEFAULT ''
);
CREATE TABLE step (                 -- one transaction
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL REFERENCES change (id)
);
CREATE INDEX step_change ON step (change);
CREATE TABLE undo (                 -- how things were
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step (id),
    place TEXT NOT NULL,            -- a table
    deed TEXT NOT NULL,             -- insert: [first rowid, last]; update, delete: the row
    old TEXT NOT NULL
);
CREATE INDEX undo_step ON undo (step);
CREATE TABLE search (
    id INTEGER PRIMARY KEY,         -- the record's
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    abstract TEXT NOT NULL,
    topic TEXT NOT NULL,
    notes TEXT NOT NULL,
    source TEXT NOT NULL            -- genre, number, container, publisher
);
CREATE VIRTUAL TABLE words USING fts5 (
    title, author, abstract, topic, notes, source,
    content = 'search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN
    INSERT INTO words (words, rowid, title, author, abstract, topic, notes, source)
    VALUES ('delete', old.id, old.title, old.author, old.abstract, old.topic, old.notes, old.source);
END;
CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN
    INSERT INTO words (words, rowid, title, author, abstract, topic, notes, source)
    VALUES ('delete', old.id, old.title, old.author, old.abstract, old.topic, old.notes, old.source);
    INSERT INTO words (rowid, title, author, abstract, topic, notes, source)
    VALUES (new.id, new.title, new.author, new.abstract, new.topic, new.notes, new.source);
END;
"""

_SECOND = """
INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);
INSERT INTO words (words, rank) VALUES ('automerge', 16);
UPDATE search SET source = source || ' ' || (SELECT number FROM record WHERE record.id = search.id)
    WHERE id IN (SELECT id FROM record WHERE number <> '');
"""
"""More words are gathered before they are written out, and what is written is merged more seldom: half the time.
The number of a memo is a word by which it is found."""

_THIRD = """
CREATE INDEX testimony_said ON testimony (shape, document);
DROP INDEX testimony_shape;
"""
"""An episode that stands in the margins of ten thousand pages is found in one of them without a look at all others."""

MIGRATIONS = (_FIRST, _SECOND, _THIRD)
"""The n-th makes version n of a file (its user_version) from version n - 1."""

ROWS: dict[str, tuple[str, ...]] = {
    "document": ("id", "address", "hash", "day"),
    "record": (
        *("id", "key", "item", "identity", "role", "type", "series", "number", "serial", "issued", "language"),
        *("address", "pdf", "title", "disputed", "partial", "shape"),
    ),
    "testimony": ("id", "record", "document", "role", "place", "shape", "identity", "bonds", "claims"),
    "ledger": ("id", "key", "record", "identity"),
    "tag": ("id", "record", "tag"),
    "apart": ("id", "first", "second"),
    "search": ("id", "title", "author", "abstract", "topic", "notes", "source"),
}
"""Table -> its columns, of all that a command may change and `undo` brings back."""

BYTES = frozenset((("testimony", "claims"),))
"""The columns that hold bytes."""

SEARCHED = tuple(
    f"INSERT INTO {table} ({key}, {', '.join(ROWS['search'][1:])}) VALUES (?, ?, ?, ?, ?, ?, ?)"
    for table, key in (("search", "id"), ("words", "rowid"))
)
"""A new row of `search`, and of its index. No trigger does the second: inside one, FTS5 writes out each row alone."""
