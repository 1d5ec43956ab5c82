"""A site that uses what a theme has to show, in three languages: a series of 1, 12 and 60 parts, posts in two series and
in none, everything that Markdown can do, roles, categories with parents, tags, forms, and the states of series."""

import pathlib
import struct
import zlib

MARKDOWN = """A first paragraph with *emphasis*, **strength**, `code`, a [link](/about/), https://example.org and a note.[^1]

## A heading

> A quotation.

> [!NOTE]
> A callout.

> [!WARNING] With a title
> And a text.

1. One
2. Two
   - nested
   - list

- [x] done
- [ ] open

| Left | Middle | Right |
| --- | :---: | ---: |
| a | b | c |

Term
: Its definition.

![A grey square](square.png "With a caption")

![A wide grey square](/wide.png)

```python
def code(x: int) -> str:
    # What it does
    return f"{x:>3} <&>"  # a comment
```

```javascript
const a = /[a-z]+/u.test(`${b} and`) ? 1 : null;
```

```html
<a href="/">An <em>element</em></a> <!-- and a comment -->
```

```none-such
plain
```

### A smaller heading

It is ~~wrong~~ right.

## Another heading

The end.[^1] And more.[^2]

[^1]: The note.
[^2]: Another one.
"""


def png(size: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x88" * size for _ in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def matter(text: str = "", **keys: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n\n" + text


def write(folder: pathlib.Path, language: str, url: str) -> None:
    """Writes the site in `language` to `folder`."""
    files: dict[str, str | bytes] = {
        "site.yml": f"title: Letters\ndescription: Letters in parts.\nurl: {url}\nlanguage: {language}\nepub: true\n"
        "navigation:\n- {label: Series, url: /series/}\n- {label: About, url: /about/}\n"
        "callToAction:\n  text: Read on.\n  form: {action: https://example.net/subscribe, method: post, field: email, label: Mail, button: Go}\n"
        "home:\n  series: [long, twelve, single, paused, soon]\n",
        "pages/about.md": matter(MARKDOWN.replace("/about/", "/archive/"), title="About", image="{src: square.png, alt: A square}"),
        "square.png": png(40),
        "wide.png": png(1300),
        "pages/square.png": png(40),
        "authors/ann.md": matter("Ann *writes*.", name="Ann Author", role="Letters", avatar="{src: /square.png, alt: Ann}",
                                 links="[{label: Elsewhere, url: 'https://example.net/ann'}]"),
        "authors/bo.md": matter("Bo draws.", name="Bo Author"),
        "categories/sea.md": matter("About the sea.", title="Sea", description="All about it."),
        "categories/tides.md": matter("", title="Tides", parent="sea"),
        "series/single.md": matter("An introduction.", title="Single", description="One part.", status="complete"),
        "series/twelve.md": matter("An introduction.", title="Twelve", image="{src: /square.png, alt: A square}", recap="true", epub="true",
                                   outro="'Part {{number}} ends.'"),
        "series/long.md": matter("", title="Long", epub="true"),
        "series/paused.md": matter("", title="Paused", status="paused", epub="true", parts="[both, rtl, {title: Never written, description: Or later.}]"),
        "series/soon.md": matter("", title="Soon", status="announced", parts="[{title: Later, date: 2099-12-03}]"),
        "posts/alone.md": matter("A text.", title="Alone", date="2026-01-01"),
        "posts/both.md": matter("A text.", title="In two series", date="2026-02-01", series="[twelve, paused]", author="ann"),
        "posts/other.md": matter("Ein Text.", title="In another language", date="2026-02-02", language="de" if language != "de" else "en"),
        "posts/rtl.md": matter("نص قصير.", title="رسالة", date="2026-02-03", slug="rtl", language="ar", series="paused"),
    }  # fmt: skip
    for series, count in {"single": 1, "twelve": 12, "long": 60}.items():
        for number in range(1, count + 1):
            name = f"posts/{series}-{number}"
            files[f"{name}/index.md"] = matter(
                MARKDOWN if number % 4 == 1 else "A short text.\n", title=f'"{series.title()}: Letter {number}"', subtitle="A subtitle",
                date=f"2025-{1 + number // 28:02}-{1 + number % 28:02}", series=series, part=str(number) if series != "twelve" else "",
                authors="[ann, {id: bo, role: Drawings}]", categories="[Sea, Tides]" if number % 2 else "[Wind]", tags="[north, 'two words']",
                image="{src: square.png, alt: A square}" if number % 3 == 1 else "").replace("part: \n", "").replace("image: \n", "")
            files[f"{name}/square.png"] = png(40)
    for path, content in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
