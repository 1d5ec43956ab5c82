package import Foundation

/// A folder as a value: what a test writes to disk, and what it expects to find there.
package struct Folder: Sendable, Equatable {
  /// The bytes of each file, by its path relative to the folder, with `/` between names.
  package var files: [String: Data]

  package init(_ files: [String: Data] = [:]) {
    self.files = files
  }

  /// A folder of texts: `Folder(["posts/a.md": "…"])`.
  package init(_ texts: [String: String]) {
    files = texts.mapValues { Data($0.utf8) }
  }

  package subscript(path: String) -> String? {
    get { files[path].map { String(decoding: $0, as: UTF8.self) } }
    set { files[path] = newValue.map { Data($0.utf8) } }
  }

  /// The sorted paths of the files.
  package var paths: [String] { files.keys.sorted() }

  /// Every regular file below `directory`, hidden ones too.
  package init(reading directory: URL) throws {
    let base = directory.resolvingSymlinksInPath().path(percentEncoded: false)
    files = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: base) {
      let full = base + "/" + path
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory), !isDirectory.boolValue else {
        continue
      }
      files[path] = try Data(contentsOf: URL(filePath: full))
    }
  }

  /// Writes the files below `directory`, making folders on the way; other files there stay.
  package func write(to directory: URL) throws {
    for (path, bytes) in files {
      let file = directory.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }
}

/// Writes `folder` to a new temporary directory, runs `body` on it, and removes it whatever happens.
package func withTemporaryFolder<Result>(
  _ folder: Folder = Folder(), _ body: (URL) async throws -> Result
) async throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appending(path: "partwork-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  try folder.write(to: directory)
  return try await body(directory)
}
