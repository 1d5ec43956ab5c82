import PartworkHTML

extension Tidying {
  /// Moves footnotes to the end, in the form in which Partwork renders them.
  ///
  /// A footnote is a text that a link leads to, and that has a link back; every plugin and editor writes at least that.
  /// The footnotes of WordPress itself stand in a list with the class `wp-footnotes`, without links back.
  mutating func collectFootnotes() {
    let all = Array(tree.descendants(of: HTMLTree.root))
    let targets = Dictionary(
      all.flatMap { id in
        [tree.attribute("id", of: id), tree.attribute("name", of: id)].compactMap { $0.map { ($0, id) } }
      }, uniquingKeysWith: { first, _ in first })
    guard !targets.isEmpty else { return }
    var order: [HTMLTree.ID: Int] = [:]
    for (index, id) in all.enumerated() { order[id] = index }

    var notes: [HTMLTree.ID] = []
    var numbers: [HTMLTree.ID: Int] = [:]
    var backLinks: Set<HTMLTree.ID> = []
    for link in all where tree.name(of: link) == "a" && !backLinks.contains(link) {
      guard let address = tree.attribute("href", of: link), address.hasPrefix("#"),
        let target = targets[String(address.dropFirst())], order[target, default: 0] > order[link, default: 0],
        let note = noteBlock(around: target), !isInside(link, note), isMark(tree.textContent(of: link))
      else { continue }
      if numbers[note] == nil {
        let back = backLink(in: note, to: link, targets)
        guard back != nil || isCoreNote(note) else { continue }
        for other in tree.descendants(of: note) where tree.name(of: other) == "a" {
          guard let target = tree.attribute("href", of: other)?.dropFirst(), let place = targets[String(target)],
            isInside(place, markBlock(of: link)) || place == link
          else { continue }
          backLinks.insert(other)
        }
        notes.append(note)
        numbers[note] = notes.count
      }
      replaceMark(link, numbers[note] ?? 0)
    }
    for link in backLinks { removeBackLink(link) }
    moveNotes(notes)
  }

  /// The item or paragraph that a link to `target` shows.
  private func noteBlock(around target: HTMLTree.ID) -> HTMLTree.ID? {
    let block = sequence(first: target) { tree.parent(of: $0) }.first {
      ["li", "p", "dd"].contains(tree.name(of: $0)) || $0 == target && tree.name(of: $0) == "div"
    }
    return block
  }

  /// Whether `text` may be the mark of a footnote: a number, an asterisk, a word in brackets.
  private func isMark(_ text: String) -> Bool {
    let text = text.trimmed
    return !text.isEmpty && text.count <= 8 && (text.count <= 2 || text.contains { !$0.isLetter })
  }

  private func isCoreNote(_ note: HTMLTree.ID) -> Bool {
    tree.parent(of: note).map { tree.has(class: "wp-footnotes", $0) } ?? false
  }

  private func isInside(_ id: HTMLTree.ID, _ ancestor: HTMLTree.ID) -> Bool {
    sequence(first: id) { tree.parent(of: $0) }.contains(ancestor)
  }

  /// The raised number around a link, or the link.
  private func markBlock(of link: HTMLTree.ID) -> HTMLTree.ID {
    guard let parent = tree.parent(of: link), ["sup", "span"].contains(tree.name(of: parent)) else { return link }
    return parent
  }

  /// The link in `note` that leads back to the mark `link`.
  private func backLink(in note: HTMLTree.ID, to link: HTMLTree.ID, _ targets: [String: HTMLTree.ID]) -> HTMLTree.ID? {
    tree.descendants(of: note).first { id in
      guard tree.name(of: id) == "a", let address = tree.attribute("href", of: id), address.hasPrefix("#"),
        let target = targets[String(address.dropFirst())]
      else { return false }
      return isInside(target, markBlock(of: link))
        || isInside(link, target) && tree.text(of: target) == nil
          && !["p", "div", "li", "td", "blockquote"].contains(tree.name(of: target))
    }
  }

  private mutating func replaceMark(_ link: HTMLTree.ID, _ number: Int) {
    let place = markBlock(of: link)
    let line = tree.line(of: link)
    let mark = tree.makeElement("sup", ["class": "footnote-ref"], line: line)
    tree.append(tree.make(.text(String(number)), line: line), to: mark)
    tree.replace(place, with: mark)
  }

  private mutating func removeBackLink(_ link: HTMLTree.ID) {
    let parent = tree.parent(of: link)
    tree.remove(link)
    if let parent, ["sup", "span"].contains(tree.name(of: parent)), tree.textContent(of: parent).trimmed.isEmpty {
      tree.remove(parent)
    }
  }

  private mutating func moveNotes(_ notes: [HTMLTree.ID]) {
    guard let first = notes.first else { return }
    let line = tree.line(of: first)
    let section = tree.makeElement("section", ["class": "footnotes"], line: line)
    let list = tree.makeElement("ol", line: line)
    tree.append(list, to: section)
    for note in notes {
      let item = tree.makeElement("li", ["class": "footnote"], line: tree.line(of: note))
      if tree.name(of: note) == "p" {
        let paragraph = tree.makeElement("p", line: tree.line(of: note))
        tree.moveChildren(of: note, to: paragraph)
        tree.append(paragraph, to: item)
      } else {
        tree.moveChildren(of: note, to: item)
      }
      tree.append(item, to: list)
      removeEmpty(note)
    }
    tree.append(section, to: HTMLTree.root)
  }

  /// Removes an element, and then its parents as long as nothing else is in them.
  private mutating func removeEmpty(_ id: HTMLTree.ID) {
    guard let parent = tree.parent(of: id) else { return }
    tree.remove(id)
    let hasContent = tree.descendants(of: parent).contains { node in
      tree.text(of: node)?.nonEmptyText != nil || ["img", "hr", "li"].contains(tree.name(of: node))
    }
    if !hasContent, parent != HTMLTree.root { removeEmpty(parent) }
  }
}
