import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a category") struct CategorySourceTests {
  @Test func `every key is read`() throws {
    let text = """
      ---
      title: Authentic Leadership
      description: To lead as oneself.
      image: a.png
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
    #expect(category.aliases.map(\.value) == ["/leading/"])
    #expect(shown(category.extra) == "{a: text b}")
    #expect(category.body.html().contains("The introduction."))
  }

  @Test func `a category needs no front matter`() {
    let text = "Just an introduction."
    #expect(read(text, at: "content/categories/a.md")?.diagnostics == [])
    #expect(readCategory(text)?.body.html().contains("introduction") == true)
  }

  @Test func `a category's file name needs a letter or digit`() {
    #expect(
      diagnostics("", at: "content/categories/!.md").map(\.message)
        == ["the file name has no letter or digit to use in a URL"])
  }
}
