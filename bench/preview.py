#!/usr/bin/env python3
"""Measures `partwork preview` on the corpus: the time from a save until a browser has the new page, and the cost.

    bench/preview.py --partwork PROGRAM --posts 1000

Everything is measured from outside, over connections like those of a browser. A line over its budget says OVER. Run this
on an idle machine.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROUNDS = 30

# Budgets: milliseconds from a save to the page, seconds to the first page, megabytes, by the number of posts.
BUDGETS = {1000: (60, 0.4, 250), 10000: (100, 1.5, 250)}


class Preview:
    """A running preview of the site in a folder."""

    def __init__(self, program: str, site: pathlib.Path) -> None:
        self.begun = time.perf_counter()
        command = [program, "preview", "--site", str(site), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line) or sys.exit(f"the preview did not start: {line}")
        self.port = int(found[1])
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            sys.exit(f"{path}: status {response.status}")
        return body

    def ticks(self) -> int:
        """The processor time used so far, in hundredths of a second."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def megabytes(self) -> float:
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=10)


class Tab:
    """Does what a browser's tab does: listens for events, and fetches its page when it has changed."""

    def __init__(self, preview: Preview, path: str) -> None:
        self.preview = preview
        self.path = path
        connection = http.client.HTTPConnection("127.0.0.1", preview.port)
        connection.request("GET", f"/.partwork/events?path={path}&id=bench")
        self.stream = connection.getresponse()
        self.page = self.next()["page"]

    def next(self) -> dict:
        while True:
            line = self.stream.readline()
            if line.startswith(b"data: "):
                return json.loads(line[6:])

    def changed(self) -> bytes:
        """The page, once it has changed."""
        while True:
            event = self.next()
            if event["problems"]:
                sys.exit(f"the site has errors: {event['problems']}")
            if event["page"] != self.page:
                self.page = event["page"]
                return self.preview.get(self.path)


class Table:
    def __init__(self) -> None:
        self.missed = False

    def line(self, name: str, value: float, unit: str, budget: float | None = None, more: bool = False) -> None:
        over = budget is not None and (value < budget if more else value > budget)
        self.missed |= over
        limit = "" if budget is None else f"  (budget {budget:g}){'  OVER' if over else ''}"
        print(f"  {name:<44} {value:>8.{2 if unit == 's' else 1}f} {unit}{limit}", flush=True)


def saves(preview: Preview, tab: Tab, file: pathlib.Path, mark: str, rounds: int) -> list[float]:
    """Milliseconds from each of several saves of `file` until the tab has the new page."""
    text = file.read_text()
    times = []
    for number in range(rounds):
        word = f"saved{number}"
        start = time.perf_counter()
        file.write_text(text.replace(mark, f"{mark}{word} ", 1))
        page = tab.changed()
        times.append((time.perf_counter() - start) * 1000)
        if word.encode() not in page:
            sys.exit("the page does not show the save")
        time.sleep(0.05)
    file.write_text(text)
    tab.changed()
    return times


def measure(program: str, posts: int) -> bool:
    budget, first, memory = BUDGETS.get(posts, (None, None, None))
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        make = [sys.executable, BENCH / "corpus/make.py", "--posts", str(posts), "--for", "partwork", site]
        subprocess.run(make, check=True)
        post = next(file for file in sorted((site / "content/posts").glob("*.md")))
        print(f"preview of {posts} posts", flush=True)

        starts = []
        for _ in range(9):
            preview = Preview(program, site)
            preview.get("/")
            starts.append(time.perf_counter() - preview.begun)
            preview.stop()
        table.line("start to the first page, median", statistics.median(starts), "s", first)
        table.line("  the quickest", min(starts), "s")
        table.line("  the slowest", max(starts), "s")

        preview = Preview(program, site)
        listing = preview.get("/archive/").decode()
        paths = re.findall(r'href="(/posts/[^"#]+/)"', listing)
        path = next(path for path in paths if path.strip("/").split("/")[-1] in post.name)
        tab = Tab(preview, path)
        # A line of the text: a changed title would change every page.
        mark = next(line for line in post.read_text().split("---\n", 2)[2].splitlines() if re.match(r"[A-Z]", line))
        times = saves(preview, tab, post, mark, ROUNDS)
        table.line("save of a post to its page, median", statistics.median(times), "ms", budget)
        table.line("  the slowest", max(times), "ms")
        times = saves(preview, tab, site / "templates/post.mustache", '<article class="post h-entry">', ROUNDS)
        table.line("save of a template to a page, median", statistics.median(times), "ms", budget)
        table.line("  the slowest", max(times), "ms")

        count = 2000
        start = time.perf_counter()
        for number in range(count):
            preview.get(paths[number % len(paths)])
        table.line("pages for one client", count / (time.perf_counter() - start), "/s", 1000, more=True)

        table.line("memory", preview.megabytes(), "MB", memory)
        before = preview.ticks()
        time.sleep(5)
        table.line("processor time in 5 s at rest", (preview.ticks() - before) / 100, "s", 0)

        rounds = 1000
        before = preview.megabytes()
        saves(preview, tab, post, mark, rounds)
        table.line(f"memory after {rounds} more saves", preview.megabytes(), "MB", round(max(before * 1.1, before + 10)))
        preview.stop()
    return table.missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partwork", required=True, help="the program from a release build")
    parser.add_argument("--posts", type=int, default=1000)
    arguments = parser.parse_args()
    if not os.path.exists("/proc/self/stat"):
        sys.exit("bench/preview.py reads the numbers of processes from /proc, which does not exist on this system")
    sys.exit(measure(arguments.partwork, arguments.posts))


if __name__ == "__main__":
    main()
