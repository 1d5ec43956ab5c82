internal import PartworkDiagnostics

/// A link in front matter or in the navigation: `{label, url}`, or `Label: url` for short.
package struct LinkSource: Sendable, Hashable {
  package var label: String
  /// A content file, a site URL or another URL, as written.
  package var url: Located<String>
}

/// An image in front matter: a path, or `{src, alt}`.
package struct ImageSource: Sendable, Hashable {
  /// A path from the folder of the file, a site URL, or another URL, as written.
  package var src: Located<String>
  /// What the image shows; nil if not given.
  package var alt: String?

  /// Whether it is an SVG file: search engines show those, other sites do not.
  var isDrawing: Bool { src.value.namesDrawing }
}

extension String {
  /// Whether the address is that of an SVG file.
  var namesDrawing: Bool { prefix { $0 != "?" && $0 != "#" }.lowercased().hasSuffix(".svg") }
}

extension Fields {
  func links(_ key: String) -> [LinkSource] {
    list(key) { link($0) }
  }

  private func link(_ value: FieldValue) -> LinkSource? {
    if let members = value.members, members.count == 1, let (label, url) = members.first,
      label.value != "label", label.value != "url"
    {
      guard !url.isNull else {
        findings.error("\(url.name) has no value", at: url.location, hint: "write where the link goes")
        return nil
      }
      reportMarkup(in: label)
      return text(url).map { LinkSource(label: label.value, url: $0) }
    }
    return map(
      value, expecting: "a map with `label` and `url`",
      hint: "write `Label: /url/`, or `{label: Label, url: /url/}`"
    ) { fields in
      let label = fields.required("label", hint: "write the text of the link")
      let url = fields.required("url", hint: "write where the link goes")
      fields.reportMarkup(in: label, "label")
      guard let label, let url else { return nil }
      return LinkSource(label: label.value, url: url)
    }
  }

  func image(_ key: String) -> ImageSource? {
    guard let value = value(key) else { return nil }
    if value.scalar != nil { return text(value).map { ImageSource(src: $0, alt: nil) } }
    return map(
      value, expecting: "a path, or a map with `src` and `alt`",
      hint: "write `\(key): photo.jpg`, or `\(key): {src: photo.jpg, alt: What it shows}`"
    ) { fields in
      let src = fields.required("src", hint: "name the image: `src: photo.jpg`")
      let alt = fields.plainText("alt")?.value
      return src.map { ImageSource(src: $0, alt: alt) }
    }
  }
}
