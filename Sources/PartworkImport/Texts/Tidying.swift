import PartworkHTML

/// Turns the tree of a post into one that says only what Markdown can say, and remembers what that changes.
///
/// Afterwards a link has the address to write, embedded things are links, players are pictures, and footnotes stand at
/// the end in the form that Partwork renders. The writer and the proof both start from this tree.
struct Tidying {
  var tree: HTMLTree
  let references: TextReferences
  private(set) var remarks: [ImportedText.Remark] = []

  init(_ tree: HTMLTree, _ references: TextReferences) {
    self.tree = tree
    self.references = references
  }

  mutating func run() {
    collectFootnotes()
    keepAnchors()
    visit { $0.tidy($1) }
  }

  /// Calls `body` with every node, parents first; it may change the node and what is below it.
  mutating func visit(_ body: (inout Tidying, HTMLTree.ID) -> Void) {
    var next = tree.first(in: HTMLTree.root)
    while let id = next {
      let parent = tree.parent(of: id)
      let previous = tree.previous(before: id)
      body(&self, id)
      if tree.parent(of: id) == parent, parent != nil {
        next = tree.following(id, in: HTMLTree.root)
      } else if let previous {
        // The node was replaced or left out: what stands in its place is next.
        next = tree.following(previous, in: HTMLTree.root, isSkipping: true)
      } else if let parent {
        next = tree.following(parent, in: HTMLTree.root)
      }
    }
  }

  mutating func remark(_ subject: String, _ message: String, at id: HTMLTree.ID) {
    remarks.append(ImportedText.Remark(subject, message, line: tree.line(of: id)))
  }

  /// What is left of a node.
  private mutating func tidy(_ id: HTMLTree.ID) {
    switch tree.content(of: id) {
    case .text: break
    case .comment(let text): tidyComment(id, text)
    case .element(let name, _):
      noteLostStyle(of: id, name)
      tidyElement(id, name)
    }
  }

  private mutating func tidyComment(_ id: HTMLTree.ID, _ text: String) {
    let word = text.trimmed
    if word == "more" || word.hasPrefix("more ") {
      tree.replace(id, with: tree.makeElement("x-more", line: tree.line(of: id)))
    } else {
      if word == "nextpage" { remark("page break", "the post is one page: `<!--nextpage-->` is left out", at: id) }
      tree.remove(id)
    }
  }

  private mutating func tidyElement(_ id: HTMLTree.ID, _ name: String) {
    switch name {
    case "style", "noscript", "template", "link", "meta", "title", "base", "source", "track", "param", "map", "area",
      "datalist":
      tree.remove(id)
    case "script": tidyScript(id)
    case "form", "select", "textarea", "fieldset": drop(id, "form", "a form is left out: static pages have none")
    case "svg", "canvas": drop(id, "drawing", "a drawing (`<\(name)>`) is left out: save it as a picture")
    case "math": remark("formula", "a formula (`<math>`) is written as plain text", at: id)
    case "input": tidyInput(id)
    case "iframe", "embed", "object", "frame": tidyEmbed(id, name)
    case "img": tidyPicture(id)
    case "video", "audio": tidyPlayer(id, name)
    case "a": tidyLink(id)
    case "sup", "sub": tidyScriptLetters(id, name)
    case "q": addQuotes(id)
    case "rt": addBrackets(id)
    case "summary": makeBold(id)
    case "details": remark("details", "text that could be folded away is always shown", at: id)
    case "u", "ins": remark("underline", "underlined text is written without the line", at: id)
    case "mark" where !tree.has(class: "has-inline-color", id):
      remark("highlight", "highlighted text is written without colour", at: id)
    case "abbr", "acronym":
      if let title = tree.attribute("title", of: id)?.nonEmptyText {
        remark("abbreviation", "the explanation of “\(tree.textContent(of: id))” is left out: “\(title)”", at: id)
      }
    default: break
    }
  }

