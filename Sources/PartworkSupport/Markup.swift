/// XML 1.0 or HTML that is being written: the one place where text becomes markup.
///
/// Everything that is not markup is escaped, and characters that XML 1.0 (section 2.2) forbids even in escaped form are
/// left out, since one of them makes a whole feed unreadable.
package struct Markup: Sendable {
  /// The names and values of attributes, in order; those whose value is nil are left out.
  package typealias Attributes = KeyValuePairs<StaticString, String?>

  private let language: MarkupLanguage

  /// What has been written so far, in UTF-8.
  package var utf8: [UInt8] = []

  package init(_ language: MarkupLanguage) {
    self.language = language
  }

  /// Appends to `bytes` what `write` writes.
  package static func append(_ language: MarkupLanguage, to bytes: inout [UInt8], _ write: (inout Markup) -> Void) {
    var markup = Markup(language)
    swap(&markup.utf8, &bytes)
    write(&markup)
    swap(&markup.utf8, &bytes)
  }

  /// The same as text.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Writes `markup` as it is.
  package mutating func raw(_ markup: StaticString) {
    utf8.append(markup)
  }

  /// Writes `markup`, which is UTF-8, as it is.
  package mutating func raw(utf8 markup: some Collection<UInt8>) {
    utf8.append(contentsOf: markup)
  }

  /// Writes `text` inside an element or an attribute.
  package mutating func escaped(_ text: String) {
    utf8.append(escaping: text, for: .xml)
  }

  /// Writes a start tag and ends the line.
  package mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    utf8.append(">\n")
  }

  /// Writes an end tag and ends the line.
  package mutating func close(_ name: StaticString) {
    utf8.append("</")
    utf8.append(name)
    utf8.append(">\n")
  }

  /// Writes an element without content and ends the line.
  package mutating func empty(_ name: StaticString, _ attributes: Attributes) {
    tag(name, attributes)
    utf8.append(language == .xml ? "/>\n" : ">\n")
  }

  /// Writes an element whose content is `text` and ends the line; nothing at all if it is nil.
  package mutating func element(_ name: StaticString, _ text: String?, _ attributes: Attributes = [:]) {
    guard let text else { return }
    tag(name, attributes)
    utf8.append(UInt8(ascii: ">"))
    escaped(text)
    close(name)
  }

  /// Writes an element whose content is `text`, as a CDATA section (XML 1.0, section 2.7): HTML stays readable in it, is
  /// a quarter shorter than if it were escaped, and is copied nearly whole.
  package mutating func cdata(_ name: StaticString, _ text: [UInt8], _ attributes: Attributes = [:]) {
    tag(name, attributes)
    utf8.append("><![CDATA[")
    text.withUnsafeBufferPointer { utf8.append(escaping: $0, for: .cdata) }
    utf8.append("]]>")
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
    utf8.append(UInt8(ascii: "<"))
    utf8.append(name)
    for case (let attribute, let value?) in attributes {
      utf8.append(UInt8(ascii: " "))
      utf8.append(attribute)
      utf8.append("=\"")
      utf8.append(escaping: value, for: .xml)
      utf8.append(UInt8(ascii: "\""))
    }
  }
}
