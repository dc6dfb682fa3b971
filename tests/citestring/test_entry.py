"""Fields -> CSL variables with values, and the item type that follows from them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.citestring.tagged import entry

DATED = "[[author|Ann Lee]], “[[title|A Paper]],” [[container|Survival]] ([[issued|2012]])"


def item(string: str) -> dict[str, Any]:
    return entry(string).item


@pytest.mark.parametrize(
    ("field", "variable", "value"),
    [
        ("no. [[issue|2–3]]", "issue", "2–3"),
        ("pp. [[page|131--58]]", "page", "131–58"),
        ("pages [[page|118 to 127]]", "page", "118–127"),
        ("[[page|pp. 410 – 425]]", "page", "410–425"),
        ("[[page|471]]-[[page|490]]", "page", "471-490"),
        ("[[edition|7th]] ed.", "edition", "7"),
        ("[[edition|rev.]] ed.", "edition", "rev."),
        ("[[DOI|https://doi.org/10.1080/1060586X.2023.2187195]]", "DOI", "10.1080/1060586X.2023.2187195"),
        ("doi:[[DOI|10.1080/1060586X]]", "DOI", "10.1080/1060586X"),
        ("[[URL|www.ponarseurasia.org/memo]]", "URL", "http://www.ponarseurasia.org/memo"),
        ("<[[URL|https://example.org/a]]>", "URL", "https://example.org/a"),
        ("[[status|forthcoming]]", "status", "forthcoming"),
    ],
)
def test_a_text(field: str, variable: str, value: str) -> None:
    assert item(f"{DATED}, {field}.")[variable] == value


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("“[[title|A Paper]],”", "A Paper"),
        ("“[[title|A Paper,]]”", "A Paper"),
        ("[[title|“A Paper.”]]", "A Paper"),
        ("*[[title|A Paper]]*", "A Paper"),
        ("[[title|*A Paper*]]", "A Paper"),
        ("[[title|A Paper.”]]", "A Paper"),  # the link took the first mark with it
        ("“[[title|The ‘Power Vertical’]]”", "The “Power Vertical”"),
        ("‘[[title|The “Power Vertical”]]’", "The “Power Vertical”"),
        ("«[[title|О „вертикали“]]»", "О «вертикали»"),
        ("“[[title|Who Is to Blame?]],”", "Who Is to Blame?"),
        ("“[[title|Life in the U.S.]]”", "Life in the U.S."),
        ("“[[title|A Paper]]!”", "A Paper!"),  # the mark behind a title belongs to it
        ("“[[title|Who Pays]]?” (", "Who Pays?"),
        ("“[[title|Repression and Social ‘Movement]],’”", "Repression and Social “Movement”"),
    ],
)
def test_a_title_stands_without_the_marks_around_it(printed: str, title: str) -> None:
    assert item(f"[[author|Ann Lee]], {printed} [[container|Survival]] ([[issued|2012]])")["title"] == title


def test_names_and_dates_are_values() -> None:
    assert item(
        "[[author|Lee, Ann]] and [[org|World Bank]]. [[issued|12 May 2019]]. [[title|A Book]]. [[publisher|Hurst]]."
    ) == {
        "type": "report",
        "title": "A Book",
        "publisher": "Hurst",
        "author": [{"family": "Lee", "given": "Ann"}, {"literal": "World Bank"}],
        "issued": {"date-parts": [[2019, 5, 12]]},
    }


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("[[container|Survival LVI]], no. [[issue|2]]: [[page|3–9]]", ("Survival", "LVI", "2")),
        ("[[container|Survival LVI]]: [[page|3–9]]", ("Survival", "LVI", "")),
        ("[[container|Survival LVI]], [[volume|2]]: [[page|3–9]]", ("Survival", "LVI", "2")),
        ("[[container|World War II]], [[issued|May 2012]]", ("World War II", "", "")),
        ("[[container|Survival]] [[volume|56 2]]: [[page|3–9]]", ("Survival", "56", "2")),
        ("[[container|Survival Т.]] [[volume|56]], № [[issue|2]]", ("Survival", "56", "2")),
        ("[[container|Survival, Taylor & Francis Journals]], vol. [[volume|56]]([[issue|2]])", ("Survival", "56", "2")),
        ("[[container|Survival]] [[volume|56]]:[[issue|5]]/[[issue|6]]", ("Survival", "56", "5/6")),
        ("[[container|Survival]] [[volume|56]], [[issue|7]]&[[issue|8]]", ("Survival", "56", "7&8")),
        ("[[container|Полис]]. № [[issue|5]] ([[issue|67]])", ("Полис", "", "5 (67)")),
        ("[[container|газета «Ведомости»]], [[issued|3 июня 2020]]", ("Ведомости", "", "")),
    ],
)
def test_a_periodical_is_parted_from_its_numbers(printed: str, parts: tuple[str, str, str]) -> None:
    found = item(f"[[author|Ann Lee]], “[[title|A Paper]],” {printed}")
    assert tuple(found.get(name, "") for name in ("container-title", "volume", "issue")) == parts


@pytest.mark.parametrize(
    ("string", "title"),
    [
        (
            "[[title|Le champ]]. [[container|Essais]], [[place|Paris]], [[publisher|Seuil]], [[issued|1982]]",
            "Le champ. Essais",
        ),
        (
            "[[title|Moore]]. [[container|Ein Buch]]. [[place|Bonn]]: [[publisher|Leske]] [[issued|1982]]",
            "Moore. Ein Buch",
        ),
        ("“[[title|Moore]].” [[container|Ein Buch]]. [[place|Bonn]]: [[publisher|Leske]] [[issued|1982]]", "Moore"),
        ("[[title|Moore]]. In: [[container|Ein Buch]]. [[place|Bonn]]: [[publisher|Leske]] [[issued|1982]]", "Moore"),
        ("[[title|Moore]]. [[container|Studies in Mud]]. [[place|Bonn]]: [[publisher|Leske]] [[issued|1982]]", "Moore"),
        ("[[title|Moore]]. [[container|Ein Buch]]. [[place|Bonn]]: [[publisher|Leske]] 1982, [[page|3–9]]", "Moore"),
    ],
)
def test_a_full_stop_alone_parts_a_title_from_its_subtitle(string: str, title: str) -> None:
    assert item(f"[[author|Ann Lee]], {string}.")["title"] == title


def test_a_number_before_a_double_month_is_the_issue() -> None:
    found = item(
        "“[[title|A Paper]],” [[container|Survival]], vol. [[volume|16]], № [[issued|4 October/December 2018]]"
    )
    assert found["issue"] == "4"
    assert found["issued"]["date-parts"] == [[2018, 10], [2018, 12]]
    assert "issue" not in item("“[[title|A Paper]],” [[container|Survival]], [[issued|4 October 2018]]")


def test_the_page_of_a_book_is_a_place_cited() -> None:
    book = "[[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]]), [[page|3–9]]"
    assert "page" not in item(book)


@pytest.mark.parametrize("sign", ["éd. ", "ed. ", "edited by ", "Hrsg. von "])
def test_who_stands_behind_ed_is_an_editor(sign: str) -> None:
    found = item(f"[[author|Ann Lee]], [[title|Works]], {sign}[[author|Bo Ek]], [[place|Paris]], [[issued|1982]]")
    assert [name["family"] for name in found["author"]] == ["Lee"]
    assert [name["family"] for name in found["editor"]] == ["Ek"]


@pytest.mark.parametrize("mark", [", et al.", " et al.", " and others", " и др."])
def test_et_al_is_the_mark_of_others(mark: str) -> None:
    names = item(f"[[author|Lee, Ann]]{mark} “[[title|A Paper]].” [[container|Survival]] ([[issued|2012]])")["author"]
    assert names == [{"family": "Lee", "given": "Ann"}, {"literal": "others"}]


@pytest.mark.parametrize("mark", [", ed.,", " (ed.),", " (Eds.).", ", editors,", " (Hrsg.),"])
def test_authors_before_eds_are_editors(mark: str) -> None:
    found = item(f"[[author|Ann Lee]]{mark} [[title|A Book]] ([[place|London]], [[issued|2012]])")
    assert [name["family"] for name in found["editor"]] == ["Lee"]
    assert "author" not in found


def test_a_number_counts_what_it_stands_behind() -> None:
    series = item(
        "[[title|A Book]], [[collection|Soviet Studies]] [[number|88]] ([[place|Bonn]]: [[publisher|Nomos]], "
        "[[issued|2012]])"
    )
    assert (series["type"], series["collection-number"]) == ("book", "88")
    assert (
        item("[[title|A Paper]], [[container|Analytical Digest]] No. [[number|294]], [[issued|May 2012]]")["issue"]
        == "294"
    )


def test_the_title_behind_a_volume_is_the_volumes() -> None:
    found = item("[[title|A History]], vol. [[volume|2]]: [[title|The War]] ([[place|London]], [[issued|2012]])")
    assert (found["title"], found["volume-title"]) == ("A History", "The War")


def test_different_values_of_one_field_are_noticed() -> None:
    assert entry(f"{DATED}, [[issue|2]], [[issue|3]]").repeated == ("issue",)


@pytest.mark.parametrize(
    ("string", "kind"),
    [
        (f"{DATED} [[volume|39]], no. [[issue|3]]: [[page|1–15]]", "article-journal"),
        ("“[[title|A Paper]],” [[container|The Nation]], [[issued|August 18, 2020]]", "article-newspaper"),
        ("“[[title|A Paper]],” [[container|Russian Politics]], [[issued|2016]]", "article-journal"),
        ("“[[title|A Paper]],” [[genre|Policy Memo]] No. [[number|3]], [[issued|2016]]", "report"),
        ("“[[title|A Paper]],” [[genre|PhD diss.]], [[publisher|University of Texas]], [[issued|2016]]", "thesis"),
        ("“[[title|A Paper]],” paper presented at the [[event|ISA Convention]], [[issued|2016]]", "paper-conference"),
        (
            "“[[title|A Paper]],” in [[editor|Bo Ek]], ed., [[container|A Book]] ([[publisher|Hurst]], "
            "[[issued|2016]])",
            "chapter",
        ),
        ("“[[title|A Paper]],” in [[container|A Book]] ([[place|London]], [[issued|2016]])", "chapter"),
        ("[[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]])", "book"),
        ("[[author|Ann Lee]], [[title|A Book]] ([[place|London]], [[issued|2012]])", "book"),
        ("[[author|Ann Lee]], [[title|A Book]] ([[issued|2012]]), [[loc|p. 9]]", "book"),
        ("[[org|Freedom House]], “[[title|Nations]],” [[issued|May 2020]], [[URL|https://example.org/n]]", "report"),
        ("“[[title|A Page]],” [[URL|https://example.org/n]] (accessed [[accessed|3 May 2020]])", "webpage"),
        ("“[[title|Chechen War]],” [[container|Wikipedia]], [[URL|https://example.org/n]]", "entry-encyclopedia"),
        ("“[[title|Notes]],” [[genre|unpublished manuscript]], [[issued|2017]]", "manuscript"),
        ("“[[title|Rafts]],” In [[container|Moscow’s Shadows]] (blog), [[issued|May 3, 2020]]", "post-weblog"),
        ("“[[title|Rafts]]” (podcast), [[container|Example Radio]], [[issued|May 3, 2020]]", "broadcast"),
        ("“[[title|Rafts]],” [[genre|Delta Forum Commentary]], [[issued|May 3, 2020]]", "post-weblog"),
        ("“[[title|Rafts]],” [[genre|Delta Forum Podcast]], [[issued|May 3, 2020]]", "broadcast"),
        ("“[[title|Rafts]],” [[container|Problems of Post-Communism]], [[status|forthcoming]]", "article-journal"),
        ("“[[title|Rafts]].” Chapter in [[title|A Book]]. [[publisher|Hurst]], [[issued|April 2024]]", "chapter"),
        ("[[author|Ann Lee]], “[[title|A Paper]],” [[issued|2012]]", "document"),
    ],
)
def test_the_fields_tell_the_type(string: str, kind: str) -> None:
    assert entry(string).type == kind


def test_a_capital_in_belongs_to_the_name_of_a_blog() -> None:
    blog = "“[[title|Rafts]],” In [[container|Moscow’s Shadows]]{}, [[issued|May 3, 2020]]"
    assert item(blog.format(" (blog)"))["container-title"] == "In Moscow’s Shadows"
    assert item(blog.format(""))["container-title"] == "Moscow’s Shadows"


def test_all_names_before_eds_are_editors() -> None:
    found = item(
        "[[author|Lee, A.]], [[author|B. Ek]] and [[editor|C. Fu]] (eds.). [[issued|2012]]. "
        "[[title|A Book]]. [[publisher|Hurst]]"
    )
    assert [name["family"] for name in found["editor"]] == ["Lee", "Ek", "Fu"]
