"""The built-in commands: name, home and summary of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "export": ("export:export", "Write records in a bibliography format or a citation style."),
    "explain": ("explain:explain", "Show every value of a record and the claims behind it."),
    "parse": ("parse:parse", "Read citations as people write them, one a line."),
    "check": ("check:check", "Report what is wrong with records or with a manuscript."),
    "fix": ("fix:fix", "Correct the citations of a manuscript."),
    "check-page": ("check_page:check_page", "Report what a reference manager makes of a web page."),
    "push": ("push:push", "Send records to Zotero or JabRef."),
    "formats": ("formats:formats", "List the formats and the programs they are written for."),
    "styles": ("styles:styles", "List the citation styles."),
    "help": ("help:help_", "Show a page of the manual, or the options of a command."),
    "config": ("config:config", "Show the settings, and change them."),
    "version": ("version:version", "Print the version."),
    "plugin": ("plugin:plugin", "Begin a plugin of your own."),
    "plugins": ("plugins:plugins", "List the plugins, in the order in which they are called."),
    "add": ("library_add:add_", "Add records to the library."),
    "find": ("library_find:find_", "Search the library."),
    "list": ("library_list:list_", "List every record of the library."),
    "show": ("library_show:show_", "Show a record of the library."),
    "why": ("library_why:why_", "Show every claim behind a record of the library."),
    "open": ("library_open:open_", "Open the web page of a record in the browser."),
    "edit": ("library_edit:edit_", "Correct a record of the library."),
    "tag": ("library_tag:tag_", "Add tags to a record, or remove them."),
    "remove": ("library_remove:remove_", "Remove records from the library."),
    "conflicts": ("library_conflicts:conflicts_", "List the claims that disagree."),
    "accept": ("library_accept:accept_", "Settle a conflict."),
    "duplicates": ("library_duplicates:duplicates_", "List pairs of records that may be the same work."),
    "merge": ("library_merge:merge_", "Merge several records into one."),
    "distinct": ("library_distinct:distinct_", "Mark two records as different works."),
    "undo": ("library_undo:undo_", "Undo the last command that changed the library."),
    "log": ("library_log:log_", "List the commands that changed the library."),
    "backup": ("library_backup:backup_", "Copy the library to a file."),
    "dump": ("library_dump:dump_", "Write the library as text files that git can diff."),
    "restore": ("library_restore:restore_", "Restore a dumped library into a new file."),
}
"""Name -> its module and function in this folder, and its summary, which is the first paragraph of its help."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Read and write": ("export", "parse"),
    "Ask": ("explain", "graph", "formats", "styles", "config", "help", "version"),
    "Library": (
        "add",
        "find",
        "list",
        "show",
        "why",
        "open",
        "edit",
        "tag",
        "remove",
        "conflicts",
        "accept",
        "duplicates",
        "merge",
        "distinct",
        "undo",
        "log",
        "backup",
        "dump",
        "restore",
    ),
    "Check": ("check", "fix", "check-page"),
    "Programs": ("push", "pandoc-filter", "lsp", "live", "serve"),
    "Plugins": ("plugins", "plugin"),
}
"""Section of the help -> the commands below it, in order."""


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add the built-in commands, each to be imported when it is needed."""
    from ponarscite.commands.lazy import LazyCommand

    for name, (home, summary) in COMMANDS.items():
        group.add_command(LazyCommand(name, f"{__package__}.{home}", summary))
