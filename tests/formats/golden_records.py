"""The records whose written forms are kept under tests/golden/, by name."""

from __future__ import annotations

from dataclasses import replace

from ponarscite.record.date import Date
from ponarscite.record.name import Name, parse_names
from ponarscite.record.record import Record

GWU = "George Washington University"
DC = "Washington, DC"
PEPM = "PONARS Eurasia Policy Memo"
SITE = "https://www.ponarseurasia.org"

MEMO_775 = Record(
    id="pepm775",
    type="report",
    title="The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt",
    author=parse_names("Azamat Junisbai"),
    issued=Date(2022, 5, 20),
    accessed=Date(2026, 11, 21),
    genre=PEPM,
    number="775",
    url=f"{SITE}/the-limits-of-authoritarian-learning-deconstructing-kazakhstans-2022-coup-attempt/",
    keyword=("Kazakhstan", "Authoritarianism", "Elites & Power"),
    language="en-US",
    publisher=GWU,
    publisher_place=DC,
)
EXAMPLE = Record(
    id="ex",
    type="report",
    title="A Title",
    author=parse_names("Olena Example"),
    issued=Date(2020, 7),
    genre=PEPM,
    number="660",
    publisher=GWU,
    publisher_place=DC,
)

RECORDS = {
    "memo-427-without-publisher": Record(
        id="pm427",
        type="report",
        title="Russian Weapons Sales to Iran: Why They Are Unlikely to Stop",
        author=parse_names("Alla Kassianova"),
        issued=Date(2006, 12),
        genre="PONARS Policy Memo",
        number="427",
    ),
    "memo-54": Record(
        id="pepm54",
        type="report",
        title="Circassian World: Responses to New Challenges",
        author=parse_names("Sufian Zhemukhov"),
        issued=Date(2008, 12),
        genre=PEPM,
        number="54",
    ),
    "memo-590": Record(
        id="pepm590",
        type="report",
        title="Waving the EU Flag in Eurasia",
        author=parse_names("Juliet Johnson and Benjamin Forest"),
        issued=Date(2019, 4),
        genre=PEPM,
        number="590",
        publisher=GWU,
        publisher_place=DC,
    ),
    "memo-775": MEMO_775,
    "memo-781": replace(
        MEMO_775,
        id="pepm781",
        title="Outsourcing Violence: Provocateurs and Power Struggles in Kazakhstan, January 2022",
        author=parse_names("Dinissa Duvanova and Barbara Junisbai"),
        issued=Date(2022, 6, 13),
        number="781",
        url=f"{SITE}/outsourcing-violence/",
        keyword=(),
    ),
    "memo-300-ambiguous": Record(
        id="example1998memo",
        type="report",
        title="A Memo of Unknown Year",
        author=parse_names("Olena Example"),
        genre="Policy Memo",
        number="300",
    ),
    "four-authors-with-particles": replace(
        EXAMPLE,
        author=parse_names("Sasha de Vogel, Stephan De Spiegeleire, Kimberly St. Julian-Varnon and Vladimir Gel'man"),
    ),
    "names-of-every-kind": replace(
        EXAMPLE,
        author=(
            Name("Remington", "Thomas F.", suffix="Jr."),
            Name("O’Loughlin", "John"),
            Name("Gould-Davies", "Nigel"),
            Name("McIntosh Sundstrom", "Lisa"),
            Name("hooks", "bell"),
            Name("Humboldt", "Alexander", dropping_particle="von"),
            Name("Aktürk", "Şener"),
            Name("Plato"),
            Name(literal="Ministry of Trade, Industry and Energy"),
        ),
    ),
    "institution": replace(EXAMPLE, author=(Name(literal="PONARS Eurasia"),), publisher="Centre for Peace and War"),
    "cyrillic": replace(
        EXAMPLE,
        title="Пределы авторитарного обучения: «Январь» в Казахстане",
        author=parse_names("Азамат Жунисбай"),
        language="ru",
    ),
    "right-to-left": replace(
        EXAMPLE, title="السياسة في أوراسيا: מדיניות PONARS", author=(Name("كاظم", "ليلى"),), language="ar"
    ),
    "podcast": Record(
        id="lipman2021episode",
        type="broadcast",
        title="How Do Russians Feel about a New War?",
        author=parse_names("Maria Lipman"),
        issued=Date(2021, 12, 13),
        genre="podcast",
        container_title="PONARS Eurasia Podcast",
    ),
    "commentary": Record(
        id="goode2022commentary",
        type="post-weblog",
        title="Why “Patriotism” Is No Answer",
        author=parse_names("J. Paul Goode"),
        issued=Date(2022, 3, 1),
        container_title="PONARS Eurasia",
        url=f"{SITE}/commentary/",
        language="en",
    ),
    "card-without-address": Record(
        id="card2022",
        type="post-weblog",
        title="Recommended Reading",
        author=parse_names("Olena Example"),
        issued=Date(2022, 3, 1),
        container_title="PONARS Eurasia",
    ),
    "working-paper": replace(EXAMPLE, genre="PONARS Eurasia Working Paper", number="", issued=Date(2014)),
    "event": Record(
        id="workshop2023",
        type="event",
        title="Annual PONARS Eurasia Policy Conference",
        author=(Name(literal="PONARS Eurasia"),),
        issued=Date(2023, 9, 29),
        genre="Conference",
        publisher=GWU,
        publisher_place=DC,
        extra=(("event-place", "Washington, DC"),),
    ),
    "newspaper-headline": Record(
        id="nyt2022headline",
        type="article-newspaper",
        title="Kazakhstan’s President Says Order Is “Mostly Restored”",
        container_title="New York Times",
    ),
    "journal-article": Record(
        id="article",
        type="article-journal",
        title="Elite Fragmentation in the post-Soviet Space",
        author=parse_names("Olena Example and Juan de la Prueba"),
        issued=Date(2015, 3),
        container_title="Europe-Asia Studies",
        doi="10.1000/182_a",
        extra=(("ISSN", "0966-8136"), ("issue", "2"), ("page", "101-120"), ("volume", "67")),
    ),
    "chapter": Record(
        id="chapter",
        type="chapter",
        title="Patronal Politics in Eurasia",
        author=parse_names("Henry E. Hale"),
        issued=Date(2014, season=1),
        publisher="Cambridge University Press",
        publisher_place="New York",
        container_title="Handbook of Post-Soviet Politics",
        extra=(
            ("ISBN", "978-0-00-000000-2"),
            ("edition", "2"),
            ("editor", parse_names("Olena Example")),
            ("page", "1–20"),
        ),
    ),
    "special-characters": replace(
        EXAMPLE,
        title="\\write18{rm} & 100% $5 #1 a_b ~ ^ \\ <script>alert(1)</script> {x} } { -- ‘s’ ''q'' \"d\" ``b`` "
        "| @book{y, ?` ўÖ№",
        abstract="First line\nTY  - BOOK\r\n@book{z,\n  title = {q}}\n% a comment \u202ereversed\u202c \x07bell",
        keyword=("R&D", "50%", "C#"),
        note="{unbalanced",
        url="https://example.org/a_b?x=1&y=%7E#c{d}",
        publisher="Smith & Sons {Ltd}",
    ),
    "long-title": replace(EXAMPLE, title=" ".join(["Power and Protest across the Eurasian Steppe"] * 14)[:600]),
    "date-in-words": replace(EXAMPLE, issued=Date(literal="forthcoming")),
    "partial": Record(id="partial", type="report", url=f"{SITE}/memo/partial"),
}
