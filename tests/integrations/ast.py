"""Documents of pandoc for tests, made and read as short texts."""

from __future__ import annotations

from typing import Any

from ponarscite.integrations.pandoc.document import metadata
from ponarscite.integrations.pandoc.words import plain

AROUND = {"Emph": "*", "Strong": "**", "Superscript": "^", "Subscript": "~", "SmallCaps": "%", "Underline": "_"}
MODES = {"": "NormalCitation", "-": "SuppressAuthor", "@": "AuthorInText"}


def one(key: str, suffix: str = "", prefix: str = "") -> dict[str, Any]:
    """A citation; "-key" is without its author, "@key" has it in the text."""
    mode = key[0] if key[0] in MODES else ""
    return {
        "citationId": key.removeprefix(mode),
        "citationPrefix": list(plain(prefix)),
        "citationSuffix": list(plain(suffix)),
        "citationMode": {"t": MODES[mode]},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def cite(*ones: str | dict[str, Any]) -> dict[str, Any]:
    return {"t": "Cite", "c": [[one(each) if isinstance(each, str) else each for each in ones], []]}


def para(*parts: str | dict[str, Any]) -> dict[str, Any]:
    inlines: list[dict[str, Any]] = []
    for part in parts:
        inlines += plain(part) if isinstance(part, str) else [part]
    return {"t": "Para", "c": inlines}


def note(*parts: str | dict[str, Any]) -> dict[str, Any]:
    return {"t": "Note", "c": [para(*parts)]}


def document(*blocks: dict[str, Any], **meta: Any) -> dict[str, Any]:
    values = {name.replace("_", "-"): metadata(value) for name, value in meta.items()}
    return {"pandoc-api-version": [1, 23], "meta": values, "blocks": list(blocks)}


def shown(node: Any) -> str:
    """Inlines and blocks as a short text: a note is "[[…]]", a link "<address|…>", a span of a class "{class|…}"."""
    if isinstance(node, list):
        return "".join(map(shown, node))
    kind, content = node["t"], node.get("c")
    if kind in AROUND:
        return f"{AROUND[kind]}{shown(content)}{AROUND[kind]}"
    simple = {"Str": content, "Space": " ", "SoftBreak": " "}
    return str(simple[kind]) if kind in simple else SHOWN[kind](content)


SHOWN = {
    "Para": lambda content: f"{shown(content)}\n",
    "Header": lambda content: f"# {shown(content[2])}\n",
    "Div": lambda content: f"::{' '.join([content[0][0], *content[0][1]])}\n{shown(content[1])}",
    "Note": lambda content: f"[[{shown(content).strip()}]]",
    "Link": lambda content: f"<{content[2][0]}|{shown(content[1])}>",
    "Span": lambda content: (
        shown(content[1]) if content[0][1] == ["citation"] else f"{{{' '.join(content[0][1])}|{shown(content[1])}}}"
    ),
    "Quoted": lambda content: f"“{shown(content[1])}”",
    "Math": lambda content: f"${content[1]}$",
    "Cite": lambda content: f"[@{'; @'.join(each['citationId'] for each in content[0])}]",
    "RawInline": lambda content: f"RAW {content[1]}",
}
