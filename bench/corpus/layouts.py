"""How each generator wants the posts: where the files are, and what their front matter says.

Templates and settings that do not depend on the posts are in bench/sites/NAME/ and are copied unchanged.
"""

import json
import pathlib
import shutil

from posts import Blog, Post, picture

BENCH = pathlib.Path(__file__).resolve().parent.parent

# Partwork lists no more posts than these on one page of its archive: a larger archive has a page for each year.
ARCHIVE_POSTS = 300


def front_matter(keys: dict) -> str:
    """Front matter in YAML, whose values are written as JSON, which YAML includes."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n"


def write(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_post(folder: pathlib.Path, post: Post, number: int, text: str) -> None:
    """Writes a post as a file, or as a folder that also has its picture."""
    if not post.has_image:
        write(folder / f"{post.slug}.md", text)
        return
    write(folder / post.slug / "index.md", text)
    (folder / post.slug / "picture.png").write_bytes(picture(number))


def partwork(blog: Blog, folder: pathlib.Path) -> None:
    shutil.copytree(BENCH.parent / "templates", folder / "templates")
    content = folder / "content"
    write(
        content / "site.yml",
        f"title: {blog.title}\ndescription: Posts in series\nurl: {blog.url}\nlanguage: en\ntimezone: UTC\n"
        # The other generators make no search index, draw nothing and colour nothing.
        "search: false\nimages: {cards: false, sizes: false}\nmarkdown: {highlight: false}\n",
    )
    for author in blog.authors:
        write(content / "authors" / f"{author}.md", front_matter({"name": author}) + "An author of this blog.\n")
    for series in blog.series:
        keys = {"title": series, "description": f"The posts of {series}.", "status": "complete"}
        write(content / "series" / f"{series}.md", front_matter(keys) + "About this series.\n")
    for number, post in enumerate(blog.posts):
        keys = {
            "title": post.title, "subtitle": post.subtitle, "description": post.description, "date": str(post.date),
            "authors": post.authors, "categories": post.categories, "series": post.series, "part": post.part,
        }
        # A date in quotation marks is a date too.
        write_post(content / "posts", post, number, front_matter(keys) + post.body)


def hugo_plain(blog: Blog, folder: pathlib.Path) -> None:
    shutil.copytree(BENCH / "sites" / "hugo-plain", folder, dirs_exist_ok=True)
    write_hugo_content(blog, folder / "content", has_weights=False)


def hugo(blog: Blog, folder: pathlib.Path) -> None:
    shutil.copytree(BENCH / "sites" / "hugo", folder, dirs_exist_ok=True)
    shutil.copytree(BENCH.parent / "templates" / "assets", folder / "static" / "assets", dirs_exist_ok=True)
    content = folder / "content"
    write_hugo_content(blog, content, has_weights=True)
    for series in blog.series:
        keys = {"title": series, "description": f"The posts of {series}."}
        write(content / "series" / series / "_index.md", front_matter(keys) + "About this series.\n")
    # Hugo has no pages for years of itself, and a theme cannot make any.
    if blog.count > ARCHIVE_POSTS:
        for year in sorted({post.date.year for post in blog.posts}):
            keys = {"title": f"Archive of {year}", "linkTitle": str(year), "layout": "year", "year": year}
            write(content / "archive" / str(year) / "_index.md", front_matter(keys))


def write_hugo_content(blog: Blog, content: pathlib.Path, has_weights: bool) -> None:
    """Writes what both sites for Hugo have: the authors and the posts, with weights if Hugo is to order the series."""
    for author in blog.authors:
        write(content / "authors" / author / "_index.md", front_matter({"title": author}) + "An author of this blog.\n")
    for number, post in enumerate(blog.posts):
        keys = {
            "title": post.title, "subtitle": post.subtitle, "description": post.description, "date": str(post.date),
            "authors": post.authors, "categories": post.categories, "series": post.series and [post.series],
            "series_weight": post.part if has_weights else None, "part": post.part,
        }
        write_post(content / "posts", post, number, front_matter(keys) + post.body)


def jekyll(blog: Blog, folder: pathlib.Path) -> None:
    shutil.copytree(BENCH / "sites" / "jekyll", folder, dirs_exist_ok=True)
    # Without plugins, Jekyll makes no pages for categories, series or authors.
    for kind, names in (("category", blog.categories), ("series", blog.series), ("author", blog.authors)):
        for name in names:
            keys = {"layout": kind, "title": name, "permalink": f"/{kind}/{name.lower()}/"}
            write(folder / kind / f"{name.lower()}.md", front_matter(keys))
    for number, post in enumerate(blog.posts):
        keys = {
            "layout": "post", "title": post.title, "subtitle": post.subtitle, "description": post.description,
            "author": post.authors[0], "categories": post.categories, "series": post.series, "part": post.part,
            "permalink": f"/posts/{post.slug}/",
        }
        text = post.body.replace("(picture.png)", f"(/posts/{post.slug}/picture.png)")
        write(folder / "_posts" / f"{post.date}-{post.slug}.md", front_matter(keys) + text)
        if post.has_image:
            beside = folder / "posts" / post.slug
            beside.mkdir(parents=True)
            (beside / "picture.png").write_bytes(picture(number))


def pelican(blog: Blog, folder: pathlib.Path) -> None:
    shutil.copytree(BENCH / "sites" / "pelican", folder, dirs_exist_ok=True)
    for number, post in enumerate(blog.posts):
        keys = {
            "Title": post.title, "Date": str(post.date), "Slug": post.slug, "Author": post.authors[0],
            "Category": post.categories[0], "Tags": ", ".join(post.categories[1:] + [post.series or "single"]),
            "Summary": post.description,
        }
        text = "".join(f"{key}: {value}\n" for key, value in keys.items()) + "\n"
        text += post.body.replace("(picture.png)", f"({{static}}/images/{post.slug}.png)")
        write(folder / "content" / f"{post.slug}.md", text)
        if post.has_image:
            (folder / "content" / "images").mkdir(parents=True, exist_ok=True)
            (folder / "content" / "images" / f"{post.slug}.png").write_bytes(picture(number))


WRITERS = {"partwork": partwork, "hugo": hugo, "hugo-plain": hugo_plain, "jekyll": jekyll, "pelican": pelican}
