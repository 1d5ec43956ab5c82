/// An element of an XML file, with everything in it.
package struct XMLElement: Sendable {
  /// The name with its prefix, as written: `wp:post_id`.
  package let name: String
  package let attributes: [String: String]
  /// The number of the line that it begins in.
  package let line: Int
  package internal(set) var children: [XMLElement] = []

  /// The text outside its children; that of an element of the type `xhtml` is HTML.
  package internal(set) var text = ""

  init(_ name: String, attributes: [String: String], line: Int) {
    self.name = name
    self.attributes = attributes
    self.line = line
  }

  /// The first child with the name.
  package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The text of the first child with the name, without white space around it; nil if it is empty or missing.
  package subscript(_ name: String) -> String? { child(name)?.trimmed }

  /// The text without white space around it; nil if nothing is left.
  package var trimmed: String? {
    let words = text.drop(while: \.isWhitespace)
    guard let last = words.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(words[...last])
  }
}
