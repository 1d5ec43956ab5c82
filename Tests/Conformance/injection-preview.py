#!/usr/bin/env python3
"""Texts that are markup, scripts, addresses or escapes, in the messages about a site: in the preview's overlay, which quotes them,
nothing runs and no element is added, and on a terminal none of them acts.
"""

import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

from checking import browser, check, enter_environment, failures
from terminal import output

enter_environment(["html5lib", "lxml", "axe-playwright-python"], "html5lib, lxml, playwright", {})

from hostile import CONTROLS, TEXTS, matter, ran_in, unprintable, watch  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
SITE = SCRATCH / "site"
SETTINGS = "title: Messages\nurl: https://example.org/\nimages: {cards: false, sizes: false}\n"

# The elements and attributes that the overlay is made of.
ELEMENTS = {"button", "h2", "ol", "li", "p", "code", "details", "summary"}
ATTRIBUTES = {"class", "aria-label"}
# A text in four messages, so that a batch stays below the fifty that the overlay shows.
BATCH = 10

LIST = """host => {
  const root = document.querySelector(host)?.shadowRoot ?? document.querySelector('section[data-problems]');
  return root && { text: root.textContent, ran: window.ran, nodes: [...root.querySelectorAll(host == 'partwork-warnings' ? 'details, details *' : 'h2, h2 ~ *, h2 ~ * *')]
    .map(node => [node.localName, node.getAttributeNames()]) };
}"""


def write(files: dict[str, str], site: pathlib.Path = SITE) -> None:
    for path, text in files.items():
        (site / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / path).write_text(text)


def with_errors(texts: list[str]) -> str:
    """A post with errors that quote `texts`."""
    keys: dict = {"title": "A post", "date": "2026-01-02", "authors": texts, "series": texts}
    return matter(keys | {f"{text} {number}": "x" for number, text in enumerate(texts)}, "".join(f"[x](<{urllib.parse.quote(text)}.md>)\n\n" for text in texts))


def with_warnings(texts: list[str], mark: str = "mark") -> str:
    """A post with warnings that quote `texts`, and `mark`."""
    tags = [tag for number, text in enumerate(texts) for tag in (f"{number} {text}", f"{number} {text}")]
    return matter({"title": "A post", "date": "2026-01-02", "tags": tags}, f"[^{mark}]\n\n" + "\n\n".join(f"[^{text}] {text}\n\n[x](javascript:{text})" for text in texts) + "\n")


