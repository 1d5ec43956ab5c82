#!/usr/bin/env python3
"""The search in a real browser: what is found, in which order, with which keys, and how much is loaded for it.

The sites are served by plain files below a path, with the policy of `_headers` and without compression.
"""

import functools
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

import devtools

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])

TITLES = "Array.from(document.querySelectorAll('.search-title'), (title) => title.textContent)"
FIRST = "document.querySelector('.search-title')?.textContent"
STATUS = "document.querySelector('[role=status]').textContent"
MARKS = "Array.from(document.querySelectorAll('.search-snippet mark'), (mark) => mark.textContent)"
FOCUS = "document.activeElement.textContent || document.activeElement.name"


def check(name: str, passed: bool = True) -> None:
    if not passed:
        raise AssertionError(name)
    print(f"ok  {name}", flush=True)


def write(folder: pathlib.Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def post(title: str, text: str, more: str = "", date: str = "2026-01-01") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{text}\n"


def series(name: str, count: int, text: str) -> dict[str, str]:
    parts = {
        f"content/posts/{name}-{number}.md": post(
            f"{text.split()[number]} it", f"{text} In part 2 of much else, nothing is said.",
            f"series: {name}\npart: {number}\n", f"2026-02-0{number}")
        for number in range(1, count + 1)
    }  # fmt: skip
    return parts


ENGLISH = {
    "content/site.yml": "title: A site\nurl: https://example.com/blog/\nlanguage: en\n",
    "content/series/mentorship.md": "---\ntitle: Mentorship\ndescription: Letters.\nstatus: complete\n---\nAn introduction with hazelnuts.\n",
    "content/series/garden.md": "---\ntitle: A garden in Mentorship\nstatus: complete\n---\n",
    **series("mentorship", 3, "We meet and argue, then plant a tree together."),
    **series("garden", 2, "Dig deep. Soil has words such as mentorship and part 2 of it."),
    "content/posts/cafe.md": post("Café Zürich", "An essay about naïve coffee, Ærø and Ångström. " + "filler " * 3000 + "The last word is xylophone."),
    "content/posts/many.md": post("Mentorship parts", "part 2 of mentorship " * 30),
    "content/posts/hidden.md": post("Hidden", "The secretword.", "draft: true\n"),
    "content/posts/later.md": post("Later", "The secretword.", date="2099-01-01"),
    "content/pages/about.md": "---\ntitle: About\n---\n\nWho writes this, with turmeric.\n",
    **{f"content/posts/n{number}.md": post(f"Common {number}", "This is about rainfall.") for number in range(12)},
}  # fmt: skip

GERMAN = {
    "content/site.yml": "title: Briefe\nurl: https://example.com/blog/\nlanguage: de\n",
    "content/posts/a.md": post("Über die Straße", "Die Größe des Flusses überrascht. Ein Mädchen lacht."),
    "content/posts/b.md": post("Zweites", "Nichts davon."),
}

JAPANESE = {
    "content/site.yml": "title: 手紙\nurl: https://example.com/blog/\nlanguage: ja\n",
    "content/series/師弟.md": "---\ntitle: 師弟の手紙\nstatus: complete\n---\n",
    "content/posts/a.md": post("最初の一歩", "東京都の図書館で本を読む。犬が好きだ。", "slug: a\nseries: 師弟\n"),
    "content/posts/b.md": post("雨の日", "京都へ行く。猫が寝ている。コンピューター。", "slug: b\nseries: 師弟\n", "2026-01-02"),
}

THAI = {
    "content/site.yml": "title: จดหมาย\nurl: https://example.com/blog/\nlanguage: th\n",
    "content/posts/a.md": post("วันแรก", "ฉันชอบอ่านหนังสือในห้องสมุด", "slug: a\n"),
    "content/posts/b.md": post("วันฝนตก", "แมวนอนหลับอยู่บนเตียง", "slug: b\n"),
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files below /blog/, as a host serves them, with a count of their bytes."""

    policy = ""
    served: list[tuple[str, int]] = []

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/blog"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_head(self):
        head = super().send_head()
        if head is not None and hasattr(head, "fileno"):
            self.served.append((self.path, os.fstat(head.fileno()).st_size))
        return head

    def log_message(self, *arguments) -> None:
        pass


class Host:
    def __init__(self, output: pathlib.Path) -> None:
        policy = re.search(r"Content-Security-Policy: (.*)", (output / "_headers").read_text())[1]
        handler = type("SiteHandler", (Handler,), {"policy": policy, "served": []})
        self.served = handler.served
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(output)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/blog/"

    def search(self, query: str) -> str:
        return self.url + "search/?" + urllib.parse.urlencode({"q": query})


def build(name: str, files: dict[str, str]) -> Host:
    folder = SCRATCH / name
    write(folder, files)
    subprocess.run([PARTWORK, "build", "--site", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return Host(folder / "public")


def keys(page: devtools.Page, *names: str) -> None:
    for name in names:
        code = {"Enter": 13, "ArrowDown": 40, "ArrowUp": 38}[name]
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if name == "Enter" and kind == "keyDown" else {}
            page.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **text)


def type_text(page: devtools.Page, text: str) -> None:
    page.value("document.querySelector('[name=q]').select()")
    page.call("Input.insertText", text=text)


def found(page: devtools.Page, host: Host, query: str) -> list[str]:
    """The titles that a query finds."""
    page.go(host.search(query))
    page.wait(f"{STATUS} !== ''", f"the results for {query}")
    return page.value(TITLES)


def see_results(browser: devtools.Browser, host: Host) -> None:
    page = browser.open(host.url)
    check("the header leads to the search", page.value("document.querySelector('.site-search').pathname") == "/blog/search/")
    check("other pages load nothing for it", not any("search" in path for path, _ in host.served))
    page.go(host.url + "search/")
    check("the field has the focus", page.value(FOCUS) == "q")
    check("no index is loaded before there is a query", not any(path.endswith(".json") for path, _ in host.served))
    type_text(page, "coff")
    page.wait(f"{FIRST} === 'Café Zürich'", "a result while typing")
    check("the beginning of a word is enough", page.value(MARKS) == ["coffee"])
    check("the URL follows the query", page.value("location.search") == "?q=coff")
    check("results are announced", page.value(STATUS) == "Results: 1")
    type_text(page, "xylophone")
    page.wait(f"{MARKS}.join() === 'xylophone'", "the passage with the word")
    check("a snippet shows a word at the end of a long text")
    for query, title in {
        "cafe zurich": "Café Zürich", "NAIVE": "Café Zürich", "aero": "Café Zürich", "angstrom": "Café Zürich",
        "turmeric": "About", "hazelnuts": "Mentorship", "A garden in mentorship": "A garden in Mentorship",
    }.items():  # fmt: skip
        check(f"{query} finds {title}", found(page, host, query)[:1] == [title])
    for query in ("part 2 of Mentorship", "mentorship 2", "Mentorship, part 2", "2 mentorsh", "Teil 2 von Mentorship"):
        results = found(page, host, query)
        check(f"{query} finds that part first", results[:1] == ["and it"])
    label = "document.querySelector('.search-part').textContent"
    check("a result says its series and part", page.value(label) == "Mentorship, part 2 of 3")
    check("a part of another series is found by its title", found(page, host, "garden 2")[:1] == ["Soil it"])
    for query in ("secretword", "hidden", "later"):
        check(f"what readers may not see is not found: {query}", found(page, host, query) == [])
    check("it says so", "Nothing was found" in page.value(STATUS))
    found(page, host, "<img src=x onerror=alert(1)> unheard")
    check("a query is text, not markup", page.value("document.querySelector('main img') === null"))


def use_keys(browser: devtools.Browser, host: Host) -> None:
    page = browser.open(host.url + "search/")
    type_text(page, "rainfall")
    keys(page, "Enter")
    page.wait(f"{STATUS} === 'Results: 12'", "the results")
    check("a few results are shown at first", len(page.value(TITLES)) == 8)
    keys(page, "ArrowDown")
    first = page.value(FOCUS)
    keys(page, "ArrowDown", "ArrowUp")
    check("the arrow keys lead through the results", page.value(FOCUS) == first != "q")
    keys(page, "ArrowUp")
    check("and back to the field", page.value(FOCUS) == "q")
    page.value("document.querySelector('.search-more').click()")
    page.wait(f"{TITLES}.length === 12", "more results")
    check("more results are shown when asked for, and the first of them has the focus", page.value(FOCUS) == page.value(TITLES)[8])
    type_text(page, "coffee")
    page.value("document.querySelector('[name=q]').focus()")
    keys(page, "Enter")
    page.wait(f"{FIRST} === 'Café Zürich'", "the second query")
    keys(page, "ArrowDown", "Enter")
    page.wait("location.pathname === '/blog/posts/cafe/'", "the post")
    check("Enter follows a result")
    page.value("history.back()")
    page.wait(f"{FIRST} === 'Café Zürich' && document.querySelector('[name=q]').value === 'coffee'", "the results again")
    check("the back button leads back to the results")
    page.value("history.back()")
    page.wait(f"{STATUS} === 'Results: 12' && location.search === '?q=rainfall'", "the query before")
    check("and then to the query before")
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.go(host.url + "search/")
    seen = page.value("document.querySelector('main').innerText")
    page.call("Emulation.setScriptExecutionDisabled", value=False)
    check("without script, the page says so and leads to the archive", "JavaScript" in seen and "All posts, by year" in seen and "Words to look for" not in seen)


def read_languages(browser: devtools.Browser) -> None:
    page = browser.open("about:blank#")
    for name, files, queries in (
        ("german", GERMAN, {"strasse": ["Über die Straße"], "STRASSE": ["Über die Straße"], "grosse": ["Über die Straße"], "uber": ["Über die Straße"], "mäd": ["Über die Straße"]}),
        ("japanese", JAPANESE, {"東京": ["最初の一歩"], "京都へ": ["雨の日"], "図書館": ["最初の一歩"], "猫": ["雨の日"], "犬": ["最初の一歩"], "コンピューター": ["雨の日"], "師弟の手紙 2": ["雨の日"], "火星": []}),
        ("thai", THAI, {"หนังสือ": ["วันแรก"], "แมว": ["วันฝนตก"], "ห้องสมุด": ["วันแรก"], "เตียง": ["วันฝนตก"]}),
    ):  # fmt: skip
        host = build(name, files)
        for query, titles in queries.items():
            results = found(page, host, query)
            check(f"{name}: {query} finds {titles}: {results}", results[:1] == titles)
            if titles and query in ("東京", "หนังสือ"):
                check(f"{name}: {query} is marked", "".join(page.value(MARKS)) == query)


def count_bytes(browser: devtools.Browser) -> None:
    corpus = SCRATCH / "corpus"
    subprocess.run([sys.executable, "bench/corpus/make.py", "--posts", "1000", str(corpus)], check=True)
    settings = corpus / "content/site.yml"
    settings.write_text(settings.read_text().replace("search: false\n", "").replace("https://example.com", "https://example.com/blog/"))
    host = build("corpus", {})
    page = browser.open(host.url + "search/")
    host.served.clear()
    script = next((SCRATCH / "corpus/public/assets").rglob("search.js")).stat().st_size
    type_text(page, "mountain river winter")
    page.wait(f"{STATUS} !== ''", "results")
    loaded = script + sum(size for path, size in host.served)
    print(f"    script {script}, other files {len(host.served)}, {loaded} bytes in all", flush=True)
    check("a first query over 1,000 posts loads less than 100 KB", 20_000 < loaded < 100_000)
    check("its results have all words", len(set(page.value(MARKS))) >= 3)


def main() -> None:
    program = devtools.find()
    if not program:
        print("Chromium is not installed: run script/bootstrap --pages")
        sys.exit(77)
    browser = devtools.Browser(program, SCRATCH / "browser")
    try:
        host = build("english", ENGLISH)
        see_results(browser, host)
        use_keys(browser, host)
        read_languages(browser)
        count_bytes(browser)
        complaints = [complaint for complaint in browser.complaints() if "favicon" not in complaint]
        check(f"no errors in the browser console: {complaints}", not complaints)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
