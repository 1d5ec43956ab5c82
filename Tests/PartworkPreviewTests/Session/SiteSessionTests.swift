import PartworkSupport
import PartworkDiagnostics
import Foundation
import Partwork
import Synchronization
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct SiteSessionTests {
  private static let now = 1_780_000_000

  static let options = options(at: now)

  private static func options(at time: Int) -> EditionOptions {
    EditionOptions(clock: .instant(time), showsDrafts: true, showsScheduled: true)
  }

  /// The result of a fresh start with the site in `directory`: every file by its path, and the findings.
  private static func fresh(
    _ directory: URL, _ options: EditionOptions
  ) async -> (files: [String: [UInt8]]?, diagnostics: [Diagnostic]) {
    let prepared = await prepare(directory.path, options)
    if prepared.diagnostics.hasErrors { return (nil, prepared.diagnostics) }
    let files = prepared.renderer.files.map { file in (file.path, bytes(file.content)) }
    return (Dictionary(files) { first, _ in first }, prepared.diagnostics)
  }

  private static func bytes(_ content: FileBody) -> [UInt8] {
    switch content {
    case .bytes(let bytes): bytes
    case .copy(let path): Array(FileManager.default.contents(atPath: path) ?? Data())
    }
  }

  @Test(arguments: [1, 2, 3]) func `after any edit the site is the same as after a fresh start`(seed: UInt64)
    async throws
  {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let clock = Mutex(Self.now)
      @Sendable func options() -> EditionOptions { Self.options(at: clock.withLock { $0 }) }
      let session = SiteSession(folder: directory.path, options: options)
      var current = try #require(await session.read(after: FileChanges()).snapshot as? GeneratedSite)
      var edits = try RandomEdits(in: directory, seed: seed)
      var isGood = true
      var good = 0
      for step in 1...100 {
        let (name, paths) = try edits.edit(isGood: isGood)
        // Days pass, and scheduled posts go live.
        if edits.random.roll(4) == 0 { clock.withLock { $0 += 86_400 * edits.random.roll(9) } }
        // Sometimes it is not known what changed.
        let isUnknown = edits.random.roll(6) == 0
        let reading = await session.read(
          after: isUnknown ? FileChanges(isIncomplete: true) : FileChanges(paths: paths))
        let fresh = await Self.fresh(directory, options())
        #expect(reading.diagnostics == fresh.diagnostics, "step \(step): \(name)")
        #expect((reading.snapshot == nil) == (fresh.files == nil), "step \(step): \(name)")
        if let snapshot = reading.snapshot as? GeneratedSite { current = snapshot }
        isGood = fresh.files != nil
        guard let files = fresh.files else { continue }
        good += 1
        #expect(current.paths == Set(files.keys), "step \(step): \(name)")
        for (path, bytes) in files where current.content(of: path).map(Self.bytes) != bytes {
          Issue.record("step \(step): \(name): \(path) differs from a fresh start")
        }
      }
      // The test would prove little if the site had errors most of the time.
      #expect(good > 50)
    }
  }

  @Test func `the next scheduled post is known, whether there are errors or not`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let session = SiteSession(folder: directory.path) { Self.options }
      let coming = ComingChange(time: 1_798_070_400, files: ["content/posts/soon.md"])
      #expect(await session.read(after: FileChanges()).coming == coming)
      let path = "content/posts/alone.md"
      try Data("no front matter".utf8).write(to: directory.appending(path: path))
      #expect(await session.read(after: FileChanges(paths: [path])).coming == coming)
      try FileManager.default.removeItem(at: directory.appending(path: "content/posts/soon.md"))
      #expect(await session.read(after: FileChanges(paths: ["content/posts/soon.md"])).coming == nil)
    }
  }

  @Test func `the last good site is shown while there are errors`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let session = SiteSession(folder: directory.path) { Self.options }
      let first = try #require(await session.read(after: FileChanges()).snapshot)
      let path = "content/posts/alone.md"
      try Data("---\ntitel: x\n---\n".utf8).write(to: directory.appending(path: path))
      let broken = await session.read(after: FileChanges(paths: [path]))
      #expect(broken.snapshot == nil)
      #expect(broken.diagnostics.contains { $0.location?.file == path && $0.severity == .error })
      #expect(first.content(of: "posts/alone/index.html") != nil)
    }
  }

  @Test func `changed files that are copied are named by their paths in the output`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let session = SiteSession(folder: directory.path) { Self.options }
      _ = await session.read(after: FileChanges())
      let one = await session.read(
        after: FileChanges(paths: ["content/posts/third/dot.svg", "content/posts/alone.md"]))
      #expect(one.changedFiles == ["posts/third/dot.svg"])
      let folder = await session.read(after: FileChanges(paths: ["content/posts/third"]))
      #expect(folder.changedFiles == ["posts/third/dot.svg"])
      let all = await session.read(after: FileChanges(isIncomplete: true))
      #expect(all.changedFiles == ["dot.svg", "posts/third/dot.svg"])
      try FileManager.default.removeItem(at: directory.appending(path: "content/dot.svg"))
      try Data("---\ntitle: S\ndate: 2026-02-01\nauthor: ada\n---\n".utf8)
        .write(to: directory.appending(path: "content/posts/2026-02-01-second.md"))
      let removed = await session.read(
        after: FileChanges(paths: ["content/dot.svg", "content/posts/2026-02-01-second.md", "content/posts/first.md"]))
      #expect(removed.changedFiles.contains("dot.svg"))
    }
  }

  @Test func `an asset is also found in an earlier version of its folder`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let session = SiteSession(folder: directory.path) { Self.options }
      let site = try #require(await session.read(after: FileChanges()).snapshot)
      let url = try #require(site.assets).url + "style.css"
      #expect(site.content(of: String(url.dropFirst())) == .bytes(Array("p { color: black }".utf8)))
      #expect(site.content(of: "assets/0123456789abcdef/style.css") != nil)
      #expect(site.content(of: "assets/0123456789abcdef/other.css") == nil)
      #expect(site.content(of: "assets/style.css") == nil)
    }
  }
}

extension GeneratedSite {
  /// The paths of all files of the output.
  fileprivate var paths: Set<String> {
    Set(renderer.context.plan.outputs.map(\.path)).union(renderer.theme.assets.assets.map(\.path))
  }
}
