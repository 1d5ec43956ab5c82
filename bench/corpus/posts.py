"""The posts of the corpus, as values: who wrote what, in which series, and the Markdown of it."""

import dataclasses
import datetime
import struct
import zlib

WORDS = (
    "a able about above after again age ago agree all almost alone along already also always among answer any argue "
    "around art ask at away back be became because become been before began begin behind being believe best better "
    "between big body book both bring build but by call came can care carry case cause change child choose city clear "
    "close cold come common could country course cover cross cut dark day decide deep did different do does door down "
    "draw dream drive each early earth ease east eat edge end enough even evening ever every example eye face fact fall "
    "family far farm fast father feel feet few field figure fill find fine fire first five follow food for form found "
    "four free friend from full game garden gave get girl give go gold good great green ground group grow had half hand "
    "happen hard has have he head hear heart heat heavy held help her here high hill him his hold home hope hour house "
    "how hundred idea if in inch interest is island it job join just keep kind king knew know land language large last "
    "late laugh law lay lead learn leave left less let letter life light like line list listen little live long look "
    "lost lot love low machine made main make man many map mark may me mean measure men mentor might mile mind minute "
    "miss moment money month moon more morning most mother mountain move much music must my name near need never new "
    "next night no north note nothing notice now number of off often old on once one only open or order other our out "
    "over own page paint paper part pass past pattern people perhaps person picture piece place plain plan plant play "
    "point poor possible power press problem pull put question quick quiet rain ran reach read ready real reason record "
    "red remember rest right river road rock room round rule run said same sat saw say school sea season second see "
    "seem self sentence serve set several shape she ship short should show side simple since sing sister sit six size "
    "sleep slow small snow so some song soon sound south space speak spell spring stand star start state stay step "
    "still stood stop story street strong study such summer sun sure table take talk teach tell ten test than that the "
    "their them then there these they thing think this those though thought thousand three through time to together "
    "told too took top toward town travel tree true try turn two under until up upon us use usual very voice wait walk "
    "want war warm was watch water way we week weight well went were west what wheel when where which while white who "
    "whole why wide wild will wind winter wish with without wonder wood word work world would write wrong year yes yet "
    "you young your"
).split()

CATEGORIES = (
    "Craft", "Letters", "Work", "Listening", "Travel", "Family", "Teaching", "Reading", "Weather", "Cooking", "Walking",
    "Music", "Gardens", "Money", "Health", "Cities", "History", "Nature", "Tools", "Questions",
)

FIRST_DAY = datetime.date(2001, 1, 1)


