import Foundation
import Partwork
import PartworkPublish
import PartworkSupport
import TestSupport
import Testing

@Suite(.enabled(if: isInstalled("git"), "git is not installed"))
struct GitTargetTests {
  func destination(
    _ repository: String = "there", branch: String = "gh-pages", cname: String? = nil, nojekyll: Bool = true,
    history: GitHistory = .append
  ) -> PublishDestination {
    .git(
      GitDestination(
        repository: here(repository), branch: here(branch), cname: cname.map(here), nojekyll: nojekyll,
        history: history))
  }

  /// A bare repository at `there`, empty.
  func makeRepository(_ place: Workplace) throws {
    try git("init", "--quiet", "--bare", "there", in: place.root)
  }

  func clone(_ place: Workplace) throws -> Folder {
    let copy = place.root.appending(path: UUID().uuidString)
    try git("clone", "--quiet", "--branch", "gh-pages", place.there.path(), copy.path(), in: place.root)
    try FileManager.default.removeItem(at: copy.appending(path: ".git"))
    return try Folder(reading: copy)
  }

  func commitCount(_ place: Workplace) throws -> Int {
    let count = try git("rev-list", "--count", "gh-pages", in: place.there)
    return Int(count.dropLast()) ?? 0
  }

  @Test func `the repository of a publish that was killed is removed by the next, and that of one under way is not`()
    async throws
  {
    try await withWorkplace { place in
      try makeRepository(place)
      let state = place.root.appending(path: ".partwork")
      try Folder(["git-killed/objects/1": "x", "git-others/HEAD": "x", "public.lock": ""]).write(to: state)
      let lock = try FileLock(folder: state.appending(path: "git-others").path())
      _ = try await place.publisher(to: destination()).publish()
      #expect(try Folder(reading: state).paths == ["git-others/HEAD", "public.lock"])
      extendLifetime(lock)
    }
  }

