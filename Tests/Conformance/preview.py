#!/usr/bin/env python3
"""The preview in a real browser: what is saved shows by itself, and what is broken says so.

The browser is a Chromium without a window, driven over its debugging protocol. It looks at a copy of the sample site.
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

import devtools

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
BUILT = pathlib.Path(os.environ["SITE"])
SITE = SCRATCH / "site"

POST = SITE / "content/posts/tested.md"
OTHER = SITE / "content/posts/other.md"
PAGE = SITE / "content/pages/tested.md"
STYLE = SITE / "templates/assets/style.css"
PICTURE = SITE / "content/tested.svg"

OVERLAY = "document.querySelector('partwork-problems')?.shadowRoot.textContent ?? ''"


def text(post: pathlib.Path, body: str, title: str = "Tested", more: str = "") -> None:
    paragraphs = "\n\n".join(f"Paragraph {number} of many." for number in range(1, 80))
    post.write_text(
        f"---\ntitle: {title}\ndate: 2026-01-0{1 if post is POST else 2}\nauthor: editors\n{more}---\n\n"
        f"{body}\n\n{paragraphs}\n"
    )


def picture(color: str) -> None:
    PICTURE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="{color}"/></svg>\n'
    )


class Preview:
    """A running `partwork preview`."""

    def __init__(self, port: int = 0) -> None:
        command = [PARTWORK, "preview", "--site", str(SITE), "--port", str(port)]
        self.errors = open(SCRATCH / "preview.err", "w+")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if not found:
            raise AssertionError(f"the preview did not begin: {line}{(SCRATCH / 'preview.err').read_text()}")
        self.url = found[0]
        self.port = int(found[1])

    def stop(self) -> float:
        """Stops it as Ctrl-C does, and returns how many seconds that took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=10)
        assert code == 0, f"it ended with {code}"
        return time.monotonic() - start


def check(name: str, passed: bool = True) -> None:
    if not passed:
        raise AssertionError(name)
    print(f"ok  {name}", flush=True)


def contains(words: str) -> str:
    return f"document.body.innerText.includes({words!r})"


def prepare_site() -> None:
    for folder in ("content", "templates"):
        shutil.copytree(folder, SITE / folder)
    picture("red")
    text(POST, "The first version.\n\n![A square](/tested.svg)")
    text(OTHER, "A neighbour.")
    PAGE.write_text("---\ntitle: A page\n---\n\nIt stands alone.\n")


def follow_edits(browser: devtools.Browser, preview: Preview) -> None:
    page = browser.open(preview.url + "posts/tested/")
    check("a post is shown", page.value(contains("The first version.")))
    alone = browser.open(preview.url + "tested/")
    alone.value("window.mark = 1")

    text(POST, "The second version.\n\n![A square](/tested.svg)")
    seconds = page.wait(contains("The second version."), "the edit to show")
    check(f"an edit shows by itself ({seconds * 1000:.0f} ms)")

    # Until then, the page is where it was before the reload, which only a reader's own scrolling changes.
    page.wait("document.readyState === 'complete' && history.scrollRestoration === 'auto'", "the page to be whole")
    page.value("scrollTo({ top: 900, behavior: 'instant' })")
    text(POST, "The third version.\n\n![A square](/tested.svg)")
    page.wait(contains("The third version."), "the edit to show")
    page.wait("scrollY === 900", f"the scroll place, which is {page.value('scrollY')}")
    check("a reload keeps the scroll place")

    for number in range(5):
        text(POST, f"Hurried version {number}.\n\n![A square](/tested.svg)")
        time.sleep(0.1)
    page.wait(contains("Hurried version 4."), "the last of several edits to show")
    page.wait("document.readyState === 'complete'", "the page to be whole")
    page.wait("scrollY === 900", f"the scroll place, which is {page.value('scrollY')}")
    check("so do several in a hurry")
    text(POST, "The third version.\n\n![A square](/tested.svg)")
    page.wait(contains("The third version."), "the edit to show")
    page.wait("document.readyState === 'complete'", "the page to be whole")

    page.value("window.mark = 1")
    STYLE.write_text(STYLE.read_text() + "\nbody { outline-color: rgb(1, 2, 3); }\n")
    page.wait("getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'", "the style to change")
    check("a style sheet is changed without a reload", page.value("window.mark === 1"))
    page.wait("document.querySelectorAll('link[rel=stylesheet]').length === 1", "the old style sheet to go")
    check("the old style sheet is gone", alone.value("window.mark === 1"))

    picture("blue")
    page.wait("window.mark === undefined", "the page to reload for its picture")
    check("a changed picture reloads the page that shows it", alone.value("window.mark === 1"))

    check("pages that a change does not concern are left alone", alone.value(contains("It stands alone.")))
    PAGE.write_text("---\ntitle: A page\n---\n\nIt stands changed.\n")
    alone.wait(contains("It stands changed."), "the page to reload")
    check("until it does")

    home = browser.open(preview.url)
    (SITE / "content/posts/new.md").write_text("---\ntitle: Quite new\ndate: 2026-01-03\nauthor: editors\n---\n\nHello.\n")
    home.wait(contains("Quite new"), "the new post on the home page")
    check("a new post shows where posts are listed")

    template = SITE / "templates/partials/site-footer.mustache"
    template.write_text(template.read_text() + "\n<p>A new footer.</p>\n")
    page.wait(contains("A new footer."), "the template to show")
    check("a changed template shows")
    for window in (page, alone, home):
        window.close()


