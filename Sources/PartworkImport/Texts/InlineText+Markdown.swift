internal import PartworkSupport

extension InlineText {
  /// Where a text stands, which decides what would be markup in it.
  enum InlinePlace {
    case paragraph, heading, cell
  }

  /// The text as Markdown.
  ///
  /// - Parameter escapesAll: whether every character is escaped that can be markup anywhere, for the rare text in which
  ///   the exact rules fail.
  func markdown(in place: InlinePlace = .paragraph, escapesAll: Bool = false) -> String {
    var output = EscapedText(place, escapesAll: escapesAll)
    var index = 0
    while index < pieces.count {
      switch pieces[index] {
      case .text(let text), .space(let text): output.append(text: text)
      case .open(.link(let address, let title)):
        if let end = end(of: index), isAutolink(address, title, pieces[(index + 1)..<end]) {
          output.append(markup: "<\(address)>")
          index = end
        } else {
          output.append(markup: "[")
          output.linkDepth += 1
        }
      case .close(.link(let address, let title)):
        output.linkDepth -= 1
        output.append(markup: "](" + destination(address, title, in: place) + ")")
      case .open(let mark), .close(let mark): output.append(markup: delimiter(of: mark, at: index))
      case .code(let code): output.append(markup: codeSpan(code, in: place))
      case .picture(let alternative, let address, let title):
        let text = EscapedText.escapingAll(alternative, in: place)
        output.append(markup: "![\(text)](\(destination(address, title, in: place)))")
      case .lineBreak: output.append(markup: place == .cell ? "<br>" : place == .heading ? " " : "\\\n")
      case .verbatim(let markup): output.append(markup: markup)
      }
      index += 1
    }
    return output.escaped()
  }

  /// Emphasis right beside strong text is written with underscores, so that the marks do not run together.
  private func delimiter(of mark: Mark, at index: Int) -> String {
    switch mark {
    case .strong: return "**"
    case .strike: return "~~"
    case .link: return ""
    case .emphasis: break
    }
    var start = index
    if case .close = pieces[index] {
      start = pieces[..<index].lastIndex(of: .open(.emphasis)) ?? index
    }
    let isBeside =
      start > 0 && pieces[start - 1] == .close(.strong)
      || end(of: start).map { pieces[safe: $0 + 1] == .open(.strong) } ?? false
    return isBeside ? "_" : "*"
  }

  /// Whether the link shows its own address.
  private func isAutolink(_ address: String, _ title: String, _ content: ArraySlice<InlinePiece>) -> Bool {
    guard title.isEmpty, content.count == 1, case .text(address)? = content.first else { return false }
    return ["http://", "https://", "mailto:"].contains(where: address.hasPrefix)
      && !address.unicodeScalars.contains { $0.value <= 0x20 || $0 == "<" || $0 == ">" || $0 == "\\" || $0 == "|" }
  }

  private func codeSpan(_ code: String, in place: InlinePlace) -> String {
    let code = code.split(whereSeparator: \.isNewline).joined(separator: " ")
    var runs: Set<Int> = []
    var run = 0
    for character in code + " " {
      if character == "`" {
        run += 1
      } else if run > 0 {
        runs.insert(run)
        run = 0
      }
    }
    let fence = String(repeating: "`", count: (1...).first { !runs.contains($0) } ?? 1)
    let isPadded = code.hasPrefix("`") || code.hasSuffix("`") || code.hasPrefix(" ") && code.hasSuffix(" ")
    let text = place == .cell ? code.replacing("|", with: "\\|") : code
    return fence + (isPadded ? " \(text) " : text) + fence
  }

  private func destination(_ address: String, _ title: String, in place: InlinePlace) -> String {
    var text = address.trimmed.replacing("\n", with: "%20").replacing("\r", with: "").replacing("\t", with: "%20")
    text = text.replacing("\\", with: "\\\\").replacing("|", with: place == .cell ? "\\|" : "|")
    text = escapingReferences(text)
    if text.isEmpty || text.contains(" ") || text.contains("<") || text.contains(">") || !hasBalancedBrackets(text) {
      text = "<" + text.replacing("<", with: "\\<").replacing(">", with: "\\>") + ">"
    }
    guard let title = title.nonEmptyText else { return text }
    let words = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let escaped = escapingReferences(words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))
    return text + " \"\(place == .cell ? escaped.replacing("|", with: "\\|") : escaped)\""
  }

  /// `&name;` would be read as a character.
  private func escapingReferences(_ text: String) -> String {
    guard text.contains("&"), text.contains(";") else { return text }
    return text.replacing("&", with: "\\&")
  }

  private func hasBalancedBrackets(_ text: String) -> Bool {
    var depth = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth < 0 || depth > 20 { return false }
    }
    return depth == 0
  }
}
