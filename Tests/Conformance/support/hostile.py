"""Texts that are markup, scripts, addresses or escapes, and what may not come of them."""

import json
import re
import urllib.parse

# What is run where it should not be says so by itself.
RUN = "window.ran=1"
TEXTS = [
    # Elements.
    f"<script>{RUN}</script>", f"</title><script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>", f"--><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example>",
    f"<video><source onerror={RUN}>", f"<input autofocus onfocus={RUN}>", f"<a href=javascript:{RUN}>x</a>", "<!--", "<!-- x", "-->", "<!DOCTYPE html>",
    "<![CDATA[x", "<?php echo 1 ?>", "<?xml version='1.0'?>", "</p></div></main></body></html>", "<plaintext>", "<noscript><p title='</noscript>'>",
    f"<ScRiPt>{RUN}</sCrIpT>", f"<<script>{RUN}//<</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"＜script＞{RUN}＜/script＞", "<",
    "<b", "< b>", "&lt;script&gt;", "&#60;script&#62;", "&amp;lt;", "&", "&&", "&notanentity;", "&#0;", "&#x110000;",
    # Attributes.
    f'" onmouseover="{RUN}', f"' onmouseover='{RUN}", f"` onmouseover=`{RUN}", f'"><script>{RUN}</script>', f"'><script>{RUN}</script>",
    f'" autofocus onfocus="{RUN}', f'" style="x:expression({RUN})', '" href="//evil.example', f"x' onerror='{RUN}' y='", '\\"', "\\'", "\\", '"', "'", "`", '""', "''",
    # Addresses.
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", "//evil.example/", "https://evil.example/?a=\"><b>",
    "../../../etc/passwd", "%00", "%2e%2e%2f", "%0d%0aSet-Cookie: a=b", "#\"><b>", "?\"><b>",
    # Scripts, JSON, templates and formats of hosts.
    f"</script>{RUN}//", f"\\u003c/script\\u003e{RUN}", f"\";{RUN};//", f"';{RUN};//", f"${{{RUN}}}", f"{{{{{RUN}}}}}", "{{{site.title}}}", "{{>head}}", "{{#site}}x{{/site}}",
    "{{=<% %>=}}", "<%= 1 %>", "{% raw %}", "{{title}}", "}}", "a\u2028b\u2029c", "/* 301", "* /evil 301!", ":splat", "X-Header: a", "; rm -rf /", "$(id)", "`id`", "| id",
    # Text that is read in another direction or not at all.
    "\u202eabc\u202c", "\u2066abc\u2069", "a\u200bb", "a\ufeffb", "é", "e\u0301", "日本語", "عربي", "👩‍👩‍👧", "\U000e0041", "~!@#$%^*()_+=[]|;:,./?", "*a* _b_ **c**",
]  # fmt: skip
PLAIN = "word"

# What controls a terminal, or sets the direction of a text. A program that prints it writes `<U+001B>` in its place.
CONTROLS = ["\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "a\rb", "a\nfake.md: error: x", "\x08\x08", "\u202eabc", "\u2066abc", "a\u2028b"]


def matter(keys: dict, body: str = "") -> str:
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items()) + "---\n\n" + body


def shape(tree) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, in order."""
    found = []
    for element in tree.iter():
        if isinstance(element.tag, str):
            # The scripts of the theme read the text of an attribute, and words count themselves.
            found.append((element.tag.split("}")[-1], tuple(sorted(name for name in element.keys() if name not in {"lang", "dir"}))))
    return found


def running(elements) -> list[str]:
    """What of a fragment a browser would run, or load from elsewhere by itself."""
    found = []
    for root in elements:
        if not hasattr(root, "iter"):
            continue
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in {"script", "iframe", "object", "embed", "base", "meta", "form", "style", "link"}:
                found.append(f"<{element.tag}>")
            for name, value in element.items():
                address = re.sub(r"[\s\x00-\x1f]", "", value).lower()
                if name.lower().startswith("on") or (name in {"href", "src"} and re.match(r"(javascript|vbscript|data:text)", address)):
                    found.append(f"{name}={value[:60]}")
    return found


def unprintable(text: str) -> list[str]:
    """The lines of what a program printed that control a terminal, besides its own colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n").split("\n")
    return [repr(line[:200]) for line in lines if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", line)]


def ran_in(page) -> list[str]:
    """Whether a script of a text ran on a page of Chromium."""
    return [f"{page.url}: a script ran"] if page.evaluate("window.ran") else []


def watch(page, shows_pictures: bool = False) -> list[str]:
    """A list to which what `page` should never do is added: dialogs, and requests to the host that the texts name.

    If it `shows_pictures`, it may show those of that host, since its text asks for them."""
    found = []

    def requested(request) -> None:
        if urllib.parse.urlsplit(request.url).hostname == "evil.example" and not (shows_pictures and request.resource_type == "image"):
            found.append(f"{page.url}: {request.url}")

    page.on("dialog", lambda dialog: found.append(f"{page.url}: a dialog"))
    page.on("request", requested)
    return found
