#!/usr/bin/env python3
"""Measures how a cold build by Partwork grows with the number of posts: time and peak memory for each post.

    bench/growth.py --partwork PROGRAM [--large] [--rounds 5]

It builds 1,000 and 10,000 posts, and with --large also 100,000, which takes minutes and 12 GB. The numbers for each
post are compared with those at 1,000 posts, in the same round. If time for each post grows with the number of posts,
some step looks at all posts for each of them.
"""

import measure
from measure import Run

SIZES = (1000, 10_000)
LARGE = 100_000


def row(runs: dict[int, list[Run]], size: int) -> list[str]:
    first = SIZES[0]
    return [
        f"{size:,} posts",
        measure.spread([run.seconds for run in runs[size]]),
        measure.spread([run.seconds * 1000 / size for run in runs[size]]),
        measure.ratios(runs[size], runs[first], lambda run: run.seconds, first / size),
        measure.megabytes(runs[size]),
        measure.spread([run.memory / 1000 / size for run in runs[size]], digits=0),
        measure.ratios(runs[size], runs[first], lambda run: run.memory, first / size),
    ]


def main() -> None:
    parser = measure.parser(__doc__)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} posts")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds (5)")
    arguments = parser.parse_args()

    sizes = [*SIZES, LARGE] if arguments.large else list(SIZES)
    runs: dict[int, list[Run]] = {size: [] for size in sizes}
    with measure.workplace(sum(sizes)) as scratch:
        measure.print_load(f"Growth: cold builds of more and more posts in {scratch.parent}")
        for size in sizes:
            measure.make_corpus(scratch / str(size), size)
        for _ in range(arguments.rounds):
            for size in sizes:
                runs[size].append(measure.cold_build([arguments.partwork], scratch / str(size)))
        # Printed here because deleting the sites may take as long as building them.
        columns = ["seconds", "ms a post", "times 1,000", "peak memory", "KB a post", "times 1,000"]
        measure.print_table("Median (least–greatest)", columns, [row(runs, size) for size in sizes])


if __name__ == "__main__":
    main()
