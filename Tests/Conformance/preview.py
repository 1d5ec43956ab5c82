#!/usr/bin/env python3
"""The preview in a real browser: saved changes and errors show by themselves.

The browser is a headless Chromium, driven over its debugging protocol. It shows a copy of the sample site.
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
            raise AssertionError(f"the preview did not start: {line}{(SCRATCH / 'preview.err').read_text()}")
        self.url = found[0]
        self.port = int(found[1])

    def stop(self) -> float:
        """Stops it as Control-C does, and returns how many seconds that took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=10)
        assert code == 0, f"it exited with {code}"
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

    # While it loads, the page keeps going back to where it was before the reload, unless the reader scrolls.
    page.wait("document.readyState === 'complete' && history.scrollRestoration === 'auto'", "the page to load")
    page.value("scrollTo({ top: 900, behavior: 'instant' })")
    text(POST, "The third version.\n\n![A square](/tested.svg)")
    page.wait(contains("The third version."), "the edit to show")
    page.wait("scrollY === 900", f"the scroll position, which is {page.value('scrollY')}")
    check("a reload keeps the scroll position")

    for number in range(5):
        text(POST, f"Hurried version {number}.\n\n![A square](/tested.svg)")
        time.sleep(0.1)
    page.wait(contains("Hurried version 4."), "the last of several edits to show")
    page.wait("document.readyState === 'complete'", "the page to load")
    page.wait("scrollY === 900", f"the scroll position, which is {page.value('scrollY')}")
    check("several reloads in quick succession keep it too")
    text(POST, "The third version.\n\n![A square](/tested.svg)")
    page.wait(contains("The third version."), "the edit to show")
    page.wait("document.readyState === 'complete'", "the page to load")

    page.value("window.mark = 1")
    STYLE.write_text(STYLE.read_text() + "\nbody { outline-color: rgb(1, 2, 3); }\n")
    page.wait("getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'", "the style to change")
    check("a style sheet changes without a reload", page.value("window.mark === 1"))
    page.wait("document.querySelectorAll('link[rel=stylesheet]').length === 1", "the old style sheet to go")
    check("the old style sheet is removed, and other pages are not reloaded", alone.value("window.mark === 1"))

    picture("blue")
    page.wait("window.mark === undefined", "the page to reload for its picture")
    check("a changed image reloads the page that shows it", alone.value("window.mark === 1"))

    check("pages that a change does not affect are left alone", alone.value(contains("It stands alone.")))
    PAGE.write_text("---\ntitle: A page\n---\n\nIt stands changed.\n")
    alone.wait(contains("It stands changed."), "the page to reload")
    check("a change that affects them reloads them")

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
    check("a style sheet in the content, imported or not, changes without a reload", page.value("window.mark === 1"))
    page.close()


def follow_errors(browser: devtools.Browser, preview: Preview) -> None:
    page = browser.open(preview.url + "posts/tested/")
    page.wait("window.mark = 1", "the page")
    good = OTHER.read_text()
    OTHER.write_text(good.replace("title:", "titel:"))
    page.wait(f"({OVERLAY}).includes('titel')", "the overlay")
    overlay = page.value(OVERLAY)
    check("an error shows as an overlay with its file and line", "content/posts/other.md:2" in overlay)
    check("it shows how to fix it", "did you mean" in overlay)
    check("below it the last good page is still shown", page.value(contains("The third version.") + " && window.mark === 1"))
    fresh = browser.open(preview.url)
    fresh.wait(f"({OVERLAY}).includes('titel')", "the overlay on a new page")
    check("pages opened in the meantime have the overlay too", fresh.value(contains("Tested")))

    OTHER.write_text(good.replace("A neighbour.", "<script>window.wrong = 1</script> [x](no<b>such</b>.md)"))
    page.wait(f"({OVERLAY}).includes('no')", "the next error")
    check("quotes in the overlay are text, not HTML", not page.value("window.wrong"))

    OTHER.write_text(good)
    page.wait("document.querySelector('partwork-problems') === null", "the overlay to go")
    check("once the error is fixed, the overlay disappears", page.value("window.mark === 1"))
    terminal = (SCRATCH / "preview.err").read_text()
    check("the terminal shows the error once", terminal.count("titel") == 1 and "content/posts/other.md:2" in terminal)
    page.close()
    fresh.close()


