"""Every check has a string that trips it, and a correct string trips none."""

from __future__ import annotations

import pytest

from ponarscite.citestring.proof import CHECKS, failed
from tests.citestring.tagged import entry

SOUND = [
    "[[author|Ann Lee]], [[title|A Book of Rivers]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]]), "
    "[[loc|p. 23]].",
    "[[author|Lee, A.]], & [[author|Ek, B.]] ([[issued|2019]]). [[title|A paper of rivers]]. "
    "[[container|Post-Soviet Affairs]], "
    "[[volume|35]]([[issue|2]]), [[page|101–18]]. https://doi.org/[[DOI|10.1080/1060586X.2019.1]]",
    "[[author|Гельман В. Я.]] [[title|Из огня да в полымя]]. [[place|СПб.]]: [[publisher|БХВ-Петербург]], "
    "[[issued|2013]]. С. [[loc|45]].",
    "“[[title|Rivers Rise]],” with [[author|Bo Ek]], [[container|The Nation]], [[issued|August 18, 2020]]",
    "[[author|Lee, Ann]]. “[[title|A Chapter]].” In [[container|A Book of Rivers]], edited by [[editor|Bo Ek]], "
    "[[page|3–9]]. "
    "[[place|Bonn]]: [[publisher|Nomos]], [[issued|2001]].",
    "[[org|Freedom House]], “[[title|Nations in Transit]],” [[issued|May 2020]], [[URL|https://example.org/nations]].",
    "[[author|Ann Lee]], “[[title|Protests Go On]],” [[container|Survival]], [[issued|2012]]",
    "[[author|Ann Lee]], “[[title|T]],” [[container|Survival]], [[issued|2012]]",
    "[[author|Ann Lee]], “[[title|'Thaw' or 'Frost'? A Spring]].” [[container|Survival]], [[issued|2012]]",
    "[[author|Martinez US]]. [[title|A paper of rivers]]. [[container|Survival]]. [[issued|2012]]",
    "[[author|Lee M]]: [[title|Die Hanse]]. [[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]]",
    "[[author|Max Meier]]: [[title|Die Moore]], in: [[container|Osteuropa]], [[issued|2011]], S. [[page|3–9]]",
    "[[author|Ann Lee]], [[title|A Book]] ([[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]]) ([[N|a new edition]])",
    "[[author|Ann Lee]]. “[[title|A Paper]].” [[container|Survival]] [[volume|3]]: [[page|3–9]] (online only)",
    "[[title|The War Goes On, But Not for Long]],” [[container|Survival]], [[issued|2012]]",
    "“[[title|A Paper]],” [[container|Makroskop.eu]], [[issued|June 27, 2023]]",
    "[[title|Rafts of the North]], [[title|A History]] ([[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]])",
]

