"""Records -> a page for readers and printers, with microdata and COinS for programs. It loads nothing and runs nothing.

Source: HTML Living Standard (microdata); schema.org; COinS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from ponarscite.formats.web import coins
from ponarscite.formats.web.json_ld import OTHER, TYPES
from ponarscite.interchange.design import stylesheet
from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import dropped
from ponarscite.interchange.xml import xml_text
from ponarscite.record.date import MONTH_NAMED, Date
from ponarscite.record.item import variables, with_texts
from ponarscite.record.key import written_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.richtext import plain, written
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

HEAD = f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Bibliography</title>
<style>
{stylesheet()}</style>
</head>
<body class="sheet">
<h1>Bibliography</h1>
<ol class="references">
"""
FOOT = "</ol>\n</body>\n</html>\n"

SHOWN = frozenset(
    "author title genre number publisher publisher-place issued URL DOI container-title volume issue page abstract "
    "keyword language".split()
)
"""The CSL variables that the page shows."""


_ELEMENTS = {mark: (f"<{mark}>", f"</{mark}>") for mark in ("i", "b", "sup", "sub")} | {
    "sc": ('<span style="font-variant: small-caps">', "</span>")
}
"""Mark of rich text -> the tags of its element."""


def _text(text: str) -> str:
    return written(xml_text(text), _ELEMENTS, escape)


def _property(name: str, text: str, tag: str = "span", **attributes: str) -> str:
    extra = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f'<{tag} itemprop="{name}"{extra}>{_text(text)}</{tag}>' if text else ""


def _agent(name: Name, role: str) -> str:
    kind = "Organization" if name.literal else "Person"
    inner = _property("name", str(name))
    return f'<span itemprop="{role}" itemscope itemtype="https://schema.org/{kind}">{inner}</span>'


def _people(record: Record) -> str:
    """The authors in reading order, with a serial comma."""
    *names, last = [_agent(name, "author") for name in record.author] or [""]
    comma = "," if len(names) > 1 else ""
    return f"{', '.join(names)}{comma} and {last}" if names else last


def _date(date: Date) -> str:
    """ "May 20, 2022", as precise as known."""
    if not date.parts:
        return _property("datePublished", str(date))
    if str(date) != date.iso:
        return _property("datePublished", str(date), "time", datetime=date.iso)
    month = MONTH_NAMED[date.month - 1] if date.month else ""
    words = f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"
    return _property("datePublished", words.strip(), "time", datetime=date.iso)


def _series(record: Record) -> str:
    """ "PONARS Eurasia Policy Memo No. 775"."""
    label = _property("genre", record.genre)
    name = "reportNumber" if record.type == "report" else "identifier"
    number = _property(name, record.number)
    return f"{label} No. {number}".strip() if number else label


def _publisher(record: Record) -> str:
    if not (record.publisher or record.publisher_place):
        return ""
    parts = (_property("address", record.publisher_place), _property("name", record.publisher))
    inner = ": ".join(filter(None, parts))
    return f'<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">{inner}</span>'


def _whole(record: Record) -> str:
    """The container of the work, and the place in it."""
    values = variables(record)
    places = (("volume", "vol. "), ("issue", "no. "), ("page", "pp. "))
    parts = [_text(record.container_title) and f"<i>{_text(record.container_title)}</i>"]
    parts += [f"{label}{_text(values[variable])}" for variable, label in places if variable in values]
    return ", ".join(filter(None, parts))


def _titled(record: Record) -> str:
    """The title in quotes, and a comma inside them; a link where the address is known."""
    title = _property("name", record.title or "Untitled", "cite")
    if address := web_address(record.url):
        title = f'<a itemprop="url" href="{escape(xml_text(address))}">{title}</a>'
    return f"“{title}{'' if record.title.endswith(('?', '!')) else ','}”"


def _address(record: Record) -> str:
    """The address as text, which is shown in print only."""
    address = _text(web_address(record.url))
    return f' <span class="address">&lt;{address}&gt;</span>' if address else ""


def _doi(record: Record) -> str:
    return f"doi:{_property('identifier', record.doi)}" if record.doi else ""


def _details(record: Record) -> str:
    """The abstract and the keywords, folded."""
    abstract = _property("abstract", record.abstract, "p")
    keywords = _property("keywords", ", ".join(record.keyword))
    inner = abstract + (f"<p>{keywords}</p>" if keywords else "")
    return f"\n<details><summary>Abstract and keywords</summary>{inner}</details>" if inner else ""


def entry(record: Record, options: RenderOptions) -> str:
    """One item of the list."""
    kind, _ = TYPES.get(record.type, OTHER)
    parts = (_series(record), _whole(record), _publisher(record), _date(record.issued), _doi(record))
    line = " ".join(filter(None, (_people(record) and f"{_people(record)},", _titled(record))))
    rest = ", ".join(filter(None, parts))
    language = f' lang="{escape(record.language)}"' if record.language.isascii() and record.language else ""
    known = f'<meta itemprop="inLanguage" content="{_text(record.language)}">' if record.language else ""
    span = coins.span(with_texts(record, plain), options)
    key = escape(written_key(record, "html"))
    start = f'<li id="{key}"{language} itemscope itemtype="https://schema.org/{kind}">'
    return f"{start}{line} {rest}.{_address(record)}{known}{_details(record)}{span}</li>\n"


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The page, one piece a record."""
    yield HEAD
    for record in map(without_mark, records):
        yield entry(record, options)
    yield FOOT


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that the page neither shows nor has in its COinS."""
    kept = set(SHOWN) if web_address(record.url) or not record.url else set(SHOWN) - {"URL"}
    held = dropped(record, kept)
    not_held = set(coins.drops(record))
    yield from (variable for variable in held if variable in not_held)
    yield from unmarked(record)
