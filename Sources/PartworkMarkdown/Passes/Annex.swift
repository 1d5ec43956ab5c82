internal import CCMark

/// Texts of a line each that are parsed apart from the document, each on its own, by one more parser for all of them.
struct Annex {
  private var text: [UInt8] = []
  private var line = 1
  private var hasBrackets = false

  /// For each text, the lines it has in the annex.
  private var lines: [Range<Int>] = []

  /// Adds a text, whose inlines alone are wanted. It is written as a heading, in which nothing can be taken
  /// for another block.
  mutating func append(cell: [UInt8]) {
    if cell.isEmpty {
      lines.append(line..<line)
      return
    }
    text.append(contentsOf: "# ".utf8)
    text.append(contentsOf: cell)
    text.append(contentsOf: " #\n".utf8)
    lines.append(line..<line + 1)
    line += 1
    hasBrackets = hasBrackets || cell.contains(UInt8(ascii: "["))
  }

  /// Parses the texts. Where one may have a link by reference, all of `source` is parsed behind them, for its
  /// definitions.
  func read(definitionsFrom source: [UInt8], smart: Bool) -> Reading {
    if text.isEmpty { return Reading(lines: lines) }
    let definitions = hasBrackets && source.withUnsafeBytes { $0.has("]:") } ? source : []
    guard let tree = Tree(parsing: text + definitions, smart: smart) else {
      preconditionFailure("a parser without a deadline finishes")
    }
    return Reading(tree, lines: lines)
  }

  /// The texts as trees, to be taken out in the order in which they were put in.
  struct Reading: ~Copyable {
    /// The tree and its root; nil where no text has anything to parse.
    private let tree: Tree?
    private let root: Node?
    private let lines: [Range<Int>]
    private var next = 0

    init(_ tree: consuming Tree, lines: [Range<Int>]) {
      root = tree.root
      self.tree = consume tree
      self.lines = lines
    }

    init(lines: [Range<Int>]) {
      tree = nil
      root = nil
      self.lines = lines
    }

    private var first: Node? { root?.firstChild }

    /// The node whose children are the inlines of a cell, valid until the next text is taken; nil for an empty one.
    mutating func takeCell() -> Node? {
      defer { next += 1 }
      dropSpentCells()
      return lines[next].isEmpty ? nil : first
    }

    private func dropSpentCells() {
      while let cell = first, cell.startLine < lines[next].lowerBound { cell.remove() }
    }
  }
}
