"""Articles of the Russian Analytical Digest, for ponarscite.

The number of this series is that of an issue, and an issue holds several articles: `of_issues`. The label becomes their
container, the number their issue, and two articles of one issue stay two works.

Source of the facts: css.ethz.ch and laender-analysen.de. Each page of an issue prints its number and day, "RUSSIAN
ANALYTICAL DIGEST No. 293, 3 March 2023"; issues have appeared since 2006. A network of institutes in Zurich, Bremen,
Washington and Berlin publishes it, and it is cited as a journal is, without them: so the series has no publisher.
"""

from collections.abc import Iterable

from ponarscite import Series, hookimpl

SERIES = Series(
    id="rad",
    label="Russian Analytical Digest",
    labels=("Russian Analytical Digest (RAD)",),
    item_type="article-journal",
    of_issues=True,
    first_year=2006,
)  # no hosts: its sites publish other series, too


@hookimpl
def provide_series() -> Iterable[Series]:
    """Provide the series."""
    return (SERIES,)
