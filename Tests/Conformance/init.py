#!/usr/bin/env python3
"""`partwork init` on a terminal: it asks for what is not given, asks again after a wrong answer, and can be stopped."""

import os
import pathlib
import pty
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "Tests/Conformance/support")
from terminal import output

PARTWORK = os.environ["PARTWORK"]
SCRATCH = pathlib.Path(os.environ["SCRATCH"])


def run(folder, options, answers):
    """What a writer sees who types each answer at its question, the exit code, and the settings that were written."""
    process, terminal = pty.fork()
    if process == 0:
        environment = {**os.environ, "TERM": "xterm", "LC_ALL": "fr_CA.UTF-8"}
        os.execve(PARTWORK, [PARTWORK, "init", str(folder), *options], environment)
    seen = b""
    answers = list(answers)
    asked = 0
    for seen in output(terminal):
        while answers and seen.count(b"]: ") > asked:
            asked += 1
            os.write(terminal, answers.pop(0).encode())
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    settings = folder / "content/site.yml"
    return seen.decode(), status, settings.read_text() if settings.exists() else None


def expect(condition, what, *facts):
    if not condition:
        sys.exit("\n".join([f"not so: {what}", *map(str, facts)]))


seen, status, settings = run(
    SCRATCH / "asked", [],
    ["Être là: \"oui\"\n", "example.org\n", "https://example.org/\n", "Zoë\n", "french\n", "\n"])
expect(status == 0, "all questions are answered", seen)
for question in ["Title of the site [asked]: ", "Its address [https://example.com/]: ", "Your name [", "Language [fr-CA]: "]:
    expect(question in seen, f"it asks {question}", seen)
expect("`example.org` is not an absolute URL: write it as" in seen, "it says why an answer is wrong", seen)
expect("`french` is not a language tag: did you mean `fr`?" in seen, "it says what was meant", seen)
expect(seen.count("Its address") == 2 and seen.count("Language [") == 2, "it asks again after a wrong answer", seen)
for line in ['title: "Être là: \\"oui\\""', "url: https://example.org/", "language: fr-CA"]:
    expect(f"\n{line}\n" in settings, f"the settings have {line}", settings)
expect((SCRATCH / "asked/content/authors/zoe.md").exists(), "the author is the one who answered")
expect("cd " in seen and "partwork preview" in seen, "it says what to type next", seen)

given = ["--title", "A", "--url", "https://a.example/", "--author", "B", "--language", "de"]
seen, status, settings = run(SCRATCH / "given", given, [])
expect(status == 0 and "]: " not in seen, "it does not ask for what is given", seen)

seen, status, settings = run(SCRATCH / "some", ["--author", "B", "--language", "de"], ["\n", "\n"])
expect(status == 0 and seen.count("]: ") == 2, "it asks for the rest", seen)
expect("title: some\n" in settings, "an empty answer is the suggestion", settings)

seen, status, settings = run(SCRATCH / "stopped", [], ["A\n", "\x04"])
expect(status == 1 and "Nothing was written." in seen, "the end of the input stops it", seen)
expect(not (SCRATCH / "stopped").exists(), "nothing was written")

seen, status, settings = run(SCRATCH / "interrupted", [], ["A\n", "\x03"])
expect(status == -2 and not (SCRATCH / "interrupted").exists(), "so does Control-C", seen, status)
