#!/usr/bin/env python3
"""Texts that are markup, scripts, addresses or escapes, in every field of a WordPress export: the site that is made of it builds, and
has nothing that runs, in the pages, in the feeds and in Chromium.
"""

import html
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

from checking import browser, check, enter_environment, failures

enter_environment(["html5lib", "lxml", "axe-playwright-python"], "html5lib, lxml, playwright", {})

import html5lib  # noqa: E402
from hostile import TEXTS, ran_in, running, unprintable, watch  # noqa: E402
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


def element(parent, name: str, text: str = "", **attributes: str):
    space, _, local = name.rpartition(":")
    child = etree.SubElement(parent, f"{{{SPACES[space]}}}{local}" if space else local, attributes)
    child.text = text
    return child


def contents(text: str) -> str:
    """A body that has the text as HTML, as text, in attributes, in a shortcode, in a block and in a comment."""
    quoted = html.escape(text, quote=True)
    return "\n\n".join([
        text, f"<p>{html.escape(text)}</p>", f'<p><a href="{quoted}" title="{quoted}">link</a></p>', f'<img src="{quoted}" alt="{quoted}" />',
        f'[caption id="attachment_9" width="10" caption="{quoted}"]<img src="/x.png" />{text}[/caption]', f"[gallery ids=\"{quoted}\"]", f"<pre><code>{html.escape(text)}</code></pre>",
        f"<!-- wp:paragraph {json.dumps({'placeholder': text}).replace('--', chr(92) + 'u002d' + chr(92) + 'u002d')} -->\n<p>{text}</p>\n<!-- /wp:paragraph -->",
        f"<table><tr><td>{text}</td></tr></table>", f'<iframe src="{quoted}"></iframe>', f"[embed]{text}[/embed]",
    ])  # fmt: skip


def item(channel, number: int, kind: str, text: str, body: str = "") -> None:
    post = element(channel, "item")
    element(post, "title", f"{kind.title()} {number} {text}")
    element(post, "link", f"https://old.example/{kind}-{number}/")
    element(post, "dc:creator", f"author{number}")
    element(post, "content:encoded", body)
    element(post, "excerpt:encoded", text)
    element(post, "wp:post_id", str({"post": 1000, "page": 2000, "attachment": 3000}[kind] + number))
    element(post, "wp:post_date", "2020-01-02 03:04:05")
    element(post, "wp:post_date_gmt", "2020-01-02 03:04:05")
    element(post, "wp:post_name", f"{kind}-{number}")
    element(post, "wp:status", "publish" if kind != "attachment" else "inherit")
    element(post, "wp:post_parent", "0")
    element(post, "wp:post_type", kind)
    if kind == "attachment":
        element(post, "wp:attachment_url", f"https://old.example/wp-content/uploads/{number}.png")
    element(post, "category", f"Category {number} {text}", domain="category", nicename=f"category-{number}")
    element(post, "category", f"Tag {number} {text}", domain="post_tag", nicename=f"tag-{number}")
    for key in ("_wp_attachment_image_alt", "_yoast_wpseo_metadesc", "_yoast_wpseo_title", "_thumbnail_id", "subtitle", text):
        meta = element(post, "wp:postmeta")
        element(meta, "wp:meta_key", key)
        element(meta, "wp:meta_value", text)
    comment = element(post, "wp:comment")
    element(comment, "wp:comment_author", text)
    element(comment, "wp:comment_content", text)


def export() -> bytes:
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=SPACES)
    channel = element(rss, "channel")
    site = TEXTS[0]
    for name, text in {"title": f"Site {site}", "link": "https://old.example", "description": site, "language": "en", "wp:wxr_version": "1.2",
                       "wp:base_site_url": "https://old.example", "wp:base_blog_url": "https://old.example"}.items():  # fmt: skip
        element(channel, name, text)
    for number, text in enumerate(TEXTS):
        author = element(channel, "wp:author")
        for name, value in {"author_id": str(number), "author_login": f"author{number}", "author_email": text, "author_display_name": f"Author {number} {text}",
                            "author_first_name": text, "author_last_name": text}.items():  # fmt: skip
            element(author, f"wp:{name}", value)
        category = element(channel, "wp:category")
        for name, value in {"term_id": str(number), "category_nicename": f"category-{number}", "cat_name": f"Category {number} {text}", "category_description": text}.items():
            element(category, f"wp:{name}", value)
        tag = element(channel, "wp:tag")
        for name, value in {"term_id": str(500 + number), "tag_slug": f"tag-{number}", "tag_name": f"Tag {number} {text}", "tag_description": text}.items():
            element(tag, f"wp:{name}", value)
    for number, text in enumerate(TEXTS):
        item(channel, number, "attachment", text)
        item(channel, number, "post", text, contents(text))
        item(channel, number, "page", text, text)
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8")


