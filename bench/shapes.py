#!/usr/bin/env python3
"""Measures cold builds by Partwork of posts in odd shapes, compared with as many plain posts in the same rounds.

    bench/shapes.py --partwork PROGRAM [--large] [--rounds 5]

The shapes are one series of 2,000 parts, 5,000 posts in one category, and 5,000 posts in 5,000 categories. With --large
there are also 50,000 posts in one category, which takes minutes and 10 GB.
"""

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
        files = {kind: sum(path.is_file() for path in (scratch / kind / "public").rglob("*")) for kind in runs}
    odd, plain = runs[shape], runs["plain"]
    return [
        name,
        measure.spread([run.seconds for run in odd]),
        measure.ratios(odd, plain),
        measure.megabytes(odd),
        measure.ratios(odd, plain, lambda run: run.memory),
        f"{files[shape]:,}",
        f"{files[shape] / files['plain']:.2f}",
    ]


def main() -> None:
    parser = measure.parser(__doc__)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE[0]}")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds (5)")
    arguments = parser.parse_args()

    measure.print_load("Cold builds of odd shapes, each compared with as many plain posts")
    shapes = [*SHAPES, LARGE] if arguments.large else SHAPES
    rows = [compare(*shape, arguments.partwork, arguments.rounds) for shape in shapes]
    columns = ["seconds", "times plain", "peak memory", "times plain", "files", "times plain"]
    measure.print_table("Median (least–greatest)", columns, rows)


if __name__ == "__main__":
    main()
