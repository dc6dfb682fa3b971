"""Memo pages in the site's shape, written by us, to be varied by tests."""

from __future__ import annotations

MENU = """\
PONARS Eurasia
  • About
    • Contact
  • Policy Memos
    • List of Policy Memos
  • Podcasts
  • Events
    • Past Events
  • Recommended
"""
SIDEBAR = """\
NEWSLETTER
Podcast
RECOMMENDED
  • An Invented Conference on Clouds (March 3)

    View
"""
EPISODES = """\
RSS PONARS Eurasia Podcast
  • Who Owns a Cloud? [Example Series 2023] November 5, 2023
    In this invented episode, two scholars talk about rain and about those who wait for it.
  • Ana Ejemplo on Maps September 14, 2023
    In this invented episode, a cartographer explains a blank space that nobody has filled.
"""
TITLE = "Borrowed Rivers: Who Counts?"
ABSTRACT = (
    "Two valleys that exist on no map share one river, and neither has a meter. This memo follows the bills of 2016 "
    "that were never sent, and shows that a debt which nobody writes down is still a debt."
)
NOTES = """\
[1] See: Olena Prykladna, “Unsent Bills,” PONARS Eurasia Policy Memo No. 750, July 2021.

[2] A map of both valleys can be found here and here.

"""
RELATED = """\
Previous Article
  • Recommended | Рекомендуем

The Lighthouse in the Steppe

  • March 12, 2022
  • PONARS Eurasia
View
Next Article
  • Policy Memos | Аналитика

Do Timetables Make a Border?

  • March 21, 2022
  • Mira van Esempio
View
You May Also Like
View
  • Policy Memos | Аналитика

Counting Snow in May 2021

  • Ana Ejemplo, Petro Zrazok and Kit O’Beispiel
  • February 2, 2023
View
  • Policy Memos | Аналитика

Bridges Without Rivers

  • Sasha de Modelo
  • January 15, 2023
"""
FOOTER = """\
PONARS Eurasia
  • About
  • Policy Memos
Powered by narva.io

Permissions & Citation Guidelines
"""


def memo_page(
    title: str = TITLE,
    issued: str = "May 20, 2022",
    byline: str = "Olena Prykladna and Juan de la Prueba",
    label: str = "ponars eurasia policy memo no. 775 (pdf)",
    category: str = "Policy Memos | Аналитика",
    abstract: str = ABSTRACT,
    body: str = "",
    notes: str = NOTES,
    end: str = "PONARS Eurasia Policy Memo No. 775\n\nPepm775_Prykladna-Prueba_May2022 (PDF)Download\n\n",
    related: str = RELATED,
) -> str:
    """A memo page as a page-to-text tool leaves it."""
    head = f"  • {category}\n\n{title}\n\n  • {issued}\n  • {byline}\n{label}\n\n{abstract}[1]\n\n"
    text = "A Heading\n\nIn May 2009 PONARS Policy Memo No. 12 said so, and it said it at some length.[2]\n\n"
    bio = "Olena\u00a0Prykladna is Professor of Hydrology at Example University.\n\n"
    topics = "Image credit/license\n\nRelated Topics\n  • de la Prueba\n  • Prykladna\n  • Rivers\n"
    return f"{MENU}{SIDEBAR}{MENU}{EPISODES}{head}{text}{body}{notes}{bio}{end}{topics}{related}{FOOTER}"
