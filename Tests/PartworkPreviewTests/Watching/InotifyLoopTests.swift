#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  @testable import PartworkPreview

  @Suite struct InotifyLoopTests {
    @Test func `if the kernel drops events, everything is read again and watching continues`() async throws {
      let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
      let events = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
      try await withTemporaryFolder(Folder(["content/a.md": "a", "content/b.md": "b"])) { directory in
        let (changes, continuation) = AsyncStream.makeStream(of: FileChanges.self)
        let output = WatchOutput(changes: continuation, timing: WatchTiming(), stopSignal: try StopSignal())
        let tree = WatchedTree(root: directory.path, folders: ["content"])
        let watching = InotifyLoop(tree, output, onLimit: {})
        let loop = try #require(watching)
        // Nothing reads yet. The kernel keeps equal events in a row as one.
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

    @Test func `a burst ends when nothing changes, or when it gets too long`() {
      var timing = WatchTiming()
      timing.quiet = .milliseconds(30)
      timing.longest = .milliseconds(100)
      let start = ContinuousClock.now
      var burst = ChangeBurst(at: start, timing: timing)
      burst.add(FileChanges(paths: ["a"]), at: start + .milliseconds(20))
      #expect(burst.end == start + .milliseconds(50))
      burst.add(FileChanges(paths: ["b"], isIncomplete: true), at: start + .milliseconds(90))
      #expect(burst.end == start + .milliseconds(100))
      #expect(burst.changes == FileChanges(paths: ["a", "b"], isIncomplete: true))
    }
  }
#endif
