internal import Foundation

/// Takes the comments that delimit WordPress's blocks out of a text, and puts in what some of them stand for.
///
/// Most blocks keep their HTML between two comments, and it says all. Others have nothing but the comment: WordPress
/// makes them when it shows the post.
struct BlockMarkup {
  private let references: TextReferences
  private(set) var remarks: [ImportedText.Remark] = []

  private var line = 1
  private var hasFootnotes = false

  /// The blocks that have no content, with the line of the first of each name.
  private var dynamic: [(name: String, line: Int)] = []

  /// The names of open blocks, and what ends them.
  private var open: [(name: String, end: String)] = []

  /// Reusable blocks in which reusable blocks stand deeper than this are not followed.
  private static let maximumNesting = 5

  init(_ references: TextReferences) {
    self.references = references
  }

  /// Whether `text` has blocks: then WordPress makes no paragraphs of its lines.
  static func hasBlocks(_ text: String) -> Bool {
    text[...].firstRange(ofASCII: "<!-- wp:") != nil
  }

  /// `text` without delimiters. Its line feeds stay, and nothing that is put in adds one.
  mutating func html(of text: String) -> String {
    var output = expand(text, nesting: 0)
    if !hasFootnotes, !references.footnotes.isEmpty { output += footnotes() }
    if let first = dynamic.first {
      let names = dynamic.map { "`\($0.name)`" }.joined(separator: ", ")
      remarks.append(
        ImportedText.Remark(
          "block", "\(names): left out, since WordPress makes what such blocks show", line: first.line))
    }
    return output
  }

  private mutating func expand(_ text: String, nesting: Int) -> String {
    var output = ""
    var rest = text[...]
    while let start = rest.firstRange(ofASCII: "<!--") {
      output += rest[..<start.lowerBound]
      if nesting == 0 { countLines(rest[..<start.lowerBound]) }
      guard let end = rest[start.upperBound...].firstRange(ofASCII: "-->") else {
        rest = rest[start.lowerBound...]
        break
      }
      let comment = rest[start.upperBound..<end.lowerBound]
      let whole = rest[start.lowerBound..<end.upperBound]
      rest = rest[end.upperBound...]
      if let delimiter = Delimiter(comment) {
        output += replacement(of: delimiter, before: rest, nesting: nesting)
        output += String(repeating: "\n", count: whole.count { ["\n", "\r", "\r\n"].contains($0) })
      } else {
        output += whole
      }
      if nesting == 0 { countLines(whole) }
    }
    return output + rest
  }

  private mutating func countLines(_ text: Substring) {
    for byte in text.utf8 where byte == UInt8(ascii: "\n") { line += 1 }
  }

  private mutating func remark(_ subject: String, _ message: String) {
    remarks.append(ImportedText.Remark(subject, message, line: line))
  }

  private mutating func replacement(of block: Delimiter, before rest: Substring, nesting: Int) -> String {
    switch block.kind {
    case .end:
      guard let index = open.lastIndex(where: { $0.name == block.name }) else { return "" }
      defer { open.removeSubrange(index...) }
      return open[index].end
    case .start:
      let (start, end) = tags(around: block, rest)
      open.append((block.name, end))
      return start
    case .empty: return empty(block, nesting: nesting)
    }
  }

  /// What stands around the HTML of a block.
  private func tags(around block: Delimiter, _ rest: Substring) -> (start: String, end: String) {
    if let source = block["source"] as? String, block.name.hasSuffix("/markdown") {
      return ("<x-markdown source=\"\(escaped(source))\">", "</x-markdown>")
    }
    let language = (block["language"] ?? block["codeLanguage"] ?? block["lang"]) as? String
    if let language,
      block.name.contains("code") || block.name.contains("preformatted") || block.name.contains("enlight")
    {
      return ("<div data-language=\"\(escaped(language))\">", "</div>")
    }
    // Covers of old versions show their picture by a style.
    if block.name == "cover", let address = block["url"] as? String, rest.prefix(1_000).contains("background-image") {
      return ("<img src=\"\(escaped(address))\" alt=\"\">", "")
    }
    return ("", "")
  }

  /// What a block stands for that has only a comment.
  private mutating func empty(_ block: Delimiter, nesting: Int) -> String {
    switch block.name {
    case "block":
      guard let number = block["ref"] as? Int, let content = references.reusableBlock(number),
        nesting < Self.maximumNesting
      else {
        remark("block", "a reusable block is left out: its content is not in the export")
        return ""
      }
      return expand(content, nesting: nesting + 1).onOneLine
    case "footnotes":
      hasFootnotes = true
      return footnotes()
    case "gallery", "image":
      let numbers = block["ids"] as? [Int] ?? [block["id"] as? Int].compactMap(\.self)
      return numbers.compactMap(references.file).map {
        "<figure><img src=\"\(escaped($0.address))\" alt=\"\(escaped($0.alternative))\"></figure>"
      }.joined()
    case "embed":
      return (block["url"] as? String).map { "<iframe src=\"\(escaped($0))\"></iframe>" } ?? ""
    case "spacer", "paragraph", "heading", "list": return ""
    case "more": return "<!--more-->"
    default:
      if !dynamic.contains(where: { $0.name == block.name }) { dynamic.append((block.name, line)) }
      return ""
    }
  }

  private func footnotes() -> String {
    let items = references.footnotes.sorted { $0.key < $1.key }.map { id, html in
      "<li id=\"\(escaped(id))\">\(html.onOneLine)</li>"
    }
    return items.isEmpty ? "" : "<ol class=\"wp-footnotes\">\(items.joined())</ol>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
  }
}

/// A comment that begins or ends a block: ` wp:name {"key":"value"} /`.
private struct Delimiter {
  enum DelimiterKind {
    case start, end, empty
  }

  /// Without `core/`, and with `embed` for the embeds of old versions.
  var name: String
  var kind: DelimiterKind
  private var attributes: Substring

  init?(_ comment: Substring) {
    var text = comment.drop(while: \.isWhitespace)
    kind = text.first == "/" ? .end : .start
    if kind == .end { text = text.dropFirst() }
    guard text.hasPrefix("wp:") else { return nil }
    text = text.dropFirst("wp:".count)
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "/" }
    guard !word.isEmpty, text[word.endIndex...].first?.isWhitespace ?? true else { return nil }
    name = word.hasPrefix("core/") ? String(word.dropFirst("core/".count)) : String(word)
    if name.hasPrefix("core-embed/") { name = "embed" }
    attributes = text[word.endIndex...].drop(while: \.isWhitespace)
    if attributes.last == "/", kind == .start {
      kind = .empty
      attributes = attributes.dropLast()
    }
  }

  /// The attribute `name`; most blocks are never asked.
  subscript(name: String) -> Any? {
    guard !attributes.isEmpty, attributes.contains("\"\(name)\"") else { return nil }
    let object = try? JSONSerialization.jsonObject(with: Data(attributes.utf8)) as? [String: Any]
    return object?[name]
  }
}

extension String {
  /// The HTML with its line feeds as character references, so that the lines after it keep their numbers.
  fileprivate var onOneLine: String {
    guard contains(where: \.isNewline) else { return self }
    var isInTag = false
    return reduce(into: "") { output, character in
      if character == "<" { isInTag = true }
      if character == ">" { isInTag = false }
      if character.isNewline { output += isInTag ? " " : "&#10;" } else { output.append(character) }
    }
  }
}
