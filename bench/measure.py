"""What all measurements share: running a program, a place to work in, and how results are printed."""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

BENCH = pathlib.Path(__file__).resolve().parent
PARTWORK = ["build", "--now", "2026-01-01"]

# What a post takes on the disk: its source with a share of the pictures, and the pages made of it.
BYTES_PER_POST = 100_000


def parser(description: str) -> argparse.ArgumentParser:
    """A parser of the options that all measurements have."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partwork", type=program, required=True, help="the program from a release build")
    return parser


def program(path: str) -> str:
    return str(pathlib.Path(path).resolve())


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    seconds: float
    processor: float
    memory: float  # the most that it held at once, in bytes


def run(command: list[str], folder: pathlib.Path) -> Run:
    """Runs `command` in `folder`. A program that fails ends the measurement."""
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            log.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{log.read().decode(errors='replace')[:4000]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak(usage))


def peak(usage: resource.struct_rusage) -> int:
    """The peak memory in bytes. The system counts in KiB on Linux and in bytes on macOS."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextlib.contextmanager
def workplace(posts: int) -> Iterator[pathlib.Path]:
    """An empty folder with room for `posts` posts, in memory if there is plenty of it. It is deleted at the end."""
    need = posts * BYTES_PER_POST
    shared = pathlib.Path("/dev/shm")
    in_memory = shared.is_dir() and os.access(shared, os.W_OK) and min(free(shared), free_memory()) > 2 * need + 2**30
    parent = shared if in_memory else pathlib.Path(tempfile.gettempdir())
    if free(parent) < need:
        sys.exit(f"{parent} has {free(parent) / 1e9:.1f} GB free; {posts:,} posts need {need / 1e9:.1f} GB")
    # Without this, a measurement that is killed would leave gigabytes behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="partwork-bench-", dir=parent) as folder:
        yield pathlib.Path(folder)


def free(folder: pathlib.Path) -> int:
    return shutil.disk_usage(folder).free


def free_memory() -> int:
    try:
        lines = pathlib.Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))


def make_corpus(folder: pathlib.Path, posts: int, shape: str = "plain", tool: str = "partwork") -> None:
    """Writes the corpus, in another process: the memory of this one counts as memory of each program that it runs."""
    make = [sys.executable, str(BENCH / "corpus" / "make.py"), "--posts", str(posts), "--shape", shape, "--for", tool]
    subprocess.run([*make, str(folder)], check=True)


def remove(folder: pathlib.Path, names: list[str]) -> None:
    """Removes what an earlier build left in `folder`, so that the next build is a cold one."""
    for name in names:
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def cold_build(partwork: list[str], folder: pathlib.Path) -> Run:
    remove(folder, ["public", ".partwork"])
    return run([*partwork, *PARTWORK], folder)


def print_load(what: str) -> None:
    """Names a measurement and says whether other programs are running, which it must share the cores with."""
    load = os.getloadavg()[0]
    print(f"\n{what} ({os.cpu_count()} cores, load {load:.1f})")
    if load > 1:
        print("The machine is busy: expect wide spreads, and less of a gain from a second core than there is.")
    sys.stdout.flush()


def print_table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Prints rows whose first cell is their name."""
    lines = [["", *columns], *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    print(f"\n{title}")
    for name, *cells in lines:
        print("  " + "  ".join([name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:]))]))


def spread(values: list[float], digits: int = 2) -> str:
    """The median, with the least and the greatest value: `1.20 (1.10–1.50)`."""
    low, middle, high = (f"{value:.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}–{high})"


def ratios(
    runs: list[Run], others: list[Run], value: Callable[[Run], float] = lambda run: run.seconds, scale: float = 1
) -> str:
    """How many times as much `runs` took as `others`, compared round by round, since the load of a round hits both."""
    return spread([scale * value(run) / value(other) for run, other in zip(runs, others)])


def megabytes(runs: list[Run]) -> str:
    """The peak memory of `runs`. Linux counts what this process held when it started them, so less cannot be seen."""
    most = max(run.memory for run in runs)
    least = peak(resource.getrusage(resource.RUSAGE_SELF))
    return f"{'under ' if most <= least else ''}{max(most, least) / 2**20:.0f} MB"
