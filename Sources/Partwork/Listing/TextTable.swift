internal import PartworkSupport

/// Rows of cells, set in columns for a terminal.
struct TextTable {
  private let rows: [[String]]

  /// - Parameters:
  ///   - heads: the titles of the columns; columns in which every cell is empty are left out.
  ///   - rows: as many cells each as there are heads.
  init(_ heads: [String], _ rows: [[String]]) {
    let used = heads.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    self.rows = rows.isEmpty ? [] : ([heads] + rows).map { row in used.map { row[$0].printable } }
  }

  /// The rows as lines, the last column without padding; nil for no rows.
  var text: String? {
    guard let heads = rows.first else { return nil }
    let widths = heads.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      let padded = zip(row, widths).dropLast().map { cell, width in
        cell + String(repeating: " ", count: width - cell.columns + 2)
      }
      return padded.joined() + (row.last ?? "")
    }.joined(separator: "\n")
  }
}

extension String {
  /// The columns that the text takes up on a terminal: two for a wide character (Unicode Standard Annex 11).
  fileprivate var columns: Int {
    reduce(0) { $0 + ($1.unicodeScalars.first.map(Self.isWide) == true ? 2 : 1) }
  }

  /// Whether a scalar is in one of the blocks whose characters are wide.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
