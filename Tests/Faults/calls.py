"""Faults at single calls: errors of the disk, short reads and writes, folders that vanish."""

import collections
import errno
import os
import pathlib
import queue
import random
import shutil
from collections.abc import Iterable

import places
from places import Scene
from running import Fault, Outcome, Program, differences, judge

WORKERS = 2

# What can happen to each call, by the name of the kind of fault.
FAULTS = {
    "full": {f"lasting {errno.ENOSPC}": "create write mkdir link symlink ftruncate mkdtemp rename fsync"},
    "denied": {
        str(errno.EACCES): "open create opendir stat lstat mkdir rmdir rename link unlink chmod realpath access"
    },
    "read-only": {f"lasting {errno.EROFS}": "create mkdir rmdir rename link unlink chmod mkdtemp"},
    "open-files": {f"lasting {errno.EMFILE}": "open create opendir", str(errno.EMFILE): "open create opendir"},
    "broken": {
        str(errno.EIO): "open create opendir readdir read pread write close fsync ftruncate fstat stat lstat mkdir "
        "rmdir rename link unlink readlink realpath mkdtemp"
    },
    "partial": {"short": "read pread write", str(errno.EINTR): "open create read pread write fsync close flock"},
}


class Stage:
    """A scene that can be set again and again, in a folder for each worker."""

    def __init__(self, scene: Scene, program: Program, folder: pathlib.Path, known: "Stage | None" = None):
        self.scene, self.program = scene, program
        # What another stage tries already, as a publish begins with a build.
        self.known = collections.Counter(known.calls if known else [])
        self.free: queue.Queue[pathlib.Path] = queue.Queue()
        for worker in range(WORKERS):
            self.free.put(folder / f"worker-{worker}" / "place")
        first = folder / "first" / "place"
        self.start = folder / "start"
        places.make(first)
        self.expect_success(first)
        places.edit(first, 1)
        places.copy(first, self.start)
        self.before = places.snapshot(first)
        self.calls = self.expect_success(first).calls
        self.after = places.snapshot(first)

    def expect_success(self, place: pathlib.Path) -> Outcome:
        outcome = self.program.run(self.scene.command(place), place, isTraced=True)
        if outcome.status != 0:
            raise SystemExit(f"{self.scene.name} fails without a fault:\n{outcome.errors}")
        return outcome

    def points(self, functions: Iterable[str]) -> list[tuple[str, str, int]]:
        """The first and the last call of each of `functions` on each path, with how many like it come before."""
        wanted, counts = set(functions), collections.Counter(self.calls)
        return [
            (*call, number)
            for call, count in counts.items()
            if call[0] in wanted
            if count > self.known[call]
            for number in sorted({self.known[call], count - 1})
        ]

    def attempt(self, fault: Fault) -> list[str] | None:
        """Runs the command with a fault, and then without; returns what was lost, or nil if the fault was not met."""
        place = self.free.get()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            places.copy(self.start, place)
            gone = pathlib.Path(f"{place}.gone")
            places.remove(gone)
            outcome = self.program.run(self.scene.command(place), place, fault)
            if not outcome.fired:
                return None
            if gone.exists():
                bring_back(place / fault.folder, gone, hasEndedWell=outcome.status == 0)
            found = places.snapshot(place)
            problems = judge(self.scene, outcome, self.before, self.wanted(fault, found), found)
            if fault.action == f"lasting {errno.ENOSPC}" and outcome.status == 1:
                problems.append(f"the site is blamed for a full disk: {outcome.errors[:300]}")
            again = self.program.run(self.scene.command(place), place)
            if again.status != 0:
                return problems + [f"the next run ended with {again.status}: {again.errors[:300]}"]
            found = places.snapshot(place)
            odd = differences(found, self.wanted(fault, found))
            return problems + [f"after the next run, {problem}" for problem in odd]
        finally:
            self.free.put(place)

    def wanted(self, fault: Fault, found: places.Snapshot) -> places.Snapshot:
        """What must be there in the end. An import whose record vanished cannot tell its own texts from the
        writer's, and leaves them as they are."""
        if (fault.action, fault.folder) != ("vanish", "blog/.partwork"):
            return self.after
        return self.after | {path: content for path, content in self.before.items() if found.get(path) == content}


def bring_back(folder: pathlib.Path, gone: pathlib.Path, hasEndedWell: bool) -> None:
    """Puts a folder back that has vanished. If the program has made one in its place and says that all went well, it
    must hold all that the program is to write, so only files of others come back."""
    if folder.exists() and folder.name in ("content", ".partwork"):
        shutil.copytree(folder, gone, dirs_exist_ok=True)
    elif folder.exists() and hasEndedWell:
        for other in places.OTHERS:
            if (gone / other).exists():
                places.write_files(folder, {other: (gone / other).read_bytes()})
        return
    places.remove(folder)
    os.rename(gone, folder)


def vanishing(stage: Stage, chance: random.Random) -> list[Fault]:
    """The folder that a call is about vanishes before it, or sometimes another."""
    faults = []
    for function, path, count in stage.points({call[0] for call in stage.calls}):
        folders = [folder for folder in stage.scene.folders if path.startswith("/" + folder)] or stage.scene.folders
        faults.append(Fault(function, path, count, "vanish", chance.choice(folders)))
    return faults


def faults_of(kind: str, stage: Stage, chance: random.Random) -> list[Fault]:
    if kind == "vanished":
        return vanishing(stage, chance)
    actions = FAULTS[kind].items()
    limits = range(4, 60) if kind == "open-files" else []
    return [Fault(*point, action) for action, functions in actions for point in stage.points(functions.split())] + [
        Fault("open", "", limit, "limit") for limit in limits
    ]
