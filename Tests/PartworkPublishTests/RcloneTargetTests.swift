import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

/// rclone takes a folder of this machine for a remote as well.
@Suite(.enabled(if: isInstalled("rclone"), "rclone is not installed"))
struct RcloneTargetTests {
  let rclone = PublishDestination.rclone(RcloneDestination(remote: here("there")))

  @Test func `a publish makes the remote equal to the output`() async throws {
    var site = builtSite
    site["# name with; odd characters é.html"] = "<p>a name that is no comment</p>"
    try await withWorkplace(site) { place in
      let plan = try await place.publisher(to: rclone).publish()
      #expect(plan.count(.new) == 8)
      #expect(try Folder(reading: place.there) == site)
      #expect(try await place.publisher(to: rclone).publish().isEmpty)
    }
  }

  @Test func `only what differs by content is sent, and deletions empty their folders`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: rclone).publish()
      var changed = builtSite
      changed["index.html"] = "<h1>Hope</h1>"
      changed["assets/new.css"] = "a {}"
      changed["posts/a/photo.jpg"] = nil
      changed["posts/a/index.html"] = nil
      try place.build(changed)
      let seen = Seen()
      let plan = try await place.publisher(to: rclone).publish { seen.add($0) }
      #expect(
        plan.lines == [
          "new      assets/new.css (4 bytes)", "changed  index.html (13 bytes)", "delete   posts/a/index.html",
          "delete   posts/a/photo.jpg",
        ])
      #expect(seen.progress.contains { $0.files == 2 && $0.bytes == 17 })
      #expect(try Folder(reading: place.there) == changed)
      #expect(!FileManager.default.fileExists(atPath: place.there.appending(path: "posts").path()))
    }
  }

  @Test func `more than half of the files go only by force, and kept ones never`() async throws {
    try await withWorkplace { place in
      try Folder(["1.txt": "1", "2/3.txt": "2", ".well-known/x": "proof"]).write(to: place.there)
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: rclone).publish() }
      _ = try await place.publisher(to: rclone).publish(force: true)
      let published = try Folder(reading: place.there)
      #expect(published[".well-known/x"] == "proof")
      #expect(published.files.count == builtSite.files.count + 1)
    }
  }

  @Test func `what an interrupted publish left waiting is cleared`() async throws {
    try await withWorkplace { place in
      try Folder([".partwork-upload/posts/a/index.html": "<h1>A"]).write(to: place.there)
      _ = try await place.publisher(to: rclone).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }
}
