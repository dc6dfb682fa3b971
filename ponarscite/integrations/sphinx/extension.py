"""The extension: what Sphinx calls, and when.

Source: Sphinx's manual, "Event callbacks API": documents are read (in several processes), `env-updated` comes when all
are, and tells which pages to write; then each page is resolved and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging

from ponarscite.__about__ import __version__
from ponarscite.errors import PonarsciteError
from ponarscite.integrations.sphinx.citing import Citing, kept
from ponarscite.integrations.sphinx.directives import BibliographyDirective, NociteDirective, NotesDirective
from ponarscite.integrations.sphinx.domain import CiteDomain, FootciteDomain
from ponarscite.integrations.sphinx.nodes import pending_bibliography, pending_cluster, pending_notes
from ponarscite.integrations.sphinx.notes import CitationNotes, NoteOrder
from ponarscite.integrations.sphinx.pages import ResolveCitations, leave, visit_bibliography, visit_cluster, visit_notes
from ponarscite.integrations.sphinx.results import Results
from ponarscite.integrations.sphinx.roles import CiteRole
from ponarscite.integrations.works.records import Records, placed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

OTHER: Final = "sphinxcontrib.bibtex"
"""The extension with the same roles and directives."""

WRITERS: Final = ("html", "latex", "text", "man", "texinfo")
"""The writers of Sphinx; those of EPUB and of single pages are `html`."""

STATIC: Final = Path(__file__).parents[1] / "works" / "static"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the extension to a project. Raises ExtensionError beside sphinxcontrib-bibtex."""
    if OTHER in app.extensions or OTHER in app.config.extensions:
        raise ExtensionError(
            f"ponarscite.sphinx and {OTHER} have the same roles: leave one of them out of `extensions`"
        )
    app.add_config_value("ponarscite_library", "", "", str)
    app.add_config_value("ponarscite_sources", [], "", (list, tuple))
    app.add_config_value("ponarscite_style", "apa", "env", str)
    app.add_config_value("ponarscite_locale", "", "env", str)
    app.add_config_value("ponarscite_key_not_found", "warn", "", str)
    app.add_config_value("ponarscite_backlinks", True, "html", bool)
    for node, visit in (
        (pending_cluster, visit_cluster),
        (pending_bibliography, visit_bibliography),
        (pending_notes, visit_notes),
    ):
        app.add_node(node, **dict.fromkeys(WRITERS, (visit, leave)))  # type: ignore[arg-type]
    app.add_domain(CiteDomain)
    app.add_domain(FootciteDomain)
    app.add_role("cite", CiteRole("parenthetical"))
    app.add_role("footcite", CiteRole("note"))
    app.add_directive("bibliography", BibliographyDirective)
    app.add_directive("footbibliography", NotesDirective)
    app.add_directive("nocite", NociteDirective)
    app.add_transform(CitationNotes)
    app.add_transform(NoteOrder)
    app.add_post_transform(ResolveCitations)
    app.connect("config-inited", _check)
    app.connect("builder-inited", _add_stylesheet)
    app.connect("env-updated", update)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _check(_: Sphinx, config: Any) -> None:
    """Refuse a configuration that has no meaning, before anything is read. Raises ConfigError."""
    from ponarscite.citation.format import canonical_locale
    from ponarscite.integrations.works.style import read_style

    if config.ponarscite_key_not_found not in ("warn", "error"):
        raise ConfigError(f'ponarscite_key_not_found is "warn" or "error", not {config.ponarscite_key_not_found!r}')
    try:
        read_style(config.ponarscite_style)
        canonical_locale(config.ponarscite_locale)
    except PonarsciteError as error:
        raise ConfigError(f"{error.message}; {error.hint}") from error


def _add_stylesheet(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("ponarscite.css")


def update(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Cite the project; the pages that show something else than when they were written last.

    Raises:
        ExtensionError: names mean no record, and ponarscite_key_not_found is "error".
    """
    domain = CiteDomain.of(env)
    domain.results, domain.builder = cited(app, env), app.builder
    if domain.results.failed and app.config.ponarscite_key_not_found == "error":
        names = domain.results.failed
        raise ExtensionError(f"{len(names)} names mean no record: {', '.join(names[:20])}")
    digests = domain.results.digests()
    before = domain.seen.get(written := f"{app.builder.name}:{app.outdir}", {})
    domain.seen[written] = digests
    return sorted(page for page in {*digests, *before} & env.all_docs.keys() if digests.get(page) != before.get(page))


def cited(app: Sphinx, env: BuildEnvironment) -> Results:
    """The texts of the project; none where the sources cannot be read, which is told."""
    domain = CiteDomain.of(env)
    order = list(dict.fromkeys((*_in_toctree(env, app.config.root_doc), *sorted(domain.pages))))
    pages = kept(domain.pages, order, app.builder.tags.eval_condition)
    if not pages:
        return Results()
    config = app.config
    sources = [placed(app.confdir, path) for path in config.ponarscite_sources]
    library = placed(app.confdir, config.ponarscite_library)
    try:
        with Records(sources, library) as records:
            return Citing(pages, records, domain.style, domain.locale, tell).results()
    except PonarsciteError as error:
        tell(f"{error.message}; {error.hint}", "source", None)
        return Results()


def tell(text: str, subtype: str, place: str | tuple[str, int | None] | None) -> None:
    """Warn of something. `suppress_warnings` has it as "ponarscite.SUBTYPE"."""
    logger.warning("%s", text, location=place, type="ponarscite", subtype=subtype)


def _in_toctree(env: BuildEnvironment, root: str) -> Iterator[str]:
    """The documents in the order of the tables of contents, each once."""
    seen: set[str] = set()
    pending = [root]
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            yield name
            pending += reversed(env.toctree_includes.get(name, []))
