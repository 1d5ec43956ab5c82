import PartworkHTML

extension MarkdownWriter {
  /// A figure: a picture with a caption, or anything else with a text below it.
  mutating func writeFigure(_ id: HTMLTree.ID) {
    guard !isInline, let caption = tree.children(of: id).first(where: { tree.name(of: $0) == "figcaption" }),
      tree.firstElement("figure", in: id) == nil
    else { return writeBlock(id) }
    flush()
    skipped.insert(caption)
    let text = inline(in: caption, separator: .space(" "))
    var picture = inline(in: id, separator: .space(" "))
    let isPlain = !text.pieces.contains { piece in
      switch piece {
      case .open(let mark): mark.isLink
      case .picture, .verbatim: true
      default: false
      }
    }
    if let index = picture.loneImage, isPlain, !text.isEmpty {
      if text.pieces.contains(where: { if case .text = $0 { false } else { true } }) {
        remark("caption", "the caption is plain text now: “\(text.plainText.shortened)”", at: caption)
      }
      picture.setTitle(text.plainText.split(whereSeparator: \.isNewline).joined(separator: " "), ofPictureAt: index)
      add(MarkdownBlock(.other, picture.markdown()))
      return
    }
    if picture.loneImage != nil, !text.isEmpty {
      remark("caption", "the caption has a link, and is a paragraph below the picture", at: caption)
    }
    let isFirst = tree.firstElement("img", in: id).map { caption < $0 } ?? false
    if isFirst { addCaption(caption) }
    writeBlock(id)
    if !isFirst { addCaption(caption) }
  }

  private mutating func addCaption(_ caption: HTMLTree.ID) {
    skipped.remove(caption)
    for block in blocks(in: caption) { add(block) }
    skipped.insert(caption)
  }

  mutating func writeQuotation(_ id: HTMLTree.ID) {
    if isInline { return writeBlock(id) }
    flush()
    var source: String?
    if let cite = quotationSource(of: id) {
      let text = inline(in: cite, separator: .space(" "))
      skipped.insert(cite)
      if !text.isEmpty {
        let line = checked(text, in: .paragraph).drop { $0 == "—" || $0 == "–" || $0 == "-" || $0 == " " }
        source = "— " + line.replacing("\\\n", with: " ")
      }
    }
    var content = blocks(in: id)
    if let source {
      if content.last?.kind == .paragraph {
        content[content.count - 1].lines.append(source)
      } else {
        content.append(MarkdownBlock(.paragraph, source))
      }
    }
    guard !content.isEmpty else { return }
    add(MarkdownBlock(.other, content.lines()).indented(first: "> ", rest: "> "))
  }

  /// The element that names the source of a quotation: the last one in it.
  private func quotationSource(of id: HTMLTree.ID) -> HTMLTree.ID? {
    let content = tree.children(of: id).filter { child in
      tree.text(of: child).map { $0.nonEmptyText != nil } ?? !tree.name(of: child).isEmpty
    }
    guard content.count > 1, let last = content.last else { return nil }
    if ["cite", "footer"].contains(tree.name(of: last)) { return last }
    let inner = tree.children(of: last).filter { tree.text(of: $0).map { $0.nonEmptyText != nil } ?? true }
    let isCite = tree.name(of: last) == "p" && inner.count == 1 && tree.name(of: inner[0]) == "cite"
    return isCite ? last : nil
  }

  // MARK: - Code

  mutating func writeCode(_ id: HTMLTree.ID) {
    if tree.has(class: "wp-block-verse", id) { return writeVerse(id) }
    let code = preformattedText(of: id)
    if isInline { return write(inlineCode: code) }
    flush()
    for child in tree.descendants(of: id) where ["a", "img"].contains(tree.name(of: child)) {
      remark("code", "links and pictures in code are left out", at: child)
      break
    }
    if code.nonEmptyText != nil { add(codeBlock(code, language: language(of: id))) }
  }

  /// A fenced block of code.
  func codeBlock(_ code: String, language: String) -> MarkdownBlock {
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let longest =
      lines.map { line in
        line.drop { $0 == " " }.prefix { $0 == "`" }.count
      }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return MarkdownBlock(.other, [fence + language] + lines + [fence])
  }

  private func preformattedText(of id: HTMLTree.ID) -> String {
    tree.descendants(of: id).reduce(into: "") { text, node in
      if tree.name(of: node) == "br" || tree.name(of: node) == "x-break" { text += "\n" }
      text += tree.text(of: node) ?? ""
    }
  }

  /// Lines of verse are lines of a paragraph.
  private mutating func writeVerse(_ id: HTMLTree.ID) {
    flush()
    for stanza in preformattedText(of: id).split(separator: "\n\n") {
      for (index, line) in stanza.split(separator: "\n").enumerated() {
        if index > 0 { append(.lineBreak) }
        append(.text(line.trimmed))
      }
      flush()
    }
    if tree.firstElement("em", in: id) != nil || tree.firstElement("a", in: id) != nil {
      remark("verse", "marks and links in a verse are left out", at: id)
    }
  }

  /// The language that an editor or a plugin gave a block of code; empty if none did.
  private func language(of id: HTMLTree.ID) -> String {
    let code = tree.children(of: id).first { tree.name(of: $0) == "code" }
    let around = sequence(first: id) { tree.parent(of: $0) }.dropFirst().prefix(3)
    for node in [id] + [code].compactMap(\.self) + Array(around) {
      for name in ["data-language", "data-enlighter-language", "data-lang", "lang", "language"] {
        if name == "lang", node != id { continue }
        if let language = tree.attribute(name, of: node), let word = languageName(language) { return word }
      }
      if let language = language(inClasses: tree.attribute("class", of: node) ?? "") { return language }
    }
    return ""
  }

  private func language(inClasses classes: String) -> String? {
    let spaced = classes.replacing("brush: ", with: "brush:")
    for word in spaced.split(whereSeparator: { $0.isWhitespace || $0 == ";" }) {
      for start in ["language-", "lang-", "lang:", "brush:", "highlight-source-", "highlight-text-"]
      where word.hasPrefix(start) {
        if let name = languageName(String(word.dropFirst(start.count))) { return name }
      }
    }
    return nil
  }

  private func languageName(_ text: String) -> String? {
    let name = text.trimmed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+#-_.".contains($0)) }
    return name.isEmpty || ["none", "raw", "default", "generic", "plain", "no-highlight"].contains(name) ? nil : name
  }
}
