"""Drive `ponarscite serve` with real programs: curl, Neovim and Emacs by the recipes of the manual, attacks and kills.

Run: python tests/live/serve.py [--connections N]

Needs curl; of nvim and emacs those that are there are driven. Prints what is checked, and WRONG before what is not as
expected. Ends with 1 when something is not.

The picker is a program that does what the page does: it opens the address, reads the token, and answers.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from ponarscite import Date, Library, Record  # noqa: E402
from ponarscite.record.name import Name  # noqa: E402

MANUAL = (ROOT / "ponarscite" / "manual" / "serve.md").read_text(encoding="utf-8")
PORT = "23120"
"""The port in the recipes."""

PICKER = """
import http.client, json, os, re, sys
from urllib.parse import urlsplit
address = urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(address.netloc)
connection.request("GET", f"{address.path}?{address.query}")
answer = connection.getresponse(); answer.read()
headers = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}
target = answer.headers["Location"]
connection.request("GET", target, headers=headers)
page = connection.getresponse().read().decode()
headers["X-Ponarscite-Token"] = re.search('name="ponarscite-token" content="([^"]+)"', page)[1]
headers["Content-Type"] = "application/json"
keys = [key for key in os.environ["PICKED"].split(",") if key]
body = json.dumps({"citations": [{"key": key} for key in keys]})
connection.request("POST", "/api/picks/" + target.removeprefix("/pick/"), body, headers)
sys.exit(connection.getresponse().status != 200)
"""


class Outcome:
    """What was checked."""

    wrong = 0

    def check(self, name: str, is_right: bool, told: object = "") -> None:
        self.wrong += not is_right
        print(f"{'' if is_right else 'WRONG '}{name}{'' if is_right else f': {told!r}'}", flush=True)


class Served:
    """A running server."""

    def __init__(self, folder: Path, picked: str, *options: str) -> None:
        self.file = folder / "address"
        picker = folder / "picker.py"
        picker.write_text(PICKER)
        command = [sys.executable, "-m", "ponarscite", "serve", "--port", "0", "--library", str(folder / "library")]
        command += ["--token-file", str(self.file), "--picker", f"{sys.executable} {picker}", *options]
        environment = os.environ | {"PICKED": picked, "PONARSCITE_CACHE": str(folder / "cache")}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        self.host = self.line.split("/")[2]

    def curl(self, target: str, *options: str) -> str:
        command = ["curl", "-s", "--max-time", "60", *options, f"http://{self.host}{target}"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def end(self, number: int) -> tuple[int, float]:
        """Send a signal; the exit code, and the seconds until the end."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(20), time.monotonic() - began


def fill(folder: Path) -> None:
    author = (Name(family="Vale", given="Ana"),)
    genre = "PONARS Eurasia Policy Memo"
    memos = [
        Record(type="report", title=f"Snow {n}", author=author, genre=genre, number=str(n), issued=Date(2026))
        for n in range(9001, 9051)
    ]
    with Library(folder / "library") as library:
        library.add_all(memos)


def block(language: str) -> str:
    """The recipe in a language."""
    found = re.search(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)
    assert found
    return found[1]


def in_neovim(served: Served, folder: Path) -> str:
    """What Neovim writes with the recipe."""
    script = folder / "recipe.vim"
    script.write_text(block("vim").replace(PORT, served.host.rpartition(":")[2]))
    paper = folder / "paper.md"
    paper.write_text("See \n")
    keys = 'exe "normal A\\<C-x>\\<C-z>"'
    command = ["nvim", "--headless", "--clean", "-S", str(script), str(paper), "-c", keys, "-c", "wq"]
    subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=folder)
    return paper.read_text()


def in_emacs(served: Served, folder: Path) -> str:
    """What Emacs writes with the recipe."""
    script = folder / "recipe.el"
    script.write_text(block("lisp").replace(PORT, served.host.rpartition(":")[2]))
    paper = folder / "paper.txt"
    paper.write_text("See ")
    steps = f'(progn (find-file "{paper}") (goto-char (point-max)) (ponarscite-cite) (save-buffer))'
    command = ["emacs", "-Q", "-batch", "-l", str(script), "--eval", steps]
    subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=folder)
    return paper.read_text()


