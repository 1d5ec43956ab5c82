package import PartworkDiagnostics

/// A link or an image as it is written in a document.
package struct Reference: Sendable, Hashable {
  package enum ReferenceKind: Sendable, Hashable {
    case link
    case image
  }

  package var kind: ReferenceKind

  /// Its URL, with Markdown's escapes and entities decoded and nothing encoded: `photo one.jpg`, `{{next.url}}`.
  package var destination: String

  /// Its title; empty if it has none.
  package var title: String

  /// The text of a link without markup; an image's alternative text.
  package var text: String

  /// Whether it is an image that should have an alternative text and has none.
  package var needsAlternative: Bool

  /// The place of the destination in the source. The column is nil if the destination is not found there, as for a
  /// reference link.
  package var location: SourceLocation

  package init(
    kind: ReferenceKind, destination: String, title: String = "", text: String = "",
    needsAlternative: Bool? = nil, location: SourceLocation
  ) {
    self.kind = kind
    self.destination = destination
    self.title = title
    self.text = text
    self.needsAlternative = needsAlternative ?? (kind == .image && text.isEmpty)
    self.location = location
  }
}

/// What a link or an image becomes in one rendering of a document.
package struct Target: Sendable, Hashable {
  /// The URL to write, not yet encoded: what a URL may not contain is percent-encoded, and `&` and `'` escaped.
  package var url: String

  /// Whether the tags of a template in `url`, such as `{{next.url}}`, stay as they are.
  package var keepsTags = false

  /// The size of an image, in CSS pixels.
  package var width: Int?
  package var height: Int?

  /// The copies of an image in other sizes.
  package var sources: ImageSources?

  /// The `rel` and `target` of a link.
  package var rel: String?
  package var target: String?

  package init(
    url: String, keepsTags: Bool = false, width: Int? = nil, height: Int? = nil, sources: ImageSources? = nil,
    rel: String? = nil, target: String? = nil
  ) {
    self.url = url
    self.keepsTags = keepsTags
    self.width = width
    self.height = height
    self.sources = sources
    self.rel = rel
    self.target = target
  }
}

/// Copies of an image in several widths, among which browsers choose (HTML, section 4.8.4, "Images").
package struct ImageSources: Sendable, Hashable {
  /// Those in WebP, as the value of `srcset`, with encoded URLs; nil if there are none.
  package var webP: String?

  /// Those in the image's own format.
  package var own: String?

  /// How wide the image is shown: the value of `sizes`.
  package var sizes: String

  package init(webP: String?, own: String?, sizes: String) {
    self.webP = webP
    self.own = own
    self.sizes = sizes
  }
}
