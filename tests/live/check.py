"""Reads a real WordPress, and says whether all of it was read right. Not part of the offline tests.

Run: python -m tests.live.check    (needs Debian's wordpress, php-cli, php-mysql and mariadb-server)
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.live.memos import Memo, expected, memos, post
from tests.live.wordpress_site import Site, wordpress

CHANGED = "A Title That Was Changed"


class Reader:
    """Runs `ponarscite export` on a site, with a cache of its own."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.environment = os.environ | {"PONARSCITE_CACHE": str(folder / "cache"), "PONARSCITE_DELAY": "0"}

    def command(self, *options: str) -> list[str]:
        """One run, which writes out.json."""
        output = str(self.folder / "out.json")
        source = f"{self.site.home}/"
        return [sys.executable, "-m", "ponarscite", "export", source, "--allow-private", "-o", output, *options]

    def read(self, *options: str) -> tuple[str, list[str]]:
        """(what was written, what the server was asked)."""
        before = len(self.site.requests)
        done = subprocess.run(self.command(*options), env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"exit {done.returncode}: {done.stderr}")
        return (self.folder / "out.json").read_text(encoding="utf-8"), self.site.requests[before:]

    def cut(self, how: signal.Signals, after: int) -> list[str]:
        """End a run when the server has been asked so many times; what it was asked."""
        before = len(self.site.requests)
        slowly = self.environment | {"PONARSCITE_DELAY": "1"}
        with subprocess.Popen(self.command(), env=slowly, stderr=subprocess.DEVNULL) as run:
            while len(self.site.requests) < before + after and run.poll() is None:
                time.sleep(0.02)
            run.send_signal(how)
        say(f"cut by {how.name} after {after} requests", run.returncode not in (0, None))
        return self.site.requests[before:]


def say(what: str, is_right: bool) -> None:
    """One line a check; the first that fails ends it all."""
    print(f"{'ok  ' if is_right else 'FAIL'} {what}", flush=True)
    if not is_right:
        sys.exit(1)


def compare(text: str, wanted: Sequence[Memo], home: str) -> None:
    """Every field of every memo."""
    items = {item["number"]: item for item in json.loads(text)}
    say(f"{len(wanted)} memos", len(items) == len(json.loads(text)) == len(wanted))
    fields: dict[str, int] = {}
    for memo in wanted:
        item = items[str(memo.number)]
        item["authors"] = [name.get("literal") or _written(name) for name in item.pop("author", [])]
        item["keyword"] = ", ".join(sorted(item.get("keyword", "").split(", ")))
        for field, value in expected(memo, home).items():
            if item.get(field) != value:
                say(f"No. {memo.number} ({memo.manner}): {field} is {item.get(field)!r}, not {value!r}", False)
            fields[field] = fields.get(field, 0) + 1
    for field, count in fields.items():
        say(f"{field}: {count} right", count == len(wanted))


def _written(name: dict[str, str]) -> str:
    return " ".join(filter(None, (name.get("given"), name.get("non-dropping-particle"), name.get("family"))))


def main() -> None:
    """All checks."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other, wordpress(Path(one)) as site:
        listed = memos()
        site.post([post(memo, site.home) for memo in listed])
        site.post([post(listed[0], site.home) | {"category": "commentary", "slug": "no-memo", "title": "No Memo"}])
        check(site, listed, Path(other))


def check(site: Site, listed: list[Memo], folder: Path) -> None:
    """The site, read from the first time to the last."""
    for name in ("whole", "cut"):
        (folder / name).mkdir()
    reader = Reader(site, folder / "whole")
    first, asked = reader.read()
    compare(first, listed, site.home)
    say(f"{len(asked)} requests", True)
    again, asked = reader.read()
    say("a second run asks nothing", not asked and again == first)
    offline, asked = reader.read("--offline")
    say("--offline gives the same", not asked and offline == first)
    refreshed, asked = reader.read("--refresh")
    lists = [one for one in asked if "per_page=100" in one and "/posts" in one and "modified_after" not in one]
    say(f"--refresh asks {len(asked)} times, and for no post again", not lists and refreshed == first)
    cuts(site, folder / "cut", first)
    change(site, listed, reader)


def cuts(site: Site, folder: Path, whole: str) -> None:
    """A run that is cut twice and repeated ends as an undisturbed one, and asks nothing twice."""
    reader = Reader(site, folder)
    asked = reader.cut(signal.SIGINT, 4) + reader.cut(signal.SIGKILL, 1)
    text, more = reader.read()
    say("the third run ends as an undisturbed one", text == whole)
    finished = (asked + more)[:-1]
    twice = sorted({one for one in finished if finished.count(one) > 1})
    say(f"{len(asked)} and {len(more)} requests; asked twice, as they were cut: {len(twice)}", len(twice) <= 2)


def change(site: Site, listed: list[Memo], reader: Reader) -> None:
    """A title that is changed, a memo that is new, one that is gone."""
    time.sleep(2)
    new = replace(listed[5], number=listed[-1].number + 1)
    changed = replace(listed[7], title=CHANGED)
    site.post([post(new, site.home)])
    site.sql(TOUCH.format(title=CHANGED.replace("'", "''"), slug=listed[7].slug))
    site.sql(TOUCH.format(title=new.title.replace("&", "&amp;"), slug=new.slug))
    text, asked = reader.read("--refresh")
    now = [*listed[:7], changed, *listed[8:], new]
    compare(text, now, site.home)
    pages = [one for one in asked if "per_page=100" in one and "modified_after" not in one and "/posts" in one]
    say(f"what changed was read with {len(asked)} requests, none for a page of the list", not pages)
    offline, asked = reader.read("--offline")
    say("--offline gives what --refresh gave", offline == text and not asked)
    site.sql(f"DELETE FROM wp_posts WHERE post_name='{listed[9].slug}'")
    text, asked = reader.read("--refresh")
    compare(text, [memo for memo in now if memo.number != listed[9].number], site.home)
    say(f"what is gone was found with {len(asked)} requests", True)


TOUCH = (
    "UPDATE wp_posts SET post_title='{title}', post_modified=CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', '-05:00'), "
    "post_modified_gmt=UTC_TIMESTAMP() WHERE post_name='{slug}'"
)
"""Changed now, at the clock of New York in winter: a post of an older day is stored as if it had not changed since."""

if __name__ == "__main__":
    main()
