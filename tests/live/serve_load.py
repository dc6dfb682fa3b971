"""Measure `ponarscite serve` with a large library, beside the library's own calls in the same run.

Run: python tests/live/serve_load.py [--records N] [--searches N] [LIBRARY]
     Without LIBRARY, one of N records is made in a temporary folder.

Prints the 95th percentile of a search through HTTP for one client, and for eight clients with a search a second each,
as ratios to the library's own call; and the processor time of a server that nobody asks. Ends with 1 when an aim is
missed: 2, 4, and none.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

CLIENTS = 8
MOST = {1: 2.0, CLIENTS: 4.0}
"""Number of clients -> the largest ratio."""

IDLE = 10.0
"""Seconds for which a server is left alone."""


class Server:
    """A running `ponarscite serve`, and what a browser keeps of it."""

    def __init__(self, library: str, *options: str) -> None:
        command = [sys.executable, "-m", "ponarscite", "serve", "--port", "0", "--library", library, *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout
        address = self.process.stdout.readline().removeprefix("listening on ").strip()
        self.host = address.split("/")[2]
        first = http.client.HTTPConnection(self.host)
        first.request("GET", address.removeprefix(f"http://{self.host}"))
        self.headers = {"Cookie": str(first.getresponse().headers["Set-Cookie"]).partition(";")[0]}
        first.close()

    def ticks(self) -> int:
        """Processor time so far, in hundredths of a second."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def end(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        self.process.send_signal(2)
        return self.process.wait(10)


@contextmanager
def serving(library: str, *options: str) -> Iterator[Server]:
    """A server for a while."""
    found = Server(library, *options)
    try:
        yield found
    finally:
        if found.process.poll() is None:
            found.end()


class Client:
    """A browser that searches."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.connection = http.client.HTTPConnection(server.host, timeout=60)

    def search(self, query: str) -> float:
        """The seconds that a search takes."""
        began = time.perf_counter()
        self.connection.request("GET", f"/api/records?limit=50&q={quote(query)}", headers=self.server.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        taken = time.perf_counter() - began
        assert answer.status == 200, body
        json.loads(body)
        return taken


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def queries(titles: list[str], count: int) -> list[str]:
    """Searches as people type them: one to three words of a title, an author, a year."""
    chooser, found = random.Random(3), []
    for n in range(count):
        words = re.findall(r"[^\W\d]{3,}", chooser.choice(titles)) or ["snow"]
        query = " ".join(chooser.sample(words, min(len(words), chooser.randint(1, 3))))
        found.append(f"{query} issued:{2000 + n % 20}.." if n % 4 == 0 else query)
    return found


def measure(path: str, searches: int) -> int:
    """Print the figures, and return the number of aims that are missed."""
    from ponarscite import Library

    wrong = 0
    with Library(path, writing=False) as library, serving(path) as server:
        titles = [str(item.get("title", "")) for n, item in enumerate(library.items("")) if n % 97 == 0]
        asked = queries(titles, searches)
        client = Client(server)
        for query in asked[:20]:
            client.search(query)
        own, served = [], []
        for query in asked:
            began = time.perf_counter()
            list(islice(library.items(query), 50))
            own.append(time.perf_counter() - began)
            served.append(client.search(query))
        print(f"{len(library):,} records; the library's own search: p95 {p95(own) * 1000:.1f} ms")
        many: list[float] = []
        threads = [
            threading.Thread(target=searching, args=(server, asked[n::CLIENTS], many, n)) for n in range(CLIENTS)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        for clients, values in ((1, served), (CLIENTS, many)):
            ratio = p95(values) / p95(own)
            wrong += ratio > MOST[clients]
            sign = "WRONG " if ratio > MOST[clients] else ""
            print(f"{sign}{clients} clients: p95 {p95(values) * 1000:.1f} ms, {ratio:.2f} x (at most {MOST[clients]})")
        client.connection.close()
        time.sleep(1)
        before = server.ticks()
        time.sleep(IDLE)
        used = server.ticks() - before
        wrong += used > 0
        print(f"{'WRONG ' if used else ''}processor time in {IDLE:.0f} idle seconds: {used / 100:.2f} s")
    return wrong


def searching(server: Server, asked: list[str], found: list[float], number: int) -> None:
    """Search once a second, each client at its own time."""
    client = Client(server)
    time.sleep(number / CLIENTS)
    for query in asked[:15]:
        began = time.monotonic()
        found.append(client.search(query))
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def main() -> int:
    """Measure, and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("library", nargs="?")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.library or str(Path(folder, "library.sqlite"))
        if not chosen.library:
            from ponarscite import Library
            from tests.benchmarks.large_library import records

            with Library(path) as library:
                library.add_all(records(chosen.records))
        os.environ["PONARSCITE_CACHE"] = folder
        return int(measure(path, chosen.searches) > 0)


if __name__ == "__main__":
    sys.exit(main())
