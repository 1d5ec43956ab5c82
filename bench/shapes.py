#!/usr/bin/env python3
"""Measures cold builds by Partwork of posts in odd shapes, compared with as many plain posts in the same rounds.

    bench/shapes.py --partwork PROGRAM [--large] [--rounds 5]

The shapes are one series of 2,000 parts, 5,000 posts in one category, and 5,000 posts in 5,000 categories. With --large
there are also 50,000 posts in one category, which take minutes and 10 GB.
"""

import argparse
import pathlib

import measure
from measure import Run

SHAPES = [
    ("one series of 2,000 parts", 2000, "long-series"),
    ("one category of 5,000 posts", 5000, "one-category"),
    ("5,000 categories", 5000, "many-categories"),
]
LARGE = ("one category of 50,000 posts", 50_000, "one-category")


def compare(name: str, posts: int, shape: str, partwork: str, rounds: int) -> list[str]:
    """The row of the table for one shape."""
    runs: dict[str, list[Run]] = {"plain": [], shape: []}
    with measure.workplace(2 * posts) as scratch:
        for kind in runs:
            measure.make_corpus(scratch / kind, posts, kind)
        for _ in range(rounds):
            for kind in runs:
                runs[kind].append(measure.cold_build([partwork], scratch / kind))
    odd, plain = runs[shape], runs["plain"]
    return [
        name, measure.spread([run.seconds for run in odd]), measure.spread([run.seconds for run in plain]),
        measure.ratios(odd, plain), measure.megabytes(odd), measure.megabytes(plain),
        measure.ratios(odd, plain, lambda run: run.memory),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partwork", required=True, help="the program from a release build")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE[0]}")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds (5)")
    arguments = parser.parse_args()

    measure.print_load("Cold builds of odd shapes")
    partwork = str(pathlib.Path(arguments.partwork).resolve())
    shapes = [*SHAPES, LARGE] if arguments.large else SHAPES
    rows = [compare(*shape, partwork, arguments.rounds) for shape in shapes]
    columns = ["seconds", "plain", "times plain", "memory", "plain", "times plain"]
    measure.print_table("Seconds and peak memory: median (least–greatest)", columns, rows)


if __name__ == "__main__":
    main()
