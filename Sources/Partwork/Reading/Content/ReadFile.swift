package import PartworkDiagnostics

/// A content file as it was read.
package final class ReadFile: Sendable {
  package let source: ContentSource
  package let diagnostics: [Diagnostic]

  /// The bytes above the body: everything in `source` but the body depends only on them.
  let head: [UInt8]

  init(source: ContentSource, diagnostics: [Diagnostic], head: [UInt8] = []) {
    self.source = source
    self.diagnostics = diagnostics
    self.head = head
  }
}

/// What a content file says.
package enum ContentSource: Sendable {
  case post(PostSource)
  case series(SeriesSource)
  case author(AuthorSource)
  case category(CategorySource)
  case page(PageSource)
}
