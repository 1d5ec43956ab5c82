/// A text of XML 1.0 or HTML in the making: the one place where text becomes markup.
///
/// Everything that is not markup is escaped, and characters that XML 1.0 (section 2.2) forbids even in escaped form are
/// left out, since one of them makes a whole feed unreadable.
package struct Markup: Sendable {
  package enum Syntax: Sendable {
    /// Elements without content end with `/>`.
    case xml
    /// Void elements have no end.
    case html
  }

  /// Names and values of attributes, in order; one whose value is nil is left out.
  package typealias Attributes = KeyValuePairs<String, String?>

  private let syntax: Syntax
  private var bytes: [UInt8] = []

  package init(_ syntax: Syntax) {
    self.syntax = syntax
  }

  /// What has been written so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes `markup` as it is.
  package mutating func raw(_ markup: String) {
    bytes += markup.utf8
  }

  /// Writes a start tag and ends the line.
  package mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    bytes += ">\n".utf8
  }

  /// Writes an end tag and ends the line.
  package mutating func close(_ name: String) {
    bytes += "</\(name)>\n".utf8
  }

  /// Writes an element without content and ends the line.
  package mutating func empty(_ name: String, _ attributes: Attributes) {
    tag(name, attributes)
    bytes += (syntax == .xml ? "/>\n" : ">\n").utf8
  }

  /// Writes an element whose content is `text` and ends the line; nothing at all for nil.
  package mutating func element(_ name: String, _ text: String?, _ attributes: Attributes = [:]) {
    guard let text else { return }
    tag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    escape(text)
    bytes += "</\(name)>\n".utf8
  }

  /// `text` as content of an element or of a quoted attribute.
  package static func escaped(_ text: String) -> String {
    var markup = Markup(.xml)
    markup.escape(text)
    return markup.text
  }
}

extension Markup {
  private mutating func tag(_ name: String, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    bytes += name.utf8
    for case (let attribute, let value?) in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes += attribute.utf8
      bytes += "=\"".utf8
      escape(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Copies runs of ordinary bytes at once; only the bytes between them are looked at twice.
  private mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { source in
      var start = 0
      var index = 0
      while index < source.count {
        guard !Self.isOrdinary(source[index]), let (replacement, length) = Self.replacement(source, at: index) else {
          index += 1
          continue
        }
        bytes += UnsafeBufferPointer(rebasing: source[start..<index])
        bytes += UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
        index += length
        start = index
      }
      bytes += UnsafeBufferPointer(rebasing: source[start...])
    }
  }

  /// Whether a character that begins with `byte` certainly stands for itself: most of a text, so told at a glance.
  private static func isOrdinary(_ byte: UInt8) -> Bool {
    byte > UInt8(ascii: ">") ? byte != 0xEF : byte >= 0x20 && byte != 0x22 && byte != 0x26 && byte < 0x3C
  }

  /// What stands for the character at `index`, and the bytes that it takes; nil where it stands for itself.
  private static func replacement(
    _ source: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (replacement: StaticString, length: Int)? {
    switch source[index] {
    case UInt8(ascii: "&"): ("&amp;", 1)
    case UInt8(ascii: "<"): ("&lt;", 1)
    case UInt8(ascii: ">"): ("&gt;", 1)
    case UInt8(ascii: "\""): ("&quot;", 1)
    case 0x09, 0x0A, 0x0D: nil
    case 0..<0x20: ("", 1)
    // U+FFFE and U+FFFF.
    case 0xEF where source[index + 1] == 0xBF && source[index + 2] >= 0xBE: ("", 3)
    default: nil
    }
  }
}
