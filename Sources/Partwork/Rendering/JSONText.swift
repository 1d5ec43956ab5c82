import PartworkSupport

/// A JSON text (RFC 8259) whose members keep their order, so that the same site gives the same bytes.
package indirect enum JSONText: Sendable {
  case object([(name: String, value: JSONText)])
  case array([JSONText])
  case string(String)
  case integer(Int)
  case null

  /// An object of those `members` that have a value.
  package static func record(_ members: KeyValuePairs<String, JSONText?>...) -> JSONText {
    .object(members.joined().compactMap { member in member.value.map { (member.key, $0) } })
  }

  /// An array of strings; nil, and so not a member of a record, if there are none.
  static func strings(_ strings: [String]) -> JSONText? {
    list(strings.map { .string($0) })
  }

  /// An array; nil, and so not a member of a record, if it would be empty.
  static func list(_ elements: [JSONText]) -> JSONText? {
    elements.isEmpty ? nil : .array(elements)
  }

  /// A URL in ASCII.
  static func url(_ url: String) -> JSONText { .string(PercentEncoding.url(url)) }

  package func text(_ layout: JSONLayout = .compact) -> String {
    String(decoding: utf8(layout), as: UTF8.self)
  }

  func utf8(_ layout: JSONLayout) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    if layout == .indented { writer.bytes.append(UInt8(ascii: "\n")) }
    return writer.bytes
  }
}

extension JSONText: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
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

/// Writes one text. It calls itself for what is inside, so its depth is that of the code that made the text, not of any
/// input.
private struct JSONWriter {
  let layout: JSONLayout
  var bytes: [UInt8] = []
  private var depth = 0

  init(layout: JSONLayout) { self.layout = layout }

  mutating func write(_ text: JSONText) {
    switch text {
    case .object(let members):
      sequence("{", members, "}") { writer, member in
        writer.string(member.name)
        writer.bytes += (writer.layout == .indented ? ": " : ":").utf8
        writer.write(member.value)
      }
    case .array(let elements): sequence("[", elements, "]") { $0.write($1) }
    case .string(let string): self.string(string)
    case .integer(let number): bytes += String(number).utf8
    case .null: bytes += "null".utf8
    }
  }

  private mutating func sequence<Element>(
    _ start: String, _ elements: [Element], _ end: String, write: (inout JSONWriter, Element) -> Void
  ) {
    bytes += start.utf8
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine()
      write(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { newLine() }
    bytes += end.utf8
  }

  private mutating func newLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  /// Copies runs of ordinary bytes at once; only the bytes between them are replaced.
  private mutating func string(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { source in
      var start = 0
      for index in source.indices {
        guard let escape = escape(source[index]) else { continue }
        bytes += source[start..<index]
        bytes += escape.utf8
        start = index + 1
      }
      bytes += source[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) -> String? {
    if byte > UInt8(ascii: "<"), byte != UInt8(ascii: "\\") { return nil }
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    case 0..<0x20: return "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    case UInt8(ascii: "<") where layout == .script: return "\\u003c"
    default: return nil
    }
  }
}
