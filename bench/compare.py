#!/usr/bin/env python3
"""Compares whole builds of the same posts by Partwork, by the other generators on this machine, and by the floor.

    bench/compare.py --partwork PROGRAM --floor PROGRAM [--posts 10000] [--rounds 5]

Each generator builds into an empty folder (cold), again with nothing changed (unchanged), and again after a sentence
was added to one post (text changed). They take turns in each round, so that all of them meet the same load. Times are
of the whole command. Ratios are taken in each round. Both are printed as the median, then the least and the greatest.
The floor (bench/floor.c) only renders the posts with libcmark and writes them, on one core.

After that: Partwork on two cores compared with one, and the stages of a cold build.
"""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys

import measure
import sameness
from generators import Contents, Generator, contents, generators, pages_and_feeds
from measure import Run

KINDS = ("cold", "unchanged", "text changed")

# A slow generator, such as Jekyll with many posts, gets no more rounds after this many seconds.
PATIENCE = 300


class Entry:
    """A generator, its site, and what its builds took."""

    def __init__(self, generator: Generator, scratch: pathlib.Path, posts: int) -> None:
        self.generator = generator
        self.folder = scratch / generator.name
        self.output = self.folder / generator.output
        self.runs: dict[str, list[Run]] = {kind: [] for kind in KINDS}
        measure.make_corpus(self.folder, posts, tool=generator.corpus)

    def round(self, number: int) -> None:
        if sum(run.seconds for runs in self.runs.values() for run in runs) > PATIENCE:
            return
        measure.remove(self.folder, [self.generator.output, *self.generator.leftovers])
        self.build("cold")
        self.build("unchanged")
        sentence = f"One more sentence, number {number}."
        with open(self.folder / self.generator.post, "a", encoding="utf-8") as post:
            post.write(f"\n{sentence}\n")
        self.build("text changed")
        page = self.output / "posts/post-1/index.html"
        if sentence not in page.read_text(encoding="utf-8"):
            sys.exit(f"{self.generator.name} did not build the changed text")

    def build(self, kind: str) -> None:
        self.runs[kind].append(measure.run(self.generator.command, self.folder))


def print_times(entries: list[Entry], ours: Entry) -> None:
    rows = []
    for entry in entries:
        times = [measure.spread([run.seconds for run in entry.runs[kind]]) for kind in KINDS]
        processor = measure.spread([run.processor for run in entry.runs["cold"]])
        memory = measure.megabytes([run for runs in entry.runs.values() for run in runs])
        rows.append([entry.generator.name, *times, processor, memory, str(len(entry.runs["cold"]))])
    columns = [*KINDS, "processor, cold", "peak memory", "rounds"]
    measure.print_table("Seconds: median (least–greatest)", columns, rows)

    rows = []
    for entry in entries:
        if entry is not ours:
            times = [measure.ratios(ours.runs[kind], entry.runs[kind]) for kind in KINDS]
            processor = measure.ratios(ours.runs["cold"], entry.runs["cold"], lambda run: run.processor)
            rows.append([entry.generator.name, *times, processor])
    measure.print_table("Partwork's time divided by that of", columns[:4], rows)


def check_contents(entries: list[Entry], ours: Entry, posts: int) -> None:
    """Prints what each site contains. Fails if one lacks a post, or is not the same as Partwork's but should be."""
    found = {}
    for entry in entries:
        found[entry.generator.name] = contents(entry.generator, entry.output)
    columns = [field.name.replace("_", " ") for field in dataclasses.fields(Contents)]
    rows = [[name, *(f"{value:,.0f}" for value in dataclasses.astuple(site))] for name, site in found.items()]
    measure.print_table("What the sites contain", columns, rows)
    for name, site in found.items():
        if site.posts != posts:
            sys.exit(f"{name} has written {site.posts} post pages, not {posts}")
    expected = pages_and_feeds(ours.generator, ours.output)
    for entry in entries:
        if entry.generator.is_same:
            difference = sameness.difference(expected, pages_and_feeds(entry.generator, entry.output))
            if difference:
                sys.exit(f"The site of {entry.generator.name} is not the same as Partwork's: {difference}")


def compare_cores(ours: Entry, rounds: int) -> None:
    print("\nTwo cores compared with one, cold")
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if not shutil.which("taskset") or len(cores) < 2:
        print("  skipped: this needs taskset (util-linux) and two cores")
        return
    one, two = [], []
    for _ in range(rounds):
        for runs, names in ((one, f"{cores[0]}"), (two, f"{cores[0]},{cores[1]}")):
            runs.append(measure.cold_build(["taskset", "-c", names, ours.generator.command[0]], ours.folder))
    print(f"  one core:  {measure.spread([run.seconds for run in one])} s")
    print(f"  two cores: {measure.spread([run.seconds for run in two])} s, {measure.ratios(one, two)} times as fast")


def print_stages(ours: Entry) -> None:
    measure.remove(ours.folder, ["public", ".partwork"])
    command = [*ours.generator.command, "--timings"]
    print("\nThe stages of a cold build: seconds on the clock, and of processor time", flush=True)
    output = subprocess.run(command, cwd=ours.folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    print("".join(f"  {line}\n" for line in output.splitlines()), end="")


def main() -> None:
    parser = measure.parser(__doc__)
    parser.add_argument("--floor", type=measure.program, required=True, help="the program made from bench/floor.c")
    parser.add_argument("--posts", type=int, default=10000, help="how many posts (10000)")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds (5)")
    arguments = parser.parse_args()

    installed = []
    for generator in generators(arguments.partwork, arguments.floor):
        if generator.is_installed:
            installed.append(generator)
        else:
            print(f"skipped: {generator.name} is not installed ({generator.install})")

    with measure.workplace(arguments.posts * len(installed)) as scratch:
        measure.print_load(f"Builds of {arguments.posts:,} posts in {scratch.parent}")
        entries = [Entry(generator, scratch, arguments.posts) for generator in installed]
        ours = next(entry for entry in entries if entry.generator.name == "partwork")
        for number in range(arguments.rounds):
            for entry in entries:
                entry.round(number)
            # Before hours are spent on times that cannot be compared.
            if number == 0:
                check_contents(entries, ours, arguments.posts)
        print_times(entries, ours)
        compare_cores(ours, arguments.rounds)
        print_stages(ours)
        print(f"\nLoad at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
