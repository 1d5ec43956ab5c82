"""Commands that run at once on one place."""

import os
import pathlib
import random
import re
import signal
import time
import urllib.request
from collections.abc import Callable

import places
from places import Snapshot
from running import Outcome, Program, finish

Round = Callable[[Program, pathlib.Path, random.Random, int], list[str]]
HELD = "another (build or publish is using|publish is sending)"


def at_once(program: Program, place: pathlib.Path, commands: list[list[str]], chance: random.Random) -> list[Outcome]:
    """Starts commands within a few milliseconds, and waits for all of them."""
    processes = []
    for command in commands:
        processes.append(program.start([argument.replace("PLACE", str(place)) for argument in command], place))
        time.sleep(chance.uniform(0, 0.03))
    return [finish(process) for process in processes]


def refusals(outcomes: list[Outcome], saying: str = HELD) -> list[str]:
    """Each has to end well or to say who is in the way, and one has to end well."""
    problems = [
        f"one ended with {outcome.status}: {outcome.errors[:300]}"
        for outcome in outcomes
        if outcome.hung or outcome.status not in (0, 1) or outcome.status == 1 and not re.search(saying, outcome.errors)
    ]
    return problems if any(outcome.status == 0 for outcome in outcomes) else problems + ["none of them ended well"]


def public(place: Snapshot, folder: str = "site/public/") -> Snapshot:
    return {path: content for path, content in place.items() if path.startswith(folder)}


def results(program: Program, place: pathlib.Path, commands: list[list[str]], folder: str) -> list[Snapshot]:
    """What `folder` holds after each of `commands` alone."""
    found = []
    for command in commands:
        twin = place.parent.parent / "twin" / "place"
        twin.parent.mkdir(exist_ok=True)
        places.copy(place, twin)
        outcome = program.run([argument.replace("PLACE", str(twin)) for argument in command], twin)
        if outcome.status != 0:
            raise SystemExit(f"{command} fails by itself:\n{outcome.errors}")
        found.append(public(places.snapshot(twin), folder))
    return found


def two_builds(program: Program, place: pathlib.Path, chance: random.Random, edition: int) -> list[str]:
    build = ["build", "--site", "PLACE/site"]
    commands = [build, build + ["--base-url", f"https://other.dev/{edition}/"]]
    wanted = results(program, place, commands, "site/public/")
    problems = refusals(at_once(program, place, commands, chance))
    if public(places.snapshot(place)) not in wanted:
        problems.append("public/ is that of neither build")
    return problems


def build_and_preview(program: Program, place: pathlib.Path, chance: random.Random, edition: int) -> list[str]:
    preview = program.start(["preview", "--site", str(place / "site"), "--port", "0"], place)
    try:
        address = None
        while address is None:
            line = preview.stdout.readline().decode()
            if not line:
                return [f"the preview did not start: {preview.stderr.read().decode()[:300]}"]
            address = re.search(r"http://[^\s]+:\d+/", line)
        places.edit(place, edition + 1)
        [wanted] = results(program, place, [["build", "--site", "PLACE/site"]], "site/public/")
        process = program.start(["build", "--site", str(place / "site")], place)
        problems = []
        while process.poll() is None:
            with urllib.request.urlopen(address[0], timeout=20) as page:
                if b"</html>" not in page.read()[-200:]:
                    problems.append("the preview showed half a page")
        problems += refusals([finish(process)])
        if public(places.snapshot(place)) != wanted:
            problems.append("public/ is not that of the build")
        limit = time.monotonic() + 20
        while f"Edition {edition + 1}" not in urllib.request.urlopen(address[0], timeout=20).read().decode():
            if time.monotonic() > limit:
                return problems + ["the preview does not show what was built"]
            time.sleep(0.05)
        return problems
    finally:
        os.kill(preview.pid, signal.SIGINT)
        finish(preview)


def two_publishes(target: str) -> Round:
    """Two publishes of one site, or of two copies with other titles, to one place."""

    def run(program: Program, place: pathlib.Path, chance: random.Random, edition: int) -> list[str]:
        other = place / "other"
        places.remove(other)
        isCopy = edition % 2 == 0
        if isCopy:
            places.copy(place / "site", other)
            settings = other / "content/site.yml"
            settings.write_text(settings.read_text().replace("title: Edition", "title: Other edition"))
        commands = [["publish", target, "--site", "PLACE/site"]]
        commands.append(["publish", target, "--site", "PLACE/" + ("other" if isCopy else "site")])
        folder = "branch" if target == "git" else "target/"
        wanted = results(program, place, commands, folder)
        outcomes = at_once(program, place, commands, chance)
        problems = refusals(outcomes, HELD + "|changed by others again and again")
        if public(places.snapshot(place), folder) not in wanted:
            problems.append("what is published is that of neither")
        again = program.run(commands[0][:-1] + [str(place / "site")], place)
        if again.status != 0 or public(places.snapshot(place), folder) != wanted[0]:
            problems.append(f"the next publish does not repair it: {again.errors[:300]}")
        return problems

    return run


ROUNDS: list[tuple[str, Round, str | None]] = [
    ("two builds", two_builds, None),
    ("a build and a preview", build_and_preview, None),
    ("two publishes to a folder", two_publishes("folder"), None),
    ("two publishes to a branch", two_publishes("git"), "git"),
    ("two publishes with rsync", two_publishes("rsync"), "rsync"),
]
