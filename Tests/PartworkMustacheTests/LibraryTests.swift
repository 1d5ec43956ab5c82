import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache library") struct LibraryTests {
  @Test func `a changed source changes the library, and the rest stays`() throws {
    let old = library("{{>a}} {{>b}}", [">a": "A", ">b": "B"])
    let new = old.updated(to: sources("{{>a}} {{>b}}", [">a": "A", ">b": "C"]))
    #expect(try text(new) == "A C")
    #expect(try text(old) == "A B")
  }

  @Test func `errors come and go with the sources`() throws {
    let good = library("{{>a}}", [">a": "A"])
    let gone = good.updated(to: sources("{{>a}}"))
    #expect(gone.diagnostics.map(\.message) == ["`{{>a}}`: unknown partial"])
    let broken = good.updated(to: sources("{{>a}}", [">a": "{{#x}}"]))
    #expect(broken.diagnostics.map(\.message) == ["`{{#x}}` is never closed"])
    #expect(try text(broken.updated(to: sources("{{>a}}", [">a": "A"]))) == "A")
  }

  @Test func `a changed function result reaches the templates that call it`() throws {
    let text = "{{#asset}}a.css{{/asset}} {{#title}}{{/title}}"
    let old = library(text, functions: ["asset": ["a.css": "/1.css"]])
    let new = old.updated(to: sources(text), functions: ["asset": ["a.css": "/2.css"]])
    #expect(try self.text(new) == "/2.css ")
    #expect(
      old.updated(to: sources(text), functions: ["asset": [:]]).diagnostics.map(\.message) == ["`a.css`: unknown asset"]
    )
  }

  private func text(_ library: TemplateLibrary) throws -> String {
    var output: [UInt8] = []
    try library.render("main", nil, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

@Suite("Mustache fragments") struct FragmentTests {
  private let place = SourceLocation("content/series/mentorship.md", line: 7, column: 10)

  @Test func `a fragment is rendered by itself`() throws {
    let fragment = Fragment(Array("<p>Next: {{post.title}}</p>".utf8), at: place)
    #expect(fragment.diagnostics == [])
    #expect(fragment.check(against: Blog.shape) == [])
    var output: [UInt8] = []
    try fragment.render(["post": ["title": "A & B"]], into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "<p>Next: A &amp; B</p>")
  }

  @Test func `errors in a fragment have their place in its file`() {
    let fragment = Fragment(Array("{{titel}}\n{{>a}}{{/x}}".utf8), at: place)
    #expect(
      fragment.diagnostics.map(\.location) == [
        SourceLocation("content/series/mentorship.md", line: 8, column: 1),
        SourceLocation("content/series/mentorship.md", line: 8, column: 7),
      ])
    #expect(fragment.diagnostics.first?.message == "other templates cannot be included here")
    let sound = Fragment(Array("{{titel}}\n{{ulr}}".utf8), at: place)
    #expect(
      sound.check(against: Blog.shape).map(\.location) == [
        SourceLocation("content/series/mentorship.md", line: 7, column: 12),
        SourceLocation("content/series/mentorship.md", line: 8, column: 3),
      ])
  }
}
