package import PartworkDiagnostics
package import PartworkSupport

/// A file of the site: where it goes, what is in it, and what it comes from.
///
/// Its bytes are made each time they are asked for, so that a large site is never in memory whole. It is a class because
/// checks sort and group the files of a site, and would copy each.
package final class OutputFile: Sendable {
  private enum Body: Sendable {
    case copy(of: String)
    case rendered(@Sendable () -> [UInt8])
  }

  /// The path relative to the output folder, with `/` between names: `posts/x/index.html`.
  package let path: String

  /// What the file comes from, as messages name it: "`content/posts/x.md`", "the site's feed".
  package var origin: String { location.map { "`\($0.file)`" } ?? maker }

  private let maker: String

  /// The place in the sources to blame when the file cannot be written; nil if there is no such place.
  package let location: SourceLocation?

  /// What it is for, which decides who gives way when two files want one path.
  package let role: OutputRole

  /// Whether the last build wrote the same bytes, which are still there.
  let isUpToDate: Bool

  private let body: Body

  /// A file that the text at `location` asks for, or else one from `origin`, a phrase such as "the site's feed".
  package convenience init(
    _ path: String, from origin: String = "the site", at location: SourceLocation? = nil, as role: OutputRole = .page,
    rendering body: @escaping @Sendable () -> [UInt8]
  ) {
    self.init(path, .rendered(body), origin, location, role)
  }

  /// A copy of the file at `source`, an absolute path or one relative to the working directory.
  package convenience init(_ path: String, copying source: String, at location: SourceLocation) {
    self.init(path, .copy(of: source), "", location, .copy)
  }

  private init(
    _ path: String, _ body: Body, _ origin: String, _ location: SourceLocation?, _ role: OutputRole,
    isUpToDate: Bool = false
  ) {
    self.path = path
    self.body = body
    maker = origin
    self.location = location
    self.role = role
    self.isUpToDate = isUpToDate
  }

  /// The same file, which the last build wrote.
  var upToDate: OutputFile {
    OutputFile(path, body, maker, location, role, isUpToDate: true)
  }

  /// The path of the file that this is a copy of; nil if it is rendered.
  package var source: String? {
    if case .copy(let source) = body { source } else { nil }
  }

  /// What is in it.
  package var content: FileBody {
    switch body {
    case .copy(let source): .copy(of: source)
    case .rendered(let body): .bytes(body())
    }
  }
}
