"""Element: a piece of a style or of a locale as plain data; XML is read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ponarscite.errors import StyleError

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
LARGEST = 2_000_000
"""Bytes; the largest style in the official repository has 0.3 million."""
DEEPEST = 200
"""Elements inside each other; the official styles stay below 30."""
HINT = "a style is a CSL 1.0 file; the official ones are at https://www.zotero.org/styles"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of CSL.

    Args:
        name: without namespace: "text".
        attributes: as written; ``xml:lang`` is called "lang".
        children: elements only.
        text: character data before the first child, as it stands.
        line: where it stands in its file, for errors.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""
    line: int = 0

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def find(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(xml: str | bytes, name: str) -> tuple[Element, Mapping[str, str]]:
    """The root of an XML file, and the processing instructions before it (target -> text).

    Raises:
        StyleError: too large, not well-formed, too deep, or with a DOCTYPE (and so with entities).
    """
    from lxml import etree

    data = xml.encode() if isinstance(xml, str) else xml
    if len(data) > LARGEST:
        raise StyleError(f"{name} is too large for a style", hint=f"a style has at most {LARGEST:,} bytes")
    if isinstance(xml, str):
        data = re.sub(rb"^\s*(<\?xml[^>]*?)\sencoding=(['\"])[^'\"]*\2", rb"\1", data, count=1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise StyleError(f"{name} is not well-formed XML, line {line}: {_message(error)}", hint=HINT) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise invalid(name, 1, "a style has no DOCTYPE and no entities")
    return _element(root, name, 0), _instructions(root)


def invalid(name: str, line: int, problem: str) -> StyleError:
    """The error of a file that is XML but not CSL."""
    return StyleError(f"{name} is not a CSL 1.0 style, line {line}: {problem}", hint=HINT)


def _message(error: Exception) -> str:
    message = getattr(error, "msg", None) or str(error)
    return re.sub(r"\s*\(?(?:<string>, )?line \d+.*", "", str(message).partition("\n")[0]).rstrip(",") or "no content"


def _instructions(root: etree._Element) -> dict[str, str]:
    nodes = root.itersiblings(preceding=True)
    return {str(target): node.text or "" for node in nodes if (target := getattr(node, "target", None))}


def _element(node: etree._Element, name: str, depth: int) -> Element:
    line: int = getattr(node, "sourceline", 0) or 0
    if depth > DEEPEST:
        raise invalid(name, line, "it is nested too deeply")
    attributes = {("lang" if key == LANG else str(key)): str(value) for key, value in node.attrib.items()}
    children = tuple(_element(child, name, depth + 1) for child in node.iterchildren(f"{NAMESPACE}*"))
    return Element(_local(node), attributes, children, node.text or "", line)


def _local(node: etree._Element) -> str:
    """The name without CSL's namespace; one of another, or of none, keeps a brace, and so is none of ours."""
    name = str(node.tag)
    return name.removeprefix(NAMESPACE) if name.startswith(NAMESPACE) else f"{{}}{name}"
