package import PartworkDiagnostics

/// An element of raw HTML that runs or loads something, sends something, or has a style of its own, so that the policy
/// of a site (Content Security Policy) has a say in it.
package struct ActiveElement: Sendable, Hashable {
  /// In lower case.
  package let name: String

  /// The attributes that have a value, by their names in lower case, without character references and line breaks.
  package let attributes: [String: String]

  /// The place of its start tag.
  package let location: SourceLocation

  /// - Parameter html: where `tag` was found.
  package init(_ tag: RawTags.RawTag, in html: UnsafeRawBufferPointer, at location: SourceLocation) {
    name = tag.name
    let values = tag.attributes.map { attribute in
      let text = attributeText(html[attribute.value]) ?? ""
      return (attribute.name, text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    attributes = Dictionary(values) { first, _ in first }
    self.location = location
  }
}

extension RawTags.RawTag {
  /// Whether it begins an `ActiveElement`.
  package var isActive: Bool {
    ["script", "style", "link", "form", "iframe"].contains(name)
      || attributes.contains { $0.name == "style" || $0.name.hasPrefix("on") }
  }
}
