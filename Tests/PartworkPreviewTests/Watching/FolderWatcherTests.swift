import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct FolderWatcherTests {
  static let methods: [FolderWatcher.WatchMethod] = [.notification, .polling]

  @Test(arguments: methods)
  func `a written, a new and a removed file are reported`(method: FolderWatcher.WatchMethod) async throws {
    try await WatchedSite.run(method) { site in
      try site.write("changed", to: "content/posts/a.md")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/a.md"]))
      try site.write("new", to: "content/posts/b.md")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/b.md"]))
      try site.remove("content/posts/a.md")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/a.md"]))
    }
  }

  @Test(arguments: methods)
  func `a burst of writes is one report`(method: FolderWatcher.WatchMethod) async throws {
    try await WatchedSite.run(method) { site in
      for number in 0..<50 { try site.write("\(number)", to: "content/posts/\(number).md") }
      #expect(try await site.next()?.paths == Set((0..<50).map { "content/posts/\($0).md" }))
      #expect(try await site.next(within: .milliseconds(600)) == nil)
    }
  }

  @Test(arguments: methods)
  func `a save by renaming, as in Vim, is a change of the file`(method: FolderWatcher.WatchMethod) async throws {
    try await WatchedSite.run(method) { site in
      try site.write("", to: "content/posts/4913")
      try site.remove("content/posts/4913")
      try site.move("content/posts/a.md", to: "content/posts/a.md~")
      try site.write("changed", to: "content/posts/a.md")
      try site.remove("content/posts/a.md~")
      let paths = try #require(try await site.next()).paths
      #expect(paths.contains("content/posts/a.md"))
      #expect(!paths.contains("content/posts/a.md~"))
      #expect(try await site.next(within: .milliseconds(600)) == nil)
    }
  }

  @Test(arguments: methods)
  func `a save by replacing, as in most editors, is a change of the file`(
    method: FolderWatcher.WatchMethod
  ) async throws {
    try await WatchedSite.run(method) { site in
      for text in ["once", "twice"] {
        try site.write(text, to: "content/posts/.a.md.tmp")
        try site.move("content/posts/.a.md.tmp", to: "content/posts/a.md")
        #expect(try #require(try await site.next()).paths.contains("content/posts/a.md"))
      }
    }
  }

  @Test(arguments: methods)
  func `files made together with their folders are reported`(method: FolderWatcher.WatchMethod) async throws {
    try await WatchedSite.run(method) { site in
      try site.makeFolder("content/posts/new/deep/deeper")
      try site.write("x", to: "content/posts/new/index.md")
      try site.write("x", to: "content/posts/new/deep/deeper/x.jpg")
      let paths = try #require(try await site.next()).paths
      #expect(paths.isSuperset(of: ["content/posts/new/index.md", "content/posts/new/deep/deeper/x.jpg"]))
      try site.write("y", to: "content/posts/new/deep/deeper/x.jpg")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/new/deep/deeper/x.jpg"]))
    }
  }

  @Test(arguments: methods)
  func `a folder that is moved in is watched, one that is moved out no longer is`(method: FolderWatcher.WatchMethod)
    async throws
  {
    try await WatchedSite.run(method) { site in
      try site.makeFolder("elsewhere/in")
      try site.write("x", to: "elsewhere/in/x.md")
      try site.move("elsewhere", to: "content/here")
      #expect(try #require(try await site.next()).paths.contains("content/here/in/x.md"))
      try site.move("content/here/in", to: "content/there")
      let moved = try #require(try await site.next()).paths
      #expect(moved.contains("content/there/x.md"))
      #expect(moved.contains { "content/here/in/x.md".hasPrefix($0) })
      try site.write("y", to: "content/there/x.md")
      #expect(try await site.next() == FileChanges(paths: ["content/there/x.md"]))
      try site.move("content/there", to: "outside")
      #expect(try #require(try await site.next()).paths.contains { "content/there/x.md".hasPrefix($0) })
      try site.write("z", to: "outside/x.md")
      #expect(try await site.next(within: .milliseconds(600)) == nil)
    }
  }

  @Test(arguments: methods)
  func `only the site's own folders are watched, even if they are made later`(
    method: FolderWatcher.WatchMethod
  ) async throws {
    try await WatchedSite.run(method) { site in
      try site.write("x", to: "public/index.html")
      try site.write("x", to: "notes.txt")
      #expect(try await site.next(within: .milliseconds(600)) == nil)
      try site.makeFolder("templates/partials")
      try site.write("x", to: "templates/partials/byline.mustache")
      #expect(try #require(try await site.next()).paths.contains("templates/partials/byline.mustache"))
    }
  }

  @Test(arguments: methods)
  func `a folder removed and made again is watched`(method: FolderWatcher.WatchMethod) async throws {
    try await WatchedSite.run(method) { site in
      try site.remove("content/posts")
      #expect(try #require(try await site.next()).paths.contains { "content/posts/a.md".hasPrefix($0) })
      try site.makeFolder("content/posts")
      try site.write("x", to: "content/posts/b.md")
      #expect(try #require(try await site.next()).paths.contains("content/posts/b.md"))
      try site.write("y", to: "content/posts/b.md")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/b.md"]))
    }
  }

  @Test(arguments: methods)
  func `the site's own folder removed and made again is watched`(method: FolderWatcher.WatchMethod) async throws {
    var timing = WatchedSite.timing
    timing.polling = .milliseconds(20)
    try await WatchedSite.run(method, timing: timing) { site in
      try site.move("", to: "../\(site.directory.lastPathComponent)-away")
      defer { try? FileManager.default.removeItem(atPath: site.directory.path + "-away") }
      #expect(try await site.next() != nil)
      try WatchedSite.folder.write(to: site.directory)
      #expect(try await site.next() != nil)
      try site.write("y", to: "content/posts/a.md")
      #expect(try await site.next() == FileChanges(paths: ["content/posts/a.md"]))
    }
  }

  @Test(arguments: methods)
  func `a program that never stops writing is still reported`(method: FolderWatcher.WatchMethod) async throws {
    var timing = WatchedSite.timing
    timing.longest = .milliseconds(400)
    try await WatchedSite.run(method, timing: timing) { site in
      let writer = Task {
        while !Task.isCancelled {
          try site.write("\(Int.random(in: 0..<1_000_000))", to: "content/posts/a.md")
          try await Task.sleep(for: .milliseconds(5))
        }
      }
      defer { writer.cancel() }
      for _ in 0..<2 {
        let report = try await site.next()
        #expect(report == FileChanges(paths: ["content/posts/a.md"]))
      }
    }
  }

  @Test(arguments: methods)
  func `stopping ends the reports`(method: FolderWatcher.WatchMethod) async throws {
    let start = ContinuousClock.now
    // It returns when the stream of reports has ended.
    try await WatchedSite.run(method) { _ in }
    #expect(ContinuousClock.now - start < .seconds(120), "it hangs")
  }
}