def check_editors(outcome: Outcome, folder: Path) -> None:
    """Pick with the recipes."""
    served = Served(folder, "9001")
    cayw = "/better-bibtex/cayw?format=pandoc&brackets=1"
    outcome.check("probe", served.curl("/better-bibtex/cayw?probe=true") == "ready")
    outcome.check("curl picks at once", (found := served.curl(f"{cayw}&pick=9001")) == "[@pepm9001]", found)
    outcome.check("curl picks on the page", (found := served.curl(cayw)) == "[@pepm9001]", found)
    if shutil.which("nvim"):
        outcome.check("Neovim inserts", (found := in_neovim(served, folder)) == "See [@pepm9001]\n", found)
    if shutil.which("emacs"):
        outcome.check("Emacs inserts", (found := in_emacs(served, folder)).strip() == "See [@pepm9001]", found)
    outcome.check("another name is refused", "421" in served.curl("/", "-i", "-H", "Host: evil.example"))
    outcome.check("the address file", oct(served.file.stat().st_mode)[-3:] == "600")
    code, seconds = served.end(signal.SIGINT)
    outcome.check("Ctrl-C ends it", code == 0 and seconds < 3, (code, seconds))
    outcome.check("no address stays", not served.file.exists())
    closed = Served(folder, "")
    found = closed.curl(cayw, "-w", "%{http_code}")
    outcome.check("a closed picker gives nothing", found == "200", found)
    code, seconds = closed.end(signal.SIGTERM)
    outcome.check("SIGTERM ends it", code == 0 and seconds < 3, (code, seconds))


def check_crowd(outcome: Outcome, folder: Path, connections: int) -> None:
    """Open very many connections, 200 at the same time, which say nothing or half a request."""
    served = Served(folder, "")
    port = int(served.host.rpartition(":")[2])
    left = iter(range(connections))
    lock = threading.Lock()

    def crowd() -> None:
        held: list[socket.socket] = []
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                break
            try:
                one = socket.create_connection(("127.0.0.1", port), timeout=10)
                if number % 3:
                    one.sendall((b"GET / HTTP/1.1\r\nHost: x", b"\x00" * 10)[number % 2])
                held.append(one)
            except OSError:
                continue
            if len(held) == 25:
                for one in held:
                    one.close()
                held.clear()

    threads = [threading.Thread(target=crowd) for _ in range(8)]
    for one in threads:
        one.start()
    slowest, asked, failed = 0.0, 0, list[str]()
    while any(one.is_alive() for one in threads):
        began = time.monotonic()
        found = served.curl("/better-bibtex/cayw?probe=1", "-w", " %{http_code} %{errormsg}")
        failed += [] if found.startswith("ready") else [found]
        slowest, asked = max(slowest, time.monotonic() - began), asked + 1
        time.sleep(0.2)
    outcome.check(
        f"answers among {connections:,} connections ({asked} times, {slowest:.1f} s at most)",
        len(failed) <= asked // 50,
        failed[:3],
    )
    outcome.check("answers afterwards", served.curl("/better-bibtex/cayw?probe=1") == "ready")
    served.end(signal.SIGTERM)


def check_writers(outcome: Outcome, folder: Path) -> None:
    """Change through the server while commands change the same file; then kill it while it changes."""
    served = Served(folder, "")
    jar = folder / "jar"
    served.curl(served.file.read_text().strip().partition(served.host)[2], "-c", str(jar))
    page = served.curl("/", "-b", str(jar))
    token = re.search('name="ponarscite-token" content="([^"]+)"', page)
    assert token, page[:500]
    given = ["-b", str(jar), "-H", f"X-Ponarscite-Token: {token[1]}", "-H", "Content-Type: application/json"]

    def tags(first: int) -> None:
        for number in range(first, first + 10):
            body = f'{{"key": "pepm{number}", "add": ["served"]}}'
            served.curl("/api/tag", *given, "-d", body)

    threads = [threading.Thread(target=tags, args=(first,)) for first in (9001, 9011)]
    for one in threads:
        one.start()
    for number in range(9021, 9027):
        command = [
            sys.executable,
            "-m",
            "ponarscite",
            "tag",
            f"pepm{number}",
            "told",
            "--library",
            str(folder / "library"),
        ]
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    for one in threads:
        one.join()
    with Library(folder / "library", writing=False) as library:
        served_tags = len(list(library.find("tag:served")))
        told = len(list(library.find("tag:told")))
    outcome.check("no change is lost beside a writer", (served_tags, told) == (20, 6), (served_tags, told))
    killed = threading.Thread(target=tags, args=(9031,))
    killed.start()
    time.sleep(0.3)
    served.end(signal.SIGKILL)
    killed.join()
    with Library(folder / "library") as library:
        kept = len(list(library.find("tag:served")))
        last = library.log()[0].command
        library.undo()
        after = len(list(library.find("tag:served")))
    outcome.check(
        f"the file is sound after a kill (last: {last})", 20 <= kept <= 30 and after == kept - 1, (kept, after)
    )


def main() -> int:
    """Check, and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--connections", type=int, default=100_000)
    chosen = parser.parse_args()
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder)
        check_editors(outcome, folder)
        check_writers(outcome, folder)
        check_crowd(outcome, folder, chosen.connections)
    return int(outcome.wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
