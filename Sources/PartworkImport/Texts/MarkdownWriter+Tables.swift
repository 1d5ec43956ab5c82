import PartworkHTML

extension MarkdownWriter {
  mutating func writeTable(_ id: HTMLTree.ID) {
    let rows = tableRows(of: id)
    let cells = rows.map { tableCells(of: $0) }
    let columns = cells.map { row in row.reduce(0) { $0 + columnSpan(of: $1) } }.max() ?? 0
    if isInline || columns < 2 || cells.joined().contains(where: holdsBlocks) { return unwrapTable(id, rows, cells) }
    flush()
    var texts = cells.map { row in row.flatMap { cellTexts($0) } }.filter { row in row.contains { !$0.isEmpty } }
    guard !texts.isEmpty else { return }
    for index in texts.indices { texts[index] += Array(repeating: "", count: columns - texts[index].count) }
    let hasHeader = cells.first?.allSatisfy { tree.name(of: $0) == "th" } == true || isHead(rows.first)
    if !hasHeader { remark("table", "the first row is the header now: a table in Markdown has one", at: id) }
    if cells.joined().contains(where: { (Int(tree.attribute("rowspan", of: $0) ?? "") ?? 1) > 1 }) {
      remark("table", "cells that reached over several rows stand in the first of them", at: id)
    }
    if cells.joined().contains(where: { columnSpan(of: $0) > 1 }) {
      remark("table", "cells that reached over several columns stand in the first of them", at: id)
    }
    writeCaption(of: id)
    let marks = (0..<columns).map { column in alignment(of: cells.first { $0.count > column }?[column]) }
    var lines = texts.map { "| " + $0.joined(separator: " | ") + " |" }
    lines.insert("| " + marks.joined(separator: " | ") + " |", at: 1)
    add(MarkdownBlock(.other, lines))
  }

  /// The rows in the order in which a browser shows them.
  private func tableRows(of id: HTMLTree.ID) -> [HTMLTree.ID] {
    let parts = tree.children(of: id)
    let order = ["thead", "tbody", "tr", "tfoot"]
    let heads = parts.filter { tree.name(of: $0) == "thead" }
    let feet = parts.filter { tree.name(of: $0) == "tfoot" }
    let bodies = parts.filter { ["tbody", "tr"].contains(tree.name(of: $0)) && order.contains(tree.name(of: $0)) }
    return (heads + bodies + feet).flatMap { part in
      tree.name(of: part) == "tr" ? [part] : tree.children(of: part).filter { tree.name(of: $0) == "tr" }
    }
  }

  private func tableCells(of row: HTMLTree.ID) -> [HTMLTree.ID] {
    tree.children(of: row).filter { tree.name(of: $0) == "td" || tree.name(of: $0) == "th" }
  }

  private func isHead(_ row: HTMLTree.ID?) -> Bool {
    row.flatMap { tree.parent(of: $0) }.map { tree.name(of: $0) == "thead" } ?? false
  }

  private func columnSpan(of cell: HTMLTree.ID) -> Int {
    min(max(Int(tree.attribute("colspan", of: cell) ?? "") ?? 1, 1), 100)
  }

  /// Whether a cell has something that a cell in Markdown cannot have.
  private func holdsBlocks(_ cell: HTMLTree.ID) -> Bool {
    tree.descendants(of: cell).contains {
      ["table", "pre", "blockquote", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "hr"].contains(tree.name(of: $0))
    }
  }

  /// The texts of a cell, and of the empty ones that it reaches over.
  private mutating func cellTexts(_ cell: HTMLTree.ID) -> [String] {
    let text = inline(in: cell, separator: .lineBreak)
    return [checked(text, in: .cell)] + Array(repeating: "", count: columnSpan(of: cell) - 1)
  }

  private func alignment(of cell: HTMLTree.ID?) -> String {
    guard let cell else { return "---" }
    let style = (tree.attribute("style", of: cell) ?? "").lowercased().filter { $0 != " " }
    let align = tree.attribute("align", of: cell)?.lowercased()
    if align == "center" || style.contains("text-align:center") || tree.has(class: "has-text-align-center", cell) {
      return ":---:"
    }
    let isRight =
      align == "right" || style.contains("text-align:right") || tree.has(class: "has-text-align-right", cell)
    return isRight ? "---:" : "---"
  }

  private mutating func writeCaption(of id: HTMLTree.ID) {
    for child in tree.children(of: id) where tree.name(of: child) == "caption" {
      for block in blocks(in: child) { add(block) }
    }
  }

  /// Writes a table that only lays a page out, or whose cells hold blocks, cell by cell.
  private mutating func unwrapTable(_ id: HTMLTree.ID, _ rows: [HTMLTree.ID], _ cells: [[HTMLTree.ID]]) {
    if cells.contains(where: { $0.count > 1 }), !isInline {
      remark("table", "the cells of a table follow one another: they hold more than a table in Markdown can", at: id)
    }
    writeCaption(of: id)
    for cell in cells.joined() { writeBlock(cell) }
  }
}
