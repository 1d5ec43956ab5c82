/// A category.
package struct ImportedCategory: Sendable, Hashable {
  /// The name of its file.
  package var slug: String
  package var name: String
  /// HTML.
  package var description = ""
  package var aliases: [String] = []
}

/// A tag.
package struct ImportedTag: Sendable, Hashable {
  package var slug: String
  package var name: String
  package var aliases: [String] = []
}
