"""The tables of a library as numbered migrations, which run when an older file is opened for writing.

Tables of facts: `testimony` (descriptions), `ledger` (keys), `tag`, `document` and `apart`. The others are derived from
them: `record`, `search` and its index `words`, and `meeting` (match hashes of descriptions).

Tables and columns keep the names of the first version, so that no migration has to rename them:

    testimony       library/description.py: a description, the claims of one document about one work
    testimony.bonds the links of a description
    meeting         the match hashes of a description
    ledger          library/keys.py: the keys of records, current and retired
    apart           the pairs of keys that the user calls distinct

Every id is used once (AUTOINCREMENT), because the journal recognises new rows by their ids. A trigger on inserts would
not do: FTS5 flushes its pending terms whenever a statement may fire a trigger.
"""

from __future__ import annotations

APPLICATION = 0x706F6E63
"""SQLite's application_id: "ponc"."""

_FIRST = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,          -- a URL, a path, "-" for standard input
    hash TEXT NOT NULL,             -- SHA-256 of its bytes, "" when they are unknown
    day TEXT NOT NULL,              -- when it was read, ISO 8601
    UNIQUE (address, hash)
);
CREATE INDEX document_hash ON document (hash) WHERE hash <> '';
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL COLLATE NOCASE,
    item TEXT NOT NULL,             -- CSL-JSON
    identity TEXT NOT NULL,         -- [kind, [value...], reason]
    role TEXT NOT NULL,             -- the closest to the document among its descriptions
    type TEXT NOT NULL,
    series TEXT NOT NULL,
    number TEXT NOT NULL,
    serial INTEGER,                 -- the number as a number
    issued TEXT NOT NULL,           -- ISO 8601, as precise as known
    language TEXT NOT NULL,
    address TEXT NOT NULL,          -- canonical
    pdf TEXT NOT NULL,              -- folded name of the PDF
    title TEXT NOT NULL,            -- letters, digits and single spaces, folded
    disputed INTEGER NOT NULL,      -- number of open conflicts
    partial INTEGER NOT NULL,
    shape INTEGER                   -- of its descriptions, NULL when they differ
);
CREATE INDEX record_number ON record (serial, series);
CREATE INDEX record_issued ON record (issued);
CREATE TABLE testimony (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    document INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    place TEXT NOT NULL,
    shape INTEGER NOT NULL,         -- hash of the claims without document, place and line
    identity TEXT NOT NULL,         -- [kind, [value...], [alias...]]
    bonds TEXT NOT NULL,            -- [name...] of links that the user made
    claims BLOB NOT NULL
);
CREATE INDEX testimony_record ON testimony (record);
CREATE INDEX testimony_document ON testimony (document) WHERE document IS NOT NULL;
CREATE INDEX testimony_shape ON testimony (shape);
CREATE TABLE meeting (              -- hash of a match key of a description
    hash INTEGER NOT NULL,
    testimony INTEGER NOT NULL,
    PRIMARY KEY (hash, testimony)
) WITHOUT ROWID;
CREATE TABLE ledger (               -- every key that a record has or had
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    record INTEGER REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    identity TEXT NOT NULL DEFAULT ''  -- of a removed record: [kind, [value...]]
);
CREATE INDEX ledger_record ON ledger (record) WHERE record IS NOT NULL;
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    tag TEXT NOT NULL,
    UNIQUE (record, tag)
);
CREATE INDEX tag_tag ON tag (tag);
CREATE TABLE apart (                -- two keys whose works the user calls distinct
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
CREATE TABLE undo (                 -- rows before a step
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step (id),
    place TEXT NOT NULL,            -- name of the table
    deed TEXT NOT NULL,             -- insert, update or delete
    old TEXT NOT NULL               -- of an insert [first id, last id], else the former row
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
"""

SEARCH_CHANGED = """\
CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN
    INSERT INTO words (words, rowid, title, author, abstract, topic, notes, source)
    VALUES ('delete', old.id, old.title, old.author, old.abstract, old.topic, old.notes, old.source);
    INSERT INTO words (rowid, title, author, abstract, topic, notes, source)
    VALUES (new.id, new.title, new.author, new.abstract, new.topic, new.notes, new.source);
END;
"""
"""Keeps the index in step with an updated row of `search`."""

_SECOND = """
INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);
INSERT INTO words (words, rank) VALUES ('automerge', 16);
UPDATE search SET source = source || ' ' || (SELECT number FROM record WHERE record.id = search.id)
    WHERE id IN (SELECT id FROM record WHERE number <> '');
"""
"""A larger buffer of FTS5 and rarer merges halve the time of adding. The number of a record becomes searchable."""

_THIRD = """
CREATE INDEX testimony_said ON testimony (shape, document);
DROP INDEX testimony_shape;
"""
"""Finds the description of one document among ten thousand equal ones, such as a podcast episode on every page."""

_FOURTH = ""
"""No table changes. The words of records are made again (library/reindexing.py), with pairs of Chinese, Japanese and
Korean characters, and with names that are inverted, too."""

_FIFTH = """
ALTER TABLE record ADD COLUMN checksum INTEGER;
UPDATE record SET checksum = checksum_of(item, identity);
UPDATE testimony SET claims = sealed(claims);
"""
"""Shows damage in what is not compressed (checksum.py). A row that `undo` restores from an older log has none."""

_SIXTH = """
ALTER TABLE document ADD COLUMN checksum INTEGER;
ALTER TABLE ledger ADD COLUMN checksum INTEGER;
ALTER TABLE tag ADD COLUMN checksum INTEGER;
ALTER TABLE apart ADD COLUMN checksum INTEGER;
UPDATE document SET checksum = row_checksum(address, hash, day);
UPDATE ledger SET checksum = row_checksum(key, record, identity);
UPDATE tag SET checksum = row_checksum(record, tag);
UPDATE apart SET checksum = row_checksum(first, second);
"""
"""Shows damage in documents, keys, tags and pairs of distinct records (row_seal.py)."""

_SEVENTH = """
ALTER TABLE record ADD COLUMN doi TEXT;
UPDATE record SET doi = doi_of(item);
CREATE INDEX record_address ON record (address) WHERE address <> '';
CREATE INDEX record_doi ON record (doi) WHERE doi <> '';
"""
"""Finds the record of a web address or a DOI (lookup.py). A row that `undo` restores from an older log has no DOI."""

INDEXED = 4
"""Version since which `search` has the words that record_row.search_row makes; older files are indexed again."""

MIGRATIONS = (_FIRST + SEARCH_CHANGED, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH)
"""The n-th script turns a file of version n - 1 (PRAGMA user_version) into version n."""

ROWS: dict[str, tuple[str, ...]] = {
    "document": ("id", "address", "hash", "day", "checksum"),
    "record": (
        *("id", "key", "item", "identity", "role", "type", "series", "number", "serial", "issued", "language"),
        *("address", "pdf", "title", "disputed", "partial", "shape", "checksum", "doi"),
    ),
    "testimony": ("id", "record", "document", "role", "place", "shape", "identity", "bonds", "claims"),
    "ledger": ("id", "key", "record", "identity", "checksum"),
    "tag": ("id", "record", "tag", "checksum"),
    "apart": ("id", "first", "second", "checksum"),
    "search": ("id", "title", "author", "abstract", "topic", "notes", "source"),
}
"""Table -> its columns. These are the tables whose rows the journal records and `undo` restores."""

MOST_DIGITS = 17
"""Digits of a number in `record.serial`: SQLite's integers have 64 bits. Longer numbers are stored as text only."""

BYTES = frozenset((("testimony", "claims"),))
"""(table, column) of the columns that hold bytes."""

SEARCHED = tuple(
    f"INSERT INTO {table} ({key}, {', '.join(ROWS['search'][1:])}) VALUES (?, ?, ?, ?, ?, ?, ?)"
    for table, key in (("search", "id"), ("words", "rowid"))
)
"""The two statements that insert a row into `search` and into its index. A trigger could do the second, but inside a
trigger FTS5 flushes after every row."""
