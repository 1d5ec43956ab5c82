import PartworkMustache
import Testing

@Suite("Mustache rendering") struct RenderingTests {
  private let inner = Shape("Inner", "", [Field("title", .text), Field("isDraft", .bool)])

  @Test func `an absent value renders as nothing and hides an outer one of the same name`() throws {
    let outer = Shape("Outer", "", [Field("title", .text), Field("inner", .record(inner))])
    let value = Value.record(outer, ["title": "outer", "inner": .record(inner, ["isDraft": true])])
    #expect(try render("[{{#inner}}{{title}}{{^title}}none{{/title}}{{/inner}}]{{title}}", value) == "[none]outer")
  }

  @Test func `a name that the inner record lacks is looked up in the outer one`() throws {
    let outer = Shape("Outer", "", [Field("url", .text), Field("inner", .record(inner))])
    let value = Value.record(outer, ["url": "/x/", "inner": .record(inner, ["title": "t"])])
    #expect(try render("{{#inner}}{{url}}{{/inner}}", value) == "/x/")
  }

  @Test(arguments: [Value.absent, false, "", .html(""), []])
  func `absence, false, empty text and empty lists are falsy`(value: Value) throws {
    #expect(try render("{{#x}}yes{{/x}}{{^x}}no{{/x}}", ["x": value]) == "no")
  }

  @Test(arguments: [Value.bool(true), 0, " ", .html("<b>"), [.absent], [:]])
  func `everything else is truthy, even 0`(value: Value) throws {
    #expect(try render("{{#x}}yes{{/x}}{{^x}}no{{/x}}", ["x": value]) == "yes")
  }

  @Test func `text is escaped unless the tag says otherwise, and HTML never`() throws {
    let value: Value = ["text": "<a href=\"x\" title='y'>&</a>", "html": .html("<b>&amp;</b>")]
    #expect(
      try render("{{text}}", value) == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;")
    #expect(try render("{{{text}}}{{&text}}", value) == String(repeating: "<a href=\"x\" title='y'>&</a>", count: 2))
    #expect(try render("{{html}}{{{html}}}", value) == "<b>&amp;</b><b>&amp;</b>")
  }

  @Test func `numbers, booleans and lists are printed, records are not`() throws {
    let value: Value = [
      "number": -12, "bool": true, "list": ["a", 2, "<"], "record": .record(inner, ["title": "t"]),
      "map": ["a": 1],
    ]
    #expect(
      try render("{{number}} {{bool}} {{list}} {{{list}}} [{{record}}{{map}}]", value)
        == "-12 true a, 2, &lt; a, 2, < []")
  }

  @Test func `in a section over text, a number or a boolean, the dot is its value`() throws {
    #expect(
      try render(
        "{{#text}}{{.}} {{title}}{{/text}} {{#number}}{{.}}{{/number}} {{#yes}}{{.}}{{/yes}}",
        ["text": "<t>", "title": "x", "number": 7, "yes": true]) == "&lt;t&gt; x 7 true")
  }

  @Test func `sections repeat over lists, one within another`() throws {
    let value: Value = ["rows": [["cells": ["a", "b"]], ["cells": []], ["cells": ["c"]]]]
    #expect(
      try render("{{#rows}}({{#cells}}<{{.}}>{{/cells}}{{^cells}}-{{/cells}}){{/rows}}", value) == "(<a><b>)(-)(<c>)")
  }

  @Test func `deep sections render without deep recursion`() throws {
    let depth = 900
    let text = String(repeating: "{{#x}}", count: depth) + "{{x}}" + String(repeating: "{{/x}}", count: depth)
    #expect(try render(text, ["x": "y"]) == "y")
  }

  @Test func `a page is appended to the output`() throws {
    var output = Array("a".utf8)
    try library("b").render("main", nil, into: &output)
    #expect(output == Array("ab".utf8))
  }

  @Test func `a template that does not exist cannot be rendered`() {
    var output = Array("a".utf8)
    #expect(throws: RenderFailure.self) { try library("b").render("man", nil, into: &output) }
    #expect(output == Array("a".utf8))
  }
}
