import PartworkSupport
import PartworkDiagnostics
import Testing

@testable import Partwork

@Suite struct CheckMovedPagesTests {
  private func page(_ source: String, _ url: String, text: String) -> PageAddress {
    PageAddress(source: "content/\(source)", url: url, fingerprint: ContentHash(of: text).value)
  }

  @Test func `a page with a new URL is a warning, with the alias to add`() {
    let found = checkMovedPages(
      from: [page("a.md", "/old/", text: "a")], to: [page("a.md", "/new/", text: "b")], served: ["/new/"])
    #expect(
      found == [
        Diagnostic(
          .warning, "this page was at `/old/` in the last build and is now at `/new/`, so old links to it break",
          at: SourceLocation("content/a.md"), hint: "add `aliases: [\"/old/\"]` to its front matter")
      ])
  }

  @Test func `a page whose source was renamed is recognised by its text`() {
    let previous = [page("a.md", "/a/", text: "text"), page("c.md", "/c/", text: "c")]
    let pages = [page("b.md", "/b/", text: "text"), page("c.md", "/c/", text: "c")]
    let found = checkMovedPages(from: previous, to: pages, served: ["/b/", "/c/"])
    #expect(found.map(\.location) == [SourceLocation("content/b.md")])
  }

  @Test func `nothing is reported if the old URL is served, or the page is new, gone or ambiguous`() {
    let previous = [
      page("a.md", "/a/", text: "1"), page("b.md", "/b/", text: "same"), page("c.md", "/c/", text: "same"),
    ]
    let pages = [page("a.md", "/x/", text: "1"), page("d.md", "/d/", text: "same"), page("e.md", "/e/", text: "new")]
    #expect(checkMovedPages(from: previous, to: pages, served: ["/a/", "/x/", "/d/", "/e/"]) == [])
  }
}
