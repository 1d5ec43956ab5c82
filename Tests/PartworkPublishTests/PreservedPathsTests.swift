import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

/// `.well-known/` on a target is left alone if the site has none, and belongs to the site if it has one.
@Suite struct PreservedPathsTests {
  static let targets: [(program: String, destination: PublishDestination)] = [
    ("sh", .folder(here("there"))),
    ("git", .git(GitDestination(repository: here("there"), branch: here("gh-pages")))),
    ("rsync", .rsync(here("there"))),
    ("rclone", .rclone(here("there"))),
  ].filter { isInstalled($0.program) }

  @Test(arguments: targets)
  func `a site's own files there are sent once, and kept when the site no longer has them`(
    program: String, destination: PublishDestination
  ) async throws {
    var site = builtSite
    site[".well-known/security.txt"] = "Contact: mailto:me@example.com"
    try await withWorkplace(site) { place in
      if program == "git" { try git("init", "--quiet", "--bare", "there", in: place.root) }
      let publisher = place.publisher(to: destination)
      #expect(try await publisher.publish().count(.new) == site.files.count)
      #expect(try await publisher.publish().isEmpty)
      site[".well-known/security.txt"] = "Contact: mailto:you@example.com"
      try place.build(site)
      #expect(try await publisher.publish().files.map(\.path) == [".well-known/security.txt"])
      try place.build(builtSite)
      #expect(try await publisher.publish().isEmpty)
    }
  }
}
