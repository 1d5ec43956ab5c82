import PartworkSupport
import Foundation
import Partwork

/// A site without errors, whose pages are made when they are asked for.
struct GeneratedSite: SiteSnapshot {
  let assets: AssetFolder?
  private let renderer: Renderer

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

  /// The paths of all files of the output, save for those that a sitemap of many files has beside its first.
  var paths: Set<String> {
    Set(renderer.context.plan.outputs.map(\.path)).union(renderer.theme.assets.assets.map(\.path))
  }

  func contains(_ path: String) -> Bool { output(at: path) != nil || asset(at: path) != nil }

  func content(of path: String) -> PreviewContent? {
    if let asset = asset(at: path) { return .bytes(asset.bytes) }
    guard let output = output(at: path), let file = renderer.files(of: output).first(where: { $0.path == path }) else {
      return nil
    }
    switch file.content {
    case .bytes(let bytes): return .bytes(bytes)
    case .copy(let source): return .file(source)
    }
  }

  func notice(of path: String) -> String? {
    guard case .page(let page)? = output(at: path)?.content else { return nil }
    return page.notice
  }

  /// The paths in the output of the files that `changes` may have changed and that are copied as they are.
  func copies(of changes: FileChanges) -> Set<String> {
    if changes.isEmpty { return [] }
    let files = renderer.context.site.files.filter { file in
      changes.isIncomplete || changes.concern(file.source.file)
    }
    return Set(files.map { SiteURL.file(at: $0.url) })
  }

  /// The plan's output at `path`, by halving, as the plan is in order.
  private func output(at path: String) -> Output? {
    let outputs = renderer.context.plan.outputs
    var low = 0
    var high = outputs.count
    while low < high {
      let middle = (low + high) / 2
      if outputs[middle].path < path { low = middle + 1 } else { high = middle }
    }
    if low < outputs.count, outputs[low].path == path { return outputs[low] }
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

extension FileChanges {
  /// Whether the file at `path` is named, or a folder that holds it.
  func concern(_ path: String) -> Bool {
    if paths.contains(path) { return true }
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      if paths.contains(String(rest)) { return true }
    }
    return false
  }
}
