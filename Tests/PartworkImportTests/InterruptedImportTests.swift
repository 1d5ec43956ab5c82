import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import PartworkImport

/// An import that ends before it is done: the next one must not take what it wrote for changes by the site's writer.
@Suite struct InterruptedImportTests {
  private func write(_ files: [String: String], to folder: URL) throws -> FileWriter {
    let path = folder.path()
    var writer = FileWriter(folder: path, record: try ImportRecord(of: path), real: path)
    try writer.write(files.sorted { $0.key < $1.key }.map { ($0.key, .bytes(Array($0.value.utf8))) })
    try writer.record.write(to: path)
    return writer
  }

  @Test func `a newer export updates what an interrupted import wrote`() async throws {
    try await withTemporaryFolder(Folder(["c": "in the way"])) { folder in
      _ = try write(["a.md": "1", "b.md": "1"], to: folder)
      // It ends at `c/d.md`, whose folder cannot be made, and does not come to write its record.
      #expect(throws: DiskFailure.self) { try write(["a.md": "2", "b.md": "1", "c/d.md": "2"], to: folder) }
      let writer = try write(["a.md": "3", "b.md": "3"], to: folder)
      #expect(writer.updated == ["a.md", "b.md"] && writer.kept == [])
      #expect(try Folder(reading: folder)["a.md"] == "3")
    }
  }

  @Test func `what the writer has changed is kept, after an interrupted import too`() async throws {
    try await withTemporaryFolder(Folder(["c": "in the way"])) { folder in
      _ = try write(["a.md": "1"], to: folder)
      #expect(throws: DiskFailure.self) { try write(["a.md": "2", "c/d.md": "2"], to: folder) }
      try Folder(["a.md": "mine"]).write(to: folder)
      let writer = try write(["a.md": "3"], to: folder)
      #expect(writer.kept == ["a.md"])
      #expect(try Folder(reading: folder)["a.md"] == "mine")
    }
  }

  @Test(arguments: [0, 1, FileBytes.pieceLength - 1, FileBytes.pieceLength, 3 * FileBytes.pieceLength + 5])
  func `a text of any length is known again`(length: Int) async throws {
    try await withTemporaryFolder { folder in
      let text = String(repeating: "x", count: length)
      _ = try write(["a.md": text], to: folder)
      let again = try write(["a.md": text], to: folder)
      #expect(again.unchanged == 1 && again.kept == [])
      let changed = try write(["a.md": text + "y"], to: folder)
      #expect(changed.updated == ["a.md"])
    }
  }

  @Test func `two imports to one site at once are refused`() async throws {
    try await withTemporaryFolder(Folder([".partwork/import.lock": ""])) { folder in
      let lock = try FileLock(folder.appending(path: ".partwork/import.lock").path(), disk: Disk())
      let choices = SiteImporter.ImportChoices(media: MediaStore.MediaOptions(downloads: false))
      await #expect {
        try await SiteImporter(to: folder.path(), choices).write(.empty)
      } throws: { error in
        guard case WriteError.site(let diagnostics) = error else { return false }
        return diagnostics.map(\.message) == ["another import is writing to this site"]
      }
      extendLifetime(lock)
      #expect(try Folder(reading: folder).paths == [".partwork/import.lock"])
    }
  }
}
