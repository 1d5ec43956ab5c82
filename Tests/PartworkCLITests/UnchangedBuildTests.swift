import Foundation
import TestSupport
import Testing

/// If nothing has changed, a build only looks for changes, as `--timings` shows.
@Suite struct UnchangedBuildTests {
  private static let site = Folder.site([
    "content/posts/a.md": Folder.post(), "content/posts/b.md": "---\ntitle: B\ndate: 2026-05-01\n---\nText.\n",
    "content/posts/c/index.md": Folder.post("draft: true\n"),
  ])

  /// 12 March 2026, before `b` goes live.
  private static let march = ["SOURCE_DATE_EPOCH": "1773302400"]

  /// Builds the site, changes something, builds again, and says whether the second build read the site.
  private func worksAgain(
    _ arguments: [String] = [], environment: [String: String] = march, site: Folder = site,
    after change: (URL) throws -> Void = { _ in }
  ) async throws -> (works: Bool, first: Program.Outcome, second: Program.Outcome, folder: Folder) {
    try await withTemporaryFolder(site) { directory in
      // A file that was written a moment ago is not trusted.
      try await Task.sleep(for: .milliseconds(60))
      let first = try await Program.run(["build"], in: directory, environment: Self.march)
      try change(directory)
      let second = try await Program.run(["build", "--timings"] + arguments, in: directory, environment: environment)
      let works = second.output.contains("\nread content ")
      return (works, first, second, try Folder(reading: directory))
    }
  }

  @Test func `if nothing has changed, nothing is done and the output is the same`() async throws {
    let (works, first, second, _) = try await worksAgain()
    #expect(!works, "\(second.output)")
    let lines = first.output.split(separator: "\n").dropFirst()
    #expect(
      lines == ["Left out content/posts/b.md: goes live on 2026-05-01.", "Left out content/posts/c/index.md: a draft."])
    #expect(second.output.split(separator: "\n").dropFirst().prefix(2) == lines)
    #expect(second.output.contains(": 0 files written, "))
  }

  @Test(arguments: [
    "content/posts/a.md", "content/site.yml", "templates/post.mustache", "content/new.txt", "content/posts/c/photo.svg",
  ])
  func `a changed or new file of the site is read`(path: String) async throws {
    let (works, _, second, _) = try await worksAgain { directory in
      let file = directory.appending(path: path)
      let old = (try? String(contentsOf: file, encoding: .utf8)) ?? "<svg/>"
      try Folder([path: old + "\n"]).write(to: directory)
    }
    #expect(works, "\(second.output)")
  }

  @Test func `a revision in the future is used when its day has come`() async throws {
    let revised = Folder.site(["content/posts/a.md": Folder.post("updated: 2026-05-01\n")])
    for (day, isUsed) in [("1774000000", false), ("1778000000", true)] {
      let (works, _, _, folder) = try await worksAgain(environment: ["SOURCE_DATE_EPOCH": day], site: revised)
      #expect(works == isUsed)
      #expect(folder["public/feed.xml"]?.contains("<updated>2026-05-01T00:00:00Z</updated>") == isUsed)
    }
  }

  @Test func `a removed file of the site is noticed`() async throws {
    let (works, _, _, folder) = try await worksAgain { directory in
      try FileManager.default.removeItem(at: directory.appending(path: "content/posts/a.md"))
    }
    #expect(works)
    #expect(folder["public/posts/a/index.html"] == nil)
  }

  @Test func `a file of the output that was changed or removed by hand is written again`() async throws {
    let changed = try await worksAgain { directory in
      try Folder(["public/posts/a/index.html": "mine"]).write(to: directory)
    }
    #expect(changed.works)
    #expect(changed.folder["public/posts/a/index.html"]?.contains("A post") == true)
    let removed = try await worksAgain { directory in
      try FileManager.default.removeItem(at: directory.appending(path: "public/feed.xml"))
    }
    #expect(removed.works)
    #expect(removed.folder["public/feed.xml"] != nil)
  }

  @Test func `a foreign file in the output has no effect`() async throws {
    let (works, _, _, folder) = try await worksAgain { try Folder(["public/mine.txt": "mine"]).write(to: $0) }
    #expect(!works)
    #expect(folder["public/mine.txt"] == "mine")
  }

  @Test func `a post goes live on its date`() async throws {
    // One second before midnight in UTC, and midnight.
    #expect(try await !worksAgain(environment: ["SOURCE_DATE_EPOCH": "1777593599"]).works)
    let (works, _, _, folder) = try await worksAgain(environment: ["SOURCE_DATE_EPOCH": "1777593600"])
    #expect(works)
    #expect(folder["public/posts/b/index.html"] != nil)
  }

  @Test(arguments: [
    ["--drafts"], ["--future"], ["--base-url", "https://example.org/"], ["--force"], ["--now", "2026-03-12"],
  ])
  func `other options build again`(arguments: [String]) async throws {
    #expect(try await worksAgain(arguments).works)
  }

  @Test func `warnings are repeated, and are errors with --strict`() async throws {
    var site = Self.site
    site["content/posts/d.md"] = Folder.post("part: 1\n")
    try await withTemporaryFolder(site) { directory in
      try await Task.sleep(for: .milliseconds(60))
      let first = try await Program.run(["build"], in: directory, environment: Self.march)
      #expect(first.errors.contains("`part` has no effect without `series`"))
      let second = try await Program.run(["build", "--timings"], in: directory, environment: Self.march)
      #expect(!second.output.contains("read content"))
      #expect(second.errors == first.errors)
      let strict = try await Program.run(["build", "--strict"], in: directory, environment: Self.march)
      #expect(strict.status == 1)
      #expect(strict.errors.hasSuffix("1 warning; nothing was written.\n"))
    }
  }
}
