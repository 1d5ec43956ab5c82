/// A series.
package struct ImportedSeries: Sendable, Hashable {
  /// The name of its file.
  package var id: String
  package var title: String
  /// HTML.
  package var description = ""
  /// Markdown that follows each part.
  package var outro = ""
  /// The slugs of its posts, in order.
  package var parts: [String] = []
  package var aliases: [String] = []
}
