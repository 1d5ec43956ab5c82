#!/usr/bin/env python3
"""Files and folders whose names are markup, scripts, addresses or escapes: each is either refused, with a message that shows the
name and does not control the terminal, or becomes no more than text in the pages.

A site with the names that are not refused is compared with the same site with plain names.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

from checking import browser, check, enter_environment, failures

enter_environment(["html5lib", "lxml", "axe-playwright-python"], "html5lib, lxml, playwright", {})

import html5lib  # noqa: E402
from hostile import CONTROLS, PLAIN, TEXTS, matter, ran_in, shape, unprintable, watch  # noqa: E402
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'

# Disks allow any byte in a name but these two; a name that begins with a dot is hidden, and not part of a site.
NAMES = [name for text in TEXTS + CONTROLS if (name := text.replace("/", "").replace("\0", "").lstrip(".")[:120])]


def files(number: int, name: str) -> dict[str, tuple[str, str]]:
    """What of a site is named `name`: by its kind, the path below content/ and the text."""
    return {
        "post": (f"posts/{number}/{name}.md", matter({"title": f"Post {number}", "date": "2026-01-02", "slug": f"p{number}"}, "Text.\n")),
        "page": (f"pages/{number}/{name}.md", matter({"title": f"Page {number}"}, "Text.\n")),
        "picture": (f"posts/i{number}/{name}.svg", PICTURE),
        "copy": (f"files/{number}/{name}/{name}.txt", "Text.\n"),
        "series": (f"series/s{number}{name}.md", matter({"title": f"Series {number}"})),
        "author": (f"authors/a{number}{name}.md", matter({"name": f"Author {number}"})),
        "category": (f"categories/c{number}{name}.md", matter({"title": f"Category {number}"})),
    }  # fmt: skip


def write(folder: pathlib.Path, numbered: list[tuple[int, str, set[str]]], has_links: bool = True) -> None:
    """Writes a site with the files of these kinds for each name, and posts that link to them."""
    for number, name, kinds in numbered:
        written = {kind: file for kind, file in files(number, name).items() if kind in kinds}
        quoted = urllib.parse.quote(name, safe="")
        links = {
            "post": f"[post](../{number}/{quoted}.md)",
            "page": f"[page](../../pages/{number}/{quoted}.md)",
            "picture": f"![picture]({quoted}.svg)",
            "copy": f"[file](../../files/{number}/{quoted}/{quoted}.txt)",
            "series": f"[series](../../series/s{number}{quoted}.md)",
            "author": f"[author](../../authors/a{number}{quoted}.md)",
        }
        keys = {"title": f"Links {number}", "date": "2026-01-03"}
        keys |= {kind: f"{kind[0]}{number}{name}" for kind in ("series", "author") if kind in kinds}
        keys |= {"categories": [f"Category {number}"]} if "category" in kinds else {}
        if has_links or "picture" in kinds:
            written["links"] = (f"posts/i{number}/index.md", matter(keys, "\n\n".join(links[kind] for kind in links if kind in kinds and has_links) + "\n"))
        for path, text in written.values():
            target = folder / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
    settings = "title: Names\nurl: https://example.org/blog/\nimages: {cards: false, sizes: false}\nsearch: false\n"
    (folder / "content/site.yml").write_text(settings)


def build(folder: pathlib.Path) -> tuple[int, str]:
    run = subprocess.run([PARTWORK, "build", "--site", folder, "--now", "2026-06-01"], capture_output=True)
    return run.returncode, run.stderr.decode()


def accepted(number: int, name: str) -> set[str]:
    """The kinds of files that may be called `name`; what is said about the others must be a clean error at the file."""
    folder = SCRATCH / f"one/{number}"
    every = files(number, name)
    kinds = set(every)
    while kinds:
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, [(number, name, kinds)], has_links=False)
        code, messages = build(folder)
        problems.extend(unprintable(messages))
        if code == 0:
            break
        lines = messages.splitlines()
        errors = [index for index, line in enumerate(lines) if ": error: " in line]
        refused = {kind for kind in kinds for index in errors if lines[index].startswith(f"content/{every[kind][0].split(name)[0]}")}
        if code != 1 or not refused or not all(lines[index + 1].startswith("  hint: ") for index in errors):
            problems.append(f"{name!r}: {code}: {messages[:300]!r}")
            break
        kinds -= refused
    return kinds


def compare(hostile: pathlib.Path, plain: pathlib.Path, numbered: list[tuple[int, str, set[str]]]) -> list[str]:
    """Compares each page of the hostile site with that of the plain one, which is the one with the same title."""

    def pages(root: pathlib.Path) -> dict[str, list]:
        found: dict[str, list] = {}
        for file in sorted(root.rglob("*.html")):
            tree = html5lib.parse(file.read_bytes(), treebuilder="lxml", namespaceHTMLElements=False).getroot()
            found.setdefault(tree.findtext("head/title"), []).append((file, shape(tree)))
        return found

    found, expected = pages(hostile), pages(plain)
    wrong = [f"a page is called {title!r}" for title in found.keys() ^ expected.keys()]
    for title in found.keys() & expected.keys():
        for (file, elements), (_, others) in zip(found[title], expected[title], strict=True):
            if elements != others:
                index = next((index for index, pair in enumerate(zip(elements, others)) if pair[0] != pair[1]), -1)
                wrong.append(f"{file.relative_to(hostile)}: {elements[index]} in place of {others[index]}")
    for name in ("feed.xml", "sitemap.xml"):
        trees = [etree.fromstring((root / name).read_bytes()) for root in (hostile, plain)]
        if shape(trees[0]) != shape(trees[1]):
            wrong.append(f"{name}: other elements")
    for number, name, kinds in numbered:
        if "copy" in kinds and (hostile / f"files/{number}/{name}/{name}.txt").read_text() != "Text.\n":
            wrong.append(f"{name!r} is not copied to its path")
    return wrong


problems: list[str] = []


def main() -> None:
    numbered = [(number, name, accepted(number, name)) for number, name in enumerate(NAMES)]
    check(f"{len(NAMES)} names, each of seven kinds of files, are taken or refused with a clean message", problems)
    taken = [kinds for _, _, kinds in numbered]
    check("some names of each kind are taken, and some refused", [kind for kind in files(0, "x") if not 0 < sum(kind in kinds for kinds in taken) < len(NAMES)
                                                                  and kind not in ("post", "category")])  # fmt: skip
    control = [repr(name) for _, name, kinds in numbered if kinds and any(ord(character) < 0x20 for character in name)]
    check("no name with a control character is taken", control)

    sites = {"hostile": numbered, "plain": [(number, PLAIN, kinds) for number, _, kinds in numbered]}
    for name, entries in sites.items():
        write(SCRATCH / name, entries)
        code, messages = build(SCRATCH / name)
        check(f"the site with {name} names builds", [] if code == 0 else [line for line in messages.splitlines() if ": error: " in line])
    if not failures:
        hostile, plain = (SCRATCH / name / "public" for name in sites)
        check(f"{sum(map(len, taken))} files have pages with the elements of the plain site", compare(hostile, plain, numbered))
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            page = chromium.new_page()
            found = watch(page)
            for file in [*sorted(hostile.glob("posts/i*/index.html")), hostile / "index.html", hostile / "sitemap.xml"]:
                page.goto(file.as_uri())
                found += ran_in(page)
            chromium.close()
        check("no name runs in Chromium, or loads anything", found)
    sys.exit(1 if failures else 0)


main()
