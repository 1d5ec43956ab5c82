import Foundation
import TestSupport
import Testing

@Suite("Content that cannot be read") struct UnreadableContentTests {
  private static let site = Folder.site([
    "content/site.yml":
      "title: A\nurl: https://ann.dev/\npublish: {targets: {out: {type: folder, path: published}}}\n",
    "content/posts/one/index.md": Folder.post("series: s\nauthor: ann\n", "A [link](../2026/two.md).\n"),
    "content/posts/one/picture.svg": "<svg/>",
    "content/posts/2026/two.md": Folder.post("series: s\n"),
    "content/series/s.md": "---\ntitle: S\nparts: [one, two]\n---\n",
    "content/authors/ann.md": "---\nname: Ann\n---\n",
    "content/pages/about/index.md": "---\ntitle: About\n---\n[One](../../posts/one/index.md)\n",
    "content/guide.pdf": "PDF",
    "content/strings/en.yml": "toHome: Back home\n",
    "templates/partials/mark.mustache": "*",
    "templates/post.mustache": "{{> mark}}<title>{{page.title}}</title>\n",
  ])

  @Test(
    .enabled(
      if: Program.hasUnprivilegedRuns,
      "root may read everything, and there is no setpriv, or only root may enter the repository"),
    arguments: [
      // Listed but not entered, entered but not listed, neither.
      ("content/posts/one", 0o644), ("content/posts/one", 0o311), ("content/posts/one", 0o000),
      ("content/posts/2026", 0o644), ("content/authors", 0o600), ("content/pages/about", 0o644),
      ("content/posts", 0o644), ("content", 0o644), ("content", 0o000),
      ("content/addresses.yml", 0o000), ("content/strings/en.yml", 0o000),
      ("content/posts/2026/two.md", 0o000), ("content/guide.pdf", 0o000), ("content/site.yml", 0o200),
      ("templates", 0o000), ("templates", 0o311), ("templates/post.mustache", 0o000), ("templates/partials", 0o644),
    ])
  func `is an error, and nothing of it is removed`(path: String, permissions: Int) async throws {
    try await withTemporaryFolder(Self.site) { site in
      #expect(try await Program.run(["publish"], in: site).status == 0)
      let published = try Folder(reading: site.appending(path: "published"))
      #expect(published["posts/one/index.html"] != nil)

      func setPermissions(_ permissions: Int) throws {
        try FileManager.default.setAttributes(
          [.posixPermissions: permissions], ofItemAtPath: site.appending(path: path).path())
      }
      try setPermissions(permissions)
      defer { try? setPermissions(0o755) }
      for command in [["check", "--strict"], ["build"], ["publish"], ["publish", "--force"]] {
        let outcome = try await Program.run(command, in: site, isUnprivileged: true)
        #expect(outcome.status == 1, "\(command): \(outcome.errors)")
        let errors = outcome.errors.split(separator: "\n").filter { $0.contains(": error: ") }
        let expected = errors.filter { $0.hasSuffix("cannot be read: permission denied") }
        #expect(expected.count == 1, "\(outcome.errors)")
        // Of a folder of names, nothing is known; of a post or a file, the rest of the site can tell.
        if path.hasSuffix("one") || path.hasPrefix("templates") || path.contains(".") && !path.hasSuffix("site.yml")
          || path.hasSuffix("about")
        {
          #expect(errors == expected, "\(outcome.errors)")
        }
      }
      try setPermissions(0o755)
      #expect(try Folder(reading: site.appending(path: "published")) == published)
    }
  }
}
