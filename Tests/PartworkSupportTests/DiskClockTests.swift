import Foundation
import PartworkSupport
import TestSupport
import Testing

@Suite struct DiskClockTests {
  @Test func `a file that is made after the tick has a later time`() async throws {
    try await withTemporaryFolder { folder in
      let moment = FileStatus.now + 8_000_000
      await Disk().waitForTick(after: moment, in: folder.path())
      try Disk().create("a.md", in: folder.path(), bytes: Array("a".utf8))
      let status = try #require(try FileStatus(of: "\(folder.path())/a.md"))
      #expect(status.changed > moment)
    }
  }

  @Test func `a folder whose time stays behind is not waited for`() async throws {
    try await withTemporaryFolder { folder in
      await Disk().waitForTick(after: .max, in: folder.path())
      await Disk().waitForTick(after: 0, in: folder.path() + "/missing")
    }
  }
}
