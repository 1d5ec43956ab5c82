"""What checks share: an environment with checkers from PyPI, a browser, and the result of each check."""

import os
import pathlib
import shutil
import subprocess
import sys

CHECKERS = pathlib.Path(".build/checkers").resolve()
failures: list[str] = []


def skip(reason: str) -> None:
    print(reason)
    sys.exit(77)


def browser() -> str | None:
    """The path of a Chromium."""
    return next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


def enter_environment(packages: list[str], modules: str, programs: dict[str, str]) -> None:
    """Runs the script again with `packages` of PyPI, which are installed if they are not there. It is skipped if there is no
    Chromium, or if one of `programs` is missing, which are named with the packages of Debian."""
    if sys.prefix == str(CHECKERS):
        return
    if browser() is None:
        skip("Chromium is not installed (apt-get install chromium)")
    for program, package in programs.items():
        if shutil.which(program) is None:
            skip(f"{program} is not installed (apt-get install {package})")
    python = CHECKERS / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", CHECKERS], check=True)
    if subprocess.run([python, "-c", f"import {modules}"], stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    os.execv(python, [str(python), *sys.argv])


def check(name: str, problems: list[str]) -> None:
    print(f"{'ok ' if not problems else 'BAD'} {name}", flush=True)
    for problem in problems[:20]:
        print(f"      {problem}")
    if problems:
        failures.append(name)
