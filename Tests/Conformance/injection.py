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
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])

# What is run where it should not be says so by itself.
RUN = "window.ran=1"
TEXTS = [
    # Elements.
    f"<script>{RUN}</script>", f"</title><script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>", f"--><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example>",
    f"<video><source onerror={RUN}>", f"<input autofocus onfocus={RUN}>", f"<a href=javascript:{RUN}>x</a>", "<!--", "<!-- x", "-->", "<!DOCTYPE html>",
    "<![CDATA[x", "<?php echo 1 ?>", "<?xml version='1.0'?>", "</p></div></main></body></html>", "<plaintext>", "<noscript><p title='</noscript>'>",
    f"<ScRiPt>{RUN}</sCrIpT>", f"<<script>{RUN}//<</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"＜script＞{RUN}＜/script＞", "<",
    "<b", "< b>", "&lt;script&gt;", "&#60;script&#62;", "&amp;lt;", "&", "&&", "&notanentity;", "&#0;", "&#x110000;",
    # Attributes.
    f'" onmouseover="{RUN}', f"' onmouseover='{RUN}", f"` onmouseover=`{RUN}", f'"><script>{RUN}</script>', f"'><script>{RUN}</script>",
    f'" autofocus onfocus="{RUN}', f'" style="x:expression({RUN})', '" href="//evil.example', f"x' onerror='{RUN}' y='", '\\"', "\\'", "\\", '"', "'", "`", '""', "''",
    # Addresses.
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", "//evil.example/", "https://evil.example/?a=\"><b>",
    "../../../etc/passwd", "%00", "%2e%2e%2f", "%0d%0aSet-Cookie: a=b", "#\"><b>", "?\"><b>",
    # Scripts, JSON, templates and formats of hosts.
    f"</script>{RUN}//", f"\\u003c/script\\u003e{RUN}", f"\";{RUN};//", f"';{RUN};//", f"${{{RUN}}}", f"{{{{{RUN}}}}}", "{{{site.title}}}", "{{>head}}", "{{#site}}x{{/site}}",
    "{{=<% %>=}}", "<%= 1 %>", "{% raw %}", "{{title}}", "}}", "a\u2028b\u2029c", "/* 301", "* /evil 301!", ":splat", "X-Header: a", "; rm -rf /", "$(id)", "`id`", "| id",
    # Text that is read in another direction or not at all.
    "\u202eabc\u202c", "\u2066abc\u2069", "a\u200bb", "a\ufeffb", "é", "e\u0301", "日本語", "عربي", "👩‍👩‍👧", "\U000e0041", "~!@#$%^*()_+=[]|;:,./?", "*a* _b_ **c**",
]  # fmt: skip
PLAIN = "word"


def matter(keys: dict, body: str = "") -> str:
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items()) + "---\n\n" + body


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
    run = subprocess.run([PARTWORK, "build", "--site", folder, "--now", "2026-06-01"], capture_output=True, text=True)
    errors = [line for line in run.stderr.splitlines() if ": error: " in line]
    check(f"the {name} site builds", [] if run.returncode == 0 else errors)
    if "\x1b" in run.stderr or "\u202e" in run.stderr:
        check("messages have no escapes", [run.stderr])
    return folder / "public"


def shape(tree) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, in order."""
    found = []
    for element in tree.iter():
        if isinstance(element.tag, str):
            # The scripts of the theme read the text of an attribute, and words count themselves.
            found.append((element.tag.split("}")[-1], tuple(sorted(name for name in element.keys() if name not in {"lang", "dir"}))))
    return found


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


def running(elements) -> list[str]:
    """What of a fragment a browser would run, or load from elsewhere by itself."""
    found = []
    for root in elements:
        if not hasattr(root, "iter"):
            continue
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in {"script", "iframe", "object", "embed", "base", "meta", "form", "style", "link"}:
                found.append(f"<{element.tag}>")
            for name, value in element.items():
                address = re.sub(r"[\s\x00-\x1f]", "", value).lower()
                if name.lower().startswith("on") or (name in {"href", "src"} and re.match(r"(javascript|vbscript|data:text)", address)):
                    found.append(f"{name}={value[:60]}")
    return found


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
    problems = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page()
        page.on("dialog", lambda dialog: problems.append(f"{page.url}: a dialog"))
        outside = []
        page.on("request", lambda request: outside.append(request.url) if "evil.example" in request.url else None)
        for file in [*sorted(site.rglob("posts/*/index.html")), *sorted(site.rglob("series/*/index.html"))[::10], site / "index.html"]:
            # Without the policy that a host sends: the pages must be safe without it too.
            page.goto(file.as_uri())
            if page.evaluate("window.ran"):
                problems.append(f"{file.relative_to(site)}: a script ran")
        chromium.close()
    check("no text runs in Chromium, or loads anything", problems + outside)


def main() -> None:
    hostile, plain = build("hostile", TEXTS), build("plain", [PLAIN] * len(TEXTS))
    if not failures:
        compare(hostile, plain)
        check_in_browser(hostile)
    check_markdown()
    sys.exit(1 if failures else 0)


main()
