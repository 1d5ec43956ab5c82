import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  @Test func `a site without errors`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post(), "content/posts/b.md": Folder.post("draft: true\n")])
    let (outcome, left) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == "Checked 7 pages: no errors or warnings.\nLeft out content/posts/b.md: a draft.\n")
    #expect(left == site, "nothing is written")
  }

  @Test func `warnings are printed, and fail a strict check`() async throws {
    let site = Folder.site(["content/pages/about.md": "---\ntitle: About\n---\nText.\n"])
    let warning = """
      content/pages/about.md: warning: nothing links to this page
        hint: link to /about/ from a text, or add it to the `navigation` in content/site.yml
      1 warning.

      """
    let (outcome, _) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 0 && outcome.errors == warning)
    #expect(outcome.output == "Checked 7 pages: no errors.\n")
    let (strict, _) = try await Program.run(["check", "--strict"], in: site)
    #expect(strict.status == 1 && strict.errors == warning && strict.output == "")
  }

  @Test func `errors and warnings are printed together, in the order of their places`() async throws {
    let site = Folder.site([
      "content/posts/a.md": Folder.post("", "![](dog.png)\n\n[B](b.md)\n"),
      "content/dog.png": "GIF89a\u{1}\u{0}\u{1}\u{0}",
    ])
    let (outcome, _) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") } == [
        "content/posts/a.md:5:5: error: there is no file `dog.png`",
        "content/posts/a.md:5:5: warning: the image `dog.png` has no alternative text",
        "content/posts/a.md:7:5: error: there is no file `b.md`", "2 errors, 1 warning.",
      ])
  }

  @Test func `drafts are checked on request`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post("draft: true\n", "[B](b.md)\n")])
    #expect(try await Program.run(["check"], in: site).outcome.status == 0)
    #expect(try await Program.run(["check", "--drafts"], in: site).outcome.status == 1)
  }

  @Test func `links to other sites are tried only on request`() async throws {
    // Port 1 is reserved, and nothing listens on it.
    let site = Folder.site(["content/posts/a.md": Folder.post("", "[A](http://127.0.0.1:1/x)\n")])
    let (without, _) = try await Program.run(["check"], in: site)
    #expect(without.errors == "")
    let (with, _) = try await Program.run(["check", "--external"], in: site)
    #expect(with.status == 0)
    #expect(
      with.errors.hasPrefix(
        "content/posts/a.md:5:5: warning: http://127.0.0.1:1/x is on a server that does not answer\n"),
      "\(with.errors)")
  }
}
