#!/usr/bin/env python3
"""Tries faults on `partwork`, and prints how many of each kind were tried and how many lost something."""

import argparse
import concurrent.futures
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

sys.dont_write_bytecode = True

import calls
import kills
import states
import together
from places import SCENES, Scene
from running import Program

Results = Iterator[tuple[str, list[str] | None]]


class Table:
    """How many faults of each kind were tried, and what was lost."""

    def __init__(self) -> None:
        self.lost = 0

    def row(self, kind: str, results: Results, seconds: float = 0) -> None:
        start, tried, lost, missed = time.monotonic() - seconds, 0, [], 0
        for fault, problems in results:
            tried += problems is not None
            missed += problems is None
            if problems:
                lost.append((fault, problems))
        self.lost += len(lost)
        unmet = f", {missed} not met" if missed else ""
        print(f"{kind:<50} {tried:>6} {len(lost):>6}   {time.monotonic() - start:4.0f} s{unmet}", flush=True)
        for fault, problems in lost[:5]:
            print(f"  {fault}")
            for problem in problems:
                print(f"    {problem}")


class Trials:
    """Everything that can be tried with a program: for each name on the command line, the rows of its kind."""

    def __init__(self, program: Program, folder: pathlib.Path, options: argparse.Namespace):
        self.program, self.folder = program, folder
        self.seed, self.isShort, self.most = options.seed, options.short, 1 if options.short else options.most
        self.stages: dict[str, calls.Stage] = {}
        # The short form leaves out what other programs do, which takes longer.
        self.scenes = [scene for scene in SCENES if not (self.isShort and scene.programs or self.isMissing(scene))]

    def isMissing(self, scene: Scene) -> bool:
        missing = [program for program in scene.programs if shutil.which(program) is None]
        if missing:
            print(f"skipped: {scene.name}; {missing[0]} is not installed (apt-get install {missing[0]})")
        return bool(missing)

    def chance(self, name: str) -> random.Random:
        return random.Random(f"{self.seed} {name}")

    def new_folder(self, name: str) -> pathlib.Path:
        return pathlib.Path(tempfile.mkdtemp(prefix=name.replace(" ", "-").replace("`", "") + "-", dir=self.folder))

    def killed(self, table: Table) -> None:
        """SIGKILL at 200 random moments of a build, an import and publishes."""
        publishes = sum(scene.name.startswith("publish") for scene in self.scenes)

        def victims(scene: Scene) -> Results:
            share = publishes if scene.name.startswith("publish") else 1
            wanted = 1 if self.isShort else math.ceil(200 / share)
            victim = kills.Victim(scene, self.program, self.new_folder("kill"), self.chance(f"kill {scene.name}"))
            count = 0
            while count < wanted:
                problems = victim.kill()
                count += problems is not None
                yield f"edition {victim.edition}", problems

        self.side_by_side(table, [(f"killed: {scene.name}", victims(scene)) for scene in self.scenes])

    def single_calls(self, kind: str, title: str) -> Callable[[Table], None]:
        def run(table: Table) -> None:
            for scene in self.scenes:
                stage = self.stage(scene)
                chance = self.chance(f"{kind} {scene.name}")
                faults = calls.faults_of(kind, stage, chance)
                if self.most < len(faults):
                    faults = chance.sample(faults, self.most)
                with concurrent.futures.ThreadPoolExecutor(calls.WORKERS) as pool:
                    table.row(f"{title}: {scene.name}", zip(map(str, faults), pool.map(stage.attempt, faults)))

        return run

    def stage(self, scene: Scene) -> calls.Stage:
        if scene.name not in self.stages:
            known = self.stage(SCENES[0]) if scene.name.startswith("publish") else None
            self.stages[scene.name] = calls.Stage(scene, self.program, self.new_folder(scene.name), known)
        return self.stages[scene.name]

    def together(self, table: Table) -> None:
        """Commands at once."""
        for name, round, needed in together.ROUNDS:
            if needed and (self.isShort or shutil.which(needed) is None):
                continue
            chance, folder = self.chance(name), self.new_folder(name) / "one" / "place"
            folder.parent.mkdir()

            def rounds() -> Results:
                together.places.make(folder)
                for edition in range(1 if self.isShort else 15):
                    together.places.edit(folder, edition)
                    yield f"round {edition}", round(self.program, folder, chance, edition)

            table.row(name, rounds())

    def damaged(self, kinds: list[str]) -> Callable[[Table], None]:
        def trials(kind: str) -> Results:
            chance = self.chance(kind)
            site = states.Remembering(self.program, self.new_folder("state"))
            for number in range(1 if self.isShort else 25):
                for trial in states.KINDS[kind]:
                    yield f"trial {number}", trial(site, chance)

        return lambda table: self.side_by_side(table, [(kind, trials(kind)) for kind in kinds])

    def side_by_side(self, table: Table, rows: list[tuple[str, Results]]) -> None:
        def collect(results: Results) -> tuple[list, float]:
            start = time.monotonic()
            return list(results), time.monotonic() - start

        names, results = zip(*rows)
        with concurrent.futures.ThreadPoolExecutor(calls.WORKERS) as pool:
            for name, (found, seconds) in zip(names, pool.map(collect, results)):
                table.row(name, iter(found), seconds)

    def kinds(self) -> dict[str, Callable[[Table], None]]:
        return {
            "kill": self.killed,
            "full": self.single_calls("full", "disk full (ENOSPC)"),
            "denied": self.single_calls("denied", "permission denied (EACCES)"),
            "read-only": self.single_calls("read-only", "read-only disk (EROFS)"),
            "open-files": self.single_calls("open-files", "too many open files (EMFILE)"),
            "broken": self.single_calls("broken", "disk error (EIO)"),
            "partial": self.single_calls("partial", "short and interrupted calls"),
            "vanished": self.single_calls("vanished", "vanishing folders"),
            "together": self.together,
            "clock": self.damaged(["the clock moved"]),
            "state": self.damaged([kind for kind in states.KINDS if kind.startswith("`")]),
        }


def library(folder: pathlib.Path) -> str:
    if shutil.which("git") is None:
        raise SystemExit("skipped: git is not installed (apt-get install git)")
    compiler = next(filter(None, map(shutil.which, ["cc", "clang", "gcc"])), None)
    if compiler is None:
        raise SystemExit("skipped: there is no C compiler (apt-get install gcc)")
    target = folder / "inject.so"
    source = pathlib.Path(__file__).with_name("inject.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", source, "-o", target, "-ldl"], check=True)
    return str(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the path of `partwork`")
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--short", action="store_true")
    arguments = parser.parse_intermixed_args()
    # A disk in memory is quicker, and spares the other one.
    memory = "/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="faults-", dir=memory) as temporary:
        folder = pathlib.Path(temporary).resolve()
        program = Program(arguments.program, library(folder), folder)
        trials = Trials(program, folder, arguments)
        kinds = trials.kinds()
        if unknown := [kind for kind in arguments.kinds if kind not in kinds]:
            parser.error(f"there is no kind `{unknown[0]}`; there are: {', '.join(kinds)}")
        print(f"{'fault':<50} {'tried':>6} {'lost':>6}")
        table = Table()
        for kind in arguments.kinds or kinds:
            kinds[kind](table)
    sys.exit(table.lost > 0)


if __name__ == "__main__":
    main()
