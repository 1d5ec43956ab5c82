#!/usr/bin/env python3
"""Makes a blog of any size for measuring site generators: the same posts, in the layout that each of them reads.

    bench/corpus/make.py --posts 1000 --for partwork FOLDER

The same arguments give the same bytes on every machine and under every version of Python: nothing is random, and no
date is today's. FOLDER is made, or emptied of an earlier corpus.
"""

import argparse
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import layouts
from posts import Blog

MARK = ".made-by-bench-corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    parser.add_argument("--for", dest="tool", choices=sorted(layouts.WRITERS), default="partwork")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.posts < 1:
        parser.error("a blog has at least one post")

    folder = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            parser.error(f"{folder} holds files that are not an earlier corpus")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("bench/corpus/make.py may delete this folder.\n")
    layouts.WRITERS[arguments.tool](Blog(arguments.posts), folder)


if __name__ == "__main__":
    main()
