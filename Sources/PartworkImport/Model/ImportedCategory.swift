/// A category or a tag.
package struct ImportedCategory: Sendable, Hashable {
  /// The name of its file.
  package var slug: String
  package var name: String
  /// HTML.
  package var description = ""
  /// The slug of the category that it is a part of.
  package var parent: String?
  package var aliases: [String] = []
}
