#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  @testable import PartworkPreview

  @Suite struct InotifyTests {
    @Test func `more events than the kernel keeps lead to a full read, and the watching goes on`() async throws {
      let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
      let events = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
      try await withTemporaryFolder(Folder(["content/a.md": "a", "content/b.md": "b"])) { directory in
        let (changes, continuation) = AsyncStream.makeStream(of: FileChanges.self)
        let output = WatchOutput(changes: continuation, timing: WatchTiming(), stopSignal: try StopSignal())
        let tree = WatchedTree(root: directory.path, folders: ["content"])
        let loop = try #require(try InotifyLoop(tree, output, onLimit: {}))
        // Nobody reads yet. Equal events in a row would be kept as one.
        for number in 0...events { _ = chmod("\(directory.path)/content/\(number % 2 == 0 ? "a" : "b").md", 0o644) }
        try FileManager.default.createDirectory(
          at: directory.appending(path: "content/lost"), withIntermediateDirectories: false)
        loop.start()
        defer { output.stopSignal.give() }

        var reports = changes.makeAsyncIterator()
        #expect(await reports.next()?.isIncomplete == true)
        try Data().write(to: directory.appending(path: "content/lost/c.md"))
        #expect(await reports.next() == FileChanges(paths: ["content/lost/c.md"]))
      }
    }

    @Test func `a burst ends after rest, and at its longest`() {
      var timing = WatchTiming()
      timing.quiet = .milliseconds(30)
      timing.longest = .milliseconds(100)
      let start = ContinuousClock.now
      var burst = Burst(at: start, timing: timing)
      burst.add(FileChanges(paths: ["a"]), at: start + .milliseconds(20))
      #expect(burst.end == start + .milliseconds(50))
      burst.add(FileChanges(paths: ["b"], isIncomplete: true), at: start + .milliseconds(90))
      #expect(burst.end == start + .milliseconds(100))
      #expect(burst.changes == FileChanges(paths: ["a", "b"], isIncomplete: true))
    }
  }
#endif
