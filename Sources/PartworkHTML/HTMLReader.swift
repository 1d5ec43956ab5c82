/// Builds the tree of an HTML fragment as section 13.2.6 of the HTML standard does for the content of a `body`.
///
/// It knows what posts contain: implied end tags, misnested formatting, tables with stray content. It knows neither
/// documents with a head, frames and templates nor the tags of SVG and MathML, which it reads as any other element.
package struct HTMLReader {
  /// Where the tags of tables are read differently.
  enum InsertionMode {
    case body, table, caption, columnGroup, tableBody, row, cell
  }

  /// An entry of the list of active formatting elements.
  enum Formatting: Equatable {
    case marker
    case element(HTMLTree.ID)
  }

  var tree = HTMLTree()
  var tokenizer: HTMLTokenizer
  var mode = InsertionMode.body

  /// The elements that are open, the innermost last; the root is the first.
  var open: [HTMLTree.ID] = [HTMLTree.root]

  var formatting: [Formatting] = []
  var form: HTMLTree.ID?
  var isFosterParenting = false

  /// Start tags in elements nested deeper than this are left out, their text stays: what walks a stack or a tree is then
  /// linear in the text.
  static let maximumDepth = 150

  /// Formatting elements that are open at once beyond these are forgotten.
  static let maximumFormatting = 60

  /// The tree of `html`.
  package static func read(_ html: String) -> HTMLTree {
    var reader = HTMLReader(tokenizer: HTMLTokenizer(html))
    while let token = reader.tokenizer.next() { reader.process(token) }
    return reader.tree
  }

  private init(tokenizer: HTMLTokenizer) {
    self.tokenizer = tokenizer
  }

  mutating func process(_ token: HTMLTokenizer.Token) {
    if case .start(_, _, _) = token, open.count > Self.maximumDepth { return }
    switch mode {
    case .body: processInBody(token)
    case .table: processInTable(token)
    case .caption: processInCaption(token)
    case .columnGroup: processInColumnGroup(token)
    case .tableBody: processInTableBody(token)
    case .row: processInRow(token)
    case .cell: processInCell(token)
    }
  }

  // MARK: - The stack of open elements

  var current: HTMLTree.ID { open[open.count - 1] }
  var currentName: String { tree.name(of: current) }

  mutating func pop(until isLast: (String) -> Bool) {
    while open.count > 1 {
      if isLast(tree.name(of: open.removeLast())) { return }
    }
  }

  mutating func pop(until name: String) {
    pop { $0 == name }
  }

  /// Whether an element that `isWanted` is open, with none of `boundaries` around it further in.
  func hasInScope(_ boundaries: Set<String>, _ isWanted: (String) -> Bool) -> Bool {
    for id in open.dropFirst().reversed() {
      let name = tree.name(of: id)
      if isWanted(name) { return true }
      if boundaries.contains(name) { return false }
    }
    return false
  }

  func hasInScope(_ name: String, _ boundaries: Set<String> = Self.scope) -> Bool {
    hasInScope(boundaries) { $0 == name }
  }

  mutating func generateImpliedEndTags(except name: String = "") {
    while open.count > 1, currentName != name, Self.impliedEnd.contains(currentName) { open.removeLast() }
  }

  mutating func closeParagraph() {
    guard hasInScope("p", Self.buttonScope) else { return }
    generateImpliedEndTags(except: "p")
    pop(until: "p")
  }

  /// Ends the element `name`, and those in it; nothing happens if it is not open.
  mutating func close(_ name: String, in boundaries: Set<String> = Self.scope, except implied: String = "") {
    guard hasInScope(name, boundaries) else { return }
    generateImpliedEndTags(except: implied)
    pop(until: name)
  }

  // MARK: - Insertion

  /// Where the next node goes if `target` is the innermost element.
  func place(in target: HTMLTree.ID) -> (parent: HTMLTree.ID, before: HTMLTree.ID?) {
    guard isFosterParenting, Self.tableParts.contains(tree.name(of: target)),
      let index = open.lastIndex(where: { tree.name(of: $0) == "table" })
    else { return (target, nil) }
    if let parent = tree.parent(of: open[index]) { return (parent, open[index]) }
    return (open[index - 1], nil)
  }

  @discardableResult
  mutating func insert(_ name: String, _ attributes: [HTMLAttribute] = []) -> HTMLTree.ID {
    let id = tree.make(.element(name: name, attributes: attributes), line: tokenizer.line)
    let place = place(in: current)
    tree.insert(id, before: place.before, in: place.parent)
    open.append(id)
    return id
  }

  mutating func insertVoid(_ name: String, _ attributes: [HTMLAttribute]) {
    insert(name, attributes)
    open.removeLast()
  }

  mutating func insert(text: String) {
    let place = place(in: current)
    let before = if let next = place.before { tree.previous(before: next) } else { tree.last(in: place.parent) }
    if let before, tree.text(of: before) != nil {
      tree.append(text, toText: before)
    } else {
      tree.insert(tree.make(.text(text), line: tokenizer.line), before: place.before, in: place.parent)
    }
  }

  mutating func insert(comment: String) {
    tree.append(tree.make(.comment(comment), line: tokenizer.line), to: current)
  }

  /// Inserts an element whose content is read as text, up to its end tag.
  mutating func insertRawText(_ name: String, _ attributes: [HTMLAttribute], decodes: Bool = false) {
    insert(name, attributes)
    tokenizer.mode = .rawText(name, decodes: decodes)
    // What comes next is the text, if there is one, and then the end tag.
    while let token = tokenizer.next() {
      guard case .text(let text) = token else { break }
      insert(text: text)
    }
    open.removeLast()
  }

  // MARK: - Active formatting elements

  mutating func reconstructFormatting() {
    guard case .element(let last)? = formatting.last, !open.contains(last) else { return }
    var first = formatting.count - 1
    while first > 0, case .element(let id) = formatting[first - 1], !open.contains(id) { first -= 1 }
    for index in first..<formatting.count where open.count <= Self.maximumDepth {
      guard case .element(let id) = formatting[index], case .element(let name, let attributes) = tree.content(of: id)
      else { continue }
      formatting[index] = .element(insert(name, attributes))
    }
  }

  mutating func pushFormatting(_ id: HTMLTree.ID) {
    var equal: [Int] = []
    var count = 0
    for (index, entry) in formatting.enumerated().reversed() {
      guard case .element(let other) = entry else { break }
      count += 1
      if hasSameTag(other, id) { equal.append(index) }
    }
    if equal.count >= 3, let earliest = equal.last {
      formatting.remove(at: earliest)
    } else if count >= Self.maximumFormatting {
      formatting.remove(at: formatting.count - count)
    }
    formatting.append(.element(id))
  }

  private func hasSameTag(_ left: HTMLTree.ID, _ right: HTMLTree.ID) -> Bool {
    guard case .element(let name, let attributes) = tree.content(of: left),
      case .element(name, let others) = tree.content(of: right)
    else { return false }
    return attributes.count == others.count && Set(attributes) == Set(others)
  }

  mutating func clearFormattingToMarker() {
    while let entry = formatting.popLast(), entry != .marker {}
  }
}

