import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@testable import Partwork

@Suite("Broken YAML") struct YAMLProblemTests {
  @Test(arguments: [
    ("title: Mentorship1️⃣: the best", "text that contains `: ` needs quotes"),
    ("title: “Été”1️⃣: the best", "text that contains `: ` needs quotes"),
    ("title: A\n  date1️⃣: 2026-03-12", "this key is not aligned with the keys above it"),
    ("1️⃣title A\ndate: 2026-03-12", "this line is not `key: value`"),
    ("date: 2026-03-12\n1️⃣draft true\ntitle: A", "this line is not `key: value`"),
    ("date: 2026-03-12\n1️⃣title A", "this line is not `key: value`"),
    ("title: A\n1️⃣\tdate: 2026-03-12", "tabs are not allowed here"),
    ("categories:\n1️⃣\t- A", "tabs are not allowed here"),
    ("title: 1️⃣\"A\ndate: 2026-03-12", "this quotation mark is never closed"),
    ("title: 1️⃣'A", "this quotation mark is never closed"),
    ("title: \"A1️⃣\\q\"", "this backslash is not a valid escape"),
    ("title: 'It'1️⃣s here'", "the text ends at the quotation mark before this"),
    ("title: \"A\" 1️⃣and B", "the text ends at the quotation mark before this"),
    ("categories: 1️⃣[A, B\ndate: 2026-03-12", "missing `]` or `,` after this `[`"),
    ("image: 1️⃣{src: a.jpg\ndate: 2026-03-12", "missing `}` or `,` after this `{`"),
    ("  title: A\n1️⃣date: 2026-03-12", "this line is not aligned with the lines above it"),
    ("categories:\n  - A\n 1️⃣- B", "this line is not aligned with the lines above it"),
    ("title: A\n1️⃣- B", "this line is not aligned with the lines above it"),
    ("title: 1️⃣@home", "text that begins with `@` needs quotes"),
    ("title: 1️⃣`code`", "text that begins with a backtick (`) needs quotes"),
    ("title: A\nsubtitle: 1️⃣`swift build`, explained", "text that begins with a backtick (`) needs quotes"),
    ("title: A\ncategories:\n  - 1️⃣`code`", "text that begins with a backtick (`) needs quotes"),
    ("title: 1️⃣[Review] The book", "`[` begins a list here, but text follows its `]`"),
    ("title: A\nsubtitle: 1️⃣[Part 1] [Draft] Été", "`[` begins a list here, but text follows its `]`"),
    ("title: 1️⃣[Not](a-link.md)", "`[` begins a list here, but text follows its `]`"),
    ("title: 1️⃣[[wiki]] link", "`[` begins a list here, but text follows its `]`"),
    ("title: A\ncategories:\n  - 1️⃣[B] C", "`[` begins a list here, but text follows its `]`"),
    ("title: A\ncategories:\n  - \"B\" 1️⃣C", "the text ends at the quotation mark before this"),
    ("title: 1️⃣{Draft} The book", "`{` begins a map here, but text follows its `}`"),
    ("title: 1️⃣? or not", "text that begins with `? ` needs quotes"),
    ("title: 1️⃣&c and more", "text that begins with `&` needs quotes"),
    ("title: A\nsubtitle: 1️⃣&c", "text that begins with `&` needs quotes"),
    ("title: A\nextra: {mood: 1️⃣&calm sea}", "text that begins with `&` needs quotes"),
    ("title: 1️⃣!Important", "text that begins with `!` needs quotes"),
    ("title: A\nsubtitle: 1️⃣!Important", "text that begins with `!` needs quotes"),
    ("title: 1️⃣! wow", "text that begins with `!` needs quotes"),
    ("title: A\nsubtitle: 1️⃣! a warning", "text that begins with `!` needs quotes"),
    ("title: A\nextra: {mood: 1️⃣! oh}", "text that begins with `!` needs quotes"),
    ("title: A\nextra:\n  moods:\n    - 1️⃣!oh my", "text that begins with `!` needs quotes"),
    ("title: 1️⃣'Tis the season", "this quotation mark is never closed"),
    ("title: 1️⃣%20", "text that begins with `%` needs quotes"),
    ("title: 1️⃣, and", "text that begins with `,` needs quotes"),
    ("title: 1️⃣*bold", "text that begins with `*` needs quotes"),
    ("title: 1️⃣**bold**", "text that begins with `*`, `&` or `!` needs quotes"),
    ("title: 1️⃣& more", "text that begins with `*`, `&` or `!` needs quotes"),
    ("title: 1️⃣!important words", "text that begins with `!` needs quotes"),
    ("title: | 1️⃣A", "the text of a block begins on the next line"),
    ("title: A\ncategories: 1️⃣[C #1, B]", "missing `]` or `,` after this `[`"),
    (
      "title: Letter 1️⃣#3\n  from the garden\ndate: 2026-03-12",
      "`#` begins a comment here, so the text cannot continue on the next line"
    ),
    ("title: 1️⃣- A", "a list must begin on its own line"),
    ("title: A\u{7}", "control characters are not allowed here"),
    ("title: A\n...\n1️⃣date: 2026-03-12", "this line is not aligned with the lines above it"),
    ("title: A\ndate: 2026-03-12\n1️⃣title: B", "`title` is given twice"),
    ("title: A\nimage:\n  src: a\n  alt: b\n  1️⃣src: c", "`src` is given twice"),
    ("title: A\n1️⃣\"title\" : B", "`title` is given twice"),
  ])
  func `broken YAML is reported in plain words at its place`(yaml: String, message: String) {
    var yaml = yaml
    if yaml.contains("\u{7}") { yaml = yaml.replacing("\u{7}", with: "1️⃣\u{7}") }
    let text = MarkedText("---\n\(yaml)\n---\nText\n")
    expectDiagnostics(
      diagnostics(text).filter { $0.message != "`date` is missing" }, [.error(message, at: 1)], in: text)
  }

