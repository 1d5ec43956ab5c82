"""The places that faults are tried on: a small site, what it is published to, an export of another program, and files
of other people; and the commands that change them from one edition to the next."""

import os
import pathlib
import struct
import subprocess
import zlib
from dataclasses import dataclass, field

NOW = "1767225600"  # 2026-01-01
SECRET = b"SECRET"
# Files of other people in folders that commands change.
OTHERS = ["keep.txt", ".well-known/proof.txt"]
Snapshot = dict[str, bytes | None]


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 4, 3, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0abcd" * 3)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def write_files(folder: pathlib.Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def remove(path: pathlib.Path) -> None:
    subprocess.run(["rm", "-rf", path], check=True)


def copy(source: pathlib.Path, target: pathlib.Path) -> None:
    remove(target)
    subprocess.run(["cp", "-a", source, target], check=True)


def write_site(place: pathlib.Path, edition: int) -> None:
    """Makes the site that of `edition`: each changes the title, which all pages show; a post comes, one goes back to
    being a draft, and a file becomes a folder, or the other way round."""
    odd = edition % 2 == 1
    content = place / "site/content"
    for path in ["thing", "posts/coming.md"]:
        remove(content / path)
    post = "---\ntitle: {0}\ndate: 2025-0{1}-01\n{2}---\n{3}\n"
    targets = "folder: {type: folder, path: ../target/site}, git: {type: git, repository: ../remote.git}"
    write_files(
        content,
        {
            "site.yml": f"title: Edition {edition}\nurl: https://ann.dev/\nlanguage: en\ntimezone: Europe/Berlin\n"
            "images: {cards: false, sizes: false}\nepub: true\n"
            f"publish: {{targets: {{{targets}, rsync: {{type: rsync, destination: ../target/site/}}}}}}\n",
            "strings/en.yml": "toHome: Back home\n",
            "authors/ann.md": "---\nname: Ann\n---\nAnn writes.\n",
            "series/walk.md": "---\ntitle: A walk\nstatus: complete\nparts: [first, second]\n---\nOne foot first.\n",
            "posts/first.md": post.format("First", 1, "author: ann\n", "To the [second](second/index.md)."),
            "posts/second/index.md": post.format("Second", 2, "author: ann\n", '![A hill](hill.png "The hill")'),
            "posts/second/hill.png": picture(),
            "posts/news.md": post.format("News", 3, "categories: [News]\n", f"This is edition {edition}."),
            "posts/draft.md": post.format("Draft", 4, "draft: true\n", f"SECRET {edition}"),
            "posts/back.md": post.format("Back", 5, "draft: true\n", f"SECRET again {edition}")
            if odd
            else post.format("Back", 5, "", "Once more in public."),
            "pages/about.md": "---\ntitle: About\n---\nAbout [Ann](../authors/ann.md).\n",
            "thing/inner.txt" if odd else "thing": f"a thing of edition {edition}",
        }
        | ({"posts/coming.md": post.format("Coming", 6, "", "Something new.")} if odd else {}),
    )
    head = '<meta name="edition" content="{{site.title}}">\n'
    write_files(place / "site/templates", {"partials/head.mustache": head})


def write_export(place: pathlib.Path, edition: int) -> None:
    """Makes the export of WordPress that of `edition`."""
    items = []

    def item(number: int, kind: str, slug: str, status: str, body: str, more: str = "") -> None:
        items.append(f"""<item><title>{slug.capitalize()} {edition}</title>
<link>https://old.dev/{slug}/</link><dc:creator>ann</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2025-01-0{number % 9 + 1} 10:00:00</wp:post_date>
<wp:post_date_gmt>2025-01-0{number % 9 + 1} 10:00:00</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>
<wp:post_type>{kind}</wp:post_type><wp:post_password></wp:post_password>{more}</item>""")

    long = " ".join(f"Word {n} of edition {edition}." for n in range(400))
    image = '<p><img src="https://old.dev/wp-content/uploads/2025/01/hill.png" alt="A hill" /></p>'
    item(1, "post", "hello", "publish", f"<p>Hello in edition {edition}.</p>{image}")
    item(2, "post", "long", "publish", f"<p>{long}</p>")
    item(3, "post", "same", "publish", "<p>This stays.</p>")
    item(4, "post", "hidden", "private", f"<p>SECRET {edition}</p>")
    item(5, "page", "about", "publish", "<p>About.</p>")
    address = "https://old.dev/wp-content/uploads/2025/01/hill.png"
    item(6, "attachment", "hill", "inherit", "", f"<wp:attachment_url>{address}</wp:attachment_url>")
    if edition % 2:
        item(7, "post", "added", "publish", "<p>Added.</p>")
    space = "http://wordpress.org/export/1.2/"
    head = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="{space}excerpt/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{space}">
