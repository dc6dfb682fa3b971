"""XML by lxml: parsed without entities and network, written piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from ponarscite.interchange.reference import Reference
from ponarscite.record.richtext import Mark, parts_of
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NO_CHARACTERS = re.compile(r"[\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without characters that XML 1.0 forbids (section 2.2, Char)."""
    return _NO_CHARACTERS.sub("", clean(text))


def qualified(name: str, spaces: Mapping[str | None, str]) -> str:
    """ "{http://purl.org/dc/elements/1.1/}title" of "dc:title"."""
    prefix, _, local = name.rpartition(":")
    space = spaces.get(prefix or None, "")
    return f"{{{space}}}{local}" if space else local


def add(parent: _Element, tag: str, text: str = "", /, **attributes: str) -> _Element:
    """A new child of *parent*; the tag is read by `qualified`."""
    from lxml import etree

    child = etree.SubElement(parent, qualified(tag, parent.nsmap))
    if text:
        child.text = "\n".join(map(xml_text, text.split("\n")))
    for attribute, value in attributes.items():
        child.set(attribute, xml_text(value))
    return child


def add_key(parent: _Element, tag: str, key: str, /) -> _Element:
    """A new child with a citation key, which stays as it is: in no normal form, with all its blanks."""
    child = add(parent, tag)
    child.text = _NO_CHARACTERS.sub("", key)
    return child


def place(parent: _Element, path: str, text: str) -> _Element:
    """A new element with this text at the end of a path ("titles/title"); missing elements on the way are made."""
    *outer, leaf = path.split("/")
    for tag in outer:
        found = parent.findall(qualified(tag, parent.nsmap))
        parent = found[-1] if found else add(parent, tag)
    return add(parent, leaf, text)


def root(name: str, spaces: Mapping[str | None, str] | None = None, /, **attributes: str) -> _Element:
    """An element without a parent, which declares these namespaces."""
    from lxml import etree

    made = etree.Element(qualified(name, spaces or {}), nsmap=cast("dict[str, str]", dict(spaces or {})))
    for attribute, value in attributes.items():
        made.set(attribute, value)
    return made


def document(
    top: _Element,
    parts: Iterable[_Element],
    hollow: _Element | None = None,
    mark_up: Callable[[_Element], None] | None = None,
) -> Iterator[str]:
    """The text of *top*, piece by piece: its start, each part, its end.

    Args:
        parts: children that are appended to *hollow* one by one; each is removed when it is written.
        hollow: *top* itself, or an element in it.
        mark_up: turns the rich text of an element into elements inside it. It is called for each element of a part
            whose text may be rich, when the part has been indented, which would add blanks to mixed content.
    """
    from lxml import etree

    parent = top if hollow is None else hollow
    mark = etree.SubElement(parent, "parts")
    head, _, foot = etree.tostring(top, encoding="unicode", pretty_print=True).partition("<parts/>")
    parent.remove(mark)
    yield f"{DECLARATION}{head.rstrip(' ')}"
    spaces = [f' xmlns{":" if prefix else ""}{prefix or ""}="{space}"' for prefix, space in top.nsmap.items()]
    depth = 1 + sum(1 for _ in parent.iterancestors())
    for part in parts:
        etree.indent(part, level=depth)
        for node in [node for node in part.iter() if mark_up and node.text and "<" in node.text]:
            mark_up(node)  # type: ignore[misc]
        text = etree.tostring(part, encoding="unicode", with_tail=False)
        tag, bracket, rest = text.partition(">")
        for space in spaces:
            tag = tag.replace(space, "", 1)
        yield f"{'  ' * depth}{tag}{bracket}{rest}\n"
        parent.remove(part)
    yield foot.lstrip("\n")


def nest_marks(node: _Element, tags: Mapping[str, str]) -> None:
    """Turn the marks of an element's rich text into elements inside it: mark -> tag; other marks are left out."""
    text, at = node.text or "", 0
    open_nodes = [node]
    node.text = ""
    for part in parts_of(text):
        _append(open_nodes[-1], text[at : part.start])
        at = part.end
        if isinstance(part, Mark) and part.name in tags:
            if part.opens:
                open_nodes.append(add(open_nodes[-1], tags[part.name]))
            else:
                open_nodes.pop()
    _append(open_nodes[-1], text[at:])


def _append(node: _Element, text: str) -> None:
    """Append text to the content of an element."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def xml_references(text: str, references_of: Callable[[_Element], Iterator[Reference]]) -> Iterator[Reference]:
    """The references of an XML document, by its root element; a fault where the text is not XML. Raises nothing."""
    root = parse_xml(text)
    if isinstance(root, str):
        yield Reference(place="the file", faults=(root,))
    else:
        yield from references_of(root)


def parse_xml(text: str) -> _Element | str:
    """The root element, or the fault of the text. Raises nothing."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"is no XML: {clean(str(error))[:120]}"


def key_of(element: _Element | None) -> str:
    """The text of an element with a citation key, as it is; "" for None."""
    return "" if element is None else "".join(map(str, element.itertext())).strip()


def text_of(element: _Element | None) -> str:
    """The clean text of an element and everything in it; "" for None."""
    return "" if element is None else clean("".join(map(str, element.itertext())))
