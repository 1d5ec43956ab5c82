import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport

@testable import Partwork

/// A site in a temporary folder, of which only the output and `.partwork` matter.
struct OutputFixture {
  let site: URL
  var disk = Disk()

  var output: OutputFolder {
    OutputFolder(
      site.appending(path: "public").path(), state: site.appending(path: ".partwork").path(), name: "public",
      sources: [site.appending(path: "content").path()], disk: disk)
  }

  /// What is in the output folder, hidden files too.
  var found: Folder {
    get throws { try Folder(reading: site.appending(path: "public")) }
  }

  /// Every folder in the output folder, sorted.
  var folders: [String] {
    get throws {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: site.appending(path: "public").path())
      return try paths.filter { path in
        let attributes = try FileManager.default.attributesOfItem(atPath: site.appending(path: "public/\(path)").path())
        return attributes[.type] as? FileAttributeType == .typeDirectory
      }.sorted()
    }
  }

  @discardableResult
  func build(_ texts: [String: String]) async throws -> WriteReport {
    try await output.write(outputFiles(texts))
  }

  /// The diagnostics of a build that must fail because of the site.
  func refusal(_ texts: [String: String]) async -> [Diagnostic] {
    do throws(WriteError) {
      _ = try await output.write(outputFiles(texts))
      return []
    } catch {
      if case .site(let diagnostics) = error { return diagnostics }
      return []
    }
  }

  func put(_ text: String, at path: String) throws {
    try Folder([path: text]).write(to: site)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: site.appending(path: path))
  }

  /// The inode of a file, which changes when it is replaced.
  func inode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: site.appending(path: path).path())
    return (attributes[.systemFileNumber] as? Int) ?? -1
  }
}

/// Files whose sources are named after them.
func outputFiles(_ texts: [String: String]) -> [OutputFile] {
  texts.map { OutputFile($0, text: $1, at: SourceLocation("content/\($0)")) }
}

func withOutput(_ body: (OutputFixture) async throws -> Void) async throws {
  try await withTemporaryFolder { try await body(OutputFixture(site: $0)) }
}

extension OutputFile {
  /// A file that holds `text`.
  convenience init(
    _ path: String, text: String = "", from origin: String = "the site", at location: SourceLocation? = nil
  ) {
    self.init(path, from: origin, at: location) { Array(text.utf8) }
  }
}
