"""Obsidian and Zettlr: keep the references of a folder of notes in one file, exactly what the notes cite.

    python vault.py notes/ library.sqlite references.json

Both programs read CSL-JSON and offer its keys after "@". Names such as `@ponars:775` are told, since only
ponarscite knows them: `ponarscite fix` and the pandoc filter turn them into keys.
"""

import sys
from pathlib import Path

import ponarscite
from ponarscite.manuscript import sites

folder, path, target = map(Path, sys.argv[1:])
names = {
    name: note
    for note in sorted(folder.rglob("*.md"))
    for site in sites(note.read_text(encoding="utf-8"), "markdown")
    for name in site.names
}
with ponarscite.Library(path, writing=False) as library:
    found = library.lookup(names)
    keys = sorted({one.key for one in found.values() if isinstance(one, ponarscite.names.Known)})
    text = ponarscite.render((library.get(key) for key in keys), "csl-json")
for name, one in found.items():
    if not isinstance(one, ponarscite.names.Known):
        print(f"{names[name]}: {name}: {one}", file=sys.stderr)
    elif one.key != name:
        print(f"{names[name]}: {name}: write {one.key}", file=sys.stderr)
unfinished = target.with_suffix(".part")
unfinished.write_text(text, encoding="utf-8")
unfinished.replace(target)
