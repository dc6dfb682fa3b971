"""The command `graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `graph`."""
    import click

    formats = "svg html dot graphml gexf gml pajek vosviewer json csv coci".split()

    @click.command("graph")
    @click.argument("names", nargs=-1, metavar="[KEY | QUERY]...")
    @click.option(
        "-f", "--format", type=click.Choice(formats), help="By default the suffix of FILE chooses it; else svg."
    )
    @click.option("-o", "--output", metavar="FILE", default="-", help="The file to write; by default standard output.")
    @click.option(
        "--depth", type=click.IntRange(0, 100), default=1, show_default=True, help="Citations away from KEYs."
    )
    @click.option(
        "--direction",
        type=click.Choice(("cites", "cited-by", "both")),
        default="both",
        show_default=True,
        help="Which citations to follow from KEYs.",
    )
    @click.option(
        "--kind",
        type=click.Choice(("citations", "co-citation", "coupling")),
        default="citations",
        show_default=True,
        help="What a line means: a citation, works that cite both, or works that both cite.",
    )
    @click.option(
        "--min", "least", type=click.IntRange(1), default=1, show_default=True, help="The least weight of a line."
    )
    @click.option("--unlinked", is_flag=True, help="Keep works that no line touches.")
    @click.option("--stats", is_flag=True, help="Print figures in place of a graph: most cited, by year, islands.")
    @click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
    @click.option(
        "--library", metavar="FILE", help="The library; by default PONARSCITE_LIBRARY, or one in your data folder."
    )
    def graph(**options: Any) -> None:
        """Draw who cites whom in the library.

        Without KEY or QUERY, the whole library. A picture has a column for each year; the more a work is cited, the
        larger its mark. Other formats are for Graphviz, Gephi, yEd, Pajek, VOSviewer and programs of your own.

        \b
        Examples:
          ponarscite graph -o citations.html
          ponarscite graph pepm775 --depth 2 --direction cites -o cites.svg
          ponarscite graph author:junisbai -f graphml -o junisbai.graphml
          ponarscite graph --kind co-citation --min 2 -f vosviewer -o map.json
          ponarscite graph --stats
        """
        from ponarscite.integrations.graph.command import GraphOptions, run

        run(GraphOptions(**options))

    group.add_command(graph)
