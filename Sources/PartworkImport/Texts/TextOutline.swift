import PartworkHTML

/// What a reader gets from a text: its words, pictures, links, headings and lists, in order.
struct TextOutline {
  /// Something in a text, and its line.
  struct OutlinePlace: Hashable {
    var text: String
    var line: Int
  }

  var words: [OutlinePlace] = []
  var links: [OutlinePlace] = []
  var pictures: [OutlinePlace] = []

  /// The level and the folded text of each heading.
  var headings: [OutlinePlace] = []

  /// The kind and depth of each item of a list.
  var items: [OutlinePlace] = []

  /// The word that is read, as `FoldedText` has it, in UTF-8.
  private var word: [UInt8] = []
  private var isInWord = false
  private var wordLine = 1

  init(_ tree: HTMLTree) {
    var stack: [(id: HTMLTree.ID, isEntered: Bool)] = [(HTMLTree.root, false)]
    while let (id, isEntered) = stack.popLast() {
      if isEntered {
        leave(id, tree)
        continue
      }
      guard enter(id, tree) else { continue }
      stack.append((id, true))
      for child in tree.children(of: id).reversed() { stack.append((child, false)) }
    }
    endWord()
    shiftHeadings()
  }

  /// Reads the beginning of a node; false if nothing below it counts.
  private mutating func enter(_ id: HTMLTree.ID, _ tree: HTMLTree) -> Bool {
    switch tree.content(of: id) {
    case .comment: return false
    case .text(let text):
      add(text, line: tree.line(of: id))
      return false
    case .element(let name, _):
      if ["footnote-ref", "footnote-backref", "anchor"].contains(where: { tree.has(class: $0, id) }) { return false }
      if name == "br" || isBlock(name) { endWord() }
      switch name {
      case "img", "video", "audio":
        if let address = tree.attribute("src", of: id) {
          let place = OutlinePlace(text: address, line: tree.line(of: id))
          // A player leads to its file.
          if Tidying.isPlayed(address) { links.append(place) } else { pictures.append(place) }
        }
      case "a": readLink(id, tree)
      case "li": readItem(id, tree)
      case _ where HTMLReader.headings.contains(name):
        let text = FoldedText.of(tree.textContent(of: id))
        if !text.isEmpty { headings.append(OutlinePlace(text: "\(name.suffix(1)) \(text)", line: tree.line(of: id))) }
      default: break
      }
      return true
    }
  }

  private mutating func leave(_ id: HTMLTree.ID, _ tree: HTMLTree) {
    if isBlock(tree.name(of: id)) { endWord() }
  }

  private func isBlock(_ name: String) -> Bool {
    HTMLReader.blocks.contains(name) || HTMLReader.headings.contains(name) || Self.otherBlocks.contains(name)
  }

  private static let otherBlocks: Set = [
    "p", "li", "pre", "table", "tr", "td", "th", "dt", "dd", "hr", "caption", "x-break", "x-more", "listing", "xmp",
    "plaintext", "option", "tbody", "thead", "tfoot", "legend", "form", "img", "video", "audio",
  ]

  private mutating func add(_ text: String, line: Int) {
    var line = line
    for scalar in text.unicodeScalars {
      if scalar.isWhite {
        endWord()
        if scalar == "\n" { line += 1 }
      } else {
        if !isInWord { wordLine = line }
        isInWord = true
        FoldedText.append(scalar, to: &word)
      }
    }
  }

  private mutating func endWord() {
    if !word.isEmpty, word != [UInt8(ascii: "-")] {
      words.append(OutlinePlace(text: String(decoding: word, as: UTF8.self), line: wordLine))
    }
    word.removeAll(keepingCapacity: true)
    isInWord = false
  }

  private mutating func readLink(_ id: HTMLTree.ID, _ tree: HTMLTree) {
    guard let address = tree.attribute("href", of: id)?.trimmed, !address.isEmpty else { return }
    let hasContent = tree.textContent(of: id).nonEmptyText != nil || tree.firstElement("img", in: id) != nil
    if hasContent { links.append(OutlinePlace(text: address, line: tree.line(of: id))) }
  }

  private mutating func readItem(_ id: HTMLTree.ID, _ tree: HTMLTree) {
    guard let list = tree.parent(of: id), tree.textContent(of: id).nonEmptyText != nil else { return }
    let isGallery = tree.attribute("class", of: list)?.contains("blocks-gallery") == true
    if isGallery || tree.parent(of: list).map({ tree.has(class: "footnotes", $0) }) == true { return }
    let depth = sequence(first: id) { tree.parent(of: $0) }.count { tree.name(of: $0) == "li" }
    let kind = tree.name(of: list) == "ol" ? "numbered" : "bulleted"
    items.append(OutlinePlace(text: "\(kind) at depth \(depth)", line: tree.line(of: id)))
  }

  /// The first level is that of the page's title: with one such heading, Partwork lowers all.
  private mutating func shiftHeadings() {
    guard headings.contains(where: { $0.text.hasPrefix("1 ") }) else { return }
    for index in headings.indices {
      guard let level = headings[index].text.first?.wholeNumberValue else { continue }
      headings[index].text = "\(min(6, level + 1))" + headings[index].text.dropFirst()
    }
  }
}
