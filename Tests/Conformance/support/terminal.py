"""A program on a terminal."""

import os


def output(terminal):
    """All that a program has written to its terminal, each time that there is more, until the program ends."""
    written = b""
    while True:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            return
        if not data:
            return
        written += data
        yield written
