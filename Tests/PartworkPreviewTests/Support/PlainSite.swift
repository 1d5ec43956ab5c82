import Foundation
import PartworkDiagnostics
import PartworkSupport
import TestSupport

@testable import PartworkPreview

/// A site whose pages are the files of its `content` as they are; one that says `BROKEN` is an error,
/// one that says `DOUBTFUL` a warning.
struct PlainSite: PreviewedSite {
  let directory: URL
  var basePath = "/"

  func read(after changes: FileChanges) async -> SiteReading {
    let changed = changes.paths.filter { !$0.hasSuffix(".html") && !$0.hasSuffix(".css") }
    guard let folder = try? Folder(reading: directory.appending(path: "content")) else {
      return SiteReading(snapshot: nil, diagnostics: [Diagnostic(.error, "no content", at: nil)])
    }
    let broken = folder.paths.filter { folder[$0]?.contains("BROKEN") ?? false }
    let diagnostics = broken.map {
      Diagnostic(.error, "`BROKEN` <is> broken", at: SourceLocation("content/\($0)", line: 1), hint: "fix it")
    }
    let doubtful = folder.paths.filter { folder[$0]?.contains("DOUBTFUL") ?? false }
    let warnings = doubtful.map { Diagnostic(.warning, "doubtful", at: SourceLocation("content/\($0)")) }
    let snapshot = PlainSnapshot(root: directory, basePath: basePath, folder: folder)
    return SiteReading(
      snapshot: broken.isEmpty ? snapshot : nil, diagnostics: diagnostics + warnings,
      changedFiles: Set(changed.map { String($0.dropFirst("content/".count)) }))
  }
}

/// Pages and style sheets are in memory, everything else is on disk. `style.css` is `/assets/N/style.css`, N its
/// length.
private struct PlainSnapshot: SiteSnapshot {
  let root: URL
  let basePath: String
  let folder: Folder

  var assets: AssetFolder? {
    folder.files["style.css"].map { AssetFolder(url: "\(basePath)assets/\($0.count)/", version: "") }
  }

  func notice(of path: String) -> String? { path.hasPrefix("drafts/") ? "Draft & not for all" : nil }

  func content(of path: String) -> FileBody? {
    guard let bytes = folder.files[path] else { return nil }
    guard path.hasSuffix(".html") else { return .copy(of: "\(root.path)/content/\(path)") }
    let html = String(decoding: bytes, as: UTF8.self)
      .replacing("STYLE", with: assets.map { $0.url + "style.css" } ?? "")
    return .bytes(Array(html.utf8))
  }
}
