import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// The folder of the package: the repository.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

/// The output of the site in `folder`, in memory; anything wrong with the site, warnings too, fails the test.
func build(_ folder: String, _ options: EditionOptions) async throws -> Folder {
  let site = await prepare(folder, options)
  for diagnostic in site.diagnostics { Issue.record("\(diagnostic)") }
  if site.diagnostics.hasErrors { return Folder() }
  var output = Folder()
  for file in site.renderer.files {
    switch file.content {
    case .bytes(let bytes): output.files[file.path] = Data(bytes)
    case .copy(let path): output.files[file.path] = try Data(contentsOf: URL(filePath: path))
    }
  }
  return output
}
