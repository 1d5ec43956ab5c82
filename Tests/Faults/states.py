"""What a build remembers, damaged or from another time: `.partwork/` cut short, changed or of a newer version, and a
clock that is not right."""

import json
import pathlib
import random
import re
from collections.abc import Callable

import places
from places import SCENES, Snapshot
from running import Program, differences

BUILD = SCENES[0]
DAY = 86_400


class Remembering:
    """A place whose site has been built, to be damaged and built again."""

    def __init__(self, program: Program, folder: pathlib.Path):
        self.program, self.place, self.clean = program, folder / "built/place", folder / "clean/place"
        for path in (self.place, self.clean):
            path.parent.mkdir(parents=True)
        places.make(self.place)
        self.edition = 0
        self.build()

    def build(self, clock: int = 0, *arguments: str, place: pathlib.Path | None = None) -> str:
        place = place or self.place
        outcome = self.program.run([*BUILD.command(place), *arguments], place, clock=clock)
        return "" if outcome.status == 0 else f"a build ended with {outcome.status}: {outcome.errors[:300]}"

    def start_again(self) -> None:
        """As a writer is told to whose `.partwork/` is damaged."""
        places.remove(self.place / "site/public")
        places.write_files(self.place, {"site/public/keep.txt": "someone else's"})

    def edit(self) -> None:
        self.edition += 1
        places.edit(self.place, self.edition)

    def wanted(self, *arguments: str) -> Snapshot:
        """What a place with the same content has after its first build."""
        places.copy(self.place, self.clean)
        places.remove(self.clean / "site/public")
        places.remove(self.clean / "site/.partwork")
        places.write_files(self.clean, {"site/public/keep.txt": "someone else's"})
        if problem := self.build(0, *arguments, place=self.clean):
            raise SystemExit(problem)
        return places.snapshot(self.clean)

    def expect(self, problem: str, mayHaveOld: bool = False, *arguments: str) -> list[str]:
        """Compares with `wanted`; files of earlier builds may be left if it is not known which these are."""
        wanted = self.wanted(*arguments)
        found = places.snapshot(self.place)
        if mayHaveOld:
            old = {path: content for path, content in found.items() if path.startswith("site/public")}
            wanted = old | wanted
        return ([problem] if problem else []) + differences(found, wanted)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def newer(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"partwork manifest 1"):
        return data.replace(b"partwork manifest 1", b"partwork manifest 2", 1) + b"hashes\tnew\n"
    record = json.loads(data)
    return json.dumps({"version": 2, "built": {"request": record["request"], "inputs": "x"}}).encode()


def edited(data: bytes, chance: random.Random) -> bytes:
    """As somebody may edit it: lines are gone, twice there, in another order, or lead outside."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0: del lines[at]
        case 1: lines.insert(at, lines[chance.randrange(len(lines))])
        case 2: chance.shuffle(lines)
        case 3: lines.insert(1, b"file\t../../beside.txt")
        case 4: lines.insert(1, b"file\t/etc/hostname\nfolder\t..")
        case 5: lines[at] = lines[at] + bytes([chance.randrange(256)])
    return b"\n".join(lines)


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def damage(how: Callable[[bytes, random.Random], bytes]) -> Callable[[Remembering, random.Random], list[str]]:
    def run(site: Remembering, chance: random.Random) -> list[str]:
        folder = site.place / "site/.partwork"
        state = sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size > 0)
        file = chance.choice(state)
        whole = file.read_bytes()
        file.write_bytes(how(whole, chance))
        # With nothing changed, the record decides what is done; else the manifest decides what may be removed.
        if chance.random() < 0.7:
            site.edit()
        before = places.snapshot(site.place)
        problem = site.build()
        # What is not known to be the site's may be in its way: then nothing is changed, and the writer is told.
        if re.search("Partwork did not write|is not a folder, but files of the site would go into it", problem):
            left = {path for path, content in places.snapshot(site.place).items() if before.get(path, b"") != content}
            problems = [f"{path} was changed all the same" for path in sorted(left) if "/.partwork/" not in path]
        else:
            problems = site.expect(problem, mayHaveOld=True)
        site.start_again()
        return problems + site.expect(site.build())

    return run


def moved_clock(site: Remembering, chance: random.Random) -> list[str]:
    """The clock is set forward or back between two builds, by a second or years, and the site changes meanwhile."""
    ahead = chance.choice([-1, 1]) * chance.choice([1, 60, 3_600, DAY, 4_000 * DAY])
    problem = site.build(ahead)
    site.edit()
    return site.expect(problem or site.build(chance.choice([0, -ahead])))


def early_post(site: Remembering, chance: random.Random) -> list[str]:
    """While the clock is ahead, a post goes live; once it is right again, the post must not be public."""
    now = int(places.NOW)
    post = site.place / "site/content/posts/scheduled.md"
    post.write_text("---\ntitle: Scheduled\ndate: 2026-01-20\n---\nNot yet.\n")
    moments = [("--now", "2026-02-01"), ("--now", "2026-01-10")]
    problem = site.build(0, *moments[0])
    isLive = (site.place / "site/public/posts/scheduled/index.html").exists()
    if chance.random() < 0.5:
        site.edit()
    problems = site.expect(problem or site.build(0, *moments[1]), False, *moments[1])
    post.unlink()
    return problems + site.expect(site.build()) + ([] if isLive else ["the post never went live"])


KINDS = {
    "the clock moved": [moved_clock, early_post],
    "`.partwork/` cut short": [damage(cut)],
    "`.partwork/` of a newer version": [damage(newer)],
    "`.partwork/` edited by hand": [damage(edited), damage(flipped)],
}
