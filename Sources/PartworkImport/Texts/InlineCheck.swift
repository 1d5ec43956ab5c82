internal import PartworkMarkdown

/// Reads Markdown again to see whether it says what it should.
enum InlineCheck {
  /// Whether `markdown` is read with the words of `text`, and with its links and pictures.
  ///
  /// Text without any sign that may be markup is not read again.
  static func isRead(_ markdown: String, as text: InlineText) -> Bool {
    guard markdown.utf8.contains(where: isSuspicious) else { return true }
    let document = Document(markdown.replacing("<br>", with: " "), MarkdownOptions(smart: false))
    let links = text.pieces.count { if case .open(let mark) = $0 { mark.isLink } else { false } }
    let pictures = text.pieces.count { if case .picture = $0 { true } else { false } }
    // Pictures' alternative texts are not part of the text.
    return Words.folded(document.plainText) == Words.folded(text.plainText)
      && document.references.count { $0.kind == .link } == links
      && document.references.count { $0.kind == .image } == pictures
  }

  /// The ID that the heading `line` gets by itself.
  static func anchor(of line: String) -> String? {
    Document(line, MarkdownOptions(smart: false)).headings.first?.id
  }

  private static func isSuspicious(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "<"),
      UInt8(ascii: "\\"), UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "|"),
      UInt8(ascii: "{"), UInt8(ascii: "#"):
      true
    default: false
    }
  }
}
