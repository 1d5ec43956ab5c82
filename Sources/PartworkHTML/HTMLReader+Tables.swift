extension HTMLReader {
  /// "In table" (section 13.2.6.4.9).
  mutating func processInTable(_ token: HTMLTokenizer.Token) {
    switch token {
    case .text(let text) where Self.tableParts.contains(currentName):
      if text.allSatisfy(\.isWhitespace) { insert(text: text) } else { fosterParent(token) }
    case .comment(let text): insert(comment: text)
    case .start("caption", let attributes, _):
      clearStack(to: ["table"])
      formatting.append(.marker)
      insert("caption", attributes)
      mode = .caption
    case .start("colgroup", let attributes, _):
      clearStack(to: ["table"])
      insert("colgroup", attributes)
      mode = .columnGroup
    case .start("col", _, _): imply("colgroup", .columnGroup, token)
    case .start("tbody", let attributes, _), .start("tfoot", let attributes, _), .start("thead", let attributes, _):
      clearStack(to: ["table"])
      insert(token.name, attributes)
      mode = .tableBody
    case .start("td", _, _), .start("th", _, _), .start("tr", _, _): imply("tbody", .tableBody, token)
    case .start("table", _, _):
      guard hasInScope("table", Self.tableScope) else { return }
      closeTable()
      process(token)
    case .end("table"):
      if hasInScope("table", Self.tableScope) { closeTable() }
    case .end("body"), .end("caption"), .end("col"), .end("colgroup"), .end("html"), .end("tbody"), .end("td"),
      .end("tfoot"), .end("th"), .end("thead"), .end("tr"):
      break
    case .start("style", _, _), .start("script", _, _): processInBody(token)
    case .start("input", let attributes, _)
    where attributes.contains { $0.name == "type" && $0.value.lowercased() == "hidden" }:
      insertVoid("input", attributes)
    case .start("form", let attributes, _):
      guard form == nil else { return }
      form = insert("form", attributes)
      open.removeLast()
    default: fosterParent(token)
    }
  }

  /// Inserts `name`, which the tag `token` implies, and reads the tag in it.
  private mutating func imply(_ name: String, _ mode: InsertionMode, _ token: HTMLTokenizer.Token) {
    clearStack(to: name == "tr" ? ["tbody", "tfoot", "thead"] : ["table"])
    insert(name)
    self.mode = mode
    process(token)
  }

  private mutating func fosterParent(_ token: HTMLTokenizer.Token) {
    isFosterParenting = true
    processInBody(token)
    isFosterParenting = false
  }

  private mutating func clearStack(to names: Set<String>) {
    while open.count > 1, !names.contains(currentName) { open.removeLast() }
  }

  private mutating func closeTable() {
    pop(until: "table")
    resetMode()
  }

  /// The mode of the innermost part of a table that is open.
  private mutating func resetMode() {
    for id in open.dropFirst().reversed() {
      switch tree.name(of: id) {
      case "td", "th": mode = .cell
      case "tr": mode = .row
      case "tbody", "thead", "tfoot": mode = .tableBody
      case "caption": mode = .caption
      case "colgroup": mode = .columnGroup
      case "table": mode = .table
      default: continue
      }
      return
    }
    mode = .body
  }

  mutating func processInCaption(_ token: HTMLTokenizer.Token) {
    switch token {
    case .end("caption"): closeCaption()
    case .start(let name, _, _) where Self.tablePartStarts.contains(name), .end(let name) where name == "table":
      if closeCaption() { process(token) }
    case .end(let name) where Self.tablePartStarts.contains(name) || name == "body" || name == "html": break
    default: processInBody(token)
    }
  }

  @discardableResult
  private mutating func closeCaption() -> Bool {
    guard hasInScope("caption", Self.tableScope) else { return false }
    close("caption", in: Self.tableScope)
    clearFormattingToMarker()
    mode = .table
    return true
  }

  mutating func processInColumnGroup(_ token: HTMLTokenizer.Token) {
    switch token {
    case .text(let text) where text.first?.isWhitespace == true:
      let space = text.prefix(while: \.isWhitespace)
      insert(text: String(space))
      if space.count < text.count { process(.text(String(text[space.endIndex...]))) }
    case .comment(let text): insert(comment: text)
    case .start("col", let attributes, _): insertVoid("col", attributes)
    case .end("colgroup"): closeColumnGroup()
    case .end("col"), .start("html", _, _): break
    default: if closeColumnGroup() { process(token) }
    }
  }

  @discardableResult
  private mutating func closeColumnGroup() -> Bool {
    guard currentName == "colgroup" else { return false }
    open.removeLast()
    mode = .table
    return true
  }

  mutating func processInTableBody(_ token: HTMLTokenizer.Token) {
    switch token {
    case .start("tr", let attributes, _):
      clearStack(to: ["tbody", "tfoot", "thead"])
      insert("tr", attributes)
      mode = .row
    case .start("th", _, _), .start("td", _, _): imply("tr", .row, token)
    case .end("tbody"), .end("tfoot"), .end("thead"):
      if hasInScope(token.name, Self.tableScope) { closeTableBody() }
    case .start("caption", _, _), .start("col", _, _), .start("colgroup", _, _), .start("tbody", _, _),
      .start("tfoot", _, _), .start("thead", _, _), .end("table"):
      guard hasInScope(Self.tableScope, { $0 == "tbody" || $0 == "thead" || $0 == "tfoot" }) else { return }
      closeTableBody()
      process(token)
    case .end("body"), .end("caption"), .end("col"), .end("colgroup"), .end("html"), .end("td"), .end("th"),
      .end("tr"):
      break
    default: processInTable(token)
    }
  }

  private mutating func closeTableBody() {
    clearStack(to: ["tbody", "tfoot", "thead"])
    open.removeLast()
    mode = .table
  }

  mutating func processInRow(_ token: HTMLTokenizer.Token) {
    switch token {
    case .start("th", let attributes, _), .start("td", let attributes, _):
      clearStack(to: ["tr"])
      insert(token.name, attributes)
      mode = .cell
      formatting.append(.marker)
    case .end("tr"): closeRow()
    case .start("caption", _, _), .start("col", _, _), .start("colgroup", _, _), .start("tbody", _, _),
      .start("tfoot", _, _), .start("thead", _, _), .start("tr", _, _), .end("table"):
      if closeRow() { process(token) }
    case .end("tbody"), .end("tfoot"), .end("thead"):
      if hasInScope(token.name, Self.tableScope), closeRow() { process(token) }
    case .end("body"), .end("caption"), .end("col"), .end("colgroup"), .end("html"), .end("td"), .end("th"): break
    default: processInTable(token)
    }
  }

  @discardableResult
  private mutating func closeRow() -> Bool {
    guard hasInScope("tr", Self.tableScope) else { return false }
    clearStack(to: ["tr"])
    open.removeLast()
    mode = .tableBody
    return true
  }

  mutating func processInCell(_ token: HTMLTokenizer.Token) {
    switch token {
    case .end("td"), .end("th"):
      guard hasInScope(token.name, Self.tableScope) else { return }
      closeCell(token.name)
    case .start(let name, _, _) where Self.tablePartStarts.contains(name):
      guard hasInScope(Self.tableScope, { $0 == "td" || $0 == "th" }) else { return }
      closeCell(nil)
      process(token)
    case .end("body"), .end("caption"), .end("col"), .end("colgroup"), .end("html"): break
    case .end("table"), .end("tbody"), .end("tfoot"), .end("thead"), .end("tr"):
      guard hasInScope(token.name, Self.tableScope) else { return }
      closeCell(nil)
      process(token)
    default: processInBody(token)
    }
  }

  private mutating func closeCell(_ name: String?) {
    generateImpliedEndTags()
    pop { $0 == name || name == nil && ($0 == "td" || $0 == "th") }
    clearFormattingToMarker()
    mode = .row
  }

  private static let tablePartStarts: Set = [
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
  ]
}

extension HTMLTokenizer.Token {
  /// The name of a tag; empty for other tokens.
  fileprivate var name: String {
    switch self {
    case .start(let name, _, _), .end(let name): name
    case .text, .comment: ""
    }
  }
}
