#!/usr/bin/env python3
"""Measures `partwork preview` on the corpus: the time from a save until a browser has the new page, and the cost.

    bench/preview.py --partwork PROGRAM [--posts 1000]

Everything is measured from outside, over connections like those of a browser. Times are printed as the median, then the
least and the greatest. A line whose median misses its budget says OVER; budgets are for an idle machine.
"""

import atexit
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import time

import measure

ROUNDS = 30

# Budgets: milliseconds from a save to the page, seconds to the first page, megabytes, by the number of posts.
BUDGETS = {1000: (60, 0.4, 250), 10000: (100, 1.5, 250)}


class Preview:
    """A running preview of the site in a folder."""

    def __init__(self, program: str, site: pathlib.Path) -> None:
        self.begun = time.perf_counter()
        command = [program, "preview", "--site", str(site), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        # A measurement that fails must not leave a preview running.
        atexit.register(self.process.kill)
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


def print_line(name: str, values: list[float], unit: str, budget: float | None = None, digits: int = 0) -> None:
    """Prints the median of `values` and, if there are several, their spread. A rate misses its budget if it is lower."""
    middle = statistics.median(values)
    shown = measure.spread(values, digits) if len(values) > 1 else f"{middle:.{digits}f}"
    is_over = budget is not None and (middle < budget if unit == "/s" else middle > budget)
    limit = "" if budget is None else f"  (budget {budget:g}){'  OVER' if is_over else ''}"
    print(f"  {name:<32} {shown:>20} {unit}{limit}", flush=True)


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


def starts(program: str, site: pathlib.Path, rounds: int) -> list[float]:
    """Seconds from each of several starts until the home page is there."""
    times = []
    for _ in range(rounds):
        preview = Preview(program, site)
        preview.get("/")
        times.append(time.perf_counter() - preview.begun)
        preview.stop()
    return times


def measure_preview(program: str, site: pathlib.Path, budgets: tuple) -> None:
    to_page, to_start, memory = budgets
    print_line("start to the first page", starts(program, site, 9), "s", to_start, digits=2)

    preview = Preview(program, site)
    post = next(file for file in sorted((site / "content/posts").glob("*.md")))
    paths = [f"/posts/{entry.stem}/" for entry in sorted((site / "content/posts").iterdir())]
    tab = Tab(preview, f"/posts/{post.stem}/")
    # A line of the text: a changed title would change every page.
    text = post.read_text().split("---\n", 2)[2]
    mark = next(line for line in text.splitlines() if re.match(r"[A-Z]", line))
    print_line("save of a post to its page", saves(preview, tab, post, mark, ROUNDS), "ms", to_page)
    template = site / "templates/post.mustache"
    times = saves(preview, tab, template, '<article class="post h-entry">', ROUNDS)
    print_line("save of a template to a page", times, "ms", to_page)

    count = 2000
    start = time.perf_counter()
    for number in range(count):
        preview.get(paths[number % len(paths)])
    print_line("pages for one client", [count / (time.perf_counter() - start)], "/s", 1000)

    print_line("memory", [preview.megabytes()], "MB", memory)
    before = preview.ticks()
    time.sleep(5)
    print_line("processor time in 5 s at rest", [(preview.ticks() - before) / 100], "s", 0, digits=2)

    rounds = 1000
    before = preview.megabytes()
    saves(preview, tab, post, mark, rounds)
    print_line(f"memory after {rounds} more saves", [preview.megabytes()], "MB", round(max(before * 1.1, before + 10)))
    preview.stop()


def main() -> None:
    parser = measure.parser(__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    arguments = parser.parse_args()
    if not os.path.exists("/proc/self/stat"):
        sys.exit("bench/preview.py reads the memory and time of processes from /proc, which this system does not have")
    with measure.workplace(arguments.posts) as scratch:
        site = scratch / "site"
        measure.make_corpus(site, arguments.posts)
        measure.print_load(f"Preview of {arguments.posts:,} posts in {scratch.parent}")
        measure_preview(arguments.partwork, site, BUDGETS.get(arguments.posts, (None, None, None)))


if __name__ == "__main__":
    main()
