"""The records that the programs are given: our publications, other works, what breaks importers.

CORPUS has 49 records, KINDS one of each type of CSL. All are invented but for the memos, which are our own.
"""

from __future__ import annotations

from dataclasses import replace

from ponarscite.record.item import TYPES, from_item
from ponarscite.record.record import Record
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS

FULL = replace(
    MEMO_775,
    abstract="An abstract of one sentence.",
    note="A note of ours.",
    keyword=("Kazakhstan", "Authoritarianism"),
)
MEMOS = (
    "memo-427-without-publisher memo-54 memo-590 institution four-authors-with-particles cyrillic podcast commentary "
    "working-paper event special-characters long-title right-to-left names-of-every-kind journal-article chapter "
    "newspaper-headline memo-300-ambiguous date-in-words memo-781"
).split()


def _name(family: str, given: str, **parts: str) -> dict[str, str]:
    return {"family": family, "given": given} | {part.replace("_", "-"): text for part, text in parts.items()}


def _on(*parts: int) -> dict[str, object]:
    return {"date-parts": [list(parts)]}


WORKS: tuple[dict[str, object], ...] = (
    {
        "id": "book",
        "type": "book",
        "title": "The Ferryman’s Ledger: Debts of a River",
        "author": [_name("Brook", "Hanna E.")],
        "issued": _on(2014, 11, 10),
        "publisher": "Delta University Press",
        "publisher-place": "Estuary",
        "collection-title": "Studies of Flow",
        "collection-number": "12",
        "edition": "2",
        "volume": "3",
        "ISBN": "978-3-16-148410-0",
        "number-of-pages": "538",
        "translator": [_name("Ford", "Petra")],
        "language": "en-GB",
        "URL": "https://example.org/ledger",
        "abstract": "What a crossing costs.",
        "keyword": "rivers, debts",
    },
    {
        "id": "edited-book",
        "type": "book",
        "title": "Locks and Weirs",
        "editor": [_name("Sluys", "Anneke", non_dropping_particle="van der"), _name("Pond", "Jo", suffix="Jr.")],
        "issued": _on(2012),
        "publisher": "Mill House",
        "publisher-place": "Lockton",
    },
    {
        "id": "chapter-with-editors",
        "type": "chapter",
        "title": "A Weir in Winter: What Froze",
        "author": [_name("Frost", "Lucan A.")],
        "editor": [_name("Bunde", "Vera"), _name("Falk", "Mika")],
        "container-title": "Cold Water",
        "collection-title": "Northern Rivers",
        "publisher": "WFP",
        "publisher-place": "Camford",
        "issued": _on(2010),
        "page": "246-262",
        "DOI": "10.1234/cold.11",
        "ISBN": "978-0-306-40615-7",
    },
    {
        "id": "article",
        "type": "article-journal",
        "title": "Sediment and Sentiment",
        "author": [_name("Radek", "Simone"), _name("Gel’f", "Vera")],
        "container-title": "Journal of Invented Hydrology",
        "issued": _on(2015, 3, 2),
        "volume": "67",
        "issue": "2",
        "page": "101-120",
        "DOI": "10.1234/jih.2015.1",
        "ISSN": "1234-5679",
        "URL": "https://example.org/a?b=1&c=2",
        "abstract": "Mud.",
    },
    {
        "id": "thesis",
        "type": "thesis",
        "title": "Ice on the Upper Example",
        "author": [_name("Engvik", "Joar")],
        "genre": "PhD dissertation",
        "publisher": "University of Example",
        "publisher-place": "Exampleville",
        "issued": _on(2011, 9),
        "number-of-pages": "340",
    },
    {
        "id": "report-in-a-series",
        "type": "report",
        "title": "Water in the World",
        "author": [{"literal": "River House"}],
        "genre": "Annual Report",
        "number": "2021/3",
        "collection-title": "RH Reports",
        "publisher": "River House",
        "publisher-place": "Lockton",
        "issued": _on(2021),
        "DOI": "10.1234/rh",
    },
    {
        "id": "episode",
        "type": "broadcast",
        "title": "An Episode about Rain",
        "author": [_name("Lipina", "Mara")],
        "genre": "podcast",
        "number": "12",
        "container-title": "The Rain Podcast",
        "issued": _on(2021, 12, 13),
        "URL": "https://example.org/rain",
        "abstract": "About it.",
    },
    {
        "id": "case",
        "type": "legal_case",
        "title": "Heron v. Otter",
        "authority": "Court of Streams",
        "container-title": "Stream Reports",
        "volume": "7",
        "page": "210",
        "number": "86-12",
        "issued": _on(1987, 6, 5),
    },
    {
        "id": "dataset",
        "type": "dataset",
        "title": "Gauges of the Example",
        "author": [_name("Pegel", "Mia")],
        "genre": "Table",
        "publisher": "Bank of Data",
        "version": "11.1",
        "DOI": "10.1234/gauges",
        "issued": _on(2021),
    },
    {
        "id": "preprint",
        "type": "article",
        "title": "Early Rain",
        "author": [_name("Doe", "Jana")],
        "genre": "Preprint",
        "publisher": "Archive of Drafts",
        "number": "ab12c",
        "DOI": "10.1234/draft",
        "URL": "https://example.org/ab12c",
        "issued": _on(2023, 2, 3),
    },
    {
        "id": "chinese",
        "type": "article-journal",
        "title": "河流与记忆",
        "author": [_name("李", "明"), _name("王", "小华")],
        "container-title": "水文研究",
        "language": "zh-CN",
        "volume": "3",
        "page": "5-20",
        "issued": _on(2019, 6),
    },
    {
        "id": "hebrew",
        "type": "book",
        "title": "הנהר והזיכרון",
        "author": [_name("כהן", "דוד")],
        "publisher": "הוצאת הנחל",
        "language": "he",
        "issued": _on(2018),
    },
    {
        "id": "site",
        "type": "webpage",
        "title": "About the River",
        "author": [{"literal": "River House"}],
        "genre": "Website",
        "container-title": "River House",
        "URL": "https://example.org/about/",
        "issued": _on(2020, 2, 1),
        "accessed": _on(2021, 5, 6),
    },
    {
        "id": "newspaper",
        "type": "article-newspaper",
        "title": "Flood Is “Mostly Over”",
        "author": [_name("Higg", "Anders")],
        "container-title": "Daily Drop",
        "publisher-place": "Lockton",
        "edition": "Late",
        "section": "World",
        "page": "A1",
        "ISSN": "2049-3630",
        "issued": _on(2022, 1, 7),
    },
    {
        "id": "magazine",
        "type": "article-magazine",
        "title": "A Piece on Ponds",
        "author": [_name("Kott", "Stina")],
        "container-title": "Wet Affairs",
        "volume": "95",
        "issue": "3",
        "page": "2-9",
        "issued": _on(2016, 5),
    },
    {
        "id": "paper",
        "type": "paper-conference",
        "title": "A Paper on Puddles",
        "author": [_name("Reut", "Ora Jane")],
        "container-title": "Proceedings of the Days of Water",
        "event-title": "Days of Water",
        "publisher": "Water Board",
        "page": "1-9",
        "issued": _on(2018, 8, 30),
    },
    {
        "id": "talk",
        "type": "speech",
        "title": "A Talk on Tides",
        "author": [_name("Hügel", "Fia")],
        "genre": "Keynote",
        "event-title": "Days of Water",
        "event-place": "Kyiv",
        "issued": _on(2013, 9, 20),
    },
    {
        "id": "entry",
        "type": "entry-encyclopedia",
        "title": "Oxbow",
        "author": [_name("Kung", "Carl")],
        "container-title": "Encyclopaedia of Bends",
        "volume": "2",
        "page": "33",
        "publisher": "Brink",
        "issued": _on(2005),
    },
    {
        "id": "law",
        "type": "legislation",
        "title": "Water Act",
        "container-title": "Collected Laws",
        "volume": "30",
        "number": "17-3",
        "section": "3",
        "page": "4172",
        "issued": _on(2012, 7, 20),
    },
    {
        "id": "patent",
        "type": "patent",
        "title": "A Weir That Sings",
        "author": [_name("Ivanko", "Ivan")],
        "number": "W123",
        "authority": "Patent Office",
        "issued": _on(1999, 1, 2),
    },
    {
        "id": "film",
        "type": "motion_picture",
        "title": "The Long Flood",
        "director": [_name("Zvonar", "Andrea")],
        "publisher": "Reel House",
        "dimensions": "141 min",
        "issued": _on(2014),
    },
    {
        "id": "conversation",
        "type": "interview",
        "title": "Interview with a Ferryman",
        "author": [_name("Charon", "Anna")],
        "interviewer": [_name("Yurkin", "Alex")],
        "medium": "tape",
        "issued": _on(2001, 2, 3),
    },
    {
        "id": "program",
        "type": "software",
        "title": "Runoff",
        "author": [{"literal": "Runoff Core Team"}],
        "publisher": "Runoff Foundation",
        "version": "4.3",
        "URL": "https://example.org/runoff",
        "issued": _on(2023),
    },
    {
        "id": "letters",
        "type": "manuscript",
        "title": "Letters from a Lighthouse",
        "author": [_name("Tschech", "A.")],
        "genre": "letters",
        "publisher-place": "Lockton",
        "archive": "State Archive",
        "archive_location": "f. 549",
        "issued": _on(1890),
    },
    {
        "id": "range",
        "type": "report",
        "title": "A Range of Days",
        "author": [_name("Doe", "Jo")],
        "genre": "Field Report",
        "number": "600",
        "publisher": "River House",
        "issued": {"date-parts": [[2019, 3, 1], [2019, 4, 2]]},
    },
    {
        "id": "season",
        "type": "report",
        "title": "A Season of Rain",
        "author": [_name("King", "Martin", suffix="Jr."), _name("Bach", "Ludwig", dropping_particle="von")],
        "genre": "Field Report",
        "publisher": "River House",
        "issued": {"date-parts": [[2014]], "season": "1"},
    },
    {
        "id": "rich-text",
        "type": "article-journal",
        "title": "An <i>Italic</i> Title and CO<sub>2</sub> in “quotes”",
        "author": [_name("Doe", "Jo")],
        "container-title": "Journal of Invented Hydrology",
        "issued": _on(2020, 1, 1),
    },
)
"""Works of other kinds, as CSL items."""


