package import PartworkDiagnostics
package import PartworkSupport

/// A file of the site, ready to be written: where it goes, what it holds, and what asked for it.
package struct OutputFile: Sendable {
  /// The path relative to the output folder, with `/` between names: `posts/x/index.html`.
  package var path: String

  package var content: FileBody

  /// What the file comes from, as messages name it: "`content/posts/x.md`", "the site's feed".
  package var origin: String

  /// The place in the sources to point to if the file cannot be written; nil if there is no single one.
  package var location: SourceLocation?

  /// A file that the text at `location` asks for.
  package init(_ path: String, _ content: FileBody, from location: SourceLocation) {
    self.init(path, content, from: "`\(location.file)`", at: location)
  }

  /// A file that comes from `origin`, a phrase such as "the site's feed".
  package init(_ path: String, _ content: FileBody, from origin: String, at location: SourceLocation? = nil) {
    self.path = path
    self.content = content
    self.origin = origin
    self.location = location
  }
}
