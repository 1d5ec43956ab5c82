import Foundation
import TestSupport
import Testing

@Suite struct EpubCommandTests {
  private static let site = Folder([
    "content/site.yml": "title: Site\nurl: https://example.com/\nimages: {cards: false, sizes: false}\n",
    "content/series/tides.md": "---\ntitle: Tides\n---\n",
    "content/series/soon.md": "---\ntitle: Soon\nstatus: announced\n---\n",
    "content/posts/ebb.md": "---\ntitle: Ebb\ndate: 2026-01-02\nseries: tides\n---\nText.\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndate: 2026-01-03\nseries: tides\ndraft: true\n---\nText.\n",
  ])

  private func run(
    _ arguments: String..., in site: Folder = Self.site
  ) async throws -> (outcome: Program.Outcome, site: Folder) {
    try await Program.run(["epub"] + arguments + ["--now", "2026-06-01"], in: site)
  }

  @Test(arguments: [([], "tides.epub"), (["--output", "books/all.epub"], "books/all.epub"), (["-o", "a b"], "a b")])
  func `it writes a book and says so`(options: [String], path: String) async throws {
    let (outcome, site) = try await Program.run(["epub", "tides", "--now", "2026-06-01"] + options, in: Self.site)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(
      outcome.output.wholeMatch(of: /Wrote (.*): 1 part, \d+ kilobytes\.\n/)?.1 == Substring(path), "\(outcome.output)")
    #expect(site.files[path]?.starts(with: [0x50, 0x4B, 3, 4]) == true)
  }

  @Test func `drafts are in it only if they are asked for`() async throws {
    let (outcome, _) = try await run("tides", "--drafts")
    #expect(outcome.output.contains("2 parts"))
  }

  @Test func `it replaces a file`() async throws {
    var site = Self.site
    site.files["tides.epub"] = Data("old".utf8)
    let (outcome, left) = try await run("tides", in: site)
    #expect(outcome.status == 0)
    #expect(left.files["tides.epub"]?.starts(with: [0x50, 0x4B]) == true)
  }

  @Test(arguments: [
    ("tide", "error: there is no series `tide`\n  hint: did you mean `tides`?\n"),
    (
      "soon",
      """
      content/series/soon.md: error: no part of this series can be read yet
        hint: publish a part first, or add `--drafts` or `--future`

      """
    ),
  ]) func `a series that cannot be a book is an error`(id: String, message: String) async throws {
    let (outcome, site) = try await run(id)
    #expect(outcome.status == 1)
    #expect(outcome.errors == message + "1 error; nothing was written.\n")
    #expect(!site.files.keys.contains { $0.hasSuffix(".epub") })
  }

  @Test func `a site with errors gives no book`() async throws {
    var site = Self.site
    site.files["content/posts/ebb.md"] = Data("---\ntitle: Ebb\nseries: tides\n---\n[x](none.md)\n".utf8)
    let (outcome, left) = try await run("tides", in: site)
    #expect(outcome.status == 1 && outcome.errors.hasSuffix("nothing was written.\n"), "\(outcome.errors)")
    #expect(left.files["tides.epub"] == nil)
  }

  @Test func `a folder in the way is an error`() async throws {
    let (outcome, _) = try await run("tides", "--output", "content")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "error: `content` is a folder\n  hint: name the file to write with `--output`\n",
      "\(outcome.errors)")
  }
}
