"""Measure the language server with a large library, by a client in the same process, as ratios to `import click`.

Run: python tests/live/lsp_load.py [--records N] [--edits N] [LIBRARY]
     Without LIBRARY, one of N records is made in a temporary folder.

Prints the 95th percentile of completion, resolve and hover, an edit of 200 kB, the memory after edits, and how long a
document of 5 MB takes. Ends with 1 when an acceptance is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

WORDS = tuple("s sn snow 77 pepm:77 ponars:4 ba ka kaz la_me kale_2019 жу река 2019".split())
PARAGRAPH = "The river [@{key}, p. 3] is long and flows from the mountain to the sea in days of rain. " * 3 + "\n\n"


def click_seconds() -> float:
    """Processor seconds of `import click` in a new Python, the median of five."""
    found = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "import click"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(found)


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def megabytes() -> float:
    """Memory of this process now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def typed_texts(keys: list[str], titles: list[str], count: int) -> Iterator[str]:
    """What people type: beginnings of words, of keys and of numbers."""
    chooser = random.Random(3)
    for n in range(count):
        kind = n % 5
        if kind == 0:
            yield chooser.choice(WORDS)
        elif kind == 1:
            yield chooser.choice(keys)[: chooser.randint(1, 8)]
        else:
            words = [word for word in chooser.choice(titles).split() if word.isalpha()] or ["snow"]
            some = chooser.sample(words, min(len(words), chooser.randint(1, 2)))
            yield "_".join(word[: chooser.randint(1, len(word))] for word in some)


async def measure(library: Path, edits: int) -> int:
    from ponarscite import Library
    from tests.integrations.lsp.client import EMACS, Client

    with Library(library, writing=False) as opened:
        items = [item for n, item in enumerate(opened.items("")) if n % 97 == 0]
    keys, titles = [str(one["id"]) for one in items], [str(one.get("title", "")) for one in items]
    unit = click_seconds()
    print(f"import click {unit * 1000:.0f} ms; {len(items) * 97:,} records, {library.stat().st_size / 1e6:.0f} MB")
    wrong = 0

    def tell(name: str, seconds: float, most: float) -> None:
        nonlocal wrong
        is_wrong = seconds > most * unit
        wrong += is_wrong
        print(f"{'WRONG ' if is_wrong else ''}{name}: {seconds * 1000:.1f} ms, {seconds / unit:.2f} x (at most {most})")

    async with Client(EMACS, library.parent) as client:
        uri = "file:///tmp/paper.md"
        text = "".join(PARAGRAPH.replace("{key}", key) for key in keys)[:200_000]
        client.open(uri, "")
        await client.at("completion", uri, 0, 0)
        found: dict[str, list[float]] = {"completion": [], "resolve": [], "hover": []}
        version = 2
        for words in typed_texts(keys, titles, 400):
            document = client.server.desk.documents[uri]
            client.notify(
                "textDocument/didChange",
                textDocument={"uri": uri, "version": version},
                contentChanges=[{"text": f"See @{words}"}],
            )
            version += 1
            client.server.analyst._cancel(uri)
            began = time.process_time()
            list_ = await client.at("completion", uri, 0, len(words) + 5)
            found["completion"].append(time.process_time() - began)
            if list_ and list_["items"]:
                began = time.process_time()
                await client.ask("completionItem/resolve", **list_["items"][0])
                found["resolve"].append(time.process_time() - began)
        del document
        for key in random.Random(5).sample(keys, 200):
            client.notify(
                "textDocument/didChange",
                textDocument={"uri": uri, "version": version},
                contentChanges=[{"text": f"See [@{key}, p. 3]"}],
            )
            version += 1
            await client.server.analyst.current(uri)
            began = time.process_time()
            assert await client.at("hover", uri, 0, 8), key
            found["hover"].append(time.process_time() - began)
        for name, values in found.items():
            tell(f"{name} p95 of {len(values)} (median {statistics.median(values) * 1000:.1f} ms)", p95(values), 1)

        uri = "file:///tmp/long.md"
        client.open(uri, text)
        await client.published(uri)
        lines = text.count("\n")
        sizes, taken = [], 0.0
        chooser = random.Random(7)
        for n in range(edits):
            place = chooser.randrange(lines), chooser.randrange(20)
            began = time.process_time()
            client.change(uri, n + 2, chooser.choice(("x", "", " @pepm775", "ж")), place, (place[0], place[1] + 1))
            taken += time.process_time() - began
            if n % (edits // 10) == edits // 20:
                await asyncio.sleep(0.35)  # a pause: the document is analysed
                await client.server.analyst.current(uri)
                client.told.clear()
                sizes.append(megabytes())
        tell(f"an edit of {len(text) // 1000} kB, mean of {edits:,}", taken / edits, 0.1)
        print("memory in MB, at ten analyses: " + " ".join(f"{size:.0f}" for size in sizes))
        wrong += sizes[-1] > 1.1 * sizes[2]

        uri = "file:///tmp/huge.tex"
        client.open(uri, "\\cite{" * 10 + text * 25, "latex")
        began = time.process_time()
        await client.server.analyst.current(uri)
        print(f"a document of 5 MB is analysed in {time.process_time() - began:.1f} s; meanwhile:")
        began = time.perf_counter()
        client.change(uri, 2, "x", (0, 3), (0, 3))
        list_ = await client.at("completion", "file:///tmp/paper.md", 0, 8)
        print(f"  completion elsewhere takes {time.perf_counter() - began:.2f} s")
    return wrong


def main() -> int:
    """Measure, and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("library", nargs="?")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--edits", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(chosen.library or Path(folder, "library.sqlite"))
        if not chosen.library:
            from ponarscite import Library
            from tests.benchmarks.large_library import records

            with Library(path) as library:
                library.add_all(records(chosen.records))
        os.environ["PONARSCITE_LIBRARY"] = str(path)
        os.environ["PONARSCITE_CACHE"] = folder
        return int(asyncio.run(measure(path, chosen.edits)) > 0)


if __name__ == "__main__":
    sys.exit(main())
