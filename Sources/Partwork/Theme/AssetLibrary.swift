import PartworkSupport
package import PartworkDiagnostics

/// The theme's style sheets, scripts and pictures, under names that change with their bytes: `style.css` is
/// `/assets/style.5b06a1….css`, and hosts may have it kept for a year.
///
/// Style sheets refer to each other and to pictures by the files' own names; those references are rewritten.
package struct AssetLibrary: Sendable {
  /// A file of the output.
  package struct Asset: Sendable, Equatable {
    /// The name in templates.
    package let name: String

    /// The path in the output, without a leading `/`.
    package let path: String
    package let bytes: [UInt8]
  }

  /// The folder of all assets in the output. Nothing else may be written into it: hosts have all of it kept for a year.
  package static let folder = "assets"

  /// The assets, sorted by name.
  package let assets: [Asset]

  /// References to files that do not exist, and style sheets that import themselves.
  package let diagnostics: [Diagnostic]

  private let urls: [String: String]

  /// - Parameter basePath: where the site begins on its host; begins and ends with `/`.
  package init(_ sources: [AssetSource], basePath: String = "/") {
    let linked = AssetLinking.link(sources)
    assets = linked.assets.sorted { $0.name < $1.name }
    diagnostics = linked.diagnostics.sorted()
    urls = Dictionary(
      assets.map { ($0.name, basePath + PercentEncoding.path($0.path)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The href of the asset `name`, with base path; nil where there is none.
  package func url(_ name: String) -> String? { urls[name] }

  /// The names of all assets, sorted.
  package var names: [String] { assets.map(\.name) }
}
