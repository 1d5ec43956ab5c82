internal import CCMark

/// What raw HTML and URLs can do to a page.
extension Extraction {
  /// The scheme that makes `destination` dangerous, with its colon; nil if it is harmless.
  ///
  /// The list is that of libcmark: `javascript:`, `vbscript:`, `file:`, and `data:` except for images of type `image/`.
  static func dangerousScheme(of destination: UnsafeRawBufferPointer, _ kind: Reference.ReferenceKind) -> String? {
    guard let colon = destination.prefix(11).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = String(decoding: destination[...colon].lazy.map(asciiLowercased), as: UTF8.self)
    guard ["javascript:", "vbscript:", "file:", "data:"].contains(scheme) else { return nil }
    if scheme == "data:", kind == .image {
      let type = destination.dropFirst(scheme.utf8.count).prefix("image/".utf8.count).map(asciiLowercased)
      if type.elementsEqual("image/".utf8) { return nil }
    }
    return scheme
  }

  /// Whether raw HTML is dropped without a warning: it is an end tag, whose start tag has been reported, or a comment,
  /// which no reader would see.
  static func isSilentlyDropped(_ html: UnsafeRawBufferPointer) -> Bool {
    html.starts(with: "</".utf8)
      || html.starts(with: "<!--".utf8)
        && html.firstIndex(of: "-->", from: 4).map { html[($0 + 3)...].allSatisfy(isSpace) } ?? false
  }

  /// The values of the attributes `id` and `name` in raw HTML, which links can lead to.
  static func anchors(inRawHTML html: UnsafeRawBufferPointer) -> [String] {
    var found: [String] = []
    var offset = 0
    while let sign = html.firstIndex(of: UInt8(ascii: "="), from: offset) {
      offset = sign + 1
      let name = html[..<sign].suffix(5).map(asciiLowercased)
      guard name.suffix(3).elementsEqual(" id".utf8) || name.elementsEqual(" name".utf8) else { continue }
      var value = html[offset...]
      if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = value.dropFirst()
        guard let end = html.firstIndex(of: quote, from: value.startIndex) else { break }
        value = value[..<end]
        offset = end + 1
      } else {
        value = value.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
        offset = value.endIndex
      }
      if !value.isEmpty { found.append(String(decoding: value, as: UTF8.self)) }
    }
    return found
  }

  /// Whether `node` is `<!--more-->` alone on a line and not in another block, as WordPress and Hugo end an excerpt.
  static func isMoreMark(_ node: Node) -> Bool {
    let html = node.literal
    guard html.count < 64, node.parent?.type == CMARK_NODE_DOCUMENT else { return false }
    return String(decoding: html, as: UTF8.self).filter { !$0.isWhitespace } == "<!--more-->"
  }
}
