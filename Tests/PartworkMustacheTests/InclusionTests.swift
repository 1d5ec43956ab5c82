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

  @Test func `a fault in a partial is reported once, however often it is included`() {
    let found = diagnose(
      "{{#post}}{{>byline}}{{/post}}{{#posts}}{{>byline}}{{#authors}}{{>byline}}{{/authors}}{{/posts}}",
      [">byline": "{{nmae}}"])
    #expect(found.count == 1)
  }

  @Test func `a partial that includes itself is an error, whether or not it is included`() {
    let text: MarkedText = "<p>\n1️⃣{{>main}}"
    expectDiagnostics(
      diagnose(text),
      [.error("`{{>main}}` includes itself without end", at: 1, hint: "`main` includes `main`")], in: text)

    let circle = library("", [">a": "{{>b}}", ">b": "{{>c}}", ">c": " {{>a}}"])
    #expect(circle.diagnostics.map(\.message) == ["`{{>a}}` includes itself without end"])
    #expect(circle.diagnostics.first?.location == SourceLocation("c.mustache", line: 1, column: 2))
    #expect(circle.diagnostics.first?.hint == "`a` includes `b`, which includes `c`, which includes `a`")
  }

  @Test func `inclusion that no record can end is an error`() {
    let text: MarkedText = "{{#post}}1️⃣{{>main}}{{/post}}"
    expectDiagnostics(diagnose(text), [.error("`{{>main}}` includes itself without end", at: 1)], in: text)
  }

  @Test func `inclusion may follow values that their writer nested`() throws {
    let others = [">tree": "{{name}}<{{#children}}{{>tree}}{{/children}}>"]
    let text = "{{#post.extra}}{{>tree}}{{/post.extra}}"
    #expect(diagnose(MarkedText(text), others) == [])
    let leaf: Value = ["name": "b", "children": []]
    let tree: Value = ["name": "a", "children": [leaf, leaf]]
    #expect(try render(text, ["post": ["extra": tree]], others) == "a<b<>b<>>")
  }

  @Test func `inclusion that did not end stops rendering with an error`() throws {
    let library = library("{{#post.extra.a}}{{>main}}{{/post.extra.a}}")
    var output: [UInt8] = []
    #expect(throws: RenderFailure.self) {
      try library.render("main", ["post": ["extra": ["a": true]]], into: &output)
    }
  }

  @Test func `a chain of inclusions has a greatest length`() {
    let others = Dictionary(uniqueKeysWithValues: (0..<150).map { (">p\($0)", "{{>p\($0 + 1)}}") })
    let found = diagnose("{{>p0}}", others.merging([">p150": ""]) { $1 })
    #expect(found.map(\.message) == ["inclusions are nested more than 100 deep"])
  }

  @Test func `templates that include one another in every order are given up on`() {
    let names = (0..<8).map { "b\($0)" }
    let layout = names.map { "{{#post.extra}}{{<p}}{{$\($0)}}{{/\($0)}}{{/p}}{{/post.extra}}{{$\($0)}}{{/\($0)}}" }
    let found = diagnose("{{>p}}", [">p": layout.joined()])
    #expect(found.contains { $0.message == "the templates include one another in too many ways to be checked" })
  }

  @Test func `the name of a partial is written out`() {
    let text: MarkedText = "1️⃣{{>*title}}"
    expectDiagnostics(
      diagnose(text), [.error("the name of an included template cannot be a value", at: 1)], in: text)
  }

  @Test func `a partial and a page may share a name`() throws {
    let others = [">post": "partial", "post": "page"]
    #expect(try render("{{>post}} {{<post}}{{/post}}", nil, others) == "partial page")
  }

  @Test func `two templates of one name are an error`() {
    let twice = TemplateLibrary(
      ["a.mustache", "b.mustache"].map { TemplateSource("main", file: $0, text: []) })
    #expect(
      twice.diagnostics == [
        Diagnostic(
          .error, "`main` names two templates", at: SourceLocation("b.mustache"),
          hint: "rename this one or `a.mustache`")
      ])
  }

  @Test func `the lines of a partial take on its indentation, blank ones apart`() throws {
    let others = [">p": "<b>\n\n  {{title}}\n{{title}}\n</b>\n"]
    #expect(
      try render("<a>\n  {{>p}}\n</a>\n", ["title": "x\ny"], others)
        == "<a>\n  <b>\n\n    x\ny\n  x\ny\n  </b>\n</a>\n")
  }
}
