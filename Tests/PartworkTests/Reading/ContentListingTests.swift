import PartworkSupport
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("What a path under content/ means") struct ContentListingTests {
  private func listing(_ paths: String...) throws -> ContentListing {
    let status = try #require(try FileStatus(of: #filePath))
    return ContentListing(paths.sorted().map { (path: "content/" + $0, status: status) })
  }

  @Test(arguments: [
    ("posts/a.md", ContentKind.post, "a", nil),
    ("posts/2026-03-12-a/index.md", .post, "2026-03-12-a", "posts/2026-03-12-a"),
    ("posts/2026/a.md", .post, "a", nil),
    ("posts/2026/03/a/index.md", .post, "a", "posts/2026/03/a"),
    ("posts/travel/2026-03-12-a.md", .post, "2026-03-12-a", nil),
    ("series/a.md", .series, "a", nil),
    ("series/a/index.md", .series, "a", "series/a"),
    ("authors/a.md", .author, "a", nil),
    ("categories/a b.md", .category, "a b", nil),
    ("pages/about.md", .page, "about", nil),
    ("pages/about/team.md", .page, "about/team", nil),
    ("pages/about/team/index.md", .page, "about/team", "pages/about/team"),
  ])
  func `a document is a file, or a folder with its images`(
    path: String, kind: ContentKind, name: String, folder: String?
  ) throws {
    let listing = try listing(path)
    #expect(
      listing.documents.map(\.file) == [
        ContentFile(kind: kind, path: "content/" + path, name: name, folder: folder.map { "content/" + $0 })
      ])
    #expect(listing.copies.isEmpty && listing.diagnostics.isEmpty)
  }

  @Test func `other files are copied, and those in a document's folder go next to its page`() throws {
    let listing = try listing(
      "site.yml", "images/logo.svg", "posts/photo.jpg", "posts/a/index.md", "posts/a/photo.jpg",
      "posts/a/more/b.jpg", "pages/about/index.md", "pages/about/team.md", "pages/about/x/c.jpg", "robots.txt")
    #expect(
      listing.copies == [
        StaticFile(file: "content/images/logo.svg", owner: nil, path: "images/logo.svg"),
        StaticFile(file: "content/pages/about/x/c.jpg", owner: "content/pages/about/index.md", path: "x/c.jpg"),
        StaticFile(file: "content/posts/a/more/b.jpg", owner: "content/posts/a/index.md", path: "more/b.jpg"),
        StaticFile(file: "content/posts/a/photo.jpg", owner: "content/posts/a/index.md", path: "photo.jpg"),
        StaticFile(file: "content/posts/photo.jpg", owner: nil, path: "posts/photo.jpg"),
        StaticFile(file: "content/robots.txt", owner: nil, path: "robots.txt"),
      ])
    #expect(listing.diagnostics.isEmpty)
  }

  @Test(arguments: ["posts/a/notes.md", "posts/a/more/notes.md", "posts/a/b/index.md", "posts/a/b/picture.jpg"])
  func `what is in the folder of a post is not another post`(path: String) throws {
    let listing = try listing(path, "posts/a/index.md", "posts/index-of-names.md")
    #expect(listing.documents.map(\.file.path) == ["content/posts/a/index.md", "content/posts/index-of-names.md"])
    #expect(
      listing.copies == [
        StaticFile(
          file: "content/" + path, owner: "content/posts/a/index.md", path: String(path.dropFirst("posts/a/".count)))
      ])
  }

  @Test(arguments: [
    (
      "series/2026/a.md", "a series cannot be in a subfolder of `content/series`",
      "move it to `content/series/a.md`, or rename it to `index.md` in its own folder"
    ),
    (
      "series/2026/a/index.md", "a series cannot be in a subfolder of `content/series`",
      "move the folder `a` to `content/series`"
    ),
    ("posts/a/_index.md", "`_index.md` is not read as a post", "rename it to `index.md`"),
    ("pages/about/_index.md", "`_index.md` is not read as a page", "rename it to `index.md`"),
    (
      "authors/team/ada.md", "an author cannot be in a subfolder of `content/authors`",
      "move it to `content/authors/ada.md`, or rename it to `index.md` in its own folder"
    ),
    (
      "posts/index.md", "`index.md` in `content/posts` is a post without a name",
      "rename or remove it: templates make the pages that list posts"
    ),
    (
      "series/_index.md", "`_index.md` in `content/series` is a series without a name",
      "rename or remove it: templates make the pages that list series"
    ),
    (
      "pages/index.md", "`index.md` in `content/pages` is a page without a name",
      "rename or remove it: the template `home` makes the home page"
    ),
    ("posts/a.markdown", "this file is not read as a post", "rename it to `a.md`"),
    ("pages/b/a.MD", "this file is not read as a page", "rename it to `a.md`"),
    ("site.yaml", "this file is not read", "rename it to `site.yml`"),
  ])
  func `a document in the wrong place is an error that says where it belongs`(
    path: String, message: String, hint: String
  ) throws {
    let listing = try listing(path)
    #expect(
      listing.diagnostics == [Diagnostic(.error, message, at: SourceLocation("content/" + path), hint: hint)])
    #expect(listing.documents.isEmpty && listing.copies.isEmpty)
  }
}
