import PartworkDiagnostics
import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

/// rclone also accepts a folder on this machine as a remote.
@Suite(.enabled(if: isInstalled("rclone"), "rclone is not installed"))
struct RcloneTargetTests {
  let rclone = PublishDestination.rclone(here("there"))

  @Test func `a publish makes the remote equal to the output`() async throws {
    var site = builtSite
    site["# name with; odd characters é.html"] = "<p>a name that is not a comment</p>"
    try await withWorkplace(site) { place in
      let plan = try await place.publisher(to: rclone).publish()
      #expect(plan.count(.new) == 8)
      #expect(try Folder(reading: place.there) == site)
      #expect(try await place.publisher(to: rclone).publish().isEmpty)
    }
  }

  @Test func `only what differs by content is sent, and emptied folders are removed`() async throws {
    try await withWorkplace { place in
      _ = try await place.publisher(to: rclone).publish()
      var changed = builtSite
      changed["index.html"] = "<h1>Hope</h1>"
      changed["assets/new.css"] = "a {}"
      changed["posts/a/photo.jpg"] = nil
      changed["posts/a/index.html"] = nil
      try place.build(changed)
      let seen = SeenProgress()
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

  @Test func `more than half of the files are deleted only with force, and preserved ones never`() async throws {
    try await withWorkplace { place in
      try Folder(["1.txt": "1", "2/3.txt": "2", ".well-known/x": "proof"]).write(to: place.there)
      await #expect(throws: PublishFailure.self) { try await place.publisher(to: rclone).publish() }
      _ = try await place.publisher(to: rclone).publish(force: true)
      let published = try Folder(reading: place.there)
      #expect(published[".well-known/x"] == "proof")
      #expect(published.files.count == builtSite.files.count + 1)
    }
  }

  @Test func `a folder replaces a file of the same name, and a file a folder`() async throws {
    let before = Folder(["posts": "a file", "index.html/old.txt": "in a folder", "a": "", "b": ""])
    try await withWorkplace { place in
      try before.write(to: place.there)
      _ = try await place.publisher(to: rclone).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `files that an interrupted publish left waiting are removed`() async throws {
    try await withWorkplace { place in
      try Folder([
        ".partwork-upload/posts/a/index.html": "<h1>A", ".partwork-upload-1x/feed.xml": "<fe",
      ]).write(to: place.there)
      _ = try await place.publisher(to: rclone).publish(force: true)
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }

  @Test func `what a link in place of the folder for waiting files leads to is untouched`() async throws {
    let precious = Folder(["index.html": "mine", "inner/1": "mine too"])
    try await withWorkplace { place in
      let elsewhere = try place.linkWaitingFolder(to: precious)
      _ = try await place.publisher(to: rclone).publish()
      #expect(try Folder(reading: elsewhere) == precious)
    }
  }

  @Test(arguments: ["content", "./content/posts", ".", "templates/", "public", ":local:content"])
  func `a folder with files of the site is refused`(path: String) async throws {
    try await withWorkplace { place in
      try Folder(["content/posts/x.md": "", "templates/a.mustache": ""]).write(to: place.root)
      let before = try Folder(reading: place.root)
      let publisher = place.publisher(to: .rclone(here(path)))
      let failure = await #expect(throws: PublishFailure.self) { try await publisher.publish(force: true) }
      #expect(failure?.hint == "set `remote` to a folder that is only for the published site")
      #expect(try Folder(reading: place.root) == before)
    }
  }

  /// Publishes with a script in place of an rclone before 1.63; `refusal` is what it says when the store is asked to
  /// replace a file.
  private func publish(in place: Workplace, refusal: String) async throws -> PublishPlan {
    let programs = place.root.appending(path: "programs")
    try Folder([
      "rclone": """
      #!/bin/sh
      echo "$*" >>"\(place.site)/runs"
      case "$*" in
        *features*) echo '{"String": "sftp://host", "Features": {"Move": true}}' ;;
        *lsjson*) echo '[]' ;;
        *no-check-dest*) echo '{"level": "error", "msg": "\(refusal)", "object": "index.html"}' >&2; exit 1 ;;
      esac

      """
    ]).write(to: programs)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: programs.appending(path: "rclone").path())
    let destination = PublishDestination.rclone(here("store:site"))
    return try await place.publisher(
      to: destination, environment: ["PATH": programs.path() + ":/usr/bin:/bin"]
    ).publish()
  }

  @Test func `a store that cannot replace files in one step is reported with what helps`() async throws {
    try await withWorkplace { place in
      let plan = try await publish(in: place, refusal: "Rename failed: SSH_FX_FAILURE")
      #expect(plan.warnings.count == 1)
      #expect(plan.warnings.first?.hint?.contains("rclone 1.63") == true)
      let runs = try String(contentsOf: place.root.appending(path: "runs"), encoding: .utf8).split(separator: "\n")
      // It is asked once per publish, not once per pass.
      #expect(runs.count { $0.contains("--no-check-dest") && $0.contains("assets/") } == 1)
      #expect(!runs.contains { $0.contains("--no-check-dest") && $0.contains("index.html") })
      #expect(runs.contains { $0.hasPrefix("moveto") && $0.hasSuffix("store:site/index.html") })
    }
  }

  @Test func `an old file is not deleted for a new one when the store is full`() async throws {
    try await withWorkplace { place in
      let failure = await #expect(throws: PublishFailure.self) {
        _ = try await publish(in: place, refusal: "Move failed: No space left on device")
      }
      #expect(failure?.message == "the target's disk is full")
      #expect(failure?.output == ["index.html: Move failed: No space left on device"])
      let runs = try String(contentsOf: place.root.appending(path: "runs"), encoding: .utf8).split(separator: "\n")
      #expect(runs.allSatisfy { !$0.hasPrefix("move") || $0.contains("--no-check-dest") })
    }
  }
}
