"""Institutions: how their names differ from those of persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ponarscite.record.text import fold

INSTITUTIONS = frozenset(
    "academy agency association bank board bureau center centre college commission committee consortium "
    "corporation council department editors embassy endowment eurasia federation forum foundation fund government "
    "group initiative institute institution international laboratory ministry network office organization ponars "
    "press program programme project school secretariat society staff team university union институт университет "
    "центр".split()
)
"""Words that mark the name of an institution, also in a line of which nothing else is known."""

_WORDS = frozenset(
    # bodies of a state, of several states, of a party
    "administration assembly assemblies authority authorities bundestag coalition directorate federal governorate "
    "ministries municipality parliament parliamentary presidium prosecutor senate supreme taskforce tribunal "
    # bodies of scholars, of workers, of belief
    "academies alliance associates auditors bishops campaign caucus chamber charities churches citizens "
    "confederation corps councils defenders departments diocese economists engineers faculty friends institut "
    "institutes journalists lawyers laboratories league movement museum national observatory reporters rights "
    "scientists seminar symposium synod universities watch workers workers' workshop investors mothers scouts "
    "soldiers' women censorship constitutional democracy orthodox parties ratings resistance security "
    # firms, papers and broadcasters
    "analytica analytics broadcasting companies company consortium consulting corp editorial enterprises gmbh "
    "barometer gazeta holdings inc industries limited llc llp ltd magazine media newspapers newsroom partners plc "
    "productions publications publishers publishing radio resources services solutions "
    "studios systems technologies television "
    # collections
    "archives database encyclopaedia encyclopedia library research survey wikipedia "
    # other languages
    "académie akademia akademie asociación associação associazione banco banque biblioteca bibliothek "
    "bibliothèque bundesamt centro centrum comisión comité commissie conseil consejo consiglio escuela fondation "
    "fondazione fundacja fundación fundação gesellschaft hochschule institutet instituto instytut istituto "
    "kommission ministère ministerio ministerium ministero ministerstwo ministério musée museo organisation "
    "organización parlament parlement sociedad société stiftung stowarzyszenie towarzystwo universidad "
    "universidade universitat universitet universiteit universität università université univerzita univerzitet "
    "uniwersytet verband verein verkhovna zentrum агентство администрация академии академия академії ассоциация "
    "библиотека верховна верховный комитет комиссия комісія лаборатория министерства министерство музей "
    "міністерство национальный національний общество организация організація правительство редакция спілка "
    "товариство університет федерация фонд".split()
)
"""Words that no person's name has, of a text that is known to be a name."""

_FIRST_WORDS = frozenset(
    "african albanian armenian asian azerbaijani baltic belarusian belarussian bosnian british bulgarian canadian "
    "caucasian central chinese croatian czech democratic economic estonian eurasian european federal finnish global "
    "hungarian independent international islamic japanese jewish kazakhstani korean latvian lithuanian military "
    "moldovan national norwegian polish political romanian russian serbian slavic slovak slovenian soviet swedish "
    "swiss turkish ukrainian united world американский всемирный всероссийский европейский международный "
    "российский русский украинский українська український федеральный центральный".split()
)
"""Adjectives of a nation or a scope that begin no person's name; "German", "Danish" and "Christian" are given names."""

_FINAL_WORDS = frozenset(
    "america azerbaijan belarus eurasia europe kazakhstan kyrgyzstan moldova russia tajikistan turkmenistan ukraine "
    "uzbekistan now".split()
)
"""Words that end no person's name, but those of institutions: "Vox Ukraine", "Access Now"."""

_RULERS = frozenset(
    "archbishop bishop count duke earl king lord metropolitan patriarch pope prince princess queen".split()
)
"""Titles before "of" in the names of persons: "Mary Queen of Scots"."""

_LAST_WORDS = frozenset(
    "africa archive army asia club command congress court division duma europe gazette guard house "
    "journal nations navy news observer party police post review service state telegraph times tribune trust tv unit "
    "voice worldwide".split()
)
"""Words that mark an institution at the end of a name, behind a word of _BEFORE_LAST."""

_BEFORE_LAST = frozenset(
    "air armed asian atlantic baltic border british business carnegie central chatham civil clearing coast "
    "communist conservative constitutional criminal daily democratic economic eu european evening financial "
    "foreign free freedom global green high independent intelligence irish kyiv labour liberal military moscow "
    "nezavisimaya novaya open pacific peace people's public red republican revenue security social socialist "
    "salvation sierra black citizen state straits sunday un united us washington wellcome white wildlife "
    "women's world york".split()
)
"""Words before one of _LAST_WORDS: "Freedom House", "Carnegie Europe"; but "Karen House" is a person."""

_HEADS = frozenset(
    "bar chamber church city commonwealth conference congregation congress country county court daughters division "
    "doctors duchy faculty general house houses kingdom library ligue mothers museum order party people port province "
    "republic sons state states town varieties village voice voices".split()
)
"""Words that begin the name of an institution before "of": "House of Commons"."""

