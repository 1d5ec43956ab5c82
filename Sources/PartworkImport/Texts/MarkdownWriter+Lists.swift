import PartworkHTML

extension MarkdownWriter {
  mutating func writeList(_ id: HTMLTree.ID, isOrdered: Bool) {
    if isInline || tree.attribute("class", of: id)?.contains("blocks-gallery") == true { return writeBlock(id) }
    flush()
    let items = listItems(in: id).filter { !$0.isEmpty }
    guard !items.isEmpty else { return }
    let isTight = isTight(id, items)
    var lines: [String] = []
    var mark: Character = isOrdered ? "." : "-"
    // A list of the same kind right after another one would continue it.
    if blocks.last?.kind == .list(mark) { mark = isOrdered ? ")" : "+" }
    var number = isOrdered ? firstNumber(of: id) : 0
    for item in items {
      if !lines.isEmpty, !isTight { lines.append("") }
      let start = isOrdered ? "\(number)\(mark) " : "\(mark) "
      let block = MarkdownBlock(.other, item.lines(isTight: isTight))
      lines += block.indented(first: start, rest: String(repeating: " ", count: start.count)).lines
      number += 1
    }
    noteLostNumbers(of: id, isOrdered: isOrdered)
    add(MarkdownBlock(.list(mark), lines))
  }

  /// The blocks of each item; what stands between items belongs to the one before.
  private mutating func listItems(in id: HTMLTree.ID) -> [[MarkdownBlock]] {
    var items: [[MarkdownBlock]] = []
    for child in tree.children(of: id) {
      if tree.name(of: child) == "li" {
        items.append(blocks(in: child))
        continue
      }
      let stray = blocks(of: child)
      if stray.isEmpty { continue }
      if items.isEmpty { items.append(stray) } else { items[items.count - 1] += stray }
    }
    return items
  }

  private func isTight(_ id: HTMLTree.ID, _ items: [[MarkdownBlock]]) -> Bool {
    let hasParagraphs = tree.children(of: id).contains { item in
      tree.children(of: item).contains { tree.name(of: $0) == "p" }
    }
    return !hasParagraphs
      && items.allSatisfy { item in
        item.dropFirst().allSatisfy { if case .list = $0.kind { true } else { false } }
      }
  }

  private func firstNumber(of id: HTMLTree.ID) -> Int {
    guard let start = tree.attribute("start", of: id).flatMap({ Int($0.trimmed) }) else { return 1 }
    return (0...999_999_999).contains(start) ? start : 1
  }

  private mutating func noteLostNumbers(of id: HTMLTree.ID, isOrdered: Bool) {
    guard isOrdered else { return }
    if tree.attribute("reversed", of: id) != nil {
      remark("numbering", "a list that counts down counts up now", at: id)
    } else if let type = tree.attribute("type", of: id), type != "1" {
      remark("numbering", "a list numbered with `\(type)` is numbered with digits now", at: id)
    } else if tree.children(of: id).contains(where: { tree.attribute("value", of: $0) != nil }) {
      remark("numbering", "a list with numbers of its own is numbered one after the other now", at: id)
    }
  }

  mutating func writeDefinitions(_ id: HTMLTree.ID) {
    if isInline { return writeBlock(id) }
    flush()
    var terms: [String] = []
    var group: [String] = []
    for child in definitionParts(of: id) {
      if tree.name(of: child) == "dt" {
        let term = inline(in: child, separator: .space(" "))
        guard !term.isEmpty else { continue }
        if !group.isEmpty { add(MarkdownBlock(.other, group)) }
        group = []
        terms.append(checked(term, in: .paragraph).replacing("\\\n", with: " "))
        continue
      }
      let definition = blocks(in: child)
      guard !definition.isEmpty else { continue }
      let isWritable = (!terms.isEmpty || !group.isEmpty) && definition[0].kind == .paragraph
      guard isWritable else {
        if !group.isEmpty { add(MarkdownBlock(.other, group)) }
        group = []
        for term in terms { add(MarkdownBlock(.paragraph, term)) }
        terms = []
        for block in definition { add(block) }
        continue
      }
      group += terms
      terms = []
      group += MarkdownBlock(.other, definition.lines()).indented(first: ": ", rest: "    ").lines
    }
    if !group.isEmpty { add(MarkdownBlock(.other, group)) }
    for term in terms { add(MarkdownBlock(.paragraph, term)) }
  }

  /// The terms and definitions, which may stand in groups.
  private func definitionParts(of id: HTMLTree.ID) -> [HTMLTree.ID] {
    tree.children(of: id).flatMap { child in
      tree.name(of: child) == "div" ? tree.children(of: child) : [child]
    }.filter { tree.name(of: $0) == "dt" || tree.name(of: $0) == "dd" || tree.textContent(of: $0).nonEmptyText != nil }
  }
}
