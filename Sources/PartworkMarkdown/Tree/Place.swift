/// A line and a byte column of the text, both from 1, small enough to ride on a node as its user data.
struct Place: Hashable {
  /// What stands there.
  enum Kind: Int {
    /// The inlines of a block that a pass made or moved.
    case block
    /// The text of a cell, in which `\|` is a pipe.
    case cell
    /// A link, an image or raw HTML, in a block that a pass has changed since.
    case inline
    /// A bare address, which a pass has made a link.
    case address
  }

  let line: Int
  /// 0 where only the line is known.
  let column: Int
  let kind: Kind

  init(line: Int, column: Int, kind: Kind = .block) {
    self.line = line
    self.column = column
    self.kind = kind
  }

  init?(_ packed: Int) {
    guard packed != 0, let kind = Kind(rawValue: packed & 3) else { return nil }
    self.init(line: packed >> 26, column: packed >> 2 & 0xFF_FFFF, kind: kind)
  }

  /// A column beyond 16 million is given as that.
  var packed: Int { line << 26 | min(column, 0xFF_FFFF) << 2 | kind.rawValue }
}
