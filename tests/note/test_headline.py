"""A bullet of a list of headlines -> the article it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.note.headline import parse_headline

HEADLINES = {
    "Kazakh Anti-Corruption Service Detains ex-President’s Nephew (Kairat Satybaldy) (Reuters)": (
        "Kazakh Anti-Corruption Service Detains ex-President’s Nephew",
        "Reuters",
        "",
    ),
    "Dariga Nazarbayeva Relieved of Her Powers as Majilis Deputy (Dariga Nazarbayeva) (Inform.kz)": (
        "Dariga Nazarbayeva Relieved of Her Powers as Majilis Deputy",
        "Inform.kz",
        "",
    ),
    "‘His Family Robbed the Country’: Personality Cult of ex-Kazakh Leader Crumbles (The Guardian)": (
        "‘His Family Robbed the Country’: Personality Cult of ex-Kazakh Leader Crumbles",
        "The Guardian",
        "",
    ),
    "Nur Otan No More? (Dariga Nazarbayeva; Timur Kulibayev) (The Diplomat)": (
        "Nur Otan No More?",
        "The Diplomat",
        "",
    ),
    "“Nur Otan No More?” (The Diplomat, March 2, 2022).": ("Nur Otan No More?", "The Diplomat", "March 2, 2022"),
    "Что дальше? (Коммерсантъ)": ("Что дальше?", "Коммерсантъ", ""),
}


@pytest.mark.parametrize(("text", "expected"), HEADLINES.items(), ids=range(len(HEADLINES)))
def test_a_headline_is_read(text: str, expected: tuple[str, str, str]) -> None:
    cited = parse_headline(text)
    assert cited is not None
    assert (cited.get("title"), cited.get("container-title"), cited.get("issued")) == expected
    assert cited.get("type") == "article-newspaper"
    assert cited.authors == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "(Reuters)",
        "Kazakh Leader Crumbles",
        "Policy option (see above)",
        "Policy option (See above)",
        "The Collective Security Treaty Organization (CSTO)",
        "Ukrainathon 2023 (Feb. 24-25)",
        "PONARS Eurasia Spring Policy Conference (March 3)",
        "Sanctions should be kept (the EU agrees)",
        "Sanctions should be kept. (Reuters)",
        "sanctions, as was said (Reuters)",
        "Kazakh Leader Crumbles (Reuters) and more",
        "Kazakh Leader Crumbles ((Reuters)",
        "Growth fell (2.5)",
        "A " * 2_000 + "(Reuters)",
    ],
)
def test_an_ordinary_bullet_is_none(text: str) -> None:
    assert parse_headline(text) is None


@given(st.one_of(st.text(), st.text(alphabet="Ab ().,;:“”'2", max_size=80)))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    cited = parse_headline(text)
    assert cited is None or (cited.get("title") and cited.get("container-title"))
