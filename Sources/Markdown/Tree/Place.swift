/// A line and a byte column of the text, both from 1, small enough to ride on a node as its user data.
struct Place: Hashable {
  let line: Int
  let column: Int

  /// Whether libcmark has read the text there apart from the rest, on a line of its own.
  let isCell: Bool

  init(line: Int, column: Int, isCell: Bool = false) {
    self.line = line
    self.column = column
    self.isCell = isCell
  }

  init?(_ packed: Int) {
    guard packed != 0 else { return nil }
    self.init(line: packed >> 25, column: packed >> 1 & 0xFF_FFFF, isCell: packed & 1 == 1)
  }

  /// A column beyond 16 million is given as that.
  var packed: Int { line << 25 | min(column, 0xFF_FFFF) << 1 | (isCell ? 1 : 0) }
}
