internal import CCMark

/// The quotations and list items around a paragraph, and what of each of its lines is theirs.
///
/// libcmark lets a paragraph run on over lines that are not marked as the first is, and keeps no note of which. A table
/// does not run on, so that its lines are measured again by the rules of CommonMark, section 5.
struct TableContainers {
  /// The block whose children have these containers.
  let parent: Node

  private var containers: [Container] = []

  private struct Container {
    /// The line on which its own mark stands.
    let line: Int
    /// How many columns its text stands behind the one around it; nil for a quotation, whose lines have marks.
    let width: Int?
  }

  /// A line of a paragraph without what its containers take of it.
  struct Line {
    /// Whether the line has not the marks of all the containers, and is in the paragraph by its laziness.
    let isLazy: Bool
    /// Where the containers' marks end.
    let start: Int
    /// How many columns of white space are before the text.
    let indent: Int
    /// The text without white space at its ends.
    let content: Range<Int>
  }

  /// Measures the ancestors of `block`, but for those that it shares with the blocks of `known`; nil where their marks
  /// cannot be found in `source`.
  init?(of block: Node, after known: TableContainers?, in source: inout SourceText) {
    guard let parent = block.parent else { return nil }
    self.parent = parent
    var around: [Node] = []
    var node = Optional(parent)
    while let ancestor = node {
      if let known, ancestor == known.parent {
        containers = known.containers
        break
      }
      if ancestor.type == CMARK_NODE_BLOCK_QUOTE || ancestor.type == CMARK_NODE_ITEM { around.append(ancestor) }
      node = ancestor.parent
    }
    var cursor = Cursor()
    var line = 0
    for ancestor in around.reversed() {
      if ancestor.startLine != line {
        line = ancestor.startLine
        cursor = Cursor(line, in: &source)
        guard pass(&cursor, line, source.bytes) else { return nil }
      }
      if ancestor.type == CMARK_NODE_ITEM {
        guard let width = cursor.itemWidth(in: source.bytes) else { return nil }
        containers.append(Container(line: line, width: width))
        cursor.advance(width, in: source.bytes)
      } else {
        containers.append(Container(line: line, width: nil))
        guard cursor.passQuotationMark(in: source.bytes) else { return nil }
      }
    }
  }

  func read(_ line: Int, in source: inout SourceText) -> Line {
    var cursor = Cursor(line, in: &source)
    let isInside = pass(&cursor, line, source.bytes)
    let (indent, text) = cursor.indent(in: source.bytes)
    let content = TableSyntax.trimmed(source.bytes[text..<cursor.end])
    return Line(
      isLazy: !isInside, start: cursor.start(in: source.bytes), indent: indent,
      content: content.startIndex..<content.endIndex)
  }

  /// Moves behind the marks of the containers; false where one has none.
  private func pass(_ cursor: inout Cursor, _ line: Int, _ bytes: [UInt8]) -> Bool {
    for container in containers {
      if let width = container.width {
        guard container.line == line || cursor.indent(in: bytes, upTo: width).columns >= width else { return false }
        cursor.advance(width, in: bytes)
      } else if !cursor.passQuotationMark(in: bytes) {
        return false
      }
    }
    return true
  }
}

/// A place in a line, counted in columns, of which a tab fills up to four.
private struct Cursor {
  private(set) var offset = 0
  private(set) var end = 0
  private var column = 0
  /// Whether the tab at `offset` has been passed in part.
  private var isInTab = false

  init() {}

  init(_ line: Int, in source: inout SourceText) {
    let range = source.range(ofLine: line)
    (offset, end) = (range.lowerBound, range.upperBound)
  }

  /// The first byte of which nothing has been passed.
  func start(in bytes: [UInt8]) -> Int { isInTab ? offset + 1 : offset }

  /// How many columns of white space are before the text, and where that begins. It is not looked for further than
  /// `limit` columns away.
  func indent(in bytes: [UInt8], upTo limit: Int = .max) -> (columns: Int, text: Int) {
    var text = offset
    var columns = 0
    while text < end, columns < limit {
      if bytes[text] == UInt8(ascii: " ") {
        columns += 1
      } else if bytes[text] == UInt8(ascii: "\t") {
        columns += 4 - (column + columns) % 4
      } else {
        break
      }
      text += 1
    }
    return (columns, text)
  }

  mutating func advance(_ columns: Int, in bytes: [UInt8]) {
    var rest = columns
    while rest > 0, offset < end {
      let width = bytes[offset] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      isInTab = width > rest
      column += min(width, rest)
      rest -= min(width, rest)
      if !isInTab { offset += 1 }
    }
  }

  mutating func passQuotationMark(in bytes: [UInt8]) -> Bool {
    let (columns, text) = indent(in: bytes, upTo: 4)
    guard columns <= 3, text < end, bytes[text] == UInt8(ascii: ">") else { return false }
    advance(columns + 1, in: bytes)
    if offset < end, isBlank(bytes[offset]) { advance(1, in: bytes) }
    return true
  }

  /// How far the text of the item whose mark stands here is from the cursor (CommonMark, section 5.2).
  func itemWidth(in bytes: [UInt8]) -> Int? {
    let (columns, mark) = indent(in: bytes, upTo: 4)
    var text = mark
    while text < end, bytes[text] >= UInt8(ascii: "0"), bytes[text] <= UInt8(ascii: "9") { text += 1 }
    guard text < end, "-+*.)".utf8.contains(bytes[text]) else { return nil }
    text += 1
    var behind = self
    behind.advance(columns + text - mark, in: bytes)
    let (spaces, content) = behind.indent(in: bytes, upTo: 5)
    let isEmpty = content == end || bytes[content] == UInt8(ascii: "\n") || bytes[content] == UInt8(ascii: "\r")
    return columns + text - mark + (isEmpty || spaces > 4 ? 1 : spaces)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
