import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a category or a tag") struct TermSourceTests {
  @Test func `every key is read`() throws {
    let text = """
      ---
      title: Authentic Leadership
      description: To lead as oneself.
      image: a.png
      parent: Work
      aliases: [/leading/]
      extra: {a: b}
      ---
      The introduction.
      """
    let path = "content/categories/Authentic Leadership.md"
    let category = try #require(readCategory(text, at: path))
    #expect(read(text, at: path)?.diagnostics == [])
    #expect(category.slug == "authentic-leadership")
    #expect(category.title?.value == "Authentic Leadership")
    #expect(category.description == "To lead as oneself.")
    #expect(category.image?.src.value == "a.png")
    #expect(category.parent?.value == "Work")
    #expect(category.aliases.map(\.value) == ["/leading/"])
    #expect(shown(category.extra) == "{a: text b}")
    #expect(category.body.html().contains("The introduction."))
  }

  @Test(arguments: TermKind.allCases) func `it needs no front matter`(kind: TermKind) {
    let text = "Just an introduction."
    #expect(read(text, at: "content/\(kind.rawValue)/a.md")?.diagnostics == [])
    #expect(readCategory(text)?.body.html().contains("introduction") == true)
  }

  @Test(arguments: TermKind.allCases) func `its file name needs a letter or digit`(kind: TermKind) {
    let found = diagnostics("", at: "content/\(kind.rawValue)/!.md")
    #expect(found.map(\.message) == ["the file name has no letter or digit to use in a URL"])
    #expect(found.map(\.hint) == ["name the file after what it describes, as in `leadership.md`"])
  }

  @Test(arguments: ["1️⃣parent: Work", "title: A\n1️⃣parent: work", "1️⃣parent:"]) func `a tag has no parent`(line: String) {
    let text = MarkedText("---\n\(line)\n---\n")
    expectDiagnostics(
      diagnostics(text, at: "content/tags/a.md"),
      [.error("`parent`: unknown key", at: 1, hint: "`parent` is a key of a category")], in: text)
  }

  @Test func `drafts and visibility`() {
    let found = diagnostics("---\ndraft: true\n---\n", at: "content/tags/a.md")
    #expect(found.map(\.message) == ["`draft`: unknown key"])
  }
}
