"""Checks that two sites are the result of the same work: the same pages and feeds, of nearly the same size and text."""

import collections
import html.parser
import pathlib

# The pages whose words are compared: a post in a series, one outside of any, a whole series, and lists of each kind.
# Small sites have no page for a year.
SAMPLE = (
    "posts/post-2/index.html", "posts/post-4/index.html", "series/series-1/all/index.html",
    "series/series-1/index.html", "series/index.html", "categories/gardens/index.html",
    "authors/author-1/index.html", "archive/2005/index.html", "archive/index.html", "index.html",
)

# The shares of the bytes of all pages and feeds, and of the words of a page, that may differ.
MOST_BYTES = 0.10
MOST_WORDS = 0.05

# A site: the files of its pages and feeds by their paths in it.
Files = dict[str, pathlib.Path]


class VisibleWords(html.parser.HTMLParser):
    """The words that a page shows, and how often it shows each."""

    HIDDEN = {"head", "script", "style"}

    def __init__(self, page: pathlib.Path) -> None:
        super().__init__()
        self.words = collections.Counter[str]()
        self.hidden_in = 0
        self.feed(page.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden_in += tag in self.HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden_in -= tag in self.HIDDEN

    def handle_data(self, data: str) -> None:
        if not self.hidden_in:
            self.words.update(data.split())


def difference(ours: Files, theirs: Files) -> str | None:
    """What makes the sites differ too much to compare the times of their builds, if anything does."""
    for files, others, what in ((ours, theirs, "lacks"), (theirs, ours, "also has")):
        if only := sorted(files.keys() - others.keys()):
            return f"it {what} {len(only):,} pages and feeds, such as {', '.join(only[:5])}"
    share = size(theirs) / size(ours) - 1
    if abs(share) > MOST_BYTES:
        return f"its pages and feeds have {abs(share):.0%} {'more' if share > 0 else 'fewer'} bytes"
    for path in SAMPLE:
        if path in ours and (share := different_words(ours[path], theirs[path])) > MOST_WORDS:
            return f"{share:.0%} of the words of {path} are others"
    return None


def size(files: Files) -> int:
    return sum(path.stat().st_size for path in files.values())


def different_words(ours: pathlib.Path, theirs: pathlib.Path) -> float:
    """The share of words of the longer page that the other one does not have."""
    one, other = VisibleWords(ours).words, VisibleWords(theirs).words
    return 1 - (one & other).total() / max(one.total(), other.total(), 1)
