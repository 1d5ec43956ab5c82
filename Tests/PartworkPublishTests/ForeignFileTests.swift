import Foundation
import Partwork
import PartworkDiagnostics
import PartworkPublish
import TestSupport
import Testing

/// What other programs put into the output stays there, and no target gets it.
@Suite struct ForeignFileTests {
  private static let foreign = Folder([
    ".env": "SECRET=1", "notes/a.txt": "a", "notes/b/c.txt": "c", "posts/a/draft [1]*?.txt": "d", "posts/x/y.txt": "y",
    "posts/b\\.txt": "b", ".gitkeep": "",
  ])

  @Test(arguments: PreservedPathsTests.targets)
  func `only what the build made is sent`(program: String, destination: PublishDestination) async throws {
    try await withWorkplace { place in
      if program == "git" { try git("init", "--quiet", "--bare", "there", in: place.root) }
      try Self.foreign.write(to: place.output)
      let publisher = place.publisher(to: destination, files: builtSite.paths)
      for _ in 1...2 {
        let plan = try await publisher.publish()
        #expect(Set(plan.files.map(\.path)).isSubset(of: builtSite.paths))
        #expect(
          plan.warnings.map(\.message) == [
            "the build did not make `.env`, `notes/`, `posts/a/draft [1]*?.txt` and 2 more in `public/`: not sent"
          ])
      }
      #expect(try await publisher.publish().isEmpty)
      #expect(try Folder(reading: place.output).paths == (builtSite.paths + Self.foreign.paths).sorted())
    }
  }

  @Test(arguments: PreservedPathsTests.targets)
  func `what was sent before and is not the build's is deleted`(
    program: String, destination: PublishDestination
  ) async throws {
    try await withWorkplace { place in
      if program == "git" { try git("init", "--quiet", "--bare", "there", in: place.root) }
      try Self.foreign.write(to: place.output)
      _ = try await place.publisher(to: destination).publish()
      let plan = try await place.publisher(to: destination, files: builtSite.paths).publish(force: true)
      #expect(plan.deletions == Self.foreign.paths)
      #expect(try await place.publisher(to: destination, files: builtSite.paths).publish().isEmpty)
    }
  }

  @Test func `a file of the build that is gone is not foreign`() async throws {
    try await withWorkplace { place in
      let publisher = place.publisher(to: .folder(here("there")), files: builtSite.paths + ["gone.html"])
      let plan = try await publisher.publish()
      #expect(plan.warnings == [])
      let sent = try Folder(reading: place.there)
      #expect(sent == builtSite)
    }
  }
}