  /// Notes a style that Markdown has no mark for.
  private mutating func noteLostStyle(of id: HTMLTree.ID, _ name: String) {
    guard case .element(_, let attributes) = tree.content(of: id), !attributes.isEmpty || name == "center" else {
      return
    }
    let style = tree.attribute("style", of: id)?.lowercased() ?? ""
    if name != "hr", isColoured(id, name, style) {
      remark("colour", "coloured text is written without colour", at: id)
    }
    if name == "center" || style.contains("text-align:") && !style.contains("left") && !Self.cells.contains(name)
      || tree.has(class: "has-text-align-center", id) || tree.has(class: "has-text-align-right", id)
    {
      remark("alignment", "centred or right-aligned text is written as any other", at: id)
    }
  }

  private func isColoured(_ id: HTMLTree.ID, _ name: String, _ style: String) -> Bool {
    if name == "font" && tree.attribute("color", of: id) != nil { return true }
    if ["has-text-color", "has-background", "has-inline-color"].contains(where: { tree.has(class: $0, id) }) {
      return true
    }
    return style.split(separator: ";").contains { property in
      let name = property.prefix { $0 != ":" }.trimmed
      // A picture in the background is no colour.
      return ["color", "background-color"].contains(name) || name == "background" && !property.contains("url(")
    }
  }

  private static let cells: Set = ["td", "th", "table", "tr", "img", "figure"]

  mutating func drop(_ id: HTMLTree.ID, _ subject: String, _ message: String) {
    remark(subject, message, at: id)
    tree.remove(id)
  }

  private mutating func tidyInput(_ id: HTMLTree.ID) {
    let isTask = tree.attribute("type", of: id)?.lowercased() == "checkbox"
    if !isTask { drop(id, "form", "a field of a form is left out") }
  }

  private mutating func addQuotes(_ id: HTMLTree.ID) {
    let line = tree.line(of: id)
    tree.insert(tree.make(.text("“"), line: line), before: tree.first(in: id), in: id)
    tree.append(tree.make(.text("”"), line: line), to: id)
    tree.setName("span", of: id)
  }

  /// Puts the reading of a word in brackets, unless the text has them.
  private mutating func addBrackets(_ id: HTMLTree.ID) {
    if let previous = tree.previous(before: id), tree.name(of: previous) == "rp" { return }
    let line = tree.line(of: id)
    tree.insert(tree.make(.text(" ("), line: line), before: tree.first(in: id), in: id)
    tree.append(tree.make(.text(")"), line: line), to: id)
  }

  private mutating func makeBold(_ id: HTMLTree.ID) {
    let bold = tree.makeElement("strong", line: tree.line(of: id))
    tree.moveChildren(of: id, to: bold)
    tree.append(bold, to: id)
    tree.setName("p", of: id)
  }

  /// Writes raised and lowered numbers with the characters that Unicode has for them.
  private mutating func tidyScriptLetters(_ id: HTMLTree.ID, _ name: String) {
    if tree.has(class: "footnote-ref", id) { return }
    let text = tree.textContent(of: id).trimmed
    let letters = text.map { (name == "sup" ? superscripts : subscripts)[$0] }
    if !letters.contains(nil), tree.firstElement("a", in: id) == nil {
      tree.replace(id, with: tree.make(.text(letters.map { String($0 ?? " ") }.joined()), line: tree.line(of: id)))
    } else {
      if !ordinals.contains(text.lowercased()) {
        let place = name == "sup" ? "raised" : "lowered"
        remark("\(place) text", "“\(text)” is no longer \(place)", at: id)
      }
      tree.unwrap(id)
    }
  }
}

private let superscripts: [Character: Character] = [
  "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "+": "⁺",
  "-": "⁻", "−": "⁻", "n": "ⁿ", "(": "⁽", ")": "⁾",
]

private let subscripts: [Character: Character] = [
  "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉", "+": "₊",
  "-": "₋", "−": "₋", "(": "₍", ")": "₎",
]

/// What is often raised and reads the same if it is not.
private let ordinals: Set = [
  "", "st", "nd", "rd", "th", "er", "re", "e", "ème", "nd", "de", "o", "a", "º", "ª", "tm", "(tm)", "™", "®", "©", "*",
]

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }

  /// The text without white space at its ends; nil if nothing is left.
  var nonEmptyText: String? {
    let text = trimmed
    return text.isEmpty ? nil : text
  }
}
