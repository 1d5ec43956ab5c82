#!/usr/bin/env python3
"""Memory is used as it should be, and what a preview keeps does not grow with what is saved.

valgrind watches a build of the sample site and of one with more in it: nothing is read or written that is not
allocated. It then watches a preview that reads its site again and again.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])

if shutil.which("valgrind") is None:
    print("valgrind is not installed (apt-get install valgrind)")
    sys.exit(77)

# Some versions of valgrind cannot read the notes for debuggers that Swift writes.
PROGRAM = SCRATCH / "partwork"
subprocess.run(["strip", "--strip-debug", "-o", PROGRAM, PARTWORK], check=True)

failures = []


def check(what: str, passed: bool, facts: str) -> None:
    print(f"{'ok ' if passed else 'BAD'} {what}: {facts}", flush=True)
    if not passed:
        failures.append(what)


def make_site(count: int) -> pathlib.Path:
    """A site with `count` posts that use most of what there is."""
    folder = SCRATCH / "larger"
    subprocess.run(
        [PROGRAM, "init", folder, "--title", "Large", "--author", "Ada", "--language", "en", "--now", "2026-03-01"],
        check=True, stdout=subprocess.DEVNULL)
    for number in range(count):
        (folder / f"content/posts/p{number}.md").write_text(
            f"---\ntitle: Post {number}\ndate: 2026-02-{number % 28 + 1:02}\nauthor: ada\nseries: first-series\n"
            f"categories: [C{number % 7}]\ntags: [t{number % 11}]\n---\n\n"
            f"Text[^1] with [a link](p{(number + 1) % count}.md), `code` and ~~more~~.\n\n"
            "| a | b |\n| - | - |\n| 1 | 2 |\n\n> [!NOTE]\n> Noted.\n\n[^1]: A note.\n")
    series = folder / "content/series/first-series.md"
    listed = "".join(f"  - p{number}\n" for number in range(count))
    series.write_text(series.read_text().replace("parts:\n", f"epub: true\nparts:\n{listed}"))
    return folder


def watched(command: str, folder: pathlib.Path, *options: str) -> list:
    """`partwork COMMAND` below valgrind."""
    # Copies of enums read bits that mean nothing and go on as if they had not: the compiler means that, and valgrind
    # would report each.
    return [
        shutil.which("valgrind"), "--error-exitcode=9", "--undef-value-errors=no",
        f"--log-file={SCRATCH}/{command}.log", f"--vgdb-prefix={SCRATCH}/vgdb",
        PROGRAM, command, "--site", folder, *options]


# Other programs are not looked for.
ENVIRONMENT = {"HOME": str(SCRATCH), "PATH": ""}


def build(folder: pathlib.Path) -> None:
    command = watched("build", folder, "--now", "2026-11-01")
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT)
    report = (SCRATCH / "build.log").read_text()
    check(f"a build of the {folder.name} site uses only memory that is its own", run.returncode == 0,
          run.stdout + report[-4000:] if run.returncode != 0 else "0 errors")


sample = SCRATCH / "sample"
for name in ["content", "templates"]:
    shutil.copytree(name, sample / name)
build(sample)
site = make_site(6)
build(site)

post = site / "content/posts/p0.md"
text = post.read_text()
preview = subprocess.Popen(
    watched("preview", site, "--port", "0"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    env=ENVIRONMENT)


def save(number: int) -> None:
    """Changes the text of a post, and every second time its title, which other pages show; waits until it is seen."""
    post.write_text(text.replace("Post 0", f"Post {number // 2 % 10}") + f"\nSaved for the {number:03}th time.\n")
    deadline = time.monotonic() + 60
    while f"the {number:03}th time" not in urllib.request.urlopen(f"{url}posts/p0/").read().decode():
        if time.monotonic() > deadline:
            sys.exit(f"save {number} was not seen")
        time.sleep(0.05)
    urllib.request.urlopen(f"{url}series/first-series/all/").read()


def kept() -> tuple[int, int]:
    """How many bytes of the preview are lost, and how many it can still reach."""
    command = ["vgdb", f"--vgdb-prefix={SCRATCH}/vgdb", f"--pid={preview.pid}", "leak_check", "summary", "any"]
    summary = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = [int(number.replace(",", "")) for number in re.findall(r"(?:lost|reachable): ([\d,]+)", summary)]
    if len(found) != 4:
        sys.exit(f"valgrind says something else:\n{summary}")
    return sum(found[:3]), found[3]


try:
    url = re.search(r"http://127\.0\.0\.1:\d+/", preview.stdout.readline())[0]
    counts = []
    for number in range(1, 46):
        save(number)
        if number % 15 == 0:
            counts.append(kept())
    # What a save loses is in both differences; what is made once, late, is in one.
    lost, reachable = (min(later - earlier for earlier, later in zip(of, of[1:])) / 15 for of in zip(*counts))
    check("no save loses memory", lost < 16, f"{lost:.0f} bytes a save: {counts}")
    # Each thread keeps up to 64 KB of what libdispatch may use again; one more copy of this site would be 100 KB.
    check("a preview does not grow with what is saved", reachable < 4000, f"{reachable:.0f} bytes a save")
finally:
    preview.send_signal(signal.SIGINT)
    status = preview.wait(timeout=60)
report = (SCRATCH / "preview.log").read_text()
check("the preview uses only memory that is its own", status == 0, report[-4000:] if status != 0 else "0 errors")

sys.exit(f"failed: {', '.join(failures)}" if failures else 0)
