import PartworkSupport

/// A JSON text (RFC 8259) that is being written.
///
///     json.object { json in
///       json.string("title", post.title)
///       json.array("tags") { json in for tag in tags { json.element(tag) } }
///     }
///
/// Members keep the order in which they are written. A member without a value is left out. No tree is built: each page
/// has such a text, and a tree of it took twice as long.
package struct JSONWriter: Sendable {
  private let layout: JSONLayout
  private var utf8: [UInt8] = []
  private var depth = 0

  package init(_ layout: JSONLayout) { self.layout = layout }

  /// The text that `write` writes.
  package static func text(_ layout: JSONLayout, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var utf8: [UInt8] = []
    append(layout, to: &utf8, write)
    return utf8
  }

  /// Appends the text that `write` writes.
  static func append(_ layout: JSONLayout, to utf8: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
    var json = JSONWriter(layout)
    swap(&json.utf8, &utf8)
    write(&json)
    if layout == .indented { json.utf8.append(UInt8(ascii: "\n")) }
    swap(&json.utf8, &utf8)
  }

  package mutating func object(_ name: StaticString? = nil, _ members: (inout JSONWriter) -> Void) {
    begin(name)
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  package mutating func array(_ name: StaticString? = nil, _ elements: (inout JSONWriter) -> Void) {
    begin(name)
    container(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// An array member of what `write` writes of each of `items`; nothing if there are none.
  mutating func list<Item>(
    _ name: StaticString, _ items: some Collection<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) {
    guard !items.isEmpty else { return }
    array(name) { json in for item in items { write(&json, item) } }
  }

  package mutating func string(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    text.withBytes { string(name, utf8: $0) }
  }

  package mutating func string(_ name: StaticString, utf8 text: UnsafeBufferPointer<UInt8>) {
    begin(name)
    append(quoted: text)
  }

  /// A URL in ASCII.
  mutating func url(_ name: StaticString, _ url: String?) { string(name, url.map(PercentEncoding.url)) }

  /// `path`, which begins with "/", as an absolute URL of `site`, in ASCII.
  mutating func url(_ name: StaticString, _ path: String, of site: SiteURL) {
    begin(name)
    utf8.append(UInt8(ascii: "\""))
    if site.append(path, to: &utf8) {
      utf8.append(UInt8(ascii: "\""))
    } else {
      utf8.removeLast()
      PercentEncoding.url(site.absolute(path)).withBytes { append(quoted: $0) }
    }
  }

  package mutating func integer(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    begin(name)
    utf8.append(text: String(number))
  }

  /// An element of an array.
  package mutating func element(_ text: String) {
    begin(nil)
    text.withBytes { append(quoted: $0) }
  }

  /// An element of an array.
  package mutating func element(_ number: Int) {
    begin(nil)
    utf8.append(text: String(number))
  }

  package mutating func null(_ name: StaticString) {
    begin(name)
    utf8 += "null".utf8
  }
}

/// How a JSON text is laid out.
package enum JSONLayout: Sendable {
  /// All on one line.
  case compact
  /// One member or element per line, indented by two spaces per level; ends with a line feed.
  case indented
  /// All on one line, without `<`, so that nothing in it can end the `script` element around it (HTML, "Restrictions
  /// for contents of script elements").
  case script
}

extension JSONWriter {
  /// Writes what comes before a value.
  private mutating func begin(_ name: StaticString?) {
    if depth > 0 {
      if utf8.last != UInt8(ascii: "{"), utf8.last != UInt8(ascii: "[") { utf8.append(UInt8(ascii: ",")) }
      newLine()
    }
    guard let name else { return }
    utf8.append(UInt8(ascii: "\""))
    utf8.append(name)
    utf8.append(layout == .indented ? "\": " : "\":")
  }

  private mutating func container(_ start: UInt8, _ end: UInt8, _ content: (inout JSONWriter) -> Void) {
    utf8.append(start)
    depth += 1
    content(&self)
    depth -= 1
    if utf8.last != start { newLine() }
    utf8.append(end)
  }

  private mutating func newLine() {
    guard layout == .indented else { return }
    utf8.append(UInt8(ascii: "\n"))
    utf8 += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  /// Copies runs of ordinary bytes at once; only the bytes between them are replaced.
  private mutating func append(quoted source: UnsafeBufferPointer<UInt8>) {
    utf8.append(UInt8(ascii: "\""))
    var start = 0
    for index in source.indices {
      guard source[index] <= UInt8(ascii: "<") || source[index] == UInt8(ascii: "\\"),
        let escape = escape(source[index])
      else { continue }
      utf8.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
      utf8.append(text: escape)
      start = index + 1
    }
    utf8.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
    utf8.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\t"): "\\t"
    case 0..<0x20: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    case UInt8(ascii: "<") where layout == .script: "\\u003c"
    default: nil
    }
  }
}
