package import PartworkSupport

/// A block of code that names its language.
package struct CodeBlock: Sendable, Hashable {
  /// The first word after the fence, in lower case: `swift`.
  package let language: String

  /// The code as HTML: `&lt;`, `&gt;`, `&amp;` and `&quot;` are escaped.
  package let html: ArraySlice<UInt8>

  /// The code as written, in UTF-8.
  package var code: [UInt8] {
    var code: [UInt8] = []
    code.reserveCapacity(html.count)
    var rest = html
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      code += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let (entity, byte) = Self.entities.first(where: { rest.starts(with: $0.entity) }) else {
        preconditionFailure("libcmark escapes every ampersand")
      }
      code.append(byte)
      rest = rest.dropFirst(entity.count)
    }
    return code + rest
  }

  private static let entities: [(entity: String.UTF8View, byte: UInt8)] = [
    ("&lt;".utf8, UInt8(ascii: "<")), ("&gt;".utf8, UInt8(ascii: ">")), ("&amp;".utf8, UInt8(ascii: "&")),
    ("&quot;".utf8, UInt8(ascii: "\"")),
  ]

  /// What tells it from other blocks.
  package var key: ContentHash {
    var key = ContentHash(of: language)
    key.add(html)
    return key
  }
}

/// The blocks of code whose keywords, strings and comments are marked, for a theme to colour.
package struct CodeColors: Sendable {
  private var marked: [ContentHash: [UInt8]?] = [:]

  package init() {}

  /// The code of `block` as HTML with `span` elements; nil if it stays plain.
  package subscript(block: CodeBlock) -> [UInt8]? {
    get { marked.isEmpty ? nil : marked[block.key] ?? nil }
    set { marked[block.key] = .some(newValue) }
  }

  /// Whether it was decided what becomes of `block`.
  package func knows(_ block: CodeBlock) -> Bool { marked[block.key] != nil }
}
