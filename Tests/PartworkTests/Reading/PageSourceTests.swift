import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a page") struct PageSourceTests {
  @Test func `every key is read`() throws {
    let text = """
      ---
      title: About
      subtitle: Who we are
      description: The people behind this site.
      updated: 2026-03-12
      image: team.jpg
      draft: true
      permalink: /about-us/
      aliases: [/us/]
      callToAction: {label: Write, url: /contact/}
      template: wide
      extra: {a: b}
      ---
      The text.
      """
    let path = "content/pages/about/team.md"
    let page = try #require(readPage(text, at: path))
    #expect(read(text, at: path)?.diagnostics == [])
    #expect(page.path == "about/team")
    #expect(page.title.value == "About")
    #expect(page.subtitle == "Who we are")
    #expect(page.description == "The people behind this site.")
    #expect(page.updated?.value.day.year == 2026)
    #expect(page.image?.src.value == "team.jpg")
    #expect(page.isDraft)
    #expect(page.permalink?.value == "/about-us/")
    #expect(page.aliases.map(\.value) == ["/us/"])
    #expect(page.callToAction?.text == nil)
    #expect(page.callToAction?.label == "Write")
    #expect(page.template?.value == "wide")
    #expect(shown(page.extra) == "{a: text b}")
    #expect(page.body.html().contains("The text."))
  }

  @Test func `a page needs a title and may be a folder`() throws {
    let page = try #require(readPage("---\ntitle: A\n---\n", at: "content/pages/about/index.md"))
    #expect(page.path == "about")
    let text: MarkedText = "1️⃣---\n---\n"
    expectDiagnostics(
      diagnostics(text, at: "content/pages/about.md"), [.error("`title` is missing", at: 1)], in: text)
  }
}
