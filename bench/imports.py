#!/usr/bin/env python3
"""Measures imports of exports of WordPress: time, peak memory, and how much of the export is read in a second.

    bench/imports.py --partwork PROGRAM [--large] [--rounds 3]

The export has 5,000 posts of 700 words, half of them classic and half of blocks, with comments that are nearly a third
of it; with --large there is also one of 200 MB.
"""

import datetime
import pathlib
import subprocess
import sys

import measure
from measure import Run

sys.path.insert(0, str(measure.BENCH / "corpus"))
from posts import CATEGORIES, Dice  # noqa: E402

POSTS = 5000
LARGE_BYTES = 200_000_000
SITE = "https://blog.example"

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Second Chair</title>
<link>{SITE}</link><description>Letters</description><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>{SITE}</wp:base_blog_url>
"""


def day(number: int) -> datetime.date:
    return datetime.date(2001 + number % 20, number % 12 + 1, number % 28 + 1)


def address(number: int) -> str:
    return f"{SITE}/{day(number):%Y/%m}/post-{number}/"


def paragraph(dice: Dice) -> str:
    """A paragraph with marked words and, now and then, a link to another post."""
    words = " ".join(dice.sentence() for _ in range(3 + dice.roll(4))).split(" ")
    words[1], words[3] = f"<em>{words[1]}</em>", f"<strong>{words[3]}</strong>"
    if dice.roll(4) == 0:
        words[5] = f'<a href="{address(dice.roll(500))}">{words[5]}</a>'
    return " ".join(words)


def text(dice: Dice, has_blocks: bool) -> str:
    """About 700 words: paragraphs, headings, a list and a quotation."""
    parts: list[tuple[str, str, str]] = []
    for section in range(3):
        if section:
            parts.append(("heading", f"<h2>{' '.join(dice.words(4)).capitalize()}</h2>", ""))
        parts += [("paragraph", paragraph(dice), "p") for _ in range(4)]
    items = "".join(f"<li>{dice.sentence()}</li>" for _ in range(4))
    parts.insert(4, ("list", f"<ul>{items}</ul>", ""))
    parts.insert(8, ("quote", f"<blockquote><p>{dice.sentence()}</p></blockquote>", ""))
    if not has_blocks:
        return "\n\n".join(html for _, html, _ in parts)
    blocks = [(name, f"<{tag}>{html}</{tag}>" if tag else html) for name, html, tag in parts]
    return "\n\n".join(f"<!-- wp:{name} -->\n{html}\n<!-- /wp:{name} -->" for name, html in blocks)


def comments(dice: Dice, length: int) -> str:
    """Comments of about `length` bytes."""
    result: list[str] = []
    while sum(map(len, result)) < length:
        result.append(
            f"<wp:comment><wp:comment_id>{len(result)}</wp:comment_id><wp:comment_author>Reader</wp:comment_author>"
            f"<wp:comment_date>2019-05-07 18:30:00</wp:comment_date><wp:comment_approved>1</wp:comment_approved>"
            f"<wp:comment_content><![CDATA[{dice.sentence()} {dice.sentence()}]]></wp:comment_content></wp:comment>\n")
    return "".join(result)


def item(number: int) -> str:
    dice = Dice(number)
    date = day(number)
    body = text(dice, has_blocks=number % 2 == 1)
    title = f"A walk, part {number // 10 + 1}" if number % 10 == 0 else " ".join(dice.words(5)).capitalize()
    category = CATEGORIES[number % len(CATEGORIES)]
    return (
        f"<item><title>{title}</title><link>{address(number)}</link><dc:creator>ann</dc:creator>\n"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
        f"<wp:post_id>{number + 1}</wp:post_id><wp:post_date>{date} 10:00:00</wp:post_date>"
        f"<wp:post_date_gmt>{date} 10:00:00</wp:post_date_gmt><wp:post_name>post-{number}</wp:post_name>"
        f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f'<category domain="category" nicename="{category.lower()}"><![CDATA[{category}]]></category>\n'
        f"{comments(dice, len(body) * 3 // 7)}</item>\n")


def make_export(path: pathlib.Path, posts: int, least: int) -> int:
    """Writes an export of `posts` posts, or of more if it has to have `least` bytes; gives the number of posts."""
    number = size = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while number < posts or size < least:
            size += file.write(item(number))
            number += 1
        file.write("</channel></rss>\n")
    return number


def row(name: str, posts: int, size: int, runs: list[Run]) -> list[str]:
    seconds = [run.seconds for run in runs]
    speeds = [size / 1e6 / each for each in seconds]
    return [
        f"{name}, {posts:,} posts", f"{size / 1e6:.0f} MB", measure.spread(seconds), measure.spread(speeds, digits=1),
        measure.megabytes(runs),
    ]


def main() -> None:
    # In a process of its own: the memory of this one counts as memory of each program that it runs.
    if sys.argv[1:2] == ["--make"]:
        print(make_export(pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
        return
    parser = measure.parser(__doc__)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE_BYTES / 1e6:.0f} MB")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    arguments = parser.parse_args()

    measure.print_load("Imports of WordPress")
    rows = []
    for name, posts, least in [("export", POSTS, 0), *([("large export", 0, LARGE_BYTES)] if arguments.large else [])]:
        with measure.workplace(POSTS + least // 6000) as scratch:
            export = scratch / "export.xml"
            make = [sys.executable, __file__, "--make", str(export), str(posts), str(least)]
            count = int(subprocess.run(make, check=True, capture_output=True, text=True).stdout)
            runs = []
            for _ in range(arguments.rounds):
                measure.remove(scratch, ["site"])
                command = [arguments.partwork, "import", "wordpress", "export.xml", "--site", "site", "--no-download"]
                runs.append(measure.run(command, scratch))
            rows.append(row(name, count, export.stat().st_size, runs))
    columns = ["size", "seconds", "MB a second", "peak memory"]
    measure.print_table("Median (least–greatest)", columns, rows)


if __name__ == "__main__":
    main()
