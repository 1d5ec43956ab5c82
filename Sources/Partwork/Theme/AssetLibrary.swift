import PartworkSupport

/// The theme's style sheets, scripts, fonts and images, in a folder whose name changes with their bytes:
/// `assets/style.css` of the theme is `/assets/5b06a1…/style.css` of the site, and browsers may keep it for a year.
///
/// All assets share one fingerprint, so relative URLs between them need no rewriting.
package struct AssetLibrary: Sendable {
  /// A file of the output.
  package struct Asset: Sendable {
    /// The path below the theme's `assets` folder, which is the name in templates: `style.css`.
    package let name: String

    /// The path in the output: `assets/5b06a1…/style.css`.
    package let path: String
    package let bytes: [UInt8]
  }

  /// The folder of all assets in the output. Nothing else may be written into it: hosts let browsers keep it for a
  /// year.
  package static let folder = "assets"

  /// The assets, sorted by name.
  package let assets: [Asset]

  /// The URL of the folder that holds the assets, with base path: `/blog/assets/5b06a1…/`.
  package let folderURL: String

  /// The names of assets that are known and not published, since no page refers to them.
  private let unpublished: [String]

  /// - Parameters:
  ///   - basePath: where the site begins on its host; begins and ends with `/`.
  ///   - unpublished: assets that templates which are not used refer to.
  package init(_ sources: [AssetSource], basePath: String = "/", unpublished: [AssetSource] = []) {
    self.unpublished = unpublished.map(\.name)
    let sources = sources.sorted { $0.name < $1.name }
    var hash = ContentHash()
    for source in sources {
      hash.add(source.name.utf8)
      hash.add(source.bytes)
    }
    let folder = "\(Self.folder)/\(hash)/"
    folderURL = basePath + folder
    assets = sources.map { Asset(name: $0.name, path: folder + $0.name, bytes: $0.bytes) }
  }

  /// The URL of each asset, with base path, by its name.
  package var urls: [String: String] {
    let names = assets.map(\.name) + unpublished
    return Dictionary(names.map { ($0, folderURL + PercentEncoding.path($0)) }, uniquingKeysWith: { first, _ in first })
  }
}