def shown(page, host: str, mark: str) -> list[str]:
    """Waits until the messages contain `mark`; returns what else than messages is in them, and what ran."""
    deadline = time.monotonic() + 30
    messages = None
    while not messages or mark not in messages["text"]:
        if time.monotonic() > deadline:
            return [f"{mark} does not appear"]
        time.sleep(0.05)
        try:
            messages = page.evaluate(LIST, host)
        except Error:
            # The page is loaded again when its text has changed.
            continue
    nodes = messages["nodes"]
    odd = [f"{mark}: <{name} {attributes}>" for name, attributes in nodes if name not in ELEMENTS or not set(attributes) <= ATTRIBUTES]
    items = sum(name == "li" for name, _ in nodes)
    return odd + ([f"{mark}: a script ran"] if messages["ran"] else []) + ([] if items >= BATCH // 2 else [f"{mark}: only {items} messages"])


def batches() -> list[list[str]]:
    return [TEXTS[start : start + BATCH] for start in range(0, len(TEXTS), BATCH)]


class Preview:
    def __init__(self, site: pathlib.Path) -> None:
        self.log = SCRATCH / f"{site.name}.log"
        self.process = subprocess.Popen([PARTWORK, "preview", "--site", site, "--port", "0"], stdout=subprocess.PIPE, stderr=self.log.open("wb"))
        self.url = re.search(r"http://\S+", self.process.stdout.readline().decode())[0]

    def __enter__(self) -> "Preview":
        return self

    def __exit__(self, *_) -> None:
        self.process.kill()

    def stop(self) -> list[str]:
        """Ends it; returns the lines that it printed that control a terminal."""
        self.process.terminate()
        rest = self.process.stdout.read().decode()
        self.process.wait()
        return unprintable(rest) + unprintable(self.log.read_bytes().decode())


def check_overlay(page) -> None:
    write({"site.yml": SETTINGS, "posts/a.md": matter({"title": "A post", "date": "2026-01-02"}, "Text.\n")})
    with Preview(SITE) as preview:
        check_messages(page, preview)


def check_messages(page, preview: Preview) -> None:
    page.goto(preview.url)
    page.wait_for_function("document.readyState === 'complete'")
    problems, folded = [], []
    for number, texts in enumerate(batches()):
        write({"posts/a.md": with_errors(texts), "posts/missing.md": matter({"date": "2026-01-02", f"batch{number}": "x"})})
        problems += shown(page, "partwork-problems", f"batch{number}")
    (SITE / "content/posts/missing.md").unlink()
    for number, texts in enumerate(batches()):
        write({"posts/a.md": with_warnings(texts, f"batch{number}")})
        folded += shown(page, "partwork-warnings", f"[^batch{number}]")
    check(f"{len(TEXTS)} texts in errors are text in the overlay", problems)
    check(f"{len(TEXTS)} texts in warnings are text in the overlay", folded)

    odd = []
    for text in TEXTS:
        page.goto(preview.url + urllib.parse.quote(text, safe=""))
        odd += ran_in(page)
    check(f"{len(TEXTS)} texts as addresses run nothing", odd)
    check("what the preview prints does not control a terminal", preview.stop())


def check_first_page(page) -> None:
    """The page of a site that never was without errors."""
    problems = []
    broken = SCRATCH / "broken"
    write({"site.yml": SETTINGS, "posts/a.md": with_errors(TEXTS[:BATCH])}, broken)
    with Preview(broken) as preview:
        page.goto(preview.url)
        for number, texts in enumerate(batches()):
            write({"posts/a.md": with_errors(texts), "posts/missing.md": matter({"date": "2026-01-02", f"batch{number}": "x"})}, broken)
            problems += shown(page, "partwork-problems", f"batch{number}")
        problems += preview.stop()
    check("they are text in the page of a site that was never without errors", problems)


def check_terminal() -> None:
    site = SCRATCH / "terminal"
    texts = TEXTS + CONTROLS
    files = {f"posts/{number}.md": with_errors([text]) for number, text in enumerate(texts)}
    files |= {f"posts/w{number}.md": with_warnings([text]) for number, text in enumerate(texts)}
    names = [name for text in texts if (name := text.replace("/", "").replace("\0", "")[:120]) not in ("", ".", "..")]
    write({"site.yml": SETTINGS} | files | {f"posts/n/{name}.md": "Text.\n" for name in names}, site)
    process, terminal = pty.fork()
    if process == 0:
        os.execve(PARTWORK, [PARTWORK, "build", "--site", str(site)], {**os.environ, "TERM": "xterm"})
    written = b""
    for written in output(terminal):
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    text = written.decode()
    check("a build with errors prints them in colour", [] if status == 1 and "\x1b[1;31merror: " in text and len(text.splitlines()) > len(texts) * 6 else [f"{status}: {text[:400]!r}"])
    check(f"{len(text.splitlines())} lines on a terminal have no other escapes", unprintable(text))
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n").splitlines()
    check("no text begins a line of its own", [repr(line) for line in lines if not re.match(r"(\S.*: )?(error|warning): |  hint: |\d+ errors", line)])


def main() -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page()
        found = watch(page)
        check_overlay(page)
        check_first_page(page)
        chromium.close()
    check("no message opens a dialog, or loads anything", found)
    check_terminal()
    sys.exit(1 if failures else 0)


main()