TRIPPED = {
    "title": [
        "[[author|Ann Lee]], [[title|and then it rained]], [[container|Survival]], [[issued|2012]]",
        "[[author|Ann Lee]], “[[title|A Paper (of Rivers]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Ann Lee]], “[[title|A Revolution?The Guardian]],” [[place|London]], [[issued|2012]]",
        "[[author|Ann Lee]], [[title|A History of]], [[container|Survival]], [[issued|2012]]",
        "[[title|The author thanks Bo Ek. “A Paper]],” [[container|Survival]], [[issued|2012]]",
    ],
    "whole title": [
        "‘[[title|We Are at War]]’: [[container|Reflections]] [[volume|3]], no. [[issue|2]] ([[issued|2012]])",
        "[[title|Functional Grammar]]: [[container|Place. Time]]. [[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]]",
        "[[title|Jacob Lee]], trans., [[container|The Book of Rivers]] ([[place|Bonn]]: "
        "[[publisher|Nomos]], [[issued|2012]])",
        "[[author|Ann Lee]], “A River, [[title|The Novel]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Ann Lee]], [[title|Bo Ek and Cy Fu, Rafts]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Russia]], and [[title|Lasting Peace in Europe]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Lee, A.]] ([[issued|2012]]) [[title|A Life]] [[place|Basingstoke]]: [[publisher|Palgrave]]",
    ],
    "one value": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]] [[volume|3]], [[volume|4]], [[issued|2012]]",
        "[[title|Ann B. Lee]], [[title|Rafts: A Life]] ([[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]])",
    ],
    "names": [
        "[[author|Lee, Dr]] [[author|Ann B.]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Ann Lee argues]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]]",
        "[[author|World Bank]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]]",
        "[[author|Ann Lee]]: [[title|A Life]], [[place|London]], [[issued|2012]]",
        "[[org|it was said]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]]",
        "[[N|S. de Lode, K. St. Fu, and]] [[author|J. P. Ek]], “[[title|Rain]],” [[container|Nature]], [[issued|2012]]",
        "[[author|Ann Lee]], [[title|A Book]] ([[place|Bonn]]: [[author|Mill]], [[publisher|Ek]], [[issued|2012]])",
        "[[author|U.S.]] [[title|Impact Statements]] ([[place|Bonn]]: [[publisher|Nomos]], [[issued|2012]])",
        "[[author|Rubezh]], “[[title|A Paper]],” [[issued|May 2012]], [[URL|https://example.org/n]]",
    ],
    "dates": [
        "[[N|On the morning of]] [[issued|19 August 1991]] [[title|Muscovites woke]]. [[container|Tanks stood]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]] ([[accessed|June 8, 2012]])",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[issued|then]], "
        "[[URL|https://example.org/n]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]], [[issued|2013]]",
    ],
    "volume": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]] [[volume|New York]] ([[issued|2012]])",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]] [[volume|2012]] ([[issued|2012]])",
    ],
    "issue": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]] no. [[issue|of the Year]] ([[issued|2012]])"
    ],
    "pages": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]], [[page|table 3]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[issued|2012]], pp. [[page|90–12]]",
    ],
    "number": ["“[[title|A Paper]],” [[genre|Policy Memo]] No. [[number|of May]], [[issued|2012]]"],
    "edition": ["[[title|A Book]], [[edition|(London and Paris)]] ed., [[publisher|Hurst]], [[issued|2012]]"],
    "container": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|of rivers. Survival]], [[issued|2012]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Reflections on rivers. Journal of Water]] "
        "[[volume|3]], [[issued|2012]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|The Moscow TimesNo.]] [[issue|3]], [[issued|2012]]",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Paper presented at Yale]], [[issued|2012]]",
    ],
    "publisher": [
        "[[publisher|Talbot]], “[[title|Road to Zero]],” [[container|Survival]], [[page|18–30]]",
        "[[author|Ann Lee]], [[title|A Book]], [[publisher|PhD diss., University of Texas]], [[issued|2012]]",
    ],
    "label": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]], [[genre|so they say]], [[issued|2012]]",
        "“[[title|A Paper]],” [[genre|What Is a Memo?]] No. [[number|3]], [[issued|2012]]",
    ],
    "place": [
        "“[[title|A Paper]],” [[place|Orbis]], [[issued|2012]]",
        "[[title|A Paper]], [[place|Online]], [[publisher|Hurst]], [[issued|2012]]",
        "[[title|A Book]] ([[place|see page 3]]: [[publisher|Hurst]], [[issued|2012]])",
    ],
    "address": ["“[[title|A Page]],” [[container|Survival]], [[issued|2012]], [[URL|https://example]]"],
    "words": ["[[author|Ann Lee]], “[[title|A Paper]],” which disappointed, [[container|Survival]], [[issued|2012]]"],
    "remark": [
        "“[[title|A Paper]],” [[container|Survival]], [[issued|2012]] (with [[author|Ann Lee]][[N|, and many others]])",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[N|who counts fewer strikes,]] [[container|Survival]], "
        "[[issued|2012]]",
    ],
    "whole": [
        "[[editor|Ann Lee]] (ed.), [[container|Past Imperfect]], [[title|Future Uncertain]] ([[place|Bonn]]: "
        "[[publisher|Nomos]], [[issued|2012]])",
        "[[author|Ann Lee]], [[title|Past Imperfect]], [[container|Future Uncertain]] ([[place|Bonn]]: "
        "[[publisher|Nomos]], [[issued|2012]])",
        "[[author|Ann Lee]], “[[title|A Paper]],” [[volume|3]], no. [[issue|2]] ([[issued|2012]])",
    ],
    "imprint": [
        "[[author|Ann Lee]], “[[title|A Paper]],” [[issued|2012]]",
        "[[title|Lee and Ek]] ([[issued|2014]], [[number|203]])",
    ],
    "identified": [
        "[[author|Lee]], [[title|Rivers]], [[loc|p. 23]]",
        "[[title|A Book]] ([[place|London]]: [[publisher|Hurst]])",
    ],
}


@pytest.mark.parametrize("string", SOUND)
def test_a_correct_reading_passes_every_check(string: str) -> None:
    assert failed(entry(string)) == ()


@pytest.mark.parametrize(("check", "string"), [(check, one) for check, strings in TRIPPED.items() for one in strings])
def test_a_wrong_reading_fails_a_check(check: str, string: str) -> None:
    assert check in failed(entry(string))


def test_every_check_has_a_string_that_trips_it() -> None:
    assert TRIPPED.keys() == CHECKS.keys()
