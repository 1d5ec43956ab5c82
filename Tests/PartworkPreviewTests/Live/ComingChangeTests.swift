import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct ComingChangeTests {
  /// A site with a post that goes live a second after the first reading.
  private final class ScheduledSite: PreviewedSite {
    let (rereadings, continuation) = AsyncStream.makeStream(of: FileChanges.self)

    func read(after changes: FileChanges) async -> SiteReading {
      if !changes.isEmpty {
        continuation.yield(changes)
        return SiteReading(snapshot: nil, diagnostics: [])
      }
      let time = Int(Date().timeIntervalSince1970) + 1
      return SiteReading(
        snapshot: nil, diagnostics: [], coming: ComingChange(time: time, files: ["content/soon.md"]))
    }
  }

  @Test func `a scheduled post shows when its time has come`() async throws {
    try await withTemporaryFolder(Folder(["content/a.md": ""])) { directory in
      let site = ScheduledSite()
      var options = SitePreview.Options()
      options.port = 0
      let preview = SitePreview(
        site, watching: WatchedTree(root: directory.path, folders: ["content"]), options: options)
      let running = Task { try await preview.run { _ in } }
      var rereadings = site.rereadings.makeAsyncIterator()
      #expect(await rereadings.next() == FileChanges(paths: ["content/soon.md"]))
      running.cancel()
      try await running.value
    }
  }
}
