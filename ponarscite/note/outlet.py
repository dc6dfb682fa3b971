"""Outlets: recognise the names of newspapers, magazines, agencies and news sites."""

from __future__ import annotations

import re

KNOWN = frozenset(
    "reuters|tass|interfax|ria novosti|bloomberg|bbc|cnn|rfe/rl|radio free europe/radio liberty|"
    "radio liberty|eurasianet|kommersant|vedomosti|rbc|meduza|novaya gazeta|izvestia|lenta|politico|"
    "axios|the economist|al jazeera|france 24|associated press|agence france-presse|afp|ap|"
    "deutsche welle|euronews|der spiegel|spiegel|le monde|die zeit|the diplomat|the conversation|"
    "the atlantic|the new yorker|new yorker|time|newsweek|foreign policy|war on the rocks|the insider|"
    "the bell|proekt|republic|forbes|vlast|dozhd|tv rain|echo of moscow|ukrainska pravda|belsat|"
    "nashaniva|коммерсантъ|коммерсант|ведомости|известия|рбк|тасс|интерфакс|риа новости|медуза|"
    "новая газета|российская газета|независимая газета|лента|эхо москвы".split("|")
)
"""Outlets whose names contain none of `_WORDS`, in lower case."""

_WORDS = frozenset(
    "times post herald tribune gazette gazeta guardian telegraph news newspaper daily weekly today observer chronicle "
    "independent pravda газета новости правда".split()
)
_DOMAIN = re.compile(
    r"(?:[\w-]{1,40}\.){1,3}(?:com|org|net|info|ru|su|рф|kz|ua|by|md|ge|am|az|kg|uz|tj|tm|ee|lv|lt|pl|de|fr|uk|eu|us|tv|"
    r"fm|io|me|news|media|press|today|live|online)",
    re.IGNORECASE,
)
_SMALL = frozenset("of the and for in on de la le der die das a и в на об &".split())


def is_domain(text: str) -> bool:
    """Whether a text is a host name: "Inform.kz"."""
    return bool(_DOMAIN.fullmatch(text))


def is_known(text: str) -> bool:
    """Whether a name is certainly that of a newspaper, an agency or a news site."""
    plain = text.casefold().strip()
    return (
        plain in KNOWN
        or plain.removeprefix("the ") in KNOWN
        or is_domain(text)
        or not _WORDS.isdisjoint(re.split(r"\W+", plain))
    )


def is_proper_name(text: str, most: int = 8) -> bool:
    """Whether a text is a name, not a sentence: at most *most* words, all but small ones capitalised."""
    words = text.split()
    return text.casefold() in KNOWN or (
        0 < len(words) <= most
        and len(text) <= 80
        and (text[0].isupper() or text[0].isdigit() or is_domain(text))
        and sum(character.isalpha() for character in text) > 1
        and not re.search(r"[.!?:;] |[“”«»\"()\[\]…]|[!?:;]$", text)
        and all(not word[0].islower() or word in _SMALL or is_domain(word) for word in words)
    )
