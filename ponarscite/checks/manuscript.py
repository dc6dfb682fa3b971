"""M001 to M017: what can be wrong with the citations of a manuscript; `manuscript/` finds it, these are the names."""

from __future__ import annotations

from ponarscite.hookspecs import Check

CHECKS = (
    Check(
        code="M001",
        name="unknown-key",
        severity="error",
        explanation="Neither the manuscript's own bibliography nor the library has this key. The nearest keys are "
        "named, three at most. Correct the key, or add the work with ponarscite add.",
    ),
    Check(
        code="M002",
        name="ambiguous-number",
        severity="error",
        explanation="Every number from 1 to 432 belongs to two memos: one of PONARS (1997-2007), one of PONARS Eurasia "
        "(2008 on), and no date decides here. Write pm:427 or pepm:427, or give the year.",
    ),
    Check(
        code="M003",
        name="wrong-number",
        severity="error",
        explanation="Title and author are those of a record, but the number is not. Readers would find another memo, "
        "or none. Trust the record, and look at its claims with ponarscite why.",
    ),
    Check(
        code="M004",
        name="wrong-date",
        severity="error",
        explanation="The work is known, and its year or month is another. A coarser date ('2022' for 'May 2022') is no "
        "fault.",
    ),
    Check(
        code="M005",
        name="wrong-author",
        severity="error",
        explanation="The work is known, and an author is missing, added, misspelt or in another place. Initials, "
        "missing middle names and 'et al.' are no faults.",
    ),
    Check(
        code="M006",
        name="wrong-title",
        severity="warning",
        explanation="The work is known, and its title is another. Case, punctuation, quotation marks and a missing "
        "subtitle are no faults.",
    ),
    Check(
        code="M007",
        name="wrong-era-label",
        severity="warning",
        explanation="The label is that of the other series: PONARS Policy Memos appeared until 2007, PONARS Eurasia "
        "Policy Memos from 2008 on.",
    ),
    Check(
        code="M008",
        name="not-in-library",
        severity="note",
        explanation="A memo that the manuscript cites in words is not in the library, so nothing but its number and "
        "date could be checked. Add its page with ponarscite add.",
    ),
    Check(
        code="M009",
        name="impossible",
        severity="error",
        explanation="Number, series and date cannot be: the series did not have this number then, or the number is "
        "another memo by other people. Invented references look like this. Look the work up before you cite it.",
    ),
    Check(
        code="M010",
        name="not-in-bibliography",
        severity="error",
        explanation="The text cites a work that the typed list of references does not have: a citation in full, a "
        "short one such as '(Lee 2012, 3)', or a key beside a list of \\bibitem. Add the entry, or correct it.",
    ),
    Check(
        code="M011",
        name="uncited",
        severity="warning",
        explanation="The typed list of references has a work that neither the text nor a note cites. Cite it, or take "
        "the entry out.",
    ),
    Check(
        code="M012",
        name="cited-twice",
        severity="warning",
        explanation="One work is cited under two keys of the bibliography, or stands twice in the list of references, "
        "so readers would take it for two.",
    ),
    Check(
        code="M013",
        name="retyped",
        severity="note",
        explanation="A citation is typed, and right. Cited by its key, it would follow every correction of the record "
        "and every style.",
    ),
    Check(
        code="M014",
        name="locator-beyond",
        severity="warning",
        explanation="The cited page lies behind the last page of the work, as its record has it: the pages of an "
        "article, or the number of pages of a memo or a book. Correct the page.",
    ),
    Check(
        code="M015",
        name="quoted-text",
        severity="note",
        explanation="A quotation of eight words or more beside the citation is not in the text of the work. The texts "
        "come from --texts FOLDER, each named like its key (pepm775.txt). Correct the quotation, or cite its source.",
    ),
    Check(
        code="M016",
        name="superseded-key",
        severity="note",
        explanation="The key still leads to its record, which has another key now, after an edit or a merge.",
    ),
    Check(
        code="M017",
        name="style-mixed",
        severity="note",
        explanation="Memos are typed in more than one form: names inverted or not, the date behind the authors or at "
        "the end, titles with or without quotation marks, 'No.' or '#'. Notes, list and text are each compared alone.",
    ),
)
