import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

@Suite(.enabled(if: isInstalled("rsync"), "rsync is not installed"))
struct RsyncTargetTests {
  let rsync = PublishDestination.rsync(here("there"))

  @Test func `a publish makes the destination equal to the output`() async throws {
    var site = builtSite
    site["café \\#012 \"x\".html"] = "<p>a name that rsync escapes</p>"
    try await withWorkplace(site) { place in
      let plan = try await place.publisher(to: rsync).publish()
      #expect(plan.count(.new) == 8)
      #expect(plan.files.contains { $0.path == "café \\#012 \"x\".html" })
      #expect(try Folder(reading: place.there) == site)
    }
  }

  @Test func `only what differs by content is sent, in order`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: rsync).publish()
      #expect(try await place.publisher(to: rsync).publish().isEmpty)
      var changed = builtSite
      changed["index.html"] = "<h1>Hope</h1>"
      changed["assets/new.css"] = "a {}"
      changed["posts/a/photo.jpg"] = nil
      changed["posts/a/index.html"] = nil
      changed["feed.xml"] = "<feee/>"
      try place.build(changed)
      // The same size and time as on the target: only the content differs.
      for path in ["index.html", "feed.xml"] {
        for folder in [place.output, place.there] {
          try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
            ofItemAtPath: folder.appending(path: path).path())
        }
      }
      let planned = try await place.publisher(to: rsync).plan()
      #expect(
        planned.lines == [
          "new      assets/new.css (4 bytes)", "changed  index.html (13 bytes)", "changed  feed.xml (7 bytes)",
          "delete   posts/a/index.html", "delete   posts/a/photo.jpg",
        ])
      #expect(planned.unchangedCount == 3)
      #expect(try await place.publisher(to: rsync).publish() == planned)
      #expect(try Folder(reading: place.there) == changed)
      #expect(!FileManager.default.fileExists(atPath: place.there.appending(path: "posts").path()))
    }
  }

  @Test func `more than half of the files are deleted only with force, and preserved ones never`() async throws {
    try await withWorkplace { place in
      try Folder(["1.txt": "1", "2/3.txt": "2", ".well-known/x": "proof"]).write(to: place.there)
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: rsync).publish() }
      #expect(try Folder(reading: place.there).paths == [".well-known/x", "1.txt", "2/3.txt"])
      _ = try await place.publisher(to: rsync).publish(force: true)
      #expect(try Folder(reading: place.there).files.count == builtSite.files.count + 1)
    }
  }

  @Test func `a link in the target is replaced, and what it links to is untouched`() async throws {
    let precious = Folder(["style.css": "mine", "other.css": "mine too"])
    try await withWorkplace { place in
      let elsewhere = place.root.appending(path: "elsewhere")
      try precious.write(to: elsewhere)
      try Folder(["old/page.html": "old"]).write(to: place.there)
      try FileManager.default.createSymbolicLink(
        at: place.there.appending(path: "assets"), withDestinationURL: elsewhere)
      _ = try await place.publisher(to: rsync).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
      #expect(try Folder(reading: elsewhere) == precious)
    }
  }

  @Test func `a folder replaces a file of the same name, and a file a folder`() async throws {
    let before = Folder(["posts": "a file", "index.html/old.txt": "in a folder", "a": "", "b": ""])
    try await withWorkplace { place in
      try before.write(to: place.there)
      _ = try await place.publisher(to: rsync).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `progress counts files and bytes up to all of them`() async throws {
    try await withWorkplace { place in
      let seen = SeenProgress()
      let plan = try await place.publisher(to: rsync).publish { seen.add($0) }
      let last = try #require(seen.progress.last)
      #expect(last.files == 7)
      #expect(last.bytes == plan.byteCount)
      #expect(last.line == "Sending feeds and sitemap: 7 of 7 files, 73 bytes of 73 bytes")
      #expect(seen.progress.first?.step == .comparing)
    }
  }

  @Test func `names that begin with a comment sign are sent`() async throws {
    let odd = ["#x.html", ";y.html", "# z.css", "#/a.png", "posts/#b.html", "-c.html"]
    let site = Folder(builtSite.files.merging(odd.map { ($0, Data($0.utf8)) }) { $1 })
    try await withWorkplace(site) { place in
      let plan = try await place.publisher(to: rsync).publish()
      #expect(plan.count(.new) == site.files.count)
      #expect(try Folder(reading: place.there) == site)
      #expect(try await place.publisher(to: rsync).publish().isEmpty)
    }
  }

  @Test func `a file that rsync passes over is an error`() async throws {
    try await withWorkplace { place in
      // A program that announces two files and sends one.
      let programs = place.root.appending(path: "programs")
      try Folder([
        "rsync": """
        #!/bin/sh
        echo '<f+++++++++|index.html'
        case "$*" in *--dry-run*) echo '<f+++++++++|posts/a/index.html' ;; esac

        """
      ]).write(to: programs)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: programs.appending(path: "rsync").path())
      let publisher = place.publisher(
        to: .rsync(here("host:/srv/site")), environment: ["PATH": programs.path() + ":/usr/bin:/bin"])
      let failure = await #expect(throws: PublishFailure.self) { try await publisher.publish() }
      #expect(failure?.message == "rsync did not send `posts/a/index.html`")
    }
  }

  @Test(arguments: ["content", "./content/posts", ".", "templates/", "public"])
  func `a folder with files of the site is refused`(path: String) async throws {
    try await withWorkplace { place in
      try Folder(["content/posts/x.md": "", "templates/a.mustache": ""]).write(to: place.root)
      let before = try Folder(reading: place.root)
      let publisher = place.publisher(to: .rsync(here(path)))
      let failure = await #expect(throws: PublishFailure.self) { try await publisher.publish(force: true) }
      #expect(failure?.hint == "set `destination` to a folder that is only for the published site")
      #expect(try Folder(reading: place.root) == before)
    }
  }

  @Test func `an impossible destination is one clear failure`() async throws {
    try await withWorkplace { place in
      let nowhere = PublishDestination.rsync(here("no/such/folder"))
      let failure = try #require(
        await #expect(throws: PublishFailure.self) { try await place.publisher(to: nowhere).publish() })
      #expect(failure.message == "the folder of `destination` cannot be created or written to")
      #expect(failure.command?.hasPrefix("rsync --") == true)
    }
  }
}