  @Test func `a clone of the branch equals the output byte for byte`() async throws {
    var site = builtSite
    site.files["picture.bin"] = Data((0...255).map { UInt8($0) } + [13, 10, 10, 13])
    site[".gitattributes"] = "* text=auto eol=crlf"
    site[".gitignore"] = "*.html"
    site["name with spaces é \"quoted\".html"] = "line\r\nline\n"
    try await withWorkplace(site) { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination()).publish()
      let copy = place.root.appending(path: "copy")
      try git(
        "clone", "--quiet", "--no-checkout", "--branch", "gh-pages", place.there.path(), copy.path(), in: place.root)
      for (path, bytes) in site.files {
        let size = try git("cat-file", "-s", "HEAD:\(path)", in: copy)
        #expect(size == "\(bytes.count)\n", "\(path)")
      }
      try git("-c", "core.attributesFile=/dev/null", "checkout", "--quiet", "HEAD", "--", "picture.bin", in: copy)
      #expect(try Data(contentsOf: copy.appending(path: "picture.bin")) == site.files["picture.bin"])
    }
  }

  @Test func `a second publish of the same site makes no commit`() async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination()).publish()
      #expect(try await place.publisher(to: destination()).publish().isEmpty)
      #expect(try commitCount(place) == 1)
      #expect(try clone(place) == builtSite)
    }
  }

  @Test(arguments: [(GitHistory.append, 2), (.orphan, 1)])
  func `a publish adds a commit, or replaces them all`(history: GitHistory, count: Int) async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination(history: history)).publish()
      var changed = builtSite
      changed["index.html"] = "<h1>New</h1>"
      changed["posts/a/photo.jpg"] = nil
      try place.build(changed)
      let plan = try await place.publisher(to: destination(history: history)).publish()
      #expect(plan.lines == ["changed  index.html (12 bytes)", "delete   posts/a/photo.jpg"])
      #expect(try commitCount(place) == count)
      #expect(try clone(place) == changed)
      let message = try git("log", "-1", "--format=%s", "gh-pages", in: place.there)
      #expect(message == "Publish: 1 changed, 1 deleted\n")
    }
  }

  @Test(arguments: [GitHistory.append, .orphan])
  func `the commits of others are kept or replaced`(history: GitHistory) async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination(history: history)).publish()
      let copy = place.root.appending(path: "copy")
      try git("clone", "--quiet", "--branch", "gh-pages", place.there.path(), copy.path(), in: place.root)
      try Folder(["index.html": "edited on the host", "note.txt": "added there"]).write(to: copy)
      try git("add", "--all", in: copy)
      try git("commit", "--quiet", "-m", "Edit", in: copy)
      try git("push", "--quiet", in: copy)
      _ = try await place.publisher(to: destination(history: history)).publish()
      #expect(try clone(place) == builtSite)
      #expect(try commitCount(place) == (history == .append ? 3 : 1))
    }
  }

  @Test(arguments: [GitHistory.append, .orphan])
  func `a branch that moves during the push is fetched again`(history: GitHistory) async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination(history: history)).publish()
      // The repository itself moves the branch under the first push, as another publish would.
      let tip = try git("rev-parse", "gh-pages", in: place.there).dropLast()
      let other = try git("commit-tree", "\(tip)^{tree}", "-p", String(tip), "-m", "Meanwhile", in: place.there)
        .dropLast()
      let hook = place.there.appending(path: "hooks/pre-receive")
      try Folder([
        "pre-receive":
          "#!/bin/sh\nrm -f \"$0\"\nunset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/gh-pages \(other)\n"
      ])
      .write(to: hook.deletingLastPathComponent())
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path())
      var changed = builtSite
      changed["index.html"] = "<h1>New</h1>"
      try place.build(changed)
      _ = try await place.publisher(to: destination(history: history)).publish()
      #expect(!FileManager.default.fileExists(atPath: hook.path()), "the hook has run")
      #expect(try clone(place) == changed)
      #expect(try commitCount(place) == (history == .append ? 3 : 1))
    }
  }

  @Test func `CNAME and .nojekyll are written if requested`() async throws {
    var site = builtSite
    site[".nojekyll"] = nil
    try await withWorkplace(site) { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination(cname: "www.example.com")).publish()
      let published = try clone(place)
      #expect(published["CNAME"] == "www.example.com\n")
      #expect(published[".nojekyll"] == "")
      _ = try await place.publisher(to: destination(nojekyll: false)).publish()
      #expect(try clone(place)[".nojekyll"] == nil)
      #expect(try clone(place)["CNAME"] == "www.example.com\n", "the host's own CNAME is kept")
    }
  }

  @Test func `a plan leaves the repository unchanged`() async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      #expect(try await place.publisher(to: destination()).plan().count(.new) == 7)
      #expect(try git("branch", "--list", in: place.there).isEmpty)
    }
  }

  @Test func `the repository of the site is untouched, even from its hooks`() async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      let own = place.root.appending(path: "own")
      try git("init", "--quiet", "own", in: place.root)
      try Folder(["draft.md": "text"]).write(to: own)
      try git("add", "draft.md", in: own)
      let before = try Folder(reading: own)
      var environment = ProcessInfo.processInfo.environment
      environment["GIT_DIR"] = own.appending(path: ".git").path()
      environment["GIT_INDEX_FILE"] = own.appending(path: ".git/index").path()
      environment["GIT_WORK_TREE"] = own.path()
      _ = try await place.publisher(to: destination(), environment: environment).publish()
      #expect(try Folder(reading: own) == before)
      #expect(try clone(place) == builtSite)
    }
  }

  @Test func `a branch of other files is replaced only with force`() async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      _ = try await place.publisher(to: destination()).publish()
      try place.build(Folder(["index.html": "alone", ".nojekyll": ""]))
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: destination()).publish() }
      _ = try await place.publisher(to: destination()).publish(force: true)
      #expect(try clone(place).paths == [".nojekyll", "index.html"])
    }
  }

  @Test func `a refused push says why`() async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      let hook = place.there.appending(path: "hooks/pre-receive")
      try Folder(["pre-receive": "#!/bin/sh\necho no pushes on Sundays >&2\nexit 1\n"])
        .write(to: hook.deletingLastPathComponent())
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path())
      let failure = try #require(
        await #expect(throws: PublishFailure.self) { try await place.publisher(to: destination()).publish() })
      #expect(failure.message == "the repository rejected the push")
      #expect(failure.output.contains { $0.contains("no pushes on Sundays") })
      #expect(failure.command?.contains("push") == true)
    }
  }

  @Test(arguments: [("nowhere", "gh-pages"), ("there", "not a branch"), ("--upload-pack=x", "gh-pages")])
  func `an invalid address or branch is one clear failure`(repository: String, branch: String) async throws {
    try await withWorkplace { place in
      try makeRepository(place)
      let failure = try #require(
        await #expect(throws: PublishFailure.self) {
          try await place.publisher(to: destination(repository, branch: branch)).publish()
        })
      #expect(!failure.message.contains("exit code"), "\(failure)")
    }
  }
}