<channel><title>Old</title><link>https://old.dev</link><description>A blog</description><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.dev</wp:base_site_url>
<wp:base_blog_url>https://old.dev</wp:base_blog_url><wp:author><wp:author_id>1</wp:author_id>
<wp:author_login>ann</wp:author_login><wp:author_display_name>Ann</wp:author_display_name></wp:author>"""
    write_files(place, {"export.xml": head + "\n".join(items) + "</channel></rss>\n"})
    write_files(place, {"uploads/2025/01/hill.png": picture()})


def make(place: pathlib.Path) -> None:
    """A place of edition 0 before any command has run."""
    remove(place)
    write_site(place, 0)
    write_export(place, 0)
    write_files(
        place,
        {
            "site/public/keep.txt": "someone else's",
            "site/content/addresses.yml": "gone:\n  - /posts/back/\n  - /posts/coming/\n",
            "target/beside.txt": "someone else's",
            "target/site/.well-known/proof.txt": "someone else's",
            "beside.txt": "someone else's",
        },
    )
    (place / "tmp").mkdir()
    (place / "blog").mkdir()
    subprocess.run(["git", "init", "--quiet", "--bare", "--template=", place / "remote.git"], check=True)


def edit(place: pathlib.Path, edition: int) -> None:
    write_site(place, edition)
    write_export(place, edition)


def snapshot(place: pathlib.Path) -> Snapshot:
    """What is at the place: the bytes of each file, or nil for a folder. A branch is what its commit has."""
    found: Snapshot = {}
    for folder, folders, names in os.walk(place):
        inside = os.path.relpath(folder, place)
        inside = "" if inside == "." else inside + "/"
        if not inside:
            folders.remove("remote.git")
        found |= {inside + name: None for name in folders}
        for name in names:
            path = os.path.join(folder, name)
            found[inside + name] = os.readlink(path).encode() if os.path.islink(path) else open(path, "rb").read()
    listing = subprocess.run(
        ["git", "-C", place / "remote.git", "ls-tree", "-r", "gh-pages"], capture_output=True, check=False)
    if listing.returncode == 0:
        found["branch"] = listing.stdout
    return found


@dataclass
class Scene:
    """A command that brings a place to its next edition."""

    name: str
    arguments: list[str]
    # What it may change, as the beginnings of paths.
    changes: list[str]
    # The folders that may vanish meanwhile.
    folders: list[str]
    # The programs that it needs.
    programs: list[str] = field(default_factory=list)

    def command(self, place: pathlib.Path) -> list[str]:
        return [argument.replace("PLACE", str(place)) for argument in self.arguments]


SITE = ["site/public/", "site/.partwork/"]
PUBLISH = SITE + ["site/content/addresses.yml", "site/content/.partwork-new-"]
FOLDERS = ["site/content", "site/public", "site/.partwork"]
SCENES = [
    Scene("build", ["build", "--site", "PLACE/site"], SITE, FOLDERS),
    Scene(
        "import",
        ["import", "wordpress", "PLACE/export.xml", "--site", "PLACE/blog", "--uploads", "PLACE/uploads"],
        ["blog/"],
        ["blog/content", "blog/.partwork", "uploads"],
    ),
    Scene(
        "publish to a folder",
        ["publish", "folder", "--site", "PLACE/site"],
        PUBLISH + ["target/site/"],
        FOLDERS + ["target/site"],
    ),
    Scene(
        "publish to a branch",
        ["publish", "git", "--site", "PLACE/site"],
        PUBLISH + ["branch"],
        FOLDERS + ["remote.git"],
        ["git"],
    ),
    Scene(
        "publish with rsync",
        ["publish", "rsync", "--site", "PLACE/site"],
        PUBLISH + ["target/site/"],
        FOLDERS + ["target/site"],
        ["rsync"],
    ),
]
