"""What the checks of `partwork publish` share: a site that changes, comparing it with a target, random kills and
readers who keep reading."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from reading import Reader

PARTWORK = os.environ["PARTWORK"]
SCRATCH = Path(os.environ["SCRATCH"])

# The checks only talk to this machine; its proxy or certificate bundle must not interfere.
for name in ["AWS_CA_BUNDLE", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]:
    os.environ.pop(name, None)
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


def skip(reason):
    """Ends the check as one that cannot run here."""
    print(reason)
    sys.exit(77)


def find_program(*names):
    """The path of the first of `names` that is installed; skips the check if none is."""
    for name in names:
        for folder in os.environ["PATH"].split(":") + ["/usr/sbin", "/sbin", "/usr/local/sbin"]:
            if os.access(f"{folder}/{name}", os.X_OK):
                return f"{folder}/{name}"
    skip(f"{' or '.join(names)} is not installed; `script/bootstrap --publish` installs it")


def free_port():
    """A free port of the loopback address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A program that serves while the block runs, on a port of the loopback address."""

    def __init__(self, *command, port, log=None):
        self.command, self.port = command, port
        self.log = open(log or SCRATCH / f"server-{port}.log", "wb")

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        for _ in range(200):
            if self.process.poll() is not None:
                break
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        self.process.kill()
        raise SystemExit(f"{self.command[0]} did not start: {Path(self.log.name).read_text()}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve_by_nginx(nginx, folder, port, http, modules=""):
    """A separate nginx, configured by `http`; all its files are in `folder`."""
    folder.mkdir(exist_ok=True)
    temporary = "\n".join(
        f"  {name}_temp_path {folder}/{name};" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(f"""
{modules}
{"user root;" if os.getuid() == 0 else ""}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
{temporary}
  access_log off;
{http}
}}
""")
    return Server(nginx, "-c", f"{folder}/nginx.conf", "-p", str(folder), "-e", f"{folder}/error.log", port=port)


class Site:
    """A site whose text changes from edition to edition, and its targets."""

    def __init__(self, targets, url="https://ann.dev", folder=SCRATCH / "site"):
        self.folder = Path(folder)
        self.output = self.folder / "public"
        self.content = self.folder / "content"
        (self.content / "posts").mkdir(parents=True)
        lines = [f"    {name}: {target}" for name, target in targets.items()]
        (self.content / "site.yml").write_text(
            f"title: Letters\nurl: {url}\npublish:\n  targets:\n" + "\n".join(lines) + "\n")
        shutil.copytree("templates", self.folder / "templates")

    def write(self, edition, posts=40, seed=None):
        """Writes the posts of an edition: most as they were, some changed, some new, some gone."""
        chance = random.Random(f"{seed}-{edition}")
        for old in (self.content / "posts").glob("*.md"):
            old.unlink()
        # A publish would refuse to lose the addresses of posts.
        (self.content / "addresses.yml").unlink(missing_ok=True)
        for number in range(posts):
            # One post in four changes with each edition; one in ten is only there in every second edition.
            text = edition if number % 4 == 0 else 0
            if number % 10 == 9 and edition % 2:
                continue
            words = random.Random(f"{seed}-{number}-{text}").choices(["one", "two", "three", "four"], k=600)
            (self.content / "posts" / f"post-{number}.md").write_text(
                f"---\ntitle: Post {number}\ndate: 2026-01-{1 + number % 28:02}\n---\n{' '.join(words)}\n")
        picture = self.content / "pictures" / f"{edition % 3}.bin"
        shutil.rmtree(picture.parent, ignore_errors=True)
        picture.parent.mkdir()
        # Large enough to be killed while it is being sent, and sometimes the same path with other bytes.
        picture.write_bytes(chance.randbytes(400_000))

    def run(self, *arguments, status=0):
        """Runs `partwork` on the site and returns all its output; stops the check if the exit code is not `status`."""
        done = subprocess.run(
            [PARTWORK, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=300)
        if done.returncode != status:
            raise SystemExit(
                f"partwork {' '.join(arguments)} ended with {done.returncode}, not {status}:\n{done.stdout}")
        return done.stdout

    def files(self):
        """The bytes of the output's files by path."""
        return read_folder(self.output)


def read_folder(folder, ignoring=lambda path: False):
    """The bytes of all files below `folder`, by path."""
    folder = Path(folder)
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not ignoring(str(file.relative_to(folder)))
    }


def expect_equal(published, wanted, what):
    """Stops the check unless both hold the same files."""
    missing = sorted(wanted.keys() - published.keys())
    extra = sorted(published.keys() - wanted.keys())
    different = sorted(path for path in wanted.keys() & published.keys() if wanted[path] != published[path])
    if missing or extra or different:
        raise SystemExit(f"{what}: missing {missing[:5]}, left over {extra[:5]}, different {different[:5]}")


def expect(condition, what):
    if not condition:
        raise SystemExit(f"not true: {what}")


def kill_at_random(site, target, read, kills=30, may_miss=False):
    """Publishes edition after edition, kills each publish at a random moment, checks the target, and completes it.

    `read` returns the target's files, without those that wait to be moved into place. Each must be whole: from the
    edition before or from the one being published. Files of both editions must be there, unless `may_miss`, for a
    store that cannot replace a file in one step.
    """
    chance = random.Random(4)
    site.write(0)
    site.run("publish", target)
    former = site.files()
    expect_equal(read(), former, "the first publish")
    started = time.monotonic()
    site.write(1)
    site.run("publish", target)
    duration = time.monotonic() - started
    former = site.files()
    killed = missed = 0
    edition = 1
    # A publish that ends before its kill does not count.
    while killed < kills:
        edition += 1
        expect(edition <= 4 * kills, f"{killed} of {edition} publishes were killed in time")
        site.write(edition)
        site.run("build")
        latest = site.files()
        process = subprocess.Popen(
            [PARTWORK, "publish", target], cwd=site.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(timeout=chance.uniform(0, duration))
        except subprocess.TimeoutExpired:
            # The whole group: the programs that send, too.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
        # The target's server may need a moment to notice that the connection is gone.
        time.sleep(0.05)
        published = read()
        for path, data in published.items():
            if data not in (former.get(path), latest.get(path)):
                raise SystemExit(f"edition {edition}: {path} is neither old nor new: {len(data)} bytes")
        gone = [path for path in former.keys() & latest.keys() if path not in published]
        missed += len(gone)
        if gone and not may_miss:
            raise SystemExit(f"edition {edition}: {gone[:5]} are missing after the kill")
        site.run("publish", target)
        expect_equal(read(), latest, f"edition {edition}, completed")
        former = latest
    print(f"{target}: {killed} kills of publishes of {duration:.1f} s; {missed} files missing in between")


def read_while_publishing(site, target, getters, editions=4):
    """Publishes some editions while readers request pages that change with each, and must always get whole ones.

    `getters` maps the path of a page in the output to a function that gets it as readers do.
    """
    site.write(0)
    site.run("publish", target)
    former, count = site.files(), 0
    for edition in range(1, editions + 1):
        site.write(edition)
        site.run("build")
        latest = site.files()
        with contextlib.ExitStack() as stack:
            readers = [stack.enter_context(Reader(get, {former[path], latest[path]})) for path, get in getters.items()]
            site.run("publish", target)
        for reader, path in zip(readers, getters):
            expect(latest[path] != former[path], f"{path} changes with each edition")
            expect(not reader.faults, f"readers of {path} always get a page: {reader.faults[:3]} of {reader.count}")
            count += reader.count
        former = latest
    print(f"{target}: {count} reads while {editions} editions were published")