def follow_styles(browser: devtools.Browser, preview: Preview) -> None:
    color = "getComputedStyle(document.body).outlineColor"
    layout = SITE / "templates/layout.mustache"
    own, imported = SITE / "content/own.css", SITE / "content/imported.css"
    imported.write_text("body { outline-color: rgb(1, 1, 1); }\n")
    own.write_text('@import "imported.css";\n')
    layout.write_text(layout.read_text().replace("</head>", '<link rel="stylesheet" href="/own.css">\n</head>'))
    page = browser.open(preview.url + "posts/tested/")
    page.wait(f"{color} === 'rgb(1, 1, 1)'", "the style sheets of the content")
    page.value("window.mark = 1")
    imported.write_text("body { outline-color: rgb(2, 2, 2); }\n")
    page.wait(f"{color} === 'rgb(2, 2, 2)'", "the imported style sheet to change")
    own.write_text("body { outline-color: rgb(3, 3, 3); }\n")
    page.wait(f"{color} === 'rgb(3, 3, 3)'", "the style sheet of the content to change")
    check("a style sheet in the content, imported or not, is changed without a reload", page.value("window.mark === 1"))
    page.close()


def follow_errors(browser: devtools.Browser, preview: Preview) -> None:
    page = browser.open(preview.url + "posts/tested/")
    page.wait("window.mark = 1", "the page")
    good = OTHER.read_text()
    OTHER.write_text(good.replace("title:", "titel:"))
    page.wait(f"({OVERLAY}).includes('titel')", "the overlay")
    overlay = page.value(OVERLAY)
    check("an error shows as an overlay with its file and line", "content/posts/other.md:2" in overlay)
    check("it shows the remedy", "did you mean" in overlay)
    check("under it the last good page stays up", page.value(contains("The third version.") + " && window.mark === 1"))
    fresh = browser.open(preview.url)
    fresh.wait(f"({OVERLAY}).includes('titel')", "the overlay on a page opened now")
    check("pages opened meanwhile have the overlay too", fresh.value(contains("Tested")))

    OTHER.write_text(good.replace("A neighbour.", "<script>window.wrong = 1</script> [x](no<b>such</b>.md)"))
    page.wait(f"({OVERLAY}).includes('no')", "the next error")
    check("what the overlay quotes is text", not page.value("window.wrong"))

    OTHER.write_text(good)
    page.wait("document.querySelector('partwork-problems') === null", "the overlay to go")
    check("mended, the overlay goes away by itself", page.value("window.mark === 1"))
    terminal = (SCRATCH / "preview.err").read_text()
    check("the terminal has said it once", terminal.count("titel") == 1 and "content/posts/other.md:2" in terminal)
    page.close()
    fresh.close()


