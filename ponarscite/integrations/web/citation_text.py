r"""Citation texts: what was picked, in the syntax of each markup: "[@pepm775, p. 3]", "\autocite[3]{pepm775}" (pure).

The texts of the formats that Better BibTeX has are its texts, character by character.
Sources: Better BibTeX's manual, "Cite as you write"; JabRef's documentation, "HTTP server"; pandoc's manual, "Citation
syntax"; the Org manual, "Citations"; Typst's reference, `cite`; sphinxcontrib-bibtex, "Roles".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ponarscite.integrations.web.values import Row
from ponarscite.interchange.latex import to_latex
from ponarscite.manuscript.citing import LABEL_KEY, ROLE_KEY, SIMPLE_KEY
from ponarscite.record.key import key_target
from ponarscite.record.text import clean

LABELS: Final[Mapping[str, str]] = {
    "article": "art.",
    "book": "bk.",
    "chapter": "ch.",
    "column": "col.",
    "figure": "fig.",
    "folio": "fol.",
    "issue": "no.",
    "line": "l.",
    "note": "n.",
    "opus": "op.",
    "page": "p.",
    "paragraph": "para.",
    "part": "pt.",
    "rule": "r.",
    "section": "sec.",
    "sub verbo": "sv.",
    "title": "tit.",
    "verse": "vrs.",
    "volume": "vol.",
}
"""CSL label of a locator -> its short form."""

LONGEST: Final = 1_000
"""Characters of a prefix, suffix or locator."""

MOST_SHOWN: Final = 40
"""Characters of a title that stands in the place of authors."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A picked record, and what is to be said of it.

    Args:
        key: its key.
        locator: cited place: "3-5", "" for none.
        label: of CSL, for the locator: "page"; "" without a locator.
        prefix, suffix: words before and behind.
        suppress_author: whether the author stands in the sentence already.
        item: its CSL-JSON.
    """

    key: str
    item: Mapping[str, Any]
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False

    @classmethod
    def of(cls, item: Mapping[str, Any], told: Mapping[str, Any]) -> Picked:
        """The record of an item with what a page has told about it; other values than texts are left out."""

        def text(name: str) -> str:
            value = told.get(name)
            return clean(value)[:LONGEST] if isinstance(value, str) else ""

        locator = text("locator")
        label = text("label") if locator else ""
        return cls(
            str(item["id"]),
            item,
            locator,
            (label if label in LABELS else "page") if locator else "",
            text("prefix"),
            text("suffix"),
            told.get("suppressAuthor") is True,
        )

    @property
    def cite(self) -> dict[str, Any]:
        """A cite of CSL's processor."""
        found = {"locator": self.locator, "label": self.label, "prefix": self.prefix, "suffix": self.suffix}
        told: dict[str, Any] = {name: text for name, text in found.items() if text}
        for name, sides in (("prefix", ("", " ")), ("suffix", (" ", ""))):
            if name in told:
                told[name] = told[name].join(sides)
        return {"id": self.key, **told} | ({"suppress-author": True} if self.suppress_author else {})


Options = Mapping[str, str]
"""The parameters of a request."""

Write = Callable[[Sequence[Picked], Options], str]


def _place(one: Picked, options: Options, page: str = "p.") -> str:
    """The locator with its label, which a parameter of the request may spell in another way: `page=S.`."""
    short = options.get(one.label, page if one.label == "page" else LABELS.get(one.label, ""))
    return f"{short} {one.locator}".strip()


def _playground(picked: Sequence[Picked], options: Options) -> str:
    before, behind = options.get("keyprefix", ""), options.get("keypostfix", "")
    keys = (options.get("separator") or ",").join(f"{before}{one.key}{behind}" for one in picked)
    return f"{options.get('citeprefix', '')}{keys}{options.get('citepostfix', '')}"


def _links(picked: Sequence[Picked], _: Options) -> str:
    return "\n".join(f"cites: {one.key}" for one in picked)


def _notes(one: Picked, options: Options) -> str:
    r"""The optional arguments of a command of LaTeX, and the key: "[see][3, again]{key}"."""
    place = _place(one, options, "") if one.locator else ""
    behind = ", ".join(filter(None, (place, one.suffix)))
    before = _optional(one.prefix) if one.prefix else ""
    return f"{before}{_optional(behind) if before or behind else ''}{{{_tex_key(one)}}}"


