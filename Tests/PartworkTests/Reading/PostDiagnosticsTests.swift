import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Errors in front matter") struct PostDiagnosticsTests {
  @Test(arguments: [
    ("1️⃣sereis: mentorship", "`sereis`: unknown key", "did you mean `series`?"),
    ("1️⃣Subtitle: A", "`Subtitle`: unknown key", "did you mean `subtitle`?"),
    ("1️⃣tag: a", "`tag`: unknown key", "did you mean `tags`?"),
    ("1️⃣keywords: [a]", "`keywords`: unknown key", "did you mean `tags`?"),
    ("1️⃣layout: essay", "`layout`: unknown key", "did you mean `template`?"),
    ("1️⃣status: complete", "`status`: unknown key", "`status` is a key of a series"),
    ("1️⃣avatar: a.jpg", "`avatar`: unknown key", "`avatar` is a key of an author"),
    ("1️⃣mood: calm", "`mood`: unknown key", "put your own keys below `extra:`"),
    ("image: {src: a.jpg, 1️⃣altt: A}", "`image.altt`: unknown key", "did you mean `alt`?"),
    ("authors: [{id: ada, 1️⃣rol: A}]", "`authors.rol`: unknown key", "did you mean `role`?"),
  ])
  func `an unknown key is an error with a suggestion`(line: String, message: String, hint: String) {
    let text = post(line)
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test(arguments: [
    ("1️⃣published: false", "`published`", "write `draft: true` to keep it from readers"),
    ("1️⃣published: no", "`published`", "write `draft: true` to keep it from readers"),
    (
      "1️⃣published: true", "`published`", "remove it: everything is published that does not say `draft: true`"
    ),
    ("1️⃣published: 2026-05-01", "`published`", "write `date:`; readers see a post when its date has come"),
    ("1️⃣publishDate: 2030-01-01", "`publishDate`", "write `date:`; readers see a post when its date has come"),
    ("1️⃣published_at: 2030-01-01", "`published_at`", "write `date:`; readers see a post when its date has come"),
    (
      "1️⃣expiryDate: 2030-01-01", "`expiryDate`",
      "remove it: nothing is taken down by itself; set `draft: true` when the time has come"
    ),
    ("1️⃣visibility: private", "`visibility`", "write `draft: true` to keep it from readers"),
    (
      "1️⃣visibility: public", "`visibility`", "remove it: everything is published that does not say `draft: true`"
    ),
    ("1️⃣status: draft", "`status`", "write `draft: true` to keep it from readers"),
    ("1️⃣status: pending", "`status`", "write `draft: true` to keep it from readers"),
    ("1️⃣private: true", "`private`", "write `draft: true` to keep it from readers"),
    ("1️⃣hidden: 'yes'", "`hidden`", "write `draft: true` to keep it from readers"),
    ("1️⃣Password: abc", "`Password`", "write `draft: true` to keep it from readers"),
    ("1️⃣is_draft: true", "`is_draft`", "write `draft: true` to keep it from readers"),
    ("1️⃣isDraft: false", "`isDraft`", "remove it: everything is published that does not say `draft: true`"),
    ("1️⃣wip: true", "`wip`", "write `draft: true` to keep it from readers"),
    ("1️⃣build: {list: never}", "`build`", "write `draft: true` to keep it from readers"),
  ])
  func `a key that hides a text elsewhere has an answer that hides it`(line: String, key: String, hint: String) {
    let text = post(line)
    expectDiagnostics(diagnostics(text), [.error("\(key): unknown key", at: 1, hint: hint)], in: text)
  }

  @Test func `a page without a date waits as a draft`() {
    let text: MarkedText = "---\ntitle: A\n1️⃣publishDate: 2030-01-01\n2️⃣visibility: unlisted\n---\n"
    expectDiagnostics(
      diagnostics(text, at: "content/pages/a.md"),
      [
        .error("`publishDate`: unknown key", at: 1, hint: "write `draft: true` until readers may see it"),
        .error("`visibility`: unknown key", at: 2, hint: "write `draft: true` to keep it from readers"),
      ], in: text)
  }

  @Test(arguments: ["published: false", "visibility: private", "status: draft", "hidden: true"])
  func `nothing hides an author or a category but the drafts that name them`(line: String) {
    let key = line.prefix { $0 != ":" }
    for (file, required, noun) in [
      ("content/authors/a.md", "name: A", "an author"), ("content/categories/a.md", "title: A", "a category"),
    ] {
      let text = MarkedText("---\n\(required)\n1️⃣\(line)\n---\n")
      expectDiagnostics(
        diagnostics(text, at: file),
        [
          .error(
            "`\(key)`: unknown key", at: 1,
            hint: "remove it: \(noun) has a page as soon as readers can read a post that names it")
        ], in: text)
    }
  }

  @Test(arguments: ["draft", "Private", "hidden", "pending"])
  func `a series is hidden by a key of its own, not by its status`(word: String) {
    let text = MarkedText("---\ntitle: A\nstatus: 1️⃣\(word)\n---\n")
    expectDiagnostics(
      diagnostics(text, at: "content/series/a.md"),
      [
        .error(
          "`\(word)` is not a valid `status`", at: 1, hint: "write `draft: true` to keep it from readers")
      ], in: text)
  }

  @Test(arguments: ["false", "False", "FALSE"])
  func `a permalink of false, which hides a page elsewhere, is an error`(value: String) {
    let text = post("permalink: 1️⃣\(value)")
    expectDiagnostics(
      diagnostics(text),
      [
        .error(
          "`permalink` must be a path, not `false`", at: 1, hint: "write `draft: true` to keep it from readers")
      ], in: text)
  }

  @Test(arguments: [
    ("subtitle: 1️⃣[A, B]", "`subtitle` must be text, not a list"),
    ("subtitle: 1️⃣{a: b}", "`subtitle` must be text, not a map"),
    ("categories: [A, 1️⃣[B]]", "an entry in `categories` must be text, not a list"),
    ("categories: [A, 1️⃣~]", "an entry in `categories` has no value"),
    ("categories: 1️⃣{a: b}", "`categories` must be text, not a map"),
    ("categories: 1️⃣'!!!'", "`!!!` has no letter or digit to use in a URL"),
    ("author: 1️⃣{role: Pictures}", "`author.id` is missing"),
    ("author: {1️⃣id: , role: Pictures}", "`author.id` has no value"),
    ("author: [1️⃣[a]]", "an entry in `author` must be an author's ID, or a map with `id` and `role`, not a list"),
    ("image: 1️⃣[a.jpg]", "`image` must be a path, or a map with `src` and `alt`, not a list"),
    ("image: 1️⃣{alt: A}", "`image.src` is missing"),
    ("extra: 1️⃣A", "`extra` must be a map, not text"),
    ("extra: 1️⃣[A]", "`extra` must be a map, not a list"),
    (
      "callToAction: 1️⃣[A]",
      "`callToAction` must be text, or a map with `text`, `label` and `url`, or with `text` and `form`, not a list"
    ),
    ("callToAction: 1️⃣{label: A}", "`callToAction.url` is missing"),
    ("callToAction: 1️⃣{url: /a/}", "`callToAction.label` is missing"),
    ("callToAction: 1️⃣{}", "`callToAction.text` is missing"),
    ("slug: 1️⃣'...'", "`...` has no letter or digit to use in a slug"),
  ])
  func `a value of the wrong type is an error at the value`(line: String, message: String) {
    let text = post(line)
    expectDiagnostics(diagnostics(text), [.error(message, at: 1)], in: text)
  }

  @Test(arguments: [
    ("draft: 1️⃣yes", "`draft` must be true or false, not `yes`", "write `draft: true`, without quotes"),
    ("draft: 1️⃣'false'", "`draft` must be true or false, not `false`", "write `draft: false`, without quotes"),
    ("draft: 1️⃣maybe", "`draft` must be true or false, not `maybe`", "write `draft: true` or `draft: false`"),
    ("draft: 1️⃣[true]", "`draft` must be true or false, not a list", nil),
    ("part: 1️⃣two", "`part` must be a whole number, 1 or more, not `two`", "write `part: 1`, without quotes"),
    ("part: 1️⃣1.5", "`part` must be a whole number, 1 or more, not `1.5`", nil),
    ("part: 1️⃣0", "`part` must be a whole number, 1 or more, not `0`", nil),
    ("part: 1️⃣-1", "`part` must be a whole number, 1 or more, not `-1`", nil),
    ("part: 1️⃣'2'", "`part` must be a whole number, 1 or more, not `2`", "write `part: 2`, without quotes"),
    ("part: 1️⃣[1]", "`part` must be a whole number, 1 or more, not a list", nil),
    ("part: 1️⃣9223372036854775807", "`part` is too large: `9223372036854775807`", "write a number up to 999999999"),
    ("part: 1️⃣99999999999999999999", "`part` is too large: `99999999999999999999`", nil),
    ("part: 1️⃣1000000000", "`part` is too large: `1000000000`", nil),
    ("part: 1️⃣-9223372036854775808", "`part` must be a whole number, 1 or more, not `-9223372036854775808`", nil),
  ])
  func `true, false and numbers have one form`(line: String, message: String, hint: String?) {
    let text = post(line)
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test(arguments: [
    ("2026-02-30", "`date`: there is no day `2026-02-30`", "that month has 28 days"),
    ("2026-13-01", "`date`: there is no day `2026-13-01`", "months go from 01 to 12; write the month before the day"),
    ("12 March 2026", "`date`: `12 March 2026` is not a date", DateInput.formHint),
    ("12/03/2026", "`date`: `12/03/2026` is not a date", DateInput.formHint),
    ("[2026]", "`date` must be a date, not a list", DateInput.formHint),
    ("2026", "`date`: `2026` is not a date", DateInput.formHint),
  ])
  func `an invalid date is an error`(date: String, message: String, hint: String) {
    let text = MarkedText("---\ntitle: A\ndate: 1️⃣\(date)\n---\n")
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test func `a missing title is an error at the front matter, an empty one at its key`() {
    let text: MarkedText = "---\n2️⃣title:\n1️⃣date:\n---\n"
    expectDiagnostics(
      diagnostics(text), [.error("`date` has no value", at: 1), .error("`title` has no value", at: 2)], in: text)
    let blank: MarkedText = "---\n1️⃣title: ' '\ndate: 2026-03-12\n---\n"
    expectDiagnostics(diagnostics(blank), [.error("`title` has no value", at: 1)], in: blank)
    let list: MarkedText = "---\ntitle: 1️⃣[A]\ndate: 2026-03-12\n---\n"
    expectDiagnostics(diagnostics(list), [.error("`title` must be text, not a list", at: 1)], in: list)
  }

  @Test(arguments: [
    ("1️⃣titel: A\ndate: 2026-01-01", "`titel`: unknown key", "did you mean `title`?"),
    ("title: A\n1️⃣dtae: 2026-01-01", "`dtae`: unknown key", "did you mean `date`?"),
    (
      "title: A\ndate: 2026-01-01\ncallToAction: {label: Go, 1️⃣ulr: /go/}", "`callToAction.ulr`: unknown key",
      "did you mean `url`?"
    ),
    ("title: A\ndate: 2026-01-01\nauthor: {1️⃣Id: ada}", "`author.Id`: unknown key", "did you mean `id`?"),
  ])
  func `a misspelt key is not reported as missing too`(lines: String, message: String, hint: String) {
    let text = MarkedText("---\n\(lines)\n---\n")
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test func `a key that is missing beside one that is unknown is an error of its own`() {
    let text: MarkedText = "---\ntitle: A\ndate: 2026-01-01\nimage: 1️⃣{2️⃣source: a.jpg}\n---\n"
    expectDiagnostics(
      diagnostics(text),
      [.error("`image.src` is missing", at: 1), .error("`image.source`: unknown key", at: 2)], in: text)
  }

  @Test func `an invalid date in the file name is an error at the file`() {
    let text: MarkedText = "---\ntitle: A\n---\n"
    expectDiagnostics(
      diagnostics(text, at: "content/posts/2026-02-30-a.md"),
      [
        .error(
          "in the file name: there is no day `2026-02-30`", at: nil, hint: "that month has 28 days")
      ], in: text)
  }

  @Test func `a name without letters or digits needs a slug`() {
    let text: MarkedText = "---\ntitle: A\ndate: 2026-03-12\n---\n"
    expectDiagnostics(
      diagnostics(text, at: "content/posts/!!!.md"),
      [
        .error(
          "the file name has no letter or digit to use in a slug", at: nil,
          hint: "rename the file, or add `slug:` to it")
      ], in: text)
    #expect(diagnostics(post("slug: a"), at: "content/posts/!!!.md") == [])
  }

  @Test func `author and authors cannot be used together`() {
    let text = post("author: ada\n1️⃣authors: [ben]")
    expectDiagnostics(
      diagnostics(text),
      [
        .error(
          "use either `author` or `authors`, not both", at: 1, hint: "list all of them in `authors`")
      ], in: text)
  }

  @Test func `a duplicate is a warning, and is ignored`() {
    let text = post("authors: [ada, 1️⃣ada]\ncategories: [Être, 2️⃣etre]\naliases: [/a/, 3️⃣a]")
    expectDiagnostics(
      diagnostics(text),
      [
        .warning("`ada` is listed twice", at: 1), .warning("`etre` is listed twice", at: 2),
        .warning("`/a/` is listed twice", at: 3),
      ], in: text)
    #expect(readPost(text.text)?.authors.count == 1)
    #expect(readPost(text.text)?.categories.map(\.value) == ["Être"])
  }

  @Test(arguments: [
    ("https://example.com/old/", "must be a path on this site"),
    ("//example.com/old/", "must be a path on this site"),
    ("/old/?page=2", "must be only a path"),
    ("'/old/#part'", "must be only a path"),
    ("/a/../b/", "must not contain `.` or `..`"), ("\"/a/../\u{338}b/\"", "must not contain `.` or `..`"),
    ("/a/%2e%2e/b/", "must not contain `.` or `..`"),
    ("/100%/", "has a `%` that is not an escape"),
    ("\"/a\\\\b/\"", "has a character that URLs cannot have"),
    ("/a%00b/", "has a character that URLs cannot have"),
  ])
  func `a permalink or alias must be a path on the site`(path: String, message: String) throws {
    for key in ["permalink", "aliases"] {
      let text = post("\(key): 1️⃣\(path)")
      let found = try #require(diagnostics(text).first)
      #expect(diagnostics(text).count == 1)
      #expect(found.message.hasSuffix(message), "\(found)")
      #expect(found.location?.line == text.places[1]?.line && found.location?.column == text.places[1]?.column)
      #expect(found.hint != nil)
    }
  }

  @Test(arguments: [
    ("/a/b/", "/a/b/"), ("a/b", "/a/b/"), ("/a.html", "/a.html"), ("/a.HTM", "/a.HTM"), ("/rust-1.0", "/rust-1.0/"),
    ("/caf%C3%A9/", "/café/"), ("//".dropLast() + "", "/"), ("/a//b/", "/a/b/"), ("/feed.xml", "/feed.xml/"),
  ])
  func `a site URL has one form`(written: String, form: String) throws {
    #expect(try SitePath.normalised(written) == form)
    #expect(try SitePath.normalised(form) == form)
  }

  @Test func `problems in Markdown are reported at their line and column, in blocks too`() {
    let text: MarkedText = """
      ---
      title: A
      date: 2026-03-12
      callToAction:
        text: |
          Write

          to 1️⃣<b>us</b>
      ---
      One

      Two 2️⃣<i>three</i>
      """
    let places = diagnostics(text).map(\.location)
    for mark in [1, 2] {
      let place = text.places[mark]
      #expect(places.contains { $0?.line == place?.line && $0?.column == place?.column }, "\(places)")
    }
    #expect(diagnostics(text).allSatisfy { $0.severity == .warning })
    let quoted: MarkedText = "---\ntitle: A\ndate: 2026-03-12\ncallToAction: '1️⃣<b>Write</b>'\n---\n"
    #expect(diagnostics(quoted).first?.location?.column == quoted.places[1]?.column)
  }

  @Test func `all errors of a file are reported at once`() {
    let text = post("1️⃣sereis: a\npart: 2️⃣x\nupdated: 3️⃣never\ndraft: 4️⃣on")
    #expect(diagnostics(text).count == 4)
  }
}
