"""Identifiers of works, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import SourceError
from ponarscite.record.identifier import parse_identifier, parse_identifiers, prefixed

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doi:10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("DOI: 10.1353/JOD.2022.0001.", "doi:10.1353/jod.2022.0001"),
        (" Doi :10.1353/jod.2022.0001,", "doi:10.1353/jod.2022.0001"),
        ("doi:10.1353/jod.2022.0001”.", "doi:10.1353/jod.2022.0001"),
        ("(doi:10.1353/jod.2022.0001)", "doi:10.1353/jod.2022.0001"),
        ("<https://doi.org/10.1353/jod.2022.0001>", "doi:10.1353/jod.2022.0001"),
        ("https://www.doi.org/10.1353/jod.2022.0001?utm=x#part", "doi:10.1353/jod.2022.0001"),
        ("HTTP://DX.DOI.ORG/10.1353%2Fjod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("https://doi.org/doi:10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("doi:https://doi.org/10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("doi: doi:10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("info:doi/10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("urn:doi:10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        (f"doi:{SICI.upper()}", f"doi:{SICI}"),
        (f"doi:{SICI.replace('<', '&lt;').replace('>', '&gt;')}", f"doi:{SICI}"),
        (f"https://doi.org/{SICI.replace('<', '%3C').replace('>', '%3E')}", f"doi:{SICI}"),
        ("doi:10.1000/abc(1)", "doi:10.1000/abc(1)"),
        ("doi:10.1000.10/123%", "doi:10.1000.10/123%"),
        ("doi:10.1000/ПРИМЕР", "doi:10.1000/ПРИМЕР"),
        ("arxiv:1706.03762", "arxiv:1706.03762"),
        ("arXiv:1706.03762v5 [cs.CL]", "arxiv:1706.03762v5"),
        ("ARXIV: 0706.0001.", "arxiv:0706.0001"),
        ("arxiv:https://arxiv.org/pdf/1706.03762v2.pdf", "arxiv:1706.03762v2"),
        ("arxiv:math.GT/0309136", "arxiv:math/0309136"),
        ("arXiv:hep-th/9901001v2", "arxiv:hep-th/9901001v2"),
        ("pmid:31452104", "pmid:31452104"),
        ("PMID: 001452104;", "pmid:1452104"),
        ("pubmed:123", "pmid:123"),
        ("pmcid:PMC6709999", "pmcid:PMC6709999"),
        ("PMC:6709999.1", "pmcid:PMC6709999"),
        ("isbn:978-0-691-16585-1", "isbn:9780691165851"),
        ("ISBN-13: 978 0 691 16585 1", "isbn:9780691165851"),
        ("isbn:0-306-40615-2", "isbn:9780306406157"),
        ("ISBN10:080442957x.", "isbn:9780804429573"),
        ("isbn:978–0–306–40615–7", "isbn:9780306406157"),
        ("isbn:979-10-90636-07-1", "isbn:9791090636071"),
    ],
)
def test_an_identifier_has_one_form(text: str, expected: str) -> None:
    assert str(parse_identifier(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "doi",
            "paper.html",
            "C:\\doi",
            "10.1353/jod.2022.0001",
            "arxiv/1706.03762",
            "isbn",
            "pm:427",
            "doilies:1",
        ),
        *("https://doi.org/", "https://doi.org/the-identifier", "https://doi.example/10.1000/a", "doi:" + "x" * 3_000),
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert parse_identifier(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doi:10.1000/a, doi:10.1000/b", "doi:10.1000/a doi:10.1000/b"),
        ("doi:10.1000/a,b;c", "doi:10.1000/a,b;c"),
        ("PMID: 5\nPMCID: PMC6; isbn:0306406152", "pmid:5 pmcid:PMC6 isbn:9780306406157"),
        ("arXiv:1706.03762v5 [cs.CL] https://doi.org/10.1000/a", "arxiv:1706.03762v5 doi:10.1000/a"),
        ("doi: doi:10.1000/a", "doi:10.1000/a"),
        ("doi:https://doi.org/10.1000/a", "doi:10.1000/a"),
        ("doi:10.1000/a DOI:10.1000/A", "doi:10.1000/a"),
        ("a page, doi:10.1000/a", ""),
        ("", ""),
    ],
)
def test_several_identifiers(text: str, expected: str) -> None:
    assert " ".join(map(str, parse_identifiers(text))) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("doi:", "doi: nothing follows"),
        ("doi:10/abcd", "doi:10/abcd: this is no DOI"),
        ("doi:10.1000/a b", "doi:10.1000/a b: this is no DOI"),
        ("doi:10.1000/a\x1b[3m", "doi:10.1000/a [3m: this is no DOI"),
        ("https://doi.org/10.1", "doi:10.1: this is no DOI"),
        ("arxiv:1706.3762", "arxiv:1706.3762: this is no identifier of arXiv"),
        ("arxiv:0706.00001", "arxiv:0706.00001: this is no identifier of arXiv"),
        ("arxiv:1713.00001", "arxiv:1713.00001: this is no identifier of arXiv"),
        ("arxiv:memos/0309136", "arxiv:memos/0309136: this is no identifier of arXiv"),
        ("pmid:0", "pmid:0: this is no PMID"),
        ("pmid:١٢", "pmid:١٢: this is no PMID"),
        ("pmcid:PMC", "pmcid:PMC: this is no PMCID"),
        ("isbn:123", "isbn:123: this is no ISBN"),
        ("isbn:0-306-40615-3", "isbn:0306406153: its last digit should be 2, not 3"),
        ("isbn:978-0-691-16585-2", "isbn:9780691165852: its last digit should be 1, not 2"),
        ("isbn:977-0-691-16585-1", "isbn:977-0-691-16585-1: this is no ISBN"),
    ],
)
def test_a_wrong_one_is_told(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_identifier(text)
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("DOI 10.1353/x", "doi:10.1353/x"),
        ("doi.org/10.1353/x", "doi:10.1353/x"),
        ("1706.03762", "arxiv:1706.03762"),
        ("arXiv1706.03762v2", "arxiv:1706.03762v2"),
        ("arXiv 1706.03762", "arxiv:1706.03762"),
        ("hep-th/9901001", "arxiv:hep-th/9901001"),
        ("PMC6709999", "pmcid:PMC6709999"),
        ("PMID 5", "pmid:5"),
        ("31452104", "pmid:31452104"),
        ("978-0-691-16585-1", "isbn:978-0-691-16585-1"),
        ("ISBN 0306406152", "isbn:0306406152"),
        ("9780691165852", "isbn:9780691165852"),
        *((text, "") for text in ("775", "2022", "paper.pdf", "memos/1234567", "data/2001012", "a b", "", "x" * 9_000)),
    ],
)
def test_a_bare_one_gets_its_kind(text: str, expected: str) -> None:
    assert prefixed(text) == expected


@given(st.sampled_from(["doi:", "arxiv:", "pmid:", "pmcid:", "isbn:", "https://doi.org/10.", ""]), st.text())
def test_any_text_is_read(kind: str, text: str) -> None:
    prefixed(text)
    try:
        found = parse_identifier(kind + text)
    except SourceError:
        return
    assert found is None or parse_identifier(str(found)) == found
