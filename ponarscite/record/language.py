"""Names and codes of languages -> BCP 47 tags: "English", "Deutsch" and "ger" become "en" and "de".

Source: ISO 639-1 and 639-2, both forms (bibliographic "ger", terminologic "deu"); CLDR for the names.
"""

from __future__ import annotations

from functools import cache

_NAMES = """
en eng english | de ger deu german deutsch | fr fre fra french français francais
es spa spanish español espanol castellano | it ita italian italiano | pt por portuguese português
nl dut nld dutch nederlands | ru rus russian русский | uk ukr ukrainian українська
be bel belarusian беларуская | ka geo kat georgian ქართული | hy arm hye armenian հայերեն | az aze azerbaijani
kk kaz kazakh қазақша | uz uzb uzbek | tr tur turkish türkçe | pl pol polish polski | cs cze ces czech čeština
sk slo slk slovak slovenčina | hu hun hungarian magyar | ro rum ron romanian română | bg bul bulgarian български
sr srp serbian српски srpski | hr hrv croatian hrvatski | sl slv slovenian slovene slovenščina
mk mac mkd macedonian македонски | el gre ell greek ελληνικά | et est estonian eesti | lv lav latvian latviešu
lt lit lithuanian lietuvių | fi fin finnish suomi | sv swe swedish svenska | no nor norwegian
nb nob norsk bokmål | da dan danish dansk | is ice isl icelandic íslenska | ar ara arabic العربية
fa per fas persian farsi فارسی | he heb hebrew עברית | zh chi zho chinese 中文 | ja jpn japanese 日本語
ko kor korean 한국어 | la lat latin | ca cat catalan català | eu baq eus basque euskara | ga gle irish gaeilge
cy wel cym welsh cymraeg | vi vie vietnamese | th tha thai | hi hin hindi | id ind indonesian | ms may msa malay
sq alb sqi albanian shqip | mn mon mongolian | ky kir kyrgyz | tg tgk tajik | tk tuk turkmen | tt tat tatar
yi yid yiddish | sa san sanskrit | eo epo esperanto | af afr afrikaans
"""


@cache
def _tags() -> dict[str, str]:
    rows = (row.split() for line in _NAMES.splitlines() for row in line.split("|"))
    return {word: row[0] for row in rows for word in row[1:]}


def tag_of(text: str) -> str:
    """The tag of a language by its name or its code of three letters; any other text as it is."""
    return _tags().get(text.lower(), text) if len(text) > 2 else text
