import Foundation
import TestSupport
import Testing

/// A publish records the addresses of the site, and later runs compare.
@Suite struct PublishedAddressesTests {
  private static let site = Folder.site([
    "content/site.yml":
      "title: A\nurl: https://ann.dev/\npublish: {targets: {out: {type: folder, path: published}}}\n",
    "content/posts/one.md": Folder.post("", "See [about](../pages/about.md).\n"), "content/posts/two.md": Folder.post(),
    "content/pages/about.md": "---\ntitle: About\n---\nSee [one](../posts/one.md).\n",
  ])
  private static let list = "published:\n  - /about/\n  - /posts/one/\n  - /posts/two/\n"

  private func addresses(in site: URL) throws -> String? { try Folder(reading: site)["content/addresses.yml"] }

  @Test func `only a publish records addresses, and only once`() async throws {
    try await withTemporaryFolder(Self.site) { site in
      for command in [["build"], ["check"], ["publish", "--dry-run"]] {
        #expect(try await Program.run(command, in: site).status == 0)
        #expect(try addresses(in: site) == nil, "\(command)")
      }
      let first = try await Program.run(["publish"], in: site)
      #expect(first.output.contains("Added new addresses to content/addresses.yml"), "\(first.output)")
      let text = try #require(try addresses(in: site))
      #expect(text.hasSuffix(Self.list))
      let second = try await Program.run(["publish"], in: site)
      #expect(!second.output.contains("addresses"), "\(second.output)")
      #expect(try addresses(in: site) == text)
      #expect(try Folder(reading: site)["published/addresses.yml"] == nil)
    }
  }

  @Test func `an address that leads nowhere warns at each build and stops a publish, until it is gone`() async throws {
    try await withTemporaryFolder(Self.site) { site in
      #expect(try await Program.run(["publish"], in: site).status == 0)
      try FileManager.default.moveItem(
        at: site.appending(path: "content/posts/two.md"), to: site.appending(path: "content/posts/twos.md"))
      // A file that was written a moment ago is not trusted.
      try await Task.sleep(for: .milliseconds(60))
      let line = try #require(try addresses(in: site)).split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex(of: "  - /posts/two/").map { $0 + 1 }
      let place = "content/addresses.yml:\(line ?? 0):5"
      let message = "`/posts/two/` was published and leads nowhere now"
      for command in [["build"], ["build"], ["check"]] {
        let outcome = try await Program.run(command, in: site)
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("\(place): warning: \(message)\n"), "\(outcome.errors)")
        #expect(outcome.errors.contains("add `aliases: [\"/posts/two/\"]` to content/posts/twos.md"))
      }
      #expect(try await Program.run(["build", "--strict"], in: site).status == 1)
      let published = try Folder(reading: site.appending(path: "published"))
      for command in [["publish"], ["publish", "--force"], ["publish", "--dry-run"]] {
        let outcome = try await Program.run(command, in: site)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("\(place): error: \(message)\n"), "\(outcome.errors)")
      }
      #expect(try Folder(reading: site.appending(path: "published")) == published)

      let text = try #require(try addresses(in: site)).replacing("gone: []", with: "gone:\n  - /posts/two/ # Renamed.")
      try Folder(["content/addresses.yml": text]).write(to: site)
      let last = try await Program.run(["publish"], in: site)
      #expect(last.status == 0, "\(last.errors)")
      #expect(!last.errors.contains("warning"), "\(last.errors)")
      #expect(
        try addresses(in: site) == text.replacing("  - /posts/two/\n", with: "  - /posts/two/\n  - /posts/twos/\n"))
      #expect(
        try Folder(reading: site)["published/_redirects"] == "/posts/two/ /404.html 410\n")
    }
  }

  @Test func `a post with an error is not reported as lost too`() async throws {
    try await withTemporaryFolder(Self.site) { site in
      #expect(try await Program.run(["publish"], in: site).status == 0)
      try Folder(["content/posts/one.md": "---\ntitle: One\n---\n"]).write(to: site)
      let outcome = try await Program.run(["publish"], in: site)
      #expect(outcome.status == 1)
      #expect(!outcome.errors.contains("leads nowhere"), "\(outcome.errors)")
    }
  }

  @Test(
    .enabled(
      if: Program.hasUnprivilegedRuns,
      "root may write everything, and there is no setpriv, or only root may enter the repository"))
  func `a list that cannot be written is a warning, since the site is published`() async throws {
    try await withTemporaryFolder(Self.site) { site in
      func setPermissions(_ permissions: Int, _ path: String) throws {
        try FileManager.default.setAttributes(
          [.posixPermissions: permissions], ofItemAtPath: site.appending(path: path).path())
      }
      try setPermissions(0o777, "")
      try setPermissions(0o555, "content")
      defer { try? setPermissions(0o755, "content") }
      let outcome = try await Program.run(["publish"], in: site, isUnprivileged: true)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.hasSuffix(
          """
          content/addresses.yml: warning: the new addresses of the site could not be recorded: permission denied
            hint: publish again once it can be written

          """), "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("Published "))
    }
  }
}