def problems_in(file: pathlib.Path, site: pathlib.Path) -> list[str]:
    """What of a page may run or load something, besides what the theme has."""
    found = []
    tree = html5lib.parse(file.read_bytes(), treebuilder="lxml", namespaceHTMLElements=False).getroot()
    for node in tree.iter():
        name = node.tag if isinstance(node.tag, str) else ""
        address = node.get("src") or node.get("href") or node.get("action") or ""
        own = address.startswith("/") and not address.startswith("//")
        if name == "script" and node.get("type") == "application/ld+json":
            json.loads(html.unescape(node.text or "{}"))
        elif name == "script" and (node.text or not own):
            found.append(f"<script> {address} {node.text}")
        elif name == "link" and "stylesheet" in (node.get("rel") or "") and not own:
            found.append(f"<link> {address}")
        elif name in {"iframe", "object", "embed", "base", "style", "frame"} or name == "form" and not own:
            found.append(f"<{name}> {address}")
        elif name == "meta" and (node.get("http-equiv") or "").lower() == "refresh" and not re.match(r"\d+; ?url=(/(?!/)|https://old\.example/)", node.get("content") or ""):
            found.append(f"<meta> {node.get('content')}")
        plain = re.sub(r"[\s\x00-\x1f]", "", address).lower()
        if re.match(r"(javascript|vbscript|data):", plain) and not plain.startswith("data:image/"):
            found.append(f"{name}: {address[:60]}")
        found += [f"{name} {attribute}" for attribute in node.keys() if attribute.lower().startswith("on")]
    return [f"{file.relative_to(site)}: {problem}" for problem in found]


def main() -> None:
    (SCRATCH / "export.xml").write_bytes(export())
    folder = SCRATCH / "site"
    run = subprocess.run([PARTWORK, "import", "wordpress", SCRATCH / "export.xml", "--site", folder, "--no-download"], capture_output=True)
    messages = run.stderr.decode() + run.stdout.decode()
    check("the export is imported", [] if run.returncode == 0 else messages.splitlines()[:9])
    if failures:
        sys.exit(1)
    check("what the import prints does not control a terminal", unprintable(messages))
    check("its report does not either", unprintable((folder / "import-report.md").read_text()))
    for command in (["build"], ["check"]):
        run = subprocess.run([PARTWORK, *command, "--site", folder], capture_output=True)
        messages = run.stderr.decode()
        check(f"{command[0]} finds no error in it", [] if run.returncode == 0 else [line for line in messages.splitlines() if ": error: " in line])
        check(f"what {command[0]} prints does not control a terminal", unprintable(messages))
    site = folder / "public"
    if site.exists():
        texts = [*sorted(site.rglob("post-*/index.html")), *sorted(site.rglob("page-*/index.html")), site / "index.html"]
        files = texts + sorted(set(site.rglob("*.html")) - set(texts))[::4]
        check(f"{len(files)} pages have nothing that runs", [problem for file in files for problem in problems_in(file, site)])
        feeds = [etree.fromstring(file.read_bytes()) for file in site.rglob("feed.xml")]
        embedded = [node.text or "" for feed in feeds for node in feed.iter("{*}content", "{*}summary", "{*}title") if node.get("type") == "html"]
        found = [problem for text in embedded for problem in running(html5lib.parseFragment(text, treebuilder="lxml", namespaceHTMLElements=False))]
        check(f"{len(feeds)} feeds have nothing that runs", found)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            page = chromium.new_page()
            found = watch(page, shows_pictures=True)
            for file in texts:
                page.goto(file.as_uri())
                found += ran_in(page)
            chromium.close()
        check("no text runs in Chromium, or loads anything", found)
    sys.exit(1 if failures else 0)


main()