def _optional(text: str) -> str:
    """An optional argument, which no bracket within it ends."""
    written = to_latex(text)
    return f"[{{{written}}}]" if "]" in written else f"[{written}]"


def _tex_key(one: Picked) -> str:
    """The key as files for LaTeX have it: TeX would act on some signs."""
    return key_target(one.key, "biblatex")


def _natbib(default: str) -> Write:
    def write(picked: Sequence[Picked], options: Options) -> str:
        command = _command(options, default)
        is_plain = not any(one.prefix or one.suffix or one.locator for one in picked)
        if len(picked) > 1 and is_plain and len({one.suppress_author for one in picked}) == 1:
            name = "citeyear" if picked[0].suppress_author else command
            return f"\\{name}{{{','.join(map(_tex_key, picked))}}}"
        return "".join(f"\\{'citeyear' if one.suppress_author else command}{_notes(one, options)}" for one in picked)

    return write


def _biblatex(picked: Sequence[Picked], options: Options) -> str:
    command = _command(options, "autocite")
    if len(picked) == 1:
        is_starred = picked[0].suppress_author and command in ("cite", "autocite", "parencite")
        return f"\\{command}{'*' * is_starred}{_notes(picked[0], options)}"
    if not any(one.prefix or one.suffix or one.locator for one in picked):
        return f"\\{command}{{{','.join(map(_tex_key, picked))}}}"
    many = command if command.endswith("s") else f"{command}s"
    return f"\\{many}{''.join(_notes(one, options) for one in picked)}"


def _command(options: Options, default: str) -> str:
    """The command of LaTeX that a request names; letters alone."""
    return re.sub(r"[^A-Za-z]", "", options.get("command", "")) or default


def _mmd(picked: Sequence[Picked], _: Options) -> str:
    return "".join(f"[{one.prefix}][#{one.key}]" if one.prefix else f"[#{one.key}][]" for one in picked)


def _pandoc(picked: Sequence[Picked], options: Options) -> str:
    cites = []
    for one in picked:
        key = one.key if SIMPLE_KEY.fullmatch(one.key) else f"{{{one.key}}}"
        place = f", {_place(one, options)}" if one.locator else ""
        before = f"{one.prefix} " if one.prefix else ""
        behind = f" {one.suffix}" if one.suffix else ""
        cites.append(f"{before}{'-' * one.suppress_author}@{key}{place}{behind}")
    text = "; ".join(cites)
    return f"[{text}]" if options.get("brackets") else text


def _asciidoctor(picked: Sequence[Picked], options: Options) -> str:
    cites = (f"{one.key}({_place(one, options, '')})" if one.locator else one.key for one in picked)
    return f"{options.get('cite') or 'cite'}:[{', '.join(cites)}]"


def _typst(picked: Sequence[Picked], options: Options) -> str:
    cites = []
    for one in picked:
        place = _place(one, options) if one.locator else ""
        behind = ", ".join(_escaped(text) for text in (place, one.suffix) if text)
        is_label = LABEL_KEY.fullmatch(one.key) is not None
        label = f"<{one.key}>" if is_label else f"label({json.dumps(one.key, ensure_ascii=False)})"
        if one.suppress_author or not is_label:
            form = ', form: "year"' if one.suppress_author else ""
            cite = f"#cite({label}{f', supplement: [{behind}]' if behind else ''}{form})"
        else:
            cite = f"@{one.key}{f'[{behind}]' if behind else ''}"
        cites.append(f"{_escaped(one.prefix)} {cite}" if one.prefix else cite)
    return " ".join(cites)


def _escaped(text: str) -> str:
    r"""A text of Typst without markup, and without a comment, which would hide the bracket behind it."""
    return re.sub(r"[\\\[\]#$*_`<>@~]|/(?=[/*])", r"\\\g<0>", text)


def _org(picked: Sequence[Picked], options: Options) -> str:
    if len({one.suppress_author for one in picked}) > 1:  # the style of a citation holds for all of its keys
        return "".join(_org((one,), options) for one in picked)
    cites = []
    for one in picked:
        place = f" {_place(one, options)}" if one.locator else ""
        before, behind = (f"{one.prefix} " if one.prefix else "", f" {one.suffix}" if one.suffix else "")
        cites.append(f"{before}@{one.key}{place}{behind}")
    return f"[cite{'/na' * (bool(picked) and picked[0].suppress_author)}:{';'.join(cites)}]"


