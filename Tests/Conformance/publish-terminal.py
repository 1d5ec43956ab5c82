#!/usr/bin/env python3
"""`partwork publish` on terminals of 80 and 40 columns: what a writer sees until it is done, and when it is stopped.

The other side of rsync is a program that waits before each run, so that every step is visible.
"""

import fcntl
import os
import pty
import re
import struct
import sys
import termios

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from publishing import PARTWORK, SCRATCH, Site, expect, find_program
from terminal import output

find_program("rsync")
slow = SCRATCH / "slow"
slow.write_text('#!/bin/sh\nsleep 0.7\nshift\nexec "$@"\n')
slow.chmod(0o755)
os.environ["RSYNC_RSH"] = str(slow)
site = Site({"far": f'{{type: rsync, destination: "host:{SCRATCH}/far"}}'})


def publish(width, stop_at=None, **variables):
    """Everything that a publish writes to a terminal, and its exit code; types Control-C when `stop_at` appears."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(site.folder)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        os.execve(PARTWORK, [PARTWORK, "publish"], {**os.environ, "TERM": "xterm", **variables})
    written = b""
    for written in output(terminal):
        if stop_at and stop_at in written:
            os.write(terminal, b"\x03")
            stop_at = None
    mode = termios.tcgetattr(terminal)[3]
    expect(mode & termios.ECHO and mode & termios.ICANON, "the terminal is restored")
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return written.decode(), status


def screen(text):
    """The lines on the terminal at the end."""
    lines, column = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", text):
        if part == "\r":
            column = 0
        elif part == "\n":
            lines.append("")
            column = 0
        elif part == "\x1b[K":
            lines[-1] = lines[-1][:column]
        elif part.startswith("\x1b"):
            expect(part.endswith("m"), f"{part!r} is a colour")
        else:
            lines[-1] = lines[-1][:column] + part + lines[-1][column + len(part):]
            column += len(part)
    return [line for line in lines if line]


def steps(text):
    """The texts of the changing line, in order."""
    return [part.split("\r")[0] for part in text.split("\r\x1b[K")[1:]]


for edition, width in enumerate([80, 40]):
    site.write(edition)
    text, status = publish(width)
    expect(status == 0, f"a publish of {width} columns ends with {status}:\n{text}")
    shown = screen(text)
    recorded = "Added new addresses to content/addresses.yml: keep it under version control."
    expect(len(shown) == 2 and re.fullmatch(r"Published \d+ files \(.*\) to `far`.*: https://ann.dev/", shown[0])
           and shown[1] == recorded,
           f"only the summary stays: {shown}")
    lines = [line for line in steps(text) if line and "Published" not in line and line != recorded]
    expect(all(len(line) < width for line in lines), f"lines fit in {width} columns: {lines}")
    expect(any(re.search(r"\d of \d+.*, \S+ (MB|kB|bytes) of \S+ (MB|kB)$", line) for line in lines), f"files and bytes: {lines}")
    expect(len(set(lines)) >= 3, f"the line changes: {lines}")
    print(f"{width} columns: {' | '.join(dict.fromkeys(lines))}")

site.write(2)
text, status = publish(80, stop_at=b"Sending", NO_COLOR="1")
expect(status == 1, f"a publish that is stopped ends with {status}")
expect(screen(text)[0].startswith("error: interrupted: "), f"Control-C leaves a clear line: {screen(text)}")
expect("\x1b[1" not in text and "\x1b[K" in text, f"NO_COLOR removes only the colours: {text!r}")
text, status = publish(80, TERM="dumb")
expect(status == 0 and "\x1b" not in text and "\r\n" in text, f"a dumb terminal gets plain lines: {text!r}")
site.write(3)
text = site.run("publish")
expect("\x1b" not in text and "\r" not in text, f"so does a log: {text!r}")
expect(text.splitlines()[0] == "Comparing with the target", f"one line for each step:\n{text}")
