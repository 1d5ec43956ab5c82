import PartworkSupport

/// XML 1.0 or HTML that is being written: the one place where text becomes markup.
///
/// Everything that is not markup is escaped, and characters that XML 1.0 (section 2.2) forbids even in escaped form are
/// left out, since one of them makes a whole feed unreadable.
package struct Markup: Sendable {
  /// The names and values of attributes, in order; those whose value is nil are left out.
  package typealias Attributes = KeyValuePairs<StaticString, String?>

  private let language: MarkupLanguage
  private var bytes: [UInt8] = []

  /// What has been written so far, in UTF-8.
  package var utf8: [UInt8] { bytes }

  package init(_ language: MarkupLanguage) {
    self.language = language
  }

  /// Appends to `bytes` what `write` writes.
  static func append(_ language: MarkupLanguage, to bytes: inout [UInt8], _ write: (inout Markup) -> Void) {
    var markup = Markup(language)
    swap(&markup.bytes, &bytes)
    write(&markup)
    swap(&markup.bytes, &bytes)
  }

  /// The same as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes `markup` as it is.
  package mutating func raw(_ markup: StaticString) {
    bytes.append(markup)
  }

  /// Writes `markup`, which is UTF-8, as it is.
  package mutating func raw(utf8 markup: some Collection<UInt8>) {
    bytes.append(contentsOf: markup)
  }

  /// Writes the JSON text that `write` writes, as it is.
  mutating func json(_ layout: JSONLayout, _ write: (inout JSONWriter) -> Void) {
    JSONWriter.append(layout, to: &bytes, write)
  }

  /// Writes `text` inside an element or an attribute.
  mutating func escaped(_ text: String) {
    bytes.append(escaping: text, for: .xml)
  }

  /// Writes `path`, which begins with "/", as an absolute URL of `site`, in ASCII, inside an element or an attribute.
  mutating func url(_ path: String, of site: SiteURL) {
    if !site.append(path, to: &bytes) { escaped(PercentEncoding.url(site.absolute(path))) }
  }

  /// Writes a start tag and ends the line.
  package mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    bytes.append(">\n")
  }

  /// Writes an end tag and ends the line.
  package mutating func close(_ name: StaticString) {
    bytes.append("</")
    bytes.append(name)
    bytes.append(">\n")
  }

  /// Writes an element without content and ends the line.
  package mutating func empty(_ name: StaticString, _ attributes: Attributes) {
    tag(name, attributes)
    bytes.append(language == .xml ? "/>\n" : ">\n")
  }

  /// Writes an element whose content is `text` and ends the line; nothing at all if it is nil.
  package mutating func element(_ name: StaticString, _ text: String?, _ attributes: Attributes = [:]) {
    guard var text else { return }
    text.withUTF8 { element(name, utf8: $0, attributes) }
  }

  /// The same with a text in UTF-8.
  package mutating func element(
    _ name: StaticString, utf8 text: UnsafeBufferPointer<UInt8>, _ attributes: Attributes = [:]
  ) {
    tag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(escaping: text, for: .xml)
    close(name)
  }
}

package enum MarkupLanguage: Sendable {
  /// Elements without content end with `/>`.
  case xml
  /// Void elements have no end tag.
  case html
}

extension Markup {
  private mutating func tag(_ name: StaticString, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
    for case (let attribute, let value?) in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes.append(attribute)
      bytes.append("=\"")
      bytes.append(escaping: value, for: .xml)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
