"""The option that lets several processes parse, for every command that may read many documents."""

from __future__ import annotations

import click

with_jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, metavar="N", show_default=True, help="Parse in so many processes."
)
