/// What a link or an image becomes in one rendering of a document.
package struct Target: Sendable, Hashable {
  /// The address to write, not yet encoded: what a URL may not contain is percent-encoded, and `&` and `'` escaped.
  /// An address with a template's tag, such as `{{next.url}}`, is written as it is.
  package var url: String

  /// The size of an image, in CSS pixels.
  package var width: Int?
  package var height: Int?

  /// The `rel` and `target` of a link.
  package var rel: String?
  package var target: String?

  package init(
    url: String, width: Int? = nil, height: Int? = nil, rel: String? = nil, target: String? = nil
  ) {
    self.url = url
    self.width = width
    self.height = height
    self.rel = rel
    self.target = target
  }
}
