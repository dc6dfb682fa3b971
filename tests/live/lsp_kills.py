"""Kill the editor of a language server, in three states, and see that the server ends, too.

Run: python tests/live/lsp_kills.py

The editor is a process that starts the server, opens a document, and is killed by SIGKILL: while nothing happens, while
a document of 5 MB is analysed, and while another process holds the server's standard input open. Prints the seconds
after which the server is gone, and how long a million unclosed citations take. Ends with 1 for more than five.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST = 5.0
"""Seconds."""

EDITOR = """
import json, os, subprocess, sys, time
read, write = os.pipe()
server = subprocess.Popen([sys.executable, "-m", "ponarscite", "lsp"], stdin=read, stdout=subprocess.PIPE)
if sys.argv[2] == "held":
    holder = subprocess.Popen(["sleep", "60"], pass_fds=[write])
    print(holder.pid, file=sys.stderr)
def send(**content):
    body = json.dumps({"jsonrpc": "2.0", **content}).encode()
    data = b"Content-Length: %d\\r\\n\\r\\n%s" % (len(body), body)
    while data:
        data = data[os.write(write, data):]
send(id=1, method="initialize", params={"capabilities": {}, "processId": os.getpid(), "rootUri": None})
send(method="initialized", params={})
text = open(sys.argv[1], encoding="utf-8").read()
item = {"uri": "file:///tmp/p.tex", "languageId": "latex", "version": 1, "text": text}
send(method="textDocument/didOpen", params={"textDocument": item})
server.stdout.readline()  # it has answered
print(server.pid, flush=True)
time.sleep(60)
"""
LONG = "The river \\\\cite[3]{pepm775} is long; see Vale, “Snow,” PONARS Eurasia Policy Memo No. 9, 2010.\n\n"


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def seconds_to_end(text: str, state: str, pause: float) -> float:
    """How long a server lives after its editor."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.tex")
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", EDITOR, str(path), state]
        editor = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert editor.stdout
        assert editor.stderr
        server = int(editor.stdout.readline())
        time.sleep(pause)
        assert is_alive(server)
        editor.send_signal(signal.SIGKILL)
        editor.wait()
        began = time.monotonic()
        while is_alive(server) and time.monotonic() - began < 30:
            time.sleep(0.02)
        taken = time.monotonic() - began
        if is_alive(server):
            os.kill(server, signal.SIGKILL)
        if state == "held":
            os.kill(int(editor.stderr.readline()), signal.SIGKILL)
    return taken


def seconds_of(text: str) -> float:
    """Processor seconds of the analysis of a text."""
    from ponarscite import plugin_manager
    from ponarscite.integrations.lsp.desk import Desk, Options
    from ponarscite.integrations.lsp.document import Document
    from ponarscite.integrations.lsp.text import Text

    desk = Desk(plugin_manager(), Options(), print)
    began = time.process_time()
    desk.analyse(Document("file:///p.tex", None, "latex", Text.of(text)))
    return time.process_time() - began


def main() -> int:
    """Kill, measure, and return the exit code."""
    found = {
        "idle": seconds_to_end("\\cite{pepm775}", "idle", 3),
        "analysing": seconds_to_end(LONG * 50_000, "idle", 3),
        "standard input held open": seconds_to_end("\\cite{pepm775}", "held", 4),
    }
    for state, seconds in found.items():
        print(f"{state}: the server is gone after {seconds:.2f} s")
    half, whole = (seconds_of("\\cite{" * count) for count in (500_000, 1_000_000))
    print(f"\\cite{{ a million times: {whole:.1f} s, half of it: {half:.1f} s")
    print(json.dumps(found))
    return int(max(found.values()) > MOST or whole > 3 * half + 0.5)


if __name__ == "__main__":
    sys.exit(main())
