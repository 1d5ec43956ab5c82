#!/usr/bin/env python3
"""`partwork publish` to a folder: sends only changes; files stay whole through thirty kills and for readers."""

import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import SCRATCH, Site, expect, expect_equal, kill_at_random, read_folder, read_while_publishing

there = SCRATCH / "there"
site = Site({"stick": f"{{type: folder, path: {there}}}"})


def read():
    return read_folder(there, ignoring=lambda path: path.startswith(".partwork-upload/"))


site.write(0)
site.run("publish", "stick")
expect_equal(read(), site.files(), "the first publish")
before = {path: (there / path).stat().st_mtime_ns for path in read()}
expect("up to date" in site.run("publish", "stick"), "a second publish sends nothing")
expect(before == {path: (there / path).stat().st_mtime_ns for path in read()}, "and touches nothing")
site.write(1)
plan = site.run("publish", "stick", "--dry-run")
expect("changed  posts/post-0/index.html" in plan, "a dry run lists what would be sent")
expect(before == {path: (there / path).stat().st_mtime_ns for path in read()}, "a dry run sends nothing")
kill_at_random(site, "stick", read)
expect(not (there / ".partwork-upload").exists(), "nothing is left waiting")
read_while_publishing(site, "stick", {
    path: (there / path).read_bytes for path in ["index.html", "posts/post-0/index.html", "feed.xml"]})
