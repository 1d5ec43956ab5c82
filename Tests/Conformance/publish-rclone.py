#!/usr/bin/env python3
"""`partwork publish` with rclone to WebDAV, SFTP, FTP and S3 servers on loopback ports; kills and readers.

WebDAV is served by nginx, which replaces a file in one step, and by rclone, which always removes the old one first;
SFTP by sshd; FTP and S3 by rclone. `serve s3` came with rclone 1.65: if the installed one is older, the one in the
virtual environment that `script/bootstrap --publish` creates serves, and publishes too.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import (
    SCRATCH, Server, Site, expect, expect_equal, find_program, free_port, kill_at_random, read_folder,
    read_while_publishing, serve_by_nginx)
from reading import over_http
from sshd import Sshd

PAGES = ["index.html", "posts/post-0/index.html", "feed.xml"]
DAV_MODULE = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")
rclone = find_program("rclone")
nginx = find_program("nginx")
newer = Path(".build/publish-tools/bin/rclone").absolute()


def said_by(program, *arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def serves_s3(program):
    return "--auth-key" in said_by(program, "serve", "s3", "--help")


def version(program):
    return tuple(int(part) for part in said_by(program, "version").split()[1].lstrip("v").split("-")[0].split(".")[:2])


clients = [rclone]
server = rclone
if not serves_s3(rclone) and newer.exists():
    server = str(newer)
    clients.append(server)

folders = {name: SCRATCH / name for name in ["nginx", "dav", "ftp", "sftp", "s3"]}
ports = {name: free_port() for name in folders}
for folder in folders.values():
    folder.mkdir()
(folders["s3"] / "bucket").mkdir()
sshd = Sshd()
os.environ["RCLONE_CONFIG"] = str(SCRATCH / "rclone.conf")
(SCRATCH / "rclone.conf").write_text(f"""
[s3]
type = s3
provider = Other
access_key_id = testing
secret_access_key = keep-this-to-yourself
endpoint = http://127.0.0.1:{ports["s3"]}

[wrong]
type = s3
provider = Other
access_key_id = testing
secret_access_key = not-that-secret
endpoint = http://127.0.0.1:{ports["s3"]}

[nginx]
type = webdav
url = http://127.0.0.1:{ports["nginx"]}
vendor = other

[dav]
type = webdav
url = http://127.0.0.1:{ports["dav"]}
vendor = other

[sftp]
type = sftp
host = 127.0.0.1
port = {sshd.port}
key_file = {sshd.folder}/user
known_hosts_file = {sshd.folder}/known

[ftp]
type = ftp
host = 127.0.0.1
port = {ports["ftp"]}
user = me
pass = {said_by(rclone, "obscure", "keep-this-to-yourself").strip()}
""")
site = Site({
    "nginx": '{type: rclone, remote: "nginx:"}',
    "dav": '{type: rclone, remote: "dav:"}',
    "sftp": f'{{type: rclone, remote: "sftp:{folders["sftp"]}"}}',
    "ftp": '{type: rclone, remote: "ftp:"}',
    "s3": '{type: rclone, remote: "s3:bucket/blog"}',
    "wrong": '{type: rclone, remote: "wrong:bucket/blog"}',
    "nowhere": '{type: rclone, remote: "nowhere:bucket"}',
})


def place(name):
    return folders[name] / ("bucket/blog" if name == "s3" else "")


def is_arriving(path):
    return ".partwork-upload/" in path or ".rclone_temp_put" in path or path.endswith(".partial")


def read(name):
    return read_folder(place(name), ignoring=is_arriving)


def check(name, kills, may_miss=False):
    site.write(0)
    site.run("publish", name, "--force")
    expect_equal(read(name), site.files(), f"the first publish to {name}")
    said = site.run("publish", name)
    expect("up to date" in said, f"a second publish to {name} sends nothing:\n{said}")
    site.write(1)
    plan = site.run("publish", name, "--dry-run")
    expect("changed  posts/post-0/index.html" in plan, "a dry run lists what would be sent")
    expect("posts/post-1/index.html" not in plan, "and nothing else")
    said = site.run("publish", name)
    expect(("rclone 1.63 or later" in said) == may_miss, f"the warning about replacing files:\n{said}")
    kill_at_random(site, name, lambda: read(name), kills, may_miss)
    expect_equal(read_folder(place(name)), site.files(), f"{name}, nothing left waiting")


def serve_by_rclone(kind, *arguments):
    return Server(server, "serve", kind, "--addr", f"127.0.0.1:{ports[kind.replace('webdav', 'dav')]}", *arguments,
                  port=ports[kind.replace("webdav", "dav")])


def serve_webdav_by_nginx():
    return serve_by_nginx(nginx, SCRATCH / "nginx-server", ports["nginx"], f"""
  dav_ext_lock_zone zone=locks:10m;
  server {{
    listen 127.0.0.1:{ports["nginx"]};
    root {folders["nginx"]};
    client_max_body_size 0;
    create_full_put_path on;
    dav_methods PUT DELETE MKCOL COPY MOVE;
    dav_ext_methods PROPFIND OPTIONS;
  }}
""", modules=f"load_module {DAV_MODULE};")


path = os.environ["PATH"]
for client in clients:
    os.environ["PATH"] = f"{Path(client).parent}:{path}"
    number = ".".join(map(str, version(client)))
    is_old = version(client) < (1, 63)
    kills, few = (30, 3) if client == rclone else (3, 2)
    print(f"publishing with rclone {number}")
    said = site.run("publish", "nowhere", status=1)
    expect("rclone has no remote of that name" in said, f"a missing remote is reported:\n{said}")
    if DAV_MODULE.exists():
        with serve_webdav_by_nginx():
            check("nginx", kills)
            read_while_publishing(site, "nginx", {path: over_http(ports["nginx"], f"/{path}") for path in PAGES})
    else:
        print(f"no WebDAV by nginx: there is no {DAV_MODULE}; `script/bootstrap --publish` installs it")
    with serve_by_rclone("webdav", str(folders["dav"])):
        check("dav", few)
    with serve_by_rclone("ftp", str(folders["ftp"]), "--user", "me", "--pass", "keep-this-to-yourself",
                         "--passive-port", "30000-32000"):
        check("ftp", few)
    with sshd:
        # Before 1.63, rclone renames only with the original SFTP command, which never replaces a file.
        check("sftp", few, may_miss=is_old)
        if not is_old:
            read_while_publishing(site, "sftp", {path: (folders["sftp"] / path).read_bytes for path in PAGES})
    if not serves_s3(server):
        print("no S3 server: rclone is older than 1.65, and `script/bootstrap --publish` has not installed a newer one")
        continue
    with serve_by_rclone("s3", str(folders["s3"]), "--auth-key", "testing,keep-this-to-yourself"):
        check("s3", kills)
        said = site.run("publish", "wrong", status=1)
        expect("the remote refused the credentials" in said, f"refused credentials are reported:\n{said}")
        expect("not-that-secret" not in said, "a secret is not printed")
