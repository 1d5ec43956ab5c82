import PartworkHTML

/// What WordPress does to the text of a post when it shows it.
extension HTMLTree {
  /// Makes paragraphs of a text without blocks: a blank line, or two line breaks, begin a new one, and any other line
  /// feed is a line break.
  ///
  /// WordPress's `wpautop` does this with some thirty regular expressions before there is a tree. Here the tree is there
  /// first, so that only text is looked at.
  mutating func breakLines() {
    for id in texts(outside: ["pre", "script", "style", "textarea", "svg", "code", "x-markdown"]) {
      guard let text = text(of: id), text.utf8.contains(UInt8(ascii: "\n")) else { continue }
      if let parent = parent(of: id), Self.structures.contains(name(of: parent)) { continue }
      breakLines(of: id, text)
    }
  }

  private static let structures: Set = ["ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "colgroup"]

  private mutating func breakLines(of id: ID, _ text: String) {
    guard let parent = parent(of: id) else { return }
    var line = line(of: id)
    var breaks = 0
    var isFirst = true
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = part.allSatisfy(\.isWhitespace)
      if !isBlank || isFirst && !part.isEmpty {
        add(breaks, line: line, before: id, in: parent, isFirst: isFirst)
        insert(make(.text(String(part)), line: line), before: id, in: parent)
        breaks = 0
        isFirst = false
      }
      breaks += 1
      line += 1
    }
    // The last part has no line feed after it.
    let hasNext = next(after: id).map { name(of: $0) != "br" } ?? true
    if breaks > 2 || hasNext { add(breaks - 1, line: line - 1, before: id, in: parent, isFirst: isFirst) }
    remove(id)
  }

  private mutating func add(_ breaks: Int, line: Int, before id: ID, in parent: ID, isFirst: Bool) {
    guard breaks > 0 else { return }
    let isAfterBreak = isFirst && previous(before: id).map { name(of: $0) == "br" } ?? false
    if breaks == 1, isAfterBreak { return }
    insert(makeElement(breaks == 1 ? "br" : "x-break", line: line), before: id, in: parent)
  }

  /// Makes frames of addresses that stand alone on a line: WordPress embeds what they lead to.
  mutating func embedBareAddresses() {
    for id in texts(outside: ["pre", "a", "script", "style", "code", "x-markdown"]) {
      guard let address = text(of: id)?.nonEmptyText, address.hasPrefix("http://") || address.hasPrefix("https://"),
        !address.contains(where: \.isWhitespace), isEdge(previous(before: id)), isEdge(next(after: id)),
        let parent = parent(of: id), ["#root", "p", "div", "figure"].contains(name(of: parent))
      else { continue }
      replace(id, with: makeElement("iframe", ["src": address], line: line(of: id)))
    }
  }

  /// Whether a line ends at the neighbour `id`.
  private func isEdge(_ id: ID?) -> Bool {
    guard let id else { return true }
    let name = name(of: id)
    if let text = text(of: id), text.allSatisfy(\.isWhitespace) { return true }
    return name == "br" || name == "x-break" || name == "p" || HTMLReader.blocks.contains(name)
      || HTMLReader.headings.contains(name)
  }

  /// Writes dashes as characters, as WordPress shows them.
  mutating func writeDashes() {
    for id in texts(outside: ["pre", "code", "kbd", "tt", "samp", "script", "style", "textarea", "x-markdown"]) {
      guard let text = text(of: id), text.utf8.contains(UInt8(ascii: "-")), !text.contains("://") else { continue }
      var changed = text.replacing(" - ", with: " – ").replacing("---", with: "—").replacing(" -- ", with: " — ")
      if !changed.contains("xn--") { changed = changed.replacing("--", with: "–") }
      if changed != text { setText(changed, of: id) }
    }
  }

  /// The texts that are in none of the elements `names`.
  private func texts(outside names: Set<String>) -> [ID] {
    var found: [ID] = []
    var next = first(in: Self.root)
    while let id = next {
      if text(of: id) != nil { found.append(id) }
      next = following(id, in: Self.root, isSkipping: names.contains(name(of: id)))
    }
    return found
  }
}