// MARK: - Sets of names

extension HTMLReader {
  static let scope: Set = ["applet", "caption", "marquee", "object", "table", "td", "th"]
  static let listScope: Set = scope.union(["ol", "ul"])
  static let buttonScope: Set = scope.union(["button"])
  static let tableScope: Set = ["table"]

  /// Elements that end with what contains them.
  static let impliedEnd: Set = ["dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"]

  static let tableParts: Set = ["table", "tbody", "tfoot", "thead", "tr"]
  package static let headings: Set = ["h1", "h2", "h3", "h4", "h5", "h6"]

  static let formattingNames: Set = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
  ]

  /// Elements whose start tag ends a paragraph, and whose end tag ends them and what is in them.
  package static let blocks: Set = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "header", "hgroup", "main", "menu", "nav", "ol", "search", "section", "summary",
    "ul",
  ]

  package static let void: Set = ["area", "br", "embed", "img", "keygen", "wbr"]

  /// The elements that an end tag of another name does not reach beyond.
  static let special: Set = blocks.union(headings).union(scope).union([
    "base", "basefont", "bgsound", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "form", "frame",
    "frameset", "head", "hr", "html", "iframe", "img", "input", "keygen", "li", "link", "listing", "meta", "noembed",
    "noframes", "noscript", "p", "param", "plaintext", "pre", "script", "select", "source", "style", "area",
    "tbody", "template", "textarea", "tfoot", "thead", "title", "tr", "track", "wbr", "xmp",
  ])
}
