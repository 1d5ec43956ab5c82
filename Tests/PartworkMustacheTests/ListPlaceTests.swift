import PartworkMustache
import TestSupport
import Testing

@Suite("The place of an item in its list") struct ListPlaceTests {
  @Test func `a section over a list says where each item is`() throws {
    let posts: Value = ["posts": [["title": "a"], ["title": "b"], ["title": "c"]]]
    #expect(
      try render("{{#posts}}{{number}}{{#isFirst}}!{{/isFirst}}{{title}}{{^isLast}}, {{/isLast}}{{/posts}}", posts)
        == "1!a, 2b, 3c")
    #expect(try render("{{#posts}}{{#isLast}}{{number}}{{/isLast}}{{/posts}}", ["posts": [["title": "a"]]]) == "1")
  }

  @Test func `so does one over plain texts, and over what the writer chose`() throws {
    #expect(try render("{{#tags}}{{.}}{{^isLast}}; {{/isLast}}{{/tags}}", ["tags": ["x", "y"]]) == "x; y")
    let extra: Value = ["extra": ["steps": [["do": "wash"], ["do": "rinse", "number": "last"]]]]
    #expect(try render("{{#extra.steps}}{{number}} {{do}} {{/extra.steps}}", extra) == "1 wash last rinse ")
  }

  @Test func `a record's own name comes first, and the innermost list next`() throws {
    let lists: Value = [
      "number": 9, "a": [["number": 7, "b": [["c": 1], ["c": 2]]], ["b": [["c": 3]]]], "d": ["e": "f"],
    ]
    #expect(
      try render("{{number}} {{#a}}{{number}}:{{#b}}{{number}}{{/b}} {{/a}}{{#d}}{{number}}{{/d}}", lists)
        == "9 7:12 2:1 9")
  }

  @Test func `within a record of an item, the place is that of the item`() throws {
    let posts: Value = ["posts": [["date": ["iso": "2026"]], ["date": ["iso": "2027"]]]]
    #expect(try render("{{#posts}}{{#date}}{{iso}}{{^isLast}}–{{/isLast}}{{/date}}{{/posts}}", posts) == "2026–2027")
  }

  @Test func `the names are known in lists only`() {
    let text: MarkedText =
      "{{1️⃣isFirst}}{{#post}}{{2️⃣number}}{{#authors}}{{name}}{{^isLast}}{{number}}{{/isLast}}{{isFirst.3️⃣x}}{{/authors}}{{/post}}{{#posts}}{{#date}}{{isLast}}{{/date}}{{#tags}}{{.}}{{number}}{{/tags}}{{4️⃣isLats}}{{/posts}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`isFirst`: unknown name", at: 1), .error("`number`: unknown name", at: 2),
        .error("`isFirst` is true or false and has no names in it", at: 3),
        .error("`isLats`: unknown name", at: 4, hint: "did you mean `isLast`?"),
      ], in: text)
  }
}
