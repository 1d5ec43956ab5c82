package import PartworkDiagnostics

/// A link or an image of a document, as it is written there.
package struct Reference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case link
    case image
  }

  package var kind: Kind

  /// Where it leads, with Markdown's escapes and entities decoded and nothing encoded: `photo one.jpg`, `{{next.url}}`.
  package var destination: String

  /// Its title; empty where it has none.
  package var title: String

  /// The text of a link without markup; an image's alternative text.
  package var text: String

  /// The place of the destination in the source. The column is nil where the destination is not written there as it
  /// reads here, as in a link by reference.
  package var location: SourceLocation

  package init(kind: Kind, destination: String, title: String = "", text: String = "", location: SourceLocation) {
    self.kind = kind
    self.destination = destination
    self.title = title
    self.text = text
    self.location = location
  }
}