def follow_sleep(browser: devtools.Browser, preview: Preview) -> Preview:
    page = browser.open(preview.url + "posts/tested/")
    # Another tab in front of it hides it, and the browser may freeze it.
    browser.call("Target.createTarget", url="about:blank")
    page.wait("document.visibilityState === 'hidden'", "the tab to be hidden")
    page.call("Page.setWebLifecycleState", state="frozen")
    text(POST, "Written while the tab was frozen.")
    time.sleep(1)
    page.call("Page.setWebLifecycleState", state="active")
    browser.call("Target.activateTarget", targetId=page.target)
    page.wait(contains("Written while the tab was frozen."), "the frozen tab to catch up")
    check("a tab that was frozen catches up")

    seconds = preview.stop()
    check(f"Control-C stops it ({seconds * 1000:.0f} ms)", seconds < 1)
    with socket.socket() as listening:
        # Connections that have just closed must not block the port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", preview.port))
        listening.listen()
    check("Control-C frees the port")
    text(POST, "Written while the preview was off.")
    again = Preview(preview.port)
    page.wait(contains("Written while the preview was off."), "the tab to find the preview again")
    check("a tab reconnects to a restarted preview, and catches up")
    page.close()
    return again


def follow_many(browser: devtools.Browser, preview: Preview) -> None:
    # A browser allows six connections to a site. Each tab that listens uses one.
    pages = [browser.open(preview.url + "posts/tested/") for _ in range(8)]
    check("more tabs than a browser has connections are served", pages[-1].value(contains("Paragraph 79 of many.")))
    text(POST, "For many.")
    for page in pages[-4:]:
        page.wait(contains("For many."), "the edit to show in the last tabs")
    check("the tabs that were opened last are kept up to date")
    pages[0].value("dispatchEvent(new Event('focus'))")
    pages[0].wait(contains("For many."), "the first tab to catch up")
    check("the others catch up when they get the focus")
    for page in pages:
        page.close()


def show_states(browser: devtools.Browser, preview: Preview) -> None:
    text(POST, "Not for everyone.", more="draft: true\n")
    page = browser.open(preview.url + "posts/tested/")
    page.wait(contains("Draft"), "the banner of a draft")
    check("a draft has the theme's banner", page.value(contains("Not for everyone.")))
    layout = SITE / "templates/layout.mustache"
    whole = layout.read_text()
    layout.write_text(whole.replace("{{page.notice}}", ""))
    banner = "document.querySelector('partwork-notice')?.shadowRoot.textContent.startsWith('Draft')"
    page.wait(banner, "the preview's own banner")
    check("a draft has the preview's banner if the theme has none")
    layout.write_text(whole)
    text(POST, "Not for now.", more="draft: false\n")
    POST.write_text(POST.read_text().replace("date: 2026-01-01", "date: 2099-01-01"))
    page.wait(contains("2099"), "the banner of a scheduled post")
    check("the preview adds no banner to the theme's", page.value("document.querySelector('partwork-notice') === null"))
    check("a scheduled post has a banner with its date", page.value(contains("Not for now.")))
    refused = subprocess.run([PARTWORK, "preview", "--site", str(SITE), "--port", str(preview.port)], capture_output=True)
    said = refused.stderr.decode()
    check("a taken port is an error that names a free one", refused.returncode == 64 and "is free" in said)


# What the policy does with a script of another site.
FOREIGN_SCRIPT = """new Promise((resolve) => {
  addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
  const script = document.createElement("script");
  script.src = "https://scripts.example/a.js";
  script.addEventListener("error", () => setTimeout(() => resolve("allowed"), 500));
  document.head.append(script);
})"""


def follow_policy(browser: devtools.Browser, preview: Preview) -> None:
    hook = SITE / "templates/partials/head.mustache"
    hook.write_text("<script>window.inline = 1</script>\n")
    page = browser.open(preview.url + "posts/other/")
    check("an inline script does not run", page.value("window.inline === undefined"))
    check("a script of another site is stopped", page.value(FOREIGN_SCRIPT) == "script-src-elem")
    page.value("window.mark = 1")
    settings = SITE / "content/site.yml"
    settings.write_text(settings.read_text() + "\nsecurity:\n  scripts: scripts.example\n")
    page.wait("window.mark === undefined && document.readyState === 'complete'", "the page to reload for its policy")
    check("it is not if site.yml names its host", page.value(FOREIGN_SCRIPT) == "allowed")
    (SITE / "templates/assets/custom.css").write_text("body { caret-color: rgb(9, 9, 9); }\n")
    page.wait("getComputedStyle(document.body).caretColor === 'rgb(9, 9, 9)'", "custom.css")
    check("custom.css shows as soon as it is written")
    page.close()


def main() -> None:
    program = devtools.find()
    if not program:
        print("Chromium is not installed: run script/bootstrap --pages")
        sys.exit(77)
    check("a built site has no trace of the preview", not any("/.partwork/" in page.read_text() for page in BUILT.rglob("*.html")))
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
        check(f"no errors in the browser console: {refused}", not refused)
        follow_policy(browser, preview)
    finally:
        browser.close()
        preview.process.kill()


if __name__ == "__main__":
    main()
