import Foundation
import PartworkSupport
import TestSupport
import Testing

/// Files that a writer will edit: whole at every moment, and nothing beside them afterwards.
@Suite struct NewFileTests {
  @Test func `a file that is put in place keeps its permissions, and what a kill left is used up`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appending(path: "a/b.md").path()
      // Killed between writing and renaming.
      let killed = Disk { change in
        if case .rename = change { return EIO }
        if case .removeFile = change { return EIO }
        return nil
      }
      #expect(throws: DiskFailure.self) { try killed.put(.bytes(Array("half".utf8)), at: path) }
      #expect(try Folder(reading: folder).paths.count == 1)
      #expect(try Folder(reading: folder)["a/b.md"] == nil)

      try Disk().put(.bytes(Array("one".utf8)), at: path)
      #expect(try Folder(reading: folder) == Folder(["a/b.md": "one"]))
      #expect(chmod(path, 0o600) == 0)
      try Disk().put(.bytes(Array("two".utf8)), at: path)
      #expect(try Folder(reading: folder) == Folder(["a/b.md": "two"]))
      #expect(try FileStatus(of: path)?.permissions == 0o600)
    }
  }

  @Test func `what is put in the place of a link goes to its target`() async throws {
    try await withTemporaryFolder(Folder(["real.md": "one"])) { folder in
      let link = folder.appending(path: "link.md").path()
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.md")
      try Disk().put(.bytes(Array("two".utf8)), at: link)
      #expect(try FileStatus(of: link)?.kind == .link)
      #expect(try Folder(reading: folder)["real.md"] == "two")
    }
  }

  @Test func `the temporary files of programs that were killed are removed, and those of others are not`() async throws
  {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    let (gone, alive) = (".partwork-new-\(process.processIdentifier)", ".partwork-new-\(getppid())")
    try await withTemporaryFolder(Folder([gone: "half", alive: "half", ".partwork-new-x": "mine"])) { folder in
      try Disk().create("a.md", in: folder.path(), bytes: Array("a".utf8))
      #expect(try Folder(reading: folder).paths.sorted() == [alive, ".partwork-new-x", "a.md"].sorted())
    }
  }

  @Test func `a path in a folder that cannot be looked at is an error, and one where nothing is has no real path`()
    throws
  {
    #expect(try realPath("/nonexistent/x") == nil)
    #expect(throws: DiskFailure.self) { try realPath("/" + String(repeating: "x", count: 300)) }
  }
}
