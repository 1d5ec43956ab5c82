#!/usr/bin/env python3
"""Texts that are markup, scripts, addresses or escapes, in every field of a site, and in every output: none of them becomes more
than text.

A site with such texts is compared with the same site with plain words: the pages have the same elements and attributes, the feeds
and JSON texts the same structure, the files for hosts the same lines. Parsers that others wrote read them, and Chromium runs the
pages. In Markdown, where such texts may be markup, nothing that runs may come of them.
"""

import html
import json
import os
import pathlib
import re
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

from checking import browser, check, enter_environment, failures

enter_environment(["html5lib", "lxml", "axe-playwright-python"], "html5lib, lxml, playwright", {})

import html5lib  # noqa: E402
from hostile import PLAIN, TEXTS, matter, ran_in, running, shape, unprintable, watch  # noqa: E402
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])


def write(folder: pathlib.Path, texts: list[str]) -> None:
    """Writes a site with a post, a series, an author, a category, a tag and a page for each of `texts`, in all of their fields."""
    site = texts[0]
    files = {
        "site.yml": "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {
            "title": f"Site {site}", "description": site, "url": "https://example.org/", "epub": True,
            "navigation": [{"label": f"N {text}", "url": "/about/"} for text in texts[:20]],
            "callToAction": {"label": f"C {site}", "url": "/about/"}, "extra": {"x": site}, "images": {"cards": False, "sizes": False},
            "permalink": "/posts/:slug/",
        }.items()),
        "pages/about.md": matter({"title": f"About {site}", "description": site}, "Text.\n"),
    }  # fmt: skip
    for number, text in enumerate(texts):
        files |= {
            f"series/s{number}.md": matter({"title": f"Series {number} {text}", "description": text, "status": "complete",
                                            "parts": [f"p{number}", {"title": f"Later {text}", "description": text}], "extra": {"x": text}}, "Intro.\n"),
            f"authors/a{number}.md": matter({"name": f"Author {number} {text}", "role": text, "links": [{"label": f"L {text}", "url": "https://example.net/"}]}, "Bio.\n"),
            f"categories/c{number}.md": matter({"title": f"Category {number} {text}", "description": text}),
            f"tags/t{number}.md": matter({"title": f"Tag {number} {text}", "description": text}),
            f"posts/p{number}.md": matter({
                "title": f"Post {number} {text}", "shortTitle": f"Short {text}", "subtitle": text, "description": text, "slug": f"p{number}", "date": "2026-01-02",
                "authors": [{"id": f"a{number}", "role": text}], "series": f"s{number}", "categories": [f"c{number}"], "tags": [f"t{number}"],
                "image": {"src": "/x.svg", "alt": f"Alt {text}"}, "extra": {"x": text},
            }, "Text.\n"),
        }  # fmt: skip
    files["x.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    for path, content in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)


def build(name: str, texts: list[str]) -> pathlib.Path:
    folder = SCRATCH / name
    write(folder, texts)
    run = subprocess.run([PARTWORK, "build", "--site", folder, "--now", "2026-06-01"], capture_output=True)
    messages = run.stderr.decode()
    check(f"the {name} site builds", [] if run.returncode == 0 else [line for line in messages.splitlines() if ": error: " in line])
    check("its messages do not control a terminal", unprintable(messages))
    return folder / "public"


def compare(hostile: pathlib.Path, plain: pathlib.Path) -> None:
    files = {file.relative_to(hostile) for file in hostile.rglob("*") if file.is_file()}
    others = {file.relative_to(plain) for file in plain.rglob("*") if file.is_file()}
    hashed = re.compile(r"^(assets|search)/")
    check("both sites have the same files", [str(path) for path in files ^ others if not hashed.match(str(path))])
    problems, scripts = [], []
    for path in sorted(files & others):
        if path.suffix == ".html":
            pages = [html5lib.parse((root / path).read_bytes(), treebuilder="lxml", namespaceHTMLElements=False) for root in (hostile, plain)]
            shapes = [shape(page.getroot()) for page in pages]
            if shapes[0] != shapes[1]:
                index = next((index for index, pair in enumerate(zip(*shapes)) if pair[0] != pair[1]), -1)
                problems.append(f"{path}: {shapes[0][index]} in place of {shapes[1][index]}")
            for script in pages[0].getroot().iter("script"):
                if script.get("type") == "application/ld+json":
                    json.loads(html.unescape(script.text or "{}"))
                elif script.text and script.text.strip():
                    scripts.append(f"{path}: {script.text[:80]}")
        elif path.suffix in {".xml", ".svg"}:
            trees = [etree.fromstring((root / path).read_bytes()) for root in (hostile, plain)]
            if shape(trees[0]) != shape(trees[1]):
                problems.append(f"{path}: other elements")
            problems += embedded(path, trees[0])
        elif path.suffix == ".json" and not str(path).startswith("search/"):
            values = [json.loads((root / path).read_text()) for root in (hostile, plain)]
            if keys(values[0]) != keys(values[1]):
                problems.append(f"{path}: other members")
        elif path.suffix == ".json":
            json.loads((hostile / path).read_text())
        elif path.name in {"_headers", "_redirects", "robots.txt"}:
            if (hostile / path).read_text() != (plain / path).read_text():
                problems.append(f"{path}: other lines")
        elif path.suffix == ".epub":
            problems += compare_books(hostile / path, plain / path)
    check(f"{len(files)} files have the elements, members and lines of the plain site", problems)
    check("no page has a script of its own", scripts)


def embedded(path: pathlib.Path, feed) -> list[str]:
    """What feeds embed as HTML has nothing that runs."""
    found = []
    for content in feed.iter("{*}content", "{*}summary", "{*}title"):
        if content.get("type") == "html":
            found += [f"{path}: {problem}" for problem in running(html5lib.parseFragment(content.text or "", treebuilder="lxml", namespaceHTMLElements=False))]
    return found


def keys(value) -> object:
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    return [keys(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def compare_books(hostile: pathlib.Path, plain: pathlib.Path) -> list[str]:
    archives = [zipfile.ZipFile(book) for book in (hostile, plain)]
    if archives[0].namelist() != archives[1].namelist():
        return [f"{hostile.name}: other files"]
    texts = [name for name in archives[0].namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml"))]
    # A drawn cover has more or fewer lines.
    return [f"{hostile.name}: {name}" for name in texts if not name.endswith("cover.svg")
            and shape(etree.fromstring(archives[0].read(name))) != shape(etree.fromstring(archives[1].read(name)))]  # fmt: skip


def check_markdown() -> None:
    """The texts as Markdown: in paragraphs, headings, code, links, images, tables and notes."""
    problems = []
    for text in TEXTS:
        for form in ("{}", "# {}", "`{}`", "    {}", "[x]({})", "[x](<{}>)", "![{}](x.png)", "[{}](/x)", "[x](/x \"{}\")", "| a |\n|---|\n| {} |",
                     "x[^1]\n\n[^1]: {}", "> [!NOTE] {}\n> x", "```{}\nx\n```", "<{}>", "{}: x", "- [ ] {}"):  # fmt: skip
            run = subprocess.run([PARTWORK, "render", "-"], input=form.replace("{}", text), capture_output=True, text=True)
            fragment = html5lib.parseFragment(run.stdout, treebuilder="lxml", namespaceHTMLElements=False)
            problems += [f"{form.replace('{}', text)!r}: {problem}" for problem in running(fragment)]
    check(f"{len(TEXTS)} texts as Markdown give nothing that runs", problems)


def check_in_browser(site: pathlib.Path) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page()
        problems = watch(page)
        for file in [*sorted(site.rglob("posts/*/index.html")), *sorted(site.rglob("series/*/index.html"))[::10], site / "index.html"]:
            # Without the policy that a host sends: the pages must be safe without it too.
            page.goto(file.as_uri())
            problems += ran_in(page)
        chromium.close()
    check("no text runs in Chromium, or loads anything", problems)


def main() -> None:
    hostile, plain = build("hostile", TEXTS), build("plain", [PLAIN] * len(TEXTS))
    if not failures:
        compare(hostile, plain)
        check_in_browser(hostile)
    check_markdown()
    sys.exit(1 if failures else 0)


main()
