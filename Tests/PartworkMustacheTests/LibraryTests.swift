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

  @Test func `faults come and go with the sources`() throws {
    let good = library("{{>a}}", [">a": "A"])
    let gone = good.updated(to: sources("{{>a}}"))
    #expect(gone.diagnostics.map(\.message) == ["`{{>a}}`: unknown partial"])
    let broken = good.updated(to: sources("{{>a}}", [">a": "{{#x}}"]))
    #expect(broken.diagnostics.map(\.message) == ["`{{#x}}` is never closed"])
    #expect(try text(broken.updated(to: sources("{{>a}}", [">a": "A"]))) == "A")
  }

  @Test func `what a function now gives is seen by the templates that call it`() throws {
    let text = "{{#asset}}a.css{{/asset}} {{#title}}{{/title}}"
    let old = library(text, functions: ["asset": ["a.css": "/1.css"]])
    let new = old.updated(to: sources(text), functions: ["asset": ["a.css": "/2.css"]])
    #expect(try self.text(new) == "/2.css ")
    #expect(
      old.updated(to: sources(text), functions: ["asset": [:]]).diagnostics.map(\.message) == ["`a.css`: unknown asset"]
    )
  }

  @Test func `a library knows its page templates`() {
    let library = library("", [">byline": "", "series-mentorship": ""])
    #expect(library.contains("series-mentorship"))
    #expect(!library.contains("byline"))
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
    let fragment = library("").fragment(Array("<p>Next: {{post.title}}</p>".utf8), at: place)
    #expect(fragment.diagnostics == [])
    #expect(fragment.check(against: Blog.shape) == [])
    var output: [UInt8] = []
    try fragment.render(["post": ["title": "A & B"]], into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "<p>Next: A &amp; B</p>")
  }

  @Test func `faults of a fragment are placed in its file`() {
    let fragment = library("").fragment(Array("{{titel}}\n{{>a}}{{/x}}".utf8), at: place)
    #expect(
      fragment.diagnostics.map(\.location) == [
        SourceLocation("content/series/mentorship.md", line: 8, column: 1),
        SourceLocation("content/series/mentorship.md", line: 8, column: 7),
      ])
    #expect(fragment.diagnostics.first?.message == "no other template can be included here")
    let sound = library("").fragment(Array("{{titel}}\n{{ulr}}".utf8), at: place)
    #expect(
      sound.check(against: Blog.shape).map(\.location) == [
        SourceLocation("content/series/mentorship.md", line: 7, column: 12),
        SourceLocation("content/series/mentorship.md", line: 8, column: 3),
      ])
  }

  @Test func `a fragment may be allowed to include the library's partials`() throws {
    let library = library("", [">byline": "by {{name}}"])
    let fragment = library.fragment(Array("{{>byline}}".utf8), at: place, includes: true)
    var output: [UInt8] = []
    try fragment.render(["name": "X"], into: &output)
    #expect(output == Array("by X".utf8))
    let unknown = library.fragment(Array("{{>bylien}}".utf8), at: place, includes: true)
    #expect(unknown.diagnostics.map(\.message) == ["`{{>bylien}}`: unknown partial"])
  }
}
