import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading an author") struct AuthorSourceTests {
  private let path = "content/authors/ada.md"

  @Test func `every key is read`() throws {
    let text = """
      ---
      name: The editors
      role: Editors
      avatar: {src: /images/editors.svg, alt: Two pens}
      url: https://example.com/
      links:
        - {label: Code, url: https://example.com/code}
        - Feed: /feed.xml
      callToAction:
        text: Write to us.
        label: Write
        url: pages/contact.md
      aliases: [/team/]
      extra: {since: 2019}
      ---
      The bio.
      """
    let author = try #require(readAuthor(text, at: path))
    #expect(read(text, at: path)?.diagnostics == [])
    #expect(author.id == "ada")
    #expect(author.name.value == "The editors")
    #expect(author.role == "Editors")
    #expect(author.avatar?.src.value == "/images/editors.svg")
    #expect(author.avatar?.alt == "Two pens")
    #expect(author.website?.value == "https://example.com/")
    #expect(author.links.map(\.label) == ["Code", "Feed"])
    #expect(author.links.map(\.url.value) == ["https://example.com/code", "/feed.xml"])
    #expect(author.links.map(\.url.location) == [(7, 24), (8, 11)].map { SourceLocation(path, line: $0, column: $1) })
    #expect(author.callToAction?.text?.html() == "<p>Write to us.</p>\n")
    #expect(author.callToAction?.label == "Write")
    #expect(author.callToAction?.url?.value == "pages/contact.md")
    #expect(author.aliases.map(\.value) == ["/team/"])
    #expect(shown(author.extra) == "{since: number 2019}")
    #expect(author.body.html().contains("The bio."))
  }

  @Test(arguments: [
    ("links: [1️⃣{label: A}]", "`links.url` is missing"),
    ("links: [1️⃣{url: /a/}]", "`links.label` is missing"),
    ("links: [1️⃣{label: A, url: }]", "`links.url` has no value"),
    ("links: [{A: 1️⃣[b]}]", "`links.A` must be text, not a list"),
    ("links: [1️⃣/a/]", "an entry in `links` must be a map with `label` and `url`, not text"),
    (
      "links:\n  - 1️⃣Book #1: /a/",
      "an entry in `links` must be a map with `label` and `url`, not text"
    ),
    ("avatar: 1️⃣[a]", "`avatar` must be a path, or a map with `src` and `alt`, not a list"),
  ])
  func `an error is reported at its place`(line: String, message: String) {
    var line = line
    if message.hasSuffix("`links.url` has no value") { line = "links: [{label: A, 1️⃣url: }]" }
    let text = MarkedText("---\nname: A\n\(line)\n---\n")
    expectDiagnostics(diagnostics(text, at: path), [.error(message, at: 1)], in: text)
  }

  @Test func `an author needs a name`() {
    let text: MarkedText = "1️⃣---\nrole: Editor\n---\n"
    expectDiagnostics(
      diagnostics(text, at: path), [.error("`name` is missing", at: 1, hint: "write `name: …`")], in: text)
    #expect(readAuthor(text.text, at: path)?.name.value == "ada")
  }

  @Test func `title is not the key of an author's name`() {
    let text: MarkedText = "---\nname: A\n1️⃣title: A\n---\n"
    #expect(diagnostics(text, at: path).map(\.message) == ["`title`: unknown key"])
  }
}