  @Test(arguments: [
    (#"title: 1️⃣"A\e[31m""#, "<U+001B>"), (#"title: 1️⃣"A\0B""#, "<U+0000>"),
    (#"title: A\nsubtitle: 1️⃣"\x07""#, "<U+0007>"),
    (#"title: A\ntags: [B, 1️⃣"\u0001"]"#, "<U+0001>"), (#"title: A\nextra:\n  a:\n    - {b: 1️⃣"\x7F"}"#, "<U+007F>"),
    (#"title: A\nextra: {1️⃣"\r": b}"#, "<U+000D>"), (#"title: A\ndescription: 1️⃣"\x9b""#, "<U+009B>"),
    (#"title: A\ndescription: 1️⃣"\N""#, "<U+0085>"), (#"title: A\ndescription: 1️⃣"\uFFFF""#, "<U+FFFF>"),
    (#"title: A\nimage: {src: a.png, alt: 1️⃣"\b"}"#, "<U+0008>"),
  ])
  func `an escape for a control character is an error at its text`(yaml: String, shown: String) {
    let text = MarkedText("---\n\(yaml.replacing(#"\n"#, with: "\n"))\ndate: 2026-03-12\n---\nText\n")
    let message = "the control character \(shown) is not allowed here"
    expectDiagnostics(
      diagnostics(text).filter { $0.message.contains("control") }, [.error(message, at: 1)], in: text)
  }

  @Test(arguments: ["\u{0}", "\u{1B}", "\u{B}", "\u{7F}", "\u{9B}"])
  func `a control character is an error at its place`(control: String) {
    for yaml in [
      "title: A 1️⃣\(control)b", "title: A\ndescription: |\n  B\n  c1️⃣\(control)", "extra:\n  # 1️⃣\(control)\ntitle: A",
    ] {
      let text = MarkedText("---\n\(yaml)\ndate: 2026-03-12\n---\nText\n")
      expectDiagnostics(diagnostics(text), [.error("control characters are not allowed here", at: 1)], in: text)
    }
  }

  @Test(arguments: [#"title: "A\tB""#, #"title: "A\u200FB""#, "title: A\tB", "title: \"A\\u2028B\""])
  func `tabs, line feeds and marks are allowed`(yaml: String) {
    let text = MarkedText("---\n\(yaml)\ndescription: \"a\\nb\"\ndate: 2026-03-12\n---\nText\n")
    expectDiagnostics(diagnostics(text), [], in: text)
  }

  @Test(arguments: [
    ("title: Letter 1️⃣#3 from the garden", "`title`"),
    ("title: C 1️⃣# for beginners", "`title`"),
    ("title: Number\t1️⃣#1", "`title`"),
    ("title: A\nsubtitle: 1️⃣#1 of all", "`subtitle`"),
    ("title: A\nslug: été 1️⃣#2", "`slug`"),
    ("title: A\ncategories: [\n  D, C 1️⃣#\n  ]", "an entry in `categories`"),
    ("title: A\ncategories:\n  - F  1️⃣#now\n  - G", "an entry in `categories`"),
    ("title: A\nimage: {src: a.jpg, alt: Chair 1️⃣#2\n  }", "`image.alt`"),
    ("title: A\nimage:\n  src: a.jpg\n  alt: Chair 1️⃣#2", "`image.alt`"),
    ("title: A\nextra:\n  mood:\n    - calm 1️⃣#9", "an entry in `extra.mood`"),
    ("title: A\nextra:\n  mood: 1️⃣#calm", "`extra.mood`"),
    ("title: A text\n  on two lines 1️⃣#3", "`title`"),
    ("title: A\ncallToAction: Join 1️⃣#gardens", "`callToAction`"),
  ])
  func `a text that a comment cuts is a warning`(yaml: String, name: String) {
    let text = MarkedText("---\ndate: 2026-03-12\n\(yaml)\n---\nText\n")
    expectDiagnostics(
      diagnostics(text).filter { $0.severity == .warning },
      [
        .warning(
          "`#` begins a comment here, which is not part of \(name)", at: 1,
          hint: "put quotes around the whole text, or move the comment to its own line")
      ], in: text)
  }

  @Test(arguments: [
    "title: \"Letter #3\"", "title: 'Letter #3'", "title: Letter#3", "title: |\n  Letter #3",
    "title: A # 1".replacing(" # 1", with: "#"),
    "# A comment\ntitle: A\n  # Another\npart: 2 # was 3\nseries: s\ndraft: true #soon",
    "title: A\nsubtitle: # none yet", "title: A\nextra: # mine\n  mood: calm", "title: A\nupdated: 2026-04-01 #again",
    "title: Q & A", "title: A\nextra:\n  one: &mood calm\n  two: *mood",
    "title: A\nextra: {count: 3 #three\n  }",
  ])
  func `a sign that cuts no text is fine`(yaml: String) {
    #expect(diagnostics(MarkedText("---\ndate: 2026-03-12\n\(yaml)\n---\n")) == [])
  }

  @Test func `every problem has a hint`() {
    for yaml in ["a: b: c", "a: \"b", "a: [b", "a: @", "a: &", "a: b\n c: d", "\ta: b", "a: b\na: c", "a: - b"] {
      let found = diagnostics(MarkedText("---\n\(yaml)\n---\n"))
      #expect(found.count == 1)
      #expect(found.allSatisfy { $0.hint != nil }, "\(yaml)")
    }
  }

  @Test func `a post with broken YAML is still a post`() {
    let found = readPost("---\ntitle: A: B\n---\nText")
    #expect(found?.slug.value == "x")
    #expect(found?.title.value == "x")
    #expect(found?.body.html().contains("Text") == true)
  }

  @Test func `deeply nested lists do not crash`() {
    let yaml = "extra: " + String(repeating: "[", count: 5000)
    #expect(!diagnostics(MarkedText("---\n\(yaml)\n---\n")).isEmpty)
  }
}