def _rst(picked: Sequence[Picked], options: Options) -> str:
    if len({one.suppress_author for one in picked}) > 1:
        return " ".join(_rst((one,), options) for one in picked)
    cites = []
    for one in picked:
        place = _place(one, options) if one.locator else ""
        behind = ", ".join(_bare(text) for text in (place, one.suffix) if text)
        before = f"{{{_bare(one.prefix)}}}" if one.prefix else ""
        cites.append(f"{before}{one.key}{f'{{{behind}}}' if behind else ''}")
    return f":cite:{'year' if picked[0].suppress_author else 'p'}:`{','.join(cites)}`"


def _bare(text: str) -> str:
    """A text without the marks that end the part of a role."""
    return re.sub(r"[{}`]", "", text)


def _scannable(picked: Sequence[Picked], options: Options) -> str:
    """Markers of the RTF/ODF scanner, which Zotero's plugin and `ponarscite live` read."""
    cites = []
    for one in picked:
        place = _place(one, options) if one.locator else ""
        row = Row.of(one.item)
        shown = f"{'-' * one.suppress_author}{row.authors or row.title[:MOST_SHOWN]}, ({row.year})"
        words = (one.prefix, shown, place, one.suffix, f"key:{one.key}")
        cites.append(f"{{ {' | '.join(map(_unmarked, words)).strip()} }}")
    return re.sub(" +", " ", "".join(cites))


def _unmarked(text: str) -> str:
    return re.sub(r"[{}|]", "", text)


def _json(picked: Sequence[Picked], _: Options) -> str:
    return json.dumps([_told(number, one) for number, one in enumerate(picked, 1)], ensure_ascii=False)


def _told(number: int, one: Picked) -> dict[str, Any]:
    return {
        "id": number,
        "locator": one.locator,
        "suppressAuthor": one.suppress_author,
        "prefix": one.prefix,
        "suffix": one.suffix,
        "label": one.label,
        "citationKey": one.key,
        "citekey": one.key,
        "uri": str(one.item.get("URL", "")),
        "itemType": str(one.item.get("type", "")),
        "title": str(one.item.get("title", "")),
        "item": dict(one.item),
    }


def _simple_json(picked: Sequence[Picked], options: Options) -> str:
    found = [
        {
            "id": number,
            "citationKey": one.key,
            "locator": _place(one, options) if one.locator else None,
            "prefix": one.prefix or None,
            "suffix": one.suffix or None,
            "suppressAuthor": one.suppress_author,
        }
        for number, one in enumerate(picked, 1)
    ]
    return json.dumps([{k: v for k, v in one.items() if v is not None} for one in found], ensure_ascii=False)


WRITERS: Final[Mapping[str, Write]] = {
    "asciidoctor-bibtex": _asciidoctor,
    "biblatex": _biblatex,
    "citationLinks": _links,
    "cite": _natbib("cite"),
    "citep": _natbib("citep"),
    "citet": _natbib("citet"),
    "json": _json,
    "latex": _natbib("cite"),
    "mmd": _mmd,
    "natbib": _natbib("cite"),
    "org-cite": _org,
    "pandoc": _pandoc,
    "pick": _json,
    "playground": _playground,
    "rst": _rst,
    "scannable-cite": _scannable,
    "simple-json": _simple_json,
    "typst": _typst,
}
"""Name of a format -> its writer."""

KEYS: Final[Mapping[str, re.Pattern[str]]] = {
    "asciidoctor-bibtex": re.compile(r"[^\s,()\[\]]+"),
    "mmd": re.compile(r"[^\[\]]+"),
    "org-cite": re.compile(r"[\w.:?!`'/*@+|(){}<>&^$#%~-]*[\w/*+&$#%~-]"),
    "pandoc": re.compile(r"[^\s{}]+"),
    "rst": ROLE_KEY,
    "scannable-cite": re.compile(r"[^{}|]+"),
}
"""Format -> the keys that it can hold: others would end a citation, and what follows would act. LaTeX gets the keys of
files for LaTeX."""

JSON: Final = frozenset(("json", "pick", "simple-json"))
