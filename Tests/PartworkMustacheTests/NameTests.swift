import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache names") struct NameTests {
  @Test func `an unknown name is an error with the nearest known one`() {
    let text: MarkedText = "{{title}} {{{1️⃣titel}}} {{&2️⃣ulr}} {{#3️⃣pots}}{{/pots}} {{^4️⃣posst}}{{/posst}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`titel`: unknown name", at: 1, hint: "did you mean `title`?"),
        .error("`ulr`: unknown name", at: 2, hint: "did you mean `url`?"),
        .error("`pots`: unknown name", at: 3, hint: "did you mean `post` or `posts`?"),
        .error("`posst`: unknown name", at: 4, hint: "did you mean `post` or `posts`?"),
      ], in: text)
  }

  @Test func `if no name is near, all are listed`() {
    let text: MarkedText = "{{1️⃣colour}}"
    expectDiagnostics(
      diagnose(text),
      [.error("`colour`: unknown name", at: 1, hint: "known here: `title`, `url`, `post`, `posts`")], in: text)
  }

  @Test func `a name of an earlier version works, with a warning that says what to do instead`() throws {
    let post = Shape("Post", "", [Field("title", .text), Field("name", .text, replacement: "write `title`")])
    let shape = Shape("Page", "", [Field("post", .record(post)), Field("heading", .text, replacement: "write `h1`")])
    let text: MarkedText = "{{1️⃣heading}} {{post.2️⃣name}} {{#post}}{{#3️⃣name}}{{4️⃣nam}}{{/name}}{{/post}}"
    let library = library(text.text)
    expectDiagnostics(
      library.check("main", against: shape).diagnostics,
      [
        .warning("`heading` is a name of an earlier version", at: 1, hint: "write `h1`"),
        .warning("`name` is a name of an earlier version", at: 2, hint: "write `title`"),
        .warning("`name` is a name of an earlier version", at: 3, hint: "write `title`"),
        .error("`nam`: unknown name", at: 4, hint: "known here: `title`, `post`"),
      ], in: text)
    let value = Value.record(shape, ["post": .record(post, ["name": .text("A")]), "heading": .text("B")])
    #expect(try render("{{heading}} {{post.name}}", value) == "B A")
  }

  @Test func `a name is checked whether or not a page reaches it`() {
    let text: MarkedText = "{{#post}}{{^isDraft}}{{#isDraft}}{{1️⃣titel}}{{/isDraft}}{{/isDraft}}{{/post}}"
    expectDiagnostics(diagnose(text), [.error("`titel`: unknown name", at: 1)], in: text)
  }

  @Test func `a dotted name is checked along its path`() {
    let text: MarkedText = "{{post.date.iso}} {{post.date.1️⃣ios}} {{post.2️⃣dates.iso}} {{3️⃣pst.date.iso}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`ios`: unknown name in `post.date`", at: 1, hint: "did you mean `iso`?"),
        .error("`dates`: unknown name in `post`", at: 2, hint: "did you mean `date`?"),
        .error("`pst`: unknown name", at: 3, hint: "did you mean `post`?"),
      ], in: text)
  }

  @Test func `lists and text have no names in them`() {
    let text: MarkedText = "{{posts.1️⃣title}} {{post.title.2️⃣length}} {{post.minutes.3️⃣x}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error(
          "`posts` is a list and has no names in it", at: 1,
          hint: "write `{{#posts}}…{{/posts}}` with the name inside"),
        .error("`post.title` is text and has no names in it", at: 2, hint: "write `post.title` alone"),
        .error("`post.minutes` is a number and has no names in it", at: 3),
      ], in: text)
  }

  @Test func `every name is allowed in an unchecked value`() {
    #expect(diagnose("{{post.extra.a.b}} {{#post}}{{#extra}}{{c}}{{#d}}{{e}}{{/d}}{{/extra}}{{/post}}") == [])
  }

  @Test func `sections look into records and lists, and outer names stay visible`() {
    let text: MarkedText =
      "{{#posts}}{{subtitle}}{{#authors}}{{name}}{{subtitle}}{{url}}{{1️⃣nmae}}{{/authors}}{{2️⃣name}}{{/posts}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`nmae`: unknown name", at: 1, hint: "did you mean `name`?"),
        .error("`name`: unknown name", at: 2),
      ], in: text)
  }

  @Test func `sections over text, numbers and booleans add no names`() {
    let text: MarkedText = """
      {{#post}}{{#title}}{{.}}{{title}}{{/title}}{{#isDraft}}{{.}}{{date.iso}}{{/isDraft}}\
      {{#minutes}}{{.}}{{/minutes}}{{#tags}}{{.}}{{/tags}}{{tags}}{{/post}}
      """
    #expect(diagnose(text) == [])
  }

  @Test func `an inverted section adds no names`() {
    let text: MarkedText = "{{^post}}{{1️⃣subtitle}}{{/post}}"
    expectDiagnostics(diagnose(text), [.error("`subtitle`: unknown name", at: 1)], in: text)
  }

  @Test func `a record cannot be printed`() {
    let text: MarkedText = "{{1️⃣post.date}} {{2️⃣posts}} {{#post.date}}{{3️⃣.}}{{/post.date}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error(
          "`post.date` is a record (Date) and cannot be printed", at: 1,
          hint: "name one of its values, such as `post.date.iso`"),
        .error("`posts` is a list and cannot be printed", at: 2, hint: "repeat a section over it"),
        .error(
          "`.` is a record (Date) and cannot be printed", at: 3, hint: "name one of its values, such as `iso`"),
      ], in: text)
  }

  @Test func `nothing else is reported in a section over an unknown name`() {
    let text: MarkedText = "{{#1️⃣pots}}{{subtitle}}{{/pots}}"
    expectDiagnostics(diagnose(text), [.error("`pots`: unknown name", at: 1)], in: text)
  }

  @Test func `in a lenient library every unknown name is absent`() throws {
    let library = library("[{{nothing}}{{#nothing}}x{{/nothing}}{{>nothing}}{{<nothing}}{{/nothing}}]", isLenient: true)
    #expect(library.diagnostics == [])
    var output: [UInt8] = []
    try library.render("main", ["title": "x"], into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "[]")
  }
}
