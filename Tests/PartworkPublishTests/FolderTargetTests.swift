import Foundation
import Partwork
import PartworkPublish
import PartworkSupport
import TestSupport
import Testing

@Suite struct FolderTargetTests {
  let folder = PublishDestination.folder(here("there"))

  @Test func `a publish makes the folder equal to the output`() async throws {
    try await withWorkplace { place in
      let plan = try await place.publisher(to: folder).publish()
      #expect(plan.count(.new) == 7)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `a second publish of the same site sends nothing`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: folder).publish()
      let before = try modificationDate(place.there.appending(path: "index.html"))
      #expect(try await place.publisher(to: folder).publish().isEmpty)
      #expect(try modificationDate(place.there.appending(path: "index.html")) == before)
    }
  }

  @Test func `files are compared by content, not by time or size`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: folder).publish()
      var changed = builtSite
      changed["index.html"] = "<h1>Hope</h1>"
      try place.build(changed)
      let plan = try await place.publisher(to: folder).publish()
      #expect(plan.files.map(\.path) == ["index.html"])
      #expect(plan.unchangedCount == 6)
      #expect(try Folder(reading: place.there) == changed)
    }
  }

  @Test func `assets come first, then pages, then feeds, and deletions last`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: folder).publish()
      var changed = builtSite
      changed["posts/a/index.html"] = nil
      changed["posts/a/photo.jpg"] = nil
      changed["posts/b/index.html"] = "<h1>B</h1>"
      changed["assets/style.9f9f.css"] = "body {}"
      changed["index.html"] = "<h1>Home again</h1>"
      changed["feed.xml"] = "<feed>B</feed>"
      try place.build(changed)
      let plan = try await place.publisher(to: folder).publish()
      #expect(
        plan.lines == [
          "new      assets/style.9f9f.css (7 bytes)",
          "new      posts/b/index.html (10 bytes)",
          "changed  index.html (19 bytes)",
          "changed  feed.xml (14 bytes)",
          "delete   posts/a/index.html",
          "delete   posts/a/photo.jpg",
        ])
      #expect(try Folder(reading: place.there) == changed)
      #expect(!FileManager.default.fileExists(atPath: place.there.appending(path: "posts/a").path()))
    }
  }

  @Test func `a plan changes nothing`() async throws {
    try await withWorkplace { place in
      let plan = try await place.publisher(to: folder).plan()
      #expect(plan.count(.new) == 7)
      #expect(!FileManager.default.fileExists(atPath: place.there.path()))
    }
  }

  @Test func `more than half of the files are deleted only with force`() async throws {
    let others = Folder(["letters/1.txt": "1", "letters/2.txt": "2"])
    try await withWorkplace { place in
      try others.write(to: place.there)
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: folder).publish() }
      #expect(try Folder(reading: place.there) == others)
      _ = try await place.publisher(to: folder).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `the files of other programs are preserved`() async throws {
    let kept = Folder([".well-known/acme-challenge/x": "proof", ".git/HEAD": "ref: refs/heads/main"])
    try await withWorkplace { place in
      try kept.write(to: place.there)
      _ = try await place.publisher(to: folder).publish()
      #expect(try Folder(reading: place.there).files.count == builtSite.files.count + 2)
    }
  }

  @Test func `files that an interrupted publish left waiting are removed`() async throws {
    try await withWorkplace { place in
      try Folder([".partwork-upload/3": "half a fi"]).write(to: place.there)
      _ = try await place.publisher(to: folder).publish()
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `a folder replaces a file of the same name, and a file a folder`() async throws {
    let before = Folder(["posts": "a file", "index.html/old.txt": "in a folder", "a": "", "b": "", "c": ""])
    try await withWorkplace { place in
      try before.write(to: place.there)
      _ = try await place.publisher(to: folder).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `a link in the target is replaced, and what it links to is untouched`() async throws {
    let precious = Folder(["style.css": "mine", "other.css": "mine too"])
    try await withWorkplace { place in
      let elsewhere = place.root.appending(path: "elsewhere")
      try precious.write(to: elsewhere)
      try FileManager.default.createDirectory(at: place.there, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: place.there.appending(path: "assets"), withDestinationURL: elsewhere)
      _ = try await place.publisher(to: folder).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
      #expect(try Folder(reading: elsewhere) == precious)
    }
  }

  @Test func `.git and .DS_Store in the output are not published`() async throws {
    var output = builtSite
    output[".git/config"] = "[core]"
    output["posts/.DS_Store"] = "x"
    try await withWorkplace(output) { place in
      _ = try await place.publisher(to: folder).publish()
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test(arguments: ["", "inner", "0", "missing"])
  func `what a link in place of the folder for waiting files leads to is untouched`(linked: String) async throws {
    let precious = Folder(["0": "mine", "inner/1": "mine too"])
    try await withWorkplace { place in
      let elsewhere = try place.linkWaitingFolder(to: precious, linked)
      _ = try await place.publisher(to: folder).publish()
      #expect(try Folder(reading: place.there) == builtSite)
      #expect(try Folder(reading: elsewhere) == precious)
    }
  }

  @Test func `a folder that a killed publish has emptied is removed, and others' proofs stay`() async throws {
    try await withWorkplace { place in
      for path in ["old/deep", ".well-known/empty", "posts/a"] {
        try FileManager.default.createDirectory(
          at: place.there.appending(path: path), withIntermediateDirectories: true)
      }
      _ = try await place.publisher(to: folder).publish()
      let left = try FileManager.default.subpathsOfDirectory(atPath: place.there.path())
      #expect(!left.contains("old") && left.contains(".well-known/empty"))
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test(arguments: ["there", "./there/", "public/../there", "link"])
  func `two publishes to one folder at once are refused`(path: String) async throws {
    try await withWorkplace { place in
      try FileManager.default.createDirectory(at: place.there, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: place.root.appending(path: "link").path(), withDestinationPath: "there")
      let failure = try await publishing(to: place) {
        _ = try await place.publisher(to: .folder(here(path))).publish()
      }
      #expect(failure?.message.hasPrefix("another publish is sending to") == true)
      #expect(try Folder(reading: place.there).paths == [])
      _ = try await place.publisher(to: folder).publish()
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  /// The failure of `body` during another publish to `place`.
  private func publishing(to place: Workplace, _ body: () async throws -> Void) async throws -> PublishFailure? {
    let lock = try FileLock(folder: place.there.path())
    defer { extendLifetime(lock) }
    return await #expect(throws: PublishFailure.self) { try await body() }
  }

  @Test(arguments: [
    "public", ".", "public/inner", "index.html", "content", "content/posts", "content/new", "templates", ".git/site",
    ".partwork", "texts", "texts/inner",
  ])
  func `a folder that contains files of the site, or is in one of its folders, is refused`(path: String) async throws {
    try await withWorkplace { place in
      try Folder([
        "index.html": "a file", "texts/posts/x.md": "", "templates/a.mustache": "", ".git/HEAD": "", ".partwork/x": "",
      ]).write(to: place.root)
      try FileManager.default.createSymbolicLink(
        atPath: place.root.appending(path: "content").path(), withDestinationPath: "texts")
      let before = try Folder(reading: place.root)
      defer { #expect((try? Folder(reading: place.root)) == before) }
      let destination = PublishDestination.folder(here(path))
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: destination).publish(force: true) }
      #expect(try Folder(reading: place.output) == builtSite)
    }
  }

  @Test(arguments: [
    (".", " is the site itself"), ("templates", " is `templates` itself"),
    ("content/new", " is in `content` of the site"),
    ("..", " contains the site itself"),
  ])
  func `a refused folder is told what it has to do with the site`(path: String, message: String) async throws {
    try await withWorkplace { place in
      try Folder(["content/posts/x.md": "", "templates/a.mustache": ""]).write(to: place.root)
      let publisher = place.publisher(to: .folder(here(path)))
      let failure = await #expect(throws: PublishFailure.self) { try await publisher.publish(force: true) }
      #expect(failure?.message.hasSuffix("`" + message) == true, "\(failure?.message ?? "")")
    }
  }

  @Test func `a disk that is not connected is not mistaken for an empty one`() async throws {
    try await withWorkplace { place in
      let destination = PublishDestination.folder(here("stick/site"))
      let failure = await #expect(throws: PublishFailure.self) {
        try await place.publisher(to: destination).publish()
      }
      #expect(failure?.message.contains("there is no folder") == true)
    }
  }

  @Test func `a link to a disk that is not connected is kept`() async throws {
    try await withWorkplace { place in
      let link = place.there.path()
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "stick/site")
      let failure = await #expect(throws: PublishFailure.self) { try await place.publisher(to: folder).publish() }
      #expect(failure?.message.hasSuffix("is not a folder") == true)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "stick/site")
    }
  }

  @Test func `an empty output is not published`() async throws {
    try await withWorkplace(Folder([".DS_Store": "x"])) { place in
      let failure = await #expect(throws: PublishFailure.self) {
        try await place.publisher(to: folder).publish(force: true)
      }
      #expect(failure?.message.contains("nothing to publish") == true)
    }
  }

  private func modificationDate(_ file: URL) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: file.path())[.modificationDate] as? Date
  }
}
