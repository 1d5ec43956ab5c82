#!/usr/bin/env python3
"""`partwork publish` by rclone to an S3 server and a WebDAV server on loopback ports; thirty kills each.

Both are served by rclone itself. `serve s3` came with rclone 1.65: where the installed one is older, that of a virtual
environment that `script/bootstrap --publish` makes serves, while the installed one still publishes.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import SCRATCH, Server, Site, expect, expect_equal, find_program, free_port, kill_at_random, read_folder

rclone = find_program("rclone")
newer = Path(".build/publish-tools/bin/rclone").absolute()


def serves_s3(program):
    known = subprocess.run([program, "serve", "s3", "--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    return b"--auth-key" in known


def version(program):
    first = subprocess.run([program, "version"], stdout=subprocess.PIPE, text=True).stdout.split()[1]
    return tuple(int(part) for part in first.lstrip("v").split("-")[0].split(".")[:2])


clients = [rclone]
server = rclone
if not serves_s3(rclone) and newer.exists():
    server = str(newer)
    clients.append(server)

folders = {name: SCRATCH / name for name in ["dav", "s3"]}
ports = {name: free_port() for name in folders}
for folder in folders.values():
    folder.mkdir()
(folders["s3"] / "bucket").mkdir()
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

[dav]
type = webdav
url = http://127.0.0.1:{ports["dav"]}
vendor = other
""")
site = Site({
    "dav": '{type: rclone, remote: "dav:"}',
    "s3": '{type: rclone, remote: "s3:bucket/blog"}',
    "wrong": '{type: rclone, remote: "wrong:bucket/blog"}',
    "nowhere": '{type: rclone, remote: "nowhere:bucket"}',
})


def read(name):
    folder = folders[name] / ("bucket/blog" if name == "s3" else "")
    return read_folder(folder, ignoring=lambda path: ".partwork-upload/" in path or ".rclone_temp_put" in path)


def check(name, kills, may_miss):
    site.write(0)
    site.run("publish", name, "--force")
    expect_equal(read(name), site.files(), f"the first publish to {name}")
    expect("up to date" in site.run("publish", name), "a second publish sends nothing")
    site.write(1)
    plan = site.run("publish", name, "--dry-run")
    expect("changed  posts/post-0/index.html" in plan, "a dry run lists what would be sent")
    expect("posts/post-1/index.html" not in plan, "and nothing else")
    kill_at_random(site, name, lambda: read(name), kills, may_miss)


path = os.environ["PATH"]
for client in clients:
    os.environ["PATH"] = f"{Path(client).parent}:{path}"
    number = ".".join(map(str, version(client)))
    kills = 30 if client == rclone else 10
    print(f"publishing with rclone {number}")
    said = site.run("publish", "nowhere", status=1)
    expect("rclone has no remote of that name" in said, f"a missing remote is told:\n{said}")
    with Server(server, "serve", "webdav", str(folders["dav"]), "--addr", f"127.0.0.1:{ports['dav']}",
                port=ports["dav"]):
        # Before 1.63 rclone deletes a file before it moves another to its place.
        check("dav", kills, may_miss=version(client) < (1, 63))
        expect(not (folders["dav"] / ".partwork-upload").exists(), "nothing is left waiting")
    if not serves_s3(server):
        print("no S3 server: rclone is older than 1.65, and `script/bootstrap --publish` has made no newer one")
        continue
    with Server(server, "serve", "s3", str(folders["s3"]), "--addr", f"127.0.0.1:{ports['s3']}",
                "--auth-key", "testing,keep-this-to-yourself", port=ports["s3"]):
        check("s3", kills, may_miss=False)
        said = site.run("publish", "wrong", status=1)
        expect("the remote refused the credentials" in said, f"refused credentials are told:\n{said}")
        expect("not-that-secret" not in said, "a secret is not printed")
