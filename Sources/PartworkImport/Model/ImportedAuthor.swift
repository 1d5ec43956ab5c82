/// An author.
package struct ImportedAuthor: Sendable, Hashable {
  /// The name of the author's file.
  package var id: String
  package var name: String
  package var role: String?
  package var website: String?
  /// HTML.
  package var bio = ""
  /// The bio as Markdown, if it was found in posts.
  package var markdownBio = ""
  /// The index of a file of the media library.
  package var avatar: Int?
  package var aliases: [String] = []
}

extension String {
  /// The name in a text such as `Ann Author <ann@example.com>` or `ann@example.com (Ann Author)`; nil if there is none.
  var authorName: String? {
    let name = split(separator: " ").filter { !$0.contains("@") }.joined(separator: " ")
    return (name.hasPrefix("(") && name.hasSuffix(")") ? String(name.dropFirst().dropLast()) : name).trimmedText
  }
}
