#!/usr/bin/env python3
"""`partwork publish` with rsync: local, and to a real sshd on a loopback port with its own keys; thirty kills each."""

import getpass
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import (
    SCRATCH, Site, expect, expect_equal, find_program, kill_at_random, read_folder, read_while_publishing)
from sshd import Sshd

find_program("rsync")
server = Sshd()


def log_in(**how):
    os.environ["RSYNC_RSH"] = server.login(**how)


there = {name: SCRATCH / name for name in ["near", "far"]}
far = f"{getpass.getuser()}@127.0.0.1:{there['far']}"
site = Site({
    "near": f'{{type: rsync, destination: "{there["near"]}"}}',
    "far": f'{{type: rsync, destination: "{far}"}}',
    "nowhere": f'{{type: rsync, destination: "{far}/no/such/folder"}}',
})


def read(name):
    # A kill leaves rsync's temporary files, `.name.XXXXXX`; the next publish removes them.
    return read_folder(there[name], ignoring=lambda path: path.split("/")[-1].startswith(".")
                       and len(path.rsplit(".", 1)[-1]) == 6 and path.count(".") > 1)


with server:
    log_in()
    for name in there:
        site.write(0)
        site.run("publish", name)
        expect_equal(read_folder(there[name]), site.files(), f"the first publish to {name}")
        # Files are compared by content: the same size and time must not hide a change.
        (there[name] / "index.html").write_bytes(b"x" * (site.output / "index.html").stat().st_size)
        stamp = (site.output / "index.html").stat()
        os.utime(there[name] / "index.html", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        plan = site.run("publish", name, "--dry-run")
        expect("changed  index.html" in plan and "posts/" not in plan, f"only the change is planned:\n{plan}")
        site.run("publish", name)
        expect_equal(read_folder(there[name]), site.files(), f"the repair of {name}")
        expect("up to date" in site.run("publish", name), "a further publish sends nothing")
        kill_at_random(site, name, lambda: read(name))
        expect_equal(read_folder(there[name]), site.files(), f"{name}, no temporary file left")

        read_while_publishing(site, name, {
            path: (there[name] / path).read_bytes for path in ["index.html", "posts/post-0/index.html", "feed.xml"]})

    log_in(key="stranger")
    said = site.run("publish", "far", status=1)
    expect("the server refused the key" in said and "Permission denied" in said, f"a refused key is reported:\n{said}")
    for known in ["known-wrong", "known-none"]:
        log_in(known=known)
        said = site.run("publish", "far", status=1)
        expect("this machine does not trust the server's host key" in said, f"an unknown host is reported:\n{said}")
    log_in()
    said = site.run("publish", "nowhere", status=1)
    expect("no/such/folder" in said and "cannot be created" in said, f"a missing folder is reported:\n{said}")
said = site.run("publish", "far", status=1)
expect("the server cannot be reached" in said, f"a server that is down is reported:\n{said}")
