"""Items of CSL-JSON with values of the pools, to be printed in styles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ponarscite.citestring.training.exchange import Exchange, recased

_TYPES: Final = (
    ["article-journal"] * 30 + ["book"] * 17 + ["chapter"] * 14 + ["report"] * 14 + ["article-newspaper"] * 10
    + ["webpage"] * 6 + ["thesis"] * 4 + ["paper-conference"] * 4 + ["post-weblog"] * 2 + ["article-magazine"] * 3
)  # fmt: skip
_LANGUAGES: Final = ["en"] * 84 + ["ru"] * 8 + ["de"] * 3 + ["fr"] * 3 + ["uk"] * 2
_INITIALS: Final = "ABCDEFGHIJKLMNOPRSTVW"
_SERIES: Final = ("PONARS Eurasia Policy Memo", "Policy Memo", "Working Paper", "Discussion Paper", "Policy Brief")
_THESES: Final = ("PhD diss.", "PhD thesis", "Doctoral dissertation", "Master’s thesis", "MA thesis", "Dissertation")


class Items:
    """Makes items; all choices are those of the exchange's random numbers."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.random = exchange.random
        self._count = 0

    def item(self) -> dict[str, Any]:
        """An item with the fields that its type has, some of them left out."""
        self._count += 1
        language, kind = self.random.choice(_LANGUAGES), self.random.choice(_TYPES)
        item: dict[str, Any] = {
            "id": str(self._count),
            "type": kind,
            "language": "en-US" if language == "en" else language,
            "title": self._title(language),
            "author": self._names(language),
            "issued": self._date(1),
        }
        _FILL[kind](self, item, language)
        if self._chance(0.1) and kind in ("report", "webpage", "book"):
            item["author"] = [{"literal": self._of("org", language, "The Council")}]
        if "URL" in item and self._chance(0.4):
            item["accessed"] = self._date(3)
        return item

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _of(self, label: str, language: str, otherwise: str, kind: str = "") -> str:
        pools = self.exchange.pools
        return self.random.choice(pools.of(label, language, kind) or pools.of(label, "en", kind) or (otherwise,))

    def _title(self, language: str, style: str = "") -> str:
        title = self._of("title", language, "A Title of Many Words")
        if self._chance(0.4):
            title = self.exchange.words(title, language)
        return recased(title, style or self.random.choice(("title", "title", "sentence")), language)

    def _names(self, language: str, most: int = 5) -> list[dict[str, str]]:
        weights = (50, 27, 12, 6, 5)[:most]
        count = self.random.choices(range(1, most + 1), weights)[0]
        if self._chance(0.015):
            count = self.random.randint(7, 14)
        return [self._name("uk" if language == "uk" else "ru" if language == "ru" else "en") for _ in range(count)]

    def _name(self, script: str) -> dict[str, str]:
        lent, chance = self.exchange.lent, self.random.random()
        given = self.random.choice(lent.given[script])
        family = self.random.choice(lent.family[script])
        if chance < 0.25:
            given = f"{given} {self.random.choice(_INITIALS)}."
        elif chance < 0.31:
            given = f"{self.random.choice(_INITIALS)}. {self.random.choice(_INITIALS)}."
        elif chance < 0.34:
            given = f"{given}-{self.random.choice(lent.given[script])}"
        elif script != "en" and chance < 0.8:
            given = f"{given} {self.random.choice(lent.given[script])}"
        name = {"family": family, "given": given}
        if self._chance(0.02):
            name["non-dropping-particle"] = self.random.choice(("van", "von", "de", "van der", "di"))
        elif self._chance(0.02):
            name["family"] = f"{family}-{self.random.choice(lent.family[script])}"
        elif self._chance(0.01):
            name["suffix"] = self.random.choice(("Jr.", "III"))
        return name

    def _date(self, precision: int) -> dict[str, Any]:
        year = self.random.randint(1990, 2025) if self._chance(0.8) else self.random.randint(1900, 2025)
        return {"date-parts": [[year, self.random.randint(1, 12), self.random.randint(1, 28)][:precision]]}

    def _pages(self) -> str:
        first = self.random.randint(1, 900)
        return f"{first}-{first + self.random.randint(2, 40)}" if self._chance(0.93) else str(first)

    def _number(self, most: int) -> str:
        return str(self.random.randint(1, most))

    def _url(self) -> str:
        return self.exchange.address("https://www.site.org/2012/05/some-long-words")

    def _link(self, item: dict[str, Any], url: float, doi: float = 0.0) -> None:
        if self._chance(doi):
            item["DOI"] = self.exchange.doi("10.1080/1060586x.2016.1170301")
        if self._chance(url):
            item["URL"] = self._url()

    def _imprint(self, item: dict[str, Any], language: str, place: float) -> None:
        item["publisher"] = self.exchange.publisher(self._of("publisher", language, "Hurst"), language, "")
        if self._chance(place):
            item["publisher-place"] = self.exchange.place(self._of("place", language, "London"), language, "")

    def journal(self, item: dict[str, Any], language: str) -> None:
        item["container-title"] = self.exchange.container(
            self._of("container", language, "Review", "journal"), language, "journal"
        )
        if self._chance(0.9):
            item["volume"] = self._number(120)
        if self._chance(0.75) or "volume" not in item:
            item["issue"] = self._number(12) if self._chance(0.9) else "1-2"
        if self._chance(0.9):
            item["page"] = self._pages()
        item["issued"] = self._date(self.random.choice((1, 1, 1, 1, 2, 3)))
        self._link(item, 0.15, 0.35)

    def book(self, item: dict[str, Any], language: str) -> None:
        self._imprint(item, language, 0.85)
        if self._chance(0.1):
            item["edition"] = self._number(7)
        if self._chance(0.15):
            item["editor"] = item.pop("author")
        elif self._chance(0.05):
            item["translator"] = self._names(language, 1)
        if self._chance(0.06):
            item["collection-title"] = self._title(language, "title")
        self._link(item, 0.06, 0.06)

    def chapter(self, item: dict[str, Any], language: str) -> None:
        item["container-title"] = self._title(language)
        self._imprint(item, language, 0.85)
        if self._chance(0.85):
            item["editor"] = self._names(language, 3)
        if self._chance(0.85):
            item["page"] = self._pages()
        self._link(item, 0.03, 0.1)

    def report(self, item: dict[str, Any], language: str) -> None:
        item["genre"] = self.random.choice(_SERIES) if self._chance(0.4) else self._of("genre", "en", "Report")
        if self._chance(0.8):
            item["number"] = (
                self._number(900) if self._chance(0.9) else f"{self._number(40)}/{self.random.randint(2000, 2025)}"
            )
        item["issued"] = self._date(self.random.choice((1, 1, 2, 3)))
        self._imprint(item, language, 0.5)
        self._link(item, 0.4, 0.05)

    def press(self, item: dict[str, Any], language: str) -> None:
        item["container-title"] = self._of("container", language, "The Times", "press")
        item["issued"] = self._date(self.random.choice((3, 3, 3, 2, 1)))
        if self._chance(0.2):
            item.pop("author")
        if item["type"] == "article-magazine" and self._chance(0.5):
            item["page"] = self._pages()
        self._link(item, 0.9 if item["type"] in ("webpage", "post-weblog") else 0.4)

    def thesis(self, item: dict[str, Any], language: str) -> None:
        item["publisher"] = f"University of {self.random.choice(self.exchange.lent.cities['en'])}"
        item["genre"] = self.random.choice(_THESES)
        item["author"] = item["author"][:1]
        if self._chance(0.2):
            item["publisher-place"] = self._of("place", language, "London")

    def conference(self, item: dict[str, Any], language: str) -> None:
        event = self._of("event", language, "Annual Meeting of the Association")
        item["event-title"] = event
        if self._chance(0.5):
            item["container-title"] = f"Proceedings of the {event}"
            item["page"] = self._pages()
        item["event-place"] = self._of("place", language, "London")
        if self._chance(0.4):
            self._imprint(item, language, 0.5)
        item["issued"] = self._date(self.random.choice((1, 2, 3)))


_FILL: Final[dict[str, Callable[[Items, dict[str, Any], str], None]]] = {
    "article-journal": Items.journal,
    "book": Items.book,
    "chapter": Items.chapter,
    "report": Items.report,
    "article-newspaper": Items.press,
    "article-magazine": Items.press,
    "webpage": Items.press,
    "post-weblog": Items.press,
    "thesis": Items.thesis,
    "paper-conference": Items.conference,
}
"""Type -> the fields it adds."""
