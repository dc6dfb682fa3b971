"""Notebook: what the cells of a notebook have cited, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ponarscite.csl import Bibliography
from ponarscite.csl.markup import write
from ponarscite.errors import SourceError
from ponarscite.integrations.works.cluster import Cite, Cluster, Form, Runs, relinked
from ponarscite.integrations.works.project import Project
from ponarscite.integrations.works.records import Item, Records, known_items
from ponarscite.integrations.works.style import read_style
from ponarscite.library.names import SITE, Known

_MATHEMATICS = re.compile(r"[$\\](?![^<]*>)")
"""Beginnings of mathematics in a notebook, outside of tags."""


@dataclass(slots=True)
class Notebook:
    """The citations of a notebook.

    A cell may run again, and in any order. So each citation reads as the first of its work, and a work keeps the number
    of its first citation.

    Args:
        library: path of a library; "" for the user's own where there are no sources.
        sources: paths of files and folders.
        style: of CSL, by its name or its path.
        locale: of the texts; "" for that of the style.
    """

    library: str = ""
    sources: tuple[str, ...] = ()
    style: str = "apa"
    locale: str = ""
    _items: dict[str, Item] = field(default_factory=dict)
    _cited: list[Cluster] = field(default_factory=list)

    def cite(self, names: Sequence[str], behind: str = "", form: Form = "parenthetical") -> Shown:
        """Cite works. Raises PonarsciteError for an unknown name, and for a style that is not there."""
        cites = [Cite(name) for name in self._known(names)]
        cites[-1] = Cite(cites[-1].name, behind=behind)
        cluster = Cluster("0", tuple(cites), form)
        project = self._project([*self._cited, cluster])
        self._cited.append(cluster)
        text = project.texts()[str(len(self._cited) - 1), "0"]
        author = (*text.author, " ") if text.author else ()
        return Shown.of((*author, *text.runs))

    def bibliography(self, names: Sequence[str] = ()) -> Shown:
        """The bibliography of what was cited, and of these works, which count as cited from now on."""
        if names:
            self._cited.append(Cluster("0", tuple(Cite(name) for name in self._known(names)), "hidden"))
        project = self._project(self._cited)
        return Shown.of_list(project.bibliography())

    def forget(self) -> None:
        """Begin anew."""
        self._cited.clear()
        self._items.clear()

    def _known(self, names: Sequence[str]) -> list[str]:
        """The names as the library has them; a bare number is one of the series. Raises SourceError."""
        wanted = [f"{SITE}:{name}" if name.isascii() and name.isdecimal() else name for name in names]
        new = [name for name in wanted if name not in self._items]
        if new:
            with Records(self.sources, self.library) as records:
                found = records.find(new)
                problem = records.problem
            for name in new:
                if not isinstance(found.get(name), Known):
                    raise SourceError(
                        f"{name:.100}: {found.get(name) or problem}", hint="name a record by key or number"
                    )
            self._items |= known_items(found)
        return wanted

    def _project(self, cited: Sequence[Cluster]) -> Project:
        style, locale = read_style(self.style)
        pages = {str(number): (cluster,) for number, cluster in enumerate(cited)}
        return Project(style, self.locale or locale, self._items, pages)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a notebook shows it."""

    text: str
    markdown: str
    html: str

    @classmethod
    def of(cls, runs: Runs) -> Shown:
        """A citation; without links to entries, since the bibliography may never be shown."""
        bare = relinked(runs, lambda _: "")
        return cls(write(bare, "text"), write(bare, "markdown"), _without_mathematics(write(bare, "html")))

    @classmethod
    def of_list(cls, entries: Bibliography) -> Shown:
        """A bibliography."""
        html = _without_mathematics(entries.render("html"))
        rules = f"<style>\n{entries.layout.stylesheet()}</style>\n"
        return cls(entries.render("text"), entries.render("markdown"), rules + html)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return {"text/plain": self.text, "text/markdown": self.markdown, "text/html": self.html}


def _without_mathematics(html: str) -> str:
    return _MATHEMATICS.sub(lambda match: f"<span>{match[0]}</span>", html)
