extension ImageHeader {
  /// Scalable Vector Graphics (SVG 2): `width` and `height` of the root element; what is missing comes from its
  /// `viewBox`.
  var svg: ImageSize? {
    guard let tag = rootTag else { return nil }
    let box = attribute("viewBox", of: tag).map { text in
      text.split { $0 == " " || $0 == "," || $0.isNewline }.compactMap { Double($0) }
    }
    let ratio = box.flatMap { $0.count == 4 && $0[2] > 0 && $0[3] > 0 ? $0[2] / $0[3] : nil }
    var width = attribute("width", of: tag).flatMap(pixels)
    var height = attribute("height", of: tag).flatMap(pixels)
    if width == nil, height == nil, ratio != nil { width = box?[2] }
    if let ratio {
      width = width ?? height.map { $0 * ratio }
      height = height ?? width.map { $0 / ratio }
    }
    guard let width, let height, width < 1e6, height < 1e6 else { return nil }
    return ImageSize(width: Int(width.rounded()), height: Int(height.rounded()))
  }

  /// The start tag `<svg …>`, if only a declaration, comments and a document type come before it.
  private var rootTag: Substring? {
    guard let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "<") else { return nil }
    var text = Substring(String(decoding: bytes.prefix(64 << 10), as: UTF8.self))
    while let open = text.firstIndex(of: "<") {
      text = text[open...]
      if text.hasPrefix("<svg"), let end = text.firstIndex(of: ">") { return text[..<end] }
      guard text.hasPrefix("<?") || text.hasPrefix("<!") else { return nil }
      let end = text.hasPrefix("<!--") ? text.firstRange(of: "-->")?.upperBound : text.firstIndex(of: ">")
      guard let end else { return nil }
      text = text[end...]
    }
    return nil
  }

  private func attribute(_ name: String, of tag: Substring) -> Substring? {
    var rest = tag
    while let found = rest.firstRange(of: name) {
      let before = tag[tag.index(before: found.lowerBound)]
      rest = rest[found.upperBound...]
      let value = rest.drop { $0.isWhitespace }
      guard before.isWhitespace, value.first == "=" else { continue }
      let quoted = value.dropFirst().drop { $0.isWhitespace }
      guard let quote = quoted.first, quote == "\"" || quote == "'" else { return nil }
      return quoted.dropFirst().prefix { $0 != quote }
    }
    return nil
  }

  /// A length in CSS pixels; nil for a percentage.
  private func pixels(_ length: Substring) -> Double? {
    let length = length.drop { $0.isWhitespace }
    let digits = length.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    guard let number = Double(digits), number > 0 else { return nil }
    let unit = length[digits.endIndex...].filter { !$0.isWhitespace }
    let pixelsPerUnit: [String: Double] = [
      "": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16,
    ]
    return pixelsPerUnit[unit].map { $0 * number }
  }
}