class Dice:
    """A linear congruential generator (Knuth's MMIX), since Python's own numbers differ between its versions."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def roll(self, sides: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides

    def words(self, count: int) -> list[str]:
        return [WORDS[self.roll(len(WORDS))] for _ in range(count)]

    def sentence(self) -> str:
        return " ".join(self.words(7 + self.roll(12))).capitalize() + ".?!."[self.roll(4)]

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(4 + self.roll(4))]
        marked = self.roll(len(sentences))
        words = sentences[marked].split(" ")
        words[1], words[3] = f"*{words[1]}*", f"**{words[3]}**"
        sentences[marked] = " ".join(words)
        return " ".join(sentences)


@dataclasses.dataclass
class Post:
    slug: str
    title: str
    subtitle: str
    description: str
    date: datetime.date
    authors: list[str]
    categories: list[str]
    series: str | None
    part: int | None
    has_image: bool
    body: str


# What the posts of a blog are like. All but `plain` are the odd shapes that bench/shapes.py measures.
SHAPES = ("plain", "long-series", "one-category", "many-categories")
LONG_SERIES = 2000
MANY_CATEGORIES = 5000


class Blog:
    """A blog of `count` posts, one in ten with a picture.

    In a `plain` one, half of the posts are in series of three to seven parts: a series for every ten posts. In one with
    a `long-series`, the first 2,000 posts are one series and the others are in none. In the other two shapes all posts
    are in one category, or there are 5,000 categories.
    """

    title = "A blog for measuring"
    url = "https://example.com"

    def __init__(self, count: int, shape: str = "plain") -> None:
        self.count = count
        self.shape = shape
        self.authors = [f"author-{number}" for number in range(1, max(3, count // 50) + 1)]
        self.categories = list(CATEGORIES)
        if shape == "one-category":
            self.categories = self.categories[:1]
        if shape == "many-categories":
            self.categories = [f"Category {number}" for number in range(1, MANY_CATEGORIES + 1)]
        self.series: dict[str, int] = {}
        places = list(self._long_series() if shape == "long-series" else self._series())
        self.posts = [self._post(number, *places[number]) for number in range(count)]

    def _series(self):
        """The series and part of each post: runs of posts in a series take turns with as many outside of any."""
        number = 0
        while number < self.count:
            parts = min(3 + len(self.series) % 5, self.count - number)
            name = f"series-{len(self.series) + 1}"
            self.series[name] = parts
            for part in range(1, parts + 1):
                yield name, part
            for _ in range(min(parts, self.count - number - parts)):
                yield None, None
            number += 2 * parts

    def _long_series(self):
        self.series["series-1"] = min(LONG_SERIES, self.count)
        for number in range(self.count):
            yield ("series-1", number + 1) if number < LONG_SERIES else (None, None)

    def _post(self, number: int, series: str | None, part: int | None) -> Post:
        dice = Dice(1_000_003 * (number + 1))
        title = " ".join(dice.words(3 + dice.roll(4))).capitalize()
        return Post(
            categories=self._categories(number, dice),
            slug=self.slug(number),
            title=f"{title}: {number + 1}",
            subtitle=" ".join(dice.words(6)).capitalize(),
            description=dice.sentence(),
            date=FIRST_DAY + datetime.timedelta(days=number * 9000 // self.count),
            authors=[self.authors[dice.roll(len(self.authors))]],
            series=series,
            part=part,
            has_image=number % 10 == 3,
            body=self._body(number, dice),
        )

    def _categories(self, number: int, dice: Dice) -> list[str]:
        """One to three categories. If there are many, post 1 is in the first, post 2 in the second, and so on."""
        first = dice.roll(len(CATEGORIES))
        count = 1 + dice.roll(3)
        if self.shape == "one-category":
            return list(self.categories)
        if self.shape == "many-categories":
            first = number
        return [self.categories[(first + 7 * step) % len(self.categories)] for step in range(count)]

    def slug(self, number: int) -> str:
        return f"post-{number + 1}"

    def _body(self, number: int, dice: Dice) -> str:
        """About 700 words of Markdown, with what posts have: headings, lists, quotations, code, tables, links, notes."""
        other = f"/posts/{self.slug(dice.roll(self.count))}/"
        blocks = [dice.paragraph(), f"See [{dice.sentence()[:-1]}]({other}) and [this](https://example.org/{number})."]
        if number % 10 == 3:
            blocks.append(f"![{dice.sentence()}](picture.png)")
        for _ in range(3):
            blocks += ["## " + " ".join(dice.words(4)).capitalize(), dice.paragraph(), dice.paragraph()]
            match dice.roll(5):
                case 0:
                    blocks.append("\n".join(f"- {dice.sentence()}" for _ in range(4)))
                case 1:
                    blocks.append("\n".join(f"{place}. {dice.sentence()}" for place in (1, 2, 3)))
                case 2:
                    blocks.append(f"> {dice.sentence()} \"{dice.sentence()}\" -- {dice.sentence()}")
                case 3:
                    blocks.append("```\nif (a < b && c > d) {\n  say(\"" + dice.sentence() + "\");\n}\n```")
                case 4:
                    rows = "\n".join(f"| {' | '.join(dice.words(3))} |" for _ in range(4))
                    blocks.append(f"| one | two | three |\n| --- | --- | --- |\n{rows}")
        if number % 12 == 5:
            blocks += [f"{dice.sentence()}[^note]", f"[^note]: {dice.sentence()}"]
        blocks.append(dice.paragraph())
        return "\n\n".join(blocks) + "\n"


def picture(number: int, width: int = 320, height: int = 200) -> bytes:
    """A PNG of one colour, stored without compression, whose bytes no version of zlib changes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = b"\0" + bytes((number * 37 % 256, number * 91 % 256, number * 53 % 256)) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * height, 0))
        + chunk(b"IEND", b"")
    )
