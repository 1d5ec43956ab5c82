#!/usr/bin/env python3
"""The sample site, published under `/` and under `/blog/`, served by nginx and lighttpd.

Every internal link, followed from the home page, must answer 200, and the part of the page that it points to must
exist; so must every address in the sitemap. A missing page must answer 404 with the site's own page. nginx is set up as
docs/publishing.md says.
"""

import http.client
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import SCRATCH, Server, expect, find_program, free_port, serve_by_nginx

ORIGIN = "https://letters.ann.dev"
nginx = find_program("nginx")
lighttpd = find_program("lighttpd")


class Links(HTMLParser):
    """The links of a page and the places in it that links can point to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.places = [], {""}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src", "poster") and value:
                self.links.append(value)
            elif name == "srcset" and value:
                self.links += [part.split()[0] for part in value.split(",") if part.strip()]
            elif name == "id" and value:
                self.places.add(value)


def publish(base):
    """Publishes the sample site for `ORIGIN` + `base`, and returns the folder that a server serves."""
    name = base.strip("/") or "root"
    site, root = SCRATCH / f"site-{name}", SCRATCH / f"root-{name}"
    shutil.copytree("content", site / "content")
    shutil.copytree("templates", site / "templates")
    root.mkdir()
    settings = (site / "content/site.yml").read_text()
    settings = re.sub(r"(?m)^url:.*$", f"url: {ORIGIN}{base}", settings)
    settings = re.sub(r"(?m)^publish:\n(?:[ \t].*\n|\n)*", "", settings)
    settings += f'\npublish:\n  targets:\n    server: {{type: folder, path: "{root}{base.rstrip("/")}"}}\n'
    (site / "content/site.yml").write_text(settings)
    subprocess.run([os.environ["PARTWORK"], "publish", "--site", str(site)], check=True)
    return root


def get(port, path):
    """The status, type and body of the answer; redirects are not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    kind = (answer.getheader("Content-Type") or "").split(";")[0]
    return answer.status, kind, answer.read()


def check(port, base, name):
    """Follows every internal link."""
    home = f"{ORIGIN}{base}"
    waiting, seen, pages, faults = [(home, "the home page")], set(), {}, []
    wanted = []
    while waiting:
        address, source = waiting.pop()
        address, place = urldefrag(address)
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            continue
        wanted.append((address, unquote(place), source))
        if address in seen:
            continue
        seen.add(address)
        if not parts.path.startswith(base):
            faults.append(f"{source} links to {address}, outside the site")
            continue
        status, kind, body = get(port, parts.path)
        if status != 200:
            faults.append(f"{source} links to {address}, which answers {status}")
        elif kind == "text/html":
            pages[address] = Links(body.decode())
            waiting += [(urljoin(address, link), address) for link in pages[address].links]
        elif kind == "text/css":
            waiting += [(urljoin(address, link), address)
                        for link in re.findall(r"url\(\s*['\"]?([^'\")]+)", body.decode()) if "data:" not in link]
        elif address.endswith("sitemap.xml") or address.endswith("feed.xml"):
            links = re.findall(r"<loc>([^<]+)</loc>|<link[^>]* href=\"([^\"]+)\"", body.decode())
            waiting += [(urljoin(address, one or other), address) for one, other in links]
    for address, place, source in wanted:
        if address in pages and place not in pages[address].places:
            faults.append(f"{source} links to #{place} of {address}, which does not exist")
    status, kind, body = get(port, f"{base}no/such/page/")
    if status != 404 or b"</html>" not in body or b"no/such" in body or b"nginx" in body or b"lighttpd" in body:
        faults.append(f"a missing page answers {status}, not 404 with the site's own page")
    expect(not faults, f"{name} at {base}:\n" + "\n".join(faults))
    expect(len(pages) > 10, f"only {len(pages)} pages were found at {base}")
    print(f"{name} at {base}: {len(pages)} pages, {len(seen)} addresses")


def nginx_recipe(root, base, port):
    """The server of the recipe in docs/publishing.md, without TLS."""
    with open("docs/publishing.md") as page:
        recipe = re.search(r"```nginx\n(.*?)```", page.read(), re.DOTALL).group(1)
    for there, here in [("listen 443 ssl", f"listen 127.0.0.1:{port}"), ("root /srv/site", f"root {root}"),
                        ("404 /404.html", f"404 {base}404.html")]:
        expect(there in recipe, f"the recipe for nginx has `{there}`")
        recipe = recipe.replace(there, here)
    return recipe


def check_headers(port, base):
    """Checks what the recipe for nginx says about assets and about the files for other hosts."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def head(path):
        connection.request("HEAD", path)
        answer = connection.getresponse()
        answer.read()
        return answer

    asset = re.search(rb'href="([^"]*/assets/[^"]*\.css)"', get(port, base)[2]).group(1).decode()
    expect("immutable" in head(urlsplit(asset).path).headers.get("Cache-Control", ""), "assets may be kept for a year")
    expect("Cache-Control" not in head(base).headers, "pages may not")
    for path in [base, urlsplit(asset).path]:
        expect(head(path).headers.get("X-Content-Type-Options") == "nosniff", f"{path} has its headers")
    for name in ["_headers", "_redirects"]:
        expect(get(port, base + name)[0] == 404, f"{name} is not served")


def serve_recipe(root, base, port):
    types = "/etc/nginx/mime.types"
    known = f"include {types};" if os.path.exists(types) else "types { text/html html; text/css css; text/xml xml; }"
    return serve_by_nginx(
        nginx, SCRATCH / f"nginx-{port}", port, f"  {known}\n{nginx_recipe(root, base, port)}")


def serve_by_lighttpd(root, base, port):
    configuration = SCRATCH / f"lighttpd-{port}.conf"
    configuration.write_text(f"""
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
index-file.names = ( "index.html" )
server.errorfile-prefix = "{root}{base}"
mimetype.assign = (
  ".html" => "text/html", ".css" => "text/css", ".xml" => "application/xml", ".json" => "application/json",
  ".js" => "text/javascript", ".svg" => "image/svg+xml", ".jpg" => "image/jpeg", ".png" => "image/png",
  ".webp" => "image/webp", ".txt" => "text/plain", "" => "application/octet-stream"
)
""")
    return Server(lighttpd, "-D", "-f", str(configuration), port=port)


for base in ["/", "/blog/"]:
    root = publish(base)
    for name, serve in [("nginx", serve_recipe), ("lighttpd", serve_by_lighttpd)]:
        port = free_port()
        with serve(root, base, port):
            check(port, base, name)
            if name == "nginx":
                check_headers(port, base)
