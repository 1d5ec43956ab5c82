#!/usr/bin/env python3
"""Makes a blog of any size for measuring site generators: the same posts, in the layout that each of them reads.

    bench/corpus/make.py --posts 1000 [--shape plain] --for partwork FOLDER

The same arguments give the same bytes on every machine and under every version of Python: nothing is random, and no
date is today's. FOLDER is created; an earlier corpus in it is replaced.
"""

import argparse
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import layouts
from posts import SHAPES, Blog

MARK = ".made-by-bench-corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    parser.add_argument("--shape", choices=SHAPES, default="plain", help="what the posts are like (plain)")
    parser.add_argument(
        "--for", dest="tool", choices=sorted(layouts.WRITERS), default="partwork", help="which generator (partwork)")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.posts < 1:
        parser.error("--posts must be at least 1")

    folder = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            parser.error(f"{folder} has files that are not from an earlier corpus")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("bench/corpus/make.py may delete this folder.\n")
    layouts.WRITERS[arguments.tool](Blog(arguments.posts, arguments.shape), folder)


if __name__ == "__main__":
    main()
