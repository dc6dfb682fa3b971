"""ponarscite help: the pages of the manual, and the help of the other commands."""

from __future__ import annotations

import re
import sys
from importlib import resources

import click

INDEX = "index"
"""The page that lists all others; `help` without a topic."""

_SUMMARY = "records, bibliographies and citations of the publications of PONARS Eurasia, and of others"
"""Purpose of the program, in a line."""

_ENTRY = re.compile(r"^- \[([\w-]+)\]\(\1\.md\): (.+)$", re.MULTILINE)
"""A topic and its summary in the index."""

_LINK = re.compile(r"(!?)\[([^\]]+)\]\(([\w./-]*)(?:#[\w-]*)?\)")
"""A link to another page or file, or a picture: its text and its target. Links to the web have a colon and do not
match."""

_CODE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
"""A block of code. What looks like a link in it is none."""


def topics() -> dict[str, str]:
    """Topic -> summary in one line, in the order of the index."""
    return dict(_ENTRY.findall(page(INDEX)))


def page(topic: str) -> str:
    """The Markdown text of one page. Raises FileNotFoundError when the manual has no such page."""
    return resources.files("ponarscite").joinpath("manual", f"{topic}.md").read_text(encoding="utf-8")


def _complete(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    return [name for name in (*topics(), *_commands(context)) if name.startswith(start)]


def _commands(context: click.Context) -> list[str]:
    """The commands that are no topic themselves."""
    group = context.find_root().command
    names = group.list_commands(context.find_root()) if isinstance(group, click.Group) else []
    return [name for name in names if name not in topics()]


@click.command(name="help")
@click.argument("topic", required=False, shell_complete=_complete)
@click.option("--man", is_flag=True, help="Print a page for the program man: of TOPIC, or of ponarscite itself.")
@click.pass_context
def help_(context: click.Context, /, topic: str | None, man: bool) -> None:
    """Show a page of the manual, or the options of a command.

    Without TOPIC, list the topics. On a terminal a page is laid out; elsewhere it is printed as Markdown.

    \b
    Examples:
      ponarscite help
      ponarscite help claims
      ponarscite help export
      ponarscite help formats > formats.md
      ponarscite help --man > ponarscite.1
    """
    if man:
        click.echo(_man_page(context, topic), nl=False)
    elif topic is None or topic == INDEX:
        _list()
    elif topic in topics():
        _show(page(topic))
    elif topic in _commands(context):
        _show_command(context, topic)
    else:
        raise _unknown(context, topic)


def _man_page(context: click.Context, topic: str | None) -> str:
    from ponarscite.commands.man_page import command_page, overview

    if topic is None:
        return command_page(_SUMMARY, _sections(context), page("command-line"), tuple(topics()))
    if topic not in topics():
        raise _unknown(context, topic)
    return overview(topic, topics()[topic], page(topic))


def _sections(context: click.Context) -> dict[str, list[tuple[str, str]]]:
    from ponarscite.commands.register import SECTIONS
    from ponarscite.commands.sections import sections_of

    root = context.find_root()
    group = root.command
    if not isinstance(group, click.Group):
        return {}
    commands = ((name, group.get_command(root, name)) for name in group.list_commands(root))
    return sections_of({name: command for name, command in commands if command}, SECTIONS)


def _list() -> None:
    click.echo("Topics of the manual:")
    for topic, summary in topics().items():
        click.echo(f"  {topic:14} {summary}")
    click.echo("\n`ponarscite help TOPIC` shows a page, `ponarscite help COMMAND` the options of a command.")


def _show(text: str) -> None:
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    theme = Theme({"markdown.code": "bold cyan"})  # rich prints code on black, which glares on a light terminal
    Console(theme=theme).print(Markdown(_with_topics(text), code_theme="ansi_dark"))


def _with_topics(text: str) -> str:
    """The page with links that a terminal cannot follow turned into text: "keys (`ponarscite help keys`)"."""
    parts = _CODE.split(text)
    return "".join(part if part.startswith("```") else _LINK.sub(_in_words, part) for part in parts)


def _in_words(link: re.Match[str]) -> str:
    picture, text, target = link.groups()
    if picture:
        return f"(Picture: {text})"
    topic = target.removesuffix(".md")
    if topic not in topics():
        return str(text)
    command = f"`ponarscite help {topic}`"
    return command if text == topic else f"{text} ({command})"


def _show_command(context: click.Context, name: str) -> None:
    group = context.find_root().command
    command = group.get_command(context.find_root(), name) if isinstance(group, click.Group) else None
    if command:
        command.make_context(name, ["--help"], parent=context.find_root())  # prints and exits


def _unknown(context: click.Context, topic: str) -> Exception:
    from ponarscite.errors import MisuseError, did_you_mean

    hint = did_you_mean(topic, (*topics(), *_commands(context)), "`ponarscite help` lists the topics")
    return MisuseError(f"no page of the manual and no command is called {topic!r}", hint=hint)
