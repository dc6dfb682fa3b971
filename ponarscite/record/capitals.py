"""Capitals: the words of a title that must keep their capitals when a style prints it in sentence case.

Source: BibTeX's `change.case$`, biblatex's `\\MakeSentenceCase` and the readers that imitate them lower-case every word
that no brace protects; a title wholly in braces cannot be put in sentence case at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

PROPER_NOUNS = frozenset(
    """
    Abkhaz Abkhazia Abkhazian Adjara Afghan Afghanistan Africa African Ajara Albania Albanian Almaty America
    American Americans Ankara April Arab Arabia Arctic Armenia Armenian Armenians Ashgabat Asia Asian Assad Astana
    Atlantic August Austria Azerbaijan Azerbaijani Azerbaijanis Azov Baku Balkan Balkans Baltic Baltics Bashkir
    Bashkortostan Belarus Belarusian Belarusians Berlin Biden Bishkek Bosnia Bosnian Brexit Britain British Brussels
    Bulgaria Bulgarian Bush Caspian Caucasian Caucasus Chechen Chechens Chechnya China Chinese Chisinau Christian
    Circassia Circassian Circassians Clinton Cossack Cossacks Crimea Crimean Crimeans Croatia Cuba Czech Dagestan
    Dagestani December Donbas Donbass Donetsk Duma Dushanbe Egypt England English Erdogan Erdoğan Estonia Estonian
    Eurasia Eurasian Euromaidan Europe European Europeans February Fergana Finland Finnish France French Gagauz
    Gazprom Georgia Georgian Georgians German Germans Germany Gorbachev Greece Greek Hungarian Hungary I India
    Indian Indians Ingush Ingushetia Iran Iranian Iraq Iraqi Islam Islamic Islamist Islamists Israel Israeli Italy
    January Japan Japanese Jew Jewish Jews July June Kabardino Kabul Kadyrov Kaliningrad Karabakh Kazakh Kazakhs
    Kazakhstan Kazakhstani Kerch Kharkiv Kherson Khrushchev Kiev Korea Korean Kosovo Kremlin Kuchma Kyiv Kyrgyz
    Kyrgyzstan Lavrov Lenin Leninist London Luhansk Lukashenka Lukashenko Macedonia Maidan Manas Mariupol Marx
    Marxist Mediterranean Medvedev Merkel Minsk Mirziyoyev Moldova Moldovan Moldovans Monday Mongolia Mongolian
    Montenegro Moscow Muscovite Muslim Muslims Nagorno Navalny Nazarbayev Nemtsov November October Odesa Odessa
    Orthodox Ossetia Ossetian Ossetians Pakistan Pakistani Palestine Pashinyan Poland Pole Poles Polish Poroshenko
    Prigozhin Putin Putinism Putinist Rohingya Roma Romania Romanian Rosneft Russia Russian Russians Russophone
    Rustavi Saakashvili Sahel Samarkand Sarkisian Serbia Serbian Sevastopol Shevardnadze Siberia Siberian Slavic
    Slovak Slovakia Slovenia Sochi Soviet Soviets Spain Spanish Stalin Stalinism Stalinist Sunday Surkov Sweden
    Swedish Syria Syrian Tajik Tajikistan Tajiks Taliban Tashkent Tatar Tatars Tatarstan Tbilisi Tehran Tiraspol
    Tokayev Transcaucasia Transnistria Transnistrian Trump Turk Turkey Turkic Turkish Turkmen Turkmenistan Turks
    Tymoshenko Ukraine Ukrainian Ukrainians Ural Urals Ust Uyghur Uyghurs Uzbek Uzbekistan Uzbeks Vatican Vienna
    Vietnam Vilnius Volga Volodymyr Wagner Warsaw Washington Yanukovych Yeltsin Yerevan Yugoslav Yugoslavia Yukos
    Yushchenko Zelensky Zelenskyy Zhirinovsky
    """.split()
)
"""Countries, peoples, cities, leaders, faiths and months; without March and May, which are also common words."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTED = re.compile(r"“[^“”]+”|«[^«»]+»")
_CYRILLIC_NAME = re.compile(r"(?<=[^\s.:?!«“„\"] )[А-ЯЁІЇЄҐЎ][\w’'-]*")
_INSIDE_A_SENTENCE = re.compile(r"(?<=[a-zа-яё,;] )[A-ZА-ЯЁ][\w’']+")


def protected_spans(title: str, names: Iterable[str] = (), prose: str = "") -> tuple[tuple[int, int], ...]:
    """The (start, end) of every word and quoted phrase that must keep its capitals, in order, without overlaps.

    These are acronyms and words with a capital inside (USSR, McFaul, U.S.), phrases in curly quotes, PROPER_NOUNS,
    capitalised Cyrillic words inside a sentence (Cyrillic titles are in sentence case already), *names*, and words that
    *prose* shows to be names. The parts of a hyphenated word are judged one by one.

    Args:
        title: a title, usually with most words capitalised.
        names: family names, which keep their capitals where they occur.
        prose: running text about the same subject (an abstract): a word with a capital inside a sentence is a name.
    """
    known = _proper_nouns(prose).union(_CYRILLIC_NAME.findall(title), *(name.split() for name in names))
    is_upper = title.upper() == title
    phrases = [match.span() for match in _QUOTED.finditer(title)]
    starts = [start for start, _ in phrases]
    words = (
        match.span()
        for match in _WORD.finditer(title)
        if not _is_inside(match.start(), starts, phrases) and _keeps_capitals(match[0], known, is_upper=is_upper)
    )
    return tuple(sorted([*phrases, *words]))


def _is_inside(place: int, starts: list[int], phrases: list[tuple[int, int]]) -> bool:
    """Whether a place in the title is in one of the phrases; *starts* are their starts."""
    before = bisect_right(starts, place) - 1
    return before >= 0 and place < phrases[before][1]


def _keeps_capitals(word: str, known: frozenset[str], *, is_upper: bool) -> bool:
    """Whether a word is a known name or, unless the whole title *is_upper*, an acronym or a word like "McFaul"."""
    if any(form in PROPER_NOUNS or form in known for form in (word, _POSSESSIVE.sub("", word))):
        return True
    return not is_upper and (any(letter.isupper() for letter in word[1:]) or bool(re.fullmatch(r"[A-Z]\d+", word)))


def _proper_nouns(prose: str) -> frozenset[str]:
    """The words with a capital inside a sentence, without "’s"."""
    return frozenset(_POSSESSIVE.sub("", word) for word in _INSIDE_A_SENTENCE.findall(prose))
