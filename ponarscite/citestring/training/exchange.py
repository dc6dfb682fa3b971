"""Exchange of the values of a labelled string for others of the same shape: a string becomes a form.

A name keeps its order, initials and marks; a date its precision, order and form of month; pages whether they are
abridged; a title its capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from ponarscite.citestring.label import OTHER
from ponarscite.citestring.training.labelled import Labelled, Piece
from ponarscite.citestring.training.lent import Lent
from ponarscite.citestring.training.pool import Pools, kind_of, language_of

NAMES: Final = ("author", "editor", "translator")
_WORD = re.compile(r"[^\W\d_]+(?:[’'‘ʼ-][^\W\d_]+)*")
_PARTICLE = re.compile(r"(?:van|von|der|den|de|da|di|du|la|le|al|el|bin|ibn|ter|ten|dos|del|zu|af|av|Jr|Sr|II|III|IV)$")
_ROMAN = re.compile(r"[IVXLC]+$")
MONTHS: Final = (
    "January February March April May June July August September October November December".split(),
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "Spring Summer Fall Autumn Winter".split(),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
    "янв февр мар апр авг сент окт нояб дек".split(),
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
)
_KEPT = 0.25
"""How often a text of a pool stays what it is."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Gives texts of the same shape. All choices are those of `random`, so a seed decides them."""

    random: Random
    lent: Lent
    pools: Pools

    def string(self, string: Labelled) -> Labelled:
        """The string with other values, and at times another number of names."""
        language, kind = language_of(string), kind_of(string)
        pieces = self._renumbered(string.pieces) if self.random.random() < 0.5 else string.pieces
        return replace(string, pieces=tuple(replace(p, text=self.text(p, language, kind)) for p in pieces))

    def text(self, piece: Piece, language: str, kind: str) -> str:
        """Another text for a piece."""
        change = _CHANGES.get(piece.label)
        return change(self, piece.text, language, kind) if change else piece.text

    # names

    def name(self, text: str, language: str, kind: str = "") -> str:  # noqa: ARG002  # the signature of a change
        """Another name of the same form: "Frye, T." gives "Lund, K."."""
        script = _script(text, language)
        words = [*_WORD.finditer(text)]
        families = _families(text, [word[0] for word in words])
        changed: list[str] = []
        position = 0
        for n, word in enumerate(words):
            changed += (text[position : word.start()], self._name_word(word[0], script, family=n in families))
            position = word.end()
        return "".join(changed) + text[position:]

    def _name_word(self, word: str, script: str, *, family: bool) -> str:
        if _PARTICLE.match(word):
            return word
        if len(word) == 1 or (word.isupper() and len(word) < 4 and not family):
            return "".join(self._initial(script) for _ in word)
        hyphen = "-" in word
        new = self.random.choice((self.lent.family if family else self.lent.given)[script])
        new = re.split("[ -]", new)[0]
        if hyphen:
            other = re.split("[ -]", self.random.choice((self.lent.family if family else self.lent.given)[script]))[0]
            new = f"{new}-{other if word.partition('-')[2][:1].isupper() else other.lower()}"
        return new.upper() if word.isupper() else new.lower() if word.islower() else new

    def _initial(self, script: str) -> str:
        return self.random.choice(self.random.choice(self.lent.given[script])[0].upper())

    def _renumbered(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces with more or fewer names in one of their lists."""
        lists = [*_lists(pieces)]
        if not lists:
            return tuple(pieces)
        first, last = self.random.choice(lists)
        found = pieces[first : last + 1]
        count = (last - first) // 2 + 1
        new = self._longer(found, count) if count == 1 or self.random.random() < 0.5 else self._shorter(found, count)
        return (*pieces[:first], *new, *pieces[last + 1 :])

    def _shorter(self, found: Sequence[Piece], count: int) -> Sequence[Piece]:
        kept = self.random.randint(1, count - 1)
        if kept == 1:
            others = Piece(OTHER, self.random.choice((" et al.", ", et al.", " et al", " and others")))
            return (found[0], others) if self.random.random() < 0.3 else found[:1]
        return (*found[: 2 * kept - 2], found[-2], found[-1]) if count > 2 else found

    def _longer(self, found: Sequence[Piece], count: int) -> Sequence[Piece]:
        """One to three names more, delimited as those before, the last as the last."""
        comma = Piece(OTHER, "; " if "," in found[0].text and self.random.random() < 0.4 else ", ")
        if count == 1:
            word = self.random.choice((" and ", " & ", ", ", " and ", "; ", ", and "))
            cyrillic = _script(found[0].text, "") != "en"
            return (found[0], Piece(OTHER, self.random.choice((", ", ", ", " и ")) if cyrillic else word), found[0])
        between = found[1] if count > 2 else comma
        more = [part for _ in range(self.random.randint(1, 3)) for part in (found[-1], between)]
        start = (*found[:-2], between, *more[:-1]) if count > 2 else (found[0], between, *more[:-1])
        return (*start, found[-2], found[-1])

    # numbers and dates

    def digits(self, text: str, language: str = "", kind: str = "") -> str:  # noqa: ARG002
        """Other numbers of about the same size; in a range the second follows the first."""
        if _ROMAN.match(text):
            return self.random.choice("I II III IV V VI VII VIII IX X XII XIV XV XIX XX XXIV XL LIV LXII".split())
        return re.sub(r"(\d+)(?:(\s*[-‐–—−]+\s*)(\d+))?", lambda found: self._numbers(*found.groups()), text)

    def _numbers(self, first: str, dash: str | None, last: str | None) -> str:
        return self._range(first, dash, last) if dash and last else self._number(first)

    def _number(self, digits: str) -> str:
        if _is_year(digits):
            return self._year()
        if digits.startswith("0") or len(digits) > 6:
            return "".join(self.random.choice("0123456789") for _ in digits)
        size = max(1, len(digits) + self.random.choice((-1, 0, 0, 0, 0, 1)))
        return str(self.random.randint(10 ** (size - 1), 10 ** min(size, 4) - 1 if size < 5 else 10**size - 1))

    def _range(self, first: str, dash: str, last: str) -> str:
        if _is_year(first) and len(last) in (2, 4):
            year = int(self._year())
            return f"{year}{dash}{str(year + self.random.randint(1, 9))[-len(last) :]}"
        start = int(self._number(first))
        end = str(start + self.random.randint(1, 40 if start > 9 else 9))
        if len(last) < len(first) and len(end) == len(str(start)):  # abridged
            same = next((n for n, (a, b) in enumerate(zip(str(start), end, strict=True)) if a != b), 0)
            end = end[min(same, max(len(end) - len(last), 0)) :]
        return f"{start}{dash}{end}"

    def _year(self) -> str:
        random = self.random
        return str(random.randint(1995, 2025) if random.random() < 0.75 else random.randint(1900, 2025))

    def date(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another date, as precise and in the same form."""
        text = _WORD.sub(lambda found: self._month(found[0]), text)
        return re.sub(r"\d+", lambda found: self._date_number(found[0]), text)

    def _month(self, word: str) -> str:
        plain = word.lower()
        for months in MONTHS:
            if plain in [month.lower() for month in months]:
                if plain == "may" and self.random.random() < 0.3:
                    return word
                new = self.random.choice(months)
                return new.upper() if word.isupper() else new.lower() if word.islower() else new.capitalize()
        return word

    def _date_number(self, digits: str) -> str:
        if len(digits) == 4:
            return self._year()
        if len(digits) == 2 and int(digits) > 31:
            return f"{self.random.randint(0, 99):02}"
        new = str(self.random.randint(1, 12 if len(digits) == 2 and digits <= "12" else 28))
        return new.rjust(2, "0") if digits.startswith("0") else new

    # words

    def title(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another title with the same capitals: one of the pool, or its words exchanged."""
        if not language or self.random.random() < _KEPT:
            return text
        style = _capitals(text)
        others = self.pools.of("title", language)
        chance = self.random.random()
        if chance < 0.45 and others:
            return recased(self.random.choice(others), style, language)
        if chance < 0.6 and others:
            halves = [re.split(r"[:.?] ", self.random.choice(others))[0] for _ in range(2)]
            return recased(self.random.choice((": ", ": ", ". ", "? ", " – ")).join(halves), style, language)
        return self.words(text, language)

    def words(self, text: str, language: str) -> str:
        """The text with other words where they have four letters or more; short ones stay."""
        found = self.pools.words.get(language, ()) + self.lent.words.get(language, ())
        if not found:
            return text

        def change(match: re.Match[str]) -> str:
            word = match[0]
            if len(word) < 4 or self.random.random() < 0.25:
                return word
            new = self.random.choice(found)
            return new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new

        return _WORD.sub(change, text)

    def container(self, text: str, language: str, kind: str) -> str:
        """Another journal, newspaper, site or book."""
        if self.random.random() < _KEPT:
            return text
        if kind == "book":
            return self.title(text, language, kind)
        abbreviated = bool(re.search(r"\w\. \w", text))
        if kind == "journal" and language == "en" and self.random.random() < 0.5:
            journal = self.random.choice(self.lent.journals)
            return self._abbreviated(journal) if abbreviated else journal
        return self._pooled("container", text, language, kind)

    def _abbreviated(self, journal: str) -> str:
        words = [word for word in journal.split() if len(word) > 3 or word[0].isupper()]
        return " ".join(f"{word[: self.random.randint(3, 5)]}." if len(word) > 5 else word for word in words)

    def _pooled(self, label: str, text: str, language: str, kind: str = "") -> str:
        others = self.pools.of(label, language, kind)
        if not others or self.random.random() < _KEPT:
            return text
        return self.random.choice(others)

    def publisher(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another publisher: of the pool, or a university press of any town."""
        if language == "en" and self.random.random() < 0.15:
            town = self._city("en")
            return self.random.choice((f"University of {town} Press", f"{town} University Press", f"{town} Books"))
        return self._pooled("publisher", text, language)

    def place(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another town, with the state or country where it had one."""
        if self.random.random() < 0.5 or not re.fullmatch(r"[^\W\d_]{3,}", text):
            return self._pooled("place", text, language)
        return self._city(_script(text, language))

    def _city(self, script: str) -> str:
        return self.random.choice(self.lent.cities[script] or self.lent.family[script])

    def org(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another institution: of the pool, or the words of this one exchanged."""
        if self.random.random() < 0.2:
            return self.words(text, language)
        return self._pooled("org", text, language)

    def genre(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another label of a report, or kind of thesis."""
        return self._pooled("genre", text, language)

    def event(self, text: str, language: str, kind: str) -> str:  # noqa: ARG002
        """Another conference."""
        return self._pooled("event", text, language)

    def address(self, text: str, language: str = "", kind: str = "") -> str:  # noqa: ARG002
        """Another address, with or without a scheme as before."""
        parts = re.fullmatch(r"((?:\w+://)?)((?:www\.)?)([^/]*)(.*)", text, re.DOTALL)
        if parts is None or not parts[4]:
            return text
        scheme, www, host, path = parts.groups()
        if self.random.random() < 0.7:
            name = self.random.choice(self.pools.words.get("en", ()) or ("example",))
            host = f"{name}.{self.random.choice('com org net ru edu ua kz eu info gov'.split())}"
        return f"{scheme}{www}{host}{self._path(path)}"

    def _path(self, path: str) -> str:
        words = self.pools.words.get("en", ()) or ("page",)
        path = re.sub(r"[a-z]{4,}", lambda found: self.random.choice(words) if "%" not in path else found[0], path)
        return re.sub(r"\d+", lambda found: "".join(self.random.choice("0123456789") for _ in found[0]), path)

    def doi(self, text: str, language: str = "", kind: str = "") -> str:  # noqa: ARG002
        """Another DOI of the same form."""
        before, _, suffix = text.rpartition("10.")
        letters = re.sub(r"[a-z]", lambda _: self.random.choice("abcdefghijklmnopqrstuvwxyz"), suffix)
        return f"{before}10." + re.sub(r"\d", lambda _: self.random.choice("123456789"), letters)


_CHANGES: Final[dict[str, Callable[[Exchange, str, str, str], str]]] = {
    **dict.fromkeys(NAMES, Exchange.name),
    **dict.fromkeys(("volume", "issue", "page", "number", "loc", "edition"), Exchange.digits),
    **dict.fromkeys(("issued", "accessed"), Exchange.date),
    "genre": Exchange.genre,
    "event": Exchange.event,
    "title": Exchange.title,
    "original": Exchange.title,
    "collection": Exchange.title,
    "container": Exchange.container,
    "publisher": Exchange.publisher,
    "place": Exchange.place,
    "org": Exchange.org,
    "URL": Exchange.address,
    "DOI": Exchange.doi,
    "ISBN": Exchange.digits,
}
"""Label -> the change of its text; the others stay."""


def _script(text: str, language: str) -> str:
    """Which names fit a text: "ru", "uk" or "en"."""
    if not re.search("[\u0400-\u04ff]", text):
        return "en"
    return "uk" if language == "uk" else "ru"


def _families(text: str, words: Sequence[str]) -> set[int]:
    """Which words of a name are the family name."""
    capitals = [n for n, word in enumerate(words) if not _PARTICLE.match(word)]
    if not capitals:
        return set()
    comma = re.search(r"[,(]", text)
    if comma:
        return {n for n in capitals if n < len(_WORD.findall(text[: comma.start()]))} or {capitals[0]}
    initials = [n for n in capitals if len(words[n]) == 1 or (words[n].isupper() and len(words[n]) < 4)]
    if initials and initials[-1] == capitals[-1]:  # "Frye T."
        return {n for n in capitals if n < initials[0]} or {capitals[0]}
    return {capitals[-1]}


def _lists(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where lists of names begin and end: names of one label with one piece of other text between each two."""
    found: list[tuple[int, int]] = []
    for n, piece in enumerate(pieces):
        if piece.label not in NAMES:
            continue
        same = n >= 2 and pieces[n - 2].label == piece.label and pieces[n - 1].label == OTHER
        if same and found and found[-1][1] == n - 2 and len(pieces[n - 1].text) < 7:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("18", "19", "20")


def _capitals(text: str) -> str:
    """How a title is written: "upper", "title" or "sentence"."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    if len(words) < 2:
        return ""
    if text.isupper():
        return "upper"
    return "title" if sum(word[0].isupper() for word in words) > 0.7 * len(words) else "sentence"


def recased(text: str, style: str, language: str) -> str:
    """A title in another style of capitals: "upper", "title" or "sentence"."""
    now = _capitals(text)
    if style == "upper":
        return text.upper()
    if style == "title" and now == "sentence" and language == "en":
        return _WORD.sub(lambda word: word[0] if len(word[0]) < 4 else word[0][0].upper() + word[0][1:], text)
    if style == "sentence" and now == "title":
        return text[:1] + _WORD.sub(lambda word: word[0] if word[0].isupper() else word[0].lower(), text[1:])
    return text
