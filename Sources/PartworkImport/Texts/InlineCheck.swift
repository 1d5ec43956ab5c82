internal import PartworkMarkdown
internal import PartworkSupport

/// Reads Markdown again to see whether it says what it should.
enum InlineCheck {
  /// Whether `markdown` is read with the words of `text`, and with its links and pictures.
  ///
  /// Text without any sign that may be markup is not read again.
  static func isRead(_ markdown: String, as text: InlineText) -> Bool {
    guard markdown.utf8.contains(where: suspicious.contains) else { return true }
    let hasBreaks = markdown[...].firstRange(ofASCII: "<br>") != nil
    let document = Document(
      hasBreaks ? markdown.replacing("<br>", with: " ") : markdown, MarkdownOptions(smart: false))
    let links = text.pieces.count { if case .open(let mark) = $0 { mark.isLink } else { false } }
    let pictures = text.pieces.count { if case .picture = $0 { true } else { false } }
    return FoldedText.of(document.plainText) == FoldedText.of(text.fullText)
      && document.references.count { $0.kind == .link } == links
      && document.references.count { $0.kind == .image } == pictures
  }

  /// The ID that the heading `line` gets by itself.
  static func anchor(of line: String) -> String? {
    Document(line, MarkdownOptions(smart: false)).headings.first?.id
  }

  private static let suspicious = ASCIISet("*_`[<\\~&@:|{#")
}

extension InlineText {
  /// The text with the alternative texts of pictures, as a document keeps it.
  fileprivate var fullText: String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let more), .space(let more), .code(let more), .verbatim(let more): text += more
      case .picture(let alternative, _, _): text += alternative
      case .open, .close, .lineBreak: break
      }
    }
  }
}
