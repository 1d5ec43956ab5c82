import PartworkDiagnostics
import PartworkMustache
import Testing

@Suite struct WordsTests {
  private static let words = ThemeWords(
    [
      "next": .plain(PhraseText("Next & last")), "partOf": .plain(PhraseText("Part {number} of {series.total}")),
      "posts": .plural(
        count: "count", forms: [.one: PhraseText("{count} post"), .other: PhraseText("{count} posts by {name}")]),
    ], rule: .one)

  private static let shape = Shape(
    "Page", "",
    [
      Field("number", .number), Field("name", .text), Field("count", .number),
      Field("series", .record(Shape("Series", "", [Field("total", .number)]))),
    ])

  private func library(_ text: String, _ words: ThemeWords = words) -> TemplateLibrary {
    TemplateLibrary([TemplateSource("page", file: "page.mustache", text: Array(text.utf8))], words: words)
  }

  private func rendered(_ text: String, _ value: Value, _ words: ThemeWords = words) throws -> String {
    var output: [UInt8] = []
    try library(text, words).render("page", value, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func problems(_ text: String) -> [String] {
    let library = library(text)
    let found = library.diagnostics + library.check("page", against: Self.shape).diagnostics
    return found.map { "\($0.location?.column ?? 0): \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }
  }

  @Test func `words are printed with their names, escaped`() throws {
    let value: Value = ["number": 2, "series": ["total": 4]]
    #expect(try rendered("<b>{{#words}}next{{/words}}</b>", value) == "<b>Next &amp; last</b>")
    #expect(try rendered("{{#words}} partOf {{/words}}!", value) == "Part 2 of 4!")
  }

  @Test(arguments: [(1, "1 post."), (0, "0 posts by A&amp;B."), (21, "21 posts by A&amp;B.")])
  func `a number decides the form`(count: Int, text: String) throws {
    #expect(try rendered("{{#words}}posts{{/words}}.", ["count": .number(count), "name": "A&B"]) == text)
  }

  @Test func `words in a list are printed for each item`() throws {
    let value: Value = ["list": [["count": 1], ["count": 2]], "name": "C"]
    #expect(
      try rendered("{{#list}}[{{#words}}posts{{/words}}]{{/list}}", value) == "[1 post][2 posts by C]")
  }

  @Test func `from right to left, values are isolated`() throws {
    var words = Self.words
    words.isRightToLeft = true
    #expect(
      try rendered("{{#words}}partOf{{/words}}", ["number": 2, "series": ["total": 4]], words)
        == "Part \u{2068}2\u{2069} of \u{2068}4\u{2069}")
  }

  @Test func `words that do not exist are an error at their place`() {
    #expect(problems("a {{#words}}nxt{{/words}}") == ["13: there are no words `nxt` (did you mean `next`?)"])
  }

  @Test func `a name that the page does not have is an error that names the words`() {
    let found = problems("{{#series}}{{#words}}posts{{/words}}{{/series}}{{#words}}partOf{{/words}}")
    #expect(found.isEmpty)
    let narrow = Shape("Narrow", "", [Field("number", .text), Field("count", .text), Field("name", .text)])
    let use = library("{{#words}}partOf{{/words}} {{#words}}posts{{/words}}").check("page", against: narrow)
    #expect(use.diagnostics.map(\.message) == ["`series`: unknown name", "`count` is text, not a number"])
    #expect(use.diagnostics.first?.hint?.contains("the words `partOf` name it") == true)
  }

  @Test func `tags in the argument are an error`() {
    #expect(problems("{{#words}}{{name}}{{/words}}").first?.contains("takes plain text") == true)
  }

  @Test func `without words, the name is like any other`() throws {
    let library = TemplateLibrary(
      [TemplateSource("page", file: "page.mustache", text: Array("{{#words}}x{{/words}}".utf8))])
    var output: [UInt8] = []
    try library.render("page", ["words": true], into: &output)
    #expect(output == Array("x".utf8))
  }

  @Test(arguments: [
    ("{a} {b}", ["a", "b"]), ("a { b } {}", []), ("{a.b}{", ["a.b"]), ("no } names {", []),
  ])
  func `names are between braces`(text: String, names: [String]) {
    #expect(PhraseText(text).names == names)
  }
}
