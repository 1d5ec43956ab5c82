/// A category or a tag.
package struct ImportedCategory: Sendable, Hashable {
  /// The name of its file.
  package var slug: String
  package var name: String
  /// HTML.
  package var description = ""
  package var aliases: [String] = []
}
