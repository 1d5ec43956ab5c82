"""Runs the program with a fault, and judges what is left."""

import errno
import os
import pathlib
import re
import shutil
import subprocess
from dataclasses import dataclass

from places import NOW, SECRET, Scene, Snapshot

# How many seconds a command may take, which takes a tenth of one without a fault.
PATIENCE = 30


@dataclass(frozen=True)
class Fault:
    """What happens at a call: see inject.c. If it is a limit, the system allows only `count` open files."""

    function: str
    path: str
    count: int
    action: str
    folder: str = ""

    def __str__(self) -> str:
        if self.action == "limit":
            return f"at most {self.count} open files"
        what = re.sub(r"\d+", lambda number: errno.errorcode.get(int(number[0]), number[0]), self.action)
        folder = f" of {self.folder}" if self.folder else ""
        return f"{what}{folder} at call {self.count + 1} of {self.function} on {self.path}"


@dataclass
class Outcome:
    status: int
    output: str
    errors: str
    hung: bool
    # The calls that were made, in order, as functions and paths, and whether the fault was among them.
    calls: list[tuple[str, str]]
    fired: bool


class Program:
    """The program under test, and the library that makes its calls fail."""

    def __init__(self, path: str, library: str, folder: pathlib.Path):
        self.path = os.path.realpath(path)
        self.library = library
        # Only the programs that targets need: what other programs add to a site depends on the machine.
        self.programs = folder / "bin"
        self.programs.mkdir()
        for name in ["git", "rsync"]:
            if found := shutil.which(name):
                (self.programs / name).symlink_to(os.path.realpath(found))

    def environment(self, place: pathlib.Path, **more: str) -> dict[str, str]:
        here = {"PATH": str(self.programs), "HOME": str(place), "TMPDIR": str(place / "tmp"), "LC_ALL": "C.UTF-8"}
        quiet = {"SWIFT_BACKTRACE": "enable=no", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
        return here | quiet | {"SOURCE_DATE_EPOCH": NOW} | more

    def start(
        self, arguments: list[str], place: pathlib.Path, limit: int | None = None, **more: str
    ) -> subprocess.Popen:
        limiting = ["/bin/sh", "-c", f'ulimit -n {limit} && exec "$@"', "sh"] if limit else []
        return subprocess.Popen(
            [*limiting, self.path, *arguments],
            env=self.environment(place, **more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(
        self,
        arguments: list[str],
        place: pathlib.Path,
        fault: Fault | None = None,
        isTraced: bool = False,
        clock: int = 0,
    ) -> Outcome:
        log = place.with_suffix(".log")
        log.unlink(missing_ok=True)
        more: dict[str, object] = {}
        if fault or isTraced or clock:
            more = {"LD_PRELOAD": self.library, "FAULT_PROGRAM": self.path, "FAULT_CLOCK": clock}
            more |= {"FAULT_LOG": log, "FAULT_ROOT": place}
        if fault and fault.action != "limit":
            more |= {"FAULT_AT": f"{fault.function}\t{fault.path}\t{fault.count}", "FAULT_ACTION": fault.action}
            more |= {"FAULT_FOLDER": place / fault.folder, "FAULT_GONE": f"{place}.gone"}
        limit = fault.count if fault and fault.action == "limit" else None
        process = self.start(arguments, place, limit, **{name: str(value) for name, value in more.items()})
        outcome = finish(process, log)
        outcome.fired |= limit is not None
        return outcome


def finish(process: subprocess.Popen, log: pathlib.Path | None = None) -> Outcome:
    """Waits for a process, and for those that it has started."""
    hung = False
    try:
        output, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        hung = True
        os.killpg(process.pid, 9)
        output, errors = process.communicate()
    lines = log.read_text(errors="replace").splitlines() if log and log.exists() else []
    calls = [(function, path) for function, _, path in (line.partition("\t") for line in lines) if function != "fired"]
    texts = (text.decode(errors="replace") for text in (output, errors))
    return Outcome(process.returncode, *texts, hung=hung, calls=calls, fired="fired\t" in lines)


def is_temporary(path: str) -> bool:
    """Whether the path has a name that only files have that are not complete yet."""
    return re.search(r"/\.partwork-|/\.partwork/git-|\.next$|/\.[^/]+\.[A-Za-z0-9]{6}$", path) is not None


def judge(scene: Scene, outcome: Outcome, before: Snapshot, after: Snapshot, found: Snapshot) -> list[str]:
    """What is wrong with what a run with a fault left and said."""
    problems = []
    if outcome.hung:
        problems.append(f"it did not end within {PATIENCE} seconds")
    elif outcome.status not in (0, 1, 64, 74, -9):
        problems.append(f"it ended with {outcome.status}: {outcome.errors[:300]}")
    elif outcome.status > 0:
        first = next((line for line in outcome.errors.splitlines() if "rror: " in line), "")
        places = r"^\S.*: error: |`.+`|standard output|current folder|may be open"
        if not re.search(places, first) and "the command was" not in outcome.errors:
            problems.append(f"its message does not say where: {outcome.errors[:300]}")
        if outcome.status != 64 and "hint: " not in outcome.errors:
            problems.append(f"its message does not say what to do: {outcome.errors[:300]}")
    elif outcome.status == 0:
        # A disk that is read-only from one moment on keeps temporary files until the next run. Addresses that could
        # not be recorded are a warning, since the site is published.
        left = {path: content for path, content in found.items() if path in after or not is_temporary(path)}
        if f"{ADDRESSES.removeprefix('site/')}: warning: the new addresses" in outcome.errors:
            left[ADDRESSES] = after[ADDRESSES]
        problems += [f"it ended with 0, but {problem}" for problem in differences(left, after)]
    return problems + losses(scene, before, after, found)


def losses(scene: Scene, before: Snapshot, after: Snapshot, found: Snapshot) -> list[str]:
    """What is neither what it was nor what it is to be, or is gone, or is public and must not be."""
    problems = []
    for path, content in found.items():
        if content is not None and SECRET in content and path.startswith(("site/public/", "target/")):
            problems.append(f"{path} has the text of a draft")
        if path in before and before[path] == content or path in after and after[path] == content:
            continue
        mayChange = any((path + "/").startswith(change) or path.startswith(change) for change in scene.changes)
        if mayChange and (content is None or is_temporary(path) or "/.partwork/" in path or path == REPORT):
            continue
        problems.append(f"{path} is neither what it was nor what it is to be")
    for path, content in before.items():
        if path in found or "/.partwork/" in path or is_temporary(path) or content is None:
            continue
        # What the new edition does not have may be gone, and what becomes a folder may be between both.
        if path in after and after[path] is not None:
            problems.append(f"{path} is gone")
    return problems[:3]


ADDRESSES = "site/content/addresses.yml"
REPORT = "blog/import-report.md"


def differences(found: Snapshot, wanted: Snapshot) -> list[str]:
    """How a place differs from what a run without faults leaves. The files in `.partwork/` must be the same by name."""

    def compared(place: Snapshot) -> Snapshot:
        # Whether there is a record depends on how long ago the files were changed, and the cache is swept once a month.
        return {
            path: b"" if "/.partwork/" in path and content is not None or path == REPORT else content
            for path, content in place.items()
            if not path.endswith(".record") and "/.partwork/cache/" not in path
        }

    left, right = compared(found), compared(wanted)
    missing = [f"{path} is missing" for path in right.keys() - left.keys()]
    wrong = [f"{path} is not right" for path in left.keys() & right.keys() if left[path] != right[path]]
    return sorted(missing + wrong + [f"{path} is left over" for path in left.keys() - right.keys()])[:3]
