import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache inheritance") struct InheritanceTests {
  @Test func `an unknown parent is an error with the nearest known one`() {
    let text: MarkedText = "1️⃣{{<layuot}}{{/layuot}}"
    expectDiagnostics(
      diagnose(text, ["layout": ""]),
      [.error("`{{<layuot}}`: unknown template", at: 1, hint: "did you mean `layout`?")], in: text)
  }

  @Test func `a block that the parent does not have is an error`() {
    let text: MarkedText = "{{<layout}}{{$title}}x{{/title}}1️⃣{{$mian}}{{/mian}}{{/layout}}"
    expectDiagnostics(
      diagnose(text, ["layout": "{{$title}}{{/title}}{{>body}}", ">body": "{{$main}}{{/main}}"]),
      [.error("`{{$mian}}`: `layout` has no such block", at: 1, hint: "did you mean `main`?")], in: text)
  }

  @Test func `a block filled twice is an error`() {
    let text: MarkedText = "{{<layout}}{{$a}}1{{/a}}1️⃣{{$a}}2{{/a}}{{/layout}}"
    expectDiagnostics(
      diagnose(text, ["layout": "{{$a}}{{/a}}"]), [.error("`{{$a}}` is filled twice", at: 1)], in: text)
  }

  @Test func `a filling is checked with the names of its block`() {
    let text: MarkedText = "{{<layout}}{{$row}}{{subtitle}}{{1️⃣nmae}}{{/row}}{{$foot}}{{2️⃣subtitle}}{{/foot}}{{/layout}}"
    expectDiagnostics(
      diagnose(text, ["layout": "{{#posts}}{{$row}}{{/row}}{{/posts}}{{$foot}}{{/foot}}"]),
      [.error("`nmae`: unknown name", at: 1), .error("`subtitle`: unknown name", at: 2)], in: text)
  }

  @Test func `a block's own text is checked if nothing fills it`() {
    let layout = ["layout": "{{$a}}{{subtitle}}{{/a}}{{$b}}{{#post}}{{nmae}}{{/post}}{{/b}}"]
    let found = diagnose("{{<layout}}{{$a}}{{title}}{{/a}}{{/layout}}", layout)
    #expect(found.map(\.message) == ["`nmae`: unknown name"])
    #expect(found.first?.location?.file == "layout.mustache")
  }

  @Test func `text and tags outside the blocks of a parent are reported`() {
    let text: MarkedText =
      "{{<layout}}\n 1️⃣lost {{! a comment is allowed here }}\n2️⃣{{title}}{{$a}}{{title}}{{/a}}\n3️⃣{{#post}}{{/post}}{{/layout}}"
    let hint = "move it into a block: `{{$name}}…{{/name}}`"
    expectDiagnostics(
      diagnose(text, ["layout": "{{$a}}{{/a}}"]),
      [
        .warning(
          "this text is outside the blocks of `{{<layout}}` and is never rendered", at: 1, hint: hint),
        .error("this tag is outside the blocks of `{{<layout}}` and is never rendered", at: 2, hint: hint),
        .error("this tag is outside the blocks of `{{<layout}}` and is never rendered", at: 3, hint: hint),
      ], in: text)
  }

  @Test func `a filling belongs to its own template, not to the parent it goes into`() throws {
    let others = [
      "layout": "<title>{{$title}}{{/title}}</title>{{$main}}{{/main}}", ">card": "<h2>{{$title}}Card{{/title}}</h2>",
    ]
    #expect(
      try render(
        "{{<layout}}{{$title}}Page{{/title}}{{$main}}{{<card}}{{$title}}Own{{/title}}{{/card}}{{>card}}{{/main}}{{/layout}}",
        nil, others) == "<title>Page</title><h2>Own</h2><h2>Card</h2>")
  }

  @Test func `a block of a partial that the parent includes is filled too`() throws {
    let others = ["layout": "{{>head}}|{{$main}}{{/main}}", ">head": "<title>{{$title}}none{{/title}}</title>"]
    #expect(
      try render("{{<layout}}{{$title}}Page{{/title}}{{/layout}}", nil, others) == "<title>Page</title>|")
  }

  @Test func `a filling repeats with the section around its block`() throws {
    let others = ["list": "<ul>\n{{#posts}}\n  {{$row}}\n  {{/row}}\n{{/posts}}\n</ul>\n"]
    #expect(
      try render(
        "{{<list}}\n{{$row}}\n    <li>\n      {{title}}\n    </li>\n{{/row}}\n{{/list}}\n",
        ["posts": [["title": "a"], ["title": "b"]]], others)
        == "<ul>\n  <li>\n    a\n  </li>\n  <li>\n    b\n  </li>\n</ul>\n")
  }

  @Test func `what several templates miss in a layout is one error, in the layout`() {
    let page = "{{<layout}}{{$main}}{{/main}}{{$aside}}{{/aside}}{{/layout}}"
    let layout: MarkedText = "<body>\n1️⃣{{$mian}}{{/mian}}{{$aside}}{{/aside}}"
    let misnamed = library(page, ["post": page, "home": page, "layout": layout.text]).diagnostics
    expectDiagnostics(
      misnamed,
      [.error("`layout` has no block `main`, which 3 templates fill", at: 1, hint: "rename the block `mian`")],
      in: layout)
    let missing = library(page, ["post": page, "layout": "{{$aside}}{{/aside}}"]).diagnostics
    #expect(missing.map(\.message) == ["`layout` has no block `main`, which 2 templates fill"])
    #expect(missing.first?.location == SourceLocation("layout.mustache"))
    #expect(missing.first?.hint == "write `{{$main}}{{/main}}` where their text goes")
  }

  @Test(arguments: [
    (["post"], "known here: `main`, `post` (one other tag names it too)"),
    (["post", "home", "page"], "known here: `home`, `main`, `page`, `post` (3 other tags name it too)"),
  ])
  func `a layout that is missing is one error`(others: [String], hint: String) {
    let page = "{{<layout}}{{$main}}{{/main}}{{/layout}}"
    let found = library(page, Dictionary(uniqueKeysWithValues: others.map { ($0, page) })).diagnostics
    #expect(found.map(\.message) == ["`{{<layout}}`: unknown template"])
    #expect(found.first?.hint == hint)
  }
}