_KNOWN = frozenset(
    (
        *("agence france-presse", "al jazeera", "amnesty usa", "black bird", "civil georgia", "control risks"),
        *("deutsche bank", "deutsche welle", "global witness", "oxford economics", "sea shepherd", "truth hounds"),
        *("wall street journal", "world vision", "human rights first", "mercy ships", "article 19", "sciences po"),
        *("holy see", "hizb ut-tahrir", "citizen lab", "walk free", "third way", "cultural survival", "fair russia"),
    )
)
"""Folded names without a word that marks them."""

_ACRONYMS = frozenset(
    "AFP BBC CIA CIS CNN CSIS CSTO EBRD ECFR EU EUISS FAO FBI FSB IAEA IEA IFRI IISS ILO IMF IOM IPCC ISW KGB "
    "NASA NATO NGO OECD OHCHR OSCE OSW PISM RAND RFE RIAC RUSI SIPRI SWP TASS UN UNDP UNEP UNESCO UNFPA UNHCR "
    "UNICEF UNIDO UNODC US USA USAID USSR WHO WTO WWF НАТО ОБСЕ ООН РАН РФ СССР США".split()
)
"""Acronyms that stand as a word in longer names: "UN Women", "US Army"."""

_INNER = frozenset("against for pour sans without für для по при".split())
"""Small words inside the names of institutions: "Save the Children". Particles of persons are not among them."""

_INNER_SMALL = frozenset(("the",))
"""Further ones in lower case; with a capital it is a Vietnamese name."""

_LEGAL = re.compile(
    r",? (?:Inc\.?|Ltd\.?|LLC|L\.L\.C\.|LLP|PLC|plc|Corp\.?|GmbH|KG|e\.V\.|S\.A\.|S\.p\.A\.|N\.V\.|B\.V\.)$"
)
_INITIALLED = re.compile(r"[^\W\d_][\w’'-]* (?:[^\W\d_]\. ?){1,3}[^\W\d_][\w’'-]*")
_SIGN = re.compile(r"\w ?[&+] ?\w|[A-Z]{2}/[A-Z]{2}")
_SPLIT = re.compile(r"[^\w'’-]+")


def is_institution(text: str) -> bool:
    """Whether a text has a word of INSTITUTIONS."""
    return not INSTITUTIONS.isdisjoint(re.split(r"[^\w]+", text.casefold()))


def is_organization(text: str) -> bool:
    """Whether a text that is known to be one name names an institution and no person.

    By form: a word that only institutions have, a small word inside ("Save the Children"), an acronym beside other
    words ("UN Women"), "&", a legal form, "The". A person with an initial ("William H. Press") is none, nor one whose
    family name stands before a comma ("Press, William").
    """
    if _INITIALLED.fullmatch(text) or _is_inverted(text):
        return False
    if is_institution(text) or _LEGAL.search(text) or _SIGN.search(text):
        return True
    printed = [word for word in _SPLIT.split(text) if word]
    if len(printed) < 2:
        return False
    words = [word.casefold().replace("’", "'") for word in printed]
    return fold(text) in _KNOWN or _has_mark(words) or _has_form(words, printed) or _has_acronym(printed, text)


def has_legal_form(text: str) -> bool:
    """Whether a name ends in the legal form of a firm, which no comma before it makes a given name: "Rivers, Inc.".

    "S.A." and the like behind one word and a comma are the initials of a person: "Ivanov, S.A.".
    """
    family, comma, form = text.rpartition(", ")
    return bool(_LEGAL.search(text)) and not (comma and " " not in family and form.count(".") > 1)


def _is_inverted(text: str) -> bool:
    family, comma, given = text.partition(", ")
    return bool(comma and given) and " " not in family and not is_institution(given) and not has_legal_form(text)


def _has_mark(words: Sequence[str]) -> bool:
    """Whether a word, or a part of a hyphenated one, is one that only institutions have."""
    return not _WORDS.isdisjoint(part for word in words for part in (word, *word.split("-")))


def _has_form(words: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the words are put together as in "The Kremlin", "Save the Children", "House of Lords".

    Args:
        words: folded.
        printed: the same words with their capitals.
    """
    return (
        words[0] == "the"
        or words[0] in _FIRST_WORDS
        or words[-1] in _FINAL_WORDS
        or _has_small_word(printed)
        or (words[0] in _HEADS and words[1] == "of")
        or (words[-1] in _LAST_WORDS and words[-2] in _BEFORE_LAST)
    )


def _has_small_word(printed: Sequence[str]) -> bool:
    """Whether a small word stands inside: "Save the Children", "Security Service of Ukraine"; "Nguyen The Anh" is none.

    "of" counts behind two words, since "Isidore of Seville" is a person; and so is "Mary Queen of Scots".
    """
    inner = printed[1:-1]
    ruled = (before.casefold() for before, word in zip(printed[1:], inner[1:], strict=False) if word == "of")
    is_inner = not _INNER_SMALL.isdisjoint(inner) or not _INNER.isdisjoint(word.casefold() for word in inner)
    return is_inner or any(before not in _RULERS for before in ruled)


def _has_acronym(words: Sequence[str], text: str) -> bool:
    """Whether a word is a known acronym; in a text that is all capitals, none can be told from a name."""
    return not text.isupper() and not _ACRONYMS.isdisjoint(words)
