import Foundation
import Partwork
import PartworkSupport

/// A site without errors. Its pages are made when someone asks for them.
struct GeneratedSite: SiteSnapshot {
  let assets: AssetFolder?
  let renderer: Renderer

  init(_ renderer: Renderer) {
    self.renderer = renderer
    let library = renderer.theme.assets
    var version = ContentHash()
    for asset in library.assets where !asset.name.hasSuffix(".css") {
      version.add(asset.name.utf8)
      version.add(asset.bytes)
    }
    assets = library.assets.isEmpty ? nil : AssetFolder(url: library.folderURL, version: version.description)
  }

  var basePath: String { renderer.context.site.url.href("/") }

  func content(of path: String) -> FileBody? {
    if let asset = asset(at: path) { return .bytes(asset.bytes) }
    return output(at: path).flatMap { renderer.files(of: $0).first { $0.path == path } }?.content
  }

  func notice(of path: String) -> String? {
    guard case .page(let page)? = output(at: path)?.content else { return nil }
    return page.notice
  }

  /// The paths in the output of files that are copied as they are and that `changes` may have changed.
  func copies(of changes: FileChanges) -> Set<String> {
    if changes.isEmpty { return [] }
    return Set(
      renderer.context.site.files.filter { changes.mayInclude($0.source.file) }.map { SiteURL.file(at: $0.url) })
  }

  /// The plan's output that the file at `path` comes from. The search is binary, since the plan is in order.
  private func output(at path: String) -> Output? {
    let outputs = renderer.context.plan.outputs
    var range = outputs.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if outputs[middle].path == path { return outputs[middle] }
      range = outputs[middle].path < path ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    // A large site's sitemap is several files, of which the plan names one.
    guard path.hasPrefix("sitemap") else { return nil }
    return outputs.first { output in
      if case .sitemap = output.content { renderer.files(of: output).contains { $0.path == path } } else { false }
    }
  }

  /// The asset at `path`, also in the folder of an earlier version: a page may have been sent just before a change.
  private func asset(at path: String) -> AssetLibrary.Asset? {
    let names = path.split(separator: "/", maxSplits: 2)
    guard names.count == 3, names[0] == AssetLibrary.folder else { return nil }
    return renderer.theme.assets.assets.first { $0.name == names[2] }
  }
}