def told_apart(number: int, name: str, record: Record) -> Record:
    """The record with its name for a key, and a number and a title of its own: programs must not take two for one."""
    title = f"{name.replace('-', ' ').title()}, Told Apart" if record.title == EXAMPLE.title else record.title
    own = str(700 + number) if record.number == EXAMPLE.number else record.number
    return replace(record, id=name, title=title, number=own)


CORPUS: tuple[Record, ...] = (
    *(
        told_apart(number, name, record)
        for number, (name, record) in enumerate([("full", FULL), ("month", EXAMPLE), *((n, RECORDS[n]) for n in MEMOS)])
    ),
    *map(from_item, WORKS),
)

KINDS: tuple[Record, ...] = tuple(
    from_item(
        {
            "id": f"kind-{number}",
            "type": csl_type,
            "title": f"One of the Kind {csl_type.replace('_', ' ').replace('-', ' ').title()}",
            "author": [_name("Doe", "Jana")],
            "issued": _on(2020, 3, 4),
            "publisher": "A Press",
            "URL": f"https://example.org/{number}",
        }
    )
    for number, csl_type in enumerate(sorted(TYPES))
)
"""One record of each CSL type."""

FIELDS = {
    "title": "title",
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "director": "directors",
    "interviewer": "interviewers",
    "issued": "date",
    "genre": "genre",
    "number": "number",
    "collection-title": "series",
    "collection-number": "number in the series",
    "publisher": "institution",
    "publisher-place": "place",
    "container-title": "container",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "number-of-pages": "number of pages",
    "edition": "edition",
    "section": "section",
    "version": "version",
    "authority": "authority",
    "event-title": "event",
    "event-place": "place of the event",
    "medium": "medium",
    "dimensions": "dimensions",
    "archive": "archive",
    "archive_location": "place in the archive",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "URL": "URL",
    "abstract": "abstract",
    "keyword": "tags",
    "language": "language",
    "note": "note",
}
"""CSL variable -> what the table calls it; parts of dates, names and titles have labels of their own."""
