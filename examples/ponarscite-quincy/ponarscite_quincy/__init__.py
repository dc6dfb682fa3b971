"""Quincy Briefs, a numbered series of the Quincy Institute for Responsible Statecraft, for ponarscite.

Source of the facts: quincyinst.org. The institute was founded in 2019; its briefs have appeared since 2020, with the
label "Quincy Brief No. 7" on page and PDF.
"""

from collections.abc import Iterable

from ponarscite import Era, Series, hookimpl

SERIES = Series(
    id="quincybrief",
    label="Quincy Brief",
    categories=("Quincy Brief", "Quincy Briefs"),
    first_year=2020,
    file_codes=("quincy-brief",),
    eras=(
        Era(
            first=1,
            since=2020,
            publisher="Quincy Institute for Responsible Statecraft",
            publisher_place="Washington, DC",
        ),
    ),
    hosts=("quincyinst.org",),
    site_names=("Quincy Institute for Responsible Statecraft", "Quincy Institute"),
)


@hookimpl
def provide_series() -> Iterable[Series]:
    """Provide the series."""
    return (SERIES,)
