import PartworkSupport

/// The start tags in raw HTML with their attributes, found as a browser finds them: not in comments or scripts.
package struct RawTags {
  package struct RawTag {
    /// The offset of its `<`.
    package let start: Int

    /// In lower case.
    package let name: String

    /// Those with a value.
    package var attributes: [Attribute] = []
  }

  package struct Attribute {
    /// In lower case.
    package let name: String

    /// Where the value is, without its quotation marks.
    package let value: Range<Int>
  }

  private let html: UnsafeRawBufferPointer
  private var offset = 0

  package init(_ html: UnsafeRawBufferPointer) {
    self.html = html
  }

  /// The next tag; nil at the end, or if what follows is not closed.
  package mutating func next() -> RawTag? {
    while let open = html.firstIndex(of: UInt8(ascii: "<"), from: offset), open + 1 < html.count {
      offset = open + 1
      if html[offset...].starts(with: "!--".utf8) {
        guard let end = html.firstIndex(of: "-->", from: offset) else { return nil }
        offset = end
      } else if isASCIILetter(html[offset]) {
        guard let tag = tag() else { return nil }
        if ["script", "style", "textarea", "title"].contains(tag.name) { skipText(of: tag.name) }
        return tag
      }
    }
    return nil
  }

  /// Reads the tag whose name begins at `offset`, and moves past it; nil if it is not closed.
  private mutating func tag() -> RawTag? {
    var tag = RawTag(start: offset - 1, name: word(endingAt: "/>"))
    while offset < html.count {
      skip { isSpace($0) || $0 == UInt8(ascii: "/") }
      if offset < html.count, html[offset] == UInt8(ascii: ">") { return tag }
      let name = word(endingAt: "=/>")
      skip(isSpace)
      guard offset < html.count else { return nil }
      if html[offset] == UInt8(ascii: "=") {
        offset += 1
        skip(isSpace)
        guard let value = value() else { return nil }
        tag.attributes.append(Attribute(name: name, value: value))
      }
    }
    return nil
  }

  private mutating func value() -> Range<Int>? {
    guard offset < html.count else { return nil }
    let quote = html[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = html.firstIndex(of: quote, from: offset + 1) else { return nil }
      defer { offset = end + 1 }
      return offset + 1..<end
    }
    let start = offset
    skip { !isSpace($0) && $0 != UInt8(ascii: ">") }
    return start..<offset
  }

  /// The text up to white space or a byte of `ends`, in lower case.
  private mutating func word(endingAt ends: String) -> String {
    let start = offset
    // The first byte is part of the name whatever it is, so that each attribute moves on.
    if offset < html.count { offset += 1 }
    skip { !isSpace($0) && !ends.utf8.contains($0) }
    return String(decoding: html[start..<offset].map(asciiLowercased), as: UTF8.self)
  }

  private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
    while offset < html.count, isSkipped(html[offset]) { offset += 1 }
  }

  /// Moves to the end tag of an element that holds text only.
  private mutating func skipText(of name: String) {
    while let end = html.firstIndex(of: "</", from: offset) {
      offset = end + 2
      if html[offset...].prefix(name.utf8.count).map(asciiLowercased).elementsEqual(name.utf8) { return }
    }
    offset = html.count
  }
}

extension RawTags.RawTag {
  /// What the attribute `name` refers to; nil if its value is not a URL of a link or an image.
  func kind(of name: String) -> Reference.ReferenceKind? {
    switch (self.name, name) {
    case ("a", "href"), ("area", "href"), ("source", "src"), ("video", "src"), ("audio", "src"), ("track", "src"),
      ("iframe", "src"), ("embed", "src"), ("object", "data"):
      .link
    case ("img", "src"), ("img", "srcset"), ("source", "srcset"), ("video", "poster"), ("input", "src"): .image
    default: nil
    }
  }
}
