internal import CCMark

/// A text that libcmark has parsed, and the tables in it.
///
/// libcmark knows paragraphs only. Most tables are the whole of one. Where a table is a part of one, what stands before
/// and behind it may be blocks of any kind, also outside the containers of the table; so its lines are set apart and all
/// is parsed again, which reads every other line as what it is, in its place.
struct TableParse: ~Copyable {
  let tree: Tree

  /// The tables in order, each with the node in whose place it belongs.
  let tables: [(node: Node, lines: TableLines)]

  /// What was parsed: the source, but for the tables that are set apart.
  let text: [UInt8]

  /// How many times tables are looked for in what was set free by others. Only tables that follow each other without a
  /// blank line are that many.
  private static let rounds = 3

  /// It is nil where parsing takes longer than until `deadline`.
  init?(_ source: inout SourceText, hasPipes: Bool, smart: Bool, deadline: ContinuousClock.Instant?) {
    var text = source.bytes
    guard var tree = Tree(parsing: text, smart: smart, deadline: deadline) else { return nil }
    let delimiters = hasPipes ? source.delimiterLines() : []
    var search = TableSearch()
    if !delimiters.isEmpty {
      search.look(for: delimiters, in: tree.root, &source)
      var rounds = Self.rounds
      while rounds > 0, !search.parts.isEmpty {
        rounds -= 1
        for part in search.parts { part.lines.setApart(in: &text, part.node, part.containers, &source) }
        guard let next = Tree(parsing: text, smart: smart, deadline: deadline) else { return nil }
        tree = next
        search.goOn(for: delimiters, in: tree.root, &source)
      }
      if !search.isComplete {
        text = source.bytes
        guard let first = Tree(parsing: text, smart: smart, deadline: deadline) else { return nil }
        tree = first
        search = TableSearch()
        search.look(for: delimiters, in: tree.root, &source)
      }
    }
    self.tree = tree
    self.text = text
    tables = search.tables
  }
}

/// The tables of a tree.
private struct TableSearch {
  private(set) var tables: [(node: Node, lines: TableLines)] = []

  /// Tables that are parts of a paragraph.
  private(set) var parts: [(node: Node, containers: TableContainers, lines: TableLines)] = []

  /// By the line of their header, tables that are set apart.
  private var setApart: [Int: TableLines] = [:]

  /// The rows that were taken for underlines.
  private var underlines: Set<Int> = []

  /// Whether all that was set apart was found again.
  private(set) var isComplete = true

  /// Looks in a tree where `parts` have been set apart.
  mutating func goOn(for delimiters: [Int], in root: Node, _ source: inout SourceText) {
    for (_, _, lines) in parts {
      if let underline = lines.underline {
        underlines.insert(underline)
      } else {
        setApart[lines.lines.lowerBound] = lines
      }
    }
    look(for: delimiters, in: root, &source)
  }

  mutating func look(for delimiters: [Int], in root: Node, _ source: inout SourceText) {
    tables = []
    parts = []
    var found = 0
    var next = 0
    var containers: TableContainers?
    for node in Blocks(below: root) where node.type == CMARK_NODE_PARAGRAPH || node.type == CMARK_NODE_HEADING {
      if let lines = setApart[node.startLine] {
        if lines.areStoodFor(by: node) {
          tables.append((node, lines))
          found += 1
        }
        continue
      }
      while next < delimiters.count, delimiters[next] <= node.startLine { next += 1 }
      if next == delimiters.count { break }
      guard delimiters[next] <= node.endLine else { continue }
      if containers == nil || containers?.parent != node.parent {
        containers = TableContainers(of: node, after: containers, in: &source)
      }
      guard let containers, let lines = TableLines(node, delimiters[next...], in: containers, &source) else { continue }
      if lines.isWhole {
        tables.append((node, lines))
      } else {
        parts.append((node, containers, lines))
      }
    }
    isComplete = found == setApart.count && (underlines.isEmpty || areRows(underlines))
  }
}

extension TableSearch {
  private func areRows(_ lines: Set<Int>) -> Bool {
    var rest = lines
    for (_, table) in tables { rest.subtract(table.lines) }
    return rest.isEmpty
  }
}

extension SourceText {
  /// The lines that have the form of a delimiter row, wherever they stand: those with a pipe, and those below one.
  fileprivate mutating func delimiterLines() -> [Int] {
    var lines: [Int] = []
    var line = 0
    var offset = 0
    while let pipe = bytes.firstIndex(of: UInt8(ascii: "|"), from: offset) {
      let found = self.line(around: pipe, from: line)
      for candidate in max(found, line + 1)...found + 1 where isDelimiterRow(candidate) { lines.append(candidate) }
      // The line below has been looked at, but may have a pipe above another.
      line = found + 1
      offset = range(ofLine: found).upperBound
    }
    return lines
  }

  private mutating func isDelimiterRow(_ line: Int) -> Bool {
    let start = contentStart(ofLine: line)
    let end = range(ofLine: line).upperBound
    return start < end && TableSyntax.delimiters(bytes[start..<end]) != nil
  }
}