def follow_sleep(browser: devtools.Browser, preview: Preview) -> Preview:
    page = browser.open(preview.url + "posts/tested/")
    # Behind another tab of its window it is hidden, and the browser may stop it altogether.
    browser.call("Target.createTarget", url="about:blank")
    page.wait("document.visibilityState === 'hidden'", "the tab to be hidden")
    page.call("Page.setWebLifecycleState", state="frozen")
    text(POST, "Written while it slept.")
    time.sleep(1)
    page.call("Page.setWebLifecycleState", state="active")
    browser.call("Target.activateTarget", targetId=page.target)
    page.wait(contains("Written while it slept."), "the tab that slept to catch up")
    check("a tab that slept catches up")

    seconds = preview.stop()
    check(f"Ctrl-C stops it ({seconds * 1000:.0f} ms)", seconds < 1)
    with socket.socket() as listening:
        # Connections that have just ended do not count.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", preview.port))
        listening.listen()
    check("and frees the port")
    text(POST, "Written while the preview was off.")
    again = Preview(preview.port)
    page.wait(contains("Written while the preview was off."), "the tab to find the preview again")
    check("a tab finds the preview when it is back, and catches up")
    page.close()
    return again


def follow_many(browser: devtools.Browser, preview: Preview) -> None:
    # A browser allows a site six connections. Each window that listens has one.
    pages = [browser.open(preview.url + "posts/tested/") for _ in range(8)]
    check("windows beyond a browser's connections are served", pages[-1].value(contains("Paragraph 79 of many.")))
    text(POST, "For many.")
    for page in pages[-4:]:
        page.wait(contains("For many."), "the edit to show in the windows opened last")
    check("the windows opened last are kept up to date")
    pages[0].value("dispatchEvent(new Event('focus'))")
    pages[0].wait(contains("For many."), "the first window to catch up")
    check("the others catch up when their reader turns to them")
    for page in pages:
        page.close()


def show_states(browser: devtools.Browser, preview: Preview) -> None:
    text(POST, "Not for everyone.", more="draft: true\n")
    page = browser.open(preview.url + "posts/tested/")
    page.wait(contains("Draft"), "the banner of a draft")
    check("a draft is shown under a banner that says so", page.value(contains("Not for everyone.")))
    layout = SITE / "templates/layout.mustache"
    whole = layout.read_text()
    layout.write_text(whole.replace("{{page.notice}}", ""))
    banner = "document.querySelector('partwork-notice')?.shadowRoot.textContent.startsWith('Draft')"
    page.wait(banner, "the preview's own banner")
    check("also where the theme has none")
    layout.write_text(whole)
    text(POST, "Not for now.", more="draft: false\n")
    POST.write_text(POST.read_text().replace("date: 2026-01-01", "date: 2099-01-01"))
    page.wait(contains("2099"), "the banner of a scheduled post")
    check("and no banner of its own beside it", page.value("document.querySelector('partwork-notice') === null"))
    check("a scheduled post is shown under a banner with its date", page.value(contains("Not for now.")))
    refused = subprocess.run([PARTWORK, "preview", "--site", str(SITE), "--port", str(preview.port)], capture_output=True)
    said = refused.stderr.decode()
    check("a taken port is an error that names a free one", refused.returncode == 64 and "is free" in said)


def main() -> None:
    program = devtools.find()
    if not program:
        print("no Chromium was found: script/bootstrap --browser installs it")
        sys.exit(77)
    check("nothing of it is in a built site", not any("/.partwork/" in page.read_text() for page in BUILT.rglob("*.html")))
    prepare_site()
    preview = Preview()
    browser = devtools.Browser(program, SCRATCH / "browser")
    try:
        follow_edits(browser, preview)
        follow_styles(browser, preview)
        follow_errors(browser, preview)
        preview = follow_sleep(browser, preview)
        follow_many(browser, preview)
        show_states(browser, preview)
        refused = [complaint for complaint in browser.complaints() if "ERR_CONNECTION_REFUSED" not in complaint]
        check(f"no page has complained: {refused}", not refused)
    finally:
        browser.close()
        preview.process.kill()


if __name__ == "__main__":
    main()
