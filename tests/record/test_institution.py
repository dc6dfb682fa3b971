"""Institutions and persons, by the form of their names."""

from __future__ import annotations

import pytest

from ponarscite.record.institution import is_organization
from ponarscite.record.name import Name, parse_name
from tests.paths import DATA

BODIES = """
Freedom House; Human Rights Watch; Chatham House; White House; The White House; United Nations; UN Women; European
Parliament; Global Witness; Small Arms Survey; Conflict Armament Research; Carnegie Europe; Reporters Without Borders;
Oxford Analytica; Mercy Corps; Associated Press; The Kremlin; Committee to Protect Journalists; Save the Children;
World Bank; Levada Center; International Crisis Group; Amnesty International; Transparency International; Doctors
Without Borders; Médecins Sans Frontières; Reporters sans frontières; Friends of the Earth; Voice of America; Radio
Free Europe; House of Commons; Bank of Russia; Republic of Moldova; Mothers Against Drunk Driving; US Army; RAND
Europe; NATO Parliamentary Assembly; Wall Street Journal; Washington Post; New York Times; Moscow Times; Kyiv
Independent News; Johnson & Johnson; Ernst & Young; Apple, Inc.; Siemens GmbH; Deutsche Bank; Deutsche Welle; Al
Jazeera; State Duma; Verkhovna Rada; Supreme Court; International Criminal Court; Peace Corps; World Wildlife Fund;
Labour Party; Communist Party; Société Générale; Max Planck Gesellschaft; Konrad-Adenauer-Stiftung e.V.; Universität
Zürich; Uniwersytet Warszawski; Министерство обороны; Национальный банк; Верховна Рада; Академия наук; Российская
академия наук; Комитет против пыток; BBC News; Bureau of Labor Statistics; Ministry of Defence; National Academy of
Sciences; OpenAI Research; Google LLC; Pew Research Center; Ford Foundation; Wellcome Trust; Federal Reserve; British
Library; Airwars Database
"""

PERSONS = """
Karen House; Edward House; Barry White; Ann Church; James Dean; William H. Press; Margaret Court; Olga Duma; Ann
Watchman; Juan de la Prueba; Ana Naciones; Vincent van Gogh; Ann Post; Asia Argento; America Ferrera; Royal Robbins;
Mercy Otieno; Larry Nation; Ann Borders; Anna Bishop; John of Salisbury; Park Chung Hee; Ségolène Royal; Jan
Bankowski; Ann Guard; Daisy Green; Boris Journal; Ada Times; Will Power; June Marshall; Victor Hugo; Ted Hughes; Ann
Fellow; Faith Mission; Jean-François Ratelle; Ali al-Hassan; Lee Archer; Charity Ndlovu; Paul Banks; George Bush;
Condoleezza Rice; Art Garfunkel; Moscow Smith; Chase Bank Lee Jr.; Алексей Петров; Анна Фондова; 山田 太郎; JOHN WHO;
Press, William H.; Bank, Jan; Union, Ann
"""

KNOWN_ERRORS = frozenset(("Chase Bank Lee Jr.",))
"""A word of INSTITUTIONS inside the name of a person."""


def _listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


@pytest.mark.parametrize("name", _listed(BODIES))
def test_an_institution_is_a_literal(name: str) -> None:
    assert is_organization(name)
    assert parse_name(name) == Name(literal=name)


@pytest.mark.parametrize("name", [name for name in _listed(PERSONS) if name not in KNOWN_ERRORS])
def test_a_person_is_no_institution(name: str) -> None:
    assert not is_organization(name)
    assert parse_name(name).family


def names_in(file: str) -> list[str]:
    """The names of a list, several on a line between bars; "#" begins a comment."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [name for line in lines if not line.startswith("#") for name in line.split("|")]


def test_institutions_of_a_long_list_are_whole() -> None:
    bodies = names_in("bodies.txt")
    assert len(bodies) > 280
    assert [body for body in bodies if not parse_name(body).literal] == []


def test_no_person_of_a_long_list_is_an_institution() -> None:
    persons = names_in("persons.txt")
    assert len(persons) >= 500
    assert [person for person in persons if parse_name(person).literal] == []
