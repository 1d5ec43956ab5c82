/// What a link or an image becomes in one rendering of a document.
package struct Target: Sendable, Hashable {
  /// The address to write, not yet encoded: what a URL may not contain is percent-encoded, and `&` and `'` escaped.
  package var url: String

  /// Whether `url` is written as it is, as a template's tag such as `{{next.url}}` has to be.
  package var isVerbatim: Bool

  /// The size of an image, in CSS pixels; both or neither.
  package var size: Size?

  /// Further attributes of the tag, such as `rel`, in order; the values are escaped.
  package var attributes: [Attribute]

  package struct Size: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  package struct Attribute: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(_ url: String, isVerbatim: Bool = false, size: Size? = nil, attributes: [Attribute] = []) {
    self.url = url
    self.isVerbatim = isVerbatim
    self.size = size
    self.attributes = attributes
  }
}
