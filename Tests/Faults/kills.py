"""Programs that are killed: at a random call, alone or with the programs that they run, or at a random time."""

import os
import pathlib
import random
import signal
import time

import places
from places import Scene
from running import Fault, Program, differences, finish, judge


class Victim:
    """A place that goes from edition to edition, with a kill on the way to each."""

    def __init__(self, scene: Scene, program: Program, folder: pathlib.Path, chance: random.Random):
        self.scene, self.program, self.chance = scene, program, chance
        self.place, self.twin = folder / "victim/place", folder / "twin/place"
        for path in (self.place, self.twin):
            path.parent.mkdir(parents=True)
        places.make(self.place)
        self.edition = 0
        outcome = self.program.run(scene.command(self.place), self.place)
        if outcome.status != 0:
            raise SystemExit(f"{scene.name} fails without a fault:\n{outcome.errors}")

    def kill(self) -> list[str] | None:
        """Goes to the next edition with a kill; returns what was lost, or nil if the command was quicker."""
        self.edition += 1
        places.edit(self.place, self.edition)
        before = places.snapshot(self.place)
        places.copy(self.place, self.twin)
        start = time.perf_counter()
        clean = self.program.run(self.scene.command(self.twin), self.twin, isTraced=True)
        duration = time.perf_counter() - start
        after = places.snapshot(self.twin)
        if self.chance.random() < 0.5:
            fault = self.fault(clean.calls)
            outcome = self.program.run(self.scene.command(self.place), self.place, fault)
        else:
            process = self.program.start(self.scene.command(self.place), self.place)
            time.sleep(self.chance.uniform(0, duration))
            (os.killpg if self.chance.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
            outcome = finish(process)
        problems = judge(self.scene, outcome, before, after, places.snapshot(self.place))
        again = self.program.run(self.scene.command(self.place), self.place)
        if again.status != 0:
            problems.append(f"the next run ended with {again.status}: {again.errors[:300]}")
        problems += [f"after the next run, {problem}" for problem in differences(places.snapshot(self.place), after)]
        return problems if outcome.status == -signal.SIGKILL else problems or None

    def fault(self, calls: list[tuple[str, str]]) -> Fault:
        number = self.chance.randrange(len(calls))
        function, path = calls[number]
        return Fault(function, path, calls[:number].count(calls[number]), self.chance.choice(["kill", "kill-all"]))
