#!/usr/bin/env python3
"""`partwork publish` to a branch of a bare repository: a clone equals the output, after others' commits and kills."""

import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import SCRATCH, Site, expect, expect_equal, find_program, kill_at_random, read_folder

find_program("git")
repository = SCRATCH / "repository.git"
copies = iter(range(10_000))


def git(*arguments, folder=repository):
    return subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@localhost", *arguments], cwd=folder, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def clone(branch):
    copy = SCRATCH / f"copy-{next(copies)}"
    git("clone", "--quiet", "--branch", branch, str(repository), str(copy), folder=SCRATCH)
    return copy


def read(branch):
    return read_folder(clone(branch), ignoring=lambda path: path.startswith(".git/"))


git("init", "--quiet", "--bare", str(repository), folder=SCRATCH)
site = Site({
    "pages": f'{{type: git, repository: "{repository}", branch: gh-pages}}',
    "fresh": f'{{type: git, repository: "file://{repository}", branch: fresh, history: orphan}}',
})
for target, branch in [("pages", "gh-pages"), ("fresh", "fresh")]:
    site.write(0)
    site.run("publish", target)
    expect_equal(read(branch), site.files(), f"the first publish to {branch}")
    expect("up to date" in site.run("publish", target), "a second publish says that nothing changed")
    expect(git("rev-list", "--count", branch).strip() == "1", "a second publish makes no commit")

    copy = clone(branch)
    (copy / "note.txt").write_text("added by someone else")
    git("add", "note.txt", folder=copy)
    git("commit", "--quiet", "--message", "Add a note", folder=copy)
    git("push", "--quiet", "origin", branch, folder=copy)
    site.write(1)
    site.run("publish", target)
    expect_equal(read(branch), site.files(), f"a publish to {branch} after someone else pushed to it")
    commits = "3" if target == "pages" else "1"
    expect(git("rev-list", "--count", branch).strip() == commits, f"{branch} has {commits} commits")
    git("fsck", "--strict")

kill_at_random(site, "pages", lambda: read("gh-pages"))
git("fsck", "--strict")
