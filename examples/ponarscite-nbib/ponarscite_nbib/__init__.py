"""PubMed's .nbib files for ponarscite: a model for plugins that read a bibliography format.

A record is a block of lines, "TI  - Title". A line that begins with blanks continues the one above.
Source: "MEDLINE/PubMed Data Element (Field) Descriptions", National Library of Medicine.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ponarscite import Format, Reference, hookimpl

VARIABLES = {
    "container-title-short": "TA",
    "volume": "VI",
    "issue": "IP",
    "page": "PG",
    "abstract": "AB",
    "PMID": "PMID",
}
"""CSL variable -> tag, for texts that are taken as they are."""

LANGUAGES = {"chi": "zh", "eng": "en", "fre": "fr", "ger": "de", "rus": "ru", "spa": "es", "ukr": "uk"}
"""MARC language code -> BCP 47; other codes stay as they are."""


@hookimpl
def provide_formats() -> Iterable[Format]:
    """A format with `read`, but without `write`."""
    return (
        Format(
            name="nbib",
            description="PubMed (.nbib), to read",
            suffixes=(".nbib",),
            sign=lambda beginning: re.match(r"PMID- *\d", beginning) is not None,
            read=read,
            empty="an .nbib file has records, each with a PMID and a title in TI",
            origin="PubMed",
        ),
    )


def read(text: str) -> Iterator[Reference]:
    """One reference a record. One without a title is yielded, too: ponarscite names it and reads the rest."""
    for number, record in enumerate(re.split(r"(?:\r?\n){2,}", text.strip()), 1):
        fields = fields_of(record)
        where = f"PMID {fields['PMID'][0]}" if "PMID" in fields else ""
        yield Reference(place=f"record {number}", item=item_of(fields), where=where)


def fields_of(record: str) -> Mapping[str, Sequence[str]]:
    """Tag -> its values, in order."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in record.splitlines():
        if match := re.match(r"([A-Z]{2,4}) *- ?(.*)", line):
            values = fields.setdefault(match[1], [])
            values.append(match[2].strip())
        elif values and line.strip():
            values[-1] += f" {line.strip()}"
    return fields


def item_of(fields: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """One record as a CSL-JSON item; ponarscite leaves out what is empty."""
    first = {tag: values[0] for tag, values in fields.items()}
    identifiers = (*fields.get("LID", ()), *fields.get("AID", ()))
    people = [*fields.get("FAU", map(inverted, fields.get("AU", ())))]
    return {variable: first.get(tag, "") for variable, tag in VARIABLES.items()} | {
        "type": "article-journal",
        "title": first.get("TI", "").removesuffix("."),
        "author": [*people, *({"literal": name} for name in fields.get("CN", ()))],
        "container-title": first.get("JT") or first.get("TA", ""),
        "issued": " ".join(reversed(first.get("DP", "").split())),  # "2019 Jul 15" -> "15 Jul 2019"
        "DOI": next((text.removesuffix(" [doi]") for text in identifiers if text.endswith(" [doi]")), ""),
        "language": LANGUAGES.get(first.get("LA", ""), first.get("LA", "")),
        "keyword": [*fields.get("OT", ()), *fields.get("MH", ())],
    }


def inverted(name: str) -> str:
    """ "Lee, A. B." of "Lee AB", as older records have their authors."""
    family, _, initials = name.rpartition(" ")
    return f"{family}, {' '.join(f'{letter}.' for letter in initials)}" if family else name
