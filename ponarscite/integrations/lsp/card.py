"""Cards: what an editor shows of a record: a label in a list, a formatted reference, a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import quote

from ponarscite import PluginManager, PonarsciteError, Record, RenderOptions, pipeline, to_item
from ponarscite.hookspecs import Form
from ponarscite.record.richtext import plain
from ponarscite.record.text import inert, web_address

Markup: TypeAlias = Literal["markdown", "text"]
Item: TypeAlias = Mapping[str, Any]

HOUSE: Final = "ponars-eurasia"
LONGEST_LABEL: Final = 120
MOST_NAMES: Final = 2
MOST_CLAIMS: Final = 200
"""Claims that the page of a record lists."""

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:=$^@\"'])")
_SAFE = "/:?=&%;,+$!*~-._@"


def escaped(text: str) -> str:
    """A text as Markdown that prints it: no link, no command, no tag."""
    return _SIGNS.sub(r"\\\1", inert(" ".join(text.split())))


def link(url: str) -> str:
    """An http(s) address as a link in Markdown, "" for any other."""
    address = quote(inert(web_address(url.strip())), safe=_SAFE)
    return f"<{address}>" if address else ""


def _title(item: Item) -> str:
    return inert(plain(str(item.get("title", ""))))


def _year(item: Item) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts", ()) if isinstance(issued, Mapping) else ()
    return str(parts[0][0]) if parts and parts[0] else ""


def _names(item: Item) -> str:
    authors = item.get("author") or item.get("editor") or ()
    names = [str(one.get("family") or one.get("literal") or one.get("given") or "") for one in authors]
    if len(names) > MOST_NAMES:
        return f"{names[0]} et al."
    return " and ".join(filter(None, names))


def label(item: Item) -> str:
    """One line for a list: "Junisbai and Lee 2022: A Title"."""
    head = " ".join(filter(None, (_names(item), _year(item))))
    found = inert(": ".join(filter(None, (head, _title(item))))) or str(item.get("id", ""))
    return found if len(found) <= LONGEST_LABEL else f"{found[: LONGEST_LABEL - 1]}…"


def detail(item: Item) -> str:
    """The series and number, or what the work appeared in: "PONARS Eurasia Policy Memo No. 775"."""
    if item.get("number") and item.get("genre"):
        return inert(f"{item['genre']} No. {item['number']}")
    return inert(plain(str(item.get("container-title") or item.get("publisher") or item.get("type", ""))))


class Cards:
    """Formats records.

    Args:
        plugins: they have the styles and the engines.
        style: a style id, or the path of a .csl file; "" for the house style.
        locale: of citations, "" for that of the style.
        tell: shows a message to the user.
    """

    def __init__(self, plugins: PluginManager, style: str, locale: str, tell: Callable[[str], object]) -> None:
        self._plugins = plugins
        self._style = style or HOUSE
        self._locale = locale
        self._tell = tell

    def reference(self, record: Record, markup: Markup = "text", form: Form = "bibliography") -> str:
        """The formatted reference of a record; its label where the style fails, which is told once."""
        try:
            return self._rendered(record, markup, form)
        except PonarsciteError as error:
            if self._style == HOUSE:
                return escaped(label(to_item(record))) if markup == "markdown" else label(to_item(record))
            self._tell(f"{error.message} ({error.hint})")
            self._style, self._locale = HOUSE, ""
            return self.reference(record, markup, form)

    def _rendered(self, record: Record, markup: Markup, form: Form) -> str:
        options = RenderOptions(style=self._style, locale=self._locale, markup=markup, form=form)
        return "".join(pipeline.render([record], "citation", self._plugins, options, keyed=True)).strip()

    def hover(self, record: Record, markup: Markup, remark: str = "") -> str:
        """A card: the reference, then key, number, date, address and open conflicts."""
        lines = [self.reference(record, markup), " · ".join(self._facts(record, markup))]
        if conflicts := sorted({conflict.variable for conflict in record.conflicts}):
            lines.append(f"The sources disagree on {', '.join(conflicts)}.")
        if remark:
            lines.append(escaped(remark) if markup == "markdown" else inert(remark))
        return "\n\n".join(filter(None, lines))

    def _facts(self, record: Record, markup: Markup) -> Iterator[str]:
        is_markdown = markup == "markdown"
        show = escaped if is_markdown else inert
        yield show(record.id)
        if record.number:
            yield show(f"No. {record.number}")
        if record.issued:
            yield show(record.issued.iso)
        if address := link(record.url) if is_markdown else inert(web_address(record.url)):
            yield address

    def page(self, record: Record, keys: Sequence[str], documents: Sequence[str]) -> str:
        """A record as a page in Markdown: what it is, and who says so."""
        lines = [f"# {escaped(plain(record.title) or record.id)}", "", self.reference(record, "markdown"), ""]
        for name, value in to_item(record).items():
            lines.append(f"- {escaped(name)}: {escaped(_in_words(value))}")
        lines += _listed("Keys", keys) + _listed("Documents", documents)
        lines += _listed("Open conflicts", [f"{c.variable}: {c.kept.text} | {c.lost.text}" for c in record.conflicts])
        claims = [f"{one.variable}: {one.text[:300]} ({one.origin})" for one in record.claims if one.text.strip()]
        return "\n".join((*lines, *_listed("Claims", claims[:MOST_CLAIMS]), ""))


def _listed(heading: str, values: Sequence[str]) -> list[str]:
    return ["", f"## {heading}", "", *(f"- {escaped(value)}" for value in values)] if values else []


def _in_words(value: object) -> str:
    """A value of CSL-JSON in words."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if parts:
            return "/".join(
                "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in one) for one in parts
            )
        return " ".join(str(one) for one in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(_in_words(one) for one in value)
    return str(value)
