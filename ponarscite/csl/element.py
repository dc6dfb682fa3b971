"""The elements of a style or locale file as plain data. No other module of this package reads XML."""

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
"""Bytes of a style or locale file at most; the largest style of the official repository has 0.3 million."""
DEEPEST = 200
"""Levels of nesting at most; the official styles stay below 30."""
HINT = "a style is a CSL 1.0 file; the official ones are at https://www.zotero.org/styles"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A CSL element.

    Args:
        name: without namespace: "text".
        attributes: as written; ``xml:lang`` is called "lang".
        children: child elements; text between them is dropped.
        text: character data before the first child, white space included.
        line: line of its start tag, for error messages; 0 if unknown.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""
    line: int = 0

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, *default* if it is not set."""
        return self.attributes.get(name, default)

    def find(self, name: str) -> Element | None:
        """The first child of that name, None if there is none."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """The children of that name, in order."""
        return (child for child in self.children if child.name == name)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all elements below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(xml: str | bytes, name: str) -> tuple[Element, Mapping[str, str]]:
    """Parse an XML file.

    Args:
        xml: the content of the file.
        name: what to call the file in an error: "the style 'apa'".
    Returns:
        The root element, and the processing instructions before it (target -> text).
    Raises:
        StyleError: more than `LARGEST` bytes, not well-formed, nested deeper than `DEEPEST`, or with a DOCTYPE (the
            only way to declare entities); or neither text nor bytes.
    """
    from lxml import etree

    if not isinstance(xml, str | bytes):
        raise StyleError(f"{name} must be XML, as text or bytes, not {xml!r}", hint=HINT)
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
    """The error for a file that is well-formed XML but not a CSL 1.0 style."""
    return StyleError(f"{name} is not a CSL 1.0 style, line {line}: {problem}", hint=HINT)


def _message(error: Exception) -> str:
    """The first line of lxml's message, without the line number that `parse` puts before it."""
    message = getattr(error, "msg", None) or str(error)
    return re.sub(r"\s*\(?(?:<string>, )?line \d+.*", "", str(message).partition("\n")[0]).rstrip(",") or "no content"


def _instructions(root: etree._Element) -> dict[str, str]:
    """Target -> text of the processing instructions before the root element."""
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
    """The name without the namespace of CSL; any other name gets "{}" in front, so that it equals no name of CSL."""
    name = str(node.tag)
    return name.removeprefix(NAMESPACE) if name.startswith(NAMESPACE) else f"{{}}{name}"
