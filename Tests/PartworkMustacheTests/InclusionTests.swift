import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache partials") struct InclusionTests {
  @Test func `an unknown partial is an error with the nearest known one`() {
    let text: MarkedText = "{{#post}}1️⃣{{>bylin}}{{/post}}"
    expectDiagnostics(
      diagnose(text, [">byline": ""]),
      [.error("`{{>bylin}}`: unknown partial", at: 1, hint: "did you mean `byline`?")], in: text)
  }

  @Test func `a partial is checked in each context that includes it`() {
    let byline: MarkedText = "{{#authors}}{{name}}{{/authors}}{{1️⃣subtitle}}"
    let found = diagnose(
      "{{#post}}{{>byline}}{{/post}}\n{{#posts}}{{>byline}}{{/posts}}\n {{>byline}}", [">byline": byline.text])
    #expect(found.map(\.message) == ["`authors`: unknown name", "`subtitle`: unknown name"])
    #expect(found.allSatisfy { $0.location?.file == "byline.mustache" })
    #expect(
      found.last?.hint == "known here: `title`, `url`, `post`, `posts` (included by main.mustache:3:2)")
  }

  @Test func `an error in a partial is reported once, however often it is included`() {
    let found = diagnose(
      "{{#post}}{{>byline}}{{/post}}{{#posts}}{{>byline}}{{#authors}}{{>byline}}{{/authors}}{{/posts}}",
      [">byline": "{{nmae}}"])
    #expect(found.count == 1)
  }

  @Test func `a partial that includes itself is an error, whether or not it is included`() {
    let text: MarkedText = "<p>\n1️⃣{{>main}}"
    expectDiagnostics(
      diagnose(text),
      [.error("`{{>main}}` includes itself endlessly", at: 1, hint: "`main` includes `main`")], in: text)

    let cycle = library("", [">a": "{{>b}}", ">b": "{{>c}}", ">c": " {{>a}}"])
    #expect(cycle.diagnostics.map(\.message) == ["`{{>a}}` includes itself endlessly"])
    #expect(cycle.diagnostics.first?.location == SourceLocation("c.mustache", line: 1, column: 2))
    #expect(cycle.diagnostics.first?.hint == "`a` includes `b`, which includes `c`, which includes `a`")
  }

  @Test func `an inclusion that no record can stop is an error`() {
    let text: MarkedText = "{{#post}}1️⃣{{>main}}{{/post}}"
    expectDiagnostics(diagnose(text), [.error("`{{>main}}` includes itself endlessly", at: 1)], in: text)
  }

  @Test func `a partial may include itself for nested values`() throws {
    let others = [">tree": "{{name}}<{{#children}}{{>tree}}{{/children}}>"]
    let text = "{{#post.extra}}{{>tree}}{{/post.extra}}"
    #expect(diagnose(MarkedText(text), others) == [])
    let leaf: Value = ["name": "b", "children": []]
    let tree: Value = ["name": "a", "children": [leaf, leaf]]
    #expect(try render(text, ["post": ["extra": tree]], others) == "a<b<>b<>>")
  }

  @Test func `endless inclusion stops rendering with an error`() throws {
    let library = library("{{#post.extra.a}}{{>main}}{{/post.extra.a}}")
    var output: [UInt8] = []
    #expect(throws: RenderFailure.self) {
      try library.render("main", ["post": ["extra": ["a": true]]], into: &output)
    }
  }

  @Test func `inclusions have a maximum depth`() {
    let others = Dictionary(uniqueKeysWithValues: (0..<150).map { (">p\($0)", "{{>p\($0 + 1)}}") })
    let found = diagnose("{{>p0}}", others.merging([">p150": ""]) { $1 })
    #expect(found.map(\.message) == ["inclusions are nested more than 100 deep"])
  }

  @Test func `templates that include one another in too many ways are not checked to the end`() {
    let names = (0..<8).map { "b\($0)" }
    let layout = names.map { "{{#post.extra}}{{<p}}{{$\($0)}}{{/\($0)}}{{/p}}{{/post.extra}}{{$\($0)}}{{/\($0)}}" }
    let found = diagnose("{{>p}}", [">p": layout.joined()])
    #expect(found.contains { $0.message == "the templates include one another in too many ways to check" })
  }

  @Test func `a partial cannot be named by a value`() {
    let text: MarkedText = "1️⃣{{>*title}}"
    expectDiagnostics(
      diagnose(text), [.error("`{{>*title}}`: unknown partial", at: 1)], in: text)
  }

  @Test func `a partial and a page may share a name`() throws {
    let others = [">post": "partial", "post": "page"]
    #expect(try render("{{>post}} {{<post}}{{/post}}", nil, others) == "partial page")
  }

  @Test func `two templates with the same name are an error`() {
    let twice = TemplateLibrary(
      ["a.mustache", "b.mustache"].map { TemplateSource("main", file: $0, text: []) })
    #expect(
      twice.diagnostics == [
        Diagnostic(
          .error, "there are two templates named `main`", at: SourceLocation("b.mustache"),
          hint: "rename this one or `a.mustache`")
      ])
  }

  @Test func `the lines of a partial are indented like its tag, except blank ones`() throws {
    let others = [">p": "<b>\n\n  {{title}}\n{{title}}\n</b>\n"]
    #expect(
      try render("<a>\n  {{>p}}\n</a>\n", ["title": "x\ny"], others)
        == "<a>\n  <b>\n\n    x\ny\n  x\ny\n  </b>\n</a>\n")
  }
}
