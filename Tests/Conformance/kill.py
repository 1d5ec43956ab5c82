#!/usr/bin/env python3
"""Kills builds at many moments: each must leave only whole files, and the next build must repair the rest.

The site is the corpus of bench/corpus with 100 posts. Each round changes the title of the blog, which every page shows,
and puts a page there or takes it away, starts a build, and ends it by SIGKILL at a random moment.
"""

import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])
SITE = SCRATCH / "site"
KILLS = 20


def build(output: pathlib.Path) -> subprocess.Popen:
    command = [PARTWORK, "build", "--site", str(SITE), "--output", str(output), "--now", "2026-01-01"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(process: subprocess.Popen) -> None:
    said, _ = process.communicate()
    if process.returncode != 0:
        sys.exit(f"a build failed:\n{said.decode(errors='replace')[:2000]}")


def files(folder: pathlib.Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def edit(edition: int) -> None:
    settings = SITE / "content" / "site.yml"
    lines = settings.read_text().splitlines()
    lines[0] = f"title: Edition {edition}"
    settings.write_text("\n".join(lines) + "\n")
    extra = SITE / "content" / "pages" / "extra.md"
    if edition % 2:
        extra.parent.mkdir(exist_ok=True)
        extra.write_text(f"---\ntitle: Extra\n---\nEdition {edition}.\n")
    else:
        extra.unlink(missing_ok=True)


def main() -> None:
    make = ["python3", "bench/corpus/make.py", "--posts", "100", "--for", "partwork", str(SITE)]
    subprocess.run(make, check=True)
    public = SCRATCH / "public"
    edit(0)
    start = time.perf_counter()
    finish(build(public))
    whole = time.perf_counter() - start
    (public / "keep.txt").write_text("someone else's")

    former = files(public)
    killed = mixed = step = 0
    chance = random.Random(1)
    while killed < KILLS:
        step += 1
        if step > 4 * KILLS:
            sys.exit(f"only {killed} builds were killed in time")
        edit(step)
        clean = SCRATCH / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        finish(build(clean))
        wanted = files(clean) | {"keep.txt": b"someone else's"}

        process = build(public)
        time.sleep(chance.uniform(whole / 3, whole))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            killed += 1
        else:
            # The build was quicker than the first one: aim closer.
            whole *= 0.9

        found = files(public)
        new = 0
        for path, content in found.items():
            if any(name.startswith(".partwork-") for name in pathlib.PurePath(path).parts):
                continue
            if content not in (former.get(path), wanted.get(path)):
                sys.exit(f"step {step}: {path} is neither what it was nor what it will be")
            new += content != former.get(path)
        lost = (former.keys() & wanted.keys()) - found.keys()
        if lost:
            sys.exit(f"step {step}: {sorted(lost)[0]} is gone")
        mixed += 0 < new < len(wanted) - 1

        finish(build(public))
        repaired = files(public)
        if repaired != wanted:
            odd = [path for path in repaired.keys() | wanted.keys() if repaired.get(path) != wanted.get(path)]
            sys.exit(f"step {step}: the next build did not repair {sorted(odd)[0]}")
        former = repaired
    print(f"{killed} builds were killed, {mixed} of them between the first and the last file")


if __name__ == "__main__":
    main()
