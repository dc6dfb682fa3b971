"""Remarks and prose without any citation, from patterns with slots."""

from __future__ import annotations

import re
from typing import Final

from ponarscite.citestring.label import REMARK
from ponarscite.citestring.training.exchange import Exchange
from ponarscite.citestring.training.labelled import Piece

_PATTERNS: Final = """Author’s interview with {name}, {place}, {date}.
Interview with {name}, {date}.
Author’s interviews, {place}, {year}.
Ibid.
Ibid., {number}.
Ibid., p. {number}.
Op. cit., p. {number}.
Там же. С. {number}.
Там же.
{family}, op. cit., pp. {number}–{number}.
{family}, “{title},” {number}.
{family} {year}, {number}.
({family} {year}; {family} and {family} {year}).
See {family} ({year}) and {family} et al. ({year}).
See note {number} above.
See the discussion of {words} above.
I thank {name} and {name} for their comments.
The author is grateful to {name} for help with {words}.
Emphasis added.
All translations are the author’s.
Author’s calculations from data of {org}.
The survey was carried out in {place} in {year} and had {number} respondents.
{name} ({year}–{year}) was a politician from {place}.
In {year}, {org} adopted a law on {words}.
The total rose from {number} in {year} to {number} in {year}.
{org} has since changed its position on {words}.
As {family} argues, {words} matter more than {words}.
It is not clear why {place} and {place} differ in {words}.
{name} is Professor of Political Science at {org}.
{name} is a fellow of {org} in {place}. His work is about {words}.
The quotation is from a speech of {date}.
On {date}, {org} announced that {words} would end.
This is discussed in Chapter {number}.
Some of {words} came from {place}, where {name} had worked for {number} years.
Figure {number} shows {words} by region, {year}–{year}.
Table {number}. {title}
Confidential interview, {place}, {date}.
The data are available from the author on request.
Of the {number} deputies, only {number} voted for {words}.
For a long time {org} said little about {words}; {name} was the exception.
Notes
References and further reading
Publications since {year}
Courses taught: {title}; {title}
Office hours: {number} {place}
Week {number}. {title}
Copyright {year} {org}. All rights reserved.
Last updated {date}.
Интервью автора, {place}, {year} г.
Перевод автора.
Подробнее об этом см. ниже.
Во время опроса {year} г. на вопрос ответили {number} человек.
Ebd., S. {number}.
Hervorhebung im Original.
Ibid., p. {number}-{number}.
C’est nous qui soulignons.""".split("\n")


def remark(exchange: Exchange) -> Piece:
    """A remark with its slots filled."""
    pattern = exchange.random.choice(_PATTERNS)
    language = "ru" if re.search("[а-я]", pattern) else "en"
    return Piece(REMARK, re.sub(r"\{(\w+)\}", lambda slot: filled(slot[1], exchange, language), pattern))


def filled(slot: str, exchange: Exchange, language: str) -> str:
    """A text for a slot of a pattern."""
    random, lent, pools = exchange.random, exchange.lent, exchange.pools
    title = random.choice(pools.of("title", language) or pools.of("title", "en") or ("A Title",))
    words = re.findall(r"[^\W\d_]+", title)[:4]
    texts = {
        "name": f"{random.choice(lent.given[language])} {random.choice(lent.family[language])}",
        "family": random.choice(lent.family[language]),
        "place": random.choice(lent.cities[language] or lent.family[language]),
        "date": exchange.date("12 May 2010", language, ""),
        "year": str(random.randint(1950, 2025)),
        "number": str(random.randint(1, 900)),
        "title": title,
        "org": random.choice(pools.of("org", language) or pools.of("publisher", language) or ("The Council",)),
        "words": " ".join(words).lower(),
    }
    return texts[slot]
